//! The same work for many things, on all cores.

use std::num::NonZeroUsize;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};
use std::thread;

/// How much stack each thread has: as much as the main one usually has, since documents are laid out on it.
const STACK: usize = 16 * 1024 * 1024;

/// How many threads work at once. In a static program it is one: what gives out memory there has a single lock, and two
/// threads that wait for each other at every allocation took three times as long as one alone.
pub(crate) fn cores() -> usize {
    if cfg!(target_env = "musl") {
        return 1;
    }
    thread::available_parallelism().map_or(1, NonZeroUsize::get)
}

/// What comes of each thing, in their order; `done` is told how many are.
pub(crate) fn on_all_cores<T: Sync, R: Send>(
    things: &[T],
    work: impl Fn(&T) -> R + Sync,
    done: impl Fn(usize) + Sync,
) -> Vec<R> {
    let (next, finished) = (AtomicUsize::new(0), AtomicUsize::new(0));
    let results = Mutex::new(Vec::with_capacity(things.len()));
    let go_on = || {
        loop {
            let place = next.fetch_add(1, Ordering::Relaxed);
            let Some(thing) = things.get(place) else {
                return;
            };
            let result = work(thing);
            let mut results = results.lock().unwrap_or_else(PoisonError::into_inner);
            results.push((place, result));
            drop(results);
            done(finished.fetch_add(1, Ordering::Relaxed) + 1);
        }
    };
    thread::scope(|scope| {
        let mut any = false;
        for _ in 0..cores().min(things.len()) {
            let thread = thread::Builder::new().stack_size(STACK);
            any |= thread.spawn_scoped(scope, go_on).is_ok();
        }
        if !any {
            // A system that gives no threads.
            go_on();
        }
    });
    let mut results = results.into_inner().unwrap_or_else(PoisonError::into_inner);
    results.sort_by_key(|(place, _)| *place);
    results.into_iter().map(|(_, result)| result).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_are_in_the_order_of_the_things() {
        let things: Vec<u64> = (0..200).rev().collect();
        let told = AtomicUsize::new(0);
        let found = on_all_cores(
            &things,
            |thing| thing * 2,
            |_| _ = told.fetch_add(1, Ordering::Relaxed),
        );
        let expected: Vec<u64> = things.iter().map(|thing| thing * 2).collect();
        assert_eq!(found, expected);
        assert_eq!(told.into_inner(), 200);
    }
}
