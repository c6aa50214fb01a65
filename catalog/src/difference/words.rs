//! What differs between two texts, word by word.

use similar::{Algorithm, DiffOp, capture_diff_slices};

/// The longest text that is compared word by word, in bytes.
const MOST_BYTES: usize = 20_000;

/// A run of words, and which of two texts has it. Words stand with the white space behind them, and
/// ends of lines by themselves, so that the pieces of a text joined give the text to the letter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    /// Both texts have it.
    Same(String),
    /// Only the old text has it.
    Removed(String),
    /// Only the new text has it.
    Added(String),
}

impl Piece {
    /// The words.
    pub fn text(&self) -> &str {
        match self {
            Piece::Same(text) | Piece::Removed(text) | Piece::Added(text) => text,
        }
    }
}

/// What differs between two texts. Those [`Piece`]s that are `Same` or `Removed` give the old text,
/// those that are `Same` or `Added` the new one; none is empty. Where one of the texts has more than
/// 20,000 bytes, the whole of the old one is removed and the whole of the new one added.
pub fn words(old: &str, new: &str) -> Vec<Piece> {
    let mut pieces = Vec::new();
    if old == new {
        push(&mut pieces, Piece::Same, old);
    } else if old.len() > MOST_BYTES || new.len() > MOST_BYTES {
        push(&mut pieces, Piece::Removed, old);
        push(&mut pieces, Piece::Added, new);
    } else {
        compare(old, new, &mut pieces);
    }
    pieces
}

fn compare(old: &str, new: &str, pieces: &mut Vec<Piece>) {
    let (old, new) = (split(old), split(new));
    for operation in capture_diff_slices(Algorithm::Myers, &old, &new) {
        let removed: String = old[operation.old_range()].concat();
        if let DiffOp::Equal { .. } = operation {
            push(pieces, Piece::Same, &removed);
        } else {
            push(pieces, Piece::Removed, &removed);
            push(pieces, Piece::Added, &new[operation.new_range()].concat());
        }
    }
}

fn push(pieces: &mut Vec<Piece>, make: fn(String) -> Piece, text: &str) {
    if !text.is_empty() {
        pieces.push(make(text.to_owned()));
    }
}

/// Splits a text before each word and at each end of a line, so that each part is a word and the white
/// space behind it, or the end of a line. The words before and after the end of a line are compared
/// apart from it: a paragraph that ends otherwise still ends.
fn split(text: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let mut start = 0;
    let (mut after_space, mut after_end) = (true, false);
    for (place, character) in text.char_indices() {
        let (is_space, is_end) = (character.is_whitespace(), character == '\n');
        if place > start && (is_end || after_end || (after_space && !is_space)) {
            parts.push(&text[start..place]);
            start = place;
        }
        (after_space, after_end) = (is_space, is_end);
    }
    if start < text.len() {
        parts.push(&text[start..]);
    }
    parts
}

/// Whether two texts have at least half of their words in common, by length.
pub(super) fn are_alike(old: &str, new: &str) -> bool {
    let same: usize = words(old, new)
        .iter()
        .filter(|piece| matches!(piece, Piece::Same(_)))
        .map(|piece| piece.text().len())
        .sum();
    same * 2 >= old.len().max(new.len())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn joined(pieces: &[Piece], leave_out: fn(&Piece) -> bool) -> String {
        let kept = pieces.iter().filter(|piece| !leave_out(piece));
        kept.map(Piece::text).collect()
    }

    fn are_both_texts(pieces: &[Piece], old: &str, new: &str) -> bool {
        joined(pieces, |piece| matches!(piece, Piece::Added(_))) == old
            && joined(pieces, |piece| matches!(piece, Piece::Removed(_))) == new
    }

    #[test]
    fn words_are_compared_with_the_space_behind_them() {
        let pieces = words("You MUST  log it", "You SHOULD log it");
        let expected = [
            Piece::Same("You ".to_owned()),
            Piece::Removed("MUST  ".to_owned()),
            Piece::Added("SHOULD ".to_owned()),
            Piece::Same("log it".to_owned()),
        ];
        assert_eq!(pieces, expected);
        assert_eq!(words("", ""), []);
        assert_eq!(words("", "a"), [Piece::Added("a".to_owned())]);
    }

    #[test]
    fn long_texts_are_compared_as_a_whole_and_the_longest_others_soon() {
        let [old, new] = ["a b ", "b c "].map(|part| part.repeat(MOST_BYTES / 4));
        assert!(are_both_texts(&words(&old, &new), &old, &new));
        let old = format!("{old}a");
        let pieces = [Piece::Removed(old.clone()), Piece::Added(new.clone())];
        assert_eq!(words(&old, &new), pieces);
        assert_eq!(words(&old, &old), [Piece::Same(old)]);
    }

    proptest! {
        #[test]
        fn the_pieces_give_both_texts(old in "([abc]{0,2}\\s{0,2}){0,30}", new in "([abc]{0,2}\\s{0,2}){0,30}") {
            let pieces = words(&old, &new);
            prop_assert!(are_both_texts(&pieces, &old, &new));
            prop_assert!(pieces.iter().all(|piece| !piece.text().is_empty()));
            prop_assert_eq!(&pieces, &words(&old, &new));
        }

        #[test]
        fn the_pieces_give_any_texts(old in "\\PC{0,60}", new in "\\PC{0,60}") {
            prop_assert!(are_both_texts(&words(&old, &new), &old, &new));
        }
    }
}
