//! What an assessor brings to the operator's attention: its parts, the actions that answer it, and what
//! becomes of it a year later.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use crate::support::{at, catalog, control, day, record_after, risk};
use assay_assessment::{
    Action, ActionId, AssessmentId, Day, Deficiency, DeficiencyElement, DeficiencyId,
    DeficiencyTerms, DeficiencyText, Edit, EditError, FollowUp, Position, Record, Severity, Status,
    Subject, Today, UtcOffset,
    xray::{Detail, Finding, Rule},
};

const MUST: &str = "req-deploy-via-testnet";

fn id(number: u8) -> DeficiencyId {
    DeficiencyId::from_random([number; 16])
}

fn action_id() -> ActionId {
    ActionId::from_random([1; 16])
}

fn complete() -> Deficiency {
    Deficiency {
        terms: DeficiencyTerms {
            title: "No rehearsal".to_owned(),
            severity: Some(Severity::High),
            position: Some(Position::Agrees),
            responded_by: "Mara".to_owned(),
            responded_on: Some(day("2026-03-02")),
            controls: [control(MUST)].into(),
            ..DeficiencyTerms::default()
        },
        texts: DeficiencyText::ALL
            .map(|text| (text, format!("{} of it", text.label())))
            .into(),
    }
}

fn adding(number: u8, deficiency: Deficiency) -> Edit {
    Edit::AddDeficiency {
        id: id(number),
        deficiency: Box::new(deficiency),
    }
}

fn adding_action() -> Edit {
    Edit::AddAction {
        id: action_id(),
        action: Action::default(),
    }
}

fn answered() -> Deficiency {
    let mut deficiency = complete();
    deficiency.terms.actions.insert(action_id());
    deficiency
}

fn questions(record: &Record, today: Day) -> Vec<Finding> {
    let today = Today {
        day: today,
        offset: UtcOffset::UTC,
    };
    let presence = assay_assessment::EvidencePresence::default();
    assay_assessment::xray::examine(record.assessment(), catalog(), today, &presence)
}

#[test]
fn each_part_that_is_not_there_is_named() {
    assert_eq!(complete().lacks(), []);
    let all = Deficiency::default().lacks();
    assert_eq!(all.len(), 3 + DeficiencyText::ALL.len());
    for text in DeficiencyText::ALL {
        let mut without = complete();
        without.texts.insert(text, "  ".to_owned());
        assert_eq!(without.lacks(), [DeficiencyElement::Text(text)]);
    }
    let mut of_last_year = complete();
    of_last_year.terms.follow_up = Some(FollowUp::ToLookAt);
    assert_eq!(of_last_year.lacks(), [DeficiencyElement::FollowUp]);
}

#[test]
fn the_gravest_comes_first_and_what_is_remedied_last() {
    let of = |title: &str, severity, follow_up| {
        let mut deficiency = complete();
        deficiency.terms.title = title.to_owned();
        deficiency.terms.severity = severity;
        deficiency.terms.follow_up = follow_up;
        deficiency
    };
    let mut all = [
        of("low", Some(Severity::Low), None),
        of("gone", Some(Severity::Critical), Some(FollowUp::Remedied)),
        of("b", Some(Severity::High), None),
        of("A", Some(Severity::High), Some(FollowUp::Persists)),
        of("unknown", None, None),
        of("critical", Some(Severity::Critical), None),
    ];
    all.sort_by_key(Deficiency::order);
    let titles = all.map(|deficiency| deficiency.terms.title);
    assert_eq!(titles, ["unknown", "critical", "A", "b", "low", "gone"]);
}

#[test]
fn an_action_that_answers_a_finding_mends_what_the_finding_is_about() {
    let failing = Edit::SetControlStatus {
        control: control(MUST),
        status: Status::Fails,
    };
    let asked = |record: &Record| {
        let found = questions(record, day("2026-06-01"));
        found
            .iter()
            .any(|finding| finding.rule == Rule::FailingWithoutAction)
    };
    let mut record = record_after([failing, adding_action(), adding(1, complete())]);
    assert!(asked(&record), "nothing answers the finding yet");
    let terms = Box::new(answered().terms);
    record
        .perform(Edit::SetDeficiencyTerms { id: id(1), terms }, at(9), "")
        .unwrap();
    assert!(!asked(&record));
    let mut terms = Box::new(answered().terms);
    terms.follow_up = Some(FollowUp::Remedied);
    record
        .perform(Edit::SetDeficiencyTerms { id: id(1), terms }, at(10), "")
        .unwrap();
    assert!(asked(&record), "what is remedied mends nothing else");
}

#[test]
fn a_finding_that_lacks_something_is_asked_about_at_each_of_its_subjects() {
    let mut deficiency = complete();
    deficiency.texts.remove(&DeficiencyText::Cause);
    deficiency.texts.remove(&DeficiencyText::Response);
    deficiency.terms.risks.insert(risk("SLS6"));
    deficiency.terms.responded_on = Some(day("2027-01-01"));
    let record = record_after([adding(1, deficiency), adding(2, complete())]);
    let found = questions(&record, day("2026-06-01"));
    let words = |rule| -> Vec<(Subject, String)> {
        let of_rule = found.iter().filter(|finding| finding.rule == rule);
        of_rule
            .map(|finding| {
                (
                    finding.subject.clone(),
                    finding.detail.as_ref().unwrap().to_string(),
                )
            })
            .collect()
    };
    let subjects = [Subject::Control(control(MUST)), Subject::Risk(risk("SLS6"))];
    let lacks =
        "Finding \u{201c}No rehearsal\u{201d} lacks: the cause, management\u{2019}s response.";
    assert_eq!(
        words(Rule::DeficiencyIncomplete),
        subjects.clone().map(|subject| (subject, lacks.to_owned()))
    );
    assert_eq!(words(Rule::DayInFuture).len(), 2);
    assert!(!found.iter().any(|finding| matches!(
        &finding.detail, Some(Detail::Lacks(_, parts)) if parts.is_empty())));
}

#[test]
fn an_action_goes_with_its_links_and_comes_back_with_them() {
    let mut record = record_after([
        adding_action(),
        adding(1, answered()),
        adding(2, answered()),
        adding(3, complete()),
    ]);
    let before = record.assessment().clone();
    let alone = Edit::RemoveAction { id: action_id() };
    assert_eq!(
        record.perform(alone, at(20), "").unwrap_err(),
        EditError::ActionInUse(action_id())
    );
    assert_eq!(*record.assessment(), before);
    let with_links = Edit::remove_action(&before, &action_id()).unwrap();
    record.perform(with_links, at(21), "").unwrap();
    assert_eq!(
        record.next_undo().unwrap().to_string(),
        "Removal of an action"
    );
    assert!(record.assessment().actions().is_empty());
    let deficiencies = record.assessment().deficiencies().values();
    assert!(
        deficiencies
            .clone()
            .all(|each| each.terms.actions.is_empty())
    );
    assert_eq!(deficiencies.count(), 3);
    record.undo(at(22), "").unwrap();
    assert_eq!(*record.assessment(), before);
}

#[test]
fn what_names_nothing_that_is_there_is_refused_and_changes_nothing() {
    let mut unknown_control = complete();
    unknown_control
        .terms
        .controls
        .insert(control("req-of-nobody"));
    let mut empty_text = complete();
    empty_text
        .texts
        .insert(DeficiencyText::Cause, String::new());
    let mut long = complete();
    long.terms.title = "x".repeat(301);
    let change = assay_assessment::TextChange::between("nothing of it", "other").unwrap();
    let mut record = record_after([adding(1, complete())]);
    let before = record.assessment().clone();
    for edit in [
        adding(2, answered()),
        adding(2, unknown_control),
        adding(2, empty_text),
        adding(2, long),
        adding(1, complete()),
        Edit::RemoveDeficiency { id: id(2) },
        Edit::SetDeficiencyTerms {
            id: id(2),
            terms: Box::default(),
        },
        Edit::ChangeDeficiencyText {
            id: id(1),
            field: DeficiencyText::Cause,
            change,
        },
    ] {
        record
            .perform(edit.clone(), at(9), "")
            .expect_err(&format!("{edit:?}"));
        assert_eq!(*record.assessment(), before);
    }
}

#[test]
fn a_text_is_changed_by_what_is_different_in_it() {
    let mut record = record_after([adding(1, complete())]);
    let text = "Cause of it, as one sees";
    let edit =
        Edit::deficiency_text(record.assessment(), &id(1), DeficiencyText::Cause, text).unwrap();
    assert!(serde_json::to_string(&edit).unwrap().len() < 200);
    record.perform(edit, at(9), "").unwrap();
    let standing = |record: &Record| record.assessment().deficiencies()[&id(1)].clone();
    assert_eq!(standing(&record).text(DeficiencyText::Cause), text);
    assert_eq!(
        Edit::deficiency_text(record.assessment(), &id(1), DeficiencyText::Cause, text),
        None
    );
    let emptied =
        Edit::deficiency_text(record.assessment(), &id(1), DeficiencyText::Cause, "").unwrap();
    record.perform(emptied, at(5_000_000), "").unwrap();
    assert!(!standing(&record).texts.contains_key(&DeficiencyText::Cause));
    record.undo(at(5_000_001), "").unwrap();
    assert_eq!(standing(&record).text(DeficiencyText::Cause), text);
}

#[test]
fn a_year_later_what_stands_is_to_be_looked_at_and_what_is_remedied_stays_behind() {
    let mut remedied = complete();
    remedied.terms.follow_up = Some(FollowUp::Remedied);
    let record = record_after([adding_action(), adding(1, answered()), adding(2, remedied)]);
    let next = AssessmentId::from_random([9; 16]);
    let next = record
        .carry_on(next, catalog(), "2027".to_owned(), at(99), "")
        .unwrap();
    let carried = next.assessment().deficiencies();
    assert_eq!(carried.keys().collect::<Vec<_>>(), [&id(1)]);
    let mut expected = answered();
    expected.terms.follow_up = Some(FollowUp::ToLookAt);
    assert_eq!(carried[&id(1)], expected);
}
