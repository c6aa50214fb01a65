//! What is said of how a report's pages are drawn.

use assay_report::document::{DateFormat, NumberFormat, Presentation};

use super::count;

/// What leaving a part out comes to.
pub const PARTS: &str = "What is left out here stays in the signed JSON that the PDF has attached, and the pages say so. What a reader needs to understand or to verify the report cannot be left out.";

/// How days are written, by an example.
#[must_use]
pub const fn dates(format: DateFormat) -> &'static str {
    match format {
        DateFormat::Iso => "2026-11-30",
        DateFormat::DayMonthYear => "30 November 2026",
        DateFormat::MonthDayYear => "November 30, 2026",
    }
}

/// How numbers are written, by an example.
#[must_use]
pub const fn numbers(format: NumberFormat) -> &'static str {
    match format {
        NumberFormat::CountsPlain => "1,234.56, and 1234 in counts",
        NumberFormat::CommaPoint => "1,234.56",
        NumberFormat::PointComma => "1.234,56",
        NumberFormat::SpaceComma => "1\u{a0}234,56",
    }
}

/// What is chosen, in a line.
#[must_use]
pub fn summary(chosen: &Presentation) -> String {
    let left_out = match chosen.left_out.len() {
        0 => "all parts".to_owned(),
        parts => format!("without {}", count(parts, "part", "parts")),
    };
    format!(
        "Pages: {}, {}, {left_out}",
        chosen.paper.label(),
        dates(chosen.dates)
    )
}

#[cfg(test)]
mod tests {
    use assay_report::document::{LeavablePart, Paper};

    use super::*;

    #[test]
    fn the_line_says_what_is_chosen() {
        let mut chosen = Presentation::default();
        assert_eq!(summary(&chosen), "Pages: A4, 2026-11-30, all parts");
        chosen.paper = Paper::UsLetter;
        chosen.dates = DateFormat::MonthDayYear;
        chosen.left_out = [LeavablePart::Glossary].into();
        assert_eq!(
            summary(&chosen),
            "Pages: US Letter, November 30, 2026, without 1 part"
        );
    }
}
