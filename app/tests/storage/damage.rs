//! What is stored but is not what was ever written, or cannot be read any more.

use assay_app::browser::indexed_db::{
    Connection, CreateIfMissing, IndexedDbError, Key, KeysFrom, Write,
};
use assay_app::desk::load;
use assay_app::storage::AssessmentStore;
use assay_assessment::{Details, Edit, EditionReference, Opening, Record, Timestamp};
use assay_catalog::Editions;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_test::wasm_bindgen_test;

use crate::{assessment_layout, entries, new_id, until};

/// A snapshot of the assessment whose journal `written` makes holds so many entries.
const IN_SNAPSHOT: u64 = 6;

/// An assessment of nine entries on disk, with a snapshot of the first six.
async fn written() -> (AssessmentStore, Record) {
    let id = new_id();
    let opening = Opening {
        assessment: id.parse().unwrap(),
        edition: EditionReference::of(Editions::bundled_draft()),
        example: false,
        carried_from: None,
    };
    let mut record = Record::open(
        opening,
        Timestamp::from_milliseconds(0),
        "Ada",
        Editions::bundled_draft(),
    );
    let store = AssessmentStore::create(&id).await.unwrap();
    for number in 1..9_u64 {
        let details = Details {
            title: format!("After entry {number}"),
            ..Details::default()
        };
        let at = Timestamp::from_milliseconds(number);
        let edit = Edit::SetDetails { details };
        record.perform(edit, at, "Ada").unwrap();
        if record.journal().next_seq() == IN_SNAPSHOT {
            let snapshot = record.snapshot().to_bytes();
            store.write_snapshot(IN_SNAPSHOT, &snapshot).await.unwrap();
        }
    }
    let journal: Vec<_> = (0..)
        .zip(record.journal().stored().iter().map(|bytes| bytes.to_vec()))
        .collect();
    store.append(&journal).await.unwrap();
    (store, record)
}

/// Does something to the stored records behind the store's back.
async fn behind(store: &AssessmentStore, operation: Write<'_>) {
    let connection = Connection::open(&assessment_layout(store), CreateIfMissing::No).await;
    connection.unwrap().write(&[operation]).await.unwrap();
}

/// Puts a text where bytes belong.
async fn put_text(store: &AssessmentStore, object_store: &str, key: u32) {
    let factory = web_sys::window().unwrap().indexed_db().unwrap().unwrap();
    let request = factory.open_with_u32(store.database_name(), 1).unwrap();
    let is_done = |request: &web_sys::IdbRequest| {
        request.ready_state() == web_sys::IdbRequestReadyState::Done
    };
    until("the database is open", || is_done(&request)).await;
    let database: web_sys::IdbDatabase = request.result().unwrap().unchecked_into();
    let transaction = database
        .transaction_with_str_and_mode(object_store, web_sys::IdbTransactionMode::Readwrite)
        .unwrap();
    let records = transaction.object_store(object_store).unwrap();
    let request = records.put_with_key(&"text".into(), &key.into()).unwrap();
    until("the text is stored", || is_done(&request)).await;
    database.close();
}

#[wasm_bindgen_test]
async fn a_value_that_is_not_bytes_hides_no_other() {
    let store = AssessmentStore::create(&new_id()).await.unwrap();
    store.append(&entries(0..3)).await.unwrap();
    put_text(&store, "journal", 1).await;
    put_text(&store, "snapshots", 2).await;

    let mut expected = entries(0..3);
    expected[1].1.clear();
    let stored = store.read_all().await.unwrap();
    assert_eq!(stored.entries, expected);
    assert_eq!(stored.snapshots, [(2, Vec::new())]);
    assert_eq!(stored.intact_snapshots().count(), 0);
}

/// Chromium keeps large values in files of their own. When one of them is lost, reading it fails,
/// and so does reading all values at once.
#[wasm_bindgen_test]
async fn a_value_that_the_browser_cannot_read_hides_no_other() {
    let store = AssessmentStore::create(&new_id()).await.unwrap();
    store.append(&entries(0..3)).await.unwrap();
    let before = replace_reading(
        "if (this.name === 'journal' && key !== 0 && key !== 2) {
            throw new DOMException('Failed to read large IndexedDB value', 'DataError');
        }",
    );
    let stored = store.read_all().await;
    let follower = store.read_from(0).await;
    restore_reading(&before);

    let mut expected = entries(0..3);
    expected[1].1.clear();
    assert_eq!(stored.unwrap().entries, expected);
    assert!(follower.is_err(), "a follower waits for the next look");
    assert_eq!(store.read_all().await.unwrap().entries, entries(0..3));
}

/// Runs this before each `get` (with its `key`) and `getAll` (without) of every object store.
fn replace_reading(before: &str) -> JsValue {
    let code = format!(
        "const all = IDBObjectStore.prototype, kept = [all.get, all.getAll];
         all.get = function (key) {{ {before} return kept[0].call(this, key); }};
         all.getAll = function (key) {{ {before} return kept[1].call(this, key); }};
         return kept;"
    );
    js_sys::Function::new_no_args(&code)
        .call0(&JsValue::NULL)
        .unwrap()
}

fn restore_reading(kept: &JsValue) {
    js_sys::Function::new_with_args(
        "kept",
        "[IDBObjectStore.prototype.get, IDBObjectStore.prototype.getAll] = kept;",
    )
    .call1(&JsValue::NULL, kept)
    .unwrap();
}

#[wasm_bindgen_test]
async fn a_broken_journal_loses_nothing_that_an_intact_snapshot_holds() {
    for lost in 0..IN_SNAPSHOT {
        let (store, record) = written().await;
        behind(&store, Write::Put("journal", Key::Number(lost), b"{}")).await;
        let on_disk = store.read_all().await.unwrap();

        let loaded = load(&on_disk, &Editions::bundled()).unwrap();
        assert_eq!(loaded.record.assessment(), record.assessment());
        assert_eq!(loaded.damage.unwrap().snapshot, Some(IN_SNAPSHOT));
        assert_eq!(
            store.read_all().await.unwrap(),
            on_disk,
            "nothing is mended behind the user's back"
        );
    }
}

#[wasm_bindgen_test]
async fn a_damaged_snapshot_is_no_harm_to_a_sound_journal() {
    let (store, record) = written().await;
    put_text(&store, "snapshots", u32::try_from(IN_SNAPSHOT).unwrap()).await;
    let stored = store.read_all().await.unwrap();
    let loaded = load(&stored, &Editions::bundled()).unwrap();
    assert_eq!(loaded.record, record);
    assert_eq!(loaded.damage, None);
}

#[wasm_bindgen_test]
async fn a_read_record_that_is_not_bytes_is_an_error_and_no_panic() {
    let store = AssessmentStore::create(&new_id()).await.unwrap();
    put_text(&store, "evidence", 0).await;
    let connection = Connection::open(&assessment_layout(&store), CreateIfMissing::No).await;
    let records = connection
        .unwrap()
        .records("evidence", KeysFrom::First)
        .await;
    assert_eq!(
        records,
        Err(IndexedDbError::NotBytes {
            store: "evidence".to_owned()
        })
    );
}
