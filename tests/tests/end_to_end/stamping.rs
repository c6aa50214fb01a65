//! A time stamp that somebody fetched elsewhere: put into a PDF, held against a JSON, and its authority marked as known.

use assay_tests::authority::Authority;
use assay_tests::browser::{Browser, BrowserError};
use assay_tests::screens::{begin_assessment, create_identity, sign_report, verify_file};

#[tokio::test]
async fn a_time_stamp_goes_into_a_pdf_and_lies_beside_a_json() -> Result<(), BrowserError> {
    let elsewhere = tempfile::tempdir()?;
    let authority = Authority::open(elsewhere.path())?;
    let browser = Browser::chromium().await?;
    browser.without_save_dialog().await?;
    browser.open_page().await?;
    begin_assessment(&browser).await?;
    create_identity(&browser).await?;
    sign_report(&browser).await?;
    let page = browser.page();
    page.press("Save the executive edition").await?;
    let pdf = browser.downloaded(".executive.pdf").await?;
    page.press("Save the JSON").await?;
    let json = browser.downloaded(".json").await?;

    browser.go("#/verify").await?;
    verify_file(&browser, &pdf, "Valid").await?;
    page.press("Get or check a time stamp").await?;
    page.see("SHA-256 of the last signature's value").await?;
    page.press("Save the query").await?;
    let query = browser.downloaded(".executive.pdf.tsq").await?;
    let answer = authority.answer(&query)?;
    // What is no answer is said to be none.
    page.hand_in("Choose the answer", &query).await?;
    page.see("choose the file that the authority answered with")
        .await?;
    page.hand_in("Choose the answer", &answer).await?;
    let room = browser.within(".verify-stamping");
    room.see("The time stamp holds").await?;
    room.see("Stamping Office").await?;
    room.see("is not known here").await?;
    page.press("Save the PDF with its time stamp").await?;
    let stamped = browser.downloaded(".stamped.executive.pdf").await?;

    // Whoever receives it compares the fingerprint, and it must be the right one.
    verify_file(&browser, &stamped, "Valid").await?;
    let stamp = browser.within(".verify-signature .verify-stamp");
    stamp.see("The time stamp holds").await?;
    stamp.press("Mark this authority as known").await?;
    let (label, print) = (
        "Fingerprint as the authority says it",
        authority.fingerprint()?,
    );
    stamp.enter(label, "AB:CD").await?;
    stamp.press("Compare and mark as known").await?;
    stamp.see("Enter the whole SHA-256 fingerprint").await?;
    stamp.set(label, Some(&"AB".repeat(32))).await?;
    stamp.press("Compare and mark as known").await?;
    stamp.see("This is another fingerprint").await?;
    stamp.set(label, Some(&print)).await?;
    stamp.press("Compare and mark as known").await?;
    stamp.see("You know the authority that issued it").await?;

    // The answer for the PDF says nothing of the JSON; one of its own does.
    verify_file(&browser, &json, "Valid").await?;
    page.press("Get or check a time stamp").await?;
    page.hand_in("Choose the answer", &answer).await?;
    page.see("it is of something else").await?;
    page.press("Save the query").await?;
    let query = browser.downloaded(".json.tsq").await?;
    let answer = authority.answer(&query)?;
    page.hand_in("Choose the answer", &answer).await?;
    let room = browser.within(".verify-stamping");
    room.see("You know the authority that issued it").await?;
    room.see("keep the answer beside the JSON").await?;
    // Alone it says of what it is.
    verify_file(&browser, &answer, "Cannot be checked here").await?;
    page.see("hand in that file, and the time stamp there")
        .await?;

    // The mark outlives the page, and can be taken away.
    browser.open_page().await?;
    browser.go("#/identities").await?;
    page.see("Stamping Office").await?;
    page.press("Unmark").await?;
    page.press("Unmark the authority").await?;
    page.see("None yet").await?;
    page.hand_in("Choose a certificate", &authority.certificate())
        .await?;
    page.see("Compare the whole fingerprint").await?;
    page.see(&print).await?;
    page.press("Mark as known").await?;
    page.see("Stamping Office is marked as known").await?;
    browser.close().await
}
