//! What does not fit in a report, as values; [`words`](crate::words) says them.

use serde::{Deserialize, Serialize};

/// A place where a report says something else than what follows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Contradiction {
    /// Where, from the whole to the part.
    pub place: Vec<Step>,
    /// What the report says there.
    pub says: Said,
    /// What follows from the rest of the report and from the catalog, or why it cannot be.
    pub follows: Said,
}

/// A step from a whole to a part of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Step {
    /// A member of the document, by its name there: `generatedAt`.
    Member(String),
    /// An item of a list.
    Item {
        /// What it is.
        kind: ItemKind,
        /// What it is known by in its list.
        key: String,
        /// Its title, when that is another.
        title: Option<String>,
    },
}

/// What an item of a list is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum ItemKind {
    /// A section of the catalog.
    Section,
    /// A group of controls.
    Group,
    /// A control.
    Control,
    /// A category of risks.
    Category,
    /// A risk.
    Risk,
    /// A mitigation.
    Mitigation,
    /// An item of evidence.
    Evidence,
    /// An action.
    Action,
    /// A finding of the assessor.
    Deficiency,
    /// What a rule of the X-ray found.
    Finding,
    /// A term of the glossary.
    Term,
    /// A level of the scales.
    Level,
    /// An item of another list, which has this name in the document.
    Other(String),
}

/// What is said somewhere, or follows there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Said {
    /// A text, a number or an amount; of a long one, the part that matters.
    Text(String),
    /// Nothing.
    Nothing,
    /// Yes or no.
    Flag(bool),
    /// Several things, each with its name in the document.
    Members(Vec<(String, Said)>),
    /// Several things.
    List(Vec<Said>),
    /// So many items; of many, only the first have their names here.
    Items {
        /// How many.
        count: usize,
        /// Their names.
        names: Vec<String>,
    },
    /// Something that no assessment can hold.
    Impossible,
    /// Levels that do not follow each other.
    ImpossibleLevels,
    /// That there are five levels.
    FiveLevels,
    /// That a moment is written in another way.
    OtherMoment,
}

impl Step {
    /// An item, whose title is left out where it says what the key says.
    pub(super) fn item(kind: ItemKind, key: &str, title: Option<&str>) -> Self {
        Self::Item {
            kind,
            key: key.to_owned(),
            title: title.filter(|title| *title != key).map(shortened),
        }
    }

    /// A member of the document.
    pub(super) fn member(name: &str) -> Self {
        Self::Member(name.to_owned())
    }
}

impl Said {
    /// A text with at most so many characters that it can stand in a line.
    pub(super) fn short(text: &str) -> Self {
        if text.is_empty() {
            Self::Nothing
        } else {
            Self::Text(shortened(text))
        }
    }
}

/// The most characters of a text that are shown.
pub(crate) const SHOWN: usize = 160;

/// The beginning of a text, with a mark where it was cut off.
pub(crate) fn shortened(text: &str) -> String {
    let mut short: String = text.chars().take(SHOWN).collect();
    if short.len() < text.len() {
        short.push('…');
    }
    short
}
