//! A pack of 2 GB: made in the page, checked there, and checked by what the command line calls.

use std::fs;
use std::path::Path;
use std::time::Instant;

use assay_tests::browser::Browser;
use assay_tests::screens::{PASSPHRASE, create_identity, sign_report};
use assay_tests::{large_backup, pack};

use crate::{Failure, memory, table, tasks};

/// How many evidence files, and how large each is, in megabytes (10^6 bytes).
const FILES: u8 = 20;
const MEGABYTES: usize = 100;

/// Opens a backup with that much evidence, signs, saves the pack as a download, and hands it in again.
pub(crate) async fn measure(folder: &Path) -> Result<(), Failure> {
    let large = folder.join("evidence.assay");
    large_backup::write(&large, FILES, MEGABYTES).map_err(|error| error.to_string())?;
    let browser = Browser::chromium().await?;
    browser.without_save_dialog().await?;
    browser.open_page().await?;
    let page = browser.page();
    let since = Instant::now();
    page.hand_in("Open a file", &large).await?;
    let open = "return document.body.innerText.includes('was checked and opened')";
    wait(&browser, open).await?;
    took("A backup of 2 GB opened", since);
    fs::remove_file(&large)?;
    create_identity(&browser).await?;
    sign_report(&browser).await?;
    memory::measure(&browser, "before a pack of 2 GB").await?;

    let form = browser.within(".report-pack");
    form.enter("Passphrase, once more", PASSPHRASE).await?;
    let since = Instant::now();
    tasks::watch(&browser).await?;
    form.press("Save the evidence pack").await?;
    let saved =
        "return document.body.innerText.includes('was handed to the browser as a download')";
    wait(&browser, saved).await?;
    took("An evidence pack of 2 GB made and read back", since);
    tasks::longest(&browser, "making a pack of 2 GB").await?;
    memory::measure(&browser, "after a pack of 2 GB").await?;

    let file = browser.downloaded(".evidence.zip").await?;
    browser.go("#/verify").await?;
    let since = Instant::now();
    tasks::watch(&browser).await?;
    page.hand_in("Choose reports", &file).await?;
    let verdict = "return Boolean(document.querySelector('[data-verdict=\"Valid\"]'))";
    wait(&browser, verdict).await?;
    took("That pack verified in the page", since);
    tasks::longest(&browser, "verifying a pack of 2 GB").await?;
    memory::measure(&browser, "after verifying it").await?;

    let before = memory::own_most();
    let since = Instant::now();
    let found = pack::check(&file)?;
    took(
        &format!("That pack verified natively ({:?})", found.standing()),
        since,
    );
    table::megabytes("This program at most before that", before);
    table::megabytes("and after it", memory::own_most());
    // What it downloaded goes with it.
    Ok(browser.close().await?)
}

/// Waits for what takes longer than a person's patience, without asking all the time.
async fn wait(browser: &Browser, for_what: &str) -> Result<(), Failure> {
    loop {
        let answer = browser.ask(for_what, Vec::new()).await?;
        if answer.as_bool() == Some(true) {
            return Ok(());
        }
        let problem = "return document.querySelector('[role=\"alert\"]')?.innerText";
        if let Some(words) = browser.ask(problem, Vec::new()).await?.as_str() {
            return Err(words.to_owned().into());
        }
        tokio::time::sleep(std::time::Duration::from_millis(100)).await;
    }
}

fn took(what: &str, since: Instant) {
    table::times(what, &mut [since.elapsed().as_secs_f64() * 1_000.0]);
}
