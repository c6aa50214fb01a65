//! The list of assessments, identities, known signers and settings.

use assay_app::browser::timers;
use assay_app::storage::{
    AssessmentStore, Claim, Counts, Deletion, KnownAuthority, KnownSigner, Library, LibraryEntry,
    SettingKey, StorageError, StoredIdentity, claim_writer, sweep,
};
use wasm_bindgen_test::wasm_bindgen_test;

use crate::{entries, new_id};

const THIRTY_DAYS: u64 = 30 * 24 * 60 * 60 * 1000;

#[wasm_bindgen_test]
async fn the_library_lists_the_last_changed_first_and_hides_the_deleted() {
    let library = Library::open().await.unwrap();
    let [older, newer] = [new_id(), new_id()];
    library
        .upsert(&library_entry(&older, "Older", 10))
        .await
        .unwrap();
    library
        .upsert(&library_entry(&newer, "Newer", 20))
        .await
        .unwrap();
    let titles = async || -> Vec<String> {
        let entries = library.list().await.unwrap();
        let ours = entries
            .into_iter()
            .filter(|entry| entry.id == older || entry.id == newer);
        ours.map(|entry| entry.title).collect()
    };
    assert_eq!(titles().await, ["Newer", "Older"]);

    forget(&library, &newer, 30).await.unwrap();
    assert_eq!(titles().await, ["Older"]);
    // Whoever still has it open brings its entry up to date, and does not bring it back by that.
    library
        .upsert(&library_entry(&newer, "Newer", 20))
        .await
        .unwrap();
    assert_eq!(titles().await, ["Older"]);
    sweep(&library, 30 + THIRTY_DAYS - 1).await.unwrap();
    assert!(library.deletion(&newer).await.unwrap().is_some());
    library.restore(&newer).await.unwrap();
    assert_eq!(titles().await, ["Newer", "Older"]);
    assert_eq!(
        library.entry(&newer).await.unwrap(),
        Some(library_entry(&newer, "Newer", 20))
    );
    assert_eq!(
        forget(&library, &new_id(), 40).await,
        Err(StorageError::NotFound)
    );
}

#[wasm_bindgen_test]
async fn what_was_deleted_thirty_days_ago_is_swept_with_its_database() {
    let library = Library::open().await.unwrap();
    let [deleted, kept] = [new_id(), new_id()];
    for id in [&deleted, &kept] {
        let store = AssessmentStore::create(id).await.unwrap();
        store.append(&entries(0..1)).await.unwrap();
    }
    library
        .upsert(&library_entry(&deleted, "Deleted", 1))
        .await
        .unwrap();
    forget(&library, &deleted, 5).await.unwrap();
    // The browser passes on the lock that this needed only a moment later.
    timers::sleep(20).await;
    library
        .upsert(&library_entry(&kept, "Kept", 1))
        .await
        .unwrap();

    let Claim::Writer(open_elsewhere) = claim_writer(&deleted).await else {
        panic!("nobody has it open");
    };
    let over = 5 + THIRTY_DAYS;
    sweep(&library, over).await.unwrap();
    assert!(
        library.deletion(&deleted).await.unwrap().is_some(),
        "it is open in a tab"
    );
    drop(open_elsewhere);
    timers::sleep(20).await;
    sweep(&library, over - 1).await.unwrap();
    assert!(library.deletion(&deleted).await.unwrap().is_some());
    sweep(&library, over).await.unwrap();
    assert_eq!(library.deletion(&deleted).await.unwrap(), None);
    assert_eq!(library.entry(&deleted).await.unwrap(), None);
    assert_eq!(
        AssessmentStore::open(&deleted).await.err(),
        Some(StorageError::NotFound)
    );
    assert!(AssessmentStore::open(&kept).await.is_ok());
}

#[wasm_bindgen_test]
async fn identities_signers_and_settings() {
    let library = Library::open().await.unwrap();
    let fingerprint = new_id();
    let identity = StoredIdentity {
        fingerprint: fingerprint.clone(),
        bytes: b"opaque".to_vec(),
    };
    library.put_identity(&identity).await.unwrap();
    assert!(library.identities().await.unwrap().contains(&identity));
    library.remove_identity(&fingerprint).await.unwrap();
    assert!(!library.identities().await.unwrap().contains(&identity));

    let signer = KnownSigner {
        fingerprint: fingerprint.clone(),
        name: "A. Signer".to_owned(),
        confirmed: 7,
        why: "by telephone".to_owned(),
    };
    library.put_known_signer(&signer).await.unwrap();
    assert!(library.known_signers().await.unwrap().contains(&signer));
    library.remove_known_signer(&fingerprint).await.unwrap();
    assert!(!library.known_signers().await.unwrap().contains(&signer));

    let authority = KnownAuthority {
        fingerprint: fingerprint.clone(),
        name: "An authority".to_owned(),
        confirmed: 7,
        why: String::new(),
        der: vec![0x30, 0xff],
    };
    library.put_known_authority(&authority).await.unwrap();
    let known = library.known_authorities().await.unwrap();
    assert!(known.contains(&authority));
    library.remove_known_authority(&fingerprint).await.unwrap();
    let known = library.known_authorities().await.unwrap();
    assert!(!known.contains(&authority));

    library
        .set_setting(SettingKey::AssessorName, "Ä. Sessor")
        .await
        .unwrap();
    let library = Library::open().await.unwrap();
    assert_eq!(
        library.setting(SettingKey::AssessorName).await.unwrap(),
        Some("Ä. Sessor".to_owned())
    );
}

async fn forget(library: &Library, id: &str, now: u64) -> Result<Deletion, StorageError> {
    let Claim::Writer(lock) = claim_writer(id).await else {
        panic!("nobody has it open");
    };
    library.forget(id, now, &lock).await
}

fn library_entry(id: &str, title: &str, changed: u64) -> LibraryEntry {
    LibraryEntry {
        id: id.to_owned(),
        title: title.to_owned(),
        operator: "Operator".to_owned(),
        example: false,
        created: 1,
        changed,
        counts: Counts {
            controls: 64,
            tested: 10,
            failing: 2,
        },
        last_backup: None,
    }
}
