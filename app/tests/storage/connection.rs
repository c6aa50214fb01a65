//! Connections that are lost, that are in each other's way, or that find a newer database.

use assay_app::browser::indexed_db::{
    self, Connection, CreateIfMissing, IndexedDbError, KeysFrom, Layout,
};
use assay_app::storage::{AssessmentStore, StorageError};
use wasm_bindgen_test::wasm_bindgen_test;

use crate::{assessment_layout, entries, new_id, until};

#[wasm_bindgen_test]
async fn a_database_of_a_newer_version_is_left_alone() {
    let id = new_id();
    let store = AssessmentStore::create(&id).await.unwrap();
    store.append(&entries(0..2)).await.unwrap();
    let newer = Layout {
        version: 7,
        ..assessment_layout(&store)
    };
    // Upgrading from another connection also shows that the first one makes way by itself.
    let upgraded = Connection::open(&newer, CreateIfMissing::No).await.unwrap();
    assert_eq!(
        store.append(&entries(2..3)).await,
        Err(StorageError::NewerVersion)
    );
    assert_eq!(
        AssessmentStore::open(&id).await.err(),
        Some(StorageError::NewerVersion)
    );
    let kept = upgraded.records("journal", KeysFrom::First).await.unwrap();
    assert_eq!(kept.len(), 2);
}

#[wasm_bindgen_test]
async fn a_lost_connection_is_opened_again() {
    let store = AssessmentStore::create(&new_id()).await.unwrap();
    store.append(&entries(0..1)).await.unwrap();
    store.close();
    store.append(&entries(1..2)).await.unwrap();
    assert_eq!(store.read_all().await.unwrap().entries, entries(0..2));
}

#[wasm_bindgen_test]
async fn an_upgrade_that_another_connection_holds_up_is_reported_as_blocked() {
    let name = format!("assay-test-{}", new_id());
    let layout = |version| Layout {
        name: name.clone(),
        version,
        stores: &["records"],
    };
    let stubborn = Stubborn::open(&name).await;
    assert_eq!(
        Connection::open(&layout(5), CreateIfMissing::Yes)
            .await
            .err(),
        Some(IndexedDbError::Blocked)
    );
    assert_eq!(
        indexed_db::delete(&name).await.err(),
        Some(IndexedDbError::Blocked)
    );
    stubborn.close();
}

#[wasm_bindgen_test]
async fn an_upgrade_that_was_given_up_does_not_happen_later_without_its_stores() {
    let name = format!("assay-test-{}", new_id());
    let layout = |version| Layout {
        name: name.clone(),
        version,
        stores: &["records"],
    };
    let stubborn = Stubborn::open(&name).await;
    let blocked = Connection::open(&layout(5), CreateIfMissing::No).await;
    assert_eq!(blocked.err(), Some(IndexedDbError::Blocked));
    stubborn.close();

    // This request stands behind the one that was given up, which upgrades nothing any more.
    let as_before = Connection::open(&layout(1), CreateIfMissing::No).await;
    drop(as_before.expect("the database still has its old version"));
    let upgraded = Connection::open(&layout(5), CreateIfMissing::No).await;
    let records = upgraded.unwrap().records("records", KeysFrom::First).await;
    assert_eq!(records, Ok(Vec::new()));
}

/// A connection that does not make way, as an old or hung tab would have.
struct Stubborn(web_sys::IdbDatabase);

impl Stubborn {
    async fn open(name: &str) -> Self {
        use wasm_bindgen::JsCast;
        let factory = web_sys::window().unwrap().indexed_db().unwrap().unwrap();
        let request = factory.open_with_u32(name, 1).unwrap();
        until("the database is open", || {
            request.ready_state() == web_sys::IdbRequestReadyState::Done
        })
        .await;
        Self(request.result().unwrap().unchecked_into())
    }

    fn close(&self) {
        self.0.close();
    }
}

#[wasm_bindgen_test]
fn exceptions_are_sorted_by_name() {
    for (name, expected) in [
        ("QuotaExceededError", StorageError::Full),
        ("VersionError", StorageError::NewerVersion),
        ("SecurityError", StorageError::Missing),
        ("InvalidStateError", StorageError::ConnectionLost),
        ("AbortError", StorageError::ConnectionLost),
        (
            "UnknownError",
            StorageError::Other {
                name: "UnknownError".to_owned(),
                message: "words".to_owned(),
            },
        ),
    ] {
        let exception = web_sys::DomException::new_with_message_and_name("words", name).unwrap();
        let error = IndexedDbError::from_exception(&exception);
        assert_eq!(StorageError::from(error), expected);
    }
}
