//! Texts of an edition in Markdown, in which nothing of theirs is markup.

use super::super::words::{Piece, words};

/// A text within a line, in which everything is text.
pub(super) fn line(text: &str) -> String {
    let escaped: Vec<String> = text.split_whitespace().map(word).collect();
    escaped.join(" ")
}

/// A text at the beginning of a line, where more is markup than within it: what begins a list.
fn beginning(text: &str) -> String {
    let escaped = line(text);
    let number = escaped.bytes().take_while(u8::is_ascii_digit).count();
    match escaped.as_bytes().get(number) {
        Some(b'-' | b'+' | b':') if number == 0 => format!("\\{escaped}"),
        Some(b'.' | b')') if number > 0 => {
            let (number, rest) = escaped.split_at(number);
            format!("{number}\\{rest}")
        }
        _ => escaped,
    }
}

/// A text that is a name, as code.
pub(super) fn code(text: &str) -> String {
    // A run of backticks ends the code only if it is as long as the one that began it.
    let longest = text
        .split(|character| character != '`')
        .map(str::len)
        .max()
        .unwrap_or_default();
    let fence = "`".repeat(longest + 1);
    let text: String = text.chars().map(shown).collect();
    if text.starts_with('`') || text.ends_with('`') {
        format!("{fence} {text} {fence}")
    } else {
        format!("{fence}{text}{fence}")
    }
}

/// A text as a quotation, each of its lines a paragraph.
pub(super) fn quotation(text: &str) -> String {
    quoted(&[Piece::Same(text.to_owned())])
}

/// What differs between two texts as a quotation: what was removed is struck out, what was added is
/// bold.
pub(super) fn quoted_difference(old: &str, new: &str) -> String {
    quoted(&words(old, new))
}

fn quoted(pieces: &[Piece]) -> String {
    // Nothing that is struck out or bold goes over the end of a line, and all parts of a line are set
    // apart by a space, without which the marks beside a word would not be read as marks.
    let mut lines = vec![Line::default()];
    for piece in pieces {
        for (place, text) in piece.text().split('\n').enumerate() {
            if place > 0 {
                lines.push(Line::default());
            }
            if let Some(last) = lines.last_mut() {
                last.push(piece, text);
            }
        }
    }
    let differs = lines.iter().any(|line| line.differs);
    let mut shown: Vec<String> = lines
        .into_iter()
        .filter(|line| !line.parts.is_empty())
        // Long texts differ in a word or two: whole paragraphs that do not are left out.
        .map(|line| match differs && !line.differs {
            true => LEFT_OUT.to_owned(),
            false => line.parts.join(" "),
        })
        .collect();
    shown.dedup_by(|next, before| next == LEFT_OUT && before == LEFT_OUT);
    format!("> {}", shown.join("\n>\n> "))
}

/// What stands for paragraphs that are left out.
const LEFT_OUT: &str = "\\[…\\]";

/// A line of a quotation.
#[derive(Default)]
struct Line {
    parts: Vec<String>,
    differs: bool,
}

impl Line {
    fn push(&mut self, piece: &Piece, text: &str) {
        if text.trim().is_empty() {
            return;
        }
        self.differs |= !matches!(piece, Piece::Same(_));
        self.parts.push(match piece {
            Piece::Same(_) if self.parts.is_empty() => beginning(text),
            Piece::Same(_) => line(text),
            Piece::Removed(_) => format!("~~{}~~", line(text)),
            Piece::Added(_) => format!("**{}**", line(text)),
        });
    }
}

/// A word in which everything is text.
fn word(word: &str) -> String {
    // Readers make links of addresses wherever they stand, whatever is escaped in them, but in code.
    let lower = word.to_ascii_lowercase();
    if ["://", "www.", "@"].iter().any(|each| lower.contains(each)) {
        return code(word);
    }
    let mut escaped = String::with_capacity(word.len());
    for character in word.chars() {
        if "\\`*_[]<>~&#|$!{}^=".contains(character) {
            escaped.push('\\');
        }
        escaped.push(shown(character));
    }
    escaped
}

/// A character that Markdown may not have, or that is not seen, as the sign for what is not known.
fn shown(character: char) -> char {
    if character.is_control() {
        '\u{fffd}'
    } else {
        character
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

    use super::*;

    /// All that goes beyond CommonMark, but other quotation marks than those that are written.
    const OPTIONS: Options = Options::all().difference(Options::ENABLE_SMART_PUNCTUATION);

    /// What a reader shows of a quotation: all its text, and that of it which is neither struck out,
    /// nor bold. Panics where there is anything else than that.
    fn read(markdown: &str) -> [String; 3] {
        let [mut all, mut without_bold, mut without_struck] = [const { String::new() }; 3];
        let (mut bold, mut struck) = (false, false);
        for event in Parser::new_ext(markdown, OPTIONS) {
            match event {
                Event::Text(text) | Event::Code(text) => {
                    all.push_str(&text);
                    if !bold {
                        without_bold.push_str(&text);
                    }
                    if !struck {
                        without_struck.push_str(&text);
                    }
                }
                Event::Start(Tag::Strong) => bold = true,
                Event::End(TagEnd::Strong) => bold = false,
                Event::Start(Tag::Strikethrough) => struck = true,
                Event::End(TagEnd::Strikethrough) => struck = false,
                Event::End(TagEnd::Paragraph) => all.push('\n'),
                Event::Start(Tag::BlockQuote(None) | Tag::Paragraph)
                | Event::End(TagEnd::BlockQuote(None)) => {}
                other => panic!("{other:?} in {markdown}"),
            }
        }
        [all, without_bold, without_struck]
    }

    fn any_line() -> impl Strategy<Value = String> {
        let part = prop_oneof![
            "\\PC{0,6}",
            "[!-/:-@\\[-`{-~ 0-9a]{0,8}",
            "[a-c]{1,2} ",
            Just("https://example.org/".to_owned()),
            Just("www.a@b.org ".to_owned()),
            Just("**bold** ~~struck~~ [a](b) <b> ![c](d) &amp; ".to_owned()),
        ];
        prop::collection::vec(part, 0..6).prop_map(|parts| parts.concat())
    }

    proptest! {
        #[test]
        fn every_text_is_read_as_it_stands(lines in prop::collection::vec(any_line(), 0..5)) {
            let text = lines.join("\n");
            let [read, _, _] = read(&quotation(&text));
            let words: Vec<&str> = read.split_whitespace().collect();
            let expected: Vec<&str> = text.split_whitespace().collect();
            prop_assert_eq!(words, expected);
        }

        #[test]
        fn both_texts_are_read_from_what_differs(old in any_line(), new in any_line()) {
            let [_, read_old, read_new] = read(&quoted_difference(&old, &new));
            for (read, expected) in [(read_old, old), (read_new, new)] {
                let words: Vec<&str> = read.split_whitespace().collect();
                let expected: Vec<&str> = expected.split_whitespace().collect();
                prop_assert_eq!(words, expected);
            }
        }
    }

    #[test]
    fn what_would_be_markup_is_text() {
        assert_eq!(
            line("a [b](c) <i> *x*\n# b"),
            "a \\[b\\](c) \\<i\\> \\*x\\* \\# b"
        );
        assert_eq!(
            quotation("- a\n1. b\n2) c\n1.5 - d\n---\n+"),
            "> \\- a\n>\n> 1\\. b\n>\n> 2\\) c\n>\n> 1\\.5 - d\n>\n> \\---\n>\n> \\+"
        );
        assert_eq!(
            line("see https://example.org/_a_ now"),
            "see `https://example.org/_a_` now"
        );
        assert_eq!(line("A.5 e.g. x)"), "A.5 e.g. x)");
    }

    #[test]
    fn code_holds_backticks() {
        assert_eq!(code("a``b"), "```a``b```");
        assert_eq!(code("`www.x"), "`` `www.x ``");
    }

    #[test]
    fn marks_end_with_their_line() {
        assert_eq!(
            quoted_difference("one two\nthree", "one too\nfour"),
            "> one ~~two~~ **too**\n>\n> ~~three~~ **four**"
        );
    }
}
