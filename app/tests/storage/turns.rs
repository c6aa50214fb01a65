//! Long work lets everything else on the page have its turn.

use std::cell::Cell;
use std::rc::Rc;

use assay_app::browser::timers::{self, Timeout};
use wasm_bindgen_test::wasm_bindgen_test;

/// More turns than work has that goes on for seconds.
const MANY: u32 = 100_000;

#[wasm_bindgen_test]
async fn a_timer_gets_its_turn_before_long_work_ends() {
    let rang = Rc::new(Cell::new(false));
    let rings = Rc::clone(&rang);
    let _timer = Timeout::new(0, move || rings.set(true));
    let mut turns = 0;
    while !rang.get() {
        timers::yield_to_page().await;
        turns += 1;
        assert!(turns < MANY, "the timer waits for the work's end");
    }
}
