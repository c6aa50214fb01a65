//! How a text of one edition stands to that of another.

use similar::{Algorithm, DiffOp, capture_diff_slices};

use super::words::are_alike;
use crate::text::item_lines;
use crate::{Block, Content, Wording};

/// How a text of the new edition stands to that of the old. White space makes no difference. Ordered by
/// how much it says of the specification.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TextDifference {
    /// The words are the same, or one of the editions lacks the whole thing.
    #[default]
    Same,
    /// The words differ, but are a summary of ours in one edition and the specification's own in the
    /// other. That says nothing of the specification.
    OursInOne,
    /// Only summaries of ours differ: the specification may say something else, or we may have put a
    /// summary right.
    Ours,
    /// The specification's own words differ.
    Reworded,
}

impl TextDifference {
    /// Whether the words differ, whosever they are.
    pub const fn differs(self) -> bool {
        !matches!(self, TextDifference::Same)
    }

    /// Whether the specification's own words differ.
    pub const fn is_reworded(self) -> bool {
        matches!(self, TextDifference::Reworded)
    }

    /// The difference of two texts of the specification's own.
    pub(super) fn of_published(old: &str, new: &str) -> Self {
        Self::of((old, Wording::Specification), (new, Wording::Specification))
    }

    /// The difference of two texts, each with whose words it holds.
    pub(super) fn of((old, in_old): (&str, Wording), (new, in_new): (&str, Wording)) -> Self {
        if old.split_whitespace().eq(new.split_whitespace()) {
            return TextDifference::Same;
        }
        Self::between_words_of(in_old.is_summary(), in_new.is_summary())
    }

    /// The difference of two texts of several paragraphs and lists, each of which may be a summary.
    pub(super) fn of_blocks<'a>(
        old: impl IntoIterator<Item = &'a Block>,
        new: impl IntoIterator<Item = &'a Block>,
    ) -> Self {
        let (old, new): (Vec<Part>, Vec<Part>) = (
            old.into_iter().map(Part::new).collect(),
            new.into_iter().map(Part::new).collect(),
        );
        let texts = |parts: &[Part]| -> Vec<String> {
            parts.iter().map(|part| part.squeezed.clone()).collect()
        };
        capture_diff_slices(Algorithm::Myers, &texts(&old), &texts(&new))
            .into_iter()
            .filter(|operation| !matches!(operation, DiffOp::Equal { .. }))
            .map(|operation| of_parts(&old[operation.old_range()], &new[operation.new_range()]))
            .max()
            .unwrap_or_default()
    }

    const fn between_words_of(ours_in_old: bool, ours_in_new: bool) -> Self {
        match (ours_in_old, ours_in_new) {
            (false, false) => TextDifference::Reworded,
            (true, true) => TextDifference::Ours,
            (true, false) | (false, true) => TextDifference::OursInOne,
        }
    }
}

/// A block, ready to be compared.
struct Part {
    squeezed: String,
    ours: bool,
}

impl Part {
    fn new(block: &Block) -> Self {
        Self {
            squeezed: squeezed(&block_text(block)),
            ours: block.wording().is_summary(),
        }
    }
}

/// The difference of two runs of blocks that have nothing in common as they stand.
fn of_parts(mut old: &[Part], mut new: &[Part]) -> TextDifference {
    if old.len() == new.len() {
        let pairs = old.iter().zip(new);
        return pairs
            .map(|(old, new)| TextDifference::between_words_of(old.ours, new.ours))
            .max()
            .unwrap_or_default();
    }
    // Several published paragraphs may stand where the other edition has one summary. What is the
    // specification's own in both, and alike, is taken from both ends first, so that a summary beside
    // it does not hide that it was reworded.
    let mut found = TextDifference::Same;
    let are_one =
        |old: &Part, new: &Part| !old.ours && !new.ours && are_alike(&old.squeezed, &new.squeezed);
    while let ([first_old, rest_old @ ..], [first_new, rest_new @ ..]) = (old, new)
        && are_one(first_old, first_new)
    {
        (old, new, found) = (rest_old, rest_new, TextDifference::Reworded);
    }
    while let ([rest_old @ .., last_old], [rest_new @ .., last_new]) = (old, new)
        && are_one(last_old, last_new)
    {
        (old, new, found) = (rest_old, rest_new, TextDifference::Reworded);
    }
    let has_ours = |parts: &[Part]| parts.iter().any(|part| part.ours);
    let all_ours = |parts: &[Part]| parts.iter().all(|part| part.ours);
    let rest = match (old, new) {
        ([], []) => TextDifference::Same,
        // What only one edition has is of whoever wrote it there.
        ([], only) | (only, []) if all_ours(only) => TextDifference::Ours,
        ([], _) | (_, []) => TextDifference::Reworded,
        _ => TextDifference::between_words_of(has_ours(old), has_ours(new)),
    };
    found.max(rest)
}

/// The text with one space wherever there is white space.
pub(super) fn squeezed(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The text by which things of other identifiers are recognised: white space and case make no
/// difference.
pub(super) fn normalised(text: &str) -> String {
    squeezed(text).to_lowercase()
}

/// The text of several blocks: each paragraph, heading and item on a line of its own.
pub(super) fn blocks_text<'a>(blocks: impl IntoIterator<Item = &'a Block>) -> String {
    let texts: Vec<String> = blocks.into_iter().map(block_text).collect();
    texts.join("\n")
}

fn block_text(block: &Block) -> String {
    match block.content() {
        Content::Paragraph(text) | Content::Heading(text) => text.clone(),
        Content::List(items) => {
            let mut lines = Vec::new();
            item_lines(items, &mut lines);
            lines.join("\n")
        }
    }
}
