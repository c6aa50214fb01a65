//! Everything that the page says about an assessment, to compare it at two times or in two browsers.

use crate::browser::{Browser, BrowserError};

/// The words of every part of an assessment, and of some items in full.
#[derive(Debug, PartialEq, Eq)]
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
            "details", "controls", "risks", "evidence", "actions", "overview",
        ] {
            browser.go(&format!("{assessment}/{part}")).await?;
            parts.push((part.to_owned(), browser.within("#main").text().await?));
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
}
