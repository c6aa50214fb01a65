//! How long the page does not answer: the longest wait between two turns of a timer, which is the longest
//! task of the page's thread, while something is under way.

use assay_tests::browser::Browser;

use crate::{Failure, table};

/// Looks every few milliseconds. Browsers keep timers 4 ms apart.
const WATCH: &str = r#"
    window.benchTurns = { last: performance.now(), longest: 0, go: true };
    const turn = () => {
        const now = performance.now(), turns = window.benchTurns;
        turns.longest = Math.max(turns.longest, now - turns.last - 4);
        turns.last = now;
        if (turns.go) setTimeout(turn, 4);
    };
    setTimeout(turn, 4);
"#;

/// Ends the watch and gives the longest wait.
const LONGEST: &str =
    "const turns = window.benchTurns; turns.go = false; return Math.max(0, turns.longest)";

/// Begins to watch.
pub(crate) async fn watch(browser: &Browser) -> Result<(), Failure> {
    // Two of the watch's own turns, so that what the driver does is not in it.
    browser.ask(WATCH, Vec::new()).await?;
    let settled = "return window.benchTurns.last > 0 || null";
    browser.wait_until("the watch", settled, Vec::new()).await?;
    Ok(())
}

/// Ends the watch, and prints the longest task since it began.
pub(crate) async fn longest(browser: &Browser, what: &str) -> Result<(), Failure> {
    let longest = browser.ask(LONGEST, Vec::new()).await?;
    let longest = longest.as_f64().unwrap_or_default();
    table::times(
        &format!("Longest task of the page's thread while {what}"),
        &mut [longest],
    );
    Ok(())
}
