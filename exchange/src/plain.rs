//! What several formats have in common.

use assay_assessment::exposure::{MatrixCell, Rating};
use assay_report::document::ScorePart;

/// Whether XML 1.0 has no such character (section 2.2).
pub(crate) const fn is_forbidden_in_xml(character: char) -> bool {
    matches!(character, '\0'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}')
}

/// How severe a score is. The first reports do not say it, and it follows.
pub(crate) fn rating(score: &ScorePart) -> Option<Rating> {
    score
        .rating
        .or_else(|| score.cell().map(MatrixCell::rating))
}

/// A number of the smallest units as a decimal number: 1250 of two decimals is `12.50`.
pub(crate) fn decimal(units: i64, decimals: u8) -> String {
    let decimals = usize::from(decimals);
    let sign = if units < 0 { "-" } else { "" };
    let width = decimals.saturating_add(1);
    let digits = format!("{:0width$}", units.unsigned_abs());
    let (major, minor) = digits.split_at(digits.len().saturating_sub(decimals));
    let point = if minor.is_empty() { "" } else { "." };
    format!("{sign}{major}{point}{minor}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decimal_numbers_are_exact() {
        assert_eq!(decimal(5, 2), "0.05");
        assert_eq!(decimal(-12_345, 2), "-123.45");
        assert_eq!(decimal(7, 0), "7");
        assert_eq!(decimal(1, 8), "0.00000001");
        assert_eq!(decimal(i64::MIN, 2), "-92233720368547758.08");
    }
}
