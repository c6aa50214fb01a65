//! Files on their way in: dropped, pasted, and read on while the person does something else.

use std::fs::File;
use std::path::{Path, PathBuf};

use assay_assessment::Sha256Digest;
use assay_tests::browser::{Browser, BrowserError};
use assay_tests::screens::{begin_assessment, open_example};
use serde_json::json;

/// A picture of one point, as PNG in base64.
const PICTURE: &str = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

/// Large enough to be still on its way after a few keys, small enough for the page's memory.
const LARGE: u64 = 200 * 1024 * 1024;

/// The control that `j` opens first, and the one after it.
const FIRST: &str = "req-document-process-relevant";

fn write(folder: &Path, name: &str, bytes: &[u8]) -> std::io::Result<PathBuf> {
    let file = folder.join(name);
    std::fs::write(&file, bytes)?;
    Ok(file)
}

/// A file full of zeros, which takes no room on the disk.
fn write_large(folder: &Path, name: &str) -> std::io::Result<PathBuf> {
    let file = folder.join(name);
    File::create(&file)?.set_len(LARGE)?;
    Ok(file)
}

/// Begins an assessment, and gives the beginning of its address.
async fn begin(browser: &Browser) -> Result<String, BrowserError> {
    browser.open_page().await?;
    begin_assessment(browser).await?;
    let address = browser.fragment().await?;
    Ok(address.trim_end_matches("/overview").to_owned())
}

#[tokio::test]
async fn dropped_files_become_evidence_wherever_they_are_dropped_in_the_field()
-> Result<(), BrowserError> {
    let folder = tempfile::tempdir()?;
    let bytes = b"remote_signer = true\n";
    let first = write(folder.path(), "validator.toml", bytes)?;
    let second = write(folder.path(), "firewall.txt", b"deny all\n")?;
    let browser = Browser::chromium().await?;
    let assessment = begin(&browser).await?;
    browser.go(&format!("{assessment}/evidence")).await?;
    browser
        .within(".file-drop")
        .drop_files(&[&first, &second])
        .await?;
    let list = browser.within("[data-list]");
    list.see("validator.toml").await?;
    list.see("firewall.txt").await?;

    // A file that misses the field must not take the page's place.
    let place = browser.fragment().await?;
    browser.within("[data-list]").drop_files(&[&first]).await?;
    list.press("validator.toml").await?;
    assert!(browser.fragment().await?.starts_with(&place));
    let digest = Sha256Digest::of(bytes).to_string();
    let shown = "return document.querySelector('[data-detail]')?.innerText.replace(/\\s+/g, '').includes(arguments[0])";
    browser
        .wait_until("the digest", shown, vec![json!(digest)])
        .await?;
    browser.wait_until_saved().await?;
    browser.driver().refresh().await?;
    browser.wait_for_start().await?;
    browser.within("[data-list]").see("2 items").await?;
    assert_eq!(browser.requests(), Vec::<String>::new());
    browser.close().await
}

#[tokio::test]
async fn a_picture_from_the_clipboard_becomes_evidence_of_the_open_control()
-> Result<(), BrowserError> {
    let browser = Browser::chromium().await?;
    let assessment = begin(&browser).await?;
    browser.copy_picture(PICTURE).await?;

    // In the library with the focus nowhere, as after a click beside everything.
    browser.go(&format!("{assessment}/evidence")).await?;
    browser
        .within(".file-drop")
        .see("paste a screenshot")
        .await?;
    browser
        .ask("document.activeElement?.blur()", Vec::new())
        .await?;
    browser.paste().await?;
    browser.within("[data-list]").see("1 item").await?;
    browser.page().see("Support nothing 1").await?;
    let named = "return /pasted \\d{4}-\\d\\d-\\d\\d \\d\\d\\.\\d\\d\\.\\d\\d\\.png/.test(document.querySelector('[data-list]').textContent)";
    assert_eq!(browser.ask(named, Vec::new()).await?, json!(true));

    // At a control, where `e` leads to the button: the same bytes are linked, not added again.
    browser
        .go(&format!("{assessment}/controls/{FIRST}"))
        .await?;
    browser.within("[data-detail]").text().await?;
    browser.keys("e").await?;
    browser.paste().await?;
    browser
        .within("[data-detail] .card-list")
        .see(".png")
        .await?;
    browser.go(&format!("{assessment}/evidence")).await?;
    browser.within("[data-list]").see("1 item").await?;
    browser.page().see("Support nothing 0").await?;

    // A note takes no picture, so it comes here too; text stays the note's.
    browser
        .go(&format!(
            "{assessment}/controls/req-review-dependency-replacement"
        ))
        .await?;
    browser.within("[data-detail]").text().await?;
    browser.keys("n").await?;
    browser.copy_text("seen on the screen").await?;
    browser.paste().await?;
    let note = "return document.querySelector('[data-note]').value === 'seen on the screen'";
    browser
        .wait_until("the text in the note", note, Vec::new())
        .await?;
    browser
        .within("[data-detail]")
        .see("Nothing supports this control yet")
        .await?;
    browser.copy_picture(PICTURE).await?;
    browser.paste().await?;
    browser
        .within("[data-detail] .card-list")
        .see(".png")
        .await?;
    assert_eq!(browser.ask(note, Vec::new()).await?, json!(true));
    browser.close().await
}

#[tokio::test]
async fn a_file_dropped_beside_the_field_goes_to_what_is_open() -> Result<(), BrowserError> {
    let folder = tempfile::tempdir()?;
    let file = write(folder.path(), "validator.toml", b"remote_signer = true\n")?;
    let browser = Browser::chromium().await?;
    let assessment = begin(&browser).await?;
    browser
        .go(&format!("{assessment}/controls/{FIRST}"))
        .await?;
    browser.within("[data-detail]").text().await?;
    let list = browser.within("[data-list]");
    list.hold_files_over(&[&file]).await?;
    browser
        .within(".file-drop-anywhere")
        .see("Let go to attach to")
        .await?;
    list.drop_files(&[&file]).await?;
    browser
        .page()
        .see(&format!("Added validator.toml for {FIRST}."))
        .await?;
    browser
        .within("[data-detail] .card-list")
        .see("validator.toml")
        .await?;
    let over = "return document.querySelector('.file-drop-anywhere').hidden";
    assert_eq!(browser.ask(over, Vec::new()).await?, json!(true));
    browser.close().await
}

#[tokio::test]
async fn a_large_file_is_taken_in_while_the_person_goes_on() -> Result<(), BrowserError> {
    let folder = tempfile::tempdir()?;
    let large = write_large(folder.path(), "disk-image.bin")?;
    let small = write(folder.path(), "after-it.txt", b"behind the large one\n")?;
    let browser = Browser::chromium().await?;
    let assessment = begin(&browser).await?;
    let address = format!("{assessment}/controls/{FIRST}");
    browser.go(&address).await?;
    browser.within("[data-detail]").text().await?;
    browser
        .within(".file-drop")
        .drop_files(&[&large, &small])
        .await?;
    browser.keys("j").await?;
    browser.wait_to_leave(&address).await?;
    let incoming = browser.within(".evidence-incoming");
    incoming
        .see(&format!("Hashing disk-image.bin for {FIRST}"))
        .await?;
    browser.keys("go").await?;
    browser
        .page()
        .see(&format!("Added disk-image.bin for {FIRST}."))
        .await?;
    browser
        .page()
        .see(&format!("Added after-it.txt for {FIRST}."))
        .await?;

    browser.go(&address).await?;
    let cards = browser.within("[data-detail] .card-list");
    cards.see("disk-image.bin").await?;
    cards.see("after-it.txt").await?;
    browser.close().await
}

#[tokio::test]
async fn reading_a_large_file_can_be_cancelled_elsewhere_than_it_began() -> Result<(), BrowserError>
{
    let folder = tempfile::tempdir()?;
    let large = write_large(folder.path(), "disk-image.bin")?;
    let browser = Browser::chromium().await?;
    let assessment = begin(&browser).await?;
    let address = format!("{assessment}/controls/{FIRST}");
    browser.go(&address).await?;
    browser.within("[data-detail]").text().await?;
    browser.within(".file-drop").drop_files(&[&large]).await?;
    browser.keys("j").await?;
    browser.wait_to_leave(&address).await?;
    browser.within(".evidence-incoming").press("Cancel").await?;
    browser
        .page()
        .see("was cancelled; nothing was added")
        .await?;
    browser.go(&format!("{assessment}/evidence")).await?;
    browser.within("[data-list]").see("0 items").await?;
    browser.close().await
}

#[tokio::test]
async fn who_opens_another_assessment_is_told_what_was_not_added() -> Result<(), BrowserError> {
    let folder = tempfile::tempdir()?;
    let large = write_large(folder.path(), "disk-image.bin")?;
    let browser = Browser::chromium().await?;
    browser.open_page().await?;
    open_example(&browser).await?;
    browser.go("#/").await?;
    let assessment = {
        begin_assessment(&browser).await?;
        let address = browser.fragment().await?;
        address.trim_end_matches("/overview").to_owned()
    };
    browser.go(&format!("{assessment}/evidence")).await?;
    browser.within(".file-drop").drop_files(&[&large]).await?;
    browser.within(".evidence-incoming").see("Hashing").await?;
    browser.go("#/").await?;
    browser.page().press("Example: Northwind").await?;
    browser
        .page()
        .see("was not added: its assessment was closed")
        .await?;

    // The page lives, and the first assessment is as it was.
    browser.go(&format!("{assessment}/evidence")).await?;
    browser.within("[data-list]").see("0 items").await?;
    browser.close().await
}
