use std::ops::Range;

use serde::{Deserialize, Serialize};

/// How much text a field holds, in bytes of UTF-8.
///
/// The bounds keep a hostile file from filling the memory; nobody writes that much by hand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TextLimit {
    /// One line: a name, a title, an owner. 300 bytes.
    Line,
    /// A few sentences: a reason, a description. 4,000 bytes.
    Paragraph,
    /// Markdown of any length that a person writes. 200,000 bytes.
    Note,
}

impl TextLimit {
    /// The most bytes.
    #[must_use]
    pub const fn bytes(self) -> usize {
        match self {
            Self::Line => 300,
            Self::Paragraph => 4_000,
            Self::Note => 200_000,
        }
    }

    /// Whether the text fits and, for one line, holds no line break or other control character.
    #[must_use]
    pub fn admits(self, text: &str) -> bool {
        text.len() <= self.bytes() && (self != Self::Line || !text.chars().any(char::is_control))
    }

    /// The text, cut at the limit and, for one line, with spaces for control characters; for what
    /// must be written whatever the user called themselves.
    pub(crate) fn clip(self, text: &str) -> String {
        let mut clipped = String::with_capacity(text.len().min(self.bytes()));
        for character in text.chars() {
            let character = if self == Self::Line && character.is_control() {
                ' '
            } else {
                character
            };
            if clipped.len() + character.len_utf8() > self.bytes() {
                break;
            }
            clipped.push(character);
        }
        clipped
    }
}

/// One replacement within a text: how a note changes while somebody types.
///
/// The journal would grow with the square of a note's length if every pause in typing wrote the
/// whole note, so an edit holds only what was taken out and what was put in. That makes its
/// inverse a plain exchange of the two.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct TextChange {
    /// The byte at which both texts begin; a character boundary.
    pub at: usize,
    /// What stood there.
    pub removed: String,
    /// What stands there now.
    pub inserted: String,
}

impl TextChange {
    /// The smallest single replacement that turns `before` into `after`, or `None` when they are
    /// equal.
    #[must_use]
    pub fn between(before: &str, after: &str) -> Option<Self> {
        if before == after {
            return None;
        }
        let start: usize = before
            .chars()
            .zip(after.chars())
            .take_while(|(old, new)| old == new)
            .map(|(old, _)| old.len_utf8())
            .sum();
        let (old, new) = (&before[start..], &after[start..]);
        let tail: usize = old
            .chars()
            .rev()
            .zip(new.chars().rev())
            .take_while(|(old, new)| old == new)
            .map(|(old, _)| old.len_utf8())
            .sum();
        Some(Self {
            at: start,
            removed: old[..old.len() - tail].to_owned(),
            inserted: new[..new.len() - tail].to_owned(),
        })
    }

    /// Changes `text`, or leaves it alone and returns `None` when `removed` does not stand at `at`.
    pub(crate) fn apply(&self, text: &str) -> Option<String> {
        let range: Range<usize> = self.at..self.at.checked_add(self.removed.len())?;
        if text.get(range.clone())? != self.removed {
            return None;
        }
        let mut changed =
            String::with_capacity(text.len() - self.removed.len() + self.inserted.len());
        changed.push_str(text.get(..range.start)?);
        changed.push_str(&self.inserted);
        changed.push_str(text.get(range.end..)?);
        Some(changed)
    }

    pub(crate) fn inverse(&self) -> Self {
        Self {
            at: self.at,
            removed: self.inserted.clone(),
            inserted: self.removed.clone(),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn a_change_between_two_texts_leads_there_and_back(before in "[aä€😀 ]{0,12}", after in "[aä€😀 ]{0,12}") {
            match TextChange::between(&before, &after) {
                None => prop_assert_eq!(before, after),
                Some(change) => {
                    prop_assert_eq!(change.apply(&before), Some(after.clone()));
                    prop_assert_eq!(change.inverse().apply(&after), Some(before));
                }
            }
        }

        #[test]
        fn a_change_that_does_not_fit_changes_nothing(text in ".{0,8}", at in any::<usize>(), removed in ".{1,4}") {
            let change = TextChange { at, removed: removed.clone(), inserted: String::new() };
            if let Some(changed) = change.apply(&text) {
                prop_assert_eq!(changed.len() + removed.len(), text.len());
            }
        }
    }
}
