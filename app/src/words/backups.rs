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
    fn what_is_deleted_says_until_when_it_is_kept() {
        let on = |text: &str| text.parse().unwrap();
        assert_eq!(
            is_deleted(Some(on("2026-11-01")), on("2026-12-01")),
            "This assessment was deleted on 1 Nov 2026. It can be brought back until 1 Dec 2026, with everything that is entered here until then."
        );
    }
}
