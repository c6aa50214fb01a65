//! The editions that are at hand, and how one is found.

#![allow(
    clippy::unwrap_used,
    reason = "a helper that fails makes its test fail"
)]

use assay_catalog::{Catalog, CatalogFiles, EditionStatus, Editions};

const FILES: [&str; 6] = [
    include_str!("../data/edition.json"),
    include_str!("../data/frameworks.json"),
    include_str!("../data/controls.json"),
    include_str!("../data/risks.json"),
    include_str!("../data/mitigations.json"),
    include_str!("../data/glossary.json"),
];

/// The edition file of the draft with another name.
fn renamed(name: &str) -> Catalog {
    let [edition, frameworks, controls, risks, mitigations, glossary] = FILES;
    let edition = edition.replace("Editor's Draft", name);
    let files = CatalogFiles {
        edition: &edition,
        frameworks,
        controls,
        risks,
        mitigations,
        glossary,
    };
    Catalog::from_edition_file(&files.canonical_json().unwrap()).unwrap()
}

#[test]
fn releases_come_before_drafts() {
    let all = Editions::bundled().all();
    let titles: Vec<_> = all
        .iter()
        .map(|each| (each.edition().version(), each.edition().status()))
        .collect();
    assert_eq!(
        titles,
        [
            ("v1", EditionStatus::Release),
            ("Editor's Draft", EditionStatus::Draft)
        ]
    );
}

#[test]
fn every_edition_is_found_by_its_digest_without_being_read_before() {
    let editions = Editions::bundled();
    for catalog in editions.all() {
        let sha256 = catalog.edition().sha256();
        let found = editions.find(sha256);
        let found = found.unwrap_or_else(|| panic!("{} has {sha256}", catalog.edition().title()));
        assert!(found.exact);
        assert!(std::ptr::eq(found.catalog, catalog));
    }
    assert!(editions.find("").is_none());
    assert!(editions.find(&"0".repeat(64)).is_none());
}

#[test]
fn the_draft_is_found_by_the_digest_that_earlier_builds_gave_it() {
    let earlier = "254385e672bf6b3ad7d8a7dbdf4b90f20a0aa6e84feeeac2d8e3e105ea3b4814";
    let found = Editions::bundled().find(earlier).unwrap();
    assert!(!found.exact);
    assert!(std::ptr::eq(found.catalog, Editions::bundled_draft()));
}

#[test]
fn an_added_edition_is_found_and_is_added_once() {
    let mut editions = Editions::bundled();
    let added = editions.add(renamed("Our own draft"));
    assert_eq!(editions.all().len(), 3);
    let again = editions.add(renamed("Our own draft"));
    assert!(std::ptr::eq(added, again));
    assert_eq!(editions.all().len(), 3);
    let found = editions.find(added.edition().sha256()).unwrap();
    assert!(found.exact && std::ptr::eq(found.catalog, added));
    let bundled = editions.add(renamed("Editor's Draft"));
    assert!(std::ptr::eq(bundled, Editions::bundled_draft()));
    assert_eq!(editions.all().len(), 3);
}

#[test]
fn an_edition_file_gives_the_same_edition_as_its_six_files() {
    let files = renamed("Editor's Draft");
    assert_eq!(&files, Editions::bundled_draft());
}
