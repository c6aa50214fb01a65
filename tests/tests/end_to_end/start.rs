//! What the page shows when it cannot start or has stopped.

use assay_tests::browser::{Browser, BrowserError, page_address};
use assay_tests::screens::open_example;
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

/// The page's file, and where in it the bytes stand that the element of this name holds.
fn program_in(page: &[u8], name: &str) -> Option<(usize, usize)> {
    let place = |mark: &[u8], from: usize| {
        let mut places = page[from..].windows(mark.len());
        places.position(|window| window == mark).map(|at| from + at)
    };
    let mark = format!("id=\"{name}\">");
    let start = place(mark.as_bytes(), 0)? + mark.len();
    Some((start, place(b"<", start)?))
}

/// Opens a copy of the page that holds these bytes.
async fn opened(bytes: &[u8]) -> Result<(Browser, tempfile::TempDir), Box<dyn std::error::Error>> {
    let folder = tempfile::tempdir()?;
    let copy = folder.path().join("assay.html");
    std::fs::write(&copy, bytes)?;
    let browser = Browser::chromium().await?;
    let address = format!("file://{}", copy.display());
    browser.driver().goto(address).await?;
    Ok((browser, folder))
}

#[tokio::test]
async fn a_damaged_copy_is_not_started() -> Result<(), Box<dyn std::error::Error>> {
    let page = std::fs::read(std::env::var("ASSAY_PAGE")?)?;
    let (start, end) = program_in(&page, "assay-program").ok_or("no program")?;
    let middle = (start + end) / 2;
    let with = |byte: u8| {
        let mut changed = page.clone();
        changed[middle] = byte;
        changed
    };
    let changed = with(if page[middle] == b'A' { b'B' } else { b'A' });
    let not_in_the_file = with(0);
    let cut = [&page[..middle], &page[end..]].concat();
    for damaged in [changed, not_in_the_file, cut] {
        let (browser, _folder) = opened(&damaged).await?;
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
async fn a_copy_whose_rest_is_damaged_is_covered_at_once() -> Result<(), Box<dyn std::error::Error>>
{
    let page = std::fs::read(std::env::var("ASSAY_PAGE")?)?;
    // The program beside the page is needed later, but a file that is cut short lacks its end.
    let (start, end) = program_in(&page, "assay-worker-program").ok_or("nothing beside")?;
    let middle = (start + end) / 2;
    let mut all = vec![
        [&page[..middle], &page[end..]].concat(),
        page[..middle].to_vec(),
    ];
    let (start, end) = program_in(&page, "assay-later-program").ok_or("no second part")?;
    // A page that is being worked on is in one part.
    if start < end {
        let middle = (start + end) / 2;
        let mut changed = page.clone();
        changed[middle] = if page[middle] == b'A' { b'B' } else { b'A' };
        all.extend([changed, [&page[..middle], &page[end..]].concat()]);
    }
    for damaged in all {
        let (browser, _folder) = opened(&damaged).await?;
        let covered = "const message = document.getElementById('boot-stopped');
            const others = [...document.body.children].filter((element) => element !== message);
            return message && others.every((element) => element.inert) && message.innerText";
        let shown = browser
            .wait_until("the message", covered, Vec::new())
            .await?;
        let shown = shown.as_str().unwrap_or_default();
        assert!(
            shown.contains("This copy of Assay is damaged") && shown.contains("not touched"),
            "{shown}"
        );
        browser.close().await?;
    }
    Ok(())
}

#[tokio::test]
async fn firefox_opens_the_page_once_more_and_again() -> Result<(), BrowserError> {
    let browser = Browser::firefox().await?;
    for _ in 0..3 {
        browser.open_page().await?;
        browser.driver().refresh().await?;
        browser.wait_for_start().await?;
    }
    browser.close().await
}

/// How often the second part of the page's program had to be brought while everything waited.
const AT_ONCE: &str = "return performance.getEntriesByName('assay-complete').length
    ? performance.getEntriesByName('assay-later-at-once').length : null";

#[tokio::test]
async fn the_first_screen_needs_nothing_of_the_second_part() -> Result<(), BrowserError> {
    let browser = Browser::chromium().await?;
    browser.open_page().await?;
    let waited = browser
        .wait_until("both parts", AT_ONCE, Vec::new())
        .await?;
    assert_eq!(
        waited, 0,
        "run `cargo xtask first-screen`, with nothing kept"
    );
    open_example(&browser).await?;
    browser.wait_until_saved().await?;
    browser.go("#/").await?;
    browser.driver().refresh().await?;
    let waited = browser
        .wait_until("both parts", AT_ONCE, Vec::new())
        .await?;
    assert_eq!(
        waited, 0,
        "run `cargo xtask first-screen`, with an assessment"
    );
    browser.close().await
}

#[tokio::test]
async fn whoever_is_faster_than_the_second_part_gets_it_at_once() -> Result<(), BrowserError> {
    let browser = Browser::chromium().await?;
    // The second part never comes by itself.
    let never = "Object.defineProperty(window, 'assayUnpack', { configurable: true, set(unpack) {
            unpack.later = () => new Promise(() => {});
            Object.defineProperty(window, 'assayUnpack', { value: unpack });
        } })";
    browser
        .developer_tools()
        .send_raw(
            "Page.addScriptToEvaluateOnNewDocument",
            json!({ "source": never }),
        )
        .await?;
    browser.open_page().await?;
    open_example(&browser).await?;
    browser.wait_until_saved().await?;
    let brought = "return [performance.getEntriesByName('assay-later-at-once').length,
        Number(document.getElementById('assay-program').dataset.later)]";
    let (times, length): (u32, u32) = browser
        .driver()
        .execute(brought, Vec::new())
        .await?
        .convert()?;
    assert_eq!(times, u32::from(length > 0));
    browser.close().await
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
