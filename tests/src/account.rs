//! Everything that the page says about an assessment, to compare it at two times or in two browsers.

use crate::browser::{Browser, BrowserError};

/// The words of every part of an assessment, and of some items in full.
pub struct Account {
    parts: Vec<(String, String)>,
    notes: Vec<String>,
}

impl Account {
    /// Walks through the assessment that the address names, and comes back to its overview.
    pub async fn of(browser: &Browser) -> Result<Account, BrowserError> {
        let address = browser.fragment().await?;
        let assessment: Vec<&str> = address.splitn(4, '/').take(3).collect();
        let assessment = assessment.join("/");
        let mut parts = Vec::new();
        for part in [
            "details", "controls", "risks", "evidence", "findings", "actions", "overview",
        ] {
            browser.go(&format!("{assessment}/{part}")).await?;
            let text = browser.within("#main").text().await?;
            parts.push((part.to_owned(), without_last_backup(&text)));
        }
        let mut notes = Vec::new();
        for place in [
            "controls/req-document-process-relevant",
            "controls/req-review-dependency-replacement",
            "risks/SLS6",
        ] {
            browser.go(&format!("{assessment}/{place}")).await?;
            let detail = browser.within("[data-detail]");
            parts.push((place.to_owned(), detail.text().await?));
            notes.push(detail.entered("Note").await?);
        }
        browser.go(&format!("{assessment}/overview")).await?;
        Ok(Account { parts, notes })
    }

    /// Fails at the first part in which the two differ.
    #[track_caller]
    pub fn assert_same(&self, other: &Account, when: &str) {
        for ((part, ours), (_, theirs)) in self.parts.iter().zip(&other.parts) {
            assert_eq!(ours, theirs, "{part} {when}");
        }
        assert_eq!(self.notes, other.notes, "the notes {when}");
    }
}

/// The overview without its words about the last backup, of which each browser has its own.
fn without_last_backup(text: &str) -> String {
    match (text.find("Last backup"), text.find("Journal entries")) {
        (Some(start), Some(end)) if start < end => format!("{}{}", &text[..start], &text[end..]),
        _ => text.to_owned(),
    }
}
