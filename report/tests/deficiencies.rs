//! The assessor's findings in the report: in order, with their response, and what cannot be is a
//! contradiction.
#![allow(clippy::unwrap_used, reason = "the helpers of a test fail the test")]

use crate::common::{Filling, assessment, report_on};
use assay_assessment::{
    Action, ActionId, ActionState, Deficiency, DeficiencyId, DeficiencyTerms, Edit, Severity,
};
use assay_catalog::Editions;
use assay_report::check::consistency;
use assay_report::document::Report;
use assay_report::outline::plain_text;
use serde_json::{Value, json};

fn outline(report: &Report) -> String {
    plain_text(&assay_report::outline::of(report))
}

/// What is wrong with a report after a change of its document: where its edition is at hand, and where
/// it is not.
fn contradictions(change: impl FnOnce(&mut Value)) -> [usize; 2] {
    let report = report_on(&assessment(&Filling::default()));
    let mut value = report.to_value().unwrap();
    change(&mut value);
    [None, Some("0".repeat(64))].map(|unknown| {
        let mut value = value.clone();
        if let Some(sha256) = unknown {
            value["edition"]["sha256"] = json!(sha256);
        }
        let report = Report::from_value(value).unwrap();
        consistency(&report, &Editions::bundled())
            .contradictions
            .len()
    })
}

#[test]
fn the_gravest_stands_first_and_each_is_named_at_its_controls_and_risks() {
    let report = report_on(&assessment(&Filling::default()));
    let titles: Vec<&str> = report
        .deficiencies
        .iter()
        .map(|part| part.title.as_str())
        .collect();
    assert_eq!(titles, ["A finding that is High", "A finding that is Low"]);
    let outline = outline(&report);
    // Overview, heading, two controls, one risk.
    for title in titles {
        assert!(outline.matches(title).count() >= 5, "{title}");
    }
    assert!(outline.contains("of an earlier assessment; persists"));
    assert!(outline.contains("Disagrees, Mara, who Disagrees, 2026-11-18"));
}

#[test]
fn what_nobody_answers_says_so() {
    let mut assessment = assessment(&Filling::default());
    let bare = Deficiency {
        terms: DeficiencyTerms {
            title: "Nobody answered".to_owned(),
            severity: Some(Severity::Critical),
            ..DeficiencyTerms::default()
        },
        ..Deficiency::default()
    };
    let edit = Edit::AddDeficiency {
        id: DeficiencyId::from_random([9; 16]),
        deficiency: Box::new(bare),
    };
    let _undo = edit
        .apply(&mut assessment, Editions::bundled_draft())
        .unwrap();
    let outline = outline(&report_on(&assessment));
    assert!(outline.contains("has not responded"));
    assert!(outline.contains("Management has not responded."));
    assert!(outline.contains("No action answers this finding."));
}

#[test]
fn an_action_that_is_open_is_counted_with_its_day() {
    let mut assessment = assessment(&Filling::default());
    let outline_of = |assessment: &_| outline(&report_on(assessment));
    assert!(outline_of(&assessment).contains("1 of 1 done"));
    let (action, open) = (ActionId::from_random([8; 16]), ActionState::Open);
    let due = Some("2027-02-01".parse().unwrap());
    let add = Edit::AddAction {
        id: action.clone(),
        action: Action {
            due,
            state: open,
            ..Action::default()
        },
    };
    let (id, standing) = assessment.deficiencies().iter().next().unwrap();
    let mut terms = Box::new(standing.terms.clone());
    terms.actions.insert(action);
    let link = Edit::SetDeficiencyTerms {
        id: id.clone(),
        terms,
    };
    for edit in [add, link] {
        let _undo = edit
            .apply(&mut assessment, Editions::bundled_draft())
            .unwrap();
    }
    assert!(outline_of(&assessment).contains("1 of 2 open, by 2027-02-01"));
}

#[test]
fn a_report_without_findings_says_nothing_of_them() {
    let mut assessment = assessment(&Filling::default());
    let ids: Vec<_> = assessment.deficiencies().keys().cloned().collect();
    for id in ids {
        let edit = Edit::RemoveDeficiency { id };
        let _undo = edit
            .apply(&mut assessment, Editions::bundled_draft())
            .unwrap();
    }
    let value = report_on(&assessment).to_value().unwrap();
    assert_eq!(value.get("deficiencies"), None);
}

#[test]
fn another_order_or_an_empty_text_is_a_contradiction() {
    assert_eq!(contradictions(|_| {}), [0, 0]);
    let [with, without] =
        contradictions(|value| value["deficiencies"].as_array_mut().unwrap().reverse());
    assert!(with > 0 && without > 0);
    let [empty, _] = contradictions(|value| value["deficiencies"][0]["texts"]["cause"] = json!(""));
    assert!(empty > 0);
    let [twice, _] = contradictions(|value| {
        let controls = value["deficiencies"][0]["controls"].as_array_mut().unwrap();
        controls.push(controls[0].clone());
    });
    assert!(twice > 0);
    let [unanswered, _] = contradictions(|value| value["deficiencies"][0]["actions"] = json!([]));
    assert_eq!(
        unanswered, 0,
        "whether somebody answers is stated, and follows from nothing"
    );
}
