//! Evidence files, which are kept in records of eight megabytes.

use assay_app::browser::Cancellation;
use assay_app::browser::indexed_db::{Connection, CreateIfMissing, Key, KeysFrom, Write};
use assay_app::storage::{AssessmentStore, EvidenceState, ReadEvidenceError, StorageError};
use assay_assessment::Sha256Digest;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::{assessment_layout, new_id};

/// How many bytes one record holds.
const RECORD: usize = 8 * 1024 * 1024;

fn some_bytes(size: usize) -> Vec<u8> {
    (0..size as u32)
        .map(|n| (n.wrapping_mul(n) >> 7) as u8)
        .collect()
}

async fn read(store: &AssessmentStore, sha256: &str) -> Result<Vec<u8>, ReadEvidenceError> {
    let mut reader = store.read_evidence(sha256);
    let mut bytes = Vec::new();
    while let Some(piece) = reader.next().await? {
        bytes.extend_from_slice(&piece);
    }
    Ok(bytes)
}

async fn state(store: &AssessmentStore, sha256: &str) -> EvidenceState {
    let never = Cancellation::new();
    store.check_evidence(sha256, |_| {}, &never).await.unwrap()
}

/// Writes into the database as no Assay of today would.
async fn behind(store: &AssessmentStore, operations: &[Write<'_>]) {
    let layout = assessment_layout(store);
    let connection = Connection::open(&layout, CreateIfMissing::No)
        .await
        .unwrap();
    connection.write(operations).await.unwrap();
}

async fn keys(store: &AssessmentStore) -> Vec<Key> {
    let layout = assessment_layout(store);
    let connection = Connection::open(&layout, CreateIfMissing::No)
        .await
        .unwrap();
    connection.keys("evidence", KeysFrom::First).await.unwrap()
}

#[wasm_bindgen_test]
async fn evidence_of_every_size_comes_back_identical() {
    let id = new_id();
    let store = AssessmentStore::create(&id).await.unwrap();
    let sizes = [
        0,
        1,
        3_000_000,
        RECORD - 1,
        RECORD,
        RECORD + 1,
        2 * RECORD,
        2 * RECORD + 5,
    ];
    let mut hashes = Vec::new();
    for size in sizes {
        let bytes = some_bytes(size);
        let sha256 = Sha256Digest::of(&bytes).to_string();
        assert!(!store.has_evidence(&sha256).await.unwrap());
        assert_eq!(read(&store, &sha256).await, Err(ReadEvidenceError::Missing));
        assert_eq!(state(&store, &sha256).await, EvidenceState::Missing);
        store.put_evidence(&sha256, &bytes).await.unwrap();
        store.put_evidence(&sha256, &bytes).await.unwrap();
        hashes.push(sha256);
    }

    let (store, _) = AssessmentStore::open(&id).await.unwrap();
    for (size, sha256) in sizes.into_iter().zip(&hashes) {
        assert!(
            read(&store, sha256).await.unwrap() == some_bytes(size),
            "{size}"
        );
        assert_eq!(state(&store, sha256).await, EvidenceState::Whole, "{size}");
    }
    hashes.sort();
    assert_eq!(store.evidence_hashes().await.unwrap(), hashes);
}

#[wasm_bindgen_test]
async fn a_file_of_several_records_can_be_read_again_from_its_beginning() {
    let store = AssessmentStore::create(&new_id()).await.unwrap();
    let bytes = some_bytes(RECORD + 7);
    let sha256 = Sha256Digest::of(&bytes).to_string();
    store.put_evidence(&sha256, &bytes).await.unwrap();
    let mut reader = store.read_evidence(&sha256);
    for _ in 0..2 {
        let mut found = Vec::new();
        while let Some(piece) = reader.next().await.unwrap() {
            found.extend_from_slice(&piece);
        }
        assert!(found == bytes);
        reader.rewind();
    }
}

#[wasm_bindgen_test]
async fn what_an_earlier_assay_kept_in_one_record_is_whole() {
    let store = AssessmentStore::create(&new_id()).await.unwrap();
    let bytes = some_bytes(2 * RECORD + 5);
    let sha256 = Sha256Digest::of(&bytes).to_string();
    behind(
        &store,
        &[Write::Put("evidence", Key::Text(sha256.clone()), &bytes)],
    )
    .await;
    assert_eq!(state(&store, &sha256).await, EvidenceState::Whole);
    assert!(read(&store, &sha256).await.unwrap() == bytes);
}

#[wasm_bindgen_test]
async fn evidence_is_kept_only_under_its_own_hash() {
    let store = AssessmentStore::create(&new_id()).await.unwrap();
    let wrong = Sha256Digest::of(b"something else").to_string();
    for bytes in [b"something".to_vec(), some_bytes(2 * RECORD + 5)] {
        assert_eq!(
            store.put_evidence(&wrong, &bytes).await,
            Err(StorageError::HashMismatch)
        );
        assert_eq!(
            keys(&store).await,
            Vec::<Key>::new(),
            "nothing of it is left"
        );
    }
}

#[wasm_bindgen_test]
async fn a_writer_that_stops_takes_away_only_what_nobody_else_keeps() {
    let store = AssessmentStore::create(&new_id()).await.unwrap();
    let bytes = some_bytes(2 * RECORD + 5);
    let sha256 = Sha256Digest::of(&bytes).to_string();

    let mut alone = store.keep_evidence(&sha256);
    alone.add(&bytes).await.unwrap();
    assert_eq!(state(&store, &sha256).await, EvidenceState::Missing);
    assert_eq!(store.evidence_hashes().await.unwrap(), Vec::<String>::new());
    alone.abandon().await;
    assert_eq!(keys(&store).await, Vec::<Key>::new());

    // The same file is added twice at once; the one that stops comes first, then last.
    for stops_first in [true, false] {
        let mut stops = store.keep_evidence(&sha256);
        let mut goes_on = store.keep_evidence(&sha256);
        stops.add(&bytes).await.unwrap();
        goes_on.add(&bytes).await.unwrap();
        if stops_first {
            stops.abandon().await;
            goes_on.finish().await.unwrap();
        } else {
            goes_on.finish().await.unwrap();
            stops.abandon().await;
        }
        assert_eq!(state(&store, &sha256).await, EvidenceState::Whole);
    }
}

#[wasm_bindgen_test]
async fn changed_evidence_is_noticed_and_the_same_bytes_take_its_place() {
    let store = AssessmentStore::create(&new_id()).await.unwrap();
    let bytes = some_bytes(2 * RECORD + 5);
    let sha256 = Sha256Digest::of(&bytes).to_string();
    let key = |number: u32| match number {
        0 => Key::Text(sha256.clone()),
        number => Key::Text(format!("{sha256}+{number}")),
    };
    let changes: [(&str, &[Write<'_>]); 4] = [
        ("a byte", &[Write::Put("evidence", key(2), b"12345")]),
        ("an end that is gone", &[Write::Remove("evidence", key(2))]),
        (
            "a middle that is gone",
            &[Write::Remove("evidence", key(1))],
        ),
        (
            "a beginning that is another",
            &[Write::Put("evidence", key(0), b"c0ntents")],
        ),
    ];
    for (what, change) in changes {
        store.put_evidence(&sha256, &bytes).await.unwrap();
        assert_eq!(state(&store, &sha256).await, EvidenceState::Whole, "{what}");
        behind(&store, change).await;
        assert_eq!(
            state(&store, &sha256).await,
            EvidenceState::Changed,
            "{what}"
        );
    }
    store.put_evidence(&sha256, &bytes).await.unwrap();
    behind(&store, &[Write::Remove("evidence", key(0))]).await;
    assert_eq!(state(&store, &sha256).await, EvidenceState::Missing);
    store.put_evidence(&sha256, &bytes).await.unwrap();
    assert_eq!(state(&store, &sha256).await, EvidenceState::Whole);
}

#[wasm_bindgen_test]
async fn checking_tells_how_far_it_is_and_can_be_stopped() {
    let store = AssessmentStore::create(&new_id()).await.unwrap();
    let bytes = some_bytes(RECORD + 7);
    let sha256 = Sha256Digest::of(&bytes).to_string();
    store.put_evidence(&sha256, &bytes).await.unwrap();
    let mut told = Vec::new();
    let cancellation = Cancellation::new();
    let check = store.check_evidence(&sha256, |done| told.push(done), &cancellation);
    assert_eq!(check.await.unwrap(), EvidenceState::Whole);
    let half = RECORD as u64 / 2;
    assert_eq!(told, [half, 2 * half, 2 * half + 7]);

    let stop = cancellation.clone();
    let check = store.check_evidence(&sha256, move |_| stop.cancel(), &cancellation);
    assert_eq!(check.await.unwrap(), EvidenceState::NotRead);
}
