//! What cannot be saved is said, and stays: in its field, while the person goes elsewhere, and
//! until it is mended. Nothing is cut.

use assay_tests::browser::{Browser, BrowserError, Kind};
use assay_tests::screens::begin_assessment;
use serde_json::json;

/// Puts a text into the field with this label in place of what stands there, as pasting does.
const PASTE: &str = "const labels = [...document.querySelectorAll('label[for]')].filter(isSeen);
    const field = document.getElementById(best(labels, arguments[0], words)?.htmlFor);
    if (!field) return false;
    field.focus(); field.select();
    document.execCommand('insertText', false, arguments[1]); return true";

/// Whether the browser would ask before the page is closed.
const ASKS: &str = "const leaving = new Event('beforeunload', { cancelable: true });
    window.dispatchEvent(leaving); return leaving.defaultPrevented";

/// What the header says about saving.
const STATE: &str = "return squeezed(document.querySelector('[data-save-state]')?.textContent)";

async fn open(kind: Kind) -> Result<(Browser, String), BrowserError> {
    let browser = match kind {
        Kind::Chromium => Browser::chromium().await?,
        Kind::Firefox => Browser::firefox().await?,
    };
    browser.open_page().await?;
    begin_assessment(&browser).await?;
    let overview = browser.fragment().await?;
    Ok((browser, overview.trim_end_matches("/overview").to_owned()))
}

async fn paste(browser: &Browser, label: &str, text: &str) -> Result<(), BrowserError> {
    let what = format!("the field {label}");
    browser
        .wait_until(&what, PASTE, vec![json!(label), json!(text)])
        .await
        .map(drop)
}

/// Waits until the header says that this is not saved.
async fn wait_until_refused(browser: &Browser, words: &str) -> Result<(), BrowserError> {
    let says = "const state = document.querySelector('[data-save-state]');
        return state?.dataset.saveState === 'Not saved' && squeezed(state.textContent).includes(arguments[0])";
    let what = format!("the state \u{201c}Not saved: {words}\u{201d}");
    browser
        .wait_until(&what, says, vec![json!(words)])
        .await
        .map(drop)
}

#[tokio::test]
async fn a_text_that_is_too_long_stays_and_the_header_says_so() -> Result<(), BrowserError> {
    let (browser, assessment) = open(Kind::Chromium).await?;
    let detail = browser.within("[data-detail]");
    let control = format!("{assessment}/controls/req-encrypt-data");
    browser.go(&control).await?;
    detail.see("Not tested").await?;
    browser.keys("5").await?;
    let (label, long) = ("What is missing", "\u{e4}".repeat(4_001));
    paste(&browser, label, &long).await?;
    wait_until_refused(&browser, "Reason of").await?;
    detail.see("4,001 characters; at most 4,000 fit").await?;
    assert_eq!(browser.ask(ASKS, Vec::new()).await?, json!(true));

    // Nothing else is kept from being saved, and the draft waits.
    browser.go(&format!("{assessment}/risks/FIN1")).await?;
    detail.enter("Owner of the risk", "Grace").await?;
    wait_until_refused(&browser, "has 4,001 characters").await?;
    // Also while another assessment is open.
    browser.go("#/").await?;
    browser.page().press("Look at the example").await?;
    browser.page().see("made-up operator").await?;
    assert_eq!(browser.ask(ASKS, Vec::new()).await?, json!(true));
    browser.go(&format!("{assessment}/risks/FIN1")).await?;
    assert_eq!(detail.entered("Owner of the risk").await?, "Grace");
    wait_until_refused(&browser, "has 4,001 characters").await?;
    browser.within(".header").press("Not saved").await?;
    detail.see("Shorten it by 1").await?;
    assert_eq!(browser.fragment().await?, control);
    assert_eq!(detail.entered(label).await?, long);

    let fits = "\u{e4}".repeat(4_000);
    paste(&browser, label, &fits).await?;
    browser.wait_until_saved().await?;
    detail.see("4,000 of 4,000 characters").await?;
    assert_eq!(browser.ask(ASKS, Vec::new()).await?, json!(false));
    browser.driver().refresh().await?;
    browser.wait_for_start().await?;
    assert_eq!(detail.entered(label).await?, fits);
    browser.close().await
}

#[tokio::test]
async fn every_field_that_cannot_take_what_was_entered_says_so_in_the_header()
-> Result<(), BrowserError> {
    let (browser, assessment) = open(Kind::Chromium).await?;
    let page = browser.page();
    browser.go(&format!("{assessment}/actions")).await?;
    page.press("Add action").await?;
    page.see("Delete this action").await?;
    let action = browser.fragment().await?;
    browser.go(&format!("{assessment}/findings")).await?;
    page.press("Add finding").await?;
    page.see("Delete this finding").await?;
    let finding = browser.fragment().await?;
    let (line, paragraph) = ("\u{65e5}".repeat(301), "x".repeat(4_001));
    let note = "y".repeat(200_001);
    let control = format!("{assessment}/controls/req-encrypt-data");
    let risk = format!("{assessment}/risks/SLS6");
    let details = format!("{assessment}/details");
    browser.go(&risk).await?;
    browser
        .within("[data-detail]")
        .choose("Treatment", "Accept")
        .await?;
    for (address, label, text, words) in [
        (&action, "What is to be done", &line, "Title of"),
        (&action, "How, and how", &paragraph, "Description of"),
        (&finding, "Title", &line, "Title of"),
        (&finding, "Condition", &paragraph, "Condition of"),
        (&finding, "Responded by", &line, "Name of who responded"),
        (&control, "Note", &note, "Note of"),
        (&control, "Assessed by", &line, "Assessor of"),
        (&risk, "Owner of the risk", &line, "Owner of"),
        (&risk, "Accepted by", &line, "Name of who accepts"),
        (
            &risk,
            "Why the risk",
            &paragraph,
            "Reason of the acceptance",
        ),
        (&details, "Title", &line, "Title of the assessment"),
        (&details, "Contact", &line, "Operator\u{2019}s contact"),
        (&details, "What is and is not", &note, "Scope"),
    ] {
        browser.go(address).await?;
        browser.within("#main").text().await?;
        paste(&browser, label, text).await?;
        wait_until_refused(&browser, words).await?;
        paste(&browser, label, "Something short").await?;
        browser.wait_until_saved().await?;
    }
    browser.go(&risk).await?;
    let cost = "Cost of mitigation";
    page.enter(cost, "five").await?;
    wait_until_refused(&browser, "Cost of mitigation").await?;
    browser.go(&details).await?;
    page.see("Scales").await?;
    wait_until_refused(&browser, "is not a number").await?;
    browser.go(&risk).await?;
    assert_eq!(page.entered(cost).await?, "five");
    page.enter(cost, "1234.56").await?;
    browser.wait_until_saved().await?;

    // Scales that do not rise, an anchor that is no number, and a currency that would round an amount.
    let anchor = "1 Negligible";
    for (entered, words) in [
        ("99999999", "Scales: The impact of level 2"),
        ("ten", "Scales"),
    ] {
        browser.go(&details).await?;
        page.enter(anchor, entered).await?;
        wait_until_refused(&browser, words).await?;
        browser.go(&risk).await?;
        page.see(cost).await?;
        wait_until_refused(&browser, words).await?;
        browser.go(&details).await?;
        let kept = page.entered(anchor).await?.replace(',', "");
        assert_eq!(kept, entered);
        page.enter(anchor, "1000").await?;
        browser.wait_until_saved().await?;
    }
    let choose = "const labels = [...document.querySelectorAll('#main label[for]')];
        const field = document.getElementById(best(labels, arguments[0], words)?.htmlFor);
        if (!field) return false;
        field.value = arguments[1];
        return field.dispatchEvent(new Event('change', { bubbles: true }))";
    let yen = vec![json!("Currency"), json!("JPY")];
    browser.wait_until("the currencies", choose, yen).await?;
    wait_until_refused(&browser, "1,234.56 (cost of mitigation of SLS6)").await?;
    browser.go(&risk).await?;
    assert_eq!(page.entered(cost).await?, "1,234.56");
    browser.go(&details).await?;
    page.see("With 0 decimals 1 amount cannot be written exactly")
        .await?;
    let own = vec![json!("Amounts are in a"), json!("own")];
    browser.wait_until("the kinds of unit", choose, own).await?;
    wait_until_refused(&browser, "Name the unit").await?;
    page.enter("Name of the unit", "USDC").await?;
    browser.wait_until_saved().await?;
    browser.driver().refresh().await?;
    browser.wait_for_start().await?;
    assert_eq!(page.entered("Name of the unit").await?, "USDC");
    browser.close().await
}

async fn nothing_is_cut(kind: Kind) -> Result<(), BrowserError> {
    let (browser, assessment) = open(kind).await?;
    let page = browser.page();
    let long = format!("{} end", "\u{e4}b".repeat(140));
    browser.go(&format!("{assessment}/risks/SLS6")).await?;
    page.see("Owner of the risk").await?;
    paste(&browser, "Owner of the risk", &long).await?;
    browser.wait_until_saved().await?;
    browser.go(&format!("{assessment}/details")).await?;
    page.see("Operator").await?;
    paste(&browser, "Contact", &long).await?;
    browser.wait_until_saved().await?;
    // A tab or a line break becomes a space, and that is seen at once.
    paste(&browser, "Title", "One\ttwo\nthree").await?;
    browser.wait_until_saved().await?;
    assert_eq!(page.entered("Title").await?, "One two three", "{kind:?}");
    browser.driver().refresh().await?;
    browser.wait_for_start().await?;
    assert_eq!(page.entered("Title").await?, "One two three");
    assert_eq!(page.entered("Contact").await?, long);
    browser.go(&format!("{assessment}/risks/SLS6")).await?;
    assert_eq!(page.entered("Owner of the risk").await?, long);
    assert_eq!(browser.ask(STATE, Vec::new()).await?, json!("Saved"));
    browser.close().await
}

#[tokio::test]
async fn nothing_that_is_pasted_is_cut_and_a_tab_becomes_a_space() -> Result<(), BrowserError> {
    for kind in [Kind::Chromium, Kind::Firefox] {
        nothing_is_cut(kind).await?;
    }
    Ok(())
}

#[tokio::test]
async fn a_status_never_overwrites_who_assessed_and_when() -> Result<(), BrowserError> {
    let (browser, assessment) = open(Kind::Chromium).await?;
    let detail = browser.within("[data-detail]");
    let control = |id: &str| format!("{assessment}/controls/{id}");
    browser.go(&control("req-encrypt-data")).await?;
    detail.choose("Status", "Implemented").await?;
    browser.wait_until_saved().await?;
    assert_eq!(detail.entered("Assessed by").await?, "Ada Roth");
    let today = detail.entered("Assessed on").await?;
    detail.choose("Status", "Not tested").await?;
    browser.wait_until_saved().await?;
    assert_eq!(detail.entered("Assessed by").await?, "");
    assert_eq!(detail.entered("Assessed on").await?, "");

    detail.enter("Assessed by", "Grace Hopper").await?;
    browser.wait_until_saved().await?;
    for status in ["Fails", "Implemented", "Not tested"] {
        detail.choose("Status", status).await?;
        browser.wait_until_saved().await?;
        assert_eq!(
            detail.entered("Assessed by").await?,
            "Grace Hopper",
            "{status}"
        );
        assert_eq!(detail.entered("Assessed on").await?, today, "{status}");
    }
    browser.close().await
}
