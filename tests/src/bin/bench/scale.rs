//! How the page keeps up with a large assessment: the same for a small one and for one of 1,007 controls.

use std::path::Path;
use std::time::{Duration, Instant};

use assay_tests::browser::Browser;

use crate::{Failure, table, typing};

/// How often the next control is opened by its key.
const STEPS: usize = 60;

/// What is typed into the filter, key by key.
const SEARCHED: &str = "review policy access network ";

/// Opens the backup in a browser of its own, and measures what an assessor does all day.
pub(crate) async fn measure(file: &Path, size: &str) -> Result<(), Failure> {
    let browser = Browser::chromium().await?;
    browser.open_page().await?;
    let since = Instant::now();
    browser.page().hand_in("Open a file", file).await?;
    browser.wait_to_leave("").await?;
    browser.wait_until_saved().await?;
    let opened = since.elapsed().as_secs_f64() * 1_000.0;
    table::times(
        &format!("{size}: its backup chosen, kept and shown"),
        &mut [opened],
    );
    reopen(&browser, size).await?;
    let address = browser.fragment().await?;
    let assessment: Vec<&str> = address.splitn(4, '/').take(3).collect();
    let assessment = assessment.join("/");

    browser.go(&format!("{assessment}/controls")).await?;
    browser.within("[data-list]").text().await?;
    browser.keys("j").await?;
    browser.within("[data-detail]").text().await?;
    browser.ask(typing::WATCH, Vec::new()).await?;
    browser.keys("n").await?;
    typing::type_keys(
        &browser,
        &format!("{size}: key in a note to the next frame"),
    )
    .await?;
    browser.wait_until_saved().await?;
    browser
        .ask("document.activeElement?.blur()", Vec::new())
        .await?;

    browser.keys("/").await?;
    press_each(
        &browser,
        SEARCHED.chars(),
        &format!("{size}: key in the filter to the list"),
    )
    .await?;
    browser.page().press("Show all").await?;
    browser
        .ask("document.activeElement?.blur()", Vec::new())
        .await?;
    let steps = std::iter::repeat_n('j', STEPS);
    press_each(&browser, steps, &format!("{size}: key to the next control")).await?;

    browser.go(&format!("{assessment}/report")).await?;
    let since = Instant::now();
    browser.page().press("Preview the report").await?;
    let shown = "return document.querySelector('.report-paper') !== null";
    browser.wait_until("the report", shown, Vec::new()).await?;
    let drawn = since.elapsed().as_secs_f64() * 1_000.0;
    table::times(
        &format!("{size}: the report's beginning is shown"),
        &mut [drawn],
    );
    browser.close().await?;
    Ok(())
}

/// From the navigation to the overview.
async fn reopen(browser: &Browser, size: &str) -> Result<(), Failure> {
    let mut shown = Vec::new();
    for _ in 0..3 {
        browser.driver().refresh().await?;
        browser.wait_for_start().await?;
        let saved = "return document.querySelector('[data-save-state]') && performance.now()";
        let at = browser.wait_until("the assessment", saved, Vec::new());
        shown.push(at.await?.as_f64().unwrap_or_default());
    }
    table::times(&format!("{size}: navigation to its overview"), &mut shown);
    Ok(())
}

/// Presses keys one after the other, and prints how long each took to the next frame.
async fn press_each(
    browser: &Browser,
    keys: impl Iterator<Item = char>,
    what: &str,
) -> Result<(), Failure> {
    browser.ask("benchFrames.length = 0", Vec::new()).await?;
    for key in keys {
        browser.keys(&key.to_string()).await?;
        tokio::time::sleep(Duration::from_millis(60)).await;
    }
    tokio::time::sleep(Duration::from_secs(1)).await;
    let frames = browser.ask("return benchFrames", Vec::new()).await?;
    let mut frames: Vec<f64> = serde_json::from_value(frames)?;
    table::times(what, &mut frames);
    Ok(())
}
