//! What is said of samples.

use assay_assessment::Draw;

use super::{count, name};

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

/// Which file the list is read from, and how many items it has.
#[must_use]
pub fn list_of(file: &str, items: usize) -> String {
    format!("{}: {}", name(file), count(items, "item", "items"))
}

/// That a file is too large for a list.
#[must_use]
pub fn list_too_large(file: &str) -> String {
    format!(
        "\u{201c}{}\u{201d} is larger than 32 MB. Draw from a part of it.",
        name(file)
    )
}

/// That a file holds no text.
#[must_use]
pub fn list_is_no_text(file: &str) -> String {
    format!(
        "\u{201c}{}\u{201d} is not text in UTF-8. Save it as CSV (UTF-8), and choose it again.",
        name(file)
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_is_named_with_its_items() {
        assert_eq!(list_of("changes.csv", 1), "changes.csv: 1 item");
        assert!(list_is_no_text("a.xlsx").contains("a.xlsx"));
    }
}
