//! Counts and names in words, for every sentence that holds a number or a name, and errors as sentences;
//! below, what is found about an assessment in sentences. Only the latter know what they are about.

pub(crate) mod earlier;
mod engagement;
mod exposure;
mod findings;
mod pictures;
mod verdict;

use std::fmt::Display;

use crate::legible::{legible, reads_from_right};
pub use verdict::remainder;

/// The form of a word that goes with that number: `one` with 1, `many` with any other.
#[must_use]
pub fn plural<N: PartialEq + From<u8>, T>(number: N, one: T, many: T) -> T {
    if number == N::from(1) { one } else { many }
}

/// A number with its noun, or with noun and verb: `1 control`, `3 controls`.
#[must_use]
pub fn count<N: PartialEq + From<u8> + Display>(number: N, one: &str, many: &str) -> String {
    let mut text = number.to_string();
    text.push(' ');
    text.push_str(plural(number, one, many));
    text
}

/// Names in a row, with this word before the last: `MUST and MUST NOT`. Empty where there are none.
#[must_use]
pub fn in_a_row(names: &[&str], word: &str) -> String {
    match names {
        [before @ .., last] if !before.is_empty() => {
            format!("{} {word} {last}", before.join(", "))
        }
        names => names.concat(),
    }
}

/// A text with a capital at its beginning.
#[must_use]
pub fn capital(text: &str) -> String {
    let mut characters = text.chars();
    let mut capital: String = characters
        .next()
        .into_iter()
        .flat_map(char::to_uppercase)
        .collect();
    capital.push_str(characters.as_str());
    capital
}

/// An error's words, which begin small and end without a full stop, as a sentence. What is one already
/// stays as it is.
#[must_use]
pub fn sentence(text: &str) -> String {
    let mut sentence = capital(text);
    if !sentence.is_empty() && !sentence.ends_with(['.', '!', '?', '\u{2026}']) {
        sentence.push('.');
    }
    sentence
}

/// A name of a file, a person or a thing as it can be read, for wherever the screen shows one: what is not
/// seen in it is written out ([`legible()`](crate::legible())), and a name that reads from right to left
/// is kept apart from what stands beside it (by U+2068 and U+2069 of Unicode, so that it also holds in
/// titles, options and sentences).
#[must_use]
pub fn name(name: &str) -> String {
    let shown = legible(name);
    if reads_from_right(&shown) {
        format!("\u{2068}{shown}\u{2069}")
    } else {
        shown.into_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_one_is_singular() {
        let words = |number: u32| count(number, "control is", "controls are");
        assert_eq!(words(0), "0 controls are");
        assert_eq!(words(1), "1 control is");
        assert_eq!(words(21), "21 controls are");
        assert_eq!(plural(1_usize, "fails", "fail"), "fails");
    }

    #[test]
    fn names_stand_in_a_row() {
        assert_eq!(in_a_row(&[], "and"), "");
        assert_eq!(in_a_row(&["MUST"], "and"), "MUST");
        assert_eq!(in_a_row(&["MUST", "MUST NOT"], "or"), "MUST or MUST NOT");
        assert_eq!(in_a_row(&["A", "B", "C"], "and"), "A, B and C");
    }

    #[test]
    fn an_error_becomes_a_sentence_once() {
        let error = "another window is writing; close it there";
        let whole = "Another window is writing; close it there.";
        assert_eq!(sentence(error), whole);
        assert_eq!(sentence(whole), whole);
        assert_eq!(
            sentence("\u{201c}a.toml\u{201d}"),
            "\u{201c}a.toml\u{201d}."
        );
        assert_eq!(sentence("\u{e4}rger"), "\u{c4}rger.");
        assert_eq!((sentence(""), capital("")), (String::new(), String::new()));
    }

    #[test]
    fn a_name_is_kept_apart_only_where_it_reads_the_other_way() {
        assert_eq!(name("Ada Roth"), "Ada Roth");
        assert_eq!(name("a\u{202e}b"), "a[U+202E]b");
        assert_eq!(name("\u{5d0}\u{5d1}"), "\u{2068}\u{5d0}\u{5d1}\u{2069}");
    }
}
