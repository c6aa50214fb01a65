//! What the overview says of evidence, findings, actions and the record, in figures.

use super::{bytes, count};

/// The evidence library in figures.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EvidenceFigures {
    /// How many items there are.
    pub all: usize,
    /// How many of them are files.
    pub files: usize,
    /// All files together, in bytes.
    pub size: u64,
    /// Items that support nothing.
    pub unlinked: usize,
}

impl EvidenceFigures {
    /// What stands beside the number of items.
    #[must_use]
    pub fn words(self) -> String {
        if self.all == 0 {
            return "Nothing in the library yet".to_owned();
        }
        let links = self.all.saturating_sub(self.files);
        let mut words = format!(
            "{} ({}), {}",
            count(self.files, "file", "files"),
            bytes(self.size),
            count(links, "link", "links")
        );
        if self.unlinked > 0 {
            words.push_str(&format!("; {} without a link to anything", self.unlinked));
        }
        words
    }
}

/// The findings in figures.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DeficiencyFigures {
    /// How many findings there are.
    pub all: usize,
    /// How many of them stand.
    pub standing: usize,
    /// How many of those no action answers.
    pub unanswered: usize,
}

impl DeficiencyFigures {
    /// What stands beside the number of findings that stand.
    #[must_use]
    pub fn words(self) -> String {
        if self.all == 0 {
            return "None written yet".to_owned();
        }
        let mut words = vec![format!("of {}", self.all)];
        if self.unanswered > 0 {
            words.push(format!("{} without an action", self.unanswered));
        }
        words.join(", ")
    }
}

/// The actions in figures.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ActionFigures {
    /// How many actions there are.
    pub all: usize,
    /// How many are open.
    pub open: usize,
    /// How many of those are overdue.
    pub overdue: usize,
    /// How many of those nobody owns.
    pub without_owner: usize,
    /// The nearest due day that has not passed, in words.
    pub next: Option<String>,
}

impl ActionFigures {
    /// What stands beside the number of open actions.
    #[must_use]
    pub fn words(&self) -> String {
        if self.all == 0 {
            return "No action agreed yet".to_owned();
        }
        let mut words = vec![format!("of {}", self.all)];
        if let Some(next) = &self.next {
            words.push(format!("next due {next}"));
        }
        if self.without_owner > 0 {
            words.push(format!("{} without an owner", self.without_owner));
        }
        words.join(", ")
    }
}

/// How many changes a backup lacks.
#[must_use]
pub fn since_words(newer: u64) -> String {
    match newer {
        0 => "Nothing has changed since".to_owned(),
        newer => count(newer, "change since", "changes since"),
    }
}

/// The first sixteen digits of a digest, in groups of four.
#[must_use]
pub fn short_digest(digest: &str) -> String {
    let digits: Vec<char> = digest.chars().take(16).collect();
    let groups: Vec<String> = digits
        .chunks(4)
        .map(|group| group.iter().collect())
        .collect();
    format!("{}\u{2026}", groups.join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_digest_is_shortened_to_what_can_be_read_out() {
        assert_eq!(
            short_digest("9f2c41aa07be11d35566778899aabbcc"),
            "9f2c 41aa 07be 11d3\u{2026}"
        );
    }

    #[test]
    fn figures_are_told_in_words() {
        let evidence = EvidenceFigures {
            all: 3,
            files: 1,
            size: 412_000,
            unlinked: 1,
        };
        assert_eq!(
            evidence.words(),
            "1 file (412 KB), 2 links; 1 without a link to anything"
        );
        let mut findings = DeficiencyFigures {
            all: 0,
            standing: 0,
            unanswered: 0,
        };
        assert_eq!(findings.words(), "None written yet");
        findings.all = 3;
        assert_eq!(findings.words(), "of 3");
        findings.unanswered = 1;
        assert_eq!(findings.words(), "of 3, 1 without an action");
        let mut actions = ActionFigures {
            all: 0,
            open: 0,
            overdue: 0,
            without_owner: 0,
            next: None,
        };
        assert_eq!(actions.words(), "No action agreed yet");
        actions.all = 9;
        actions.next = Some("12 Dec".to_owned());
        actions.without_owner = 2;
        assert_eq!(actions.words(), "of 9, next due 12 Dec, 2 without an owner");
        assert_eq!(since_words(1), "1 change since");
    }
}
