//! The saver, over a sink that fails.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use assay_app::browser::timers;
use assay_app::storage::{JournalSink, NoStore, SaveState, Saver, StorageError, Urgency};
use wasm_bindgen_test::wasm_bindgen_test;

use crate::{Entries, entries, until};

#[wasm_bindgen_test]
async fn the_saver_keeps_order_through_failures() {
    for lose_the_answer in [false, true] {
        let sink = Rc::new(Faulty::default());
        sink.failures_to_come.set(2);
        sink.lose_the_answer.set(lose_the_answer);
        let states = Rc::new(RefCell::new(Vec::new()));
        let seen = Rc::clone(&states);
        let saver = Saver::to_sink(Rc::clone(&sink), move |state| {
            seen.borrow_mut().push(state);
        });
        for (seq, bytes) in entries(0..20) {
            let urgency = if seq % 3 == 0 {
                Urgency::AtOnce
            } else {
                Urgency::Typing
            };
            saver.save(seq, bytes, urgency);
            timers::sleep(2).await;
        }
        assert_ne!(saver.state(), SaveState::Saved);
        until("everything is written", || {
            saver.state() == SaveState::Saved
        })
        .await;
        assert_eq!(*sink.written.borrow(), entries(0..20));
        assert_eq!(saver.unsaved(), []);
        let states = states.borrow();
        assert!(
            states
                .iter()
                .any(|state| matches!(state, SaveState::NotSaved(_)))
        );
        assert_eq!(states.last(), Some(&SaveState::Saved));
    }
}

#[wasm_bindgen_test]
async fn unsaved_entries_stay_in_memory_while_the_disk_is_full() {
    let sink = Rc::new(Faulty::default());
    sink.failures_to_come.set(u32::MAX);
    let saver = Saver::to_sink(Rc::clone(&sink), |_| {});
    for (seq, bytes) in entries(0..3) {
        saver.save(seq, bytes, Urgency::AtOnce);
    }
    until("the first attempt has failed", || {
        saver.state() == SaveState::NotSaved(StorageError::Full)
    })
    .await;
    assert_eq!(saver.unsaved(), entries(0..3));
    sink.failures_to_come.set(0);
    saver.flush();
    until("everything is written", || {
        saver.state() == SaveState::Saved
    })
    .await;
    assert_eq!(*sink.written.borrow(), entries(0..3));
}

#[wasm_bindgen_test]
async fn without_a_store_everything_stays_in_memory() {
    let saver = Saver::to_sink(Rc::new(NoStore(StorageError::Missing)), |_| {});
    for (seq, bytes) in entries(0..3) {
        saver.save(seq, bytes, Urgency::AtOnce);
    }
    until("the user reads why", || {
        saver.state() == SaveState::NotSaved(StorageError::Missing)
    })
    .await;
    assert_eq!(saver.unsaved(), entries(0..3));
}

#[wasm_bindgen_test]
async fn typing_is_written_in_few_transactions() {
    let sink = Rc::new(Faulty::default());
    let saver = Saver::to_sink(Rc::clone(&sink), |_| {});
    for (seq, bytes) in entries(0..50) {
        saver.save(seq, bytes, Urgency::Typing);
    }
    until("everything is written", || {
        saver.state() == SaveState::Saved
    })
    .await;
    assert_eq!(sink.attempts.get(), 1);
}

#[wasm_bindgen_test]
async fn leaving_the_page_writes_at_once() {
    let sink = Rc::new(Faulty::default());
    let saver = Saver::to_sink(Rc::clone(&sink), |_| {});
    saver.save(0, b"entry 0".to_vec(), Urgency::Typing);
    let window = web_sys::window().unwrap();
    window
        .dispatch_event(&web_sys::Event::new("pagehide").unwrap())
        .unwrap();
    // The write begins in the same turn of the event loop, not after the typing delay.
    timers::sleep(0).await;
    assert_eq!(sink.attempts.get(), 1);
    until("it is written", || saver.state() == SaveState::Saved).await;
}

/// A sink that fails as often as it is told to, and checks that nothing comes out of order.
#[derive(Default)]
struct Faulty {
    written: RefCell<Entries>,
    failures_to_come: Cell<u32>,
    /// Fails after having written, as a connection that breaks just after the commit.
    lose_the_answer: Cell<bool>,
    attempts: Cell<u32>,
}

impl JournalSink for Faulty {
    async fn append(&self, batch: &[(u64, Vec<u8>)]) -> Result<(), StorageError> {
        self.attempts.set(self.attempts.get() + 1);
        timers::sleep(5).await;
        let failures = self.failures_to_come.get();
        if failures > 0 {
            self.failures_to_come.set(failures - 1);
            if !self.lose_the_answer.get() {
                return Err(StorageError::Full);
            }
        }
        let mut written = self.written.borrow_mut();
        for (seq, bytes) in batch {
            match written.get(*seq as usize) {
                Some(found) => assert_eq!(found, &(*seq, bytes.clone())),
                None => {
                    assert_eq!(*seq, written.len() as u64, "out of order");
                    written.push((*seq, bytes.clone()));
                }
            }
        }
        if failures > 0 {
            return Err(StorageError::ConnectionLost);
        }
        Ok(())
    }
}
