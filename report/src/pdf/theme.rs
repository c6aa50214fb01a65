//! The look of the page: A4 or US Letter, calm and dense. Lengths are in points.

use super::wrap::Face;
use crate::chart::Token;
use crate::document::Paper;

/// Left and right margin.
pub(crate) const MARGIN_SIDE: f32 = 56.0;
/// Top margin; the running header stands in it.
pub(crate) const MARGIN_TOP: f32 = 68.0;
/// Bottom margin; the footer stands in it.
pub(crate) const MARGIN_BOTTOM: f32 = 62.0;

/// How a page lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Orientation {
    #[default]
    Upright,
    /// On its long side, for tables that are too wide otherwise.
    Turned,
}

/// A page without anything on it: its paper, and how that lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Sheet {
    pub(crate) paper: Paper,
    pub(crate) orientation: Orientation,
}

impl Sheet {
    /// A sheet of that paper, upright.
    pub(crate) const fn upright(paper: Paper) -> Self {
        Self {
            paper,
            orientation: Orientation::Upright,
        }
    }

    /// The same paper, lying so.
    pub(crate) const fn lying(self, orientation: Orientation) -> Self {
        Self {
            orientation,
            ..self
        }
    }

    /// Width and height.
    pub(crate) const fn size(self) -> (f32, f32) {
        let (short, long) = match self.paper {
            // 210 by 297 mm.
            Paper::A4 => (595.28, 841.89),
            // 8.5 by 11 inches.
            Paper::UsLetter => (612.0, 792.0),
        };
        match self.orientation {
            Orientation::Upright => (short, long),
            Orientation::Turned => (long, short),
        }
    }

    /// Width of the text.
    pub(crate) const fn content_width(self) -> f32 {
        self.size().0 - 2.0 * MARGIN_SIDE
    }

    /// Height of the text.
    pub(crate) const fn content_height(self) -> f32 {
        self.size().1 - MARGIN_TOP - MARGIN_BOTTOM
    }
}

/// Running text.
pub(crate) const BODY: Face = face(9.75, 13.8, Token::Ink, false);
/// The sentence that must not be missed.
pub(crate) const LEAD: Face = face(15.0, 21.0, Token::Ink, true);
/// Text of tables and of names and values.
pub(crate) const TABLE: Face = face(8.75, 11.8, Token::Ink, false);
/// The smallest type that a table is set in, in points.
pub(crate) const SMALLEST_TYPE: f32 = 6.0;
/// The type of a table that is divided into parts, in points: what is divided anyway need not be small.
pub(crate) const TYPE_OF_PARTS: f32 = 7.5;
/// Remarks and sources.
pub(crate) const REMARK: Face = face(8.25, 11.2, Token::InkSecond, false);
/// Footnotes.
pub(crate) const FOOTNOTE: Face = face(8.5, 11.6, Token::Ink, false);
/// The share of its line's type that raised text has.
pub(crate) const RAISED_SCALE: f32 = 0.72;
/// How far raised text stands above the line, in units of its line's type.
pub(crate) const RAISED_BY: f32 = 0.34;
/// Names of values.
pub(crate) const KEY: Face = face(8.75, 11.8, Token::InkSecond, false);
/// Captions of charts.
pub(crate) const CAPTION: Face = face(9.25, 12.5, Token::Ink, true);
/// Preformatted text.
pub(crate) const CODE: Face = face(8.75, 11.5, Token::Ink, false);
/// Header and footer.
pub(crate) const FURNITURE: Face = face(8.0, 10.0, Token::InkThird, false);
/// The title on the cover.
pub(crate) const TITLE: Face = face(27.0, 32.0, Token::Ink, true);

/// Space between blocks.
pub(crate) const BLOCK_GAP: f32 = 6.5;
/// Padding of table cells, sideways.
pub(crate) const CELL_SIDE: f32 = 5.0;
/// Padding of table cells, above and below.
pub(crate) const CELL_ABOVE: f32 = 3.4;
/// Indent of lists.
pub(crate) const LIST_INDENT: f32 = 15.0;
/// Padding within callouts, code and quotes.
pub(crate) const FRAME: f32 = 8.0;
/// The share of the page's width that lists and quotations leave to their text.
pub(crate) const LEAST_SHARE: f32 = 0.4;
/// The least width that a column of text is given.
pub(crate) const LEAST_WIDTH: f32 = 24.0;

/// How a heading is set.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct HeadingStyle {
    pub(crate) face: Face,
    /// Whether its letters lean.
    pub(crate) leaning: bool,
    /// Space above and below, in points.
    pub(crate) above: f32,
    pub(crate) below: f32,
}

/// How a heading of a rank is set: those of the report from 1 to 4, those of notes from 5 to 10.
pub(crate) fn heading(rank: u8) -> HeadingStyle {
    let (face, leaning, above, below) = match rank {
        0 | 1 => (face(19.0, 24.0, Token::Ink, true), false, 24.0, 8.0),
        2 => (face(14.0, 18.0, Token::Accent, true), false, 22.0, 5.0),
        3 => (face(11.5, 15.0, Token::Ink, true), false, 17.0, 4.0),
        4 => (face(10.25, 14.0, Token::Ink, true), false, 13.0, 3.0),
        5 => (face(9.75, 13.5, Token::Ink, true), false, 10.0, 2.0),
        6 => (face(9.75, 13.5, Token::InkSecond, true), true, 9.0, 2.0),
        7 => (face(9.0, 12.8, Token::Ink, true), false, 8.0, 1.5),
        8 => (face(9.0, 12.8, Token::InkSecond, true), true, 8.0, 1.5),
        9 => (face(9.0, 12.8, Token::Ink, false), true, 8.0, 1.0),
        _ => (face(8.5, 12.0, Token::InkSecond, false), true, 7.0, 1.0),
    };
    HeadingStyle {
        face,
        leaning,
        above,
        below,
    }
}

const fn face(size: f32, leading: f32, colour: Token, strong: bool) -> Face {
    Face {
        size,
        leading,
        colour,
        strong,
    }
}
