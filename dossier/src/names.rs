//! What files are called that are handed over.

use assay_assessment::{Timestamp, UtcOffset};

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

#[cfg(test)]
mod tests {
    use super::*;

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
