//! A public edition in which a note is left out, and what is disclosed of it later.

use assay_tests::browser::Browser;
use assay_tests::screens::{PASSPHRASE, create_identity, open_example, sign_report, verify_file};

#[tokio::test]
async fn a_note_that_was_left_out_is_disclosed_later_and_checked()
-> Result<(), Box<dyn std::error::Error>> {
    let browser = Browser::chromium().await?;
    browser.without_save_dialog().await?;
    browser.open_page().await?;
    open_example(&browser).await?;
    create_identity(&browser).await?;
    sign_report(&browser).await?;
    let page = browser.page();
    page.press("Save the JSON").await?;
    let report = browser.downloaded(".json").await?;

    browser.go("#/verify").await?;
    verify_file(&browser, &report, "Valid").await?;
    page.press("Make a public edition").await?;
    let form = browser.within(".verify-publish");
    form.press("Choose among the notes").await?;
    form.see("not listed here").await?;
    form.tick("All people").await?;
    form.choose("Signs as", "Assessor").await?;
    form.enter("Passphrase", PASSPHRASE).await?;
    form.tick("All notes").await?;
    form.press("Sign the public edition").await?;
    page.see("Signed and verified again").await?;
    page.press("Save the public edition (PDF)").await?;
    let pdf = browser.downloaded(".public.pdf").await?;
    page.press("Save what was left out").await?;
    let disclosures = browser.downloaded(".disclosures.json").await?;

    // What was left out is not in the edition, and each thing of it can be shown to have been there.
    let kept: serde_json::Value = serde_json::from_slice(&std::fs::read(&disclosures)?)?;
    let lines = kept["disclosures"].as_array().cloned().unwrap_or_default();
    assert!(lines.len() > 20, "{} things are left out", lines.len());
    let line = lines[0].as_str().unwrap_or_default().to_owned();

    verify_file(&browser, &pdf, "Valid").await?;
    page.see("The pages say what the attached public edition says")
        .await?;
    let disclosed = browser.within("#main");
    disclosed
        .enter("Or lines with one disclosure each", &line)
        .await?;
    disclosed.press("Compare").await?;
    page.see("This is what the edition leaves out there")
        .await?;
    let mut forged = line.clone();
    forged.replace_range(0..1, if line.starts_with('W') { "X" } else { "W" });
    disclosed
        .enter("Or lines with one disclosure each", &forged)
        .await?;
    disclosed.press("Compare").await?;
    page.see("This is not what the edition leaves out").await?;
    // Everything of it gives the whole report again.
    page.hand_in("Choose disclosures", &disclosures).await?;
    page.see("it is the whole report, and it agrees with itself")
        .await?;
    Ok(browser.close().await?)
}
