//! Files that are handed to the page in the wrong room, and a restore that was interrupted.

use assay_tests::browser::{Browser, BrowserError};
use assay_tests::screens::open_example;

/// A PDF as far as its beginning tells.
const PDF: &[u8] = b"%PDF-1.7\nnothing else\n";

#[tokio::test]
async fn a_report_is_verified_and_a_backup_opened_wherever_they_are_handed_in()
-> Result<(), BrowserError> {
    let folder = tempfile::tempdir()?;
    let browser = Browser::chromium().await?;
    browser.without_save_dialog().await?;
    browser.open_page().await?;
    open_example(&browser).await?;
    browser.page().press("Save a backup").await?;
    let backup = browser.downloaded(".assay").await?;
    // What it is called does not matter.
    let misnamed = folder.path().join("signed-report.json");
    std::fs::copy(&backup, &misnamed)?;

    let elsewhere = Browser::chromium().await?;
    elsewhere.open_page().await?;
    for (name, bytes, room, button) in [
        ("report.pdf", PDF, "#/", "Open a file"),
        ("report.json", br#"{"type":"report"}"#, "#/", "Open a file"),
        ("for-a-key.pdf", PDF, "#/identities", "Choose a key file"),
    ] {
        let file = folder.path().join(name);
        std::fs::write(&file, bytes)?;
        elsewhere.go(room).await?;
        elsewhere.page().hand_in(button, &file).await?;
        // What was said of the file before may still stand there.
        assert_eq!(elsewhere.wait_to_leave(room).await?, "#/verify");
        elsewhere
            .page()
            .see("is a report, so it is verified here")
            .await?;
        elsewhere.within(".verify").see(name).await?;
    }
    elsewhere.page().hand_in("Choose", &misnamed).await?;
    elsewhere.page().see("was checked and opened").await?;
    let opened = elsewhere.wait_to_leave("#/verify").await?;
    assert!(opened.starts_with("#/a/") || opened == "#/", "{opened}");
    elsewhere.page().see("Northwind").await?;
    elsewhere.close().await?;
    browser.close().await
}

#[tokio::test]
async fn a_restore_that_was_interrupted_is_completed_by_opening_the_backup_again()
-> Result<(), BrowserError> {
    let browser = Browser::chromium().await?;
    browser.without_save_dialog().await?;
    browser.open_page().await?;
    let assessment = open_example(&browser).await?;
    let journal = browser.journal().await?;
    browser.page().press("Save a backup").await?;
    let backup = browser.downloaded(".assay").await?;

    let elsewhere = Browser::chromium().await?;
    elsewhere.open_page().await?;
    let identifier = assessment.trim_start_matches("#/a/");
    elsewhere.make_empty_place(identifier).await?;
    elsewhere.go(&format!("{assessment}/overview")).await?;
    elsewhere
        .page()
        .see("Nothing of this assessment is stored on this device")
        .await?;
    elsewhere.go("#/").await?;
    elsewhere.page().hand_in("Open a file", &backup).await?;
    elsewhere.page().see("was checked and opened").await?;
    elsewhere.wait_to_leave("#/").await?;
    assert_eq!(elsewhere.journal().await?, journal);
    elsewhere.go("#/").await?;
    elsewhere.page().see("Northwind").await?;
    elsewhere.close().await?;
    browser.close().await
}
