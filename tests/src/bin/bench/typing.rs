//! A key in a note: until the frame after it is drawn, and until the page says that it is on disk.

use std::time::Duration;

use assay_tests::browser::Browser;

use crate::{Failure, table};

/// How many keys are typed in a row.
const KEYS: usize = 200;

/// How many keys are typed one by one, each after the one before it was saved.
const SAVES: usize = 40;

/// The control whose note is typed.
const CONTROL: &str = "req-local-slashing-db";

/// A field in a page with nothing else.
const BARE_FIELD: &str = "document.body.append(document.createElement('textarea')); document.querySelector('textarea').focus()";

/// Takes the time at every key from when the browser got it.
pub(crate) const WATCH: &str = r#"
    window.benchFrames = [];
    window.benchSaves = [];
    let pressed = 0;
    let unsaved = false;
    addEventListener("keydown", (event) => {
        const at = event.timeStamp;
        pressed = at;
        unsaved = false;
        requestAnimationFrame(() => {
            const channel = new MessageChannel();
            channel.port1.onmessage = () => window.benchFrames.push(performance.now() - at);
            channel.port2.postMessage(0);
        });
    }, true);
    const look = () => {
        const state = document.querySelector("[data-save-state]")?.dataset.saveState;
        if (!pressed) return;
        if (state !== "Saved") unsaved = true;
        else if (unsaved) { window.benchSaves.push(performance.now() - pressed); pressed = 0; }
    };
    new MutationObserver(look).observe(document.body, { subtree: true, childList: true, attributes: true });
"#;

/// Types into a field of an empty page: what browser and machine take by themselves.
pub(crate) async fn measure_bare() -> Result<(), Failure> {
    let browser = Browser::chromium().await?;
    browser.driver().goto("about:blank").await?;
    browser.ask(BARE_FIELD, Vec::new()).await?;
    browser.ask(WATCH, Vec::new()).await?;
    type_keys(
        &browser,
        "Key in the field of an empty page to the next frame",
    )
    .await?;
    browser.close().await?;
    Ok(())
}

/// Types into the note of a control of the filled assessment.
pub(crate) async fn measure(browser: &Browser) -> Result<(), Failure> {
    let address = browser.fragment().await?;
    let assessment: Vec<&str> = address.splitn(4, '/').take(3).collect();
    let control = format!("{}/controls/{CONTROL}", assessment.join("/"));
    browser.go(&control).await?;
    browser.within("[data-detail]").text().await?;
    browser.ask(WATCH, Vec::new()).await?;
    browser.keys("n").await?;
    type_keys(browser, "Key in a note to the next frame").await?;
    browser.wait_until_saved().await?;

    browser.ask("benchSaves.length = 0", Vec::new()).await?;
    for index in 0..SAVES {
        browser.keys("b").await?;
        let saved = format!("return benchSaves.length > {index}");
        browser
            .wait_until("\u{201c}Saved\u{201d}", &saved, Vec::new())
            .await?;
    }
    let saves = browser.ask("return benchSaves", Vec::new()).await?;
    let mut saves: Vec<f64> = serde_json::from_value(saves)?;
    table::times("Key in a note to \u{201c}Saved\u{201d}", &mut saves);
    browser.tab().await?;
    Ok(())
}

pub(crate) async fn type_keys(browser: &Browser, what: &str) -> Result<(), Failure> {
    tokio::time::sleep(Duration::from_secs(1)).await;
    browser.ask("benchFrames.length = 0", Vec::new()).await?;
    for index in 0..KEYS {
        browser.keys(if index % 7 == 6 { " " } else { "a" }).await?;
        tokio::time::sleep(Duration::from_millis(35)).await;
    }
    tokio::time::sleep(Duration::from_secs(1)).await;
    let frames = browser.ask("return benchFrames", Vec::new()).await?;
    let mut frames: Vec<f64> = serde_json::from_value(frames)?;
    table::times(what, &mut frames);
    Ok(())
}
