//! The X-ray: for each rule, what it finds and what it leaves alone.
#![allow(clippy::unwrap_used, reason = "the helpers of a test fail the test")]

use std::collections::BTreeSet;

use crate::support::*;
use assay_assessment::{
    Absence, Acceptance, Action, ActionId, ActionState, Assessed, BasisPoints, Edit, Evidence,
    EvidenceId, EvidenceKind, EvidencePresence, Impact, Money, Picture, Probability, Score,
    Sha256Digest, Status, Subject, Today, Treatment, UtcOffset,
    xray::{Detail, Finding, Rule, controls_needing_attention, examine, risks_needing_attention},
};

/// A MUST without a period, one with a yearly period, a SHOULD and a MUST NOT.
const MUST: &str = "req-encrypt-data";
const YEARLY: &str = "req-review-dependency-replacement";
const SHOULD: &str = "req-use-dvt";
const MUST_NOT: &str = "req-least-privilege";

fn today() -> Today {
    Today {
        day: day("2026-11-22"),
        offset: UtcOffset::UTC,
    }
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
            picture: Picture::default(),
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
                on: today().day,
                reason: reason.to_owned(),
                until: None,
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
    let mut findings = examine(
        &assessment,
        catalog(),
        today(),
        &EvidencePresence::default(),
    );
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
    assert_eq!(
        examine(&opened(), catalog(), today(), &EvidencePresence::default()),
        []
    );
}

/// A file of the library that supports a control and a risk.
fn file(number: u8) -> Edit {
    Edit::AddEvidence {
        id: EvidenceId::from_random([number; 16]),
        item: Evidence {
            kind: EvidenceKind::File {
                name: format!("{number}.txt"),
                media_type: String::new(),
                size: 1,
                sha256: Sha256Digest::of(&[number]),
            },
            title: String::new(),
            description: String::new(),
            method: None,
            captured_on: None,
            added_at: at(0),
            controls: [control(MUST)].into(),
            risks: [risk("FIN1")].into(),
            picture: Picture::default(),
        },
    }
}

#[test]
fn evidence_whose_bytes_are_missing_or_changed_is_named_with_all_it_supports() {
    let mut assessment = opened();
    let untouched_link = evidence(MUST, None);
    for edit in [file(1), file(2), file(3), untouched_link] {
        let _undo = edit.apply(&mut assessment, catalog()).unwrap();
    }
    let absent = |presence: &EvidencePresence| {
        let mut findings = examine(&assessment, catalog(), today(), presence);
        findings.retain(|finding| finding.rule == Rule::EvidenceAbsent);
        findings
    };
    let (one, two, three) = (
        Sha256Digest::of(&[1]),
        Sha256Digest::of(&[2]),
        Sha256Digest::of(&[3]),
    );
    let mut presence = EvidencePresence::default();
    assert_eq!(absent(&presence), [], "nobody has looked");
    presence.look([one, two, three]);
    assert_eq!(absent(&presence), []);

    presence.look([one, three]);
    presence.note(three, Some(Absence::Changed));
    let detail = Detail::Absent(vec![
        ("2.txt".to_owned(), Absence::Missing),
        ("3.txt".to_owned(), Absence::Changed),
    ]);
    assert_eq!(
        detail.to_string(),
        "\u{201c}2.txt\u{201d} is missing; \u{201c}3.txt\u{201d} is changed."
    );
    let finding = |subject| Finding {
        rule: Rule::EvidenceAbsent,
        subject,
        detail: Some(detail.clone()),
    };
    let expected = [
        finding(Subject::Control(control(MUST))),
        finding(Subject::Risk(risk("FIN1"))),
    ];
    assert_eq!(absent(&presence), expected);
    assert_eq!(presence.count_absent(&assessment), 2);

    // To look again tells nothing of bytes that are there but changed.
    presence.look([one, two, three]);
    assert_eq!(presence.of(three), Some(Absence::Changed));
    presence.note(three, None);
    assert_eq!(absent(&presence), []);
    presence.note(one, Some(Absence::Missing));
    assert_eq!(presence.of(one), Some(Absence::Missing));
    presence.note(one, None);
    assert_eq!(presence.of(one), None);
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
        let done = action(MUST, ActionState::Done { on: today().day });
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
        findings[0]
            .detail
            .as_ref()
            .map(Detail::to_string)
            .as_deref(),
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
fn an_acceptance_has_an_end_and_is_asked_about_when_it_is_over() {
    let until = |until: Option<&str>| {
        let [treatment, _] = accept(None);
        let acceptance = Edit::SetAcceptance {
            risk: risk("FIN1"),
            acceptance: Some(Acceptance {
                by: "Ada".to_owned(),
                on: today().day,
                reason: "Cheap.".to_owned(),
                until: until.map(day),
            }),
        };
        [treatment, acceptance]
    };
    let (expired, endless) = (Rule::AcceptanceExpired, Rule::AcceptanceWithoutEnd);
    let yesterday = today().day.plus_days(-1).to_string();
    let this_day = today().day.to_string();
    assert_eq!(subjects(expired, until(Some(&yesterday))), ["FIN1"]);
    assert!(found(expired, until(Some(&this_day))).is_empty());
    assert!(found(endless, until(Some(&this_day))).is_empty());
    assert_eq!(subjects(endless, until(None)), ["FIN1"]);
    assert!(found(expired, until(None)).is_empty());
    // Whoever does not accept the risk any more need not decide about that again.
    let [_, acceptance] = until(Some(&yesterday));
    assert!(found(expired, [acceptance]).is_empty());
    assert!(found(endless, accept(Some(("Ada", " ")))).is_empty());
}

/// The controls that address a risk by its name or its category.
fn naming(id: &str) -> Vec<&'static str> {
    catalog()
        .controls_addressing(risk(id))
        .into_iter()
        .filter(|control| !catalog().group_of(control).unwrap().addresses().all_risks())
        .map(|control| control.id().as_str())
        .collect()
}

#[test]
fn a_risk_needs_a_control_that_passes_once_one_was_tested() {
    let rule = Rule::RiskWithoutPassingControl;
    let ids = naming("SLS6");
    assert!(ids.len() > 1, "{ids:?}");
    let failing: BTreeSet<String> = subjects(rule, [status(ids[0], Status::Fails)])
        .into_iter()
        .collect();
    assert!(failing.contains("SLS6"));
    for passing in [Status::Implemented, Status::NotApplicable] {
        let edits = [status(ids[0], Status::Fails), status(ids[1], passing)];
        assert!(!subjects(rule, edits).contains(&"SLS6".to_owned()));
    }
    assert!(found(rule, [status(ids[0], Status::NotTested)]).is_empty());
}

#[test]
fn a_control_for_all_risks_is_no_lack_and_no_answer_of_a_single_one() {
    let rule = Rule::RiskWithoutPassingControl;
    for only_by_all in ["GIR17", "GIR23"] {
        assert!(naming(only_by_all).is_empty());
        let addressing = catalog().controls_addressing(risk(only_by_all));
        let failing = addressing
            .iter()
            .map(|control| status(control.id().as_str(), Status::Fails));
        assert!(!subjects(rule, failing).contains(&only_by_all.to_owned()));
    }
    let ids = naming("SLS6");
    let all: Vec<_> = catalog().controls_addressing(risk("SLS6"));
    let for_all = all
        .iter()
        .find(|control| !ids.contains(&control.id().as_str()));
    let passing = status(for_all.unwrap().id().as_str(), Status::Implemented);
    let edits = [status(ids[0], Status::Fails), passing];
    assert!(subjects(rule, edits).contains(&"SLS6".to_owned()));
}

#[test]
fn a_day_of_something_done_has_come() {
    let rule = Rule::DayInFuture;
    let assessed = |on| Edit::SetControlAssessed {
        control: control(MUST),
        assessed: Some(Assessed {
            on: day(on),
            by: "Ada".to_owned(),
            filled_in: assay_assessment::FilledIn::Nothing,
        }),
    };
    let accepted = |on| Edit::SetAcceptance {
        risk: risk("FIN1"),
        acceptance: Some(Acceptance {
            by: "Ada".to_owned(),
            on: day(on),
            reason: "Cheap.".to_owned(),
            until: None,
        }),
    };
    let done = |on| action(MUST_NOT, ActionState::Done { on: day(on) });
    let captured = |on| evidence(YEARLY, Some(on));
    let all = |on| [assessed(on), accepted(on), done(on), captured(on)];
    // Tomorrow has not come; today has.
    assert_eq!(
        subjects(rule, all("2026-11-23")),
        [MUST, "FIN1", YEARLY, MUST_NOT]
    );
    assert!(found(rule, all("2026-11-22")).is_empty());
    let details: Vec<_> = found(rule, all("2026-11-23"))
        .into_iter()
        .filter_map(|finding| Some(finding.detail?.to_string()))
        .collect();
    assert_eq!(details[0], "Assessed on 2026-11-23; today is 2026-11-22.");
    assert!(
        details[2]
            .starts_with("Evidence \u{201c}https://example.org/\u{201d} captured on 2026-11-23")
    );
    // A due day lies in the future by right.
    let due = Edit::SetRiskDue {
        risk: risk("FIN1"),
        due: Some(day("2030-01-01")),
    };
    assert!(found(rule, [due]).is_empty());
}

#[test]
fn evidence_without_a_day_is_as_old_as_the_day_of_its_place() {
    // It came into the library on 2026-11-22 at midnight in UTC: the day before in Pago Pago.
    let implemented = status(YEARLY, Status::Implemented);
    let assessment = record_after([implemented, evidence(YEARLY, None)])
        .assessment()
        .clone();
    let stale = |text, minutes| {
        let today = Today {
            day: day(text),
            offset: UtcOffset::from_minutes(minutes).unwrap(),
        };
        let findings = examine(&assessment, catalog(), today, &Default::default());
        findings
            .iter()
            .any(|finding| finding.rule == Rule::EvidenceStale)
    };
    assert!(!stale("2027-11-23", 0));
    assert!(stale("2027-11-23", -11 * 60));
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
    let findings = examine(
        &assessment,
        catalog(),
        today(),
        &EvidencePresence::default(),
    );
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
