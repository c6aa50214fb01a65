//! A journal that the disk has damaged, and backups that are none.

use std::io::{Cursor, Read, Write};
use std::path::PathBuf;

use assay_tests::browser::{Browser, BrowserError};
use assay_tests::screens::begin_assessment;
use serde_json::{Value, json};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

/// An assessment with three controls that are implemented.
async fn three_controls(browser: &Browser) -> Result<(), BrowserError> {
    begin_assessment(browser).await?;
    browser.keys("gc").await?;
    browser.within("[data-list]").see("short titles").await?;
    for _ in 0..3 {
        let before = browser.fragment().await?;
        browser.keys("j").await?;
        browser.wait_to_leave(&before).await?;
        browser.keys("2").await?;
    }
    browser.wait_until_saved().await
}

/// How many rows of the list of controls say so.
const IMPLEMENTED: &str = "return [...document.querySelectorAll('[data-list] .controls-row a')]
    .filter((row) => row.innerHTML.includes('Implemented')).length";

#[tokio::test]
async fn a_damaged_journal_is_told_of_and_keeps_the_work() -> Result<(), BrowserError> {
    let browser = Browser::chromium().await?;
    browser.without_save_dialog().await?;
    browser.open_page().await?;
    three_controls(&browser).await?;
    let journal = browser.journal().await?;
    // The last entry but one is the second control's status.
    let damaged = journal.len() - 2;
    browser.damage_journal(damaged, "req-", "rec-").await?;
    let on_disk = browser.journal().await?;

    browser.driver().refresh().await?;
    browser.wait_for_start().await?;
    browser
        .page()
        .see("The journal on this device is damaged")
        .await?;
    browser
        .page()
        .see("2 stored entries lie behind the damage and are kept")
        .await?;
    browser.within("[data-list]").see("short titles").await?;
    assert_eq!(browser.ask(IMPLEMENTED, Vec::new()).await?, json!(1));

    // Nothing can be written behind the damage, and what is there can be saved.
    browser.keys("5").await?;
    let refused = browser.within(".notices");
    refused.see("nothing is written behind the damage").await?;
    let page = browser.page().text().await?.to_lowercase();
    assert!(!page.contains("another window"), "{page}");
    assert_eq!(browser.ask(IMPLEMENTED, Vec::new()).await?, json!(1));
    assert_eq!(browser.journal().await?, on_disk);
    browser.page().press("Save a backup").await?;
    let backup = browser.downloaded(".assay").await?;

    let elsewhere = Browser::chromium().await?;
    elsewhere.open_page().await?;
    elsewhere.page().hand_in("Open a file", &backup).await?;
    elsewhere.page().see("was checked and opened").await?;
    elsewhere.wait_to_leave("").await?;
    assert_eq!(elsewhere.journal().await?, &journal[..damaged]);
    elsewhere.close().await?;
    browser.close().await
}

#[tokio::test]
async fn a_file_that_is_no_sound_backup_is_refused_with_its_reason() -> Result<(), BrowserError> {
    let folder = tempfile::tempdir()?;
    let browser = Browser::chromium().await?;
    browser.without_save_dialog().await?;
    browser.open_page().await?;
    three_controls(&browser).await?;
    let assessment = browser.fragment().await?;
    browser.page().press("Save a backup").await?;
    let sound = std::fs::read(browser.downloaded(".assay").await?)?;
    browser.keys("4").await?;
    browser.wait_until_saved().await?;
    let journal = browser.journal().await?;

    let mut turned = sound.clone();
    let name = turned.windows(9).position(|part| part == b"Nordlicht");
    turned[name.unwrap_or_default()] ^= 1;
    for (name, bytes, reason) in [
        (
            "cut.assay",
            sound[..sound.len() * 2 / 3].to_vec(),
            "damaged",
        ),
        ("turned.assay", turned, "damaged"),
        (
            "foreign.assay",
            b"GIF89a and nothing of ours".to_vec(),
            "is not a backup of Assay",
        ),
        ("newer.assay", newer(&sound)?, "open it with a newer Assay"),
    ] {
        let file: PathBuf = folder.path().join(name);
        std::fs::write(&file, bytes)?;
        browser.go("#/").await?;
        browser.page().hand_in("Open a file", &file).await?;
        let refused = format!("\u{201c}{name}\u{201d} was not opened.");
        browser.page().see(&refused).await?;
        browser.within(".notice:last-of-type").see(reason).await?;
    }
    browser.go(&assessment).await?;
    browser.within("[data-detail]").text().await?;
    assert_eq!(browser.journal().await?, journal);
    browser.close().await
}

/// The backup as a later version of Assay would write it.
fn newer(backup: &[u8]) -> std::io::Result<Vec<u8>> {
    let mut archive = ZipArchive::new(Cursor::new(backup))?;
    let mut written = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    for place in 0..archive.len() {
        let mut member = archive.by_index(place)?;
        let name = member.name()?.into_owned();
        let mut bytes = Vec::new();
        member.read_to_end(&mut bytes)?;
        if name == "manifest.json" {
            let mut manifest: Value = serde_json::from_slice(&bytes)?;
            manifest["version"] = json!(99);
            bytes = serde_json::to_vec(&manifest)?;
        }
        written.start_file(name, options)?;
        written.write_all(&bytes)?;
    }
    Ok(written.finish()?.into_inner())
}
