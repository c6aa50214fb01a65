//! Says what is being done, that it is still being done, and how long it took.

use std::sync::mpsc::{RecvTimeoutError, channel};
use std::time::{Duration, Instant};

/// A step that runs longer than this without an end says so, again and again.
const HEARTBEAT: Duration = Duration::from_secs(60);

/// Carries out one step under a title. Its own output, and that of the programs it starts, stands
/// between the two lines that are printed here.
pub(crate) fn step<Value, Error>(
    title: &str,
    work: impl FnOnce() -> Result<Value, Error>,
) -> Result<Value, Error> {
    println!("== {title}");
    let started = Instant::now();
    let (finished, watch) = channel::<()>();
    let outcome = std::thread::scope(|scope| {
        scope.spawn(move || {
            while watch.recv_timeout(HEARTBEAT) == Err(RecvTimeoutError::Timeout) {
                println!("   ... {title}: {} so far", readable(started.elapsed()));
            }
        });
        let outcome = work();
        drop(finished);
        outcome
    });
    let word = if outcome.is_ok() { "done" } else { "FAILED" };
    println!("== {title}: {word} in {}", readable(started.elapsed()));
    outcome
}

/// A duration for people: tenths of a second below a minute, then minutes and seconds.
fn readable(duration: Duration) -> String {
    let seconds = duration.as_secs();
    if seconds < 60 {
        format!("{seconds}.{} s", duration.subsec_millis() / 100)
    } else {
        format!("{} min {} s", seconds / 60, seconds % 60)
    }
}

/// A number of bytes for people, in kilobytes of 1,000 bytes as browsers and file managers count.
pub(crate) fn readable_size(bytes: usize) -> String {
    format!(
        "{}.{:02} MB ({bytes} bytes)",
        bytes / 1_000_000,
        bytes % 1_000_000 / 10_000
    )
}
