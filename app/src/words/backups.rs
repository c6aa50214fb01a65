//! What is said of backups, and of what becomes of an assessment that was deleted.

use std::time::Duration;

use super::{count, day};
use assay_assessment::Day;

/// How long ago something was: `just now`, `5 min ago`, `3 days ago`.
#[must_use]
pub fn ago(since: Duration) -> String {
    let minutes = since.as_secs() / 60;
    match minutes {
        0 => "just now".to_owned(),
        1..60 => format!("{minutes} min ago"),
        60..2_880 => format!("{} h ago", minutes / 60),
        _ => format!("{} days ago", minutes / 1_440),
    }
}

/// When there was a backup last, and whether it was checked.
#[must_use]
pub fn last_backup(made: Duration, checked: Option<Duration>) -> String {
    match checked {
        Some(checked) => format!("Backup checked {}", ago(checked)),
        None => format!("Last backup {}", ago(made)),
    }
}

/// That there was no backup.
#[must_use]
pub const fn none_yet() -> &'static str {
    "No backup yet"
}

/// The same within a line.
#[must_use]
pub const fn none_yet_in_a_line() -> &'static str {
    "no backup yet"
}

/// Of which day the last backup is, within a line.
#[must_use]
pub fn of_day(day: &str) -> String {
    format!("backup {day}")
}

/// That one is being saved, and no second one is begun.
#[must_use]
pub const fn being_saved_already() -> &'static str {
    "A backup is being saved already."
}

/// That a backup is written.
#[must_use]
pub const fn writing() -> &'static str {
    "Writing the backup"
}

/// That it is read back.
#[must_use]
pub const fn reading_back() -> &'static str {
    "Reading the backup back"
}

/// That a backup is compared with what is here.
#[must_use]
pub const fn comparing() -> &'static str {
    "Comparing the backup with this device"
}

/// That a backup's files are checked and kept.
#[must_use]
pub const fn checking_and_keeping() -> &'static str {
    "Checking the backup and keeping it here"
}

/// A number of changes; empty when there are none.
#[must_use]
pub fn changes(number: u64) -> String {
    match number {
        0 => String::new(),
        number => count(number, "change", "changes"),
    }
}

/// How many changes a backup lacks; empty when it has all.
#[must_use]
pub fn changes_since(number: u64) -> String {
    match number {
        0 => String::new(),
        number => format!("{} since", changes(number)),
    }
}

/// That nothing of an assessment is anywhere else.
#[must_use]
pub const fn never_backed_up() -> &'static str {
    "There is no backup of it."
}

/// How much of an assessment is in its last backup, of which day and of what name that is.
#[must_use]
pub fn in_last_backup(on: Day, file: &str, later: u64) -> String {
    let on = day(on);
    match later {
        0 => format!("All of it is in the backup of {on}, \u{201c}{file}\u{201d}."),
        later => format!(
            "The last backup is of {on}, \u{201c}{file}\u{201d}; {} not in it.",
            count(later, "later change is", "later changes are"),
        ),
    }
}

/// That the open assessment is deleted, and what becomes of it. `on` is the day on which it was
/// deleted, unless another window did that while it lay open here.
#[must_use]
pub fn is_deleted(on: Option<Day>, kept_until: Day) -> String {
    let was = match on {
        None => "This assessment was deleted in another window.".to_owned(),
        Some(on) => format!("This assessment was deleted on {}.", day(on)),
    };
    format!(
        "{was} It can be brought back until {}, with everything that is entered here until then.",
        day(kept_until)
    )
}

/// That files which the assessment names are not in a backup that was saved.
#[must_use]
pub fn lacks(files: usize) -> String {
    format!(
        "{} missing or changed on this device, so the backup does not hold them.",
        count(files, "evidence file is", "evidence files are")
    )
}

/// That a backup became an assessment that was not here.
#[must_use]
pub fn opened(file: &str) -> String {
    format!("{file} was checked and opened.")
}

/// That a backup became a copy.
#[must_use]
pub fn opened_as_copy(file: &str) -> String {
    format!("{file} was checked and opened as a copy.")
}

/// That a backup held more than what was here.
#[must_use]
pub fn continued(file: &str, changes: u64) -> String {
    format!(
        "{file} was checked and opened: {} came to what was here.",
        count(changes, "change", "changes")
    )
}

/// That a backup holds what is here.
#[must_use]
pub fn same(file: &str, files: usize) -> String {
    format!(
        "{file} was checked and is the same as what is on this device: every change, and {}.",
        count(files, "file", "files")
    )
}

/// That a backup holds less than what is here.
#[must_use]
pub fn older(file: &str, later: u64) -> String {
    format!(
        "{file} was checked. This device has everything in it, and {}.",
        count(later, "later change", "later changes")
    )
}

/// The same, where one may want to see how things stood then.
#[must_use]
pub fn older_and_nothing_changed(file: &str, later: u64) -> String {
    format!(
        "{file} was checked, and counts as checked: everything in it is on this device, and {}. Nothing was changed. To see how things stood then, open it as a copy.",
        count(later, "later change", "later changes")
    )
}

/// That a backup brought files that were missing here.
#[must_use]
pub fn mended(files: usize) -> String {
    format!(
        "{} missing or changed here, and whole again.",
        count(files, "evidence file was", "evidence files were")
    )
}

/// That a backup lacks files.
#[must_use]
pub fn does_not_hold(files: usize) -> String {
    format!(
        "It does not hold {} that the assessment names.",
        count(files, "evidence file", "evidence files")
    )
}

/// That a file is not opened while another one is.
#[must_use]
pub fn another_is_opened(file: &str) -> String {
    format!("{file} was not opened: another file is being opened.")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_moment_is_told_by_how_long_ago_it_was() {
        let told = |minutes: u64| ago(Duration::from_secs(minutes * 60 + 59));
        assert_eq!(told(0), "just now");
        assert_eq!(told(59), "59 min ago");
        assert_eq!(told(60), "1 h ago");
        assert_eq!(told(2_879), "47 h ago");
        assert_eq!(told(2_880), "2 days ago");
    }

    #[test]
    fn what_a_backup_lacks_is_counted() {
        assert_eq!(changes_since(0), "");
        assert_eq!(changes_since(1), "1 change since");
        let made = Duration::from_secs(600);
        assert_eq!(last_backup(made, None), "Last backup 10 min ago");
        assert_eq!(
            last_backup(made, Some(Duration::ZERO)),
            "Backup checked just now"
        );
    }

    #[test]
    fn what_the_last_backup_lacks_is_told() {
        let told = |later| in_last_backup("2026-11-01".parse().unwrap(), "a.assay", later);
        assert_eq!(
            told(0),
            "All of it is in the backup of 1 Nov 2026, \u{201c}a.assay\u{201d}."
        );
        assert_eq!(
            told(1),
            "The last backup is of 1 Nov 2026, \u{201c}a.assay\u{201d}; 1 later change is not in it."
        );
    }

    #[test]
    fn what_is_deleted_says_until_when_it_is_kept() {
        let on = |text: &str| text.parse().unwrap();
        assert_eq!(
            is_deleted(Some(on("2026-11-01")), on("2026-12-01")),
            "This assessment was deleted on 1 Nov 2026. It can be brought back until 1 Dec 2026, with everything that is entered here until then."
        );
    }
}
