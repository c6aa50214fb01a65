//! The main job once through in Firefox, over `file://`.

use assay_tests::account::Account;
use assay_tests::browser::{Browser, BrowserError};
use assay_tests::screens::{begin_assessment, create_identity, sign_report, verify_file};

const NOTE: &str = "Firefox: read on site, and typed here.";
const EVIDENCE: &str = "firewall.txt";

#[tokio::test]
async fn an_assessment_is_made_kept_signed_and_verified_in_firefox() -> Result<(), BrowserError> {
    let files = tempfile::tempdir()?;
    let browser = Browser::firefox().await?;
    browser.open_page().await?;
    begin_assessment(&browser).await?;
    let main = browser.within("#main");
    main.see("64 controls are not tested yet").await?;
    let detail = browser.within("[data-detail]");

    browser.keys("gc").await?;
    browser.within("[data-list]").see("short titles").await?;
    let list = browser.fragment().await?;
    browser.keys("j").await?;
    let control = browser.wait_to_leave(&list).await?;
    browser.keys("2").await?;
    browser.keys("n").await?;
    browser.keys(NOTE).await?;
    browser.tab().await?;
    let evidence = files.path().join(EVIDENCE);
    std::fs::write(&evidence, "deny all\n")?;
    detail.hand_in("Choose files", &evidence).await?;
    detail.see(EVIDENCE).await?;

    browser.keys("gr").await?;
    let risks = browser.wait_to_leave(&control).await?;
    browser.go(&format!("{risks}/FIN1")).await?;
    let inherent = browser.within("[aria-label='Inherent score']");
    inherent.choose("Inherent probability", "Likely").await?;
    inherent.choose("Inherent impact", "Major").await?;
    browser.wait_until_saved().await?;
    let account = Account::of(&browser).await?;

    browser.driver().refresh().await?;
    browser.wait_for_start().await?;
    let again = Account::of(&browser).await?;
    again.assert_same(&account, "after a reload");
    browser.go(&control).await?;
    assert_eq!(detail.entered("Note").await?, NOTE);
    let chosen = browser.within("[data-detail] .segment-chosen");
    chosen.see("Implemented").await?;

    browser.page().press("Save a backup").await?;
    let backup = browser.downloaded(".assay").await?;
    let elsewhere = Browser::firefox().await?;
    elsewhere.open_page().await?;
    elsewhere.page().hand_in("Open a file", &backup).await?;
    elsewhere.page().see("was checked and opened").await?;
    elsewhere.wait_to_leave("").await?;
    let restored = Account::of(&elsewhere).await?;
    restored.assert_same(&account, "from a backup");
    elsewhere.close().await?;

    create_identity(&browser).await?;
    sign_report(&browser).await?;
    browser.page().press("Save the PDF").await?;
    let pdf = browser.downloaded(".pdf").await?;
    browser.page().press("Save the JSON").await?;
    let json = browser.downloaded(".json").await?;
    let changed = files.path().join("changed.json");
    let text = std::fs::read_to_string(&json)?;
    assert!(text.contains(NOTE));
    std::fs::write(&changed, text.replace("on site", "at home"))?;

    browser.keys("gv").await?;
    browser.page().see("Verify a report").await?;
    verify_file(&browser, &pdf, "Valid").await?;
    verify_file(&browser, &json, "Valid").await?;
    verify_file(&browser, &changed, "Not valid").await?;
    assert_eq!(browser.requests(), Vec::<String>::new());
    browser.close().await
}
