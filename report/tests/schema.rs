//! The published schema and the documents agree.
#![allow(clippy::unwrap_used, reason = "the helpers of a test fail the test")]

use crate::common::{Filling, assessment, report, report_with};
use assay_assessment::{Absence, EvidencePresence, Sha256Digest};
use assay_report::request::{ReportFilePart, StatusRequest};
use serde_json::{Value, json};

fn schema() -> jsonschema::Validator {
    validator(include_str!("../schema/assay-report-1.schema.json"))
}

fn validator(text: &str) -> jsonschema::Validator {
    let schema: Value = serde_json::from_str(text).unwrap();
    jsonschema::validator_for(&schema).unwrap()
}

#[test]
fn reports_meet_the_schema() {
    let schema = schema();
    for sparse in [false, true] {
        let value = report(&Filling {
            sparse,
            ..Filling::default()
        })
        .to_value()
        .unwrap();
        let problems: Vec<String> = schema
            .iter_errors(&value)
            .map(|error| format!("{}: {error}", error.instance_path()))
            .collect();
        assert_eq!(problems, Vec::<String>::new());
    }
}

#[test]
fn a_report_whose_evidence_is_not_there_meets_the_schema() {
    let assessment = assessment(&Filling::default());
    let mut presence = EvidencePresence::default();
    presence.look([]);
    let digest = assessment
        .evidence()
        .values()
        .find_map(|item| item.sha256());
    presence.note(digest.unwrap(), Some(Absence::Changed));
    let mut value = report_with(&assessment, presence).to_value().unwrap();
    let schema = schema();
    assert!(schema.is_valid(&value));
    let items = value["evidence"].as_array_mut().unwrap();
    let item = items
        .iter_mut()
        .find(|item| item["absent"] == json!("changed"));
    item.unwrap()["absent"] = json!("lost");
    assert!(!schema.is_valid(&value));
}

#[test]
fn the_schema_refuses_what_the_reader_refuses() {
    let schema = schema();
    let whole = report(&Filling::default()).to_value().unwrap();
    for (pointer, wrong) in [
        ("/version", json!(2)),
        ("/example", json!("yes")),
        ("/journal/head", json!("00")),
        ("/sections/0/groups/0/controls/0/status", json!("perfect")),
        ("/register/totals/inherent", json!(1.5)),
        ("/scales/levels/0/probability", json!(10_001)),
    ] {
        let mut value = whole.clone();
        *value.pointer_mut(pointer).unwrap() = wrong;
        assert!(!schema.is_valid(&value), "{pointer}");
    }
}

#[test]
fn requests_meet_their_schema_and_what_is_none_does_not() {
    let schema = validator(include_str!(
        "../schema/assay-status-update-request-1.schema.json"
    ));
    let file = ReportFilePart {
        name: "report.pdf".to_owned(),
        media_type: "application/pdf".to_owned(),
        size: 17,
        sha256: Sha256Digest::of(b"report"),
    };
    let request = StatusRequest::of(&report(&Filling::default()), vec![file]).unwrap();
    let whole = request.to_value().unwrap();
    let problems: Vec<String> = schema
        .iter_errors(&whole)
        .map(|error| format!("{}: {error}", error.instance_path()))
        .collect();
    assert_eq!(problems, Vec::<String>::new());
    assert_eq!(StatusRequest::from_value(whole.clone()), Ok(request));
    for (pointer, wrong) in [
        ("/version", json!(2)),
        ("/reports/0/sha256", json!("00")),
        ("/reports/0/size", json!(1.5)),
        ("/conformance/verdict", json!("perfect")),
        ("/localDay", json!(null)),
        ("/missing", json!("nothing")),
    ] {
        let mut value = whole.clone();
        *value.pointer_mut(pointer).unwrap() = wrong;
        assert!(!schema.is_valid(&value), "{pointer}");
        assert!(StatusRequest::from_value(value).is_err(), "{pointer}");
    }
}
