//! A request to update the operator's status: asked for before signing, with what is missing named; saved
//! beside the report, and verified as the report is.

use assay_tests::browser::{Browser, BrowserError};
use assay_tests::screens::{begin_assessment, create_identity, sign_report, verify_file};

#[tokio::test]
async fn a_request_is_signed_with_the_report_and_verified() -> Result<(), BrowserError> {
    let browser = Browser::chromium().await?;
    browser.without_save_dialog().await?;
    browser.open_page().await?;
    begin_assessment(&browser).await?;
    create_identity(&browser).await?;
    let form = browser.within(".report-sign");
    form.see("Ada Roth, Roth Assurance").await?;
    sign_report(&browser).await?;
    let page = browser.page();
    let said = page.text().await?;
    assert!(
        !said.contains("Save the request"),
        "nobody asked for it: {said}"
    );

    let tick =
        "document.querySelector('.report-request input[type=checkbox]').click(); return true";
    browser.ask(tick, Vec::new()).await?;
    form.see("which the request will name").await?;
    sign_report(&browser).await?;
    page.press("Save the request as PDF").await?;
    let pdf = browser.downloaded(".pdf").await?;
    page.press("Save the request as JSON").await?;
    let json = browser
        .downloaded_called("status-update-request", ".json")
        .await?;
    page.press("Save the JSON").await?;
    let report = browser.downloaded_called("nordlicht", ".json").await?;
    for file in [&pdf, &json] {
        let name = file.file_name().unwrap_or_default().to_string_lossy();
        assert!(name.starts_with("status-update-request-"), "{name}");
    }

    browser.go("#/verify").await?;
    verify_file(&browser, &pdf, "Valid").await?;
    page.see("The pages say what the attached request says")
        .await?;
    page.see("The attached request, read-only").await?;
    page.see("Not complete.").await?;
    page.see("Level of assurance (ISAE 3000 (Revised), 69(c))")
        .await?;
    page.see("SHA-256").await?;
    verify_file(&browser, &json, "Valid").await?;
    page.see("The request, read-only").await?;
    // The files that it names are recognised by their bytes, in whatever order they come.
    let named = browser.within(".verify-named");
    let said = named.text().await?;
    assert_eq!(
        said.matches("no file with this digest").count(),
        3,
        "{said}"
    );
    verify_file(&browser, &report, "Valid").await?;
    browser
        .within(".verify-lines")
        .press("status-update-request")
        .await?;
    named
        .see("handed in here, and the same byte for byte")
        .await?;
    let said = named.text().await?;
    assert_eq!(
        said.matches("no file with this digest").count(),
        2,
        "{said}"
    );
    browser.close().await
}
