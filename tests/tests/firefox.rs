//! The first steps in Firefox.

use assay_tests::browser::{Browser, BrowserError};
use assay_tests::screens::begin_assessment;

#[tokio::test]
async fn a_status_and_a_note_survive_a_reload_in_firefox() -> Result<(), BrowserError> {
    let note = "Firefox: read on site, and typed here.";
    let browser = Browser::firefox().await?;
    browser.open_page().await?;
    begin_assessment(&browser).await?;
    browser
        .within("#main")
        .see("64 controls are not tested yet")
        .await?;
    browser.keys("gc").await?;
    browser.within("[data-list]").see("short titles").await?;
    let list = browser.fragment().await?;
    browser.keys("j").await?;
    let control = browser.wait_to_leave(&list).await?;
    browser.keys("2").await?;
    browser.keys("n").await?;
    browser.keys(note).await?;
    browser.tab().await?;
    browser.wait_until_saved().await?;

    browser.driver().refresh().await?;
    browser.wait_for_start().await?;
    let detail = browser.within("[data-detail]");
    assert_eq!(detail.entered("Note").await?, note);
    browser
        .within("[data-detail] .segment-chosen")
        .see("Implemented")
        .await?;
    assert_eq!(browser.fragment().await?, control);
    browser.keys("go").await?;
    browser
        .within("#main")
        .see("63 controls are not tested yet")
        .await?;
    assert_eq!(browser.requests(), Vec::<String>::new());
    browser.close().await
}
