//! Evidence packs made in the page: stopped, made, read back, checked by the page and by what the command line calls;
//! changed, and unpacked into a folder.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use assay_dossier::Standing;
use assay_tests::browser::{Browser, BrowserError};
use assay_tests::files::Disk;
use assay_tests::large_backup;
use assay_tests::pack::check;
use assay_tests::screens::{
    PASSPHRASE, compare_fingerprint, create_identity, open_example, sign_report, verify_file,
};
use zip::ZipArchive;

/// Signs the report of what is open, with an identity that is made for it.
async fn sign(browser: &Browser) -> Result<(), BrowserError> {
    create_identity(browser).await?;
    sign_report(browser).await
}

async fn ask_for_pack(browser: &Browser, passphrase: &str) -> Result<(), BrowserError> {
    let pack = browser.within(".report-pack");
    pack.enter("Passphrase, once more", passphrase).await?;
    pack.press("Save the evidence pack").await
}

/// Makes a pack of the example, and gives its file.
async fn pack_of_the_example(browser: &Browser) -> Result<PathBuf, BrowserError> {
    open_example(browser).await?;
    sign(browser).await?;
    let pack = browser.within(".report-pack");
    pack.see("in folders that say which control or risk each supports")
        .await?;
    // A wrong passphrase makes nothing, and the field says so.
    ask_for_pack(browser, "wrong").await?;
    pack.see("The evidence pack was not made. Wrong passphrase.")
        .await?;
    assert!(
        fs::read_dir(browser.downloads())?.next().is_none(),
        "nothing was handed over"
    );
    ask_for_pack(browser, PASSPHRASE).await?;
    pack.see("was handed to the browser as a download").await?;
    browser.downloaded(".evidence.zip").await
}

/// The pack is what the command line calls valid; the page says the same, knows its signer once they are compared, and
/// leads to the reports in it.
async fn walk(browser: &Browser) -> Result<PathBuf, BrowserError> {
    let file = pack_of_the_example(browser).await?;
    let found = check(&file)?;
    assert_eq!(found.standing(), Standing::Holds, "{:?}", found.remarks());
    assert_eq!(found.reports.len(), 3);
    browser.go("#/verify").await?;
    verify_file(browser, &file, "Valid").await?;
    let page = browser.page();
    page.see("The key that signed the pack signed a report in it too: Ada Roth")
        .await?;
    page.see("and the pack has just these").await?;
    page.see("Unknown on this device: compare the fingerprint")
        .await?;
    compare_fingerprint(browser).await?;
    page.see("Known on this device").await?;
    let reports = browser.within("[aria-label=\"The reports in the pack\"]");
    let names = found.reports.iter().map(|report| report.name.as_str());
    let json = names.into_iter().find(|name| name.ends_with(".json"));
    reports.press(json.unwrap_or_default()).await?;
    page.see("The report, read-only").await?;
    page.see("Known on this device").await?;
    Ok(file)
}

#[tokio::test]
async fn a_pack_is_made_and_checked_in_chromium() -> Result<(), BrowserError> {
    let browser = Browser::chromium().await?;
    browser.without_save_dialog().await?;
    browser.open_page().await?;
    let file = walk(&browser).await?;
    if let Some(folder) = std::env::var_os("ASSAY_EXPORTS").map(PathBuf::from) {
        fs::copy(&file, folder.join("page.evidence.zip"))?;
    }
    let folder = tempfile::tempdir()?;
    spoilt_packs_are_told(&browser, &file, folder.path()).await?;
    folders_are_checked(&browser, &file, folder.path()).await?;
    browser.close().await
}

#[tokio::test]
async fn a_pack_is_made_and_checked_in_firefox() -> Result<(), BrowserError> {
    let browser = Browser::firefox().await?;
    browser.open_page().await?;
    walk(&browser).await?;
    browser.close().await
}

/// A pack in which one byte of an evidence file is another one, and one that was cut short.
async fn spoilt_packs_are_told(
    browser: &Browser,
    file: &Path,
    folder: &Path,
) -> Result<(), BrowserError> {
    let mut bytes = fs::read(file)?;
    let mut archive = ZipArchive::new(std::io::Cursor::new(bytes.clone())).map_err(other)?;
    let files = check(file)?.files;
    let mut names = files.iter().map(|file| &file.name);
    let name = names.find(|name| name.starts_with("evidence/"));
    let name = name.cloned().unwrap_or_default();
    let at = archive.by_name(&name).map_err(other)?.data_start();
    let at = usize::try_from(at.unwrap_or_default()).unwrap_or_default();
    bytes[at] ^= 1;
    let changed = folder.join("changed.evidence.zip");
    fs::write(&changed, &bytes)?;
    browser.go("#/verify").await?;
    verify_file(browser, &changed, "Not valid").await?;
    let files = browser.within("[aria-label=\"The files in the pack\"]");
    files
        .see(&format!("{name}: changed: its SHA-256 is"))
        .await?;
    let cut = folder.join("cut.evidence.zip");
    fs::write(&cut, &bytes[..bytes.len() - 5])?;
    verify_file(browser, &cut, "Not valid").await?;
    browser.page().see("the list of its files").await
}

/// What was unpacked holds, also beside a file that nobody signed; not without a file of it.
async fn folders_are_checked(
    browser: &Browser,
    file: &Path,
    folder: &Path,
) -> Result<(), BrowserError> {
    let unpacked = folder.join("unpacked");
    let mut archive = ZipArchive::new(fs::File::open(file)?).map_err(other)?;
    archive.extract(&unpacked).map_err(other)?;
    browser.go("#/verify").await?;
    let hand_in = async || {
        browser
            .page()
            .hand_in("Choose an unpacked folder", &unpacked)
            .await
    };
    let verdict = async |expected: &str| {
        let given =
            "return document.querySelector('[data-verdict]')?.dataset.verdict === arguments[0]";
        let found = browser
            .wait_until(expected, given, vec![expected.into()])
            .await;
        found.map(|_| ())
    };
    hand_in().await?;
    verdict("Valid").await?;
    fs::File::create(unpacked.join("added.txt"))?.write_all(b"added")?;
    hand_in().await?;
    verdict("Cannot be checked here").await?;
    browser.page().see("added.txt: not listed").await?;
    fs::remove_file(unpacked.join("INDEX.csv"))?;
    hand_in().await?;
    verdict("Not valid").await?;
    browser.page().see("INDEX.csv: missing").await
}

fn other(error: impl std::error::Error + Send + Sync + 'static) -> std::io::Error {
    std::io::Error::other(error)
}

/// 700 MB of evidence go into a pack, which is stopped once.
#[tokio::test]
async fn a_pack_of_700_megabytes_is_made_stopped_and_checked() -> Result<(), BrowserError> {
    let folder = tempfile::tempdir()?;
    let large = folder.path().join("large.assay");
    large_backup::write(&large, 7, 100).map_err(std::io::Error::other)?;
    let browser = Browser::chromium().await?;
    browser.without_save_dialog().await?;
    browser.open_page().await?;
    let page = browser.page();
    page.hand_in("Open a file", &large).await?;
    page.see("was checked and opened").await?;
    fs::remove_file(&large)?;
    sign(&browser).await?;
    page.see("7 evidence files (700.0 MB)").await?;

    ask_for_pack(&browser, PASSPHRASE).await?;
    page.see("Writing the evidence pack: 1 of 7 files").await?;
    browser.within(".transfers").press("Cancel").await?;
    page.see("was cancelled; nothing of it was kept").await?;
    assert_eq!(fs::read_dir(browser.downloads())?.count(), 0);

    browser
        .within(".report-pack")
        .press("Save the evidence pack")
        .await?;
    // Who opens another assessment meanwhile is told there.
    page.see("Writing the evidence pack: 1 of 7 files").await?;
    browser.go("#/").await?;
    open_example(&browser).await?;
    page.see("was handed to the browser as a download").await?;
    let file = browser.downloaded(".evidence.zip").await?;
    let found = check(&file)?;
    assert_eq!(found.standing(), Standing::Holds, "{:?}", found.remarks());
    browser.go("#/verify").await?;
    page.hand_in("Choose reports", &file).await?;
    page.see("Reading the evidence pack and hashing every file in it")
        .await?;
    let given = "return document.querySelector('[data-verdict=\"Valid\"]')";
    browser.wait_until("a verdict", given, Vec::new()).await?;
    browser.close().await
}

/// A pack counts as saved only when what the disk has is what was written.
#[tokio::test]
async fn a_pack_that_the_disk_changed_or_refused_is_no_pack() -> Result<(), BrowserError> {
    for (disk, words) in [
        (Disk::Sound, "read back, and every file in it compared"),
        (Disk::ByteTurned, "reading it back gave something else"),
        (Disk::CutShort, "reading it back gave something else"),
        (Disk::Full, "the disk is full"),
    ] {
        let browser = Browser::chromium().await?;
        browser.with_save_dialog_to(disk).await?;
        browser.open_served_page().await?;
        open_example(&browser).await?;
        sign(&browser).await?;
        ask_for_pack(&browser, PASSPHRASE).await?;
        browser.within(".report-pack").see(words).await?;
        let said = browser.page().text().await?;
        assert_eq!(
            said.contains("Evidence pack saved"),
            disk == Disk::Sound,
            "{said}"
        );
        browser.close().await?;
    }
    Ok(())
}
