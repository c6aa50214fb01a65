//! Several windows over one simulated browser, driven through schedules that a seed chooses.
//!
//! `cargo test -p assay-desk` runs 60,000 schedules, `cargo xtask torture` as many as wanted. A failure
//! prints its seed and the shortest schedule that still fails.
//!
//! `ASSAY_SEED` is the seed of the first schedule, `ASSAY_SCHEDULES` says how many are run.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test fails by panicking, in its helpers too"
)]

#[path = "simulator/bench.rs"]
mod bench;
#[path = "simulator/check.rs"]
mod check;
#[path = "simulator/choices.rs"]
mod choices;
#[path = "simulator/disk.rs"]
mod disk;
#[path = "simulator/eraser.rs"]
mod eraser;
#[path = "simulator/locks.rs"]
mod locks;
#[path = "simulator/schedule.rs"]
mod schedule;
#[path = "simulator/seen.rs"]
mod seen;
#[path = "simulator/window.rs"]
mod window;
#[path = "simulator/world.rs"]
mod world;

use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Instant;

use schedule::{Failure, Run};
use seen::Seen;

/// How many schedules an ordinary run of the tests takes.
const SCHEDULES: u64 = 60_000;

fn number(name: &str) -> Option<u64> {
    std::env::var(name).ok()?.parse().ok()
}

#[test]
fn no_schedule_loses_work() {
    let first = number("ASSAY_SEED").unwrap_or(1);
    let schedules = number("ASSAY_SCHEDULES").unwrap_or(SCHEDULES);
    let (next, steps) = (AtomicU64::new(first), AtomicU64::new(0));
    let started = Instant::now();
    let seen = Mutex::new(Seen::default());
    let end = first.saturating_add(schedules);
    let hunt = || -> Option<(u64, Failure)> {
        loop {
            let seed = next.fetch_add(1, Ordering::Relaxed);
            if seed >= end {
                return None;
            }
            let run = Run::of_seed(seed);
            steps.fetch_add(run.steps, Ordering::Relaxed);
            seen.lock().expect("no thread panics").add(run.seen);
            if let Some(failure) = run.failure {
                // The other thread need not go on.
                next.store(end, Ordering::Relaxed);
                return Some((seed, failure));
            }
        }
    };
    let found = std::thread::scope(|scope| {
        let other = scope.spawn(hunt);
        hunt().or(other.join().expect("a schedule panicked"))
    });
    if let Some((seed, failure)) = found {
        let shrunk = schedule::shrink(failure);
        panic!(
            "ASSAY_SEED={seed} ASSAY_SCHEDULES=1 fails: {}\n\nThe shortest schedule that fails so, {} steps:\n{}",
            shrunk.why,
            shrunk.choices.len(),
            shrunk.log.join("\n")
        );
    }
    println!(
        "{schedules} schedules from seed {first}, {} steps, {:.1} s: nothing found",
        steps.load(Ordering::Relaxed),
        started.elapsed().as_secs_f64()
    );
    let seen = seen.into_inner().expect("no thread panics");
    for (what, times) in &seen.0 {
        println!("{times:>10} {what}");
    }
    if schedules >= SCHEDULES {
        assert!(seen.lacks().is_empty(), "never seen: {:?}", seen.lacks());
    }
}
