//! The X-ray: for each rule, what it finds and what it leaves alone.
#![allow(clippy::unwrap_used, reason = "the helpers of a test fail the test")]

mod support;

use std::collections::BTreeSet;

use assay_assessment::{
    Acceptance, Action, ActionId, ActionState, BasisPoints, Edit, Evidence, EvidenceId,
    EvidenceKind, Impact, Money, Probability, Score, Status, Subject, Treatment,
    xray::{Finding, Rule, controls_needing_attention, examine, risks_needing_attention},
};
use support::*;

/// A MUST without a period, one with a yearly period, a SHOULD and a MUST NOT.
const MUST: &str = "req-encrypt-data";
const YEARLY: &str = "req-review-dependency-replacement";
const SHOULD: &str = "req-use-dvt";
const MUST_NOT: &str = "req-least-privilege";

fn today() -> assay_assessment::Day {
    day("2026-11-22")
}

fn status(id: &str, status: Status) -> Edit {
    Edit::SetControlStatus {
        control: control(id),
        status,
    }
}

fn action(id: &str, state: ActionState) -> Edit {
    Edit::AddAction {
        id: ActionId::from_random([1; 16]),
        action: Action {
            state,
            controls: [control(id)].into(),
            ..Action::default()
        },
    }
}

/// A link that was captured on that day, or only came into the library on 2026-11-22.
fn evidence(id: &str, captured_on: Option<&str>) -> Edit {
    let number = captured_on.map_or(0, |text| text.bytes().fold(1_u8, u8::wrapping_add));
    Edit::AddEvidence {
        id: EvidenceId::from_random([number; 16]),
        item: Evidence {
            kind: EvidenceKind::Link {
                address: "https://example.org/".parse().unwrap(),
            },
            title: String::new(),
            description: String::new(),
            method: None,
            captured_on: captured_on.map(day),
            added_at: at(0),
            controls: [control(id)].into(),
            risks: [].into(),
        },
    }
}

fn scores(inherent: u64, residual: Option<u64>) -> [Edit; 2] {
    let score = |units| Score {
        probability: Some(Probability::Exact(BasisPoints::CERTAIN)),
        impact: Some(Impact::Exact(Money::from_minor_units(units).unwrap())),
    };
    [
        Edit::SetInherentScore {
            risk: risk("FIN1"),
            score: score(inherent),
        },
        Edit::SetResidualScore {
            risk: risk("FIN1"),
            score: residual.map(score).unwrap_or_default(),
        },
    ]
}

fn accept(by: Option<(&str, &str)>) -> [Edit; 2] {
    [
        Edit::SetTreatment {
            risk: risk("FIN1"),
            treatment: Some(Treatment::Accept),
        },
        Edit::SetAcceptance {
            risk: risk("FIN1"),
            acceptance: by.map(|(by, reason)| Acceptance {
                by: by.to_owned(),
                on: today(),
                reason: reason.to_owned(),
            }),
        },
    ]
}

/// What one rule finds after these edits, none of which may be refused.
fn found(rule: Rule, edits: impl IntoIterator<Item = Edit>) -> Vec<Finding> {
    let mut assessment = opened();
    for edit in edits {
        let _undo = edit.apply(&mut assessment, catalog()).unwrap();
    }
    let mut findings = examine(&assessment, catalog(), today());
    findings.retain(|finding| finding.rule == rule);
    findings
}

fn subjects(rule: Rule, edits: impl IntoIterator<Item = Edit>) -> Vec<String> {
    let named = |finding: Finding| match finding.subject {
        Subject::Control(control) => control.to_string(),
        Subject::Risk(risk) => risk.to_string(),
    };
    found(rule, edits).into_iter().map(named).collect()
}

#[test]
fn an_untouched_assessment_has_no_findings() {
    assert_eq!(examine(&opened(), catalog(), today()), []);
}

#[test]
fn a_must_that_fails_needs_an_open_action() {
    let rule = Rule::FailingWithoutAction;
    for failing in [Status::Fails, Status::Partial] {
        assert_eq!(subjects(rule, [status(MUST, failing)]), [MUST]);
        assert_eq!(subjects(rule, [status(MUST_NOT, failing)]), [MUST_NOT]);
        assert!(found(rule, [status(SHOULD, failing)]).is_empty());
        let open = action(MUST, ActionState::Open);
        assert!(found(rule, [status(MUST, failing), open]).is_empty());
        let done = action(MUST, ActionState::Done { on: today() });
        assert_eq!(subjects(rule, [status(MUST, failing), done]), [MUST]);
        let other = action(MUST_NOT, ActionState::Open);
        assert_eq!(subjects(rule, [status(MUST, failing), other]), [MUST]);
    }
    for passing in [
        Status::Implemented,
        Status::NotApplicable,
        Status::NotTested,
    ] {
        assert!(found(rule, [status(MUST, passing)]).is_empty());
    }
}

#[test]
fn not_applicable_needs_a_reason() {
    let rule = Rule::NotApplicableWithoutReason;
    let reason = |reason: &str| Edit::SetControlReason {
        control: control(MUST),
        reason: reason.to_owned(),
    };
    let not_applicable = || status(MUST, Status::NotApplicable);
    assert_eq!(subjects(rule, [not_applicable()]), [MUST]);
    assert_eq!(subjects(rule, [not_applicable(), reason(" \n")]), [MUST]);
    assert!(found(rule, [not_applicable(), reason("No such network.")]).is_empty());
    assert!(found(rule, [status(MUST, Status::Fails)]).is_empty());
}

#[test]
fn implemented_needs_evidence() {
    let rule = Rule::ImplementedWithoutEvidence;
    let implemented = || status(MUST, Status::Implemented);
    assert_eq!(subjects(rule, [implemented()]), [MUST]);
    assert_eq!(
        subjects(rule, [implemented(), evidence(YEARLY, None)]),
        [MUST],
        "evidence of another control"
    );
    assert!(found(rule, [implemented(), evidence(MUST, None)]).is_empty());
    assert!(found(rule, [status(MUST, Status::Partial)]).is_empty());
}

#[test]
fn evidence_is_stale_when_the_newest_is_older_than_the_period() {
    let rule = Rule::EvidenceStale;
    let implemented = || status(YEARLY, Status::Implemented);
    let dated = |text| evidence(YEARLY, Some(text));
    // 366 and 367 days before.
    assert!(found(rule, [implemented(), dated("2025-11-21")]).is_empty());
    let findings = found(rule, [implemented(), dated("2025-11-20")]);
    assert_eq!(
        findings[0].detail.as_deref(),
        Some("The newest evidence is 367 days old; the statement allows 366.")
    );
    assert!(
        found(
            rule,
            [implemented(), dated("2020-01-01"), dated("2026-01-02")]
        )
        .is_empty(),
        "the newest counts"
    );
    assert!(
        found(rule, [implemented(), evidence(YEARLY, None)]).is_empty(),
        "without a day of its own, the day on which it was added counts"
    );
    assert!(
        found(
            rule,
            [
                status(MUST, Status::Implemented),
                evidence(MUST, Some("2020-01-01"))
            ]
        )
        .is_empty()
    );
    assert!(found(rule, [status(YEARLY, Status::Fails), dated("2020-01-01")]).is_empty());
    assert!(
        found(rule, [implemented()]).is_empty(),
        "that is another rule"
    );
}

#[test]
fn mitigation_must_not_raise_a_risk() {
    let rule = Rule::ResidualAboveInherent;
    assert_eq!(subjects(rule, scores(100, Some(101))), ["FIN1"]);
    assert!(found(rule, scores(100, Some(100))).is_empty());
    assert!(found(rule, scores(100, None)).is_empty());
}

#[test]
fn accepting_needs_a_name_and_a_reason() {
    let rule = Rule::AcceptedWithoutAcceptance;
    assert_eq!(subjects(rule, accept(None)), ["FIN1"]);
    assert_eq!(subjects(rule, accept(Some(("", "Cheap.")))), ["FIN1"]);
    assert_eq!(subjects(rule, accept(Some(("Ada", " ")))), ["FIN1"]);
    assert!(found(rule, accept(Some(("Ada", "Cheap.")))).is_empty());
    let transfer = Edit::SetTreatment {
        risk: risk("FIN1"),
        treatment: Some(Treatment::Transfer),
    };
    assert!(found(rule, [transfer]).is_empty());
}

#[test]
fn a_risk_needs_a_control_that_passes_once_one_was_tested() {
    let rule = Rule::RiskWithoutPassingControl;
    let addressing = catalog().controls_addressing(risk("GIR17"));
    let ids: Vec<&str> = addressing.iter().map(|each| each.id().as_str()).collect();
    assert!(ids.len() > 1, "{ids:?}");
    let failing: BTreeSet<String> = subjects(rule, [status(ids[0], Status::Fails)])
        .into_iter()
        .collect();
    assert!(failing.contains("GIR17"));
    for passing in [Status::Implemented, Status::NotApplicable] {
        let edits = [status(ids[0], Status::Fails), status(ids[1], passing)];
        assert!(!subjects(rule, edits).contains(&"GIR17".to_owned()));
    }
    assert!(found(rule, [status(ids[0], Status::NotTested)]).is_empty());
}

#[test]
fn the_gravest_rule_comes_first_and_the_subjects_are_gathered() {
    let edits = [
        status(MUST, Status::NotApplicable),
        status(YEARLY, Status::Fails),
        status(MUST_NOT, Status::Fails),
    ];
    let assessment = record_after(edits.into_iter().chain(accept(None)))
        .assessment()
        .clone();
    let findings = examine(&assessment, catalog(), today());
    let rules: Vec<Rule> = findings.iter().map(|finding| finding.rule).collect();
    let place = |rule: &Rule| Rule::ALL.iter().position(|each| each == rule);
    assert!(rules.is_sorted_by_key(place));
    assert_eq!(rules[0], Rule::FailingWithoutAction);
    assert_eq!(
        controls_needing_attention(&findings),
        [&control(MUST), &control(YEARLY), &control(MUST_NOT)].into()
    );
    assert!(risks_needing_attention(&findings).contains(&risk("FIN1")));
}

#[test]
fn every_rule_has_its_words() {
    let words: Vec<String> = Rule::ALL
        .iter()
        .map(|rule| {
            format!(
                "{}: {}; {}. {}",
                rule.id(),
                rule.summary(1),
                rule.summary(3),
                rule.advice()
            )
        })
        .collect();
    insta::assert_snapshot!(words.join("\n"));
}
