//! What belongs to one control, risk, item or action stays with it: what is typed, what is taken
//! back, and where the focus is.

use assay_tests::browser::{Browser, BrowserError, Kind};
use assay_tests::screens::begin_assessment;
use serde_json::json;
use thirtyfour::Key;

/// Puts the focus into the field of the detail with this label, as a click does.
const FOCUS: &str =
    "const labels = [...document.querySelectorAll('#main label[for]')].filter(isSeen);
    const field = document.getElementById(best(labels, arguments[0], words)?.htmlFor);
    field?.focus(); return document.activeElement === field";

/// Opens both browsers, one after the other.
const BOTH: [Kind; 2] = [Kind::Chromium, Kind::Firefox];

async fn open(kind: Kind) -> Result<Browser, BrowserError> {
    match kind {
        Kind::Chromium => Browser::chromium().await,
        Kind::Firefox => Browser::firefox().await,
    }
}

/// The address of the assessment that is begun, without the part.
async fn begin(browser: &Browser) -> Result<String, BrowserError> {
    browser.open_page().await?;
    begin_assessment(browser).await?;
    let overview = browser.fragment().await?;
    Ok(overview.trim_end_matches("/overview").to_owned())
}

async fn focus(browser: &Browser, label: &str) -> Result<(), BrowserError> {
    let what = format!("the field {label}");
    browser
        .wait_until(&what, FOCUS, vec![json!(label)])
        .await
        .map(drop)
}

/// Goes somewhere else and waits until the heading there has the focus.
async fn go(browser: &Browser, address: &str) -> Result<(), BrowserError> {
    if browser.fragment().await? == address {
        return Ok(());
    }
    browser.go(address).await?;
    wait_for_heading(browser, "").await
}

/// Waits until the focus is on the open item's heading, which begins or holds these words.
async fn wait_for_heading(browser: &Browser, words: &str) -> Result<(), BrowserError> {
    let script = "const focused = document.activeElement;
        return focused.matches('[data-detail] [data-detail-heading]') && focused.textContent.includes(arguments[0])";
    let what = format!("the focus on a heading with \u{201c}{words}\u{201d}");
    browser
        .wait_until(&what, script, vec![json!(words)])
        .await
        .map(drop)
}

/// Types a text, takes it away word by word, and tries the browser's undo in the same field of
/// another subject.
async fn type_in_one_and_undo_in_the_other(
    browser: &Browser,
    one: &str,
    other: &str,
    label: &str,
) -> Result<(), BrowserError> {
    let detail = browser.within("[data-detail]");
    go(browser, one).await?;
    let before = detail.entered(label).await?;
    focus(browser, label).await?;
    browser.control_key('a').await?;
    browser.keys("Foxtrot one two three.").await?;
    browser.wait_until_saved().await?;
    browser.control_key('a').await?;
    let backspace = Key::Backspace.value();
    browser.keys(&backspace.to_string()).await?;
    browser.wait_until_saved().await?;
    assert_eq!(detail.entered(label).await?, "");

    go(browser, other).await?;
    let standing = detail.entered(label).await?;
    focus(browser, label).await?;
    for _ in 0..4 {
        browser.control_key('z').await?;
    }
    browser.wait_until_saved().await?;
    assert_eq!(detail.entered(label).await?, standing, "{label} of {other}");
    go(browser, one).await?;
    assert_eq!(detail.entered(label).await?, "", "{label} of {one}");
    detail.enter(label, &before).await?;
    browser.wait_until_saved().await
}

async fn nothing_is_taken_back_in_another_subject(kind: Kind) -> Result<(), BrowserError> {
    let browser = open(kind).await?;
    let assessment = begin(&browser).await?;
    let of = |rest: &str| format!("{assessment}/{rest}");
    let (one, other) = (
        of("controls/req-encrypt-data"),
        of("controls/req-direct-transmission"),
    );
    for address in [&one, &other] {
        go(&browser, address).await?;
        browser.keys("5").await?;
    }
    for label in ["Note", "What is missing", "Assessed by"] {
        type_in_one_and_undo_in_the_other(&browser, &one, &other, label).await?;
    }
    for label in ["Note", "Owner of the risk"] {
        let (one, other) = (of("risks/SLS6"), of("risks/FIN1"));
        type_in_one_and_undo_in_the_other(&browser, &one, &other, label).await?;
    }
    browser.go(&of("actions")).await?;
    let mut actions = Vec::new();
    for _ in 0..2 {
        let before = browser.fragment().await?;
        browser.page().press("Add action").await?;
        actions.push(browser.wait_to_leave(&before).await?);
    }
    for label in ["What is to be done", "Owner"] {
        type_in_one_and_undo_in_the_other(&browser, &actions[0], &actions[1], label).await?;
    }
    browser.go(&of("findings")).await?;
    let mut findings = Vec::new();
    for _ in 0..2 {
        let before = browser.fragment().await?;
        browser.page().press("Add finding").await?;
        findings.push(browser.wait_to_leave(&before).await?);
    }
    for label in ["Title", "Condition", "Responded by"] {
        type_in_one_and_undo_in_the_other(&browser, &findings[0], &findings[1], label).await?;
    }
    browser.close().await
}

#[tokio::test]
async fn what_was_typed_in_one_subject_is_never_taken_back_in_another() -> Result<(), BrowserError>
{
    for kind in BOTH {
        nothing_is_taken_back_in_another_subject(kind).await?;
    }
    Ok(())
}

async fn both_ways_of_undo_go_together(kind: Kind) -> Result<(), BrowserError> {
    let browser = open(kind).await?;
    let assessment = begin(&browser).await?;
    let detail = browser.within("[data-detail]");
    go(&browser, &format!("{assessment}/controls/req-encrypt-data")).await?;
    focus(&browser, "Note").await?;
    browser.keys("One.").await?;
    browser.wait_until_saved().await?;
    // After a pause of two seconds it is another step.
    tokio::time::sleep(std::time::Duration::from_millis(2_500)).await;
    browser.keys(" Two.").await?;
    browser.wait_until_saved().await?;
    browser.within(".header").press("Undo").await?;
    browser.page().see("Taken back: Note of").await?;
    assert_eq!(detail.entered("Note").await?, "One.");
    focus(&browser, "Note").await?;
    for _ in 0..4 {
        browser.control_key('z').await?;
    }
    browser.wait_until_saved().await?;
    assert_eq!(detail.entered("Note").await?, "One.", "{kind:?}");
    browser.keys("Three").await?;
    browser.wait_until_saved().await?;
    let note = detail.entered("Note").await?;
    assert!(note.contains("Three") && note.contains("One."), "{note}");
    browser.close().await
}

#[tokio::test]
async fn the_pages_undo_and_then_the_browsers_repeat_no_text() -> Result<(), BrowserError> {
    for kind in BOTH {
        both_ways_of_undo_go_together(kind).await?;
    }
    Ok(())
}

#[tokio::test]
async fn undo_says_what_it_took_back_and_leads_there() -> Result<(), BrowserError> {
    let browser = Browser::chromium().await?;
    let assessment = begin(&browser).await?;
    let one = format!("{assessment}/controls/req-encrypt-data");
    go(&browser, &one).await?;
    let title = browser
        .ask(
            "return document.querySelector('.control-title span').textContent",
            Vec::new(),
        )
        .await?;
    let title = title.as_str().unwrap_or_default().to_owned();
    assert!(!title.is_empty());
    browser.keys("2").await?;
    browser.wait_until_saved().await?;
    go(&browser, &format!("{assessment}/risks/FIN1")).await?;
    browser.control_key('z').await?;
    let notices = browser.within(".notices");
    let words = format!("Taken back: Status of \u{201c}{title}\u{201d}.");
    notices.see(&words).await?;
    notices.press("Go there").await?;
    wait_for_heading(&browser, "").await?;
    assert_eq!(browser.fragment().await?, one);
    browser.within("[data-detail]").see("Not tested").await?;

    browser.go(&format!("{assessment}/details")).await?;
    let page = browser.page();
    page.enter("Contact", "noc@example.org").await?;
    browser.wait_until_saved().await?;
    browser.keys("go").await?;
    browser.within("#main").see("Conformance").await?;
    browser.control_key('z').await?;
    notices
        .see("Taken back: Operator\u{2019}s contact.")
        .await?;
    browser.close().await
}

#[tokio::test]
async fn the_focus_goes_to_the_heading_and_no_key_reaches_another_subject()
-> Result<(), BrowserError> {
    let browser = Browser::chromium().await?;
    let assessment = begin(&browser).await?;
    browser.keys("gc").await?;
    browser.within("[data-list]").see("short titles").await?;
    let list = browser.fragment().await?;
    browser.keys("j").await?;
    let first = browser.wait_to_leave(&list).await?;
    wait_for_heading(&browser, "").await?;
    let detail = browser.within("[data-detail]");
    detail.choose("Status", "Implemented").await?;
    browser.wait_until_saved().await?;
    browser.keys("j").await?;
    let second = browser.wait_to_leave(&first).await?;
    wait_for_heading(&browser, "").await?;
    let down = Key::Down.value().to_string();
    browser.keys(&down.repeat(3)).await?;
    let chosen = "return document.querySelector('[data-detail] .segment-chosen .segment-words')?.textContent";
    assert_eq!(browser.ask(chosen, Vec::new()).await?, json!("Not tested"));
    let is_saved = "return document.querySelector('[data-save-state]').dataset.saveState";
    assert_eq!(browser.ask(is_saved, Vec::new()).await?, json!("Saved"));

    // By a row of the list, by the palette, and by an address.
    let row = format!("document.querySelector('[data-list] a[href=\"{first}\"]').click()");
    browser.ask(&row, Vec::new()).await?;
    browser.wait_to_leave(&second).await?;
    wait_for_heading(&browser, "").await?;
    browser.control_key('k').await?;
    browser.within(".palette").text().await?;
    browser.keys("SLS6").await?;
    browser.keys(&Key::Enter.value().to_string()).await?;
    wait_for_heading(&browser, "SLS6").await?;
    for (place, words) in [("risks/FIN1", "FIN1"), ("controls/req-encrypt-data", "")] {
        browser.go(&format!("{assessment}/{place}")).await?;
        wait_for_heading(&browser, words).await?;
    }

    // A new action is begun in its first field; the next visit begins at its heading.
    browser.go(&format!("{assessment}/actions")).await?;
    browser.page().press("Add action").await?;
    let in_title = "return document.activeElement.closest('[data-action-title]') !== null";
    browser
        .wait_until("the focus in the title", in_title, Vec::new())
        .await?;
    browser.keys("Mend the gate").await?;
    browser.wait_until_saved().await?;
    let action = browser.fragment().await?;
    browser.go(&format!("{assessment}/risks/FIN1")).await?;
    wait_for_heading(&browser, "FIN1").await?;
    browser.go(&action).await?;
    wait_for_heading(&browser, "Mend the gate").await?;
    browser.close().await
}

#[tokio::test]
async fn evidence_of_the_library_is_linked_to_a_control_and_a_risk_alike()
-> Result<(), BrowserError> {
    const ADDRESS: &str = "https://example.org/policy";
    let browser = Browser::chromium().await?;
    let assessment = begin(&browser).await?;
    browser.go(&format!("{assessment}/evidence")).await?;
    let detail = browser.within("[data-detail]");
    detail.press("Add a link").await?;
    browser
        .within(".evidence-link-form")
        .enter("Address", ADDRESS)
        .await?;
    browser.keys(&Key::Enter.value().to_string()).await?;
    browser.wait_until_saved().await?;
    for place in ["controls/req-encrypt-data", "risks/FIN1"] {
        go(&browser, &format!("{assessment}/{place}")).await?;
        detail.press("Link existing evidence").await?;
        let dialog = browser.within("dialog[open]");
        dialog
            .enter("Find in the evidence library", "POLICY nothing")
            .await?;
        dialog.see("No item fits").await?;
        dialog
            .enter("Find in the evidence library", "Policy")
            .await?;
        dialog.press("Link").await?;
        dialog.see("No item fits").await?;
        dialog.press("Done").await?;
        browser.wait_until_saved().await?;
        detail.see(ADDRESS).await?;
        detail.press("Unlink").await?;
        let gone =
            "return !document.querySelector('[data-detail]').textContent.includes(arguments[0])";
        browser
            .wait_until("the item, unlinked", gone, vec![json!(ADDRESS)])
            .await?;
    }
    browser.close().await
}
