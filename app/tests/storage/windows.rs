//! Several windows with one assessment: one writes, the others follow.

use std::cell::Cell;
use std::rc::Rc;

use assay_app::browser::{
    locks::{self, Attempts},
    timers,
};
use assay_app::storage::{Claim, claim_writer, wait_for_writer};
use wasm_bindgen_test::wasm_bindgen_test;

use crate::{new_id, until};

#[wasm_bindgen_test]
async fn one_tab_writes_and_the_next_takes_over() {
    let id = new_id();
    let Claim::Writer(first) = claim_writer(&id).await else {
        panic!("nobody else writes yet");
    };
    assert!(first.is_exclusive());
    assert!(matches!(claim_writer(&id).await, Claim::ReadOnly));
    let Claim::Writer(_other) = claim_writer(&new_id()).await else {
        panic!("another assessment has a lock of its own");
    };

    let taken_over = Rc::new(Cell::new(false));
    let flag = Rc::clone(&taken_over);
    let waiting_id = id.clone();
    wasm_bindgen_futures::spawn_local(async move {
        let _lock = wait_for_writer(&waiting_id).await;
        flag.set(true);
        std::future::pending::<()>().await;
    });
    timers::sleep(50).await;
    assert!(!taken_over.get(), "two tabs would write");
    drop(first);
    until("the waiting tab writes", || taken_over.get()).await;
    assert!(matches!(claim_writer(&id).await, Claim::ReadOnly));
}

#[wasm_bindgen_test]
async fn who_stops_waiting_for_a_lock_does_not_get_it() {
    let name = format!("assay-test-{}", new_id());
    let locks::TryLock::Held(held) = locks::try_lock(&name, Attempts::One).await else {
        panic!("the lock is free");
    };
    let mut waiting: std::pin::Pin<Box<dyn Future<Output = _>>> = {
        let name = name.clone();
        Box::pin(async move { locks::lock(&name).await })
    };
    assert!(timers::within(20, &mut waiting).await.is_none());
    drop(waiting);
    drop(held);
    timers::sleep(20).await;
    assert!(matches!(
        locks::try_lock(&name, Attempts::One).await,
        locks::TryLock::Held(_)
    ));
}
