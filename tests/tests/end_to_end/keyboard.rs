//! The keyboard: every shortcut does what the overview promises, wherever it promises it; Escape
//! leaves a field and loses nothing; Enter submits; the focus never falls out of the page; and what
//! changes out of sight is read out.

use assay_tests::browser::{Browser, BrowserError};
use assay_tests::screens::{PASSPHRASE, begin_assessment, open_example};
use serde_json::{Value, json};
use thirtyfour::Key;

/// Whether the focus is in an element of that selector.
const FOCUSED: &str = "return document.activeElement?.closest(arguments[0]) != null";

/// What is said in passing that a key could not do.
const REFUSED: &str =
    "return [...document.querySelectorAll('.notice')].map((notice) => squeezed(notice.textContent))
    .find((text) => text.includes('cannot be done here')) ?? ''";

/// The parts whose keys go from item to item.
const LISTS: [&str; 5] = ["controls", "risks", "evidence", "findings", "actions"];

fn escape() -> String {
    Key::Escape.value().to_string()
}

fn enter() -> String {
    Key::Enter.value().to_string()
}

async fn wait_for_focus(browser: &Browser, css: &str) -> Result<(), BrowserError> {
    let there = "const at = document.activeElement;
        return at !== null && at !== document.body && at.closest(arguments[0]) !== null";
    browser
        .wait_until(&format!("the focus in {css}"), there, vec![json!(css)])
        .await
        .map(drop)
}

/// Goes to a part, and to its first item where it is a list, with the focus on no field.
async fn go(browser: &Browser, address: &str, item: bool) -> Result<(), BrowserError> {
    browser.go(address).await?;
    browser
        .ask("document.activeElement?.blur()", Vec::new())
        .await?;
    browser.within("#main").text().await?;
    if item {
        browser.keys("j").await?;
        browser.wait_to_leave(address).await?;
        browser.within("[data-detail]").text().await?;
        browser
            .ask("document.activeElement?.blur()", Vec::new())
            .await?;
    }
    Ok(())
}

/// The overview of shortcuts as the page shows it: `[[scope, words, [cap, ...]], ...]`.
const OVERVIEW: &str =
    "return [...document.querySelectorAll('.shortcuts section')].flatMap((section) =>
    [...section.querySelectorAll('.shortcut')].map((row) => [
        squeezed(section.querySelector('h3').textContent),
        squeezed(row.querySelector('dt').textContent),
        [...row.querySelectorAll('kbd')].map((cap) => squeezed(cap.textContent)),
    ]))";

/// Presses what the caps say.
async fn press(browser: &Browser, caps: &[String]) -> Result<(), BrowserError> {
    let caps: Vec<&str> = caps.iter().map(String::as_str).collect();
    let lower = |cap: &str| cap.to_lowercase().chars().next().unwrap_or_default();
    match caps.as_slice() {
        ["Esc"] => browser.keys(&escape()).await,
        ["Ctrl", "Shift", key] => browser.control_shift_key(lower(key)).await,
        ["Ctrl", key] => browser.control_key(lower(key)).await,
        keys => browser.keys(&keys.concat()).await,
    }
}

#[tokio::test]
async fn every_shortcut_is_obeyed_wherever_the_overview_promises_it() -> Result<(), BrowserError> {
    let browser = Browser::chromium().await?;
    browser.open_page().await?;
    let assessment = open_example(&browser).await?;
    browser.keys("?").await?;
    browser.page().see("Go to Controls").await?;
    let Value::Array(rows) = browser.ask(OVERVIEW, Vec::new()).await? else {
        panic!("there is no overview");
    };
    browser.keys(&escape()).await?;
    assert!(rows.len() > 20, "{rows:?}");
    let rest = ["overview", "report", "details"];
    for row in rows {
        let (scope, words, caps): (String, String, Vec<String>) =
            serde_json::from_value(row).expect("three pieces");
        let parts: Vec<&str> = match scope.as_str() {
            "Everywhere" => vec!["", "verify", "overview", "controls", "evidence"],
            "In an assessment" => LISTS.into_iter().chain(rest).collect(),
            "In a list" => LISTS.to_vec(),
            "On a control" => vec!["controls"],
            "On a control or a risk" => vec!["controls", "risks"],
            "Where evidence is shown" => vec!["controls", "risks", "evidence"],
            other => panic!("this test does not know where \u{201c}{other}\u{201d} is"),
        };
        for part in parts {
            let is_list = LISTS.contains(&part);
            let address = match part {
                "" | "verify" => format!("#/{part}"),
                _ => format!("{assessment}/{part}"),
            };
            go(&browser, &address, is_list).await?;
            press(&browser, &caps).await?;
            let refused = browser.ask(REFUSED, Vec::new()).await?;
            assert_eq!(refused, json!(""), "{words} in \u{201c}{part}\u{201d}");
            let close =
                "document.querySelectorAll('dialog[open]').forEach((dialog) => dialog.close())";
            browser.ask(close, Vec::new()).await?;
        }
    }
    // A key that nobody obeys is told, so the test above can fail.
    go(&browser, &format!("{assessment}/controls"), false).await?;
    browser.keys("3").await?;
    browser.page().see("cannot be done here").await?;
    browser.close().await
}

#[tokio::test]
async fn the_keys_of_a_list_do_the_same_in_each() -> Result<(), BrowserError> {
    let browser = Browser::chromium().await?;
    browser.open_page().await?;
    let assessment = open_example(&browser).await?;
    for part in LISTS {
        let list = format!("{assessment}/{part}");
        go(&browser, &list, false).await?;
        browser.keys("/").await?;
        wait_for_focus(&browser, "[data-filter]").await?;
        // The first Escape empties the field, the second leads to the rows.
        browser.keys("zzz").await?;
        browser.keys(&escape()).await?;
        wait_for_focus(&browser, "[data-filter]").await?;
        let emptied = "return document.querySelector('[data-filter]').value === ''";
        browser
            .wait_until("an empty filter", emptied, Vec::new())
            .await?;
        browser.keys(&escape()).await?;
        wait_for_focus(&browser, "[data-list] .list-row").await?;
        browser.keys(&Key::Down.value().to_string()).await?;
        let second = "return [...document.querySelectorAll('[data-list] .list-row')].filter(isSeen).indexOf(document.activeElement)";
        assert_eq!(browser.ask(second, Vec::new()).await?, json!(1), "{part}");

        browser.keys("j").await?;
        let first = browser.wait_to_leave(&list).await?;
        browser.keys("j").await?;
        let next = browser.wait_to_leave(&first).await?;
        browser.keys("k").await?;
        assert_eq!(browser.wait_to_leave(&next).await?, first, "{part}");
        browser
            .ask("document.activeElement?.blur()", Vec::new())
            .await?;
        browser.keys(&escape()).await?;
        assert_eq!(browser.wait_to_leave(&first).await?, list, "{part}");
        wait_for_focus(&browser, "[data-list] .list-row").await?;
        let row = "return document.activeElement.hash";
        assert_eq!(browser.ask(row, Vec::new()).await?, json!(first), "{part}");

        if !["findings", "actions"].contains(&part) {
            browser.keys("j").await?;
            browser.wait_to_leave(&list).await?;
            browser.within("[data-detail]").text().await?;
            browser.keys("e").await?;
            wait_for_focus(&browser, "[data-add-evidence] button").await?;
        }
    }
    browser.close().await
}

#[tokio::test]
async fn escape_leaves_a_note_and_loses_nothing() -> Result<(), BrowserError> {
    let browser = Browser::chromium().await?;
    browser.open_page().await?;
    begin_assessment(&browser).await?;
    let overview = browser.fragment().await?;
    for place in ["controls/req-hsm", "risks/SLS6"] {
        let address = overview.replace("overview", place);
        let part = address.rsplit_once('/').map_or("", |(part, _)| part);
        go(&browser, part, true).await?;
        browser.keys("n").await?;
        wait_for_focus(&browser, "[data-note]").await?;
        browser.keys("Seen on site.").await?;
        browser.keys(&escape()).await?;
        wait_for_focus(&browser, "[data-detail]").await?;
        let in_field = browser.ask(FOCUSED, vec![json!("textarea")]).await?;
        assert_eq!(in_field, json!(false), "{place}");
        let detail = browser.within("[data-detail]");
        assert_eq!(detail.entered("Note").await?, "Seen on site.");
        // The next Escape goes back to the row, and the keys of the list work.
        let open = browser.fragment().await?;
        browser.keys(&escape()).await?;
        browser.wait_to_leave(&open).await?;
        wait_for_focus(&browser, "[data-list] .list-row").await?;
    }
    browser.wait_until_saved().await?;
    let announced =
        "return document.querySelector('[data-announced]').textContent.includes('Saved')";
    browser
        .wait_until("the state of saving, read out", announced, Vec::new())
        .await?;
    browser.close().await
}

#[tokio::test]
async fn from_a_chosen_row_the_status_is_a_few_tabs_away() -> Result<(), BrowserError> {
    let browser = Browser::chromium().await?;
    browser.open_page().await?;
    let assessment = open_example(&browser).await?;
    let list = format!("{assessment}/controls");
    go(&browser, &list, false).await?;
    browser.keys("/").await?;
    wait_for_focus(&browser, "[data-filter]").await?;
    browser.keys(&escape()).await?;
    wait_for_focus(&browser, "[data-list] .list-row").await?;
    browser.keys(&enter()).await?;
    browser.wait_to_leave(&list).await?;
    wait_for_focus(&browser, "[data-detail]").await?;
    let mut tabs = 0;
    while browser
        .ask(FOCUSED, vec![json!("fieldset.segmented")])
        .await?
        != json!(true)
    {
        assert!(tabs < 6, "the status is more than {tabs} tabs away");
        browser.tab().await?;
        tabs += 1;
    }
    browser.close().await
}

#[tokio::test]
async fn enter_submits_a_form_and_the_focus_stays_in_the_page() -> Result<(), BrowserError> {
    let browser = Browser::chromium().await?;
    browser.open_page().await?;
    let assessment = open_example(&browser).await?;
    browser.go("#/identities").await?;
    let page = browser.page();
    page.enter("Name", "Ada Roth").await?;
    page.enter("Passphrase", PASSPHRASE).await?;
    page.enter("Passphrase again", PASSPHRASE).await?;
    let again = "[...document.querySelectorAll('label')].find((label) => words(label) === 'Passphrase again')";
    let focus = format!("document.getElementById({again}.htmlFor).focus()");
    browser.ask(&focus, Vec::new()).await?;
    browser.keys(&enter()).await?;
    page.see("\u{201c}Ada Roth\u{201d} created").await?;
    wait_for_focus(&browser, "#main").await?;

    let is_alert = "return [...document.querySelectorAll('[role=alert]')].some((alert) => alert.textContent.includes('assphrase'))";
    browser.go(&format!("{assessment}/report")).await?;
    page.enter("Passphrase", "a wrong one").await?;
    page.press("Sign the report").await?;
    browser
        .wait_until("an alert about the passphrase", is_alert, Vec::new())
        .await?;
    wait_for_focus(&browser, "input[type=password]").await?;
    page.enter("Passphrase", PASSPHRASE).await?;
    page.press("Sign the report").await?;
    page.see("All were verified again after signing").await?;
    wait_for_focus(&browser, "#main").await?;

    // A link: the form takes the place of its button, and gives it back.
    browser.go(&format!("{assessment}/evidence")).await?;
    browser.within("[data-detail]").press("Add a link").await?;
    wait_for_focus(&browser, ".evidence-link-form input").await?;
    browser.keys("https://example.org/policy").await?;
    browser.keys(&enter()).await?;
    wait_for_focus(&browser, "[data-add-link]").await?;
    let announced =
        "return document.querySelector('[data-announced]').textContent.includes('added')";
    browser
        .wait_until("the added link, read out", announced, Vec::new())
        .await?;

    // What is taken away with the focus on it hands the focus on.
    browser.go(&format!("{assessment}/actions")).await?;
    browser.keys("j").await?;
    browser
        .within("[data-detail]")
        .press("Delete this action")
        .await?;
    browser.page().see("Deleted").await?;
    wait_for_focus(&browser, "#main").await?;
    browser.within(".notices").press("Dismiss").await?;
    wait_for_focus(&browser, "#main").await?;
    browser.close().await
}

#[tokio::test]
async fn what_a_filter_leaves_is_read_out_in_every_list() -> Result<(), BrowserError> {
    let browser = Browser::chromium().await?;
    browser.open_page().await?;
    let assessment = open_example(&browser).await?;
    for (part, nouns) in [
        ("controls", "controls"),
        ("risks", "risks"),
        ("evidence", "items"),
        ("findings", "findings"),
        ("actions", "actions"),
    ] {
        go(&browser, &format!("{assessment}/{part}"), false).await?;
        browser.keys("/").await?;
        wait_for_focus(&browser, "[data-filter]").await?;
        browser.keys("key").await?;
        let rows =
            "return [...document.querySelectorAll('[data-list] .list-row')].filter(isSeen).length";
        let shown = browser.ask(rows, Vec::new()).await?;
        let announced = "return squeezed(document.querySelector('[data-announced]').textContent).match(arguments[0])?.[0]";
        let count = format!("^{shown} of \\d+ {nouns}$");
        let what = format!("{count} read out");
        browser
            .wait_until(&what, announced, vec![json!(count)])
            .await?;
    }
    let regions = "return [...document.querySelectorAll('[data-announced]')].map((each) => each.getAttribute('aria-live'))";
    assert_eq!(browser.ask(regions, Vec::new()).await?, json!(["polite"]));
    browser.close().await
}
