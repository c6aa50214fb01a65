//! An assessment's journal, snapshots and small records.

use assay_app::storage::{AssessmentStore, MetaKey, SNAPSHOTS_KEPT, StorageError};
use wasm_bindgen_test::wasm_bindgen_test;

use crate::{entries, new_id};

#[wasm_bindgen_test]
async fn what_was_appended_is_there_after_reopening() {
    let id = new_id();
    let store = AssessmentStore::create(&id).await.unwrap();
    store.append(&entries(0..3)).await.unwrap();
    store.append(&entries(3..5)).await.unwrap();
    store.close();

    let (store, stored) = AssessmentStore::open(&id).await.unwrap();
    assert_eq!(stored.entries, entries(0..5));
    assert_eq!(stored.snapshots, []);
    assert_eq!(store.read_from(3).await.unwrap(), entries(3..5));
    assert_eq!(store.read_from(5).await.unwrap(), []);
}

#[wasm_bindgen_test]
async fn entries_sort_by_number_and_not_by_text() {
    let store = AssessmentStore::create(&new_id()).await.unwrap();
    store.append(&entries(0..120)).await.unwrap();
    let stored = store.read_all().await.unwrap();
    assert_eq!(stored.entries, entries(0..120));
}

#[wasm_bindgen_test]
async fn an_entry_is_never_overwritten() {
    let id = new_id();
    let store = AssessmentStore::create(&id).await.unwrap();
    store.append(&entries(0..3)).await.unwrap();

    let other = vec![(3, b"new".to_vec()), (2, b"another".to_vec())];
    let refused = Err(StorageError::AlreadyThere);
    assert_eq!(store.append(&other).await, refused);
    // Nor is the same one taken for another; whoever tries again looks first.
    assert_eq!(store.append(&entries(2..5)).await, refused);
    let stored = store.read_all().await.unwrap();
    assert_eq!(
        stored.entries,
        entries(0..3),
        "nothing of a refused append may be on disk"
    );
}

#[wasm_bindgen_test]
async fn opening_what_does_not_exist_makes_nothing() {
    let id = new_id();
    assert_eq!(
        AssessmentStore::open(&id).await.err(),
        Some(StorageError::NotFound)
    );
    let ids = AssessmentStore::ids_on_this_device().await;
    assert!(!ids.expect("Chromium lists databases").contains(&id));
}

#[wasm_bindgen_test]
async fn a_database_that_disappears_is_not_replaced_by_an_empty_one() {
    let id = new_id();
    let store = AssessmentStore::create(&id).await.unwrap();
    store.append(&entries(0..2)).await.unwrap();
    AssessmentStore::delete_database(&id).await.unwrap();
    assert_eq!(
        store.append(&entries(2..3)).await,
        Err(StorageError::NotFound)
    );
    assert_eq!(
        AssessmentStore::open(&id).await.err(),
        Some(StorageError::NotFound)
    );
}

#[wasm_bindgen_test]
async fn the_newest_snapshots_are_kept() {
    let id = new_id();
    let store = AssessmentStore::create(&id).await.unwrap();
    for seq in [5, 90, 100, 200, 1_000] {
        let bytes = format!("snapshot {seq}");
        store.write_snapshot(seq, bytes.as_bytes()).await.unwrap();
    }
    let stored = store.read_all().await.unwrap();
    assert_eq!(stored.snapshots.len(), SNAPSHOTS_KEPT);
    let newest_first: Vec<_> = stored.intact_snapshots().collect();
    let expected: [(u64, &[u8]); SNAPSHOTS_KEPT] = [
        (1_000, b"snapshot 1000"),
        (200, b"snapshot 200"),
        (100, b"snapshot 100"),
    ];
    assert_eq!(newest_first, expected);

    store.write_snapshot(200, b"again").await.unwrap();
    let stored = store.read_all().await.unwrap();
    assert_eq!(stored.snapshots.len(), SNAPSHOTS_KEPT);
    let second = stored.intact_snapshots().nth(1);
    assert_eq!(second, Some((200, b"again".as_slice())));
}

#[wasm_bindgen_test]
async fn small_records_are_kept_beside_the_journal() {
    let store = AssessmentStore::create(&new_id()).await.unwrap();
    assert_eq!(store.meta(MetaKey::LastPlace).await.unwrap(), None);
    store
        .set_meta(MetaKey::LastPlace, b"#/risks")
        .await
        .unwrap();
    assert_eq!(
        store.meta(MetaKey::LastPlace).await.unwrap(),
        Some(b"#/risks".to_vec())
    );
}
