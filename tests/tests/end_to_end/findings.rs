//! Findings: written from a control that fails, answered by actions, kept, deleted with the way back, and
//! followed up a year later.

use assay_tests::browser::{Browser, BrowserError};
use assay_tests::screens::{begin_assessment, carry_on, open_example};
use serde_json::{Value, json};
use thirtyfour::Key;

/// What is written of the finding, by the label of its field.
const TEXTS: [(&str, &str); 6] = [
    (
        "Condition",
        "Two of five key stores can be read by everybody.",
    ),
    ("Criterion", "Keys are encrypted where they are kept."),
    ("Cause", "The template of the hosts was changed in March."),
    ("Effect", "Whoever has a shell can sign."),
    (
        "Recommendation",
        "Encrypt the stores, and test the template.",
    ),
    (
        "Management\u{2019}s response",
        "We agree, but for the store of the test network.",
    ),
];

/// The label of the field that has the focus.
const FOCUSED: &str =
    "return document.querySelector(`label[for=\"${document.activeElement.id}\"]`)?.textContent";

/// What is chosen of the group whose legend begins with these words.
const CHOSEN: &str = "const groups = [...document.querySelectorAll('[data-detail] fieldset')].filter(isSeen);
    const group = groups.find((each) => squeezed(each.querySelector('legend').textContent).startsWith(arguments[0]));
    return squeezed(group?.querySelector('.segment-chosen')?.textContent ?? '')";

/// The titles of the rows that are seen.
const ROWS: &str = "return [...document.querySelectorAll('[data-list] .list-row')].filter(isSeen)
    .map((row) => squeezed(row.querySelector('.list-row-title').textContent))";

async fn wait_for_focus_on(browser: &Browser, label: &str) -> Result<(), BrowserError> {
    let there = "const field = document.activeElement;
        return document.querySelector(`label[for=\"${field?.id}\"]`)?.textContent === arguments[0]";
    let what = format!("the focus in \u{201c}{label}\u{201d}");
    browser
        .wait_until(&what, there, vec![json!(label)])
        .await
        .map(drop)
}

async fn chosen(browser: &Browser, group: &str) -> Result<Value, BrowserError> {
    browser.ask(CHOSEN, vec![json!(group)]).await
}

async fn blur(browser: &Browser) -> Result<(), BrowserError> {
    let blur = "document.activeElement?.blur()";
    browser.ask(blur, Vec::new()).await.map(drop)
}

#[tokio::test]
async fn a_finding_is_written_from_a_failing_control_and_answered_by_actions()
-> Result<(), BrowserError> {
    let browser = Browser::chromium().await?;
    browser.open_page().await?;
    begin_assessment(&browser).await?;
    let overview = browser.fragment().await?;
    let assessment = overview.trim_end_matches("/overview").to_owned();
    let (page, main) = (browser.page(), browser.within("main"));
    let (list, detail) = (
        browser.within("[data-list]"),
        browser.within("[data-detail]"),
    );
    browser.go(&format!("{assessment}/actions")).await?;
    page.press("Add action").await?;
    detail
        .enter("What is to be done", "Patch the hosts")
        .await?;

    // A control that fails asks for a finding, which is about it from the beginning.
    let control = format!("{assessment}/controls/req-encrypt-data");
    browser.go(&control).await?;
    detail.see("Findings 0").await?;
    blur(&browser).await?;
    browser.keys("5").await?;
    detail.see("What does not hold").await?;
    let ways = "return [...document.querySelectorAll('button')].filter(isSeen)
        .filter((button) => words(button) === 'Write a finding').length";
    assert_eq!(browser.ask(ways, Vec::new()).await?, json!(1));
    detail.press_twice("Write a finding").await?;
    let finding = browser.wait_to_leave(&control).await?;
    assert!(finding.contains("/findings/"), "{finding}");
    wait_for_focus_on(&browser, "Title").await?;
    browser.keys("Keys lie open").await?;
    detail.see("About 1").await?;
    list.see("Keys lie open").await?;

    // What is missing leads to its field.
    let missing = browser.within(".deficiency-missing");
    missing.press("the cause").await?;
    assert_eq!(browser.ask(FOCUSED, Vec::new()).await?, json!("Cause"));
    for (label, text) in TEXTS {
        detail.enter(label, text).await?;
    }
    missing.see("the severity").await?;
    list.see("No severity yet").await?;
    missing.press("the severity").await?;
    detail.choose("Severity", "High").await?;
    detail.see("Nothing is missing").await?;
    detail
        .choose("Where management stands", "Agrees in part")
        .await?;
    detail
        .enter("Responded by", "Grace Hopper, director")
        .await?;
    detail.set("Responded on", Some("2026-11-12")).await?;
    detail
        .choose_line("Link to a control or a risk", "SLS6")
        .await?;
    detail.see("About 2").await?;

    // An action that is there, and one that is new and mends what the finding is about.
    detail
        .choose_line("Link an action that is there", "Patch the hosts")
        .await?;
    detail.see("Actions 1").await?;
    detail.enter("New action", "Rotate the keys").await?;
    detail.press_twice("Add").await?;
    detail.see("Actions 2").await?;
    list.see("High severity \u{b7} 2 actions").await?;
    browser.wait_until_saved().await?;

    browser.driver().refresh().await?;
    browser.wait_for_start().await?;
    assert_eq!(detail.entered("Title").await?, "Keys lie open");
    for (label, text) in TEXTS {
        assert_eq!(detail.entered(label).await?, text, "{label}");
    }
    assert_eq!(
        detail.entered("Responded by").await?,
        "Grace Hopper, director"
    );
    assert_eq!(detail.entered("Responded on").await?, "2026-11-12");
    assert_eq!(chosen(&browser, "Severity").await?, json!("High"));
    assert_eq!(
        chosen(&browser, "Where management").await?,
        json!("Agrees in part")
    );
    detail.see("About 2").await?;
    detail.see("Actions 2").await?;

    // Whatever it is linked with leads back to it.
    for place in ["controls/req-encrypt-data", "risks/SLS6"] {
        browser.go(&format!("{assessment}/{place}")).await?;
        detail.see("Keys lie open").await?;
        detail.see("High severity").await?;
        let text = detail.text().await?;
        assert!(!text.contains("What does not hold"), "{place}: {text}");
    }
    detail.press("Keys lie open").await?;
    detail.see("Actions 2").await?;
    detail.press("Rotate the keys").await?;
    detail.see("Answers 1 finding").await?;
    detail.see("Mends 2").await?;

    // An action that answers a finding can be deleted, and comes back to it.
    detail.press("Delete this action").await?;
    page.see("Deleted \u{201c}Rotate the keys\u{201d}").await?;
    browser.go(&finding).await?;
    detail.see("Actions 1").await?;
    browser.within(".notices").press("Undo").await?;
    detail.see("Actions 2").await?;
    // One that is unlinked stays among the actions.
    detail.press("Unlink Patch the hosts").await?;
    detail.see("Actions 1").await?;
    wait_for_focus_on(&browser, "Link an action that is there").await?;
    browser.wait_until_saved().await?;
    browser.go(&format!("{assessment}/actions")).await?;
    list.see("Patch the hosts").await?;

    browser.go(&overview).await?;
    main.see("Findings that stand").await?;
    browser.go(&finding).await?;
    detail.press("Delete this finding").await?;
    page.see("Deleted \u{201c}Keys lie open\u{201d}").await?;
    list.see("No findings yet").await?;
    browser.within(".notices").press("Undo").await?;
    list.see("Keys lie open").await?;
    browser.go(&finding).await?;
    for (label, text) in TEXTS {
        assert_eq!(detail.entered(label).await?, text, "{label}");
    }
    detail.see("Actions 1").await?;
    browser.wait_until_saved().await?;
    browser.close().await
}

#[tokio::test]
async fn the_list_of_findings_is_narrowed_and_found_from_elsewhere() -> Result<(), BrowserError> {
    let browser = Browser::chromium().await?;
    browser.open_page().await?;
    let assessment = open_example(&browser).await?;
    let filter = browser.within(".split-view-filter");
    let list = browser.within("[data-list]");
    blur(&browser).await?;
    browser.keys("gf").await?;
    list.see("3 findings").await?;
    assert_eq!(browser.fragment().await?, format!("{assessment}/findings"));
    let all = browser.ask(ROWS, Vec::new()).await?;
    assert_eq!(
        all,
        json!([
            "Incidents are planned for and rehearsed too little",
            "Programs run with more rights than they need",
            "A port of sentry-03 is open to everybody",
        ])
    );
    filter.press("Incomplete").await?;
    filter.see("1 of 3 findings").await?;
    let incomplete = json!(["Programs run with more rights than they need"]);
    assert_eq!(browser.ask(ROWS, Vec::new()).await?, incomplete);
    list.see("lacks management\u{2019}s response").await?;
    filter.press("Remedied").await?;
    list.see("No finding fits this filter").await?;
    filter.press("Standing").await?;
    assert_eq!(browser.ask(ROWS, Vec::new()).await?, all);
    filter.press("All").await?;
    browser.keys("/").await?;
    browser.keys("metrics").await?;
    filter.see("1 of 3 findings").await?;

    // A new finding is shown whatever was filtered for.
    filter.press("Add finding").await?;
    wait_for_focus_on(&browser, "Title").await?;
    list.see("Finding without a title").await?;
    list.see("4 findings").await?;
    browser
        .within("[data-detail]")
        .press("Delete this finding")
        .await?;
    list.see("3 findings").await?;

    // The X-ray leads to what is incomplete, and the palette to any.
    browser.go(&format!("{assessment}/overview")).await?;
    let rule = "has a finding that is not complete";
    let rules = "controls and risks have findings that are not complete";
    browser.within(".attention").see("not complete").await?;
    let line = "const lines = [...document.querySelectorAll('.attention-line')];
        const line = lines.find((each) => [...arguments].some((words) => each.textContent.includes(words)));
        line?.click(); return line !== undefined";
    browser
        .wait_until("the line", line, vec![json!(rule), json!(rules)])
        .await?;
    filter.see("1 of 3 findings").await?;
    assert_eq!(browser.ask(ROWS, Vec::new()).await?, incomplete);
    browser.control_key('k').await?;
    browser.within(".palette").text().await?;
    browser.keys("rehearsed").await?;
    browser.within(".palette").see("Incidents are").await?;
    browser.keys(&Key::Enter.value().to_string()).await?;
    browser.within("[data-detail]").see("High severity").await?;
    browser.close().await
}

#[tokio::test]
async fn a_finding_of_the_assessment_before_is_followed_up() -> Result<(), BrowserError> {
    let browser = Browser::chromium().await?;
    browser.open_page().await?;
    open_example(&browser).await?;
    let next = carry_on(&browser, None).await?;
    let (filter, list) = (
        browser.within(".split-view-filter"),
        browser.within("[data-list]"),
    );
    let detail = browser.within("[data-detail]");
    browser.go(&format!("{next}/findings")).await?;
    list.see("not looked at yet").await?;
    blur(&browser).await?;
    browser.keys("j").await?;
    let missing = browser.within(".deficiency-missing");
    missing.see("whether it is still so").await?;
    let group = "Found by an assessment before";
    detail.choose(group, "Persists").await?;
    detail.see("Nothing is missing").await?;
    list.see("persists").await?;
    detail.choose(group, "Remedied").await?;
    browser.wait_until_saved().await?;
    filter.press("Remedied").await?;
    filter.see("1 of 3 findings").await?;
    let rows = browser.ask(ROWS, Vec::new()).await?;
    assert_eq!(
        rows,
        json!(["Incidents are planned for and rehearsed too little"])
    );
    // A finding of this assessment has nothing to follow up.
    filter.press("Add finding").await?;
    wait_for_focus_on(&browser, "Title").await?;
    let text = detail.text().await?;
    assert!(!text.contains("still so"), "{text}");
    browser.close().await
}
