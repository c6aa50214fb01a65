//! Reports of assessments that carry on from another one: against the same edition, another one, and
//! one that hardly has anything of it.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "the helpers of a test fail the test"
)]

use crate::common;
use assay_assessment::{
    AssessmentId, Confirmation, Edit, EvidencePresence, Record, Status, Timestamp, UtcOffset,
    example,
};
use assay_catalog::{Catalog, Editions};
use assay_report::check::consistency;
use assay_report::document::{Circumstances, Presentation, Report};
use assay_report::outline::{self, plain_text};
use serde_json::{Value, json};

/// An edition of two controls, one of which the draft has in other words, with all that a control may
/// have and a ValOS one has not.
const SMALL: &str = r#"{
    "edition": {
        "format": "assay-edition/1",
        "name": "Small", "version": "1", "date": "2026-11-01", "status": "release",
        "levels": [{"name": "REQUIRED", "mandatory": true}],
        "publisher": "Example", "licence": "Apache-2.0", "copyright": "Copyright 2026, Example",
        "url": "https://example.org",
        "provenance": {
            "source": "Made for a test.",
            "verbatim": [], "summaries": [], "changes": [], "omissions": []
        }
    },
    "frameworks": {},
    "controls": {"sections": [{"id": "sec-a", "title": "A", "groups": [
        {"id": "ctrl-a", "title": "A", "controls": [
            {"id": "req-encrypt-data", "level": "REQUIRED", "short_title": "SC-28 Encryption",
             "title_published": true,
             "statement": "The organisation encrypts:",
             "parts": [{"text": "a. what is at rest;", "list": ["1. on disks;"]},
                       {"text": "b. what is in transit."}],
             "guidance": [{"text": "Lost media are read by others."}]},
            {"id": "req-of-its-own", "level": "REQUIRED", "short_title": "Our title for this",
             "statement": "The organisation does this too."}
        ]}
    ]}]},
    "risks": {},
    "mitigations": {},
    "glossary": {}
}"#;

fn editions() -> (Editions, &'static Catalog) {
    let mut editions = Editions::bundled();
    let small = editions.add(SMALL).unwrap();
    (editions, small)
}

fn carried_onto(catalog: &'static Catalog) -> Record {
    let example = example::open(
        AssessmentId::from_random([1; 16]),
        Timestamp::from_milliseconds(common::NOW),
        UtcOffset::UTC,
        Editions::bundled_draft(),
    );
    let id = AssessmentId::from_random([2; 16]);
    let at = Timestamp::from_milliseconds(common::NOW);
    let record = example.unwrap().record;
    record
        .carry_on(id, catalog, "Next year".to_owned(), at, "Grace")
        .unwrap()
}

fn report_of(record: &Record) -> Report {
    let circumstances = Circumstances {
        generated_at: Timestamp::from_milliseconds(common::NOW),
        utc_offset: UtcOffset::UTC,
        journal_head: record.journal().head(),
        journal_entries: record.journal().next_seq(),
        signing_parties: Vec::new(),
        presentation: Presentation::default(),
        presence: EvidencePresence::default(),
        pictures: Default::default(),
    };
    Report::assemble(record.assessment(), record.catalog(), &circumstances)
}

fn contradictions(report: &Report, editions: &Editions) -> Vec<String> {
    let found = consistency(report, editions);
    assert_eq!(found.not_compared, []);
    let said = found.contradictions.iter();
    said.map(|each| format!("{}: {} / {}", each.place(), each.says, each.follows))
        .collect()
}

#[test]
fn they_agree_with_themselves_and_meet_the_schema() {
    let (editions, _) = editions();
    let schema: Value =
        serde_json::from_str(include_str!("../schema/assay-report-1.schema.json")).unwrap();
    let schema = jsonschema::validator_for(&schema).unwrap();
    for catalog in editions.all() {
        let report = report_of(&carried_onto(catalog));
        assert_eq!(contradictions(&report, &editions), Vec::<String>::new());
        let value = report.to_value().unwrap();
        let problems: Vec<String> = schema
            .iter_errors(&value)
            .map(|error| format!("{}: {error}", error.instance_path()))
            .collect();
        assert_eq!(problems, Vec::<String>::new());
        assert_eq!(Report::from_value(value).unwrap(), report);
    }
}

#[test]
fn nothing_is_said_to_be_confirmed_that_is_not() {
    let (editions, _) = editions();
    let record = carried_onto(Editions::bundled_draft());
    let value = report_of(&record).to_value().unwrap();
    let sections = value["sections"].as_array().unwrap();
    let mut forged = 0;
    for (place, section) in sections.iter().enumerate() {
        let groups = section["groups"].as_array().unwrap();
        for (group, controls) in groups.iter().enumerate() {
            if controls["controls"][0]["earlier"].is_null() {
                continue;
            }
            let mut changed = value.clone();
            changed["sections"][place]["groups"][group]["controls"][0]["earlier"]["confirmation"] =
                json!("confirmed");
            let report = Report::from_value(changed).unwrap();
            assert_eq!(contradictions(&report, &editions).len(), 1);
            forged += 1;
        }
    }
    assert!(forged > 20, "{forged}");
}

/// Of an edition that is not at hand, levels and confirmations are in the report itself.
#[test]
fn what_is_mandatory_and_confirmed_follows_without_the_edition() {
    let (_, small) = editions();
    let mut record = carried_onto(small);
    let at = Timestamp::from_milliseconds(common::NOW);
    for control in small.controls() {
        let edit = Edit::SetControlStatus {
            control: control.id().clone(),
            status: Status::Fails,
        };
        record.perform(edit, at, "Grace").unwrap();
    }
    let report = report_of(&record);
    assert_eq!(report.conformance.mandatory.fails, 2);
    let shown = plain_text(&outline::of(&report));
    assert!(shown.contains("REQUIRED: 0 of 2 pass"), "{shown}");
    assert!(!shown.contains("SHOULD:") && shown.contains("All controls are mandatory."));
    let found = consistency(&report, &Editions::bundled());
    assert!(found.holds(), "{:?}", found.contradictions);
    assert_eq!(found.not_compared.len(), 1);

    let mut value = report.to_value().unwrap();
    value["edition"]["levels"][0]["mandatory"] = json!(false);
    let earlier = &mut value["sections"][0]["groups"][0]["controls"][0]["earlier"];
    assert_eq!(earlier["confirmation"], json!("changed"));
    earlier["confirmation"] = json!("confirmed");
    let forged = Report::from_value(value).unwrap();
    let found = consistency(&forged, &Editions::bundled());
    let places: Vec<String> = found
        .contradictions
        .iter()
        .map(|each| each.place())
        .collect();
    assert!(
        places.iter().any(|place| place.contains("confirmation")),
        "{places:?}"
    );
    assert!(
        places.iter().any(|place| place.contains("verdict")),
        "{places:?}"
    );
}

#[test]
fn all_that_is_carried_is_in_the_outline() {
    let (_, small) = editions();
    let record = carried_onto(small);
    let report = report_of(&record);
    let shown = plain_text(&outline::of(&report));
    let from = record.assessment().carried_from().unwrap();
    let said = |text: &str| assert!(shown.contains(text), "{text:?} is not in {shown}");
    for text in [
        "SC-28 Encryption",
        "a. what is at rest;",
        "1. on disks;",
        "Lost media are read by others.",
        "Not confirmed: the edition says it in other words.",
        "No longer in the edition",
        "some are shortened or made by us",
        &from.head.to_string(),
    ] {
        said(text);
    }
    let withdrawn = report.withdrawn.as_ref().unwrap();
    assert!(withdrawn.controls.len() > 40 && withdrawn.risks.len() > 50);
    for item in withdrawn.controls.iter().chain(&withdrawn.risks) {
        said(&item.id);
        for line in item.statement.lines().chain(item.found.lines()) {
            said(line);
        }
    }
}

#[test]
fn who_confirms_is_named_and_the_cover_counts() {
    let mut record = carried_onto(Editions::bundled_draft());
    let (today, at) = (
        "2026-11-29".parse().unwrap(),
        Timestamp::from_milliseconds(common::NOW),
    );
    let found = |record: &Record, status: Status| {
        let mut controls = record.catalog().controls().iter();
        controls
            .find(|control| {
                let finding = record.assessment().control(control.id());
                finding.confirmation() == Some(Confirmation::ToConfirm)
                    && finding
                        .earlier
                        .is_some_and(|earlier| earlier.status == status)
            })
            .unwrap()
            .id()
            .clone()
    };
    let implemented = found(&record, Status::Implemented);
    let edit = Edit::confirm_control(record.assessment(), &implemented, today, "Grace").unwrap();
    record.perform(edit, at, "Grace").unwrap();
    let fails = found(&record, Status::Fails);
    let edit = Edit::SetControlStatus {
        control: fails,
        status: Status::Partial,
    };
    record.perform(edit, at, "Grace").unwrap();
    let report = report_of(&record);
    let shown = plain_text(&outline::of(&report));
    assert!(shown.contains("1 confirmed, 1 changed"), "{shown}");
    assert!(shown.contains("2026-11-29 by Grace"));
    assert!(shown.contains("Found again."));
    assert!(shown.contains("Something else was found."));
}
