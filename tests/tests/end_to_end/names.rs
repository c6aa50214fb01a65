//! Names that lie: of files, people and firms, wherever the page shows them. What cannot be seen in a name,
//! or turns the direction of reading, is written out; and a long name stays within its place.

use assay_tests::browser::{Browser, BrowserError};
use assay_tests::screens::{PASSPHRASE, Screen, sign_report};
use serde_json::{Value, json};

/// Reads "report gpj.exe" as "report exe.jpg", and ends unseen.
const LIE: &str = "\u{202e}gpj\u{200b}";
const SHOWN: &str = "[U+202E]gpj[U+200B]";

/// Every text and every attribute that people read or hear, in which a character is that nobody sees.
const UNSEEN: &str = r#"
    const unseen = /[\u202a-\u202e\u2066\u2067\u200b-\u200f\u2060\ufeff\u00ad]/u;
    const found = [];
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) {
        const outer = texts.currentNode.parentElement;
        if (unseen.test(texts.currentNode.data) && !["SCRIPT", "STYLE"].includes(outer.tagName)) {
            found.push(`${outer.tagName} ${outer.getAttribute("class")}: ${escape(texts.currentNode.data)}`);
        }
    }
    for (const element of document.body.querySelectorAll("[title], [aria-label], [alt], [label], [data-label]")) {
        for (const name of ["title", "aria-label", "alt", "label", "data-label"]) {
            if (unseen.test(element.getAttribute(name) ?? "")) found.push(`${name} of ${element.tagName}`);
        }
    }
    if (unseen.test(document.title)) found.push("the tab");
    return found;
"#;

/// Names and tags that are drawn over each other, and what reaches out of the screen.
const OVER: &str = r#"
    const found = [];
    const boxes = [...document.querySelectorAll("main a, main h2, main h3, main dd, main .tag, main .list-row-title, main .list-row-end, .header-name, .header-edition")].filter(isSeen);
    const drawn = (element) => {
        const range = document.createRange();
        range.selectNodeContents(element);
        const clipped = getComputedStyle(element).overflowX !== "visible" && element.getBoundingClientRect();
        return clipped ? [clipped] : [...range.getClientRects()];
    };
    const over = (one, other) => Math.min(one.right, other.right) - Math.max(one.left, other.left) > 1
        && Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top) > 2;
    const tags = boxes.filter((box) => box.matches(".tag, .list-row-end, .header-edition"));
    for (const tag of tags) {
        for (const name of boxes) {
            if (name === tag || name.contains(tag) || tag.contains(name)) continue;
            if (name.closest("header") !== tag.closest("header")) continue;
            const hit = drawn(name).some((one) => drawn(tag).some((other) => over(one, other)));
            if (hit) found.push(`"${words(name).slice(0, 30)}" runs under "${words(tag).slice(0, 20)}"`);
        }
    }
    if (document.scrollingElement.scrollWidth > innerWidth) found.push("the page scrolls sideways");
    return found;
"#;

async fn resize(browser: &Browser, width: u32, height: u32) -> Result<(), BrowserError> {
    let size = json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": false });
    let command = "Emulation.setDeviceMetricsOverride";
    browser.developer_tools().send_raw(command, size).await?;
    Ok(())
}

/// What the page shows of an assessment, one screen after another.
const SCREENS: [Screen; 14] = [
    Screen::Overview,
    Screen::Controls,
    Screen::Control,
    Screen::EvidenceLibrary,
    Screen::EvidenceItem,
    Screen::Findings,
    Screen::Finding,
    Screen::Actions,
    Screen::Action,
    Screen::Details,
    Screen::ReportPreview,
    Screen::Identities,
    Screen::Verify,
    Screen::Welcome,
];

fn list(found: &Value) -> Vec<String> {
    let texts = found.as_array().into_iter().flatten();
    texts
        .filter_map(|text| text.as_str().map(str::to_owned))
        .collect()
}

#[tokio::test]
async fn no_name_hides_anything_anywhere() -> Result<(), BrowserError> {
    let folder = tempfile::tempdir()?;
    let browser = Browser::chromium().await?;
    browser.without_save_dialog().await?;
    browser.open_page().await?;
    let page = browser.page();

    // Names of the operator, the assessor, the assessment.
    let before = browser.fragment().await?;
    page.press("New assessment").await?;
    page.enter("Operator", &format!("Nordlicht{LIE}")).await?;
    page.enter("Your name", &format!("Ada{LIE}")).await?;
    page.press("Begin").await?;
    let address = browser.wait_to_leave(&before).await?;
    let assessment = address.trim_end_matches("/overview").to_owned();
    browser.within(".header").see(SHOWN).await?;

    // Files: one that reads as a picture, one without any letter that is seen, and a long one.
    let long = format!("{}.pdf", "evidence".repeat(30));
    for name in [&format!("invoice{LIE}.exe"), "\u{200b}\u{2060}", &long] {
        let file = folder.path().join(name);
        std::fs::write(&file, name)?;
        browser.go(&format!("{assessment}/controls")).await?;
        Screen::Control.open(&browser, &assessment).await?;
        browser.within(".file-drop").drop_files(&[&file]).await?;
        browser.within("[data-detail]").see("sha256").await?;
        browser.wait_until_saved().await?;
        let unseen = list(&browser.ask(UNSEEN, Vec::new()).await?);
        assert!(unseen.is_empty(), "after {name:?}: {unseen:#?}");
    }
    let detail = browser.within("[data-detail]");
    detail.see(&format!("invoice{SHOWN}.exe")).await?;
    detail.see("[U+200B][U+2060]").await?;

    // An action with its owner, and the tag that says that it is overdue.
    browser.go(&format!("{assessment}/actions")).await?;
    page.press("Add action").await?;
    let detail = browser.within("[data-detail]");
    detail
        .enter(
            "What is to be done",
            &format!("Mend it{LIE}{}", "x".repeat(200)),
        )
        .await?;
    detail.enter("Owner", &format!("Mara{LIE}")).await?;
    browser.wait_until_saved().await?;

    // A finding that the action answers.
    browser.go(&format!("{assessment}/findings")).await?;
    page.press("Add finding").await?;
    detail
        .enter("Title", &format!("It is open{LIE}{}", "x".repeat(200)))
        .await?;
    detail.enter("Responded by", &format!("Mara{LIE}")).await?;
    detail
        .choose_line("Link an action that is there", "Mend it")
        .await?;
    detail.see("Actions 1").await?;
    browser.wait_until_saved().await?;

    // The identity that signs.
    browser.go("#/identities").await?;
    for (label, value) in [
        ("Name", format!("Ada{LIE}")),
        ("Organisation", "\u{200b}".to_owned()),
        ("Passphrase", PASSPHRASE.to_owned()),
        ("Passphrase again", PASSPHRASE.to_owned()),
    ] {
        page.enter(label, &value).await?;
    }
    page.press("Create the identity").await?;
    page.see(&format!("\u{201c}Ada{SHOWN}\u{201d} created"))
        .await?;
    browser.go(&format!("{assessment}/report")).await?;
    sign_report(&browser).await?;
    page.press("Save the JSON").await?;
    let json = browser.downloaded(".json").await?;
    let data = std::fs::read_to_string(&json)?;
    assert!(data.contains('\u{202e}'), "the JSON is data, and keeps it");
    let wrong = json.with_file_name(format!("report{LIE}.json"));
    std::fs::rename(&json, &wrong)?;
    browser.go("#/verify").await?;
    page.hand_in("Choose reports", &wrong).await?;
    page.see(&format!("report{SHOWN}.json")).await?;
    page.see("nothing was changed since it was signed").await?;

    let mut wrong = Vec::new();
    for (width, height) in [(1280, 800), (390, 844), (320, 640)] {
        resize(&browser, width, height).await?;
        for screen in SCREENS {
            screen.open(&browser, &assessment).await?;
            for script in [UNSEEN, OVER] {
                let found = list(&browser.ask(script, Vec::new()).await?);
                wrong.extend(
                    found
                        .iter()
                        .map(|what| format!("{screen:?} at {width}: {what}")),
                );
            }
            screen.leave(&browser).await?;
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
    browser.close().await
}
