//! A store that the browser throws away while the page has its contents in memory.

use assay_app::browser::indexed_db;
use assay_app::storage::{AssessmentStore, Library, StorageError, StoredIdentity};
use wasm_bindgen_test::wasm_bindgen_test;

use crate::{entries, new_id};

async fn on_disk(id: &str) -> Vec<(u64, Vec<u8>)> {
    let (_, stored) = AssessmentStore::open(id).await.unwrap();
    stored.entries
}

#[wasm_bindgen_test]
async fn a_journal_that_is_gone_is_written_anew() {
    let id = new_id();
    let store = AssessmentStore::create(&id).await.unwrap();
    store.append(&entries(0..3)).await.unwrap();
    assert!(store.is_connected());
    indexed_db::delete(store.database_name()).await.unwrap();
    assert!(!store.is_connected());
    assert_eq!(store.is_there().await, Ok(false));
    let put = store.put_evidence(
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        b"",
    );
    assert_eq!(put.await, Err(StorageError::Gone));
    let outcome = store.append(&entries(3..4)).await;
    assert_eq!(outcome, Err(StorageError::NotFound));

    store.make_again().await.unwrap();
    // An entry without the one before it is not called saved.
    let outcome = store.append(&entries(3..4)).await;
    assert_eq!(outcome, Err(StorageError::NotFound));
    store.append(&entries(0..3)).await.unwrap();
    assert_eq!(store.is_there().await, Ok(true));
    assert_eq!(on_disk(&id).await, entries(0..4));
    // What is there already is left as it is.
    store.make_again().await.unwrap();
    assert_eq!(on_disk(&id).await, entries(0..4));
}

#[wasm_bindgen_test]
async fn a_library_that_is_gone_keeps_its_identities() {
    let library = Library::open().await.unwrap();
    let identity = StoredIdentity {
        fingerprint: new_id(),
        bytes: b"opaque".to_vec(),
    };
    library.put_identity(&identity).await.unwrap();
    indexed_db::delete("assay-library").await.unwrap();
    assert!(library.identities().await.unwrap().contains(&identity));
    let again = Library::open().await.unwrap();
    assert!(again.identities().await.unwrap().contains(&identity));
}
