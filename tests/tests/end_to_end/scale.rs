//! A large assessment: lists are drawn as far as they are seen, and lead everywhere all the same.

use assay_assessment::{Timestamp, backup};
use assay_tests::browser::{Browser, BrowserError};
use assay_tests::large_assessment::{self, EVIDENCE_ITEMS};
use serde_json::json;

/// How many rows of the list are there.
const ROWS: &str = "return document.querySelectorAll('[data-list] .list-row').length";

/// Brings the last row into sight, and says whether there are more of them than before.
const FURTHER: &str =
    "const rows = [...document.querySelectorAll('[data-list] .list-row')].filter(isSeen);
    rows.at(-1).scrollIntoView();
    return rows.length > arguments[0] && rows.length";

#[tokio::test]
async fn lists_are_drawn_as_far_as_they_are_seen() -> Result<(), BrowserError> {
    let at = Timestamp::from_milliseconds(1_795_000_000_000);
    let record =
        large_assessment::record().map_err(|error| std::io::Error::other(error.to_string()))?;
    let written = backup::write(&record, Vec::new(), at)
        .map_err(|error| std::io::Error::other(error.to_string()))?;
    let folder = tempfile::tempdir()?;
    let file = folder.path().join("large.assay");
    std::fs::write(&file, written.bytes)?;

    let browser = Browser::chromium().await?;
    browser.open_page().await?;
    browser.page().hand_in("Open a file", &file).await?;
    let overview = browser.wait_to_leave("").await?;
    let assessment = overview.trim_end_matches("/overview").to_owned();
    browser.wait_until_saved().await?;
    for (room, all) in [
        ("controls", 1_007),
        ("risks", 500),
        ("evidence", EVIDENCE_ITEMS),
    ] {
        browser.go(&format!("{assessment}/{room}")).await?;
        browser.within("[data-list]").text().await?;
        let first = browser.ask(ROWS, Vec::new()).await?.as_u64();
        let first = first.unwrap_or_default();
        assert!((100..400).contains(&first), "{room}: {first} of {all}");
        // Whoever scrolls on sees more.
        let more = browser
            .wait_until("more rows", FURTHER, vec![json!(first)])
            .await?;
        browser
            .wait_until("still more rows", FURTHER, vec![more])
            .await?;
    }

    // Whoever comes from elsewhere finds the row of the item, however far down it is.
    let last = record.catalog().controls().last();
    let last = last
        .map(|control| control.id().to_string())
        .unwrap_or_default();
    browser.go(&format!("{assessment}/controls/{last}")).await?;
    browser.within("[data-detail]").see(&last).await?;
    let current = "const row = document.querySelector('[data-list] [aria-current]');
        return row !== null && row.hash.endsWith(arguments[0]) && isSeen(row)";
    browser
        .wait_until("its row", current, vec![json!(last)])
        .await?;
    // The filter looks through all of them, not only through what is drawn.
    browser.keys("/").await?;
    browser.keys(&last).await?;
    browser.page().see("1 of 1007 controls").await?;
    browser.close().await
}
