//! Directions of writing: which way each part of a text runs, and where the pieces of a line stand because of it.

use unicode_bidi::{BidiInfo, Level};

use super::Piece;

/// Gives the pieces of a line their places in visual order (UAX #9, rule L2); white space at
/// the end hangs out after them.
pub(super) fn set_positions(pieces: &mut [Piece], visible: usize, width: f32) {
    let levels: Vec<Level> = pieces
        .iter()
        .take(visible)
        .map(|piece| piece.level)
        .collect();
    let order = BidiInfo::reorder_visual(&levels);
    let mut x = 0.0;
    for index in order {
        if let Some(piece) = pieces.get_mut(index) {
            piece.x = x;
            x += piece.width;
        }
    }
    let mut after = width;
    for piece in pieces.iter_mut().skip(visible) {
        piece.x = after;
        after += piece.width;
    }
}

/// Embedding levels of each byte, and of the paragraph.
pub(super) fn levels(text: &str) -> (Vec<Level>, Level) {
    let right_to_left = text.chars().any(|c| {
        matches!(u32::from(c), 0x590..=0x8ff | 0xfb1d..=0xfdff | 0xfe70..=0xfefc
            | 0x1_0800..=0x1_0fff | 0x1_e800..=0x1_efff)
    });
    if !right_to_left {
        return (Vec::new(), Level::ltr());
    }
    let info = BidiInfo::new(text, None);
    let base = info
        .paragraphs
        .first()
        .map_or(Level::ltr(), |paragraph| paragraph.level);
    (info.levels, base)
}
