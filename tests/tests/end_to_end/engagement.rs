//! The engagement, from its first field to the signed conclusion; and a self-assessment, which draws none.

use assay_tests::browser::{Browser, BrowserError};
use assay_tests::screens::{begin_assessment, create_identity, sign_report, verify_file};

async fn begin() -> Result<(Browser, String), BrowserError> {
    let browser = Browser::chromium().await?;
    browser.without_save_dialog().await?;
    browser.open_page().await?;
    begin_assessment(&browser).await?;
    let overview = browser.fragment().await?;
    let assessment = overview.trim_end_matches("/overview").to_owned();
    Ok((browser, assessment))
}

/// The field that has the focus, by its label.
const FOCUSED: &str =
    "return document.querySelector(`label[for=\"${document.activeElement.id}\"]`)?.textContent";

#[tokio::test]
async fn an_engagement_goes_from_its_first_field_to_a_signed_conclusion() -> Result<(), BrowserError>
{
    let (browser, assessment) = begin().await?;
    let (page, main) = (browser.page(), browser.within("main"));
    browser
        .ask("document.activeElement?.blur()", Vec::new())
        .await?;
    browser.keys("g").await?;
    browser.keys("n").await?;
    main.see("Checklist").await?;
    assert_eq!(
        browser.fragment().await?,
        format!("{assessment}/engagement")
    );
    main.see("69(i)").await?;

    // Without level and conclusion no wording is offered for it.
    let offered = main.text().await?;
    assert!(
        !offered.contains("Offered wording for Conclusion"),
        "{offered}"
    );
    main.choose("Level of assurance", "Limited assurance")
        .await?;
    main.choose("Kind of conclusion", "Unmodified").await?;
    main.press("Offered wording for Conclusion").await?;
    main.see("nothing has come to our attention").await?;
    let wording = browser.within("[data-way='Text(Wording)']");
    wording.press("Use this wording").await?;
    let taken = wording.entered("Conclusion").await?;
    assert!(
        taken.contains("nothing has come to our attention"),
        "{taken}"
    );
    browser.wait_until_saved().await?;
    // Nothing was tested, and something is concluded.
    main.see("mandatory controls are Not Tested").await?;

    // Another conclusion makes the wording that of another, and asks for a basis.
    main.choose("Kind of conclusion", "Qualified").await?;
    main.see("The wording is that of another conclusion")
        .await?;
    main.see("Basis for the modified conclusion").await?;
    wording.press("Offered wording for Conclusion").await?;
    wording.press("Use this wording").await?;
    main.see("Something is concluded").await?;
    let text = main.text().await?;
    assert!(!text.contains("of another conclusion"), "{text}");

    // The checklist leads to what is missing.
    let checklist = browser.within(".engagement-checklist");
    checklist.press("Basis for the conclusion").await?;
    let focused = browser.ask(FOCUSED, Vec::new()).await?;
    assert_eq!(focused.as_str(), Some("Basis for the conclusion"));
    main.enter(
        "Basis for the conclusion",
        "The keys of one site are not backed up.",
    )
    .await?;
    checklist.press("Firm").await?;
    let focused = browser.ask(FOCUSED, Vec::new()).await?;
    assert_eq!(focused.as_str(), Some("Firm"));
    main.enter("Firm", "Lovelace & Partners").await?;
    main.enter("Place", "Lucerne, Switzerland").await?;
    main.set("Day of the report", Some("2026-11-20")).await?;
    let standard = browser.within("[data-way='Text(Independence)']");
    standard
        .press("Offered wording for Independence and ethics")
        .await?;
    standard.press("Use this wording").await?;
    browser.wait_until_saved().await?;
    // What is taken over is taken back in one step.
    browser
        .ask("document.activeElement?.blur()", Vec::new())
        .await?;
    browser.control_key('z').await?;
    page.see("Taken back: Independence and ethics.").await?;
    assert_eq!(standard.entered("Independence and ethics").await?, "");

    browser.driver().refresh().await?;
    browser.wait_for_start().await?;
    main.see("Checklist").await?;
    assert_eq!(main.entered("Firm").await?, "Lovelace & Partners");
    assert_eq!(main.entered("Day of the report").await?, "2026-11-20");

    browser.go(&format!("{assessment}/report")).await?;
    main.see("missing of what such a report states: engagement")
        .await?;
    create_identity(&browser).await?;
    sign_report(&browser).await?;
    page.press("Save the JSON").await?;
    let json = browser.downloaded(".json").await?;
    let text = std::fs::read_to_string(&json)?;
    for said in [
        "\"conclusion\":\"qualified\"",
        "Lovelace & Partners",
        "The keys of one site are not backed up.",
    ] {
        let said_anyhow = said.replace("\":\"", "\": \"");
        assert!(text.contains(said) || text.contains(&said_anyhow), "{said}");
    }
    page.press("Save the PDF").await?;
    let pdf = browser.downloaded(".pdf").await?;
    browser.go("#/verify").await?;
    verify_file(&browser, &pdf, "Valid").await?;
    page.see("Independent assurance report").await?;
    page.see("Qualified, limited assurance").await?;
    browser.close().await
}

#[tokio::test]
async fn a_self_assessment_asserts_and_concludes_nothing() -> Result<(), BrowserError> {
    let (browser, assessment) = begin().await?;
    let (page, main) = (browser.page(), browser.within("main"));
    browser.go(&format!("{assessment}/engagement")).await?;
    main.enter("Firm", "Lovelace & Partners").await?;
    browser.go(&format!("{assessment}/details")).await?;
    main.choose("Kind", "Self-assessment").await?;
    browser.go(&format!("{assessment}/engagement")).await?;
    main.see("Management\u{2019}s assertion").await?;
    main.press("Offered wording for Assertion").await?;
    main.press("Use this wording").await?;
    main.enter("Asserted by", "Grace Hopper, director").await?;
    main.set("Day of the assertion", Some("2026-11-20")).await?;
    browser.wait_until_saved().await?;
    let text = main.text().await?.to_lowercase();
    for word in ["assurance", "practitioner", "firm"] {
        assert!(!text.contains(word), "{word}: {text}");
    }
    create_identity(&browser).await?;
    browser.go(&format!("{assessment}/report")).await?;
    sign_report(&browser).await?;
    page.press("Save the JSON").await?;
    let json = browser.downloaded(".json").await?;
    let text = std::fs::read_to_string(&json)?;
    assert!(text.contains("Grace Hopper, director"));
    assert!(
        !text.contains("Lovelace"),
        "what belongs to the other kind is not said"
    );
    browser.go("#/verify").await?;
    verify_file(&browser, &json, "Valid").await?;
    browser.close().await
}
