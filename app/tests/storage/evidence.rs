//! Evidence files, and hashing them.

use std::cell::Cell;
use std::rc::Rc;

use assay_app::browser::indexed_db::{Connection, CreateIfMissing, Key, Write};
use assay_app::browser::{Cancellation, sha256};
use assay_app::storage::{AssessmentStore, StorageError};
use wasm_bindgen_test::wasm_bindgen_test;

use crate::{assessment_layout, new_id};

#[wasm_bindgen_test]
async fn evidence_comes_back_identical() {
    let id = new_id();
    let store = AssessmentStore::create(&id).await.unwrap();
    let bytes: Vec<u8> = (0..3_000_000_u32)
        .map(|n| (n.wrapping_mul(n) >> 7) as u8)
        .collect();
    let progress = Rc::new(Cell::new(0));
    let seen = Rc::clone(&progress);
    let sha256 = sha256::hash(&bytes, move |done| seen.set(done), &Cancellation::new())
        .await
        .unwrap();
    assert_eq!(progress.get(), bytes.len() as u64);

    assert!(!store.has_evidence(&sha256).await.unwrap());
    assert_eq!(store.evidence(&sha256).await.unwrap(), None);
    store.put_evidence(&sha256, &bytes).await.unwrap();
    store.put_evidence(&sha256, &bytes).await.unwrap();
    let empty = sha256::hash_now(b"");
    store.put_evidence(&empty, b"").await.unwrap();

    let (store, _) = AssessmentStore::open(&id).await.unwrap();
    assert!(store.evidence(&sha256).await.unwrap() == Some(bytes));
    assert_eq!(store.evidence(&empty).await.unwrap(), Some(Vec::new()));
    let mut hashes = vec![sha256, empty];
    hashes.sort();
    assert_eq!(store.evidence_hashes().await.unwrap(), hashes);
}

#[wasm_bindgen_test]
async fn evidence_is_kept_only_under_its_own_hash() {
    let store = AssessmentStore::create(&new_id()).await.unwrap();
    let wrong = sha256::hash_now(b"something else");
    assert_eq!(
        store.put_evidence(&wrong, b"something").await,
        Err(StorageError::HashMismatch)
    );
    assert_eq!(store.evidence_hashes().await.unwrap(), Vec::<String>::new());
}

#[wasm_bindgen_test]
async fn damaged_evidence_is_noticed() {
    let id = new_id();
    let store = AssessmentStore::create(&id).await.unwrap();
    let sha256 = sha256::hash_now(b"contents");
    store.put_evidence(&sha256, b"contents").await.unwrap();

    let layout = assessment_layout(&store);
    let behind = Connection::open(&layout, CreateIfMissing::No)
        .await
        .unwrap();
    let key = Key::Text(sha256.clone());
    let write = Write::Put("evidence", key, b"c0ntents");
    behind.write(&[write]).await.unwrap();

    assert!(matches!(
        store.evidence(&sha256).await,
        Err(StorageError::Damaged { .. })
    ));
}

#[wasm_bindgen_test]
async fn hashing_can_be_stopped() {
    let bytes = vec![7; 4 * 1024 * 1024];
    let cancellation = Cancellation::new();
    let stop = cancellation.clone();
    let outcome = sha256::hash(
        &bytes,
        move |done| {
            if done >= 1024 * 1024 {
                stop.cancel();
            }
        },
        &cancellation,
    )
    .await;
    assert_eq!(outcome, Err(sha256::Cancelled));
}
