//! What is set to what it is already is no change: nothing is written, and nothing is there to undo.
//! What a field refuses stays there, and the header does not say that it is saved.

use assay_tests::browser::{Browser, BrowserError};
use assay_tests::screens::begin_assessment;
use serde_json::json;

/// Gives the field with this label a value, as typing or choosing does, and says that it changed; then
/// leaves it.
const SET: &str =
    "const labels = [...document.querySelectorAll('#main label[for]')].filter(isSeen);
    const field = document.getElementById(best(labels, arguments[0], words)?.htmlFor);
    if (!field) return false;
    field.focus();
    if (arguments[1] !== null) field.value = arguments[1];
    field.dispatchEvent(new Event('input', { bubbles: true }));
    field.dispatchEvent(new Event('change', { bubbles: true }));
    field.blur();
    return true";

/// What the header says about saving.
const STATE: &str = "return document.querySelector('[data-save-state]')?.dataset.saveState";

async fn set(browser: &Browser, label: &str, value: Option<&str>) -> Result<(), BrowserError> {
    let what = format!("the field {label}");
    let arguments = vec![json!(label), json!(value)];
    browser.wait_until(&what, SET, arguments).await.map(drop)
}

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
    set(&browser, "Treatment in place by", Some("2027-01-31")).await?;
    browser.wait_until_saved().await?;
    let control = format!("{assessment}/controls/req-encrypt-data");
    browser.go(&control).await?;
    detail.see("Not tested").await?;
    browser.keys("2").await?;
    set(&browser, "Assessed on", Some("2026-11-01")).await?;
    detail.enter("Assessed by", "Grace Hopper").await?;
    browser.wait_until_saved().await?;
    let journal = browser.journal().await?;

    browser.keys("2").await?;
    set(&browser, "Assessed on", None).await?;
    set(&browser, "Assessed by", None).await?;
    browser.go(&format!("{assessment}/risks/SLS6")).await?;
    detail.see("Cost of mitigation").await?;
    set(&browser, "Owner of the risk", None).await?;
    set(&browser, "Treatment in place by", None).await?;
    set(&browser, "Cost of mitigation", Some("1,200.00")).await?;
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
    set(&browser, "Done on", Some("")).await?;
    page.see("What is done has a day").await?;
    assert_eq!(browser.ask(STATE, Vec::new()).await?, json!("Not saved"));
    assert_eq!(browser.journal().await?, journal);
    set(&browser, "Done on", Some("2026-11-02")).await?;
    browser.wait_until_saved().await?;
    assert_eq!(browser.journal().await?.len(), journal.len() + 1);
    browser.close().await
}
