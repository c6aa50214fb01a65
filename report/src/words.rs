//! What is found about a report, in words.

mod pictures;

use std::fmt::{Display, Formatter, Result};

use assay_assessment::words::{capital, count};

use crate::GENERATOR;
use crate::check::{Contradiction, ItemKind, NotCompared, Said, Step, shortened};

/// What stands on each page of a draft, and before its title.
pub(crate) const DRAFT: &str = "Draft, not signed";

/// What the first part of a document is called, which has no heading of that name.
pub(crate) const COVER: &str = "Cover";

impl Display for NotCompared {
    /// A sentence.
    fn fmt(&self, text: &mut Formatter<'_>) -> Result {
        match self {
            Self::OtherEdition {
                name,
                version,
                date,
                earlier: true,
            } => write!(
                text,
                "The report quotes an earlier text of its edition ({name}, {version}, {date}), in which \
                 summaries and spellings were put right since: its texts, levels and X-ray findings were \
                 not compared."
            ),
            Self::OtherEdition {
                name,
                version,
                date,
                earlier: false,
            } => write!(
                text,
                "The report quotes an edition of the catalog that this copy of Assay does not have ({name}, \
                 {version}, {date}): its texts, levels and X-ray findings were not compared with it."
            ),
            Self::Withheld(items) => write!(
                text,
                "{} left out of this public edition: neither these nor what follows from them was compared.",
                count(*items, "item is", "items are")
            ),
            Self::FirstAssay => text.write_str(
                "The report was written by the first Assay, whose rules for verdict and sums were others; by \
                 those its figures were compared, and its explanations and X-ray findings were not.",
            ),
            Self::OtherProgram(other) => write!(
                text,
                "The report was written by {other}, and this is {GENERATOR}: its explanations and X-ray \
                 findings were not compared."
            ),
        }
    }
}

impl Contradiction {
    /// Where it is, in words.
    #[must_use]
    pub fn place(&self) -> String {
        let steps: Vec<String> = self.place.iter().map(Step::to_string).collect();
        capital(&steps.join(", "))
    }
}

impl Display for Step {
    fn fmt(&self, text: &mut Formatter<'_>) -> Result {
        match self {
            Self::Member(name) => text.write_str(&member(name)),
            Self::Item { kind, key, title } => {
                write!(text, "{kind} {key}")?;
                match title {
                    Some(title) => write!(text, " “{title}”"),
                    None => Ok(()),
                }
            }
        }
    }
}

impl Display for ItemKind {
    fn fmt(&self, text: &mut Formatter<'_>) -> Result {
        text.write_str(match self {
            Self::Section => "Section",
            Self::Group => "Group",
            Self::Control => "Control",
            Self::Category => "Category",
            Self::Risk => "Risk",
            Self::Mitigation => "Mitigation",
            Self::Evidence => "Evidence",
            Self::Action => "Action",
            Self::Deficiency => "Finding",
            Self::Finding => "X-ray finding",
            Self::Term => "Term",
            Self::Level => "Level",
            Self::Other(list) => return text.write_str(&member(list)),
        })
    }
}

impl Display for Said {
    fn fmt(&self, text: &mut Formatter<'_>) -> Result {
        let joined = |texts: Vec<String>| shortened(&texts.join(", "));
        text.write_str(match self {
            Self::Text(said) => said,
            Self::Nothing => "nothing",
            Self::Flag(true) => "yes",
            Self::Flag(false) => "no",
            Self::Impossible => "something that no assessment can hold",
            Self::ImpossibleLevels => "levels that cannot be",
            Self::FiveLevels => "there are five levels",
            Self::OtherMoment => "a time is written as 2026-11-22T09:30:00Z",
            Self::List(items) => {
                let items = items.iter().map(Self::to_string);
                return text.write_str(&joined(items.collect()));
            }
            Self::Members(members) => {
                let members = members.iter();
                let members = members.map(|(name, said)| format!("{} {said}", member(name)));
                return text.write_str(&joined(members.collect()));
            }
            Self::Items { count, names } => {
                let names = names.join(", ");
                return text.write_str(&shortened(&format!("{count} in all: {names}")));
            }
        })
    }
}

/// `inherentScored` as `inherent scored`.
fn member(name: &str) -> String {
    name.chars()
        .flat_map(|letter| {
            let gap = letter.is_ascii_uppercase().then_some(' ');
            gap.into_iter().chain([letter.to_ascii_lowercase()])
        })
        .collect()
}

/// What is said of a table that is too wide for the place where it stands.
pub(crate) fn table_in_parts(columns: usize, parts: usize) -> String {
    format!(
        "The {columns} columns of this table have no room side by side. It stands in {parts} parts, one below \
         the other, each with the first column."
    )
}
