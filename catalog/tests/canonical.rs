//! The edition's SHA-256 and the canonical JSON that it is over.

use crate::data::files;
use assay_catalog::{Catalog, CatalogFiles, Editions};
use serde_json::Value;
use sha2::{Digest, Sha256};

#[test]
fn the_hashes_of_the_bundled_editions_are_reviewed_and_known_without_reading_them() {
    let all = Editions::bundled().all();
    let hashes: Vec<_> = all
        .iter()
        .map(|each| format!("{} {}", each.edition().sha256(), each.edition().title()))
        .collect();
    insta::assert_snapshot!("sha256", hashes.join("\n"));
    for catalog in all {
        let found = Editions::bundled().find(catalog.edition().sha256());
        assert!(found.is_some_and(|found| found.exact && std::ptr::eq(found.catalog, catalog)));
    }
}

#[test]
fn the_hash_is_over_the_canonical_json_of_all_files() {
    let canonical = files().canonical_json().unwrap();
    let digest = Sha256::digest(canonical.as_bytes());
    assert_eq!(
        Editions::bundled_draft().edition().sha256(),
        base16ct::lower::encode_string(&digest)
    );

    // Put together another way: serde_json's own maps are sorted by key.
    let files = files();
    let read = |text| serde_json::from_str::<Value>(text).unwrap();
    let document = serde_json::json!({
        "mitigations": read(files.mitigations),
        "risks": read(files.risks),
        "controls": read(files.controls),
        "frameworks": read(files.frameworks),
        "edition": read(files.edition),
        "glossary": read(files.glossary),
    });
    assert_eq!(canonical, document.to_string());
}

#[test]
fn layout_does_not_change_the_hash_and_words_do() {
    let bundled = files();
    let compact: Value = serde_json::from_str(bundled.risks).unwrap();
    let compact = compact.to_string();
    let same = CatalogFiles {
        risks: &compact,
        ..bundled
    };
    let same = Catalog::from_files(&same).unwrap();
    assert_eq!(&same, Editions::bundled_draft());

    let reworded = bundled
        .controls
        .replace("Data retention policy", "Retention of data");
    let other = CatalogFiles {
        controls: &reworded,
        ..bundled
    };
    let other = Catalog::from_files(&other).unwrap();
    assert_ne!(
        other.edition().sha256(),
        Editions::bundled_draft().edition().sha256()
    );
}
