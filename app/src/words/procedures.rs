//! What is said of samples.

use assay_assessment::Draw;

use super::count;

/// How a sample was drawn, so that it can be drawn again.
#[must_use]
pub fn drawn(draw: &Draw) -> String {
    format!(
        "{} drawn from {} with the seed \u{201c}{}\u{201d}; SHA-256 of the list: {}",
        count(draw.items.len(), "item", "items"),
        count(draw.lines, "line", "lines"),
        draw.seed,
        draw.list
    )
}
