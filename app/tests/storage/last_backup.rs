//! Which backup is the last is known in the assessment's database; the list and the windows follow it.

use assay_app::desk::Desk;
use assay_app::storage::{AssessmentStore, LastBackup, Library, LibraryEntry, MetaKey, SaveState};
use assay_app::workbench::Workbench;
use assay_assessment::Details;
use leptos::prelude::{GetUntracked, Set};
use wasm_bindgen_test::wasm_bindgen_test;

use crate::desk::{FullDisk, desk, open, titled};
use crate::until;

fn backup(seq: u64) -> LastBackup {
    LastBackup {
        at: 7,
        seq,
        name: "kept.assay".to_owned(),
        checked: None,
    }
}

async fn note(store: &AssessmentStore, last: &LastBackup) {
    let bytes = serde_json::to_vec(last).unwrap();
    store.set_meta(MetaKey::LastBackup, &bytes).await.unwrap();
}

async fn noted(id: &str) -> Option<LastBackup> {
    let (store, _) = AssessmentStore::open(id).await.unwrap();
    let bytes = store.meta(MetaKey::LastBackup).await.unwrap();
    bytes.map(|bytes| serde_json::from_slice(&bytes).unwrap())
}

async fn listed(id: &str) -> LibraryEntry {
    let library = Library::open().await.unwrap();
    library.entry(id).await.unwrap().unwrap()
}

/// Changes something, and waits until it is on disk and in the list.
async fn change(desk: Desk, workbench: Workbench, title: &str) {
    workbench.perform(titled(title)).unwrap();
    let in_list = || {
        let list = desk.assessments().get_untracked();
        list.iter().any(|entry| entry.title == title)
    };
    until("it is listed", in_list).await;
    let state = workbench.save_state().get_untracked();
    assert_eq!(state, SaveState::Saved);
}

#[wasm_bindgen_test]
async fn the_list_follows_the_database_also_where_it_says_more() {
    let (_owner, desk) = desk().await;
    let id = desk
        .begin(Details::default(), assay_catalog::Editions::bundled_draft())
        .await
        .unwrap();
    let (store, _) = AssessmentStore::open(&id).await.unwrap();
    note(&store, &backup(0)).await;
    let library = Library::open().await.unwrap();
    let entry = LibraryEntry {
        last_backup: Some(backup(9)),
        ..listed(&id).await
    };
    library.upsert(&entry).await.unwrap();

    let workbench = open(desk, &id).await;
    change(desk, workbench, &format!("Of {id}")).await;
    assert_eq!(listed(&id).await.last_backup, Some(backup(0)));
    let shown = workbench.last_backup().get_untracked();
    assert_eq!(shown, Some(backup(0)));
    assert_eq!(noted(&id).await, Some(backup(0)));
    desk.close().await;
}

#[wasm_bindgen_test]
async fn what_another_window_noted_is_shown_and_nothing_older_takes_its_place() {
    let (_owner, desk) = desk().await;
    let id = desk
        .begin(Details::default(), assay_catalog::Editions::bundled_draft())
        .await
        .unwrap();
    let workbench = open(desk, &id).await;
    workbench.last_backup().set(Some(backup(0)));
    let (store, _) = AssessmentStore::open(&id).await.unwrap();
    note(&store, &backup(1)).await;
    desk.look_again().await.unwrap();
    let shown = workbench.last_backup().get_untracked();
    assert_eq!(shown, Some(backup(1)));
    assert_eq!(noted(&id).await, Some(backup(1)));
    desk.close().await;
}

#[wasm_bindgen_test]
async fn what_the_database_did_not_take_is_noted_when_something_is_saved() {
    let (_owner, desk) = desk().await;
    let id = desk
        .begin(Details::default(), assay_catalog::Editions::bundled_draft())
        .await
        .unwrap();
    let workbench = open(desk, &id).await;
    let full = FullDisk::begin();
    workbench.last_backup().set(Some(backup(1)));
    desk.look_again().await.unwrap();
    let shown = workbench.last_backup().get_untracked();
    assert_eq!(shown, Some(backup(1)));
    drop(full);
    assert_eq!(noted(&id).await, None);
    change(desk, workbench, &format!("Of {id}")).await;
    assert_eq!(noted(&id).await, Some(backup(1)));
    assert_eq!(listed(&id).await.last_backup, Some(backup(1)));
    desk.close().await;
}
