//! What is stored but is not what was ever written.

use assay_app::storage::{AssessmentStore, StorageError};
use wasm_bindgen_test::wasm_bindgen_test;

use crate::{new_id, until};

#[wasm_bindgen_test]
async fn a_value_that_is_not_bytes_is_damage_and_no_panic() {
    let store = AssessmentStore::create(&new_id()).await.unwrap();
    let database = {
        use wasm_bindgen::JsCast;
        let factory = web_sys::window().unwrap().indexed_db().unwrap().unwrap();
        let request = factory.open_with_u32(store.database_name(), 1).unwrap();
        until("the database is open", || {
            request.ready_state() == web_sys::IdbRequestReadyState::Done
        })
        .await;
        let database: web_sys::IdbDatabase = request.result().unwrap().unchecked_into();
        database
    };
    let transaction = database
        .transaction_with_str_and_mode("journal", web_sys::IdbTransactionMode::Readwrite)
        .unwrap();
    let request = transaction
        .object_store("journal")
        .unwrap()
        .put_with_key(&"text".into(), &0.into())
        .unwrap();
    until("the text is stored", || {
        request.ready_state() == web_sys::IdbRequestReadyState::Done
    })
    .await;
    assert!(matches!(
        store.read_all().await,
        Err(StorageError::Damaged { .. })
    ));
    database.close();
}
