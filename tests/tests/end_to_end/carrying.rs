//! Carrying on: a year later against the same edition, and over to another one. What was found before is
//! confirmed one by one, what another edition says alike stands, and the assessment before stays as it
//! was.

use assay_tests::browser::{Browser, BrowserError};
use assay_tests::screens::{
    begin_assessment, carry_on, create_identity, open_example, sign_report, verify_file,
};

/// Opens a control of the open assessment.
async fn open_control(browser: &Browser, assessment: &str, id: &str) -> Result<(), BrowserError> {
    browser.go(&format!("{assessment}/controls/{id}")).await?;
    browser.within("[data-detail]").see(id).await
}

#[tokio::test]
async fn a_year_later_what_was_found_is_confirmed_one_by_one() -> Result<(), BrowserError> {
    let browser = Browser::chromium().await?;
    browser.without_save_dialog().await?;
    browser.open_page().await?;
    let before = open_example(&browser).await?;
    let after = carry_on(&browser, None).await?;
    assert_ne!(before, after);
    let (page, main) = (browser.page(), browser.within("main"));
    let detail = browser.within("[data-detail]");
    // Nothing of it counts yet.
    main.see("Not yet determined").await?;
    main.see("61 to confirm").await?;
    main.see("64 of 64 not tested yet").await?;

    // The list holds what is to be confirmed, and the keys go through it.
    main.press("61 to confirm").await?;
    browser.within("[data-list]").see("to confirm").await?;
    browser.keys("j").await?;
    detail
        .see("Confirm it as it was, or set another status.")
        .await?;
    browser.keys("c").await?;
    detail.see("It was found again.").await?;
    browser.wait_until_saved().await?;
    browser.keys("j").await?;
    detail.see("Confirm it as it was").await?;
    browser.keys("5").await?;
    detail.see("Something else was found.").await?;
    browser.control_key('z').await?;
    detail.see("Confirm it as it was").await?;
    browser.control_shift_key('z').await?;
    detail.see("Something else was found.").await?;
    browser.wait_until_saved().await?;

    // A risk keeps its scores, and says whose they are until somebody stands by them.
    browser.go(&format!("{after}/overview")).await?;
    main.see("59 to confirm").await?;
    main.see("1 confirmed").await?;
    main.see("1 changed").await?;
    browser.go(&format!("{after}/risks/FIN1")).await?;
    detail
        .see("Change what is different, and confirm it.")
        .await?;
    detail.press("Confirm").await?;
    detail.see("and was confirmed on").await?;
    browser.wait_until_saved().await?;

    // The files came along, and stay after the page was closed.
    browser.driver().refresh().await?;
    browser.wait_for_start().await?;
    browser.go(&format!("{after}/evidence")).await?;
    page.press("Check all evidence").await?;
    page.see("all as they were added.").await?;

    create_identity(&browser).await?;
    sign_report(&browser).await?;
    page.press("Save the JSON").await?;
    let json = browser.downloaded(".json").await?;
    page.press("Save the PDF").await?;
    let pdf = browser.downloaded(".pdf").await?;
    browser.go("#/verify").await?;
    verify_file(&browser, &json, "Valid").await?;
    verify_file(&browser, &pdf, "Valid").await?;

    // The one before is as it was.
    browser.go(&format!("{before}/overview")).await?;
    main.see("Does not conform").await?;
    main.see("3 of 64 not tested yet").await?;
    browser.close().await
}

#[tokio::test]
async fn an_assessment_of_the_release_goes_over_to_the_draft() -> Result<(), BrowserError> {
    let browser = Browser::chromium().await?;
    browser.open_page().await?;
    begin_assessment(&browser).await?;
    let overview = browser.fragment().await?;
    let before = overview.trim_end_matches("/overview").to_owned();
    let (main, detail) = (browser.within("main"), browser.within("[data-detail]"));
    for id in ["req-deply-via-testnet", "req-log-traffic"] {
        open_control(&browser, &before, id).await?;
        browser.keys("2").await?;
        browser.wait_until_saved().await?;
    }
    let after = carry_on(&browser, Some("Draft")).await?;
    browser.within(".header").see("Editor's Draft").await?;
    main.see("1 carried over").await?;
    main.see("1 to confirm").await?;

    // It is called otherwise, and says the same: it stands.
    open_control(&browser, &after, "req-deploy-via-testnet").await?;
    detail
        .see("This edition says the same, so that it stands.")
        .await?;
    detail.see("Implemented \u{b7}").await?;
    // It says something else: it is looked at again.
    open_control(&browser, &after, "req-log-traffic").await?;
    detail.see("This edition says it in other words").await?;
    detail.press_twice("Confirm").await?;
    detail.see("It was found again.").await?;
    browser.wait_until_saved().await?;
    browser.go(&format!("{after}/overview")).await?;
    main.see("1 confirmed").await?;
    main.see("62 of 64 not tested yet").await?;
    browser.go(&format!("{before}/overview")).await?;
    browser.within(".header").see("ValOS v1").await?;
    main.see("62 of 64 not tested yet").await?;
    browser.close().await
}
