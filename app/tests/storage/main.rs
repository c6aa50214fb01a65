//! The storage layer, and the desk over it, against a real browser's IndexedDB, Web Locks and timers.
//!
//! All of it is one program, because each one links the whole page.

#![cfg(target_arch = "wasm32")]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test fails by panicking, in its helpers too"
)]

mod connection;
mod damage;
mod deletion;
mod desk;
mod editions;
mod evidence;
mod journal;
mod last_backup;
mod library;
mod lost;
mod turns;
mod windows;

use assay_app::browser::indexed_db::Layout;
use assay_app::browser::{random, timers};
use assay_app::storage::AssessmentStore;
use wasm_bindgen_test::wasm_bindgen_test_configure;

wasm_bindgen_test_configure!(run_in_browser);

type Entries = Vec<(u64, Vec<u8>)>;

fn new_id() -> String {
    random::uuid().expect("the browser has randomness")
}

fn entries(numbers: std::ops::Range<u64>) -> Entries {
    numbers
        .map(|seq| (seq, format!("entry {seq}").into_bytes()))
        .collect()
}

/// Waits until `condition` holds; fails the test when it does not within ten seconds.
async fn until(what: &str, condition: impl Fn() -> bool) {
    for _ in 0..1_000 {
        if condition() {
            return;
        }
        timers::sleep(10).await;
    }
    panic!("waited in vain until {what}");
}

fn assessment_layout(store: &AssessmentStore) -> Layout {
    Layout {
        name: store.database_name().to_owned(),
        version: 1,
        stores: &[],
    }
}
