//! Reports against each edition: a bundled one, one that was added, and one that is not at hand.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a helper that fails makes its test fail"
)]

use crate::common::{AT, Files, identity, record, signing};
use assay_assessment::{
    AssessmentId, Edit, EditionReference, EvidencePresence, Opening, Record, Status, Timestamp,
};
use assay_catalog::{Catalog, Editions};
use assay_dossier::{Outcome, Pages, Remark, check, produce};
use assay_import::{OpenedEdition, open_edition};
use assay_report::{check::NotCompared, document::Presentation};

/// An assessment against an edition, in which every second control was tested.
fn assessed(catalog: &'static Catalog) -> Record {
    let at = Timestamp::from_milliseconds(AT - 60_000);
    let opening = Opening {
        assessment: record().assessment().id().clone(),
        edition: EditionReference::of(catalog),
        example: false,
        carried_from: None,
    };
    let mut record = Record::open(opening, at, "Ada Roth", catalog);
    for control in catalog.controls().iter().step_by(2) {
        let edit = Edit::SetControlStatus {
            control: control.id().clone(),
            status: Status::Implemented,
        };
        record.perform(edit, at, "Ada Roth").unwrap();
    }
    record
}

fn signed(catalog: &'static Catalog) -> Files {
    let ada = identity("Ada Roth", 1);
    let presence = EvidencePresence::default();
    produce(
        &assessed(catalog),
        &presence,
        &Presentation::default(),
        &signing(&ada),
    )
    .unwrap()
    .into()
}

/// The draft under another name, and editions that have it.
fn ours() -> (&'static Catalog, Editions) {
    let file = Editions::bundled_draft().edition_file();
    let mut editions = Editions::bundled();
    let ours = editions.add(&file.replace("Editor's Draft", "Ours"));
    (ours.unwrap(), editions)
}

#[test]
fn a_report_against_any_edition_at_hand_is_compared_with_all_of_it() {
    let (ours, editions) = ours();
    for catalog in editions.all() {
        let files = signed(catalog);
        for bytes in [&files.json, &files.pdf] {
            let checked = check(bytes, &editions).unwrap();
            assert_eq!(
                checked.outcome,
                Outcome::Valid,
                "{:?}",
                checked.contradictions
            );
            let compared = |remark: &Remark| !matches!(remark, Remark::NotCompared(_));
            assert!(
                checked.remarks.iter().all(compared),
                "{:?}",
                checked.remarks
            );
        }
        let checked = check(&files.pdf, &editions).unwrap();
        assert_eq!(checked.pages, Some(Pages::Same));
    }
    assert_eq!(ours.edition().version(), "Ours");
}

#[test]
fn a_report_against_a_catalog_without_risks_is_as_sound() {
    let catalog = include_bytes!("../../import/tests/oscal/every-construct.json");
    let OpenedEdition::Whole { file, .. } = open_edition(catalog, None).unwrap() else {
        panic!("the catalog says its date");
    };
    let mut editions = Editions::bundled();
    let catalog = editions.add(&file).unwrap();
    assert_eq!(catalog.risks().len(), 0);
    let files = signed(catalog);
    for bytes in [&files.json, &files.pdf] {
        let checked = check(bytes, &editions).unwrap();
        assert_eq!(
            checked.outcome,
            Outcome::Valid,
            "{:?}",
            checked.contradictions
        );
    }
}

#[test]
fn a_report_of_an_assessment_that_carries_on_is_as_sound() {
    let (ours, mut editions) = ours();
    let oscal = include_bytes!("../../import/tests/oscal/every-construct.json");
    let OpenedEdition::Whole { file, .. } = open_edition(oscal, None).unwrap() else {
        panic!("the catalog says its date");
    };
    let oscal = editions.add(&file).unwrap();
    let (before, at) = (record(), Timestamp::from_milliseconds(AT - 60_000));
    for onto in [Editions::bundled_draft(), ours, oscal] {
        let id = AssessmentId::from_random([9; 16]);
        let next = before.carry_on(id, onto, "Next".to_owned(), at, "Ada Roth");
        let ada = identity("Ada Roth", 1);
        let presence = EvidencePresence::default();
        let signed = produce(
            &next.unwrap(),
            &presence,
            &Presentation::default(),
            &signing(&ada),
        )
        .unwrap();
        let files = Files::from(signed);
        for bytes in [&files.json, &files.pdf] {
            let checked = check(bytes, &editions).unwrap();
            let contradictions = &checked.contradictions;
            assert_eq!(checked.outcome, Outcome::Valid, "{contradictions:?}");
        }
        let checked = check(&files.pdf, &editions).unwrap();
        assert_eq!(checked.pages, Some(Pages::Same));
    }
}

#[test]
fn a_report_against_an_edition_that_is_not_at_hand_says_so_and_its_figures_are_compared() {
    let (ours, _) = ours();
    let files = signed(ours);
    let checked = check(&files.json, &Editions::bundled()).unwrap();
    assert_eq!(checked.outcome, Outcome::Valid);
    let said = checked.remarks.iter().any(|remark| {
        matches!(remark, Remark::NotCompared(NotCompared::OtherEdition { version, earlier: false, .. }) if version == "Ours")
    });
    assert!(said, "{:?}", checked.remarks);
}
