//! Pictures and the logo as figures.

use super::super::theme;
use super::super::tree::{Element, Item, ItemKind, Meaning, Owner, Strip};
use super::{Column, Flow, LONGEST_DESCRIPTION, shorten};
use crate::outline::{Logo, Picture};
use crate::picture::PictureFacts;

/// The most pixels that an inch shows: what has fewer is set smaller, and not enlarged.
const PIXELS_OF_AN_INCH: f32 = 150.0;
/// The points of an inch.
const INCH: f32 = 72.0;
/// The share of a page's height that a picture takes at most, so that it has room beside its caption.
const HIGHEST_SHARE: f32 = 0.6;
/// How wide a logo is at most, in points.
pub(super) const LOGO_WIDTH: f32 = 170.0;
/// How high a logo is at most, in points: less than the room above the title, which it leaves air.
pub(super) const LOGO_HEIGHT: f32 = 44.0;
/// The least side of a picture, in points: a side of nothing cannot be drawn.
const LEAST_SIDE: f32 = 0.5;

impl Flow<'_, '_> {
    /// A picture in the column's width. What nobody looked at has no size, and so no place.
    pub(super) fn picture(&mut self, picture: &Picture, column: &Column) {
        let Some(facts) = picture.facts else { return };
        let figure = self.structure.node(
            column.node,
            Meaning::Figure(shorten(&picture.alternative_text, LONGEST_DESCRIPTION)),
        );
        let slot = self.structure.slot(figure);
        let page = self.sheet.content_height();
        let (width, height) = fitting(facts, column.width, page * HIGHEST_SHARE);
        self.elements.push(Element::Strip(Strip {
            space_before: theme::BLOCK_GAP,
            height,
            keep_with_next: true,
            items: vec![Item {
                x: column.x,
                y: 0.0,
                owner: Owner::Slot(slot),
                kind: ItemKind::Picture {
                    sha256: picture.sha256,
                    width,
                    height,
                },
            }],
            decorations: column.decorations.clone(),
            ..Strip::default()
        }));
    }

    /// The logo in the upper right corner of a column.
    pub(super) fn logo(&mut self, logo: &Logo, column: &Column) -> Item {
        let description = shorten(&logo.alternative_text, LONGEST_DESCRIPTION);
        let figure = self
            .structure
            .node(column.node, Meaning::Figure(description));
        let (width, height) = fitting(logo.facts(), LOGO_WIDTH, LOGO_HEIGHT);
        Item {
            x: column.x + column.width - width,
            y: 0.0,
            owner: Owner::Slot(self.structure.slot(figure)),
            kind: ItemKind::Picture {
                sha256: logo.sha256,
                width,
                height,
            },
        }
    }
}

/// Width and height in points: as large as there is room, so wide and so high, and not larger than its pixels allow.
fn fitting(facts: PictureFacts, room: f32, highest: f32) -> (f32, f32) {
    // Sides are bounded, and so exact.
    let (width, height) = (facts.width as f32, facts.height as f32);
    let scale = (INCH / PIXELS_OF_AN_INCH)
        .min(room / width)
        .min(highest / height);
    (
        (width * scale).max(LEAST_SIDE),
        (height * scale).max(LEAST_SIDE),
    )
}
