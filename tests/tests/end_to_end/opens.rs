//! The built page opens from a disk, is locked, and sends nothing.

use assay_tests::browser::{Browser, BrowserError};

/// Hands over a file that the page made, as an export does.
const HAND_OVER: &str = r##"
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob(["handed over"]));
    link.download = "handed-over.txt";
    link.click();
    location.hash = "#/controls";
    return location.hash;
"##;

async fn open_and_hand_over(browser: Browser) -> Result<(), BrowserError> {
    browser.open_page().await?;
    let heading: String = browser
        .driver()
        .execute("return document.body.innerText", Vec::new())
        .await?
        .convert()?;
    assert!(!heading.trim().is_empty(), "the page shows nothing");

    let is_locked = browser
        .driver()
        .execute("return window.assayIsLocked", Vec::new())
        .await?;
    assert_eq!(is_locked.json(), &true);
    assert_eq!(browser.requests(), Vec::<String>::new());

    let fragment: String = browser
        .driver()
        .execute(HAND_OVER, Vec::new())
        .await?
        .convert()?;
    assert_eq!(fragment, "#/controls");
    let file = browser.downloaded("handed-over.txt").await?;
    assert_eq!(std::fs::read_to_string(file)?, "handed over");
    browser.close().await
}

#[tokio::test]
async fn opens_locked_and_silent_in_chromium() -> Result<(), BrowserError> {
    open_and_hand_over(Browser::chromium().await?).await
}

#[tokio::test]
async fn opens_locked_and_silent_in_firefox() -> Result<(), BrowserError> {
    open_and_hand_over(Browser::firefox().await?).await
}
