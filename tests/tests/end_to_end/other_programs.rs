//! Files for other programs, made in the page of what was signed and of what was received.

use std::fs;
use std::path::{Path, PathBuf};

use assay_tests::browser::{Browser, BrowserError};
use assay_tests::screens::{create_identity, open_example, sign_report, verify_file};

/// The buttons, each with how the name of its file ends.
const FILES: [(&str, &str); 10] = [
    ("Save the workbook (XLSX)", ".xlsx"),
    ("Save the page (HTML)", ".page.html"),
    ("Save the Markdown", ".md"),
    ("Save catalog.json", "catalog.json"),
    ("Save assessment-plan.json", "assessment-plan.json"),
    ("Save assessment-results.json", "assessment-results.json"),
    (
        "Save plan-of-action-and-milestones.json",
        "plan-of-action-and-milestones.json",
    ),
    ("Save mapping-collection.json", "mapping-collection.json"),
    (
        "Save ciso-assistant-library.yaml",
        "ciso-assistant-library.yaml",
    ),
    ("Save ciso-assistant-audit.csv", "ciso-assistant-audit.csv"),
];

/// Makes the files and saves each. Gives their bytes, and leaves the browser's download folder empty.
async fn make(browser: &Browser) -> Result<Vec<Vec<u8>>, BrowserError> {
    let part = browser.within(".other-programs");
    part.see("Nobody signs these files").await?;
    part.press("Make files for other programs").await?;
    part.see("save them in one folder under the names that they have")
        .await?;
    let mut all = Vec::new();
    for (button, ending) in FILES {
        part.press(button).await?;
        let file = browser.downloaded(ending).await?;
        all.push(fs::read(&file)?);
        fs::remove_file(file)?;
    }
    Ok(all)
}

/// Leaves them for `cargo xtask interop`, which compares them with what the command line makes of the same report.
fn hand_over_to_interop(report: &Path, files: &[Vec<u8>]) -> Result<(), BrowserError> {
    let Some(folder) = std::env::var_os("ASSAY_EXPORTS").map(PathBuf::from) else {
        return Ok(());
    };
    let folder = folder.join("other-programs");
    fs::create_dir_all(&folder)?;
    fs::copy(report, folder.join("report.json"))?;
    for ((_, ending), bytes) in FILES.iter().zip(files) {
        let name = match ending.strip_prefix('.') {
            Some(ending) => format!("made.{ending}"),
            None => (*ending).to_owned(),
        };
        fs::write(folder.join(name), bytes)?;
    }
    Ok(())
}

/// Signs the example, makes the files there and of the saved JSON and PDF in Verify: three times the same.
async fn walk(browser: &Browser) -> Result<(PathBuf, Vec<Vec<u8>>), BrowserError> {
    open_example(browser).await?;
    create_identity(browser).await?;
    sign_report(browser).await?;
    let made = make(browser).await?;
    browser.page().press("Save the JSON").await?;
    let json = browser.downloaded(".json").await?;
    browser.page().press("Save the PDF").await?;
    let pdf = browser.downloaded(".pdf").await?;
    let kept = tempfile::tempdir()?;
    for (file, name) in [(&json, "received.json"), (&pdf, "received.pdf")] {
        let file_there = kept.path().join(name);
        fs::rename(file, &file_there)?;
        browser.go("#/verify").await?;
        verify_file(browser, &file_there, "Valid").await?;
        assert!(make(browser).await? == made, "{name} gives others");
        browser.go("#/").await?;
    }
    fs::rename(kept.path().join("received.json"), &json)?;
    Ok((json, made))
}

#[tokio::test]
async fn files_for_other_programs_are_made_in_chromium() -> Result<(), BrowserError> {
    let browser = Browser::chromium().await?;
    browser.without_save_dialog().await?;
    browser.open_page().await?;
    let (report, made) = walk(&browser).await?;
    hand_over_to_interop(&report, &made)?;
    what_changed_since_gives_nothing(&browser, &report).await?;
    browser.close().await
}

#[tokio::test]
async fn files_for_other_programs_are_made_in_firefox() -> Result<(), BrowserError> {
    let browser = Browser::firefox().await?;
    browser.open_page().await?;
    walk(&browser).await?;
    browser.close().await
}

/// A file that became another one after it was checked, and one that does not hold.
async fn what_changed_since_gives_nothing(
    browser: &Browser,
    report: &Path,
) -> Result<(), BrowserError> {
    let sound = fs::read(report)?;
    browser.go("#/verify").await?;
    verify_file(browser, report, "Valid").await?;
    fs::write(report, [&sound[..], b"\n"].concat())?;
    let part = browser.within(".other-programs");
    part.press("Make files for other programs").await?;
    part.see("changed").await?;

    let text = String::from_utf8_lossy(&sound);
    fs::write(report, text.replacen("Northwind", "Southwind", 1))?;
    browser.go("#/").await?;
    browser.go("#/verify").await?;
    verify_file(browser, report, "Not valid").await?;
    let offered = browser
        .page()
        .text()
        .await?
        .contains("Make files for other programs");
    assert!(!offered, "files are offered of what does not hold");
    Ok(())
}
