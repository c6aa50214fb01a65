//! Where a line may break: after white space, after hyphens and slashes within words (but not
//! within dates and other numbers), between
//! ideographs; and, so that no word is endless, every few hundred characters.

use super::flatten::{Flat, is_blank, is_mark};

/// Longest passage without a break, in characters: divided later only if it must be.
const LONGEST_CHUNK: usize = 256;

/// The ends of the chunks of a paragraph, in order; the last is the end of the text.
pub(super) fn opportunities(flat: &Flat) -> Vec<usize> {
    let mut ends = Vec::new();
    let mut invisible = flat.invisible_breaks.iter().copied().peekable();
    let mut since = 0_usize;
    let mut before: Option<(usize, char)> = None;
    let mut before_that: Option<char> = None;
    for (at, c) in flat.text.char_indices() {
        let mut asked = false;
        while invisible.next_if(|&place| place <= at).is_some() {
            asked = true;
        }
        if let Some((place, previous)) = before {
            let allowed = asked
                || (is_blank(previous)
                    && !flat.is_solid(place)
                    && (!is_blank(c) || flat.is_solid(at)))
                || (is_hyphen(previous)
                    && c.is_alphabetic()
                    && before_that.is_some_and(char::is_alphanumeric))
                || (is_ideograph(previous) && !is_closing(c) && !is_blank(c))
                || (is_ideograph(c) && !is_blank(previous) && !is_opening(previous));
            if (allowed && !is_mark(c)) || (since >= LONGEST_CHUNK && !is_mark(c)) {
                ends.push(at);
                since = 0;
            }
        }
        since += 1;
        before_that = before.map(|(_, c)| c);
        before = Some((at, c));
    }
    ends.push(flat.text.len());
    ends
}

/// Characters after which an address or a hash is well divided.
pub(super) fn is_preferred_split(c: char) -> bool {
    matches!(
        c,
        '/' | '.' | '-' | '_' | '&' | '=' | '?' | ',' | ':' | ';' | '#' | '@' | '\\'
    )
}

fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '\u{2010}' | '\u{2013}' | '\u{2014}' | '/')
}

fn is_ideograph(c: char) -> bool {
    matches!(u32::from(c), 0x2e80..=0x303f | 0x3040..=0x30ff | 0x3400..=0x4dbf | 0x4e00..=0x9fff
        | 0xac00..=0xd7af | 0xf900..=0xfaff | 0xff01..=0xff60 | 0x2_0000..=0x3_ffff)
}

fn is_closing(c: char) -> bool {
    matches!(
        c,
        '、' | '。' | '，' | '．' | '）' | '」' | '』' | '】' | '！' | '？' | '：' | '；'
    ) || matches!(c, ')' | ']' | '.' | ',' | ';' | ':' | '!' | '?')
}

fn is_opening(c: char) -> bool {
    matches!(c, '（' | '「' | '『' | '【' | '(' | '[')
}
