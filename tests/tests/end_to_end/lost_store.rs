//! The browser throws away what it kept, as Chromium does when the disk is full: the page has it in
//! memory, says so, and writes it again.

use assay_tests::browser::{Browser, BrowserError};
use assay_tests::screens::{begin_assessment, create_identity};
use serde_json::json;

const STATE: &str = "return document.querySelector('[data-save-state]')?.dataset.saveState";

/// The notices and banners, as they can be read.
const SAID: &str = "return [...document.querySelectorAll('.notices, .banners')]
    .map((said) => said.innerText).join(' ')";

/// Begins an assessment with a file for its first control, and gives the control's address.
async fn begin_with_file(browser: &Browser) -> Result<String, BrowserError> {
    let folder = tempfile::tempdir()?;
    let file = folder.path().join("validator.toml");
    std::fs::write(&file, b"remote_signer = true\n")?;
    begin_assessment(browser).await?;
    browser.keys("gc").await?;
    browser.within("[data-list]").see("short titles").await?;
    let before = browser.fragment().await?;
    browser.keys("j").await?;
    let control = browser.wait_to_leave(&before).await?;
    browser.within(".file-drop").drop_files(&[&file]).await?;
    browser
        .within("[data-detail]")
        .see("validator.toml")
        .await?;
    browser.wait_until_saved().await?;
    Ok(control)
}

#[tokio::test]
async fn what_the_browser_threw_away_is_written_again_as_soon_as_there_is_room()
-> Result<(), BrowserError> {
    let browser = Browser::chromium().await?;
    browser.without_save_dialog().await?;
    browser.open_page().await?;
    let control = begin_with_file(&browser).await?;
    create_identity(&browser).await?;
    browser.go(&control).await?;
    browser
        .within("[data-detail]")
        .see("validator.toml")
        .await?;
    let entries = browser.journal().await?.len();
    let folder = tempfile::tempdir()?;
    browser.page().press("Save a backup").await?;
    browser
        .page()
        .see("was handed to the browser as a download")
        .await?;
    let older = folder.path().join("older.assay");
    let downloaded = browser.downloaded(".assay").await?;
    std::fs::copy(&downloaded, &older)?;
    std::fs::remove_file(downloaded)?;

    // Nothing is entered, and still nothing is called saved any more.
    browser.limit_store(true).await?;
    browser.lose_store().await?;
    let banners = browser.within(".banners");
    banners.see("has thrown away what it kept").await?;
    banners.see("Keep it open, and save a backup").await?;
    assert_eq!(browser.ask(STATE, Vec::new()).await?, "Not saved");

    // Work goes on in memory, and a backup holds it.
    browser.keys("2").await?;
    browser
        .within("[data-detail] .segment-chosen")
        .see("Implemented")
        .await?;
    let file = folder.path().join("second.toml");
    std::fs::write(&file, b"second = true\n")?;
    browser.within(".file-drop").drop_files(&[&file]).await?;
    browser
        .page()
        .see("\u{201c}second.toml\u{201d} was not added")
        .await?;
    let said = browser.ask(SAID, Vec::new()).await?.to_string();
    assert!(!said.contains("reload"), "{said}");
    let refusal = browser.within(".notices").text().await?;
    assert!(!refusal.contains("changes"), "{refusal}");
    browser.page().press("Save a backup now").await?;
    let backup = browser.downloaded(".assay").await?;

    // An older backup does not come in the place of what only this window has.
    browser.go("#/").await?;
    browser.page().hand_in("Open a file", &older).await?;
    browser
        .page()
        .see("This window holds changes of this assessment that are not saved yet")
        .await?;
    browser.page().press("Close").await?;
    browser.go(&control).await?;
    browser
        .within("[data-detail] .segment-chosen")
        .see("Implemented")
        .await?;

    // With room again, the next change tries at once, and nobody is asked for anything.
    browser.limit_store(false).await?;
    browser.keys("5").await?;
    browser.wait_until_saved().await?;
    browser
        .page()
        .see("but for the bytes of 1 evidence file")
        .await?;
    assert_eq!(browser.journal().await?.len(), entries + 2);

    browser.driver().refresh().await?;
    browser.wait_for_start().await?;
    let detail = browser.within("[data-detail]");
    browser
        .within("[data-detail] .segment-chosen")
        .see("Fails")
        .await?;
    detail.see("missing").await?;

    // It still mends what is missing.
    browser.go("#/").await?;
    browser
        .within("main")
        .see("1 assessment on this device")
        .await?;
    browser.page().hand_in("Open a file", &older).await?;
    browser
        .page()
        .see("and 2 later changes. 1 evidence file was missing or changed here, and whole again")
        .await?;
    browser.go("#/identities").await?;
    browser.within("main").see("Export the key").await?;

    let elsewhere = Browser::chromium().await?;
    elsewhere.open_page().await?;
    elsewhere.page().hand_in("Open a file", &backup).await?;
    elsewhere.page().see("was checked and opened").await?;
    elsewhere.go(&control).await?;
    elsewhere
        .within("[data-detail] .segment-chosen")
        .see("Implemented")
        .await?;
    elsewhere.close().await?;
    browser.close().await
}

#[tokio::test]
async fn a_window_that_follows_says_so_and_writes_it_when_the_other_is_closed()
-> Result<(), BrowserError> {
    let browser = Browser::chromium().await?;
    browser.open_page().await?;
    let control = begin_with_file(&browser).await?;
    let first = browser.driver().window().await?;
    let journal = browser.journal().await?;

    let second = browser.driver().new_tab().await?;
    browser.driver().switch_to_window(second.clone()).await?;
    browser.open_page().await?;
    browser.go(&control).await?;
    let page = browser.page();
    page.see("Another window has this assessment open").await?;
    browser
        .within("[data-detail]")
        .see("validator.toml")
        .await?;

    browser.driver().switch_to_window(first).await?;
    browser.limit_store(true).await?;
    browser.lose_store().await?;
    page.see("has thrown away what it kept").await?;
    browser.driver().switch_to_window(second).await?;
    page.see("Keep both windows open").await?;

    let first = browser.driver().windows().await?.remove(0);
    let second = browser.driver().window().await?;
    browser.driver().switch_to_window(first).await?;
    browser.driver().close_window().await?;
    browser.driver().switch_to_window(second).await?;
    browser.wait_until_saved().await?;
    assert_eq!(browser.journal().await?, journal);
    browser.driver().refresh().await?;
    browser.wait_for_start().await?;
    browser
        .within("[data-detail]")
        .see("validator.toml")
        .await?;
    assert_eq!(json!(journal.len()), json!(browser.journal().await?.len()));
    browser.close().await
}

#[tokio::test]
async fn the_first_saved_says_what_a_private_window_forgets() -> Result<(), BrowserError> {
    let browser = Browser::chromium().await?;
    browser.open_page().await?;
    let private = "If this is a private window, everything ends with it";
    browser.within("main").see("private window").await?;
    begin_assessment(&browser).await?;
    browser.keys("gc").await?;
    browser.within("[data-list]").see("short titles").await?;
    browser.keys("j2").await?;
    browser.page().see(private).await?;
    browser.wait_until_saved().await?;

    // It is said once.
    browser.driver().refresh().await?;
    browser.wait_for_start().await?;
    browser.within("[data-detail]").see("Implemented").await?;
    browser.keys("5").await?;
    browser
        .within("[data-detail] .segment-chosen")
        .see("Fails")
        .await?;
    browser.wait_until_saved().await?;
    let said = browser.ask(SAID, Vec::new()).await?.to_string();
    assert!(!said.contains(private), "{said}");
    browser.close().await
}

#[tokio::test]
async fn what_was_said_of_the_first_saving_goes_when_it_is_not_true_any_more()
-> Result<(), BrowserError> {
    let browser = Browser::chromium().await?;
    browser.open_page().await?;
    begin_assessment(&browser).await?;
    browser.keys("gc").await?;
    browser.within("[data-list]").see("short titles").await?;
    browser.keys("j2").await?;
    let saved_here = "Saved in this browser, on this device only";
    // It would stay as long as the pointer rests on it.
    browser.page().see(saved_here).await?;
    let rest = "document.querySelector('.notices').dispatchEvent(new MouseEvent('mouseenter'))";
    browser.ask(rest, Vec::new()).await?;
    browser.limit_store(true).await?;
    browser.lose_store().await?;
    browser
        .within(".banners")
        .see("has thrown away what it kept")
        .await?;
    let said = browser.ask(SAID, Vec::new()).await?.to_string();
    assert!(!said.contains(saved_here), "{said}");
    browser.close().await
}
