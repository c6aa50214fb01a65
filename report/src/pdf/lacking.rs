//! Characters that a PDF shows as boxes, and where.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::fonts::FontSet;
use super::tree::{ItemKind, Layout, Owner};
use super::{PdfError, lay_out};
use crate::outline::{Outline, blocks_text};
use crate::words::COVER;

/// A character that a PDF would show as a box.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lacking {
    /// The character.
    pub character: char,
    /// The titles of the parts in which it stands, in reading order; the cover is called so.
    pub parts: Vec<String>,
}

impl Lacking {
    /// A character of which nobody looked where it stands.
    #[must_use]
    pub const fn somewhere(character: char) -> Self {
        Self {
            character,
            parts: Vec::new(),
        }
    }
}

/// Characters that a page shows as boxes below one heading. What is repeated on pages, such as their headers, counts where
/// it stands in the text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LackingOnPage {
    /// The number of the page, from 1, as the PDF counts its pages.
    pub page: usize,
    /// The title of the part; the cover is called so.
    pub part: String,
    /// The last heading above, among those that the bookmarks list, where it is not that of the part.
    pub heading: Option<String>,
    /// The characters, in order of their code points, each once.
    pub characters: Vec<char>,
}

/// Which characters the PDF of an outline would show as boxes, in order: known before it is made.
///
/// # Errors
/// [`PdfError`] if an extra font is unusable.
pub fn lacking(outline: &Outline, extra_fonts: &[&[u8]]) -> Result<Vec<Lacking>, PdfError> {
    let fonts = FontSet::new(extra_fonts)?;
    lay_out(outline, &fonts);
    let characters = fonts.substituted();
    if characters.is_empty() {
        return Ok(Vec::new());
    }
    let cover = std::iter::once((COVER, outline.title.clone() + &blocks_text(&outline.cover)));
    let sections = outline.sections.iter().map(|section| {
        let text = section.title.clone() + &blocks_text(&section.blocks);
        (section.title.as_str(), text)
    });
    let parts: Vec<(&str, String)> = cover.chain(sections).collect();
    let lacking = characters.into_iter().map(|character| Lacking {
        character,
        parts: parts
            .iter()
            .filter(|(_, text)| text.contains(character))
            .map(|(title, _)| (*title).to_owned())
            .collect(),
    });
    Ok(lacking.collect())
}

/// Where the boxes of a layout stand, in reading order.
pub(super) fn on_pages(layout: &Layout) -> Vec<LackingOnPage> {
    // By page, and by how many bookmarks there are up to the place.
    let mut found: BTreeMap<(usize, usize), BTreeSet<char>> = BTreeMap::new();
    for (number, page) in layout.pages.iter().enumerate() {
        for item in &page.items {
            let ItemKind::Text { lacking, .. } = &item.kind else {
                continue;
            };
            if lacking.is_empty() || item.owner == Owner::Artifact {
                continue;
            }
            let above = layout.bookmarks.partition_point(|bookmark| {
                let place = bookmark.place;
                place.page < number || (place.page == number && place.y <= item.y)
            });
            found.entry((number, above)).or_default().extend(lacking);
        }
    }
    let found = found.into_iter();
    let found = found.map(|((number, above), characters)| {
        let (part, heading) = place_of(layout, above);
        LackingOnPage {
            page: number + 1,
            part,
            heading,
            characters: characters.into_iter().collect(),
        }
    });
    found.collect()
}

/// The part and the heading of a place with so many bookmarks up to it. The first bookmark is that of the cover.
fn place_of(layout: &Layout, above: usize) -> (String, Option<String>) {
    let bookmarks = layout.bookmarks.get(..above).unwrap_or_default();
    let part = bookmarks.iter().rposition(|bookmark| bookmark.level == 1);
    let Some((first, part)) = part.and_then(|at| Some((at, bookmarks.get(at)?))) else {
        return (COVER.to_owned(), None);
    };
    let heading = bookmarks.last().filter(|_| above > first + 1);
    let heading = heading.map(|bookmark| bookmark.title.clone());
    let part = if first == 0 { COVER } else { &part.title };
    (part.to_owned(), heading)
}
