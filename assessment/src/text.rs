use std::ops::Range;

use serde::{Deserialize, Serialize};
use unicode_properties::{GeneralCategoryGroup, UnicodeGeneralCategory};

/// How much text a field holds, in characters as people count them.
///
/// The bounds keep a hostile file from filling the memory; nobody writes that much by hand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TextLimit {
    /// One line: a name, a title, an owner. 300 characters.
    Line,
    /// A few sentences: a reason, a description. 4,000 characters.
    Paragraph,
    /// Markdown of any length that a person writes. 200,000 characters.
    Note,
}

/// Why a text does not fit its field.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum TextError {
    /// It has too many characters.
    #[error("has {} characters; at most {} fit, so shorten it by {}", grouped(*.found), grouped(*.most), grouped(.found - .most))]
    TooLong {
        /// How many it has.
        found: usize,
        /// How many fit.
        most: usize,
    },
    /// Its characters carry so many marks that they take too much room.
    #[error("takes {} bytes; at most {} fit, so shorten it", grouped(*.found), grouped(*.most))]
    TooHeavy {
        /// Its bytes in UTF-8.
        found: usize,
        /// How many bytes fit.
        most: usize,
    },
    /// It is to be one line, and holds a line break, a tab or another control character.
    #[error("holds a line break or a tab; write it on one line")]
    NotOneLine,
}

impl TextLimit {
    /// The most characters, as [`characters`] counts them.
    #[must_use]
    pub const fn characters(self) -> usize {
        match self {
            Self::Line => 300,
            Self::Paragraph => 4_000,
            Self::Note => 200_000,
        }
    }

    /// The most bytes of UTF-8, whatever the characters: a character may carry any number of marks.
    #[must_use]
    pub const fn bytes(self) -> usize {
        match self {
            // A family of four in one picture takes 25 bytes.
            Self::Line | Self::Paragraph => self.characters() * 32,
            Self::Note => self.characters() * 4,
        }
    }

    /// Checks that the text fits and, for one line, holds no line break or other control character.
    ///
    /// # Errors
    /// [`TextError`] says what is wrong, as the end of a sentence that begins with the field.
    pub fn check(self, text: &str) -> Result<(), TextError> {
        let (most, heaviest) = (self.characters(), self.bytes());
        // No text has more characters than bytes, so most texts need not be counted.
        if text.len() > most {
            let found = characters(text);
            if found > most {
                return Err(TextError::TooLong { found, most });
            }
        }
        if text.len() > heaviest {
            return Err(TextError::TooHeavy {
                found: text.len(),
                most: heaviest,
            });
        }
        if self == Self::Line && text.chars().any(char::is_control) {
            return Err(TextError::NotOneLine);
        }
        Ok(())
    }

    /// Whether the text fits.
    #[must_use]
    pub fn admits(self, text: &str) -> bool {
        self.check(text).is_ok()
    }

    /// The text, cut at the limit and, for one line, with spaces for control characters; for what
    /// must be written whatever the user called themselves or a file.
    #[must_use]
    pub fn clip(self, text: &str) -> String {
        let mut clipped = String::with_capacity(text.len().min(self.bytes()));
        let mut counter = Counter::default();
        for character in text.chars() {
            let character = if self == Self::Line && character.is_control() {
                ' '
            } else {
                character
            };
            counter.take(character);
            if counter.count > self.characters()
                || clipped.len() + character.len_utf8() > self.bytes()
            {
                break;
            }
            clipped.push(character);
        }
        clipped
    }
}

/// How many characters a text has, as people count them: a letter with its accents is one, and so
/// is a flag, and a picture that is joined of several.
///
/// These are nearly the extended grapheme clusters of Unicode (UAX #29), without their tables: only
/// the decomposed syllables of Hangul, which no keyboard writes, count for more.
#[must_use]
pub fn characters(text: &str) -> usize {
    let mut counter = Counter::default();
    text.chars().for_each(|character| counter.take(character));
    counter.count
}

/// Counts characters as they come.
#[derive(Default)]
struct Counter {
    count: usize,
    last: Option<char>,
    /// Whether the last character is the first half of a flag.
    half_a_flag: bool,
}

impl Counter {
    fn take(&mut self, character: char) {
        const JOINER: char = '\u{200d}';
        let is_half_a_flag = ('\u{1f1e6}'..='\u{1f1ff}').contains(&character);
        let belongs_to_the_last = match (self.last, character) {
            (None, _) => false,
            (Some('\r'), '\n') => true,
            (Some(last), _) if last.is_control() => false,
            (
                Some(_),
                '\u{200c}' | JOINER | '\u{1f3fb}'..='\u{1f3ff}' | '\u{e0020}'..='\u{e007f}',
            ) => true,
            // What follows a joiner is part of the same picture; letters only change their shape.
            (Some(JOINER), '\u{2190}'..='\u{2bff}' | '\u{1f000}'..) => true,
            (Some(_), _) if is_half_a_flag && self.half_a_flag => true,
            (Some(_), _) => is_mark(character),
        };
        if !belongs_to_the_last {
            self.count += 1;
        }
        self.half_a_flag = is_half_a_flag && !(self.half_a_flag && belongs_to_the_last);
        self.last = Some(character);
    }
}

/// Whether a character is written onto the one before it.
fn is_mark(character: char) -> bool {
    // Most of what is written comes before the first mark, and needs no table.
    character >= '\u{300}' && character.general_category_group() == GeneralCategoryGroup::Mark
}

/// A number with commas between thousands.
fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
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

    #[test]
    fn characters_are_counted_as_people_do() {
        for (text, count) in [
            ("", 0),
            ("Ada", 3),
            ("\u{e4}\u{f6}\u{fc}", 3),
            ("a\u{308}o\u{308}", 2),
            ("\u{65e5}\u{672c}\u{8a9e}", 3),
            ("\u{1f600}\u{1f600}", 2),
            ("\u{1f44d}\u{1f3fd}", 1),
            (
                "\u{1f468}\u{200d}\u{1f469}\u{200d}\u{1f467}\u{200d}\u{1f466}",
                1,
            ),
            ("\u{2764}\u{fe0f}", 1),
            ("\u{1f1e9}\u{1f1ea}\u{1f1eb}\u{1f1f7}", 2),
            ("\u{1f1e9}\u{1f1ea}\u{1f1eb}", 2),
            ("\u{928}\u{92e}\u{938}\u{94d}\u{924}\u{947}", 4),
            ("a\r\nb\n", 4),
            ("\u{300}\u{300}", 1),
            ("a\n\u{300}", 3),
        ] {
            assert_eq!(characters(text), count, "{text:?}");
        }
    }

    #[test]
    fn a_text_of_any_script_may_be_as_long_as_is_said() {
        for limit in [TextLimit::Line, TextLimit::Paragraph, TextLimit::Note] {
            for character in ["a", "\u{e4}", "\u{65e5}", "\u{1f600}"] {
                let fits = character.repeat(limit.characters());
                assert_eq!(limit.check(&fits), Ok(()), "{character}");
                assert_eq!(limit.clip(&fits), fits);
                let most = limit.characters();
                let found = most + 1;
                let longer = fits.clone() + character;
                assert_eq!(
                    limit.check(&longer),
                    Err(TextError::TooLong { found, most })
                );
                assert_eq!(limit.clip(&longer), fits);
            }
        }
        let family = "\u{1f468}\u{200d}\u{1f469}\u{200d}\u{1f467}\u{200d}\u{1f466}";
        assert!(TextLimit::Line.admits(&family.repeat(300)));
        // One character with marks without end takes room, and is refused for it.
        let heavy = format!("a{}", "\u{301}".repeat(10_000));
        assert!(matches!(
            TextLimit::Line.check(&heavy),
            Err(TextError::TooHeavy { .. })
        ));
        assert_eq!(TextLimit::Line.check("a\tb"), Err(TextError::NotOneLine));
        assert!(TextLimit::Paragraph.admits("a\tb\n"));
    }

    proptest! {
        #[test]
        fn what_is_clipped_fits(text in ".{0,40}", many in 0..40_usize) {
            let clipped = TextLimit::Line.clip(&text.repeat(many));
            prop_assert!(TextLimit::Line.admits(&clipped));
            prop_assert!(characters(&text) <= text.chars().count());
        }

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
