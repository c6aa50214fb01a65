//! Where a line may break: where UAX #14 (Unicode's line breaking algorithm) has an opportunity, with
//! three things of our own: badges stay whole, a word that begins with a hyphen or a slash (an option, a
//! path, the host of an address) keeps it, and, so that no word is endless, there is an opportunity every few
//! hundred characters.

use unicode_linebreak::linebreaks;

use super::flatten::{Flat, is_blank, is_mark};

/// Longest passage without a break, in characters: divided later only if it must be.
const LONGEST_CHUNK: usize = 256;

/// The ends of the chunks of a paragraph, in order; the last is the end of the text.
pub(super) fn opportunities(flat: &Flat) -> Vec<usize> {
    let text = by_badges(flat);
    let mut by_rule = linebreaks(&text).map(|(at, _)| at).peekable();
    let mut asked = flat.invisible_breaks.iter().copied().peekable();
    let mut forbidden = flat.invisible_joins.iter().copied().peekable();
    let mut ends = Vec::new();
    let mut since = 0_usize;
    let mut inside = Inside::default();
    for (at, c) in flat.text.char_indices() {
        let ruled = take_up_to(&mut by_rule, at) == Some(at);
        let asked = take_up_to(&mut asked, at).is_some();
        let joined = take_up_to(&mut forbidden, at) == Some(at);
        let look = flat.look_at(at);
        let whole = flat.is_solid(at) && inside.look == Some(look);
        let path = inside.at_start && begins_path(&flat.text, at);
        let allowed = ((ruled || path) && !joined && !whole && !inside.begins_word) || asked;
        if at > 0 && !is_mark(c) && (allowed || since >= LONGEST_CHUNK) {
            ends.push(at);
            since = 0;
        }
        since += 1;
        inside.go_on(c, look);
    }
    ends.push(flat.text.len());
    ends
}

/// What stands before a character.
struct Inside {
    /// The look of the character before.
    look: Option<usize>,
    /// Whether a word would begin here.
    at_start: bool,
    /// Whether a word has begun with hyphens or slashes, or a host with two slashes, and nothing else of it
    /// came yet. UAX #14 would part `--offline`, `/etc` and `https://host` there (for one hyphen, Unicode 16
    /// does not any more: LB20a).
    begins_word: bool,
    /// Whether the character before is a slash.
    after_slash: bool,
}

impl Default for Inside {
    fn default() -> Self {
        Self {
            look: None,
            at_start: true,
            begins_word: false,
            after_slash: false,
        }
    }
}

impl Inside {
    fn go_on(&mut self, c: char, look: usize) {
        let sign = matches!(c, '-' | '\u{2010}' | '/');
        let second = c == '/' && self.after_slash;
        self.begins_word = sign && (self.at_start || self.begins_word || second);
        self.after_slash = c == '/';
        self.at_start = is_blank(c);
        self.look = Some(look);
    }
}

/// Whether a slash stands here with something behind it. UAX #14 parts no slash from what is before it, not
/// even after a space (LB13), as in `and / or`.
fn begins_path(text: &str, at: usize) -> bool {
    text.get(at..)
        .and_then(|rest| rest.strip_prefix('/'))
        .is_some_and(|rest| rest.starts_with(|c: char| !c.is_whitespace()))
}

/// The text with a letter in the place of each blank in a badge, at the same bytes: these are no
/// white space to break at, nor does white space before them run on into the badge.
fn by_badges(flat: &Flat) -> String {
    flat.text
        .char_indices()
        .map(|(at, c)| {
            if c == ' ' && flat.is_solid(at) {
                'x'
            } else {
                c
            }
        })
        .collect()
}

/// The last of these places that is not behind `at`, taken with all before it.
fn take_up_to(
    places: &mut std::iter::Peekable<impl Iterator<Item = usize>>,
    at: usize,
) -> Option<usize> {
    let mut last = None;
    while let Some(place) = places.next_if(|&place| place <= at) {
        last = Some(place);
    }
    last
}

/// Characters after which an address or a hash is well divided.
pub(super) fn is_preferred_split(c: char) -> bool {
    matches!(
        c,
        '/' | '.' | '-' | '_' | '&' | '=' | '?' | ',' | ':' | ';' | '#' | '@' | '\\'
    )
}

#[cfg(test)]
mod tests {
    use super::super::super::{fonts::FontSet, theme};
    use super::super::flatten::flatten;
    use super::*;
    use crate::outline::{Inline, Tone};

    fn parts(content: &[Inline]) -> Vec<String> {
        let fonts = FontSet::new(&[]).unwrap();
        let flat = flatten(&fonts, content, theme::BODY).remove(0);
        let mut start = 0;
        let mut parts = Vec::new();
        for end in opportunities(&flat) {
            parts.push(flat.text[start..end].to_owned());
            start = end;
        }
        parts
    }

    fn of(text: &str) -> String {
        parts(&[Inline::text(text)]).join("|")
    }

    #[test]
    fn lines_break_where_unicode_has_it() {
        for expected in [
            "plain |words, |twice  |spaced ",
            "well-|known and/|or",
            "on |2026-11-16 |at |09:30, |20\u{a0}% |(of |5.5 |km)",
            "\u{201c}quoted\u{201d} |\u{2013} |and \u{2026}",
            "https://example.org/|a.b?|c=d&e",
            "\u{300c}\u{6f22}|\u{5b57}\u{300d}|\u{306f}\u{3002}",
            "\u{3b5}\u{3bb}-|\u{3b1}e\u{301}",
        ] {
            let text = expected.replace('|', "");
            // Words that stand in one part here may be parted after any blank.
            let found = of(&text);
            assert_eq!(
                found.replace(" |", " "),
                expected.replace(" |", " "),
                "{found}"
            );
            assert!(!found.contains("||"), "{found}");
        }
    }

    #[test]
    fn what_begins_a_word_stays_with_it() {
        assert_eq!(of("run --offline -x /etc/a"), "run |--offline |-x |/etc/|a");
        assert_eq!(of("and / or"), "and / |or");
    }

    #[test]
    fn what_is_not_seen_allows_a_break_or_forbids_one() {
        assert_eq!(of("soft\u{ad}hyphen\u{200b}s"), "soft|hyphen|s");
        assert_eq!(of("well-\u{2060}known \u{feff}word"), "well-known word");
    }

    #[test]
    fn a_badge_is_whole() {
        let found = parts(&[
            Inline::badge(Tone::NotApplicable, '\u{2013}', "Not applicable"),
            Inline::text(" "),
            Inline::badge(Tone::Fail, '\u{2717}', "Fails"),
            Inline::text(" by two"),
        ]);
        assert_eq!(
            found,
            [
                " \u{2013} Not applicable  ",
                " \u{2717} Fails  ",
                "by ",
                "two"
            ]
        );
    }

    #[test]
    fn no_word_is_endless() {
        let found = parts(&[Inline::code("a".repeat(1000))]);
        assert!(found.iter().all(|part| part.len() <= LONGEST_CHUNK));
        assert_eq!(found.concat().len(), 1000);
    }
}
