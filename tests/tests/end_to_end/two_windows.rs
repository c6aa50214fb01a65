//! Two windows on one device: each assessment has one window that writes it, and the others follow.

use assay_tests::browser::{Browser, BrowserError};
use assay_tests::screens::{begin_assessment, open_example};

/// The statuses in the list of controls, in words.
const FAILING: &str = "return [...document.querySelectorAll('[data-list] .controls-row a')]
    .filter((row) => row.innerHTML.includes('Fails')).length";

#[tokio::test]
async fn evidence_of_one_window_can_be_kept_from_the_other_and_not_added_there()
-> Result<(), BrowserError> {
    let folder = tempfile::tempdir()?;
    let file = folder.path().join("validator.toml");
    std::fs::write(&file, b"remote_signer = true\n")?;
    let browser = Browser::chromium().await?;
    browser.open_page().await?;
    begin_assessment(&browser).await?;
    let address = browser.fragment().await?.replace("overview", "evidence");
    browser.go(&address).await?;
    let first = browser.driver().window().await?;

    let second = browser.driver().new_tab().await?;
    browser.driver().switch_to_window(second.clone()).await?;
    browser.without_save_dialog().await?;
    browser.open_page().await?;
    browser.go(&address).await?;
    browser
        .page()
        .see("Another window has this assessment open")
        .await?;
    browser.within(".file-drop").drop_files(&[&file]).await?;
    browser
        .page()
        .see("another window is writing this assessment")
        .await?;
    browser.within("[data-list]").see("0 items").await?;

    browser.driver().switch_to_window(first.clone()).await?;
    browser.within(".file-drop").drop_files(&[&file]).await?;
    browser.within("[data-list]").see("1 item").await?;
    browser.wait_until_saved().await?;

    browser.driver().switch_to_window(second.clone()).await?;
    browser.within("[data-list]").see("1 item").await?;
    browser
        .within("[data-list]")
        .press("validator.toml")
        .await?;
    browser.within("[data-detail]").press("Save a copy").await?;
    let copy = browser.downloaded(".toml").await?;
    assert_eq!(std::fs::read(copy)?, b"remote_signer = true\n");

    // With the first window gone this one writes, and nothing says otherwise any more.
    browser.driver().switch_to_window(first).await?;
    browser.driver().close_window().await?;
    browser.driver().switch_to_window(second).await?;
    browser.wait_until_saved().await?;
    let page = browser.page().text().await?.to_lowercase();
    assert!(!page.contains("another window"), "{page}");
    browser.close().await
}

#[tokio::test]
async fn two_assessments_are_written_in_two_windows() -> Result<(), BrowserError> {
    let browser = Browser::chromium().await?;
    browser.open_page().await?;
    begin_assessment(&browser).await?;
    let ours = browser.fragment().await?.replace("overview", "controls");
    browser.go(&ours).await?;
    let first = browser.driver().window().await?;
    let second = browser.driver().new_tab().await?;
    browser.driver().switch_to_window(second.clone()).await?;
    browser.open_page().await?;
    let example = open_example(&browser).await?;
    let theirs = format!("{example}/controls");
    browser.go(&theirs).await?;
    browser.within("[data-list]").see("short titles").await?;
    let failing = browser.ask(FAILING, Vec::new()).await?;

    for window in [&first, &second] {
        browser.driver().switch_to_window(window.clone()).await?;
        browser.within("[data-list]").see("short titles").await?;
        let list = browser.fragment().await?;
        browser.keys("j").await?;
        browser.wait_to_leave(&list).await?;
        browser.keys("5").await?;
        browser
            .within("[data-detail] .segment-chosen")
            .see("Fails")
            .await?;
        browser.wait_until_saved().await?;
    }
    for (window, address, before) in [
        (first, ours, 0),
        (second, theirs, failing.as_i64().unwrap_or_default()),
    ] {
        browser.driver().switch_to_window(window).await?;
        browser.driver().refresh().await?;
        browser.wait_for_start().await?;
        browser.go(&address).await?;
        browser.within("[data-list]").see("short titles").await?;
        assert_eq!(
            browser.ask(FAILING, Vec::new()).await?,
            before + 1,
            "{address}"
        );
    }
    browser.close().await
}
