//! Backing up, and opening the backup again.

use std::time::Instant;

use assay_tests::browser::Browser;

use crate::{Failure, table, tasks};

/// Saves a backup of the open assessment as a download, and hands it in again.
pub(crate) async fn measure(browser: &Browser) -> Result<(), Failure> {
    let page = browser.page();
    let since = Instant::now();
    tasks::watch(browser).await?;
    page.press("Save a backup").await?;
    page.see("was handed to the browser as a download").await?;
    let saved = since.elapsed().as_secs_f64() * 1_000.0;
    tasks::longest(browser, "backing up").await?;
    table::times(
        "Save a backup, as a download, and read it back",
        &mut [saved],
    );

    let file = browser.downloaded(".assay").await?;
    browser.go("#/").await?;
    let since = Instant::now();
    tasks::watch(browser).await?;
    page.hand_in("Open a file", &file).await?;
    page.see("is the same as what is on this device").await?;
    let opened = since.elapsed().as_secs_f64() * 1_000.0;
    tasks::longest(browser, "opening that backup again").await?;
    table::times("The same backup compared with what is here", &mut [opened]);
    Ok(())
}
