//! Assessments against an edition that no build carries: the backup brings the edition along.

#![allow(
    clippy::unwrap_used,
    reason = "a helper that fails makes its test fail"
)]

use crate::support::{at, opening};
use assay_assessment::{
    EditionReference, Opening, Record, Sha256Digest,
    backup::{self, ReadBackupError},
};
use assay_catalog::{Catalog, Editions};

/// The draft under another name, and editions that have it.
fn ours() -> (&'static Catalog, Editions) {
    let file = Editions::bundled_draft().edition_file();
    let mut editions = Editions::bundled();
    let ours = editions
        .add(&file.replace("Editor's Draft", "Ours"))
        .unwrap();
    (ours, editions)
}

fn record(catalog: &'static Catalog) -> Record {
    let opening = Opening {
        edition: EditionReference::of(catalog),
        ..opening()
    };
    Record::open(opening, at(0), "Ada", catalog)
}

#[test]
fn a_backup_opens_where_its_edition_is_not() {
    let (ours, _) = ours();
    let record = record(ours);
    let file = (assay_assessment::Sha256Digest::of(b"log"), b"log".to_vec());
    let written = backup::write(&record, [file], at(1)).unwrap();
    let read = backup::read(&written.bytes, &Editions::bundled()).unwrap();
    assert_eq!(read.record, record);
    assert_eq!(read.record.catalog(), ours);
    assert_eq!(read.record.catalog().file(), ours.file());
    let again = backup::write(&read.record, read.evidence, at(1)).unwrap();
    assert_eq!(
        again.bytes, written.bytes,
        "the same backup gives the same bytes"
    );
}

#[test]
fn a_backup_carries_a_bundled_edition_too_which_another_build_may_not_have() {
    for catalog in Editions::bundled().all() {
        let written = backup::write(&record(catalog), [], at(1)).unwrap();
        let bytes = written.bytes;
        let edition = catalog.canonical_file();
        assert_eq!(
            Sha256Digest::of(edition.as_bytes()).to_string(),
            catalog.edition().sha256()
        );
        let has = |text: &[u8]| bytes.windows(text.len()).any(|window| window == text);
        assert!(has(b"edition.json") && has(&edition.as_bytes()[..100]));
        let read = backup::read(&bytes, &Editions::bundled()).unwrap();
        assert!(std::ptr::eq(read.record.catalog(), catalog));
    }
}

#[test]
fn an_edition_that_was_changed_on_the_way_is_refused() {
    let (ours, _) = ours();
    let written = backup::write(&record(ours), [], at(1)).unwrap().bytes;
    let place = written
        .windows(8)
        .position(|window| window == b"MUST NOT")
        .unwrap();
    let mut changed = written.clone();
    changed[place] = b'N';
    let error = backup::read(&changed, &Editions::bundled()).unwrap_err();
    assert!(
        matches!(&error, ReadBackupError::Damaged { member, .. } if member == "edition.json"),
        "{error}"
    );
}

#[test]
fn an_assessment_names_its_edition_and_finds_no_other() {
    let (ours, editions) = ours();
    let reference = EditionReference::of(ours);
    assert!(std::ptr::eq(
        reference.find_in(&editions).unwrap().catalog,
        ours
    ));
    assert!(reference.find_in(&Editions::bundled()).is_none());
    let renamed = EditionReference {
        version: "Another".to_owned(),
        ..EditionReference::of(Editions::bundled_draft())
    };
    assert!(
        renamed.find_in(&editions).is_none(),
        "a digest alone does not make a name true"
    );
}
