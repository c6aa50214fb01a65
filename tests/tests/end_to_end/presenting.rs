//! How the report's pages are drawn, chosen before signing, and pictures of evidence on them.

use std::path::Path;

use assay_tests::browser::{Browser, BrowserError};
use assay_tests::screens::{begin_assessment, create_identity, sign_report, verify_file};

#[tokio::test]
async fn paper_days_and_parts_are_chosen_and_pictures_are_shown() -> Result<(), BrowserError> {
    let file = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../report/tests/pictures/turned.jpg")
        .canonicalize()?;
    let browser = Browser::chromium().await?;
    browser.without_save_dialog().await?;
    browser.open_page().await?;
    begin_assessment(&browser).await?;
    let overview = browser.fragment().await?;
    let assessment = overview.trim_end_matches("/overview");
    browser.go(&format!("{assessment}/evidence")).await?;
    browser.within(".file-drop").drop_files(&[&file]).await?;
    let list = browser.within("[data-list]");
    list.see("turned.jpg").await?;
    list.press("turned.jpg").await?;
    let picture = browser.within(".evidence-picture");
    // What nobody can see who does not see is not shown.
    picture
        .tick("Show it in the full edition of the report")
        .await?;
    picture.see("Say first what the picture shows").await?;
    picture
        .enter("Alternative text", "The panel of the rack, with its lock")
        .await?;
    picture
        .tick("Show it in the full edition of the report")
        .await?;
    browser.wait_until_saved().await?;
    let ticked =
        "return document.querySelector('.evidence-picture input:checked') !== null || null";
    browser.wait_until("a tick", ticked, Vec::new()).await?;
    // Without the words there is no picture: what is refused stays in the field, and is said.
    picture.set("Alternative text", Some("")).await?;
    browser
        .page()
        .see("a picture that is shown needs an alternative text")
        .await?;
    picture
        .enter("Alternative text", "The panel of the rack, locked")
        .await?;
    browser.wait_until_saved().await?;

    create_identity(&browser).await?;
    let page = browser.page();
    let form = browser.within(".report-sign");
    form.see("Pages: A4, 2026-11-30, all parts").await?;
    let open = "document.querySelector('.report-presenting').open = true; return true";
    browser.ask(open, Vec::new()).await?;
    form.choose("Paper", "US Letter").await?;
    form.set("Dates", Some("1")).await?;
    form.tick("Glossary").await?;
    form.see("Pages: US Letter, 30 November 2026, without 1 part")
        .await?;
    sign_report(&browser).await?;
    page.press("Save the PDF").await?;
    let pdf = browser.downloaded(".pdf").await?;
    page.press("Save the JSON").await?;
    let json = std::fs::read_to_string(browser.downloaded(".json").await?)?;
    for stated in [
        "\"paper\":\"us-letter\"",
        "\"dates\":\"day-month-year\"",
        "\"leftOut\":[\"glossary\"]",
        "\"alternativeText\":\"The panel of the rack, locked\"",
    ] {
        assert!(json.contains(stated), "{stated}");
    }
    // The picture's file is attached as it was found.
    let (pdf_bytes, picture) = (std::fs::read(&pdf)?, std::fs::read(&file)?);
    let mut parts = pdf_bytes.windows(picture.len());
    assert!(parts.any(|part| part == picture));
    browser.go("#/verify").await?;
    verify_file(&browser, &pdf, "Valid").await?;
    // Drawn on that paper, with the picture, which is taken from the file itself.
    page.see("The pages say what the attached report says")
        .await?;
    page.see("The panel of the rack, locked").await?;

    // What was chosen is chosen the next time too.
    browser.open_page().await?;
    browser.go(&format!("{assessment}/report")).await?;
    form.see("Pages: US Letter, 30 November 2026, without 1 part")
        .await?;
    browser.close().await
}
