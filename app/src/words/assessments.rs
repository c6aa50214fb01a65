//! What assessments are called, and what is said of them in the list of this device.

use super::{count, day, name};
use assay_assessment::Day;
use assay_catalog::{Catalog, Edition, EditionStatus};

/// What one is called, also while it has no title.
#[must_use]
pub fn title(title: &str) -> String {
    match title {
        "" => "Untitled assessment".to_owned(),
        title => name(title),
    }
}

/// Against which edition one is made.
#[must_use]
pub fn edition(edition: &Edition) -> String {
    format!(
        "{} {}, {}",
        edition.short_name(),
        edition.version(),
        edition.date()
    )
}

/// An edition in a list to choose from.
#[must_use]
pub fn edition_choice(catalog: &Catalog) -> String {
    let edition = catalog.edition();
    let status = match edition.status() {
        EditionStatus::Release => "release",
        EditionStatus::Draft => "draft",
    };
    // The page may carry an edition of the same name, with summaries of ours.
    let imported = match catalog.file() {
        Some(_) => ", imported",
        None => "",
    };
    format!("{} ({status}{imported})", self::edition(edition))
}

/// What a release and a draft are for, below the list.
#[must_use]
pub const fn edition_hint(status: EditionStatus) -> &'static str {
    match status {
        EditionStatus::Release => {
            "Made to be assessed against: it does not change. The choice is for good."
        }
        EditionStatus::Draft => {
            "For trying and for preparing: it may change. The choice is for good."
        }
    }
}

/// One in a line: whose it is, when it changed, and its last backup.
#[must_use]
pub fn line(operator: Option<String>, changed: &str, backup: Option<String>) -> String {
    let pieces = [operator, Some(format!("changed {changed}")), backup];
    let pieces: Vec<_> = pieces.into_iter().flatten().collect();
    pieces.join(" \u{b7} ")
}

/// What a new one is called when its title is left empty; `usual` is empty while that is not known.
#[must_use]
pub fn title_hint(usual: &str) -> String {
    match usual {
        "" => "What the list calls it; may be left empty.".to_owned(),
        usual => format!("May be left empty; then it is called \u{201c}{usual}\u{201d}."),
    }
}

/// That a new one needs an operator.
#[must_use]
pub const fn name_the_operator() -> &'static str {
    "Name the operator that is assessed."
}

/// Why the list is not there, and what works without it.
#[must_use]
pub fn list_unavailable(why: &str) -> String {
    format!("{why} A report can be verified all the same.")
}

/// What the button says that renames one.
#[must_use]
pub fn rename(title: &str) -> String {
    format!("Rename {title}")
}

/// What the button says that duplicates one.
#[must_use]
pub fn duplicate(title: &str) -> String {
    format!("Duplicate {title}")
}

/// What the button says that deletes one.
#[must_use]
pub fn delete(title: &str) -> String {
    format!("Delete {title}")
}

/// How many there are.
#[must_use]
pub fn on_this_device(number: usize) -> String {
    format!(
        "{} on this device",
        count(number, "assessment", "assessments")
    )
}

/// What an assessment holds, in figures.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Holdings {
    /// How many controls are tested.
    pub tested: u32,
    /// How many controls there are.
    pub controls: u32,
    /// How many items of evidence there are.
    pub evidence: usize,
    /// How many of them are files.
    pub files: usize,
    /// How many findings there are.
    pub findings: usize,
    /// How many actions there are.
    pub actions: usize,
    /// How many changes are in the journal.
    pub changes: u64,
}

impl Holdings {
    /// What would be lost with it.
    #[must_use]
    pub fn words(self) -> String {
        let files = match self.files {
            0 => String::new(),
            files => format!(" ({})", count(files, "file", "files")),
        };
        format!(
            "It holds {} of {} controls tested, {}{files}, {}, {} and {}.",
            self.tested,
            self.controls,
            count(self.evidence, "item of evidence", "items of evidence"),
            count(self.findings, "finding", "findings"),
            count(self.actions, "action", "actions"),
            count(
                self.changes,
                "change in its journal",
                "changes in its journal"
            ),
        )
    }
}

/// That nobody can say what would be lost.
#[must_use]
pub fn holdings_unreadable(why: &str) -> String {
    format!("What it holds cannot be read. {why}")
}

/// The question before one is deleted.
#[must_use]
pub fn delete_it(title: &str) -> String {
    format!("Delete \u{201c}{title}\u{201d}?")
}

/// What the button says that brings one back.
#[must_use]
pub fn bring_back(title: &str) -> String {
    format!("Bring back {title}")
}

/// What the button says that deletes one for good.
#[must_use]
pub fn delete_for_good(title: &str) -> String {
    format!("Delete {title} for good")
}

/// What is to be typed before one is deleted for good.
#[must_use]
pub fn type_its_title(title: &str) -> String {
    format!("Type \u{201c}{title}\u{201d}.")
}

/// That one is deleted, and until when it can be brought back.
#[must_use]
pub fn deleted(title: &str, kept_until: Day) -> String {
    format!(
        "\u{201c}{title}\u{201d} was deleted. It can be brought back until {}.",
        day(kept_until)
    )
}

/// When one was deleted, and until when it can be brought back.
#[must_use]
pub fn deleted_on(on: Day, kept_until: Day) -> String {
    format!(
        "Deleted on {}: can be brought back until {}",
        day(on),
        day(kept_until)
    )
}

/// That one is gone.
#[must_use]
pub fn deleted_for_good(title: &str) -> String {
    format!("\u{201c}{title}\u{201d} was deleted for good.")
}

/// What is to be known before one is deleted for good.
#[must_use]
pub fn nothing_brings_back(title: &str) -> String {
    format!("Nothing on this device can bring \u{201c}{title}\u{201d} back after that.")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_would_be_lost_is_counted() {
        let holdings = Holdings {
            tested: 3,
            controls: 50,
            evidence: 2,
            files: 1,
            findings: 2,
            actions: 1,
            changes: 7,
        };
        assert_eq!(
            holdings.words(),
            "It holds 3 of 50 controls tested, 2 items of evidence (1 file), 2 findings, 1 action and 7 changes in its journal."
        );
        let links = Holdings {
            files: 0,
            ..holdings
        };
        assert!(links.words().contains("2 items of evidence, 2 findings"));
    }
}
