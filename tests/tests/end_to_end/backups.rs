//! Backups that are large, that are stopped on the way, and that are opened only to see whether they
//! are good.

use std::path::{Path, PathBuf};

use assay_tests::browser::{Browser, BrowserError};
use assay_tests::large_backup;
use assay_tests::screens::open_example;
use serde_json::json;

/// The names of the assessments' databases on this device.
const PLACES: &str = r#"
    const done = arguments[arguments.length - 1];
    indexedDB.databases().then((all) => done(all.map((one) => one.name).filter((name) => name.startsWith("assay-assessment-")).sort()));
"#;

/// The next so many looks at what the browser was given to keep find that it is lost.
const LOSE_PIECES: &str = r#"
    window.soundArrayBuffer ??= Blob.prototype.arrayBuffer;
    let left = arguments[0];
    Blob.prototype.arrayBuffer = function () {
        return left-- > 0
            ? Promise.reject(new DOMException("it is lost", "NotReadableError"))
            : window.soundArrayBuffer.call(this);
    };
"#;

/// Moves the backup that was downloaded last to `name`, so that the next can be told from it.
async fn take_backup(
    browser: &Browser,
    folder: &Path,
    name: &str,
) -> Result<PathBuf, BrowserError> {
    let taken = folder.join(name);
    let downloaded = browser.downloaded(".assay").await?;
    // A folder on another disk takes a copy only.
    std::fs::copy(&downloaded, &taken)?;
    std::fs::remove_file(downloaded)?;
    Ok(taken)
}

async fn open(browser: &Browser, file: &Path) -> Result<(), BrowserError> {
    browser.go("#/").await?;
    browser.page().hand_in("Open a file", file).await
}

async fn places(browser: &Browser) -> Result<usize, BrowserError> {
    let answer = browser.driver().execute_async(PLACES, Vec::new()).await?;
    let names: Vec<String> = answer.convert()?;
    Ok(names.len())
}

/// 700 MB go in, out, and in again; on the way each direction is stopped once.
async fn walk_with_700_megabytes(browser: &Browser) -> Result<(), BrowserError> {
    let folder = tempfile::tempdir()?;
    let large = folder.path().join("large.assay");
    large_backup::write(&large, 7, 100).map_err(std::io::Error::other)?;
    let page = browser.page();

    open(browser, &large).await?;
    page.see("keeping it here: 1 of 7 files").await?;
    browser.within(".transfers").press("Cancel").await?;
    page.see("was not opened. It was cancelled").await?;
    assert_eq!(places(browser).await?, 0, "nothing half is left");

    open(browser, &large).await?;
    page.see("was checked and opened").await?;
    page.see("Backup checked just now").await?;
    page.see("7 files (700.0 MB)").await?;

    page.press("Save a backup").await?;
    page.see("Writing the backup: 1 of 7 files").await?;
    browser.within(".transfers").press("Cancel").await?;
    page.see("was cancelled; nothing of it was kept").await?;
    assert_eq!(std::fs::read_dir(browser.downloads())?.count(), 0);

    page.press("Save a backup").await?;
    page.see("was handed to the browser as a download").await?;
    let saved = take_backup(browser, folder.path(), "saved.assay").await?;
    assert!(saved.metadata()?.len() > 700_000_000);
    open(browser, &saved).await?;
    page.see("is the same as what is on this device: every change, and 7 files")
        .await?;
    assert_eq!(places(browser).await?, 1);
    Ok(())
}

#[tokio::test]
async fn a_backup_of_700_megabytes_is_opened_written_and_stopped_in_chromium()
-> Result<(), BrowserError> {
    let browser = Browser::chromium().await?;
    browser.without_save_dialog().await?;
    browser.open_page().await?;
    walk_with_700_megabytes(&browser).await?;
    browser.close().await
}

#[tokio::test]
async fn a_backup_of_700_megabytes_is_opened_written_and_stopped_in_firefox()
-> Result<(), BrowserError> {
    let browser = Browser::firefox().await?;
    browser.open_page().await?;
    walk_with_700_megabytes(&browser).await?;
    browser.close().await
}

#[tokio::test]
async fn a_downloaded_backup_counts_once_it_was_opened_and_compared() -> Result<(), BrowserError> {
    let folder = tempfile::tempdir()?;
    let browser = Browser::chromium().await?;
    browser.without_save_dialog().await?;
    browser.open_page().await?;
    let assessment = open_example(&browser).await?;
    let page = browser.page();
    page.see("No backup yet").await?;
    // A browser that has no room says so, one that has room a little later gets what it lost again.
    browser.ask(LOSE_PIECES, vec![json!(1_000_000)]).await?;
    page.press("Save a backup").await?;
    page.see("was not saved: this browser has no room to put it together")
        .await?;
    assert_eq!(std::fs::read_dir(browser.downloads())?.count(), 0);
    browser.ask(LOSE_PIECES, vec![json!(3)]).await?;
    page.press("Save a backup").await?;
    let whole = take_backup(&browser, folder.path(), "whole.assay").await?;
    page.see("No backup yet").await?;

    open(&browser, &whole).await?;
    page.see("is the same as what is on this device").await?;
    page.see("Backup checked just now").await?;
    assert!(!page.text().await?.contains("was not opened"));
    browser.driver().refresh().await?;
    browser.wait_for_start().await?;
    page.see("Backup checked just now").await?;

    // The next backup finds files that were changed behind the page's back, and tells the page.
    browser.change_evidence("something else").await?;
    page.press("Save a backup").await?;
    page.see("missing or changed on this device, so the backup does not hold")
        .await?;
    let poor = take_backup(&browser, folder.path(), "poor.assay").await?;
    browser.go(&format!("{assessment}/evidence")).await?;
    page.see("Changed on this device").await?;
    open(&browser, &poor).await?;
    page.see("It does not hold").await?;
    open(&browser, &whole).await?;
    page.see("missing or changed here, and whole again").await?;

    // An older one is compared, counts, and can be opened as a copy.
    browser.go(&format!("{assessment}/controls")).await?;
    browser.within("[data-list]").see("short titles").await?;
    browser.keys("j").await?;
    browser
        .wait_to_leave(&format!("{assessment}/controls"))
        .await?;
    browser.keys("4").await?;
    browser.wait_until_saved().await?;
    page.see("1 change since").await?;
    let journal = browser.journal().await?;
    open(&browser, &whole).await?;
    let dialog = browser.within("dialog[open]");
    dialog.see("This backup is older").await?;
    dialog.see("and 1 later change").await?;
    dialog.press("Open as a copy").await?;
    page.see("was checked and opened as a copy").await?;
    browser.wait_to_leave("#/").await?;
    page.see("(copy)").await?;
    browser.go(&format!("{assessment}/overview")).await?;
    page.see("Backup checked just now").await?;
    assert_eq!(browser.journal().await?, journal);

    // One that went another way is opened as a copy, too.
    let elsewhere = Browser::chromium().await?;
    elsewhere.without_save_dialog().await?;
    elsewhere.open_page().await?;
    open(&elsewhere, &whole).await?;
    elsewhere.page().see("was checked and opened").await?;
    elsewhere.wait_to_leave("#/").await?;
    elsewhere.go(&format!("{assessment}/controls")).await?;
    elsewhere.within("[data-list]").see("short titles").await?;
    elsewhere.keys("j").await?;
    elsewhere
        .wait_to_leave(&format!("{assessment}/controls"))
        .await?;
    elsewhere.keys("5").await?;
    elsewhere.wait_until_saved().await?;
    elsewhere.page().press("Save a backup").await?;
    let other = take_backup(&elsewhere, folder.path(), "other.assay").await?;
    elsewhere.close().await?;
    open(&browser, &other).await?;
    dialog.see("one does not continue the other").await?;
    dialog.press("Open as a copy").await?;
    page.see("(copy 2)").await?;
    browser.close().await
}
