//! What is there again when the person comes back to it, and what a copy is called.

use assay_tests::browser::{Browser, BrowserError};
use assay_tests::screens::{PASSPHRASE, begin_assessment, open_example, sign_report};
use serde_json::json;
use thirtyfour::Key;

/// How many rows the list of controls shows.
const ROWS: &str =
    "return [...document.querySelectorAll('[data-list] .controls-row')].filter(isSeen).length";

#[tokio::test]
async fn the_filter_of_the_controls_is_kept_in_its_assessment_and_not_in_another()
-> Result<(), BrowserError> {
    let browser = Browser::chromium().await?;
    browser.open_page().await?;
    begin_assessment(&browser).await?;
    browser.keys("gc").await?;
    let list = browser.within("[data-list]");
    list.see("short titles").await?;
    let all = browser.ask(ROWS, Vec::new()).await?;
    browser.keys("/").await?;
    browser.keys("signature").await?;
    browser.within(".chips").press("MUST").await?;
    browser.within(".chips").see(" of 64 controls").await?;
    let some = browser.ask(ROWS, Vec::new()).await?;
    assert_ne!(some, all);
    let controls = browser.fragment().await?;

    browser.within(".rail").press("Risks").await?;
    browser.wait_to_leave(&controls).await?;
    browser.within("#main").text().await?;
    browser.within(".rail").press("Controls").await?;
    browser.within(".chips").see(" of 64 controls").await?;
    assert_eq!(browser.ask(ROWS, Vec::new()).await?, some);
    let field = "Filter controls by word, identifier, risk or criterion";
    assert_eq!(browser.page().entered(field).await?, "signature");
    let pressed = "return [...document.querySelectorAll('.chips [aria-pressed=true]')].length";
    assert_eq!(browser.ask(pressed, Vec::new()).await?, 1);

    browser.go("#/").await?;
    let example = open_example(&browser).await?;
    browser.go(&format!("{example}/controls")).await?;
    list.see("short titles").await?;
    assert_eq!(browser.ask(ROWS, Vec::new()).await?, all);
    assert_eq!(browser.page().entered(field).await?, "");
    browser.close().await
}

/// The text of the filter and which of its choices are on.
const FILTER: &str = "return [document.querySelector('[data-filter]').value,
    ...[...document.querySelectorAll('.split-view-filter [aria-pressed=true]')].map((chip) => words(chip).replace(/ \\d+$/, ''))]";

#[tokio::test]
async fn every_filter_is_kept_in_its_assessment_and_leaks_into_no_other() -> Result<(), BrowserError>
{
    let browser = Browser::chromium().await?;
    browser.open_page().await?;
    begin_assessment(&browser).await?;
    let first = browser.fragment().await?.replace("/overview", "");
    browser.go("#/").await?;
    let second = open_example(&browser).await?;
    let rooms = [
        ("controls", "Needs attention"),
        ("risks", "Not scored"),
        ("evidence", "Files"),
        ("findings", "Standing"),
        ("actions", "Open"),
    ];
    let show = async |assessment: &str, part: &str| {
        browser.go(&format!("{assessment}/{part}")).await?;
        browser.within(".split-view-filter").text().await?;
        browser.ask(FILTER, Vec::new()).await
    };
    let mut untouched = Vec::new();
    for (part, choice) in rooms {
        untouched.push(show(&first, part).await?);
        show(&second, part).await?;
        browser
            .ask("document.activeElement?.blur()", Vec::new())
            .await?;
        browser.keys("/").await?;
        browser.keys("key").await?;
        browser.within(".split-view-filter").press(choice).await?;
    }
    for ((part, choice), untouched) in rooms.into_iter().zip(untouched) {
        assert_eq!(show(&first, part).await?, untouched, "{part} leaks");
        let kept = show(&second, part).await?;
        assert_eq!(kept, json!(["key", choice]), "{part} forgets");
    }
    browser.close().await
}

#[tokio::test]
async fn the_day_of_an_acceptance_cannot_look_taken_away() -> Result<(), BrowserError> {
    let browser = Browser::chromium().await?;
    browser.open_page().await?;
    begin_assessment(&browser).await?;
    let overview = browser.fragment().await?;
    browser
        .go(&overview.replace("overview", "risks/SLS6"))
        .await?;
    let detail = browser.within("[data-detail]");
    detail.choose("Treatment", "Accept").await?;
    detail.enter("Accepted by", "Board of Nordlicht").await?;
    let why = "Why the risk is acceptable";
    detail.enter(why, "The rest is insured.").await?;
    detail.see("Recorded").await?;
    let day = detail.entered("Accepted on").await?;
    assert_eq!(day.len(), 10, "{day}");

    let emptied = "const field = [...document.querySelectorAll('label')].find((label) => words(label).startsWith('Accepted on'));
        document.getElementById(field.htmlFor).focus()";
    browser.ask(emptied, Vec::new()).await?;
    let backspace = Key::Backspace.value().to_string();
    let right = Key::Right.value().to_string();
    let keys = format!("{backspace}{right}{backspace}{right}{backspace}");
    browser.keys(&keys).await?;
    assert_eq!(detail.entered("Accepted on").await?, "");
    detail.enter("Accepted by", "Board").await?;
    assert_eq!(detail.entered("Accepted on").await?, day);
    browser.wait_until_saved().await?;
    browser.driver().refresh().await?;
    browser.wait_for_start().await?;
    assert_eq!(detail.entered("Accepted on").await?, day);
    browser.close().await
}

#[tokio::test]
async fn a_copy_says_that_it_is_one_in_the_list_and_in_its_report() -> Result<(), BrowserError> {
    let browser = Browser::chromium().await?;
    browser.open_page().await?;
    begin_assessment(&browser).await?;
    browser.wait_until_saved().await?;
    browser.go("#/").await?;
    browser
        .page()
        .press("Duplicate Nordlicht Staking 2026")
        .await?;
    let list = browser.within(".welcome-list");
    list.see("Nordlicht Staking 2026 (copy)").await?;
    browser
        .page()
        .press("Duplicate Nordlicht Staking 2026 (copy)")
        .await?;
    list.see("Nordlicht Staking 2026 (copy 2)").await?;

    list.press("Nordlicht Staking 2026 (copy)").await?;
    let address = browser.wait_to_leave("#/").await?;
    browser
        .within(".header")
        .see("Nordlicht Staking 2026 (copy)")
        .await?;
    browser.go(&address.replace("overview", "report")).await?;
    browser.page().press("Preview the report").await?;
    browser
        .within(".report-paper")
        .see("Nordlicht Staking 2026 (copy)")
        .await?;
    browser.go(&address.replace("overview", "details")).await?;
    let title = browser.within("#main").entered("Title").await?;
    assert_eq!(title, "Nordlicht Staking 2026 (copy)");
    browser.close().await
}

#[tokio::test]
async fn who_leaves_while_the_page_computes_finds_it_alive() -> Result<(), BrowserError> {
    let browser = Browser::chromium().await?;
    browser.open_page().await?;
    begin_assessment(&browser).await?;
    let overview = browser.fragment().await?;
    let page = browser.page();
    // The click and the way out in one turn: the page begins to compute a moment after the click.
    let press_and_leave =
        "const button = best([...document.querySelectorAll('button')], arguments[0], words);
        button.click(); location.hash = arguments[1]";
    browser.go("#/identities").await?;
    page.enter("Name", "Ada Roth").await?;
    page.enter("Passphrase", PASSPHRASE).await?;
    page.enter("Passphrase again", PASSPHRASE).await?;
    let leave = |button: &str| vec![json!(button), json!(overview)];
    browser
        .ask(press_and_leave, leave("Create the identity"))
        .await?;
    page.see("\u{201c}Ada Roth\u{201d} created").await?;

    browser.go(&overview.replace("overview", "report")).await?;
    page.enter("Passphrase", PASSPHRASE).await?;
    browser
        .ask(press_and_leave, leave("Sign the report"))
        .await?;
    browser
        .within("#main")
        .see("64 controls are not tested yet")
        .await?;
    // Whoever stays is still served.
    browser.go(&overview.replace("overview", "report")).await?;
    sign_report(&browser).await?;

    browser.go("#/identities").await?;
    page.press("Remove").await?;
    page.see("The key is deleted here for good").await?;
    browser
        .ask(press_and_leave, leave("Remove the identity"))
        .await?;
    browser
        .within("#main")
        .see("64 controls are not tested yet")
        .await?;
    browser.go("#/identities").await?;
    page.see("No identity on this device yet").await?;
    browser.close().await
}
