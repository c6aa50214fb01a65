//! What files are called that are handed over.

use assay_assessment::{Timestamp, UtcOffset};

use crate::produced::Format;

/// How many characters of a title go into a name.
const LONGEST_TITLE: usize = 60;

/// A file name that says what it holds and when it was made, by a clock that is `offset` ahead of UTC:
/// `yearly-assessment-20261122T093000Z.pdf`. `suffix` comes without its point.
#[must_use]
pub fn file_name(title: &str, at: Timestamp, offset: UtcOffset, suffix: &str) -> String {
    let mut name = String::new();
    for character in title.trim().chars().take(LONGEST_TITLE) {
        if character.is_alphanumeric() {
            name.extend(character.to_lowercase());
        } else if !name.ends_with('-') && !name.is_empty() {
            name.push('-');
        }
    }
    let name = name.trim_matches('-');
    let name = if name.is_empty() { "assessment" } else { name };
    format!("{name}-{}.{suffix}", at.for_file_names(offset))
}

/// The name of a file with a mark before its ending: of `a.executive.pdf` and `operator` it is
/// `a.operator.executive.pdf`. A file of no kind of ours has the mark at its end.
pub(crate) fn marked(name: &str, mark: &str) -> String {
    // The longest endings first, so that an edition keeps the whole of its own.
    let formats = [
        Format::ExecutivePdf,
        Format::PublicPdf,
        Format::PublicJson,
        Format::Pdf,
        Format::Json,
    ];
    for ending in formats.map(|format| format!(".{}", format.ending())) {
        let Some(start) = name.len().checked_sub(ending.len()) else {
            continue;
        };
        if let (Some(stem), Some(end)) = (name.get(..start), name.get(start..))
            && end.eq_ignore_ascii_case(&ending)
        {
            return format!("{stem}.{mark}{end}");
        }
    }
    format!("{name}.{mark}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_is_marked_keeps_its_ending() {
        let name = |name: &str| marked(name, "operator");
        assert_eq!(name("a.executive.pdf"), "a.operator.executive.pdf");
        assert_eq!(name("a.PDF"), "a.operator.PDF");
        assert_eq!(name("a.public.pdf"), "a.operator.public.pdf");
        assert_eq!(name("a.public.json"), "a.operator.public.json");
        assert_eq!(name("a.json"), "a.operator.json");
        assert_eq!(name("ü"), "ü.operator");
        assert_eq!(name(".pdf"), ".operator.pdf");
    }

    #[test]
    fn a_title_becomes_a_name_that_every_system_takes() {
        let at = Timestamp::from_milliseconds(1_795_339_800_000);
        let name = |title: &str| file_name(title, at, UtcOffset::UTC, "pdf");
        let stamp = at.for_file_names(UtcOffset::UTC);
        assert_eq!(
            name(" ../Q4: Zürich / \"A\"? "),
            format!("q4-zürich-a-{stamp}.pdf")
        );
        assert_eq!(name("***"), format!("assessment-{stamp}.pdf"));
        assert_eq!(name(""), format!("assessment-{stamp}.pdf"));
        let long = name(&"x".repeat(500));
        assert_eq!(long, format!("{}-{stamp}.pdf", "x".repeat(60)));
    }
}
