//! What is set to what it is already is no change: nothing is written, and nothing is there to undo.
//! What a field refuses stays there, and the header does not say that it is saved.

use assay_tests::browser::{Browser, BrowserError};
use assay_tests::screens::begin_assessment;
use serde_json::json;

/// What the header says about saving.
const STATE: &str = "return document.querySelector('[data-save-state]')?.dataset.saveState";

async fn begin() -> Result<(Browser, String), BrowserError> {
    let browser = Browser::chromium().await?;
    browser.open_page().await?;
    begin_assessment(&browser).await?;
    let overview = browser.fragment().await?;
    Ok((browser, overview.trim_end_matches("/overview").to_owned()))
}

#[tokio::test]
async fn what_is_set_to_what_it_is_already_is_not_written() -> Result<(), BrowserError> {
    let (browser, assessment) = begin().await?;
    let detail = browser.within("[data-detail]");
    browser.go(&format!("{assessment}/risks/SLS6")).await?;
    detail.choose("Treatment", "Mitigate").await?;
    detail.enter("Owner of the risk", "Grace").await?;
    detail.enter("Cost of mitigation", "1200").await?;
    browser
        .within("#main")
        .set("Treatment in place by", Some("2027-01-31"))
        .await?;
    browser.wait_until_saved().await?;
    let control = format!("{assessment}/controls/req-encrypt-data");
    browser.go(&control).await?;
    detail.see("Not tested").await?;
    browser.keys("2").await?;
    browser
        .within("#main")
        .set("Assessed on", Some("2026-11-01"))
        .await?;
    detail.enter("Assessed by", "Grace Hopper").await?;
    browser.wait_until_saved().await?;
    let journal = browser.journal().await?;

    browser.keys("2").await?;
    browser.within("#main").set("Assessed on", None).await?;
    browser.within("#main").set("Assessed by", None).await?;
    browser.go(&format!("{assessment}/risks/SLS6")).await?;
    detail.see("Cost of mitigation").await?;
    browser
        .within("#main")
        .set("Owner of the risk", None)
        .await?;
    browser
        .within("#main")
        .set("Treatment in place by", None)
        .await?;
    browser
        .within("#main")
        .set("Cost of mitigation", Some("1,200.00"))
        .await?;
    browser.wait_until_saved().await?;
    // The last thing that was changed is what there is to take back.
    browser.within(".header").press("Undo").await?;
    browser.page().see("Taken back: Assessor of").await?;
    browser.wait_until_saved().await?;
    assert_eq!(browser.journal().await?.len(), journal.len() + 1);
    browser.close().await
}

#[tokio::test]
async fn a_day_that_is_needed_and_was_emptied_is_not_shown_as_saved() -> Result<(), BrowserError> {
    let (browser, assessment) = begin().await?;
    let page = browser.page();
    browser.go(&format!("{assessment}/actions")).await?;
    page.press("Add action").await?;
    page.see("Delete this action").await?;
    let tick = "document.querySelector('.action-when input[type=checkbox]').click(); return true";
    browser.ask(tick, Vec::new()).await?;
    page.see("Done on").await?;
    browser.wait_until_saved().await?;
    let journal = browser.journal().await?;
    browser.within("#main").set("Done on", Some("")).await?;
    page.see("What is done has a day").await?;
    assert_eq!(browser.ask(STATE, Vec::new()).await?, json!("Not saved"));
    assert_eq!(browser.journal().await?, journal);
    browser
        .within("#main")
        .set("Done on", Some("2026-11-02"))
        .await?;
    browser.wait_until_saved().await?;
    assert_eq!(browser.journal().await?.len(), journal.len() + 1);
    browser.close().await
}
