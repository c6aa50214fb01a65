//! The preview of the whole report as Chromium prints it: what one would have without documents of one's own.
//! `cargo xtask bench documents` has the figures that stand beside these.

use std::path::Path;
use std::time::{Duration, Instant};

use assay_tests::browser::Browser;
use thirtyfour::common::print::PrintParameters;

use crate::{Failure, table};

/// How often it is looked whether more of the preview has come, and how often in turn nothing has when it is whole.
const LOOK: Duration = Duration::from_millis(500);
const QUIET: usize = 6;

/// How long somebody would wait for it.
const LIMIT: Duration = Duration::from_secs(300);

/// Opens the backup in a browser of its own, shows the preview until it is whole, and prints it.
pub(crate) async fn measure(file: &Path, of: &str) -> Result<(), Failure> {
    let browser = Browser::chromium().await?;
    browser.open_page().await?;
    browser.page().hand_in("Open a file", file).await?;
    browser.wait_to_leave("").await?;
    browser.wait_until_saved().await?;
    let address = browser.fragment().await?;
    let assessment: Vec<&str> = address.splitn(4, '/').take(3).collect();
    browser
        .go(&format!("{}/report", assessment.join("/")))
        .await?;
    let since = Instant::now();
    browser.page().press("Preview the report").await?;
    let drawn = whole(&browser, since).await?;
    table::times(&format!("{of}: the preview is whole"), &mut [drawn]);

    let since = Instant::now();
    let parameters = PrintParameters {
        background: true,
        ..PrintParameters::default()
    };
    let printed = browser.driver().print_page(parameters).await?;
    let took = since.elapsed().as_secs_f64() * 1_000.0;
    table::times(&format!("{of}: Chromium prints it"), &mut [took]);
    let pages = format!("{} pages", pages(&printed));
    table::row(&format!("{of}: what it printed"), pages, printed.len());
    browser.close().await?;
    Ok(())
}

/// Milliseconds until the last text of the preview came.
async fn whole(browser: &Browser, since: Instant) -> Result<f64, Failure> {
    let length = "return document.querySelector('.report-paper')?.textContent.length ?? 0";
    let (mut last, mut quiet) = (0, 0);
    let mut came = since.elapsed();
    while quiet < QUIET {
        tokio::time::sleep(LOOK).await;
        if since.elapsed() > LIMIT {
            let limit = LIMIT.as_secs();
            return Err(format!(
                "the preview is not whole after {limit} s, with {last} characters"
            )
            .into());
        }
        let now = browser.ask(length, Vec::new()).await?.as_u64();
        let now = now.unwrap_or_default();
        if now == last && now > 0 {
            quiet += 1;
        } else {
            (last, quiet, came) = (now, 0, since.elapsed());
        }
    }
    Ok(came.as_secs_f64() * 1_000.0)
}

/// How many pages a PDF of Chromium's has: it writes each object as it is.
fn pages(pdf: &[u8]) -> usize {
    const PAGE: &[u8] = b"/Type /Page";
    let found = pdf.windows(PAGE.len() + 1);
    found
        .filter(|bytes| bytes.starts_with(PAGE) && !bytes.ends_with(b"s"))
        .count()
}
