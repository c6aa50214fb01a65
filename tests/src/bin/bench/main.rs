//! Figures of the built page in headless Chromium over `file://`, printed as a table. Nothing is
//! asserted: a figure belongs to the machine that it was measured on.

mod backing_up;
mod filled;
mod memory;
mod packing;
mod printing;
mod rooms;
mod scale;
mod signing;
mod table;
mod tasks;
mod typing;

use std::path::Path;
use std::process::ExitCode;
use std::time::Instant;

use assay_assessment::{AssessmentId, Timestamp, UtcOffset, backup, example};
use assay_catalog::Editions;
use assay_tests::{browser::Browser, large_assessment};

/// Why nothing more could be measured.
type Failure = Box<dyn std::error::Error>;

/// What the large assessment holds.
const LARGE: &str =
    "1,007 controls and 500 own risks, each with a note, and 5,000 items of evidence";

/// How often the page is opened, each time in a browser without any data.
const STARTS: usize = 15;

/// How often the filled assessment is opened again.
const REOPENINGS: usize = 5;

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    match measure().await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("bench: {error}");
            ExitCode::FAILURE
        }
    }
}

async fn measure() -> Result<(), Failure> {
    let folder = tempfile::tempdir()?;
    let only = std::env::args().nth(1);
    match only.as_deref() {
        Some("printing") => return print(folder.path()).await,
        Some("packs") => return packing::measure(folder.path()).await,
        _ => {}
    }
    let file = folder.path().join("filled.assay");
    let backup = filled::backup()?;
    table::row("What is opened", filled::WORDS, backup.len());
    std::fs::write(&file, backup)?;
    // Whoever works on lists wants only those figures.
    if only.as_deref() == Some("rooms") {
        return rooms::measure(&file, "64 controls").await;
    }
    if only.as_deref() != Some("scale") {
        at_work(&file).await?;
    }

    rooms::measure(&file, "64 controls").await?;
    scale::measure(&file, "64 controls").await?;
    let large = folder.path().join("large.assay");
    let at = Timestamp::from_milliseconds(1_795_000_000_000);
    let backup = backup::write(&large_assessment::record()?, Vec::new(), at)?.bytes;
    table::row("What is large", LARGE, backup.len());
    std::fs::write(&large, backup)?;
    rooms::measure(&large, "1,007 controls").await?;
    scale::measure(&large, "1,007 controls").await?;
    print(folder.path()).await
}

/// What Chromium prints of the reports whose documents are measured natively.
async fn print(folder: &Path) -> Result<(), Failure> {
    let at = Timestamp::from_milliseconds(1_795_000_000_000);
    let id = AssessmentId::from_random([7; 16]);
    let example = example::open(id, at, UtcOffset::UTC, Editions::bundled_draft())?.record;
    let large = large_assessment::record_of(&large_assessment::Size::of_long_notes())?;
    let file = folder.join("printed.assay");
    for (of, record) in [
        ("The example", example),
        ("1,200 controls with a note of 10 KB each", large),
    ] {
        std::fs::write(&file, backup::write(&record, Vec::new(), at)?.bytes)?;
        // One that does not make it is told, and the others are measured all the same.
        if let Err(error) = printing::measure(&file, of).await {
            println!("| {of}: printed | not made: {error} |  |");
        }
    }
    Ok(())
}

/// A day's work in the filled assessment: from the start to the signed report.
async fn at_work(file: &Path) -> Result<(), Failure> {
    starts().await?;

    let browser = Browser::chromium().await?;
    browser.without_save_dialog().await?;
    browser.open_page().await?;
    let since = Instant::now();
    browser.page().hand_in("Open a file", file).await?;
    browser.wait_to_leave("").await?;
    browser.wait_until_saved().await?;
    let opened = since.elapsed().as_secs_f64() * 1_000.0;
    table::times("Its backup chosen, checked, kept and shown", &mut [opened]);
    reopenings(&browser).await?;
    typing::measure_bare().await?;
    typing::measure(&browser).await?;
    memory::measure(&browser, "before signing").await?;
    signing::measure(&browser).await?;
    memory::measure(&browser, "after signing").await?;
    backing_up::measure(&browser).await?;
    browser.close().await?;
    Ok(())
}

/// From the navigation to the first screen of a page that keeps nothing yet.
async fn starts() -> Result<(), Failure> {
    let mut starts = Vec::new();
    for _ in 0..STARTS {
        let browser = Browser::chromium().await?;
        browser.open_page().await?;
        starts.push(started(&browser).await?);
        browser.close().await?;
    }
    table::times("Navigation to a usable first screen", &mut starts);
    Ok(())
}

/// From the navigation to the overview of the filled assessment.
async fn reopenings(browser: &Browser) -> Result<(), Failure> {
    let mut shown = Vec::new();
    for _ in 0..REOPENINGS {
        browser.driver().refresh().await?;
        browser.wait_for_start().await?;
        let saved = "return document.querySelector('[data-save-state]') && performance.now()";
        let at = browser.wait_until("the assessment", saved, Vec::new());
        shown.push(at.await?.as_f64().unwrap_or_default());
    }
    table::times(
        "Navigation to the overview of the filled assessment",
        &mut shown,
    );
    Ok(())
}

/// When the page said that it had started, in milliseconds after the navigation.
async fn started(browser: &Browser) -> Result<f64, Failure> {
    let mark = "return performance.getEntriesByName('assay-started')[0].startTime";
    Ok(browser
        .ask(mark, Vec::new())
        .await?
        .as_f64()
        .unwrap_or_default())
}
