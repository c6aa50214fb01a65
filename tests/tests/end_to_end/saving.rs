//! Saving through the browser's save dialog: a file counts as saved only after it was read back.

use assay_tests::browser::{Browser, BrowserError};
use assay_tests::files::Disk;
use assay_tests::screens::{begin_assessment, create_identity, sign_report};

/// An assessment in the served page whose save dialog leads to such a disk.
async fn begin(disk: Disk) -> Result<Browser, BrowserError> {
    let browser = Browser::chromium().await?;
    browser.with_save_dialog_to(disk).await?;
    browser.open_served_page().await?;
    begin_assessment(&browser).await?;
    browser.keys("gc").await?;
    browser.within("[data-list]").see("short titles").await?;
    browser.keys("j").await?;
    browser.keys("2").await?;
    browser.wait_until_saved().await?;
    Ok(browser)
}

#[tokio::test]
async fn a_backup_is_read_back_and_counts_and_opens_elsewhere() -> Result<(), BrowserError> {
    let folder = tempfile::tempdir()?;
    let browser = begin(Disk::Sound).await?;
    let journal = browser.journal().await?;
    browser.page().see("No backup yet").await?;
    browser.page().press("Save a backup").await?;
    browser.page().see("read back and compared").await?;
    browser.page().see("Last backup just now").await?;
    let file = folder.path().join("kept.assay");
    browser.keep_saved_file(&file).await?;
    browser.driver().refresh().await?;
    browser.wait_for_start().await?;
    browser.page().see("Last backup just now").await?;
    browser.close().await?;

    let elsewhere = Browser::chromium().await?;
    elsewhere.open_page().await?;
    elsewhere.page().hand_in("Open a file", &file).await?;
    elsewhere.page().see("was checked and opened").await?;
    elsewhere.wait_to_leave("").await?;
    assert_eq!(elsewhere.journal().await?, journal);
    elsewhere.close().await
}

#[tokio::test]
async fn a_backup_of_one_window_counts_in_the_other_and_in_the_list() -> Result<(), BrowserError> {
    let browser = begin(Disk::Sound).await?;
    let address = browser.fragment().await?;
    browser.page().see("No backup yet").await?;
    let first = browser.driver().window().await?;

    let second = browser.driver().new_tab().await?;
    browser.driver().switch_to_window(second).await?;
    browser.with_save_dialog_to(Disk::Sound).await?;
    browser.open_served_page().await?;
    browser.go(&address).await?;
    let page = browser.page();
    page.see("Another window has this assessment open").await?;
    page.press("Save a backup").await?;
    page.see("Last backup just now").await?;

    browser.driver().switch_to_window(first).await?;
    page.see("Last backup just now").await?;
    // What is saved here takes nothing of it away again.
    browser.keys("3").await?;
    page.see("1 change since").await?;
    browser.wait_until_saved().await?;
    browser.go("#/").await?;
    browser.within("main").see("\u{b7} backup").await?;
    browser.close().await
}

#[tokio::test]
async fn a_backup_that_the_disk_changed_cut_or_refused_is_no_backup() -> Result<(), BrowserError> {
    for (disk, reason) in [
        (Disk::ByteTurned, "reading it back gave something else"),
        (Disk::CutShort, "reading it back gave something else"),
        (Disk::Full, "the disk is full"),
    ] {
        let browser = begin(disk).await?;
        browser.page().press("Save a backup").await?;
        browser.page().see(reason).await?;
        browser.page().see("No backup yet").await?;
        let page = browser.page().text().await?;
        assert!(!page.contains("Backup saved"), "{disk:?}: {page}");
        browser.close().await?;
    }
    Ok(())
}

#[tokio::test]
async fn a_report_is_exported_only_when_it_was_read_back() -> Result<(), BrowserError> {
    for (disk, words) in [
        (
            Disk::Sound,
            "read back from the file, and the same to the last byte",
        ),
        (Disk::ByteTurned, "reading it back gave something else"),
    ] {
        let browser = begin(disk).await?;
        create_identity(&browser).await?;
        sign_report(&browser).await?;
        let page = browser.page();
        for kind in ["PDF", "JSON"] {
            page.press(&format!("Save the {kind}")).await?;
            let place = match kind {
                "PDF" => ".save-file:first-child",
                _ => ".save-file:last-child",
            };
            browser.within(place).see(words).await?;
        }
        let said = page.text().await?;
        assert_eq!(said.contains("Exported as"), disk == Disk::Sound, "{said}");
        browser.close().await?;
    }
    Ok(())
}
