//! Addresses within what people wrote, as links.

use super::words::plain_text_blocks;
use crate::outline::{Block, Inline, Line, LinkTarget};

/// What stands around an address in a sentence and is no part of it.
const OPENING: &[char] = &['(', '[', '{', '<', '"', '\'', '„', '“', '‘', '«', '‹'];
const CLOSING: &[char] = &[
    '.', ',', ';', ':', '!', '?', ')', ']', '}', '>', '"', '\'', '”', '“', '’', '»', '›',
];

/// What parts addresses of mail that stand in a row; no address of mail that is linked holds any of it.
const BETWEEN_MAIL: &[char] = &[
    ',', ';', '|', '/', '<', '>', '(', ')', '[', ']', '{', '}', '"', '\'',
];

/// Longest word that is looked at, in bytes: no address that becomes a link is longer.
const LONGEST_WORD: usize = 2_100;

/// A text as a line in which each `http`, `https` and `mailto` address, and each plain address of mail,
/// is a link. Everything else is text, and no character of the text is changed.
pub(super) fn linked(text: &str) -> Line {
    let mut line = Writer::default();
    for word in text.split_inclusive(char::is_whitespace) {
        if word.len() > LONGEST_WORD {
            line.text(word);
            continue;
        }
        let (before, address, after) = parted(word);
        if let Some(target) = web_or_mail(address) {
            line.text(before);
            line.link(address, &target);
            line.text(after);
            continue;
        }
        for piece in word.split_inclusive(|c: char| c.is_whitespace() || BETWEEN_MAIL.contains(&c))
        {
            let (before, address, after) = parted(piece);
            match mail(address) {
                Some(target) => {
                    line.text(before);
                    line.link(address, &target);
                    line.text(after);
                }
                None => line.text(piece),
            }
        }
    }
    line.finish()
}

/// Plain text as paragraphs, as [`plain_text_blocks`] has it, with its addresses as links.
pub(super) fn linked_text_blocks(text: &str) -> Vec<Block> {
    let with_links = |line: Line| {
        let linked_piece = |piece| match piece {
            Inline::Text(run) => linked(&run.text),
            other => vec![other],
        };
        line.into_iter().flat_map(linked_piece).collect()
    };
    plain_text_blocks(text)
        .into_iter()
        .map(|block| match block {
            Block::Paragraph(line) => Block::Paragraph(with_links(line)),
            other => other,
        })
        .collect()
}

/// A line that is being written: text up to the next link is one piece.
#[derive(Default)]
struct Writer {
    line: Line,
    text: String,
}

impl Writer {
    fn text(&mut self, text: &str) {
        self.text.push_str(text);
    }

    fn link(&mut self, text: &str, address: &str) {
        self.flush();
        self.line.push(Inline::external(text, address));
    }

    fn flush(&mut self) {
        if !self.text.is_empty() {
            self.line.push(Inline::text(std::mem::take(&mut self.text)));
        }
    }

    fn finish(mut self) -> Line {
        self.flush();
        self.line
    }
}

/// What stands before an address, the address, and what stands after it.
fn parted(word: &str) -> (&str, &str, &str) {
    let start = word.len() - word.trim_start_matches(OPENING).len();
    let (before, rest) = word.split_at(start);
    let mut address = rest.trim_end();
    while let Some(last) = address.chars().next_back() {
        // A bracket that was opened within an address belongs to it.
        let opened = match last {
            ')' => Some('('),
            ']' => Some('['),
            _ => None,
        };
        let belongs = opened
            .is_some_and(|opened| address.matches(opened).count() >= address.matches(last).count());
        if belongs || !CLOSING.contains(&last) {
            break;
        }
        address = address.strip_suffix(last).unwrap_or_default();
    }
    let (address, after) = rest.split_at(address.len());
    (before, address, after)
}

/// The address to follow, if this is one with a scheme that may be followed.
fn web_or_mail(address: &str) -> Option<String> {
    // What is not seen was written out to be read; where it would lead is not what was meant.
    if address.contains("[U+") {
        return None;
    }
    match LinkTarget::parse(address)? {
        LinkTarget::Web(target) | LinkTarget::Mail(target) => Some(target),
        LinkTarget::Anchor(_) | LinkTarget::File(_) => None,
    }
}

/// The address to follow, if this is a plain address of mail: letters, digits and signs that need no
/// escape in a `mailto` address (RFC 6068, section 2), and a domain of two labels or more.
fn mail(address: &str) -> Option<String> {
    let (name, domain) = address.split_once('@')?;
    let allowed = |c: char| c.is_ascii_alphanumeric() || "._+-".contains(c);
    let named = !name.is_empty()
        && name.chars().all(allowed)
        && name.split('.').all(|part| !part.is_empty());
    let label = |label: &str| {
        !label.is_empty()
            && !label.starts_with('-')
            && !label.ends_with('-')
            && label.chars().all(|c| c.is_ascii_alphanumeric() || c == '-')
    };
    let top = domain.rsplit('.').next().unwrap_or_default();
    let placed = domain.contains('.')
        && domain.split('.').all(label)
        && top.len() > 1
        && top.starts_with(|c: char| c.is_ascii_alphabetic());
    (named && placed).then(|| format!("mailto:{address}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::outline::inline_text;

    /// The line with each link as `{text → address}`.
    fn marked(line: &[Inline]) -> String {
        line.iter()
            .map(|piece| match piece {
                Inline::Text(run) => match &run.link {
                    Some(link) => format!("{{{}→{}}}", run.text, link.target.address()),
                    None => run.text.clone(),
                },
                other => inline_text(std::slice::from_ref(other)),
            })
            .collect()
    }

    #[test]
    fn addresses_are_links_and_what_stands_around_them_is_text() {
        for (text, expected) in [
            (
                "security@example.org",
                "{security@example.org→mailto:security@example.org}",
            ),
            (
                "Ada Roth, ada.roth+audit@mail.example.org, +41 44 000 00 00",
                "Ada Roth, {ada.roth+audit@mail.example.org→mailto:ada.roth+audit@mail.example.org}, \
                 +41 44 000 00 00",
            ),
            (
                "a@example.org,b@example.org;c@example.org",
                "{a@example.org→mailto:a@example.org},{b@example.org→mailto:b@example.org};\
                 {c@example.org→mailto:c@example.org}",
            ),
            (
                "Ada <ada@example.org>",
                "Ada <{ada@example.org→mailto:ada@example.org}>",
            ),
            (
                "mailto:ada@example.org",
                "{mailto:ada@example.org→mailto:ada@example.org}",
            ),
            (
                "See https://example.org/a_(b)?c=d#e. Or (http://example.org).",
                "See {https://example.org/a_(b)?c=d#e→https://example.org/a_(b)?c=d#e}. Or \
                 ({http://example.org→http://example.org}).",
            ),
            (
                "HTTPS://EXAMPLE.ORG, then",
                "{HTTPS://EXAMPLE.ORG→HTTPS://EXAMPLE.ORG}, then",
            ),
            (
                "https://[2001:db8::1]/x",
                "{https://[2001:db8::1]/x→https://[2001:db8::1]/x}",
            ),
        ] {
            let line = linked(text);
            assert_eq!(marked(&line), expected);
            assert_eq!(inline_text(&line), text);
        }
    }

    #[test]
    fn what_is_no_address_stays_text() {
        for text in [
            "",
            " ",
            "Bahnhofstrasse 1, 8001 Zürich",
            "www.example.org",
            "example.org/licence.txt",
            "Apache-2.0",
            "javascript:alert(1)",
            "ftp://example.org",
            "data:text/html,x",
            "//example.org",
            "@example",
            "ada@",
            "ada@localhost",
            "ada@@example.org",
            "a..b@example.org",
            "ada@example..org",
            "ada@-example.org",
            "ada@example.1",
            "50%@example.org",
            "ada?cc=eve@example.org",
            "https:// example.org",
            "https://example.org/[U+202E]fdp",
            "https://example.org/\u{202e}fdp",
            "ада@example.org",
        ] {
            let line = linked(text);
            assert!(
                marked(&line) == text && !marked(&line).contains('→'),
                "{text}"
            );
        }
    }

    #[test]
    fn an_endless_word_is_text_at_once() {
        for word in [")".repeat(1_000_000), "a@b.ch".repeat(200_000)] {
            assert_eq!(linked(&word), vec![Inline::text(word)]);
        }
    }

    #[test]
    fn lines_stay_lines() {
        let blocks = linked_text_blocks("Firm\nfirm@example.org\n\nhttps://example.org");
        let [Block::Paragraph(first), Block::Paragraph(second)] = blocks.as_slice() else {
            panic!("two paragraphs, not {blocks:?}");
        };
        assert_eq!(
            marked(first),
            "Firm\n{firm@example.org→mailto:firm@example.org}"
        );
        assert_eq!(marked(second), "{https://example.org→https://example.org}");
    }
}
