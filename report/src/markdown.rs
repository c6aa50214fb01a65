//! Markdown of notes (CommonMark with tables, task lists, strikethrough and footnotes) as outline blocks.
//!
//! Notes are written by anybody, so nothing in them is trusted: raw HTML becomes visible
//! text, images become named links, links lead only where [`LinkTarget::parse`] allows, and
//! nesting is bounded. The preview on the screen and the PDF use this one function.

mod builder;
mod footnotes;
mod table;

use pulldown_cmark::{Options, Parser};

#[cfg(doc)]
use crate::outline::LinkTarget;
use crate::outline::footnote::UNNAMED;
use crate::outline::{Block, Heading};
use builder::Builder;

/// Deepest nesting of lists and quotes that is kept as such. Beyond what anybody writes it is a bound,
/// because whatever draws a note goes down into it, and a note of two bytes a level can be as deep as it
/// is long. Items that are nested deeper stand at the deepest level, a paragraph each, with their mark or
/// number. No text is lost.
pub const DEEPEST_NESTING: usize = 24;

/// Most columns that a table may have; a wider one becomes preformatted text, because it
/// would not be legible on a page. No text is lost.
pub const MOST_TABLE_COLUMNS: usize = 20;

/// The rank of the highest heading of a note: below all of the report's own, so that no note looks like a
/// part of the report.
pub const FIRST_RANK: u8 = 5;

/// Reads Markdown. `parent_level` is the level of the heading under which the note stands:
/// the note's own headings start one below it and skip no level, whatever the author wrote,
/// so that the document's headings stay in order (PDF/UA-1, 7.4.2). Their ranks are as the author
/// wrote them, without gaps: headings with the same number of `#` are set alike.
///
/// Never fails: everything is a note. Takes time linear in the length of the text.
///
/// Footnotes stand at the end. Where several notes are shown at once, each must have names of its own:
/// [`outline::of`](crate::outline::of()) sees to that, and so does [`named_blocks`].
pub fn blocks(markdown: &str, parent_level: u8) -> Vec<Block> {
    named_blocks(markdown, parent_level, UNNAMED)
}

/// Reads Markdown as [`blocks`] does. The anchors of its footnotes begin with `name` and a colon.
pub fn named_blocks(markdown: &str, parent_level: u8, name: &str) -> Vec<Block> {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_FOOTNOTES;
    let mut builder = Builder::new(markdown);
    for (event, range) in Parser::new_ext(markdown, options).into_offset_iter() {
        builder.event(event, range);
    }
    let (mut blocks, definitions) = builder.finish();
    footnotes::append(&mut blocks, definitions, name);
    order_headings(&mut blocks, parent_level);
    blocks
}

/// Moves the headings of a note below `parent_level` without gaps, and gives each its rank.
fn order_headings(blocks: &mut [Block], parent_level: u8) {
    let mut used = std::collections::BTreeSet::new();
    visit_headings(blocks, &mut |heading| _ = used.insert(heading.level));
    let mut written_levels: Vec<u8> = Vec::new();
    visit_headings(blocks, &mut |heading| {
        let written = heading.level;
        while written_levels.last().is_some_and(|&last| last >= written) {
            written_levels.pop();
        }
        written_levels.push(written);
        let depth = u8::try_from(written_levels.len()).unwrap_or(u8::MAX);
        heading.level = parent_level.saturating_add(depth);
        let above = u8::try_from(used.range(..written).count()).unwrap_or(u8::MAX);
        heading.rank = FIRST_RANK.saturating_add(above);
    });
}

fn visit_headings(blocks: &mut [Block], change: &mut dyn FnMut(&mut Heading)) {
    for block in blocks {
        match block {
            Block::Heading(heading) => change(heading),
            Block::Quote(inner) | Block::KeepTogether(inner) => visit_headings(inner, change),
            Block::List(list) => {
                for item in &mut list.items {
                    visit_headings(&mut item.blocks, change);
                }
            }
            Block::Footnotes(footnotes) => {
                for footnote in footnotes {
                    visit_headings(&mut footnote.blocks, change);
                }
            }
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests;
