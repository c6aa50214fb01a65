//! The example: that it opens, and that it shows what it is to show.
#![allow(clippy::unwrap_used, reason = "the helpers of a test fail the test")]

use std::collections::{BTreeMap, BTreeSet};

use crate::support::*;
use assay_assessment::{
    ActionState, AssessmentId, EvidenceKind, Record, Status, Timestamp, Today, UtcOffset, backup,
    conformance::{Conformance, Verdict},
    example::{self, Example},
    exposure::{MatrixCell, priorities, ranking, standings},
    xray::{Rule, examine},
};

fn opened_at(at: Timestamp) -> Example {
    opened_in(at, UtcOffset::UTC)
}

fn opened_in(at: Timestamp, offset: UtcOffset) -> Example {
    example::open(AssessmentId::from_random([1; 16]), at, offset, catalog()).unwrap()
}

fn now() -> Timestamp {
    // 2031-05-06, so that days which were not moved would show.
    Timestamp::from_milliseconds(1_935_792_000_000)
}

#[test]
fn it_is_marked_as_an_example_and_cannot_be_taken_back() {
    let mut example = opened_at(now());
    assert!(example.record.assessment().is_example());
    assert_eq!(example.record.next_undo(), None);
    assert_eq!(example.record.undo(now(), "Ada"), Ok(None));
    let entries = stored(&example.record);
    let again = Record::load(journal_of(entries), None, catalog()).unwrap();
    assert_eq!(again, example.record);
}

#[test]
fn its_files_are_those_that_its_evidence_names() {
    let example = opened_at(now());
    let files = example
        .files
        .iter()
        .map(|file| (file.sha256, file.bytes.to_vec()));
    let written = backup::write(&example.record, files, now()).unwrap();
    assert_eq!(written.missing, []);
    let found = backup::read(&written.bytes, &assay_catalog::Editions::bundled()).unwrap();
    assert_eq!(found.record, example.record);
    let named: BTreeSet<_> = example
        .record
        .assessment()
        .evidence()
        .values()
        .filter_map(|item| match &item.kind {
            EvidenceKind::File { name, .. } => Some(name.as_str()),
            EvidenceKind::Link { .. } => None,
        })
        .collect();
    let there: BTreeSet<_> = example.files.iter().map(|file| file.name).collect();
    assert_eq!(named, there);
}

#[test]
fn it_shows_every_status_and_every_rule_of_the_x_ray() {
    let example = opened_at(now());
    let assessment = example.record.assessment();
    let conformance = Conformance::of(assessment, catalog());
    for status in Status::ALL {
        let tally = conformance.all();
        assert!(tally.of(status) >= 3, "{status:?}: {tally:?}");
    }
    assert_eq!(conformance.verdict(), Verdict::DoesNotConform);
    let findings = examine(
        assessment,
        catalog(),
        Today::at(now(), UtcOffset::UTC),
        &Default::default(),
    );
    let mut counts: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    // The example carries on from nothing.
    let rules = Rule::ALL
        .into_iter()
        .filter(|rule| *rule != Rule::RiskNotConfirmed);
    for rule in rules {
        let of_rule = findings.iter().filter(|finding| finding.rule == rule);
        let subjects = of_rule
            .map(|finding| match &finding.subject {
                assay_assessment::Subject::Control(control) => control.to_string(),
                assay_assessment::Subject::Risk(risk) => risk.to_string(),
            })
            .collect();
        counts.insert(rule.id(), subjects);
    }
    insta::assert_json_snapshot!(counts);
}

#[test]
fn its_risks_fill_the_matrix_and_its_actions_have_every_state() {
    let example = opened_at(now());
    let assessment = example.record.assessment();
    let standings = standings(assessment, catalog());
    assert!(ranking(&standings).len() >= 60);
    assert!(priorities(&standings).len() >= 50);
    let cells: BTreeSet<MatrixCell> = standings
        .iter()
        .flat_map(|standing| [standing.inherent, standing.residual])
        .flatten()
        .map(|exposure| exposure.cell)
        .collect();
    assert!(cells.len() >= 12, "{cells:?}");
    let actions = assessment.actions();
    let today = now().day(UtcOffset::UTC);
    assert!(actions.values().any(|action| action.is_overdue(today)));
    assert!(
        actions
            .values()
            .any(|action| matches!(action.state, ActionState::Done { .. }))
    );
    assert!((6..=9).contains(&actions.len()));
}

#[test]
fn its_days_are_those_of_the_place_in_which_it_is_opened() {
    // 2026-11-25T17:00:00Z is the morning of the 26th in Auckland.
    let at = Timestamp::from_milliseconds(1_795_626_000_000);
    let auckland = UtcOffset::from_minutes(13 * 60).unwrap();
    let example = opened_in(at, auckland);
    let period = example.record.assessment().details().period;
    assert_eq!(period.to.unwrap().to_string(), "2026-11-26");
    let findings = examine(
        example.record.assessment(),
        catalog(),
        Today::at(at, auckland),
        &Default::default(),
    );
    assert!(
        findings
            .iter()
            .all(|finding| finding.rule != Rule::DayInFuture)
    );
}

#[test]
fn its_days_move_with_the_day_on_which_it_is_opened() {
    let later = Timestamp::from_milliseconds(now().milliseconds() + 10 * 86_400_000);
    let (one, other) = (opened_at(now()), opened_at(later));
    let findings = |example: &Example, at: Timestamp| {
        examine(
            example.record.assessment(),
            catalog(),
            Today::at(at, UtcOffset::UTC),
            &Default::default(),
        )
    };
    assert_eq!(findings(&one, now()), findings(&other, later));
    let to = |example: &Example| example.record.assessment().details().period.to.unwrap();
    assert_eq!(to(&one), now().day(UtcOffset::UTC));
    assert_eq!(to(&other), later.day(UtcOffset::UTC));
    assert_eq!(opened_at(now()), one, "the same arguments give the same");
    for extreme in [Timestamp::EPOCH, Timestamp::LATEST] {
        assert!(opened_at(extreme).record.assessment().is_example());
    }
}
