//! Procedures of a control: stated, sampled, signed, removed and brought back.

use assay_tests::browser::{Browser, BrowserError};
use assay_tests::screens::{begin_assessment, create_identity, sign_report, verify_file};

/// What is drawn.
const DRAWN: [&str; 8] = [
    "CHG-0030", "CHG-0040", "CHG-0071", "CHG-0083", "CHG-0102", "CHG-0185", "CHG-0264", "CHG-0292",
];

#[tokio::test]
async fn a_procedure_is_stated_with_a_sample_that_is_drawn_by_seed() -> Result<(), BrowserError> {
    let browser = Browser::chromium().await?;
    browser.without_save_dialog().await?;
    browser.open_page().await?;
    begin_assessment(&browser).await?;
    let overview = browser.fragment().await?;
    let assessment = overview.trim_end_matches("/overview").to_owned();
    let (page, detail) = (browser.page(), browser.within("[data-detail]"));
    let dialog = browser.within("dialog[open]");
    let control = format!("{assessment}/controls/req-use-code-repo");
    browser.go(&control).await?;
    detail.press("Add a procedure").await?;
    detail.see("Procedure 1").await?;
    let first = browser.within("[data-procedure='1']");
    first.choose("By which method", "Test").await?;
    first
        .enter("What was done", "Each change was traced to its review.")
        .await?;
    first.press("Population and sample").await?;
    first.enter("Population", "All changes of the year").await?;
    // What is no number is not saved, and the header says so.
    first.enter("Size of the population", "many").await?;
    browser.within(".header").see("Not saved").await?;
    first.enter("Size of the population", "12").await?;
    browser.wait_until_saved().await?;
    first.set("Items from", Some("2026-01-01")).await?;
    first.set("Items until", Some("2026-09-30")).await?;

    first.press("Draw a sample").await?;
    dialog.see("an item on each line").await?;
    dialog.press("Draw").await?;
    dialog.see("The list is empty").await?;
    let list: Vec<String> = (1..=340).map(|line| format!("CHG-{line:04}")).collect();
    // A file that is no text changes nothing; a list of lines is taken from a file or pasted.
    let folder = tempfile::tempdir()?;
    let (sheet, file) = (
        folder.path().join("a.csv"),
        folder.path().join("changes.csv"),
    );
    std::fs::write(&sheet, [0xff, 0xfe, 0x00])?;
    std::fs::write(&file, list.join("\r\n"))?;
    browser.page().hand_in("Choose a file", &sheet).await?;
    dialog.see("is not text in UTF-8").await?;
    browser.page().hand_in("Choose a file", &file).await?;
    dialog.see("changes.csv: 340 items").await?;
    dialog.press("Paste a list instead").await?;
    dialog.set("The list", Some(&list.join("\n"))).await?;
    dialog.enter("How many to draw", "8").await?;
    dialog.enter("Seed", "2026-11 req-use-code-repo").await?;
    dialog.press_twice("Draw").await?;
    // The same that Python draws; see the tests of the draw.
    first.see("8 items drawn from 340 lines").await?;
    for item in DRAWN {
        first.see(item).await?;
    }
    assert_eq!(first.entered("Size of the population").await?, "340");
    assert_eq!(first.entered("Size of the sample").await?, "8");
    first.choose("What it came to", "Exceptions").await?;
    first
        .enter("Exceptions", "One change had no review.")
        .await?;
    browser
        .ask("document.activeElement?.blur()", Vec::new())
        .await?;
    browser.keys("2").await?;
    browser.wait_until_saved().await?;
    browser.go(&overview).await?;
    page.see("implemented control has exceptions or is not effective")
        .await?;

    browser.go(&control).await?;
    browser.driver().refresh().await?;
    browser.wait_for_start().await?;
    first.see("8 items drawn from 340 lines").await?;
    detail.press("Remove procedure 1").await?;
    detail.see("Procedures 0").await?;
    browser
        .ask("document.activeElement?.blur()", Vec::new())
        .await?;
    browser.control_key('z').await?;
    first.see("8 items drawn from 340 lines").await?;
    browser.wait_until_saved().await?;

    create_identity(&browser).await?;
    browser.go(&format!("{assessment}/report")).await?;
    sign_report(&browser).await?;
    page.press("Save the CSV").await?;
    let table = std::fs::read_to_string(browser.downloaded(".csv").await?)?;
    assert_eq!(
        table.lines().count(),
        54,
        "a line for each group and one of names"
    );
    assert!(table.contains("req-use-code-repo"), "{table}");
    page.press("Save the HTML").await?;
    let table = std::fs::read_to_string(browser.downloaded(".html").await?)?;
    assert!(table.contains("summ-req-use-code-repo"), "{table}");
    page.press("Save the JSON").await?;
    let json = browser.downloaded(".json").await?;
    let text = std::fs::read_to_string(&json)?;
    assert!(text.contains("One change had no review.") && text.contains(DRAWN[0]));
    browser.go("#/verify").await?;
    verify_file(&browser, &json, "Valid").await?;
    page.see("Sample of 8 out of 340").await?;
    browser.close().await
}
