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
fn renamed(name: &str) -> String {
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
    files.canonical_json().unwrap()
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
    let added = editions.add(&renamed("Our own draft")).unwrap();
    assert_eq!(editions.all().len(), 3);
    let again = editions.add(&renamed("Our own draft")).unwrap();
    assert!(std::ptr::eq(added, again));
    assert_eq!(editions.all().len(), 3);
    let found = editions.find(added.edition().sha256()).unwrap();
    assert!(found.exact && std::ptr::eq(found.catalog, added));
    let bundled = editions.add(&renamed("Editor's Draft")).unwrap();
    assert!(std::ptr::eq(bundled, Editions::bundled_draft()));
    assert_eq!(editions.all().len(), 3);
}

#[test]
fn an_edition_file_gives_the_same_edition_as_its_six_files() {
    let read = Catalog::from_edition_file(&renamed("Editor's Draft")).unwrap();
    assert_eq!(&read, Editions::bundled_draft());
}

#[test]
fn every_edition_is_saved_as_a_file_that_gives_the_same_edition() {
    let mut editions = Editions::bundled();
    editions.add(&renamed("Our own draft")).unwrap();
    for catalog in editions.all() {
        let file = catalog.edition_file();
        assert!(
            file[..400].contains("\"assay-edition/1\""),
            "says what it is"
        );
        let read = Catalog::from_edition_file(&file).unwrap();
        assert_eq!(read.edition(), catalog.edition());
        assert_eq!(read.controls(), catalog.controls());
    }
}

#[test]
fn a_kept_edition_is_found_again_and_a_changed_one_is_not_here() {
    let mut editions = Editions::bundled();
    let added = editions.add(&renamed("Our own draft")).unwrap();
    let (sha256, text) = (added.edition().sha256(), added.file().unwrap());
    let mut elsewhere = Editions::bundled();
    elsewhere.add_kept(sha256.to_owned(), text.to_owned());
    assert_eq!(elsewhere.find(sha256).unwrap().catalog, added);
    let mut damaged = Editions::bundled();
    damaged.add_kept(sha256.to_owned(), text.replace("MUST NOT", "MAY NOT"));
    assert!(damaged.find(sha256).is_none());
    assert_eq!(damaged.all().len(), 2);
    elsewhere.remove(sha256);
    assert!(elsewhere.find(sha256).is_none());
}

#[test]
fn only_added_editions_carry_their_file() {
    for catalog in Editions::bundled().all() {
        assert_eq!(catalog.file(), None);
    }
}

#[test]
fn an_edition_whose_relations_nobody_could_work_out_is_refused_before_they_are() {
    let mut file: serde_json::Value = serde_json::from_str(&renamed("Vast")).unwrap();
    let group = &mut file["controls"]["sections"][0]["groups"][2];
    assert_eq!(group["addresses"]["all_risks"], true);
    let control = group["controls"][0].clone();
    let many = (0..9_000).map(|number| {
        let mut control = control.clone();
        control["id"] = format!("req-many-{number}").into();
        control["short_title"] = format!("Many {number}").into();
        control
    });
    group["controls"] = many.collect();
    let error = Catalog::from_edition_file(&file.to_string()).unwrap_err();
    let words = error.to_string();
    assert!(
        words.contains("relations; at most 500000 are read"),
        "{words}"
    );
}
