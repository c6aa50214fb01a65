//! How long the page does not answer while something is under way: the longest wait between two turns of a timer,
//! which may hold a task and the frames after it, and the longest task as Chromium itself tells it, which it does from
//! 50 ms on (W3C, Long Tasks API, 3.1).

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
    window.benchTasks = [];
    const keep = (tasks) => benchTasks.push(...tasks.map((task) => task.duration));
    window.benchObserver = new PerformanceObserver((list) => keep(list.getEntries()));
    benchObserver.observe({ type: "longtask" });
"#;

/// Ends the watch and gives the longest wait and the longest task.
const LONGEST: &str = r#"
    const turns = window.benchTurns;
    turns.go = false;
    const tasks = [...benchTasks, ...benchObserver.takeRecords().map((task) => task.duration)];
    benchObserver.disconnect();
    return [Math.max(0, turns.longest), Math.max(0, ...tasks)];
"#;

/// Begins to watch.
pub(crate) async fn watch(browser: &Browser) -> Result<(), Failure> {
    // Two of the watch's own turns, so that what the driver does is not in it.
    browser.ask(WATCH, Vec::new()).await?;
    let settled = "return window.benchTurns.last > 0 || null";
    browser.wait_until("the watch", settled, Vec::new()).await?;
    Ok(())
}

/// What was longest since a watch began, in milliseconds.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Longest {
    wait: f64,
    /// 0 when none took 50 ms.
    task: f64,
}

/// Ends the watch.
pub(crate) async fn ended(browser: &Browser) -> Result<Longest, Failure> {
    let longest = browser.ask(LONGEST, Vec::new()).await?;
    let (wait, task) = serde_json::from_value(longest)?;
    Ok(Longest { wait, task })
}

/// Ends the watch, and prints what was longest since it began.
pub(crate) async fn longest(browser: &Browser, what: &str) -> Result<(), Failure> {
    print(what, &[ended(browser).await?]);
    Ok(())
}

/// Prints what was longest at each of several times.
pub(crate) fn print(what: &str, longest: &[Longest]) {
    let mut waits: Vec<f64> = longest.iter().map(|longest| longest.wait).collect();
    table::times(
        &format!("Longest wait for the page's thread while {what}"),
        &mut waits,
    );
    let tasks: Vec<String> = longest
        .iter()
        .filter(|longest| longest.task > 0.0)
        .map(|longest| format!("{:.0} ms", longest.task))
        .collect();
    let tasks = match tasks.is_empty() {
        true => "none".to_owned(),
        false => tasks.join(", "),
    };
    table::words(&format!("Tasks of 50 ms and more while {what}"), &tasks);
}
