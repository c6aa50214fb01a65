//! Imported editions: kept, found by who needs one, and removed only when nobody does.

use assay_app::desk::DeskError;
use assay_app::storage::{EditionSource, EditionStore, StorageError};
use assay_assessment::Details;
use assay_catalog::{Catalog, Editions};
use wasm_bindgen_test::wasm_bindgen_test;

use crate::desk::{FullDisk, desk, open};

/// The draft under another name.
fn edition(name: &str) -> &'static Catalog {
    let file = Editions::bundled_draft().edition_file();
    let mut editions = Editions::bundled();
    editions.add(&file.replace("Editor's Draft", name)).unwrap()
}

fn source(catalog: &Catalog) -> EditionSource {
    EditionSource {
        title: catalog.edition().title(),
        file: "a page.html".to_owned(),
        bytes: 12,
        sha256: "0".repeat(64),
        kept: 1,
    }
}

#[wasm_bindgen_test]
async fn an_edition_that_an_assessment_needs_is_found_by_a_new_window_and_stays() {
    let ours = edition("House edition");
    let sha256 = ours.edition().sha256();
    let (_owner, one) = desk().await;
    one.keep_edition(ours, source(ours)).await.unwrap();
    let details = Details {
        title: "Against ours".to_owned(),
        ..Details::default()
    };
    let id = one.begin(details, ours).await.unwrap();

    // Another window knows nothing of the edition until something needs it.
    let (_other_owner, other) = desk().await;
    let workbench = open(other, &id).await;
    assert_eq!(workbench.catalog().edition().sha256(), sha256);
    let here = other.editions_here().await.unwrap();
    let kept = here
        .iter()
        .find(|each| each.catalog.edition().sha256() == sha256)
        .unwrap();
    assert_eq!(kept.source, Some(source(ours)));
    assert!(kept.used_by.contains(&"Against ours".to_owned()));
    let refused = other.remove_edition(sha256).await;
    assert!(
        matches!(refused, Err(DeskError::EditionInUse { .. })),
        "{refused:?}"
    );

    other.close().await;
    one.delete(&id).await.unwrap();
    // A deleted assessment can be brought back, so it still needs its edition.
    assert!(one.remove_edition(sha256).await.is_err());
    one.delete_for_good(&id).await.unwrap();
    one.remove_edition(sha256).await.unwrap();
    let store = EditionStore::open().await.unwrap();
    let files = store.files(|_| false).await.unwrap();
    assert!(!files.iter().any(|(key, _)| key == sha256));
}

#[wasm_bindgen_test]
async fn an_edition_that_the_disk_does_not_take_is_not_kept() {
    let ours = edition("Not kept");
    let (_owner, desk) = desk().await;
    let full = FullDisk::begin();
    let refused = desk.keep_edition(ours, source(ours)).await;
    assert!(
        matches!(refused, Err(DeskError::Storage(StorageError::Full))),
        "{refused:?}"
    );
    drop(full);
    assert!(
        desk.editions()
            .await
            .find(ours.edition().sha256())
            .is_none()
    );
}

#[wasm_bindgen_test]
async fn an_edition_whose_file_was_changed_is_as_if_it_were_not_here() {
    let ours = edition("Changed");
    let sha256 = ours.edition().sha256();
    let changed = ours.file().unwrap().replace("MUST NOT", "MAY NOT");
    let store = EditionStore::open().await.unwrap();
    store.keep(sha256, &changed, &source(ours)).await.unwrap();
    let (_owner, desk) = desk().await;
    assert!(desk.editions().await.find(sha256).is_none());
    let here = desk.editions_here().await.unwrap();
    assert!(
        here.iter()
            .all(|each| each.catalog.edition().sha256() != sha256)
    );
    store.remove(sha256).await.unwrap();
}

#[wasm_bindgen_test]
async fn a_window_that_looked_before_finds_what_another_one_kept_since() {
    let ours = edition("Kept since");
    let ((_owner, one), (_other_owner, other)) = (desk().await, desk().await);
    other.editions().await;
    one.keep_edition(ours, source(ours)).await.unwrap();
    let id = one.begin(Details::default(), ours).await.unwrap();
    let workbench = open(other, &id).await;
    let sha256 = workbench.catalog().edition().sha256();
    assert_eq!(sha256, ours.edition().sha256());
}

#[wasm_bindgen_test]
async fn what_is_begun_against_an_edition_that_another_window_removed_has_it_all_the_same() {
    let ours = edition("Removed elsewhere");
    let ((_owner, one), (_other_owner, other)) = (desk().await, desk().await);
    one.keep_edition(ours, source(ours)).await.unwrap();
    other.remove_edition(ours.edition().sha256()).await.unwrap();
    // This window still knows it.
    let id = one.begin(Details::default(), ours).await.unwrap();
    let (_third_owner, third) = desk().await;
    let workbench = open(third, &id).await;
    assert_eq!(
        workbench.catalog().edition().sha256(),
        ours.edition().sha256()
    );
    assert!(third.remove_edition(ours.edition().sha256()).await.is_err());
}
