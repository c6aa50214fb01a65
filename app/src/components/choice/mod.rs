//! Choosing: one of a few in sight ([`Segmented`]), any of a few ([`Chips`]), and a filter that is on
//! or off ([`Chip`]).

pub mod chips;
pub mod segmented;

pub use chips::{Chip, Chips};
pub use segmented::Segmented;

use super::status_mark::Mark;

/// One of the things to choose from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChoiceOption<T> {
    /// What is told when it is chosen.
    pub value: T,
    /// The words.
    pub label: String,
    /// A mark before the words.
    pub mark: Option<Mark>,
    /// The key that chooses it, shown as a hint.
    pub key: Option<char>,
}

impl<T: Copy> ChoiceOption<Option<T>> {
    /// All of these, and before them a choice of none.
    pub fn or_none(none: &str, all: &[T], label: fn(T) -> &'static str) -> Vec<Self> {
        let some = all.iter().map(|each| Self::new(Some(*each), label(*each)));
        std::iter::once(Self::new(None, none)).chain(some).collect()
    }
}

impl<T> ChoiceOption<T> {
    /// A choice with words only.
    pub fn new(value: T, label: impl Into<String>) -> Self {
        Self {
            value,
            label: label.into(),
            mark: None,
            key: None,
        }
    }

    /// The same with a mark before the words.
    #[must_use]
    pub fn with_mark(self, mark: Mark) -> Self {
        Self {
            mark: Some(mark),
            ..self
        }
    }

    /// The same with the key that chooses it.
    #[must_use]
    pub fn with_key(self, key: char) -> Self {
        Self {
            key: Some(key),
            ..self
        }
    }
}
