//! Hides from the reader of Markdown what is none: insertions of parameters, and beginnings of lines
//! that only look like Markdown.
//!
//! What is hidden is marked by noncharacters of Unicode, which no text has for others to read. Where one
//! stands in a file nevertheless, U+FFFD takes its place.

use super::text::clean;

/// Begins the number of an insertion.
const OPEN: char = '\u{fdd0}';
/// Ends the number of an insertion.
const CLOSE: char = '\u{fdd1}';
/// Stands, with a space behind it, before what is not to begin a block.
const GUARD: char = '\u{fdd2}';
/// Stands where a link ended.
pub(super) const LINK_END: char = '\u{fdd3}';

const MARKS: [char; 4] = [OPEN, CLOSE, GUARD, LINK_END];

/// How far an insertion may reach, in bytes.
const LONGEST_INSERTION: usize = 300;

/// How many marks of lists and quotations a line may begin with. Each of them is looked at again for
/// every line that follows, so that more of them would cost much time.
const MOST_MARKS: usize = 16;

/// A text whose insertions are hidden.
pub(super) struct Hidden<'t> {
    /// The text for the reader of Markdown.
    pub(super) text: String,
    insertions: Vec<&'t str>,
}

impl<'t> Hidden<'t> {
    fn of(text: &'t str) -> Self {
        let mut hidden = Hidden {
            text: String::with_capacity(text.len()),
            insertions: Vec::new(),
        };
        let mut rest = text;
        while let Some(start) = rest.find("{{") {
            let (before, special) = rest.split_at(start);
            hidden.push(before);
            let inside = &special[2..special.floor_char_boundary(LONGEST_INSERTION)];
            let end = inside
                .find("}}")
                .filter(|end| !inside[..*end].contains("{{"));
            rest = match end {
                Some(end) => {
                    let number = hidden.insertions.len();
                    hidden.text.push_str(&format!("{OPEN}{number}{CLOSE}"));
                    hidden.insertions.push(inside[..end].trim());
                    &special[end + 4..]
                }
                None => {
                    hidden.text.push('{');
                    &special[1..]
                }
            };
        }
        hidden.push(rest);
        hidden
    }

    /// A text that is one line, whatever it looks like: nothing in it begins a block.
    pub(super) fn line(text: &'t str) -> Self {
        let mut hidden = Hidden::of(text);
        hidden.text = format!("{GUARD} {}", clean(&hidden.text));
        hidden
    }

    /// A text of several lines in which none begins with more marks than are read, and none is the
    /// definition of a link: OSCAL has no such definitions, and the reader of Markdown drops them.
    pub(super) fn lines(text: &'t str) -> Self {
        let mut hidden = Hidden::of(text.trim());
        if hidden.text.lines().any(|line| harm(line).is_some()) {
            let mut harmless = String::with_capacity(hidden.text.len() + 16);
            for line in hidden.text.lines() {
                let (before, after) = line.split_at(harm(line).unwrap_or(line.len()));
                harmless.push_str(before);
                if !after.is_empty() {
                    harmless.push_str(&format!("{GUARD} {after}"));
                }
                harmless.push('\n');
            }
            hidden.text = harmless;
        }
        hidden
    }

    fn push(&mut self, text: &str) {
        self.text.push_str(&text.replace(MARKS, "\u{fffd}"));
    }

    /// The text that was made of it, with one space for all white space, and with what `insert` makes of
    /// each insertion in its place.
    pub(super) fn shown(&self, text: &str, insert: &mut dyn FnMut(&str) -> String) -> String {
        let mut shown = String::with_capacity(text.len());
        let mut rest = text;
        while let Some(start) = rest.find(MARKS) {
            let (before, special) = rest.split_at(start);
            shown.push_str(before);
            let mut characters = special.chars();
            let mark = characters.next();
            rest = characters.as_str();
            if mark == Some(OPEN) {
                let Some((number, after)) = rest.split_once(CLOSE) else {
                    continue;
                };
                let number: Option<usize> = number.parse().ok();
                if let Some(inside) = number.and_then(|number| self.insertions.get(number)) {
                    shown.push_str(&insert(inside));
                }
                rest = after;
            }
            if mark != Some(GUARD) {
                rest = without_stray_space(rest);
            }
        }
        shown.push_str(rest);
        clean(&shown)
    }
}

/// What follows an insertion or a link, without the white space before a mark that ends a clause. NIST's
/// catalogs were made from XML, and have a space there that nobody prints.
fn without_stray_space(after: &str) -> &str {
    let rest = after.trim_start();
    if rest.starts_with(['.', ',', ';', ':', ')']) {
        rest
    } else {
        after
    }
}

/// Where a line begins to be what it is not to be read as.
fn harm(line: &str) -> Option<usize> {
    let mut marks = 0;
    let mut number = false;
    for (index, byte) in line.bytes().enumerate() {
        match byte {
            b' ' | b'\t' => {}
            b'0'..=b'9' => number = true,
            b'-' | b'*' | b'+' | b'>' => marks += 1,
            b'.' | b')' if number => {
                marks += 1;
                number = false;
            }
            b'[' => return line[index..].contains("]:").then_some(index),
            _ => return None,
        }
        if marks > MOST_MARKS {
            // A line of nothing but dashes is a rule, however long it is.
            let rest = &line[index..];
            let rule = rest.bytes().all(|each| each == byte || each == b' ');
            return (!rule).then_some(index);
        }
    }
    None
}
