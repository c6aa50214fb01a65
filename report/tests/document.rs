//! The document: what goes in comes out, and what is wrong is named.
#![allow(clippy::unwrap_used, reason = "the helpers of a test fail the test")]

mod common;

use assay_report::document::{Report, ReportError};
use common::{Filling, report};
use serde_json::{Value, json};

#[test]
fn writing_and_reading_is_the_identity() {
    for sparse in [false, true] {
        let written = report(&Filling {
            sparse,
            ..Filling::default()
        });
        let value = written.to_value().unwrap();
        assert_eq!(Report::from_value(value), Ok(written));
    }
}

#[test]
fn the_same_arguments_give_the_same_report() {
    assert_eq!(report(&Filling::default()), report(&Filling::default()));
}

#[test]
fn a_proof_is_passed_over() {
    let written = report(&Filling::default());
    let mut value = written.to_value().unwrap();
    value["proof"] = json!([{"type": "DataIntegrityProof"}]);
    assert_eq!(Report::from_value(value), Ok(written));
}

#[test]
fn all_numbers_are_integers_that_every_reader_keeps() {
    fn check(value: &Value, place: &str) {
        match value {
            Value::Number(number) => {
                let whole = number.as_i64().map(i64::unsigned_abs);
                assert!(
                    whole.is_some_and(|whole| whole < 1 << 53),
                    "{place}: {number}"
                );
            }
            Value::Array(items) => items.iter().for_each(|item| check(item, place)),
            Value::Object(members) => members.iter().for_each(|(name, item)| check(item, name)),
            _ => {}
        }
    }
    check(&report(&Filling::default()).to_value().unwrap(), "");
}

#[test]
fn what_is_no_report_is_refused_by_name() {
    for value in [
        json!(null),
        json!([]),
        json!({}),
        json!({"format": "other"}),
    ] {
        assert_eq!(Report::from_value(value), Err(ReportError::NotAReport));
    }
    let mut value = report(&Filling::default()).to_value().unwrap();
    value["version"] = json!(2);
    let error = Report::from_value(value).unwrap_err();
    assert_eq!(error, ReportError::Newer { found: 2 });
    assert!(error.to_string().contains("newer Assay"));
}

#[test]
fn every_problem_is_named_with_its_place() {
    let mut value = report(&Filling::default()).to_value().unwrap();
    value["sections"][1]["groups"][0]["controls"][0]["status"] = json!("perfect");
    value["register"]["categories"][2]["risks"][1]["due"] = json!("soon");
    value["evidence"][3]["unknown"] = json!(1);
    value["journal"]["head"] = json!("00");
    let Err(ReportError::Damaged(problems)) = Report::from_value(value) else {
        panic!("accepted");
    };
    let places: Vec<&str> = problems
        .iter()
        .map(|problem| problem.place.as_str())
        .collect();
    assert_eq!(
        places,
        [
            "journal",
            "evidence[3]",
            "sections[1].groups[0].controls[0]",
            "register.categories[2].risks[1]",
        ]
    );
}

#[test]
fn names_that_lead_nowhere_are_found() {
    let mut value = report(&Filling::default()).to_value().unwrap();
    value["evidence"][0]["controls"][0] = json!("req-nowhere");
    value["evidence"][1]["id"] = value["evidence"][2]["id"].clone();
    let Err(ReportError::Damaged(problems)) = Report::from_value(value) else {
        panic!("accepted");
    };
    let text = format!("{problems:?}");
    assert!(text.contains("req-nowhere"), "{text}");
    assert!(text.contains("more than one evidence"), "{text}");
}

#[test]
fn damage_anywhere_is_refused_and_never_panics() {
    let whole = report(&Filling::default()).to_value().unwrap();
    let members: Vec<String> = whole.as_object().unwrap().keys().cloned().collect();
    for name in members {
        for wrong in [json!(null), json!(7), json!([1]), json!({"a": []})] {
            let mut value = whole.clone();
            if name == "assessedAgainst" && wrong.is_null() {
                continue;
            }
            value[&name] = wrong;
            assert!(Report::from_value(value).is_err(), "{name}");
        }
    }
}
