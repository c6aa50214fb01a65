//! Before a report is signed: a signer who is not named, or no independent assessor, is warned of; a clock
//! that was set back a little signs, and one that is wrong by days is named.

use assay_tests::browser::{Browser, BrowserError};
use assay_tests::screens::{
    PASSPHRASE, begin_assessment, create_identity, sign_report, verify_file,
};

/// Sets the device's clock back by so many minutes from what it said before.
const SET_BACK: &str = "const before = Date.now.bind(Date); const minutes = arguments[0];
    Date.now = () => before() - minutes * 60_000; return true";

#[tokio::test]
async fn doubtful_signers_and_clocks_are_named_before_signing() -> Result<(), BrowserError> {
    let browser = Browser::chromium().await?;
    browser.without_save_dialog().await?;
    browser.open_page().await?;
    begin_assessment(&browser).await?;
    create_identity(&browser).await?;
    let form = browser.within(".report-sign");
    form.see("Ada Roth, Roth Assurance").await?;
    // Also when the page starts in this room.
    browser.driver().refresh().await?;
    browser.wait_for_start().await?;
    form.see("Ada Roth, Roth Assurance").await?;
    let said = form.text().await?;
    assert!(!said.contains("none of the assessors"), "{said}");
    form.choose("Signs as", "Reviewer").await?;
    form.see("one of the assessors whose work is reviewed")
        .await?;
    form.choose("Signs as", "Assessor").await?;

    // After a correction of the clock, the identity was made in the future.
    browser.ask(SET_BACK, vec![5.into()]).await?;
    sign_report(&browser).await?;
    browser.page().press("Save the PDF").await?;
    let pdf = browser.downloaded(".pdf").await?;
    browser.ask(SET_BACK, vec![(2 * 24 * 60).into()]).await?;
    browser.page().enter("Passphrase", PASSPHRASE).await?;
    browser.page().press("Sign the report").await?;
    form.see("The clock of this device says").await?;
    form.see("set the clock right and sign again").await?;
    browser
        .ask(SET_BACK, vec![(-2 * 24 * 60 - 5).into()])
        .await?;
    sign_report(&browser).await?;
    let report = browser.fragment().await?;
    browser.go("#/verify").await?;
    verify_file(&browser, &pdf, "Valid").await?;

    // The operator's own key signs an independent assessment.
    browser.go("#/identities").await?;
    let page = browser.page();
    page.see("Export the key").await?;
    for (label, value) in [
        ("Name", "Olga Nord"),
        ("Organisation", "nordlicht staking GmbH"),
        ("Passphrase", PASSPHRASE),
        ("Passphrase again", PASSPHRASE),
    ] {
        page.enter(label, value).await?;
    }
    page.press("Create the identity").await?;
    page.see("\u{201c}Olga Nord\u{201d} created").await?;
    browser.go(&report).await?;
    form.see("Ada Roth, Roth Assurance").await?;
    let choose = "const field = document.querySelector('.report-sign select');
        field.value = [...field.options].find((option) => option.text.startsWith('Olga')).value;
        return field.dispatchEvent(new Event('change', { bubbles: true }))";
    browser.ask(choose, Vec::new()).await?;
    form.see("none of the assessors that the report names (Ada Roth)")
        .await?;
    form.see("belongs to the operator, Nordlicht Staking")
        .await?;
    // It is a warning only.
    sign_report(&browser).await?;
    form.choose("Signs as", "Operator").await?;
    let said = form.text().await?;
    assert!(
        !said.contains("Warning") && !said.contains("belongs to"),
        "{said}"
    );
    browser.close().await
}
