//! Texts as Assay's format has them: one line, no white space at the ends, at most 10,000 bytes.

use crate::edition_file::{Block, Item};
use crate::problem::Place;

use super::at::{At, Findings};
use super::markdown::{self, Listed, Markdown};
use super::parameters::Parameters;
use super::problem::OscalProblem;
use super::tally::Tally;

/// The greatest length of a text, in bytes.
pub(super) const MAX_TEXT_BYTES: usize = 10_000;

/// How many lists may stand within each other.
const MOST_NESTED_LISTS: usize = 8;

/// Makes plain texts of prose: parameters are filled in, and Markdown is taken away.
pub(super) struct Prose<'a> {
    pub(super) parameters: Parameters<'a>,
    pub(super) findings: &'a Findings,
    pub(super) tally: &'a Tally,
}

impl Prose<'_> {
    /// A text as one line of any length; empty where nothing is left.
    fn plain(&self, text: &str, place: &Place) -> String {
        let (text, changed) = markdown::plain(text, &mut |inside| self.insertion(inside, place));
        self.tally.markdown.add(usize::from(changed));
        text
    }

    /// What stands in place of an insertion at a place.
    fn insertion(&self, inside: &str, place: &Place) -> String {
        self.tally.parameters.add(1);
        self.parameters.insertion(inside, place, self.findings)
    }

    /// A text that has to be one text, such as a title.
    pub(super) fn line(&self, text: &str, place: &Place) -> String {
        let mut pieces = pieces(self.plain(text, place)).into_iter();
        let first = pieces.next().unwrap_or_default();
        if pieces.next().is_some() {
            self.findings.note(place, OscalProblem::CutShort);
        }
        first
    }

    /// A text member of an object as one line; empty where it is absent.
    pub(super) fn line_of(&self, at: &At<'_>, name: &str) -> String {
        at.text(name, self.findings)
            .map(|text| self.line(text, &at.place.below(name)))
            .unwrap_or_default()
    }

    /// A text member that has to be there and to have words, as one line.
    pub(super) fn required_line(&self, at: &At<'_>, member: &'static str) -> Option<String> {
        at.required_text(member, self.findings)?;
        let line = self.line_of(at, member);
        if line.is_empty() {
            self.findings
                .refuse(&at.place, OscalProblem::Missing { member });
        }
        (!line.is_empty()).then_some(line)
    }

    /// The blocks of a text of several paragraphs.
    pub(super) fn blocks(&self, text: &str, place: &Place) -> Vec<Block> {
        let (read, changed) = markdown::blocks(text, &mut |inside| self.insertion(inside, place));
        self.tally.markdown.add(changed);
        let mut blocks = Vec::new();
        for block in read {
            match block {
                Markdown::Paragraph(text) => {
                    blocks.extend(pieces(text).into_iter().map(Block::Text));
                }
                Markdown::Heading(text) => {
                    blocks.extend(pieces(text).into_iter().map(Block::Heading));
                }
                Markdown::List(listed) => blocks.extend(list(items(listed))),
            }
        }
        blocks
    }
}

fn items(listed: Vec<Listed>) -> Vec<Item> {
    let one = |each: Listed| {
        let text = match each.number {
            Some(number) => format!("{number}. {}", each.text),
            None => each.text,
        };
        item_of(text, items(each.items))
    };
    listed.into_iter().flat_map(one).collect()
}

/// An item with the items below it. One that is too long for a text becomes several, and one without
/// a text gives only the items below it.
pub(super) fn item_of(text: String, list: Vec<Item>) -> Vec<Item> {
    let mut pieces = pieces(clean(&text));
    let Some(last) = pieces.pop() else {
        return list;
    };
    let mut items: Vec<Item> = pieces.into_iter().map(Item::Text).collect();
    items.push(Item::new(last, list));
    items
}

/// A list as a block, with no more lists within each other than Assay reads; none without an item.
pub(super) fn list(items: Vec<Item>) -> Option<Block> {
    (!items.is_empty()).then(|| Block::List(within(items, MOST_NESTED_LISTS)))
}

/// The items with at most so many levels below them; deeper ones follow the item that they are below.
fn within(items: Vec<Item>, levels: usize) -> Vec<Item> {
    let mut kept = Vec::new();
    for item in items {
        match item {
            Item::Nested { text, list } if levels == 0 => {
                kept.push(Item::Text(text));
                kept.extend(within(list, 0));
            }
            Item::Nested { text, list } => {
                kept.push(Item::new(text, within(list, levels - 1)));
            }
            item => kept.push(item),
        }
    }
    kept
}

/// The items as the parts of a statement.
pub(super) fn parts(items: Vec<Item>) -> Vec<Item> {
    within(items, MOST_NESTED_LISTS)
}

/// The text with one space for all white space and for every control character between two words.
pub(super) fn clean(text: &str) -> String {
    let mut cleaned = String::with_capacity(text.len());
    let between = |each: char| each.is_whitespace() || each.is_control();
    for word in text.split(between).filter(|word| !word.is_empty()) {
        if !cleaned.is_empty() {
            cleaned.push(' ');
        }
        cleaned.push_str(word);
    }
    cleaned
}

/// A cleaned text in pieces that are short enough, cut between words where that is possible.
pub(super) fn pieces(text: String) -> Vec<String> {
    if text.len() <= MAX_TEXT_BYTES {
        return if text.is_empty() {
            Vec::new()
        } else {
            vec![text]
        };
    }
    let mut pieces = Vec::new();
    let mut rest = text.as_str();
    while rest.len() > MAX_TEXT_BYTES {
        let most = rest.floor_char_boundary(MAX_TEXT_BYTES);
        let end = rest[..most]
            .rfind(' ')
            .filter(|end| *end > 0)
            .unwrap_or(most);
        let (piece, after) = rest.split_at(end);
        pieces.push(piece.trim().to_owned());
        rest = after.trim_start();
    }
    if !rest.is_empty() {
        pieces.push(rest.to_owned());
    }
    pieces
}
