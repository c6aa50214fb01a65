//! How often a PDF was parsed: it takes long and much memory, so tests of signing and checking hold it
//! to a number. Only with the feature `count-parses`.

use std::cell::Cell;

thread_local! {
    static PARSES: Cell<u64> = const { Cell::new(0) };
}

/// How often this thread has parsed a PDF, a part of one included.
#[must_use]
pub fn parses() -> u64 {
    PARSES.get()
}

pub(super) fn note() {
    PARSES.set(PARSES.get() + 1);
}
