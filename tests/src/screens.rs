//! Every screen of the page, with the example assessment open, for tests that look at each.

use std::path::Path;

use serde_json::json;

use crate::browser::{Browser, BrowserError};
use crate::received;

/// A screen: a part of the page, an open item, or a dialog above them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Screen {
    /// The list of assessments.
    Welcome,
    /// The overview.
    Overview,
    /// The controls without an open one.
    Controls,
    /// A control that fails, with its note and evidence.
    Control,
    /// A control's note as the report will show it.
    Preview,
    /// The risk register.
    Risks,
    /// A risk with both scores.
    Risk,
    /// The evidence library.
    EvidenceLibrary,
    /// An item of evidence.
    EvidenceItem,
    /// The findings.
    Findings,
    /// A finding.
    Finding,
    /// The actions.
    Actions,
    /// An action.
    Action,
    /// The assessment's own data.
    Details,
    /// The engagement.
    Engagement,
    /// Signing and export.
    Report,
    /// The report as it will be.
    ReportPreview,
    /// What the edition says beside controls and risks.
    Reference,
    /// A mitigation.
    Mitigation,
    /// Verification.
    Verify,
    /// A report that was received and verified, with the files that are made of it for other programs.
    Received,
    /// The identities.
    Identities,
    /// The editions.
    Editions,
    /// What the file is and holds.
    About,
    /// The palette.
    Palette,
    /// The overview of shortcuts.
    Shortcuts,
    /// The dialog for a new assessment.
    NewAssessment,
    /// The dialog that carries on from the example.
    CarryingOn,
}

impl Screen {
    /// All of them.
    pub const ALL: [Screen; 28] = [
        Screen::Welcome,
        Screen::Overview,
        Screen::Controls,
        Screen::Control,
        Screen::Preview,
        Screen::Risks,
        Screen::Risk,
        Screen::EvidenceLibrary,
        Screen::EvidenceItem,
        Screen::Findings,
        Screen::Finding,
        Screen::Actions,
        Screen::Action,
        Screen::Details,
        Screen::Engagement,
        Screen::Report,
        Screen::ReportPreview,
        Screen::Reference,
        Screen::Mitigation,
        Screen::Verify,
        Screen::Received,
        Screen::Identities,
        Screen::Editions,
        Screen::About,
        Screen::Palette,
        Screen::Shortcuts,
        Screen::NewAssessment,
        Screen::CarryingOn,
    ];

    /// What a failed test calls it.
    pub fn name(self) -> String {
        format!("{self:?}")
    }

    /// The fragment of its address; `assessment` is the beginning of the example's.
    fn address(self, assessment: &str) -> String {
        let of_assessment = |rest: &str| format!("{assessment}/{rest}");
        match self {
            Screen::Welcome | Screen::NewAssessment | Screen::CarryingOn => "#/".to_owned(),
            Screen::Verify | Screen::Received => "#/verify".to_owned(),
            Screen::Identities => "#/identities".to_owned(),
            Screen::Editions => "#/editions".to_owned(),
            Screen::About => "#/about".to_owned(),
            Screen::Reference | Screen::Mitigation => of_assessment("reference"),
            Screen::Overview | Screen::Palette | Screen::Shortcuts => of_assessment("overview"),
            Screen::Controls | Screen::Control | Screen::Preview => of_assessment("controls"),
            Screen::Risks | Screen::Risk => of_assessment("risks"),
            Screen::EvidenceLibrary | Screen::EvidenceItem => of_assessment("evidence"),
            Screen::Findings | Screen::Finding => of_assessment("findings"),
            Screen::Actions | Screen::Action => of_assessment("actions"),
            Screen::Details => of_assessment("details"),
            Screen::Engagement => of_assessment("engagement"),
            Screen::Report | Screen::ReportPreview => of_assessment("report"),
        }
    }

    /// Goes there and waits until it is shown.
    pub async fn open(self, browser: &Browser, assessment: &str) -> Result<(), BrowserError> {
        browser.go(&self.address(assessment)).await?;
        // The keyboard is obeyed only where no field has the focus.
        browser
            .ask("document.activeElement?.blur()", Vec::new())
            .await?;
        browser.within("#main").text().await?;
        match self {
            Screen::Control
            | Screen::Preview
            | Screen::Risk
            | Screen::EvidenceItem
            | Screen::Finding
            | Screen::Action
            | Screen::Mitigation => {
                self.open_first_item(browser).await?;
            }
            Screen::ReportPreview => {
                browser.page().press("Preview the report").await?;
                browser.within(".report-paper").text().await?;
            }
            Screen::Palette => {
                browser.control_key('k').await?;
                browser.within(".palette").text().await?;
            }
            Screen::Shortcuts => {
                browser.keys("?").await?;
                browser.page().see("Go to Controls").await?;
            }
            Screen::Received => receive(browser).await?,
            Screen::Editions => browser.page().see("Save this edition").await?,
            Screen::About => {
                let page = browser.page();
                page.press("Show the licences").await?;
                page.see("others inside").await?;
            }
            Screen::NewAssessment => {
                browser.page().press("New assessment").await?;
                browser.page().see("Your name").await?;
            }
            Screen::CarryingOn => ask_to_carry_on(browser).await?,
            _ => {}
        }
        if self == Screen::Preview {
            browser.within("[data-detail]").press("Preview").await?;
            browser.within(".note-editor-preview").text().await?;
        }
        Ok(())
    }

    /// Closes what lies above the page.
    pub async fn leave(self, browser: &Browser) -> Result<(), BrowserError> {
        if matches!(
            self,
            Screen::Palette | Screen::Shortcuts | Screen::NewAssessment | Screen::CarryingOn
        ) {
            let close =
                "document.querySelectorAll('dialog[open]').forEach((dialog) => dialog.close())";
            browser.ask(close, Vec::new()).await?;
        }
        Ok(())
    }

    /// Opens the first item of the list by its row, as a person does.
    async fn open_first_item(self, browser: &Browser) -> Result<(), BrowserError> {
        let list = browser.fragment().await?;
        let first = "const rows = [...document.querySelectorAll('[data-list] a')].filter(isSeen);
            const row = rows.find((row) => row.hash.startsWith(arguments[0] + '/'));
            row?.click(); return row !== undefined";
        browser
            .wait_until("a row of the list", first, vec![json!(list)])
            .await?;
        browser.wait_to_leave(&list).await?;
        browser.within("[data-detail]").text().await.map(drop)
    }
}

/// Opens the example, and gives the beginning of its address: `#/a/<uuid>`.
pub async fn open_example(browser: &Browser) -> Result<String, BrowserError> {
    let before = browser.fragment().await?;
    browser.page().press("Look at the example").await?;
    let address = browser.wait_to_leave(&before).await?;
    browser.page().see("made-up operator").await?;
    let assessment: Vec<&str> = address.splitn(4, '/').take(3).collect();
    Ok(assessment.join("/"))
}

/// Verifies the example's report, signed by somebody else, and makes the files for other programs.
async fn receive(browser: &Browser) -> Result<(), BrowserError> {
    let signer = received::identity(1)?;
    let signed = received::signed_json(&received::report(&signer)?, &signer)?;
    let folder = tempfile::tempdir()?;
    let file = folder.path().join("received.json");
    std::fs::write(&file, signed)?;
    verify_file(browser, &file, "Valid").await?;
    let part = browser.within(".other-programs");
    part.press("Make files for other programs").await?;
    part.see("Save the workbook (XLSX)").await
}

/// Opens the dialog that carries on from the first assessment of the list.
async fn ask_to_carry_on(browser: &Browser) -> Result<(), BrowserError> {
    browser.within("main").press("Carry on from").await?;
    browser.within("dialog[open]").see("Carry on from").await
}

/// Carries on from the only assessment, against the edition of the line with these words or the one
/// that is proposed, and gives the beginning of the new one's address.
pub async fn carry_on(browser: &Browser, edition: Option<&str>) -> Result<String, BrowserError> {
    browser.go("#/").await?;
    let before = browser.fragment().await?;
    ask_to_carry_on(browser).await?;
    let dialog = browser.within("dialog[open]");
    if let Some(edition) = edition {
        dialog.choose_line("Edition", edition).await?;
    }
    dialog.press("Carry on").await?;
    let overview = browser.wait_to_leave(&before).await?;
    browser.within("main").see("The assessment before").await?;
    Ok(overview.trim_end_matches("/overview").to_owned())
}

/// Begins an assessment of Nordlicht Staking by Ada Roth, and waits for its overview.
pub async fn begin_assessment(browser: &Browser) -> Result<(), BrowserError> {
    let before = browser.fragment().await?;
    browser.page().press("New assessment").await?;
    browser
        .page()
        .enter("Operator", "Nordlicht Staking")
        .await?;
    browser.page().enter("Your name", "Ada Roth").await?;
    browser.page().press("Begin").await?;
    let place = browser.wait_to_leave(&before).await?;
    assert!(place.ends_with("/overview"), "{place}");
    browser.within(".header").see("Nordlicht Staking").await
}

/// The passphrase of [`create_identity`].
pub const PASSPHRASE: &str = "seven calm herons at dawn";

/// Makes an identity of Ada Roth's, and goes back to the assessment's report.
pub async fn create_identity(browser: &Browser) -> Result<(), BrowserError> {
    let before = browser.fragment().await?;
    browser.keys("gi").await?;
    browser.wait_to_leave(&before).await?;
    let page = browser.page();
    page.enter("Name", "Ada Roth").await?;
    page.enter("Organisation", "Roth Assurance").await?;
    page.enter("Passphrase", PASSPHRASE).await?;
    page.enter("Passphrase again", PASSPHRASE).await?;
    page.press("Create the identity").await?;
    page.see("\u{201c}Ada Roth\u{201d} created").await?;
    browser.within(".rail").press("Report").await
}

/// Signs the report in the room that is open.
pub async fn sign_report(browser: &Browser) -> Result<(), BrowserError> {
    let page = browser.page();
    page.enter("Passphrase", PASSPHRASE).await?;
    page.press("Sign the report").await?;
    page.see("All were verified again after signing").await
}

/// Hands a file in on the Verify screen, and waits for the page's verdict on it: "Valid", "Not valid".
pub async fn verify_file(
    browser: &Browser,
    file: &Path,
    verdict: &str,
) -> Result<(), BrowserError> {
    browser.page().hand_in("Choose reports", file).await?;
    let name = file.file_name().unwrap_or_default().to_string_lossy();
    let given = "const heading = [...document.querySelectorAll('h2, h3')].some((each) => squeezed(each.textContent) === arguments[0]);
        return heading && document.querySelector('[data-verdict]')?.dataset.verdict";
    let found = browser
        .wait_until("a verdict", given, vec![name.into_owned().into()])
        .await?;
    assert_eq!(
        found,
        serde_json::Value::from(verdict),
        "{}",
        file.display()
    );
    Ok(())
}

/// Marks the signer of the file that is shown as known, as a person does who was told the fingerprint.
pub async fn compare_fingerprint(browser: &Browser) -> Result<(), BrowserError> {
    let page = browser.page();
    let told = "return document.querySelector('.verify-fingerprint')?.textContent";
    let told = browser
        .wait_until("a fingerprint", told, Vec::new())
        .await?;
    page.press("Mark this signer as known").await?;
    page.enter(
        "Fingerprint as the signer told you",
        told.as_str().unwrap_or_default(),
    )
    .await?;
    page.press("Compare and mark as known").await
}
