//! Opens a page that records (`cargo xtask first-screen`), and prints the numbers of the functions that it calls until
//! the list of assessments is drawn: on a device that keeps nothing yet, and on one that keeps an assessment.

use std::collections::BTreeSet;
use std::process::ExitCode;

use assay_tests::{
    browser::{Browser, BrowserError},
    screens::open_example,
};

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    match called().await {
        Ok(numbers) => {
            for number in numbers {
                println!("{number}");
            }
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("first-screen: {error}");
            ExitCode::FAILURE
        }
    }
}

async fn called() -> Result<BTreeSet<u64>, BrowserError> {
    let browser = Browser::chromium().await?;
    browser.open_page().await?;
    let mut numbers = noted(&browser, "Look at the example").await?;
    open_example(&browser).await?;
    browser.wait_until_saved().await?;
    browser.go("#/").await?;
    // Opened anew, the page has called nothing yet.
    browser.driver().refresh().await?;
    browser.wait_for_start().await?;
    numbers.extend(noted(&browser, "Northwind").await?);
    browser.close().await?;
    Ok(numbers)
}

/// What was called when the page shows these words, and nothing more was in the half second after.
async fn noted(browser: &Browser, words: &str) -> Result<BTreeSet<u64>, BrowserError> {
    browser.page().see(words).await?;
    let settled = "const before = window.settling ?? -1;
        if (before === assayCalled.length && performance.now() > window.settledSince + 500) return assayCalled;
        if (before !== assayCalled.length) window.settledSince = performance.now();
        window.settling = assayCalled.length;
        return null";
    let numbers = browser
        .wait_until("that nothing more is called", settled, Vec::new())
        .await?;
    let numbers = numbers.as_array().into_iter().flatten();
    Ok(numbers.filter_map(serde_json::Value::as_u64).collect())
}
