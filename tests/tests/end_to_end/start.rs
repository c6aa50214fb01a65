//! What the page shows when it cannot start or has stopped.

use assay_tests::browser::{Browser, BrowserError, page_address};
use serde_json::json;

/// Opens the page in a browser in which `script` has run before it, and returns what it shows.
async fn shown_after(script: &str) -> Result<String, BrowserError> {
    let browser = Browser::chromium().await?;
    let command = "Page.addScriptToEvaluateOnNewDocument";
    browser
        .developer_tools()
        .send_raw(command, json!({ "source": script }))
        .await?;
    browser.driver().goto(page_address()?).await?;
    let Err(BrowserError::NotStarted(shown)) = browser.wait_for_start().await else {
        return Ok("the page as usual".to_owned());
    };
    browser.close().await?;
    Ok(shown)
}

#[tokio::test]
async fn a_browser_without_webassembly_is_told_so() -> Result<(), BrowserError> {
    let shown = shown_after("delete globalThis.WebAssembly").await?;
    assert!(shown.contains("lacks WebAssembly"), "{shown}");
    Ok(())
}

#[tokio::test]
async fn a_browser_without_indexed_db_is_told_so() -> Result<(), BrowserError> {
    let shown =
        shown_after("Object.defineProperty(window, 'indexedDB', { value: undefined })").await?;
    assert!(shown.contains("lacks IndexedDB"), "{shown}");
    Ok(())
}

#[tokio::test]
async fn a_browser_without_streams_is_told_so() -> Result<(), BrowserError> {
    let shown = shown_after("delete globalThis.ReadableStream").await?;
    assert!(shown.contains("lacks ReadableStream"), "{shown}");
    Ok(())
}

#[tokio::test]
async fn a_damaged_copy_is_not_started() -> Result<(), Box<dyn std::error::Error>> {
    let page = std::fs::read(std::env::var("ASSAY_PAGE")?)?;
    let place = |mark: &[u8], from: usize| {
        let mut places = page[from..].windows(mark.len());
        places.position(|window| window == mark).map(|at| from + at)
    };
    let program = |mark: &[u8]| {
        let start = place(mark, 0)? + mark.len();
        let end = place(b"<", start)?;
        Some((start, end))
    };
    let (start, end) = program(b"id=\"assay-program\">").ok_or("no program")?;
    let middle = (start + end) / 2;
    let with = |byte: u8| {
        let mut changed = page.clone();
        changed[middle] = byte;
        changed
    };
    let changed = with(if page[middle] == b'A' { b'B' } else { b'A' });
    let not_in_the_file = with(0);
    let without = |from: usize, to: usize| [&page[..from], &page[to..]].concat();
    let cut = without(middle, end);
    // The program beside the page is needed later, but a file that is cut short lacks its end.
    let mark = b"id=\"assay-worker-program\">";
    let (start, end) = program(mark).ok_or("no program beside the page")?;
    let second_cut = without((start + end) / 2, end);
    let cut_short = page[..(start + end) / 2].to_vec();
    for damaged in [changed, not_in_the_file, cut, second_cut, cut_short] {
        let folder = tempfile::tempdir()?;
        let copy = folder.path().join("assay.html");
        std::fs::write(&copy, damaged)?;
        let browser = Browser::chromium().await?;
        let address = format!("file://{}", copy.display());
        browser.driver().goto(address).await?;
        let Err(BrowserError::NotStarted(shown)) = browser.wait_for_start().await else {
            return Err("it started".into());
        };
        assert!(
            shown.contains("This copy of Assay is damaged") && shown.contains("not touched"),
            "{shown}"
        );
        browser.close().await?;
    }
    Ok(())
}

#[tokio::test]
async fn a_program_that_stops_covers_the_page_and_says_why() -> Result<(), BrowserError> {
    let browser = Browser::chromium().await?;
    browser.open_page().await?;
    let stop = "dispatchEvent(new CustomEvent('assay-stopped', { detail: 'index out of bounds at journal.rs:7' }));
        const message = document.getElementById('boot-stopped');
        const others = [...document.body.children].filter((element) => element !== message);
        return [message.innerText, others.every((element) => element.inert), document.activeElement.innerText]";
    let (shown, is_covered, focused): (String, bool, String) = browser
        .driver()
        .execute(stop, Vec::new())
        .await?
        .convert()?;
    assert!(
        shown.contains("index out of bounds at journal.rs:7") && shown.contains("safe"),
        "{shown}"
    );
    assert!(is_covered);
    assert_eq!(focused, "Reload");
    browser.close().await
}

#[tokio::test]
async fn a_browser_without_javascript_is_told_so() -> Result<(), BrowserError> {
    let browser = Browser::chromium().await?;
    let command = "Emulation.setScriptExecutionDisabled";
    browser
        .developer_tools()
        .send_raw(command, json!({ "value": true }))
        .await?;
    browser.driver().goto(page_address()?).await?;
    let message = browser
        .driver()
        .find(thirtyfour::By::Css("noscript h1"))
        .await?;
    assert_eq!(message.text().await?, "Assay needs JavaScript");
    browser.close().await
}
