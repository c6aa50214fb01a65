//! Undo and redo, typing that is saved by itself, and two windows on one assessment.

use assay_tests::browser::{Browser, BrowserError};
use assay_tests::screens::begin_assessment;
use serde_json::json;

/// What the open control's status is.
const STATUS: &str = "return document.querySelector('[data-detail] .segment-chosen .segment-words')?.textContent === arguments[0]";

/// Goes to the controls and opens the first.
async fn open_first_control(browser: &Browser) -> Result<(), BrowserError> {
    begin_assessment(browser).await?;
    browser.keys("gc").await?;
    browser.within("[data-list]").see("short titles").await?;
    let list = browser.fragment().await?;
    browser.keys("j").await?;
    browser.wait_to_leave(&list).await?;
    Ok(())
}

async fn wait_for_status(browser: &Browser, status: &str) -> Result<(), BrowserError> {
    let what = format!("the status {status}");
    browser
        .wait_until(&what, STATUS, vec![json!(status)])
        .await
        .map(drop)
}

#[tokio::test]
async fn undo_and_redo_lead_back_and_forth_by_key_and_button() -> Result<(), BrowserError> {
    let browser = Browser::chromium().await?;
    browser.open_page().await?;
    open_first_control(&browser).await?;
    wait_for_status(&browser, "Not tested").await?;
    for (key, status) in [("2", "Implemented"), ("4", "Partial"), ("5", "Fails")] {
        browser.keys(key).await?;
        wait_for_status(&browser, status).await?;
    }
    browser.control_key('z').await?;
    wait_for_status(&browser, "Partial").await?;
    browser.control_key('z').await?;
    wait_for_status(&browser, "Implemented").await?;
    browser.control_shift_key('z').await?;
    wait_for_status(&browser, "Partial").await?;
    browser.within(".header").press("Redo").await?;
    wait_for_status(&browser, "Fails").await?;
    browser.within(".header").press("Undo").await?;
    wait_for_status(&browser, "Partial").await?;

    // What was taken back is forgotten as soon as something else is done.
    browser
        .within("[data-detail]")
        .choose("Status", "Implemented")
        .await?;
    wait_for_status(&browser, "Implemented").await?;
    browser.wait_until_saved().await?;
    browser.driver().refresh().await?;
    browser.wait_for_start().await?;
    wait_for_status(&browser, "Implemented").await?;
    browser.close().await
}

#[tokio::test]
async fn typing_is_saved_by_itself_and_survives_a_crash() -> Result<(), BrowserError> {
    let note = "Typed, and never left: the keys are split in three.";
    let browser = Browser::chromium().await?;
    browser.open_page().await?;
    open_first_control(&browser).await?;
    browser.keys("n").await?;
    browser.keys(note).await?;
    // The focus stays in the note: nothing but time has the page write it.
    browser.wait_until_saved().await?;
    let address = browser.fragment().await?;
    let profile = browser.crash().await?;

    let kind = assay_tests::browser::Kind::Chromium;
    let again = Browser::with_profile(kind, profile).await?;
    again.open_page().await?;
    again.go(&address).await?;
    assert_eq!(again.within("[data-detail]").entered("Note").await?, note);
    again.close().await
}

#[tokio::test]
async fn a_second_window_follows_and_takes_over() -> Result<(), BrowserError> {
    let browser = Browser::chromium().await?;
    browser.open_page().await?;
    open_first_control(&browser).await?;
    browser.keys("2").await?;
    browser.wait_until_saved().await?;
    let address = browser.fragment().await?;

    let first = browser.driver().window().await?;
    let second = browser.driver().new_tab().await?;
    browser.driver().switch_to_window(second.clone()).await?;
    browser.open_page().await?;
    browser.go(&address).await?;
    browser
        .page()
        .see("Another window has this assessment open")
        .await?;
    wait_for_status(&browser, "Implemented").await?;
    browser.keys("5").await?;
    browser
        .page()
        .see("another window is writing this assessment")
        .await?;
    wait_for_status(&browser, "Implemented").await?;

    browser.driver().switch_to_window(first).await?;
    browser.keys("4").await?;
    wait_for_status(&browser, "Partial").await?;
    browser.wait_until_saved().await?;
    browser.driver().switch_to_window(second.clone()).await?;
    wait_for_status(&browser, "Partial").await?;

    let first = browser.driver().windows().await?;
    for window in first.into_iter().filter(|window| *window != second) {
        browser.driver().switch_to_window(window).await?;
        browser.driver().close_window().await?;
    }
    browser.driver().switch_to_window(second).await?;
    let writes =
        "return !document.body.innerText.includes('Another window has this assessment open')";
    browser
        .wait_until("the right to write", writes, Vec::new())
        .await?;
    browser.keys("5").await?;
    wait_for_status(&browser, "Fails").await?;
    browser.wait_until_saved().await?;
    browser.driver().refresh().await?;
    browser.wait_for_start().await?;
    wait_for_status(&browser, "Fails").await?;
    browser.close().await
}
