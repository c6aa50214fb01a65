//! By what tables are divided: the edition of the standard, and the year.

use assay_assessment::{Timestamp, UtcOffset};
use assay_report::document::Report;

use super::cell::Cell;

/// How long the short name of an edition may be, before its digest.
const LONGEST: usize = 64;
/// How many digits of its digest a short name has that would not be the edition's own without.
const DIGITS: usize = 8;
/// The folder of rows that are in no partition (Apache Hive, `hive.exec.default.partition.name`).
const NO_PARTITION: &str = "__HIVE_DEFAULT_PARTITION__";

/// The partition of a report.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Partition {
    edition: String,
    year: Option<i64>,
}

impl Partition {
    pub(super) fn of(report: &Report) -> Self {
        let edition = &report.edition;
        Self {
            edition: short_name(&edition.name, &edition.version, &edition.sha256.to_string()),
            year: year(report),
        }
    }

    /// What stands in the columns by which tables are divided.
    pub(super) fn cells(&self) -> [Cell; 2] {
        let year = self.year.map_or(Cell::Nothing, Cell::Integer);
        [Cell::text(&self.edition), year]
    }

    /// Its folders, as Apache Hive names them: `edition=valos-v1`, `year=2026`. There is nothing in them that Hive escapes.
    pub(super) fn folders(partition: Option<&Self>) -> [String; 2] {
        let edition = partition.map(|partition| partition.edition.clone());
        let year = partition.and_then(|partition| partition.year);
        let year = year.map(|year| year.to_string());
        [("edition", edition), ("year", year)].map(|(column, value)| {
            let value = value.unwrap_or_else(|| NO_PARTITION.to_owned());
            format!("{column}={value}")
        })
    }
}

/// Name and version in small letters, digits and hyphens, beginning with a letter: a name that every file system takes, that
/// none changes, and that nobody reads as a number or a day. Where letters get lost, digits of the edition's digest follow.
fn short_name(name: &str, version: &str, digest: &str) -> String {
    let whole = format!("{name} {version}");
    let mut short = String::new();
    for character in whole.chars().filter(|character| *character != '\'') {
        if character.is_ascii_alphanumeric() {
            short.push(character.to_ascii_lowercase());
        } else if !short.is_empty() && !short.ends_with('-') {
            short.push('-');
        }
    }
    let is_own = whole.is_ascii() && short.len() <= LONGEST;
    // ASCII alone, so that any place is between two characters.
    short.truncate(LONGEST);
    let mut short = short.trim_end_matches('-').to_owned();
    if !short.starts_with(|first: char| first.is_ascii_alphabetic()) {
        short = format!("edition-{short}").trim_end_matches('-').to_owned();
    }
    if !is_own {
        short.push('-');
        short.extend(digest.chars().take(DIGITS));
    }
    short
}

/// The year of the last day that a report speaks about; where it names none, that of the moment when it was made, in UTC.
fn year(report: &Report) -> Option<i64> {
    let made = || Timestamp::from_rfc3339(&report.generated_at);
    let day = report
        .period
        .to
        .or_else(|| made().map(|made| made.day(UtcOffset::UTC)))?;
    day.to_string().get(..4)?.parse().ok()
}

#[cfg(test)]
mod tests {
    use assay_catalog::Editions;

    use super::*;

    /// An edition of that name and version, with a digest that is all ones.
    fn short(name: &str, version: &str) -> String {
        short_name(name, version, &"1".repeat(64))
    }

    #[test]
    fn bundled_editions_have_names_of_their_own() {
        let names: Vec<String> = [Editions::bundled_release(), Editions::bundled_draft()]
            .iter()
            .map(|catalog| short(catalog.edition().name(), catalog.edition().version()))
            .collect();
        assert_eq!(
            names,
            [
                "valos-validator-operations-standard-v1",
                "valos-validator-operations-standard-editors-draft"
            ]
        );
    }

    #[test]
    fn a_short_name_is_one_on_every_file_system() {
        let long = "x".repeat(300);
        for (name, version, expected) in [
            ("NIST SP 800-53", "5.1.1", "nist-sp-800-53-5-1-1"),
            ("2026", "01-01", "edition-2026-01-01"),
            ("../../etc", "..\\con:", "etc-con"),
            ("a=b/year=1", "%2F\0*?", "a-b-year-1-2f"),
            ("", "", "edition"),
            ("Prüfung", "1", "pr-fung-1-11111111"),
            ("検証", "", "edition-11111111"),
            (&long, "1", &format!("{}-11111111", "x".repeat(64))),
        ] {
            let short = short(name, version);
            assert_eq!(short, expected);
            let plain = |character: char| {
                character.is_ascii_lowercase() || character.is_ascii_digit() || character == '-'
            };
            assert!(short.chars().all(plain), "{short}");
        }
    }
}
