//! Texts of the catalog, each of which says whose words it holds.

use std::cmp::Reverse;
use std::ops::Range;

use serde::{Deserialize, Serialize};

/// Whose words a text holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Wording {
    /// The specification's own words, verbatim.
    Specification,
    /// Our own words: the published text is not part of this edition.
    Summary,
}

impl Wording {
    /// The name used in the data files: `specification` or `summary`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Wording::Specification => "specification",
            Wording::Summary => "summary",
        }
    }

    /// Whether the text is our own summary, which a screen or report has to say.
    pub const fn is_summary(self) -> bool {
        matches!(self, Wording::Summary)
    }

    pub(crate) const ALL: [Wording; 2] = [Wording::Specification, Wording::Summary];
}

/// What a block of text is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Content {
    /// A paragraph, plain, without markup; never empty.
    Paragraph(String),
    /// A heading within the text.
    Heading(String),
    /// A bullet list; never empty.
    List(Vec<ListItem>),
}

/// One item of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListItem {
    pub(crate) text: String,
    pub(crate) items: Vec<ListItem>,
}

impl ListItem {
    /// The text, plain, without markup; never empty.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The items of a list within this item.
    pub fn items(&self) -> &[ListItem] {
        &self.items
    }
}

/// The texts of items and of those within them, each on a line of its own.
pub(crate) fn item_lines<'a>(items: &'a [ListItem], lines: &mut Vec<&'a str>) {
    for item in items {
        lines.push(item.text());
        item_lines(item.items(), lines);
    }
}

/// A paragraph, a heading or a list of guidance, of an introduction or of a mitigation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    pub(crate) content: Content,
    pub(crate) wording: Wording,
    pub(crate) source_line: Option<u16>,
}

impl Block {
    /// What it says.
    pub fn content(&self) -> &Content {
        &self.content
    }

    /// Whose words it holds.
    pub fn wording(&self) -> Wording {
        self.wording
    }

    /// The line of the specification's text that holds it, counted from 1, where that text has it.
    pub fn source_line(&self) -> Option<u16> {
        self.source_line
    }
}

/// The key words of BCP 14 in a statement, as byte ranges in order, so that a screen or a report
/// can set them off. "MUST NOT" and "SHOULD NOT" are one range each.
pub fn key_word_ranges(text: &str) -> Vec<Range<usize>> {
    let mut ranges = Vec::new();
    let mut from = 0;
    // Of the key words that begin earliest, the longest one is meant.
    while let Some(range) = KEY_WORDS
        .iter()
        .filter_map(|key_words| next_whole_word(text, from, key_words))
        .min_by_key(|range| (range.start, Reverse(range.end)))
    {
        from = range.end;
        ranges.push(range);
    }
    ranges
}

/// The key words of BCP 14 that the specification uses, and the negation of SHOULD.
const KEY_WORDS: [&str; 4] = ["MUST", "MUST NOT", "SHOULD", "SHOULD NOT"];

/// Where some words next stand by themselves, and not as a part of a longer word.
fn next_whole_word(text: &str, from: usize, words: &str) -> Option<Range<usize>> {
    let rest = text.get(from..)?;
    rest.match_indices(words)
        .map(|(offset, found)| from + offset..from + offset + found.len())
        .find(|range| {
            let before = text.get(..range.start).and_then(|part| part.chars().last());
            let after = text.get(range.end..).and_then(|part| part.chars().next());
            !before.is_some_and(char::is_alphanumeric) && !after.is_some_and(char::is_alphanumeric)
        })
}
