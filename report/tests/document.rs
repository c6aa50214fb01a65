//! The document: what goes in comes out, and what is wrong is named.
#![allow(clippy::unwrap_used, reason = "the helpers of a test fail the test")]

use crate::common::{self, Filling, assessment, report, report_with};
use assay_assessment::{Absence, EvidencePresence, Timestamp, UtcOffset};
use assay_catalog::Editions;
use assay_report::document::{Report, ReportError};
use assay_report::outline::{self, plain_text};
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
fn evidence_that_was_not_there_says_so_and_other_reports_stay_as_they_were() {
    let assessment = assessment(&Filling::default());
    let mut files = assessment
        .evidence()
        .values()
        .filter_map(|item| item.sha256());
    let mut presence = EvidencePresence::default();
    presence.look(
        assessment
            .evidence()
            .values()
            .filter_map(|item| item.sha256()),
    );
    assert_eq!(
        report_with(&assessment, presence.clone()),
        report(&Filling::default()),
        "a report that misses nothing has the bytes that it always had"
    );
    let (missing, changed) = (files.next().unwrap(), files.next().unwrap());
    presence.note(missing, Some(Absence::Missing));
    presence.note(changed, Some(Absence::Changed));
    let written = report_with(&assessment, presence);
    let value = written.to_value().unwrap();
    let absent = |digest: assay_assessment::Sha256Digest| {
        let items = value["evidence"].as_array().unwrap().iter();
        let mut items = items.filter(|item| item["content"]["sha256"] == json!(digest.to_string()));
        items.next().unwrap()["absent"].clone()
    };
    assert_eq!(absent(missing), json!("missing"));
    assert_eq!(absent(changed), json!("changed"));
    let rules: Vec<&str> = written
        .findings
        .iter()
        .map(|found| found.rule.as_str())
        .collect();
    assert!(rules.contains(&"evidence-absent"), "{rules:?}");
    assert_eq!(Report::from_value(value), Ok(written));
}

#[test]
fn the_day_is_that_of_the_place_and_the_report_says_how() {
    let assessment = common::assessment(&Filling::default());
    let mut circumstances = common::circumstances();
    // 2026-11-25T17:00:00Z is the morning of the 26th in Auckland.
    circumstances.generated_at = Timestamp::from_milliseconds(1_795_626_000_000);
    circumstances.utc_offset = UtcOffset::from_minutes(13 * 60).unwrap();
    let report = Report::assemble(&assessment, Editions::bundled_draft(), &circumstances);
    let value = report.to_value().unwrap();
    assert_eq!(value["generatedAt"], "2026-11-25T17:00:00Z");
    assert_eq!(
        value["localDay"],
        json!({"day": "2026-11-26", "utcOffsetMinutes": 780})
    );
    let text = plain_text(&outline::of(&report));
    assert!(text.contains("it was then 2026-11-26, by a clock at UTC+13:00. Times are in UTC."));
    // What came into the library is an instant, and says that it is in UTC.
    assert!(text.contains("added 2026-11-21 00:00 UTC"));
}

#[test]
fn what_is_due_on_the_26th_is_overdue_only_where_that_day_is_over() {
    let mut assessment = common::assessment(&Filling::default());
    let (id, action) = assessment.actions().iter().next().unwrap();
    let (id, mut action) = (id.clone(), action.clone());
    action.due = Some("2026-11-26".parse().unwrap());
    action.state = assay_assessment::ActionState::Open;
    let edit = assay_assessment::Edit::ChangeAction {
        id: id.clone(),
        action,
    };
    let _undo = edit
        .apply(&mut assessment, Editions::bundled_draft())
        .unwrap();
    let overdue = |minutes| {
        let mut circumstances = common::circumstances();
        // 2026-11-26T12:00:00Z.
        circumstances.generated_at = Timestamp::from_milliseconds(1_795_694_400_000);
        circumstances.utc_offset = UtcOffset::from_minutes(minutes).unwrap();
        let report = Report::assemble(&assessment, Editions::bundled_draft(), &circumstances);
        let found = report.actions.iter().find(|each| each.id == id.as_str());
        found.unwrap().overdue
    };
    assert!(!overdue(0));
    assert!(overdue(13 * 60));
    assert!(!overdue(-11 * 60));
}

#[test]
fn a_unit_of_the_assessors_own_is_named_in_json_and_in_words() {
    let mut assessment = assay_assessment::Assessment::open(assay_assessment::Opening {
        assessment: assay_assessment::AssessmentId::from_random([7; 16]),
        edition: assay_assessment::EditionReference::of(Editions::bundled_draft()),
        example: false,
        carried_from: None,
    });
    for (currency, words) in [
        (
            assay_assessment::Currency::own_unit("USDC", 4),
            "All amounts are in USDC, a unit of the assessor's own with 4 decimals.",
        ),
        (
            assay_assessment::Currency::iso_4217("USD"),
            "All amounts are in USD, a currency of ISO 4217.",
        ),
    ] {
        let currency = currency.unwrap();
        let expected = json!({"code": currency.code(), "decimals": currency.decimals()});
        let edit = assay_assessment::Edit::SetCurrency { currency };
        let _undo = edit
            .apply(&mut assessment, Editions::bundled_draft())
            .unwrap();
        let report = common::report_on(&assessment);
        let value = report.to_value().unwrap();
        assert_eq!(value["scales"]["currency"], expected);
        assert!(plain_text(&outline::of(&report)).contains(words));
        assert_eq!(Report::from_value(value), Ok(report));
    }
}

#[test]
fn a_report_without_its_local_day_is_still_read() {
    let mut value = report(&Filling::default()).to_value().unwrap();
    value.as_object_mut().unwrap().remove("localDay");
    let old = Report::from_value(value).unwrap();
    assert!(!plain_text(&outline::of(&old)).contains("Times are in UTC"));
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
            if ["assessedAgainst", "localDay", "engagement"].contains(&name.as_str())
                && wrong.is_null()
            {
                continue;
            }
            value[&name] = wrong;
            assert!(Report::from_value(value).is_err(), "{name}");
        }
    }
}
