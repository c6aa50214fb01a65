//! Several assessments on one device: renamed, duplicated, deleted and brought back.

use assay_tests::browser::{Browser, BrowserError};
use assay_tests::screens::begin_assessment;

const ORIGINAL: &str = "Nordlicht Staking";
const RENAMED: &str = "Autumn visit";

#[tokio::test]
async fn an_assessment_is_renamed_copied_deleted_and_brought_back() -> Result<(), BrowserError> {
    let browser = Browser::chromium().await?;
    browser.open_page().await?;
    begin_assessment(&browser).await?;
    browser.wait_until_saved().await?;
    let list = browser.within("main");
    let dialog = browser.within("dialog[open]");

    browser.keys("gh").await?;
    list.see("1 assessment on this device").await?;
    list.press(&format!("Rename {ORIGINAL}")).await?;
    dialog.enter("Title", RENAMED).await?;
    dialog.press("Rename").await?;
    list.see(RENAMED).await?;

    list.press(&format!("Duplicate {RENAMED}")).await?;
    list.see("2 assessments on this device").await?;
    list.see(&format!("{RENAMED} (copy)")).await?;

    list.press(&format!("Delete {RENAMED} (copy)")).await?;
    list.see("1 assessment on this device").await?;
    list.see("It can be brought back until this page is closed.")
        .await?;
    browser.page().press("Undo").await?;
    list.see("2 assessments on this device").await?;

    list.press(&format!("Delete {RENAMED} (copy)")).await?;
    list.press("Bring back").await?;
    list.see("2 assessments on this device").await?;
    list.press(&format!("Delete {RENAMED} (copy)")).await?;
    list.see("1 assessment on this device").await?;
    browser.driver().refresh().await?;
    browser.wait_for_start().await?;
    list.see("1 assessment on this device").await?;
    assert!(!list.text().await?.contains("(copy)"));
    browser.close().await
}
