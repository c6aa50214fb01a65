//! Deleting an assessment that this window, another one or nobody has open.

use assay_app::browser::timers;
use assay_app::desk::{DeskError, OpenAssessment};
use assay_app::storage::{AssessmentStore, Claim, Library, claim_writer};
use assay_assessment::Details;
use leptos::prelude::GetUntracked;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::desk::{FullDisk, desk, open, title_on_disk, titled, titled_details};

#[wasm_bindgen_test]
async fn what_another_window_writes_is_not_deleted() {
    let ((_owner, writing), (_other_owner, deleting)) = (desk().await, desk().await);
    let id = writing
        .begin(Details::default(), assay_catalog::Editions::bundled_draft())
        .await
        .unwrap();
    let writer = open(writing, &id).await;
    assert_eq!(deleting.delete(&id).await, Err(DeskError::OpenElsewhere));
    let library = Library::open().await.unwrap();
    assert_eq!(library.deletion(&id).await, Ok(None));

    writer.perform(titled("Goes on")).unwrap();
    writing.close().await;
    assert_eq!(title_on_disk(&id).await, "Goes on");
    deleting.delete(&id).await.unwrap();
    assert!(library.deletion(&id).await.unwrap().is_some());
}

#[wasm_bindgen_test]
async fn what_this_window_writes_is_put_away_and_deleted() {
    let (_owner, desk) = desk().await;
    let id = desk
        .begin(Details::default(), assay_catalog::Editions::bundled_draft())
        .await
        .unwrap();
    open(desk, &id).await.perform(titled("Deleted")).unwrap();
    desk.delete(&id).await.unwrap();
    assert!(matches!(
        desk.open_assessment().get_untracked(),
        OpenAssessment::None
    ));
    assert_eq!(title_on_disk(&id).await, "Deleted");
    // Whoever deletes it for good needs the lock again.
    let claim = claim_writer(&id).await;
    assert!(matches!(claim, Claim::Writer(_)), "the lock was kept");
    drop(claim);
    desk.delete_for_good(&id).await.unwrap();
    let places = AssessmentStore::ids_on_this_device().await.unwrap();
    assert!(!places.contains(&id));
}

#[wasm_bindgen_test]
async fn what_is_not_on_disk_yet_is_not_deleted() {
    let (_owner, desk) = desk().await;
    let id = desk
        .begin(Details::default(), assay_catalog::Editions::bundled_draft())
        .await
        .unwrap();
    let workbench = open(desk, &id).await;
    let full = FullDisk::begin();
    workbench.perform(titled("Not on disk")).unwrap();
    assert_eq!(desk.delete(&id).await, Err(DeskError::UnsavedHere));
    drop(full);
    desk.save_now();
    desk.delete(&id).await.unwrap();
    assert_eq!(title_on_disk(&id).await, "Not on disk");
}

/// A window that begins to read it meanwhile would otherwise take it for thrown away by the browser.
#[wasm_bindgen_test]
async fn what_is_opened_while_it_is_deleted_for_good_is_not_written_anew() {
    let ((_owner, deleting), (_other_owner, opening)) = (desk().await, desk().await);
    for wait in 0..16 {
        let id = deleting
            .begin(
                titled_details("Gone"),
                assay_catalog::Editions::bundled_draft(),
            )
            .await
            .unwrap();
        deleting.delete(&id).await.unwrap();
        let opened = id.clone();
        wasm_bindgen_futures::spawn_local(async move {
            timers::sleep(wait).await;
            opening.open(&opened).await;
        });
        let deleted = deleting.delete_for_good(&id).await;
        // A window that takes over writes within this time.
        timers::sleep(400).await;
        let places = AssessmentStore::ids_on_this_device().await.unwrap();
        assert_eq!(
            places.contains(&id),
            deleted.is_err(),
            "opened {wait} ms after it began: {deleted:?}"
        );
        opening.close().await;
    }
}

#[wasm_bindgen_test]
async fn what_another_window_only_shows_is_not_deleted_for_good() {
    let ((_owner, deleting), (_other_owner, showing)) = (desk().await, desk().await);
    let id = deleting
        .begin(Details::default(), assay_catalog::Editions::bundled_draft())
        .await
        .unwrap();
    let store = AssessmentStore::create(&id).await.unwrap();
    // What is damaged is shown without the lock.
    store.append(&[(9, b"no entry".to_vec())]).await.ok();
    drop(store);
    deleting.delete(&id).await.unwrap();
    open(showing, &id).await;
    let deleted = deleting.delete_for_good(&id).await;
    assert_eq!(deleted, Err(DeskError::OpenElsewhere));
    assert!(AssessmentStore::open(&id).await.is_ok());
    showing.close().await;
    deleting.delete_for_good(&id).await.unwrap();
}
