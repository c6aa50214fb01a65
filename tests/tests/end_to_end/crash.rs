//! What browsers promise of strict storage, and Assay builds on.

use assay_tests::browser::{Browser, BrowserError, Kind};

/// Writes one entry with strict durability and ends when the transaction is complete.
const WRITE: &str = r#"
    const done = arguments[arguments.length - 1];
    const open = indexedDB.open("crash", 1);
    open.onupgradeneeded = () => open.result.createObjectStore("kept");
    open.onerror = () => done("not opened");
    open.onsuccess = () => {
        const transaction = open.result.transaction("kept", "readwrite", { durability: "strict" });
        transaction.objectStore("kept").put("saved", "state");
        transaction.oncomplete = () => done("complete");
        transaction.onerror = () => done("not written");
    };
"#;

/// Reads the entry again.
const READ: &str = r#"
    const done = arguments[arguments.length - 1];
    const open = indexedDB.open("crash", 1);
    open.onupgradeneeded = () => done("the database is gone");
    open.onsuccess = () => {
        const get = open.result.transaction("kept").objectStore("kept").get("state");
        get.onsuccess = () => done(String(get.result));
    };
"#;

#[tokio::test]
async fn a_complete_write_survives_a_crash() -> Result<(), BrowserError> {
    let browser = Browser::chromium().await?;
    browser.open_page().await?;
    let written: String = browser
        .driver()
        .execute_async(WRITE, Vec::new())
        .await?
        .convert()?;
    assert_eq!(written, "complete");

    let again = Browser::with_profile(Kind::Chromium, browser.crash().await?).await?;
    again.open_page().await?;
    let read: String = again
        .driver()
        .execute_async(READ, Vec::new())
        .await?
        .convert()?;
    assert_eq!(read, "saved");
    again.close().await
}
