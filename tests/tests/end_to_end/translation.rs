//! What a translator does to the page does not make its figures stand still.

use assay_tests::browser::{Browser, BrowserError};
use assay_tests::screens::begin_assessment;
use serde_json::json;

/// Wraps every text of the page, as Chromium's translation does: the page's own text is taken out, and
/// another stands in two elements in its place. With `true` the page's text is moved into them instead,
/// as some extensions do.
const WRAP: &str = "
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT,
        (text) => text.parentElement.closest('script, style, noscript') || !text.data.trim() ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT);
    const texts = [];
    while (walker.nextNode()) texts.push(walker.currentNode);
    for (const text of texts) {
        const outer = document.createElement('font');
        const inner = outer.appendChild(document.createElement('font'));
        if (arguments[0]) {
            text.before(outer);
            inner.append(text);
        } else {
            inner.textContent = text.data;
            text.replaceWith(outer);
        }
    }
    return texts.length";

/// What stands on the page, without what only says how long ago something was.
const READ: &str = "return squeezed(document.querySelector('#main').innerText)";

#[tokio::test]
async fn figures_change_although_every_text_was_wrapped() -> Result<(), BrowserError> {
    let browser = Browser::chromium().await?;
    browser.open_page().await?;
    let marked = "return [document.documentElement.translate, document.querySelector('meta[name=google]')?.content, document.documentElement.lang]";
    let said = browser.ask(marked, Vec::new()).await?;
    assert_eq!(said, json!([false, "notranslate", "en"]));

    begin_assessment(&browser).await?;
    let overview = browser.fragment().await?;
    browser
        .go(&overview.replace("overview", "risks/SLS6"))
        .await?;
    let score = browser.within("[aria-label='Inherent score']");
    score
        .choose("Inherent probability", "Almost certain")
        .await?;
    score.choose("Inherent impact", "Severe").await?;
    let exposure = "return squeezed(document.querySelector('.score-exposure').innerText)";
    let high = browser.ask(exposure, Vec::new()).await?;
    for moved in [false, true] {
        let wrapped = browser.ask(WRAP, vec![json!(moved)]).await?;
        assert!(
            wrapped.as_u64() > Some(100),
            "only {wrapped} texts were wrapped"
        );
        score.choose("Inherent probability", "Rare").await?;
        let other =
            "return squeezed(document.querySelector('.score-exposure').innerText) !== arguments[0]";
        browser
            .wait_until("another figure", other, vec![high.clone()])
            .await?;
        browser.wait_until_saved().await?;
        let shown = browser.ask(READ, Vec::new()).await?;
        browser.driver().refresh().await?;
        browser.wait_for_start().await?;
        browser.within("[data-detail]").text().await?;
        // What is shown after a fresh start is what was shown before it: nothing had stood still.
        assert_eq!(browser.ask(READ, Vec::new()).await?, shown, "{moved}");
        score
            .choose("Inherent probability", "Almost certain")
            .await?;
    }

    // The screen is drawn anew around wrapped texts, and the page lives on.
    browser.ask(WRAP, vec![json!(false)]).await?;
    for part in [
        "controls", "evidence", "actions", "details", "report", "overview",
    ] {
        browser.go(&overview.replace("overview", part)).await?;
        browser.within("#main").text().await?;
        browser.ask(WRAP, vec![json!(false)]).await?;
    }
    let stopped = "return document.getElementById('boot-stopped') === null";
    assert_eq!(browser.ask(stopped, Vec::new()).await?, json!(true));
    let fonts = "return document.querySelectorAll('font').length";
    assert_eq!(browser.ask(fonts, Vec::new()).await?, json!(0));
    browser.close().await
}
