//! How much room elements need.

use super::super::tree::{Element, RowStrips, Strip};
use super::{LARGEST_WHOLE_ROW, LEAST_PART_OF_ROW};

/// Height of what must follow on the same page: strips that are kept with their next, and the
/// least of what comes after them. `page` is the height of a page.
pub(super) fn kept_after(mut keep: bool, rest: &[Element], page: f32) -> f32 {
    let mut height = 0.0;
    for element in rest {
        if !keep || height > page {
            break;
        }
        match element {
            Element::Strip(strip) => {
                height += strip.space_before + strip.height;
                keep = strip.keep_with_next;
            }
            Element::Row(row) => {
                height += row.space_before + least_height(row);
                keep = row.keep_with_next;
            }
            Element::TableHead(row) => height += row.space_before + row_height(row),
            Element::Keep(inner) => {
                let whole = total_height(inner);
                height += if whole <= page { whole } else { 60.0 };
                keep = ends_kept(inner);
            }
            Element::TableEnd => {}
            Element::Turned(_) | Element::PageBreak => keep = false,
        }
    }
    height
}

/// Whether what follows these elements stays on their page, as what follows a heading does.
pub(super) fn ends_kept(elements: &[Element]) -> bool {
    match elements.last() {
        Some(Element::Strip(strip)) => strip.keep_with_next,
        Some(Element::Keep(inner)) => ends_kept(inner),
        _ => false,
    }
}

pub(super) fn total_height(elements: &[Element]) -> f32 {
    elements
        .iter()
        .map(|element| match element {
            Element::Strip(strip) => strip.space_before + strip.height,
            Element::Row(row) | Element::TableHead(row) => row.space_before + row_height(row),
            Element::Keep(inner) => total_height(inner),
            Element::TableEnd => 0.0,
            // What comes after stands on another page.
            Element::Turned(_) | Element::PageBreak => f32::INFINITY,
        })
        .sum()
}

pub(super) fn cell_height(cell: &[Strip]) -> f32 {
    cell.iter()
        .enumerate()
        .map(|(index, strip)| strip.height + if index > 0 { strip.space_before } else { 0.0 })
        .sum()
}

pub(super) fn row_height(row: &RowStrips) -> f32 {
    let tallest = row
        .cells
        .iter()
        .map(|cell| cell_height(cell))
        .fold(0.0_f32, f32::max);
    tallest + 2.0 * row.padding
}

/// The part of a row that a page must have room for.
pub(super) fn least_height(row: &RowStrips) -> f32 {
    let height = row_height(row);
    if height <= LARGEST_WHOLE_ROW {
        height
    } else {
        LEAST_PART_OF_ROW
    }
}
