//! Risks of the assessor's own: they are scored, found by the X-ray and carried on like those of the
//! edition, and nothing of them is left when they are taken away.

#![allow(
    clippy::unwrap_used,
    reason = "a helper that fails makes its test fail"
)]

use crate::support::*;
use assay_assessment::{
    AssessmentId, CarriedAs, Edit, EditError, EvidencePresence, OwnRisk, Record, ScaleLevel, Score,
    Status, Subject, Supports, Today, UtcOffset,
    exposure::{ranking, standings},
    xray::{Rule, examine},
};
use assay_catalog::Editions;

fn own(title: &str, controls: &[&str]) -> OwnRisk {
    OwnRisk {
        title: title.to_owned(),
        category: "Of this operator".to_owned(),
        description: "The landlord may cancel the lease.".to_owned(),
        controls: controls.iter().map(|id| control(id)).collect(),
    }
}

fn set(id: &str, own: OwnRisk) -> Edit {
    Edit::SetOwnRisk {
        risk: risk(id),
        own: Some(Box::new(own)),
    }
}

fn scored(id: &str) -> Edit {
    Edit::SetInherentScore {
        risk: risk(id),
        score: Score {
            probability: Some(assay_assessment::Probability::Level(ScaleLevel::ALL[4])),
            impact: Some(assay_assessment::Impact::Level(ScaleLevel::ALL[4])),
        },
    }
}

fn with_one() -> Record {
    record_after([set("OWN1", own("The lease ends", &["req-encrypt-data"]))])
}

#[test]
fn it_is_scored_and_ranked_among_the_others() {
    let mut record = with_one();
    record.perform(scored("OWN1"), at(1), "Ada").unwrap();
    record.perform(scored("FIN1"), at(2), "Ada").unwrap();
    let standings = standings(record.assessment(), catalog());
    assert_eq!(standings.len(), 75);
    let ranked: Vec<_> = ranking(&standings).iter().map(|each| each.risk).collect();
    assert_eq!(ranked, [risk("FIN1"), risk("OWN1")]);
    let entry = record
        .assessment()
        .register_risk(catalog(), risk("OWN1"))
        .unwrap();
    assert!(entry.is_own());
    assert_eq!(entry.title(), "The lease ends");
    assert_eq!(entry.controls(catalog()).len(), 1);
    let addressed = control("req-encrypt-data");
    let addressed = record.assessment().own_risks_addressed_by(&addressed);
    assert_eq!(addressed.count(), 1);
}

#[test]
fn the_x_ray_sees_that_none_of_its_controls_passes() {
    let mut record = with_one();
    let fails = Edit::SetControlStatus {
        control: control("req-encrypt-data"),
        status: Status::Fails,
    };
    record.perform(fails, at(1), "Ada").unwrap();
    let today = Today {
        day: day("2026-11-29"),
        offset: UtcOffset::UTC,
    };
    let found = examine(
        record.assessment(),
        catalog(),
        today,
        &EvidencePresence::default(),
    );
    let own = Subject::Risk(risk("OWN1"));
    assert!(
        found
            .iter()
            .any(|each| each.rule == Rule::RiskWithoutPassingControl && each.subject == own)
    );
}

#[test]
fn what_cannot_be_one_is_refused() {
    let mut record = with_one();
    let mut refused = |edit: Edit| record.perform(edit, at(1), "Ada").unwrap_err();
    assert_eq!(
        refused(set("FIN1", own("Mine", &[]))),
        EditError::RiskOfEdition(risk("FIN1"))
    );
    // A retired identifier is the edition's too.
    assert_eq!(
        refused(set("SLS11", own("Mine", &[]))),
        EditError::RiskOfEdition(risk("SLS11"))
    );
    assert_eq!(refused(set("OWN2", own(" ", &[]))), EditError::UntitledRisk);
    assert_eq!(
        refused(set("OWN2", own("Mine", &["req-of-another-catalog"]))),
        EditError::UnknownControl(control("req-of-another-catalog"))
    );
    assert_eq!(
        refused(scored("OWN2")),
        EditError::UnknownRisk(risk("OWN2"))
    );
}

#[test]
fn it_is_taken_away_with_all_that_was_found_of_it_and_comes_back_whole() {
    let mut record = with_one();
    for edit in [
        scored("OWN1"),
        Edit::SetRiskOwner {
            risk: risk("OWN1"),
            owner: "Otto".to_owned(),
        },
        Edit::risk_note(record.assessment(), risk("OWN1"), "Seen the lease.").unwrap(),
        Edit::AddAction {
            id: assay_assessment::ActionId::from_random([1; 16]),
            action: assay_assessment::Action {
                title: "Look for another site".to_owned(),
                risks: [risk("OWN1")].into(),
                ..Default::default()
            },
        },
    ] {
        record.perform(edit, at(1), "Ada").unwrap();
    }
    let whole = record.assessment().clone();
    let bare = Edit::SetOwnRisk {
        risk: risk("OWN1"),
        own: None,
    };
    assert_eq!(
        record.perform(bare, at(2), "Ada"),
        Err(EditError::OwnRiskInUse(risk("OWN1")))
    );
    let removal = Edit::remove_own_risk(&whole, risk("OWN1")).unwrap();
    record.perform(removal, at(3), "Ada").unwrap();
    assert_eq!(record.next_undo().unwrap().to_string(), "Removal of OWN1");
    let left = record.assessment();
    assert!(left.own_risks().is_empty() && left.risk_if_touched(risk("OWN1")).is_none());
    assert!(
        left.actions()
            .values()
            .all(|action| action.risks.is_empty())
    );
    assert_eq!(Edit::remove_own_risk(left, risk("OWN1")), None);
    record.undo(at(4), "Ada").unwrap();
    assert_eq!(record.assessment(), &whole);
}

#[test]
fn what_is_typed_into_one_field_is_one_step() {
    let mut record = with_one();
    let start = record.assessment().clone();
    for (when, text) in [(600_000, "The lease"), (600_900, "The lease of the site")] {
        let typed = set("OWN1", own(text, &["req-encrypt-data"]));
        record.perform(typed, at(when), "Ada").unwrap();
    }
    record.undo(at(601_000), "Ada").unwrap();
    assert_eq!(record.assessment(), &start);
}

#[test]
fn the_next_identifier_is_one_that_nobody_has() {
    let record = with_one();
    let next = OwnRisk::next_id(record.assessment(), catalog());
    assert_eq!(next, Some(risk("OWN2")));
}

#[test]
fn it_is_carried_on_with_its_controls_as_they_are_called_there() {
    let record = Record::open(
        assay_assessment::Opening {
            edition: assay_assessment::EditionReference::of(Editions::bundled_release()),
            ..opening()
        },
        at(0),
        "Ada",
        Editions::bundled_release(),
    );
    let mut record = record;
    let renamed = set("OWN1", own("The lease ends", &["req-deply-via-testnet"]));
    record.perform(renamed, at(1), "Ada").unwrap();
    record.perform(scored("OWN1"), at(2), "Ada").unwrap();
    let carried = |onto| {
        let id = AssessmentId::from_random([8; 16]);
        record
            .carry_on(id, onto, "Next".to_owned(), at(3), "Ada")
            .unwrap()
    };
    let draft = carried(catalog());
    let own = draft.assessment().own_risks().values().next().unwrap();
    assert_eq!(own.controls, [control("req-deploy-via-testnet")].into());
    let earlier = draft.assessment().risk(risk("OWN1")).earlier.unwrap();
    assert_eq!(earlier.carried_as, CarriedAs::Unchanged);
    let next_year = carried(Editions::bundled_release());
    let earlier = next_year.assessment().risk(risk("OWN1")).earlier.unwrap();
    assert_eq!(earlier.carried_as, CarriedAs::SameEdition);
    // An edition that has such a risk keeps its identifier, and the own one gets another.
    let theirs = r#""risks": {"categories": [{"id": "sec-risks", "title": "Risks", "risks": [
        {"id": "OWN1", "title": "Theirs", "description": ["It happens."], "wording": "specification"}
    ]}]}"#;
    let text = SMALL_EDITION.replace(r#""risks": {}"#, theirs);
    let other = Editions::bundled().add(&text).unwrap();
    let elsewhere = carried(other);
    let own: Vec<_> = elsewhere.assessment().own_risks().keys().collect();
    assert_eq!(own, [&risk("OWN2")]);
    assert!(
        elsewhere
            .assessment()
            .risk_if_touched(risk("OWN2"))
            .is_some()
    );
    assert!(
        elsewhere
            .assessment()
            .risk_if_touched(risk("OWN1"))
            .is_none()
    );
}

proptest::proptest! {
    #![proptest_config(proptest::test_runner::Config::with_cases(64))]

    #[test]
    fn the_library_says_the_same_from_either_side(edits in any_edits()) {
        let record = record_after(edits);
        let assessment = record.assessment();
        let supports = Supports::of(assessment);
        for control in catalog().controls() {
            let id = control.id();
            proptest::prop_assert!(assessment.evidence_for_control(id).eq(supports.evidence_for_control(id).iter().copied()));
            proptest::prop_assert!(assessment.actions_for_control(id).eq(supports.actions_for_control(id).iter().copied()));
            proptest::prop_assert!(assessment.own_risks_addressed_by(id).eq(supports.own_risks_addressed_by(id).iter().copied()));
        }
        for entry in assessment.register(catalog()) {
            let id = entry.id();
            proptest::prop_assert!(assessment.evidence_for_risk(id).eq(supports.evidence_for_risk(id).iter().copied()));
            proptest::prop_assert!(assessment.actions_for_risk(id).eq(supports.actions_for_risk(id).iter().copied()));
        }
    }
}
