//! Evidence whose bytes are gone or changed: nowhere is it shown as if it were there.

use std::path::{Path, PathBuf};

use assay_tests::browser::{Browser, BrowserError};
use assay_tests::screens::{begin_assessment, create_identity, sign_report};
use serde_json::{Value, json};

/// The control that `j` opens first.
const CONTROL: &str = "req-document-process-relevant";

const CONTENT: &[u8] = b"remote_signer = true\n";

fn write(folder: &Path, name: &str, bytes: &[u8]) -> std::io::Result<PathBuf> {
    let file = folder.join(name);
    std::fs::write(&file, bytes)?;
    Ok(file)
}

fn read_json(file: &Path) -> std::io::Result<Value> {
    Ok(serde_json::from_slice(&std::fs::read(file)?)?)
}

/// Begins an assessment with a file that supports a control and a risk, and gives the beginning of its
/// address.
async fn begin_with(browser: &Browser, file: &Path) -> Result<String, BrowserError> {
    browser.open_page().await?;
    begin_assessment(browser).await?;
    let address = browser.fragment().await?;
    let assessment = address.trim_end_matches("/overview").to_owned();
    for place in [format!("controls/{CONTROL}"), "risks/SLS1".to_owned()] {
        browser.go(&format!("{assessment}/{place}")).await?;
        browser.within("[data-detail]").text().await?;
        browser.within(".file-drop").drop_files(&[file]).await?;
        browser
            .within("[data-detail]")
            .see("validator.toml")
            .await?;
    }
    browser.wait_until_saved().await?;
    Ok(assessment)
}

async fn come_back(browser: &Browser) -> Result<(), BrowserError> {
    browser.driver().refresh().await?;
    browser.wait_for_start().await
}

/// Looks at every place that shows the file.
async fn see_everywhere(
    browser: &Browser,
    assessment: &str,
    words: &str,
    word: &str,
) -> Result<(), BrowserError> {
    for place in [format!("controls/{CONTROL}"), "risks/SLS1".to_owned()] {
        browser.go(&format!("{assessment}/{place}")).await?;
        browser.within("[data-detail]").see(words).await?;
    }
    browser.go(&format!("{assessment}/evidence")).await?;
    browser.within("[data-list]").see(words).await?;
    browser.page().see("Missing or changed 1").await?;
    browser
        .within("[data-list]")
        .press("validator.toml")
        .await?;
    browser.within(".evidence-absent").see(words).await?;
    browser.go(&format!("{assessment}/overview")).await?;
    browser.page().see("1 missing or changed").await?;
    browser
        .within(".attention")
        .see("2 controls and risks rely on evidence that is missing or changed")
        .await?;
    browser.go(&format!("{assessment}/report")).await?;
    browser
        .page()
        .see("1 evidence file is missing or changed on this device")
        .await?;
    browser.page().press("Preview the report").await?;
    browser
        .within(".report-paper")
        .see(&format!("({word} at signing)"))
        .await
}

#[tokio::test]
async fn a_file_that_is_gone_is_named_wherever_it_is_shown_and_in_what_is_signed()
-> Result<(), BrowserError> {
    let folder = tempfile::tempdir()?;
    let file = write(folder.path(), "validator.toml", CONTENT)?;
    let browser = Browser::chromium().await?;
    browser.without_save_dialog().await?;
    let assessment = begin_with(&browser, &file).await?;
    assert_eq!(browser.lose_evidence().await?, 1);
    come_back(&browser).await?;
    see_everywhere(&browser, &assessment, "Not on this device", "missing").await?;

    create_identity(&browser).await?;
    sign_report(&browser).await?;
    browser
        .page()
        .see("its bytes were missing or changed on this device when it was signed")
        .await?;
    browser.page().press("Save the JSON").await?;
    let signed = read_json(&browser.downloaded(".json").await?)?;
    assert_eq!(signed["evidence"][0]["absent"], json!("missing"));

    // The same bytes again make it whole, everywhere at once.
    browser.go(&format!("{assessment}/evidence")).await?;
    browser
        .within("[data-list]")
        .press("validator.toml")
        .await?;
    browser
        .within(".evidence-absent .file-drop")
        .drop_files(&[&file])
        .await?;
    browser.page().see("are whole again").await?;
    browser.page().see("Missing or changed 0").await?;
    browser.go(&format!("{assessment}/overview")).await?;
    let text = browser.within(".overview").text().await?;
    assert!(!text.contains("missing or changed"), "{text}");
    come_back(&browser).await?;
    browser.go(&format!("{assessment}/evidence")).await?;
    browser.page().see("Missing or changed 0").await?;
    browser.close().await
}

#[tokio::test]
async fn a_file_that_was_changed_is_found_by_the_check_and_by_signing() -> Result<(), BrowserError>
{
    let folder = tempfile::tempdir()?;
    let file = write(folder.path(), "validator.toml", CONTENT)?;
    let browser = Browser::chromium().await?;
    browser.without_save_dialog().await?;
    let assessment = begin_with(&browser, &file).await?;
    browser.go(&format!("{assessment}/evidence")).await?;
    browser.page().press("Check all evidence").await?;
    browser
        .page()
        .see("1 file was read: all as they were added.")
        .await?;

    assert_eq!(browser.change_evidence("remote_signer = fals\n").await?, 1);
    come_back(&browser).await?;
    // To see that, the file must be read.
    browser.page().see("Missing or changed 0").await?;
    create_identity(&browser).await?;
    sign_report(&browser).await?;
    browser.page().press("Save the JSON").await?;
    let signed = read_json(&browser.downloaded(".json").await?)?;
    assert_eq!(signed["evidence"][0]["absent"], json!("changed"));
    see_everywhere(&browser, &assessment, "Changed on this device", "changed").await?;

    come_back(&browser).await?;
    browser.go(&format!("{assessment}/evidence")).await?;
    browser.page().press("Check all evidence").await?;
    browser
        .page()
        .see("1 is missing or changed. Each is marked in the list.")
        .await?;
    browser
        .within("[data-list]")
        .see("Changed on this device")
        .await?;
    browser.within(".file-drop").drop_files(&[&file]).await?;
    browser.page().see("are whole again").await?;
    browser.page().see("Missing or changed 0").await?;
    browser.close().await
}
