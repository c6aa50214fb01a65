//! What is said of how a report's pages are drawn.

use assay_report::document::{DateFormat, Logo, NumberFormat, PdfEdition, Presentation};

use super::{bytes, count, name};

/// What leaving a part out comes to.
pub const PARTS: &str = "What is left out here stays in the signed JSON that the PDF has attached, and the pages say so. What a reader needs to understand or to verify the report cannot be left out.";

/// What leaving an edition unmade comes to.
pub const EDITIONS: &str = "Without a PDF the signed JSON is all there is: it holds everything, and who has Assay can read and verify it. Pictures of evidence are only in the full edition.";

/// What the alternative text of a logo is.
pub const LOGO_HINT: &str =
    "Whose logo it is, for those who cannot see it. PNG or JPEG, at most 1 MB.";

/// That the text comes before the logo.
pub const LOGO_TEXT_FIRST: &str = "Say first whose logo it is, for those who cannot see it.";

/// Which logo is drawn.
#[must_use]
pub fn logo(logo: &Logo) -> String {
    format!(
        "\u{201c}{}\u{201d}, {}, {} \u{d7} {} pixels",
        name(&logo.alternative_text),
        bytes(logo.size),
        logo.width,
        logo.height
    )
}

/// That the PDF shows a logo where the page has none.
#[must_use]
pub fn shows_logo(logo: &Logo) -> String {
    format!(
        "The PDF shows a logo here: \u{201c}{}\u{201d}",
        name(&logo.alternative_text)
    )
}

/// That a file is larger than any logo.
#[must_use]
pub fn logo_too_large(file: &str, size: u64, most: u64) -> String {
    format!(
        "\u{201c}{file}\u{201d} has {}; a logo may have at most {}",
        bytes(size),
        bytes(most)
    )
}

/// That the file of the logo is not on this device any more.
pub const LOGO_GONE: &str =
    "the file of the logo is not on this device any more; choose it again, or remove the logo";

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
    let mut more = String::new();
    for edition in PdfEdition::ALL {
        if !chosen.has(edition) {
            more.push_str(", no ");
            more.push_str(&edition.label().to_lowercase());
        }
    }
    if chosen.logo.is_some() {
        more.push_str(", with a logo");
    }
    format!(
        "Pages: {}, {}, {left_out}{more}",
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
        chosen.not_made = [PdfEdition::Executive].into();
        assert!(summary(&chosen).ends_with("without 1 part, no executive edition"));
    }
}
