//! Work beside the page: it can be stopped at once, and a browser without workers does it all the same.

use assay_tests::browser::{Browser, BrowserError, page_address};
use assay_tests::screens::open_example;
use serde_json::json;

const PASSPHRASE: &str = "correct horse battery";

async fn make_identity(browser: &Browser, name: &str) -> Result<(), BrowserError> {
    browser.go("#/identities").await?;
    let page = browser.page();
    page.enter("Name", name).await?;
    page.enter("Passphrase", PASSPHRASE).await?;
    page.enter("Passphrase again", PASSPHRASE).await?;
    page.press("Create the identity").await?;
    page.see(&format!("\u{201c}{name}\u{201d} created")).await
}

/// The report room of a new example.
async fn open_the_report(browser: &Browser) -> Result<(), BrowserError> {
    browser.go("#/").await?;
    let assessment = open_example(browser).await?;
    browser.wait_until_saved().await?;
    browser.go(&format!("{assessment}/report")).await
}

async fn cancelled_and_signed(browser: Browser) -> Result<(), BrowserError> {
    browser.open_page().await?;
    make_identity(&browser, "Ada Roth").await?;
    open_the_report(&browser).await?;
    let page = browser.page();
    for _ in 0..2 {
        page.enter("Passphrase", PASSPHRASE).await?;
        page.press("Sign the report").await?;
        page.press("Cancel").await?;
        page.see("Signing was stopped; nothing was signed").await?;
        let signed = "return document.querySelectorAll('.report-signed').length";
        assert_eq!(browser.ask(signed, Vec::new()).await?, json!(0));
    }
    page.press("Sign the report").await?;
    page.see("All were verified again after signing").await?;
    browser.close().await
}

#[tokio::test]
async fn signing_is_stopped_at_once_and_done_again_in_chromium() -> Result<(), BrowserError> {
    cancelled_and_signed(Browser::chromium().await?).await
}

#[tokio::test]
async fn signing_is_stopped_at_once_and_done_again_in_firefox() -> Result<(), BrowserError> {
    cancelled_and_signed(Browser::firefox().await?).await
}

#[tokio::test]
async fn a_browser_without_workers_says_so_and_works_all_the_same() -> Result<(), BrowserError> {
    let browser = Browser::chromium().await?;
    browser
        .developer_tools()
        .send_raw(
            "Page.addScriptToEvaluateOnNewDocument",
            json!({ "source": "delete globalThis.Worker" }),
        )
        .await?;
    browser.driver().goto(page_address()?).await?;
    browser.wait_for_start().await?;
    make_identity(&browser, "Ada \u{9375}").await?;
    open_the_report(&browser).await?;
    let page = browser.page();
    page.see("runs no program beside the page").await?;
    page.enter("Passphrase", PASSPHRASE).await?;
    page.press("Sign the report").await?;
    page.see("All were verified again after signing").await?;
    // What the fonts lack is known only now, and a font can be given all the same.
    let form = browser.within(".report-lacking");
    form.see("do not have: \u{9375} (U+9375). The JSON").await?;
    form.see("Choose a font file").await?;
    browser.close().await
}
