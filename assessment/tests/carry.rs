//! Carrying on: what stands, what has to be confirmed, and what is kept to be read.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a helper that fails makes its test fail"
)]

use std::collections::BTreeSet;

use crate::support::*;
use assay_assessment::{
    Action, ActionId, Assessed, Assessment, AssessmentId, BasisPoints, CarriedAs, Confirmation,
    ConfirmationTally, Details, Edit, EditionReference, Evidence, EvidenceId, EvidencePresence,
    FilledIn, Impact, Method, Opening, Period, Picture, Probability, Prospect, Record, ScaleLevel,
    Score, Status, Subject, Timestamp, Today, UtcOffset, xray,
};
use assay_catalog::{Catalog, ControlId, Editions};
use proptest::prelude::*;

fn small() -> &'static Catalog {
    Editions::bundled().add(SMALL_EDITION).unwrap()
}

fn begun(catalog: &'static Catalog, edits: impl IntoIterator<Item = Edit>) -> Record {
    let opening = Opening {
        edition: EditionReference::of(catalog),
        ..opening()
    };
    let mut record = Record::open(opening, at(0), "Ada", catalog);
    for edit in edits {
        record.perform(edit, at(1_000), "Ada").unwrap();
    }
    record
}

fn carried_on(record: &Record, onto: &'static Catalog) -> Record {
    let id = AssessmentId::from_random([8; 16]);
    record
        .carry_on(id, onto, "Next".to_owned(), at(2_000), "Grace")
        .unwrap()
}

fn tested(id: &str, status: Status) -> [Edit; 5] {
    let named = || control(id);
    [
        Edit::SetControlStatus {
            control: named(),
            status,
        },
        Edit::SetControlReason {
            control: named(),
            reason: format!("reason of {id}"),
        },
        Edit::SetControlMethods {
            control: named(),
            methods: [Method::Test].into(),
        },
        Edit::SetControlAssessed {
            control: named(),
            assessed: Some(Assessed {
                on: day("2025-11-03"),
                by: "Ada".to_owned(),
                filled_in: FilledIn::Both,
            }),
        },
        Edit::control_note(&opened(), &named(), &format!("note of {id}")).unwrap(),
    ]
}

fn link(id: u8, controls: &[&str], risks: &[&str]) -> Edit {
    Edit::AddEvidence {
        id: EvidenceId::from_random([id; 16]),
        item: Evidence {
            kind: assay_assessment::EvidenceKind::Link {
                address: "https://example.org/log".parse().unwrap(),
            },
            title: "The log".to_owned(),
            description: String::new(),
            method: None,
            captured_on: Some(day("2025-11-02")),
            added_at: at(500),
            controls: controls.iter().map(|id| control(id)).collect(),
            risks: risks.iter().map(|id| risk(id)).collect(),
            picture: Picture::default(),
        },
    }
}

fn scored(id: &str) -> Edit {
    Edit::SetInherentScore {
        risk: risk(id),
        score: Score {
            probability: Some(Probability::Exact(BasisPoints::new(2_000).unwrap())),
            impact: Some(Impact::Level(ScaleLevel::ALL[3])),
        },
    }
}

fn confirmation(assessment: &Assessment, id: &str) -> Option<Confirmation> {
    assessment.control(&control(id)).confirmation()
}

#[test]
fn what_another_edition_says_alike_stands_and_what_it_rewords_is_to_be_confirmed() {
    let action = Action {
        title: "Mend".to_owned(),
        controls: [control("req-deply-via-testnet")].into(),
        ..Action::default()
    };
    let edits = [
        tested("req-encrypt-data", Status::Partial),
        tested("req-deply-via-testnet", Status::Implemented),
        tested("req-log-traffic", Status::Implemented),
    ];
    let before = begun(
        Editions::bundled_release(),
        edits.into_iter().flatten().chain([
            link(1, &["req-deply-via-testnet", "req-log-traffic"], &["FIN1"]),
            Edit::AddAction {
                id: ActionId::from_random([1; 16]),
                action,
            },
            scored("FIN1"),
            scored("SPS0"),
        ]),
    );
    let untouched = before.clone();
    let after = carried_on(&before, catalog());
    assert_eq!(before, untouched);

    let assessment = after.assessment();
    let from = assessment.carried_from().unwrap();
    assert_eq!(&from.assessment, before.assessment().id());
    assert_eq!(&from.edition, before.assessment().edition());
    assert_eq!(
        (from.head, from.entries),
        (before.journal().head(), before.journal().next_seq())
    );
    assert_eq!(assessment.details().title, "Next");

    let stands = assessment.control(&control("req-encrypt-data"));
    assert_eq!(stands.status, Status::Partial);
    assert_eq!(stands.note, "note of req-encrypt-data");
    assert_eq!(stands.assessed.unwrap().on, day("2025-11-03"));
    assert_eq!(
        confirmation(assessment, "req-encrypt-data"),
        Some(Confirmation::Carried)
    );
    // Another name alone changes nothing of what was found.
    assert_eq!(
        confirmation(assessment, "req-deploy-via-testnet"),
        Some(Confirmation::Carried)
    );
    let reworded = assessment.control(&control("req-log-traffic"));
    assert_eq!(reworded.status, Status::NotTested);
    assert_eq!((reworded.note.as_str(), reworded.methods.len()), ("", 0));
    let earlier = reworded.earlier.unwrap();
    assert_eq!(earlier.carried_as, CarriedAs::Reworded);
    assert_eq!(earlier.status, Status::Implemented);
    assert_eq!(earlier.note, "note of req-log-traffic");
    assert_eq!(
        confirmation(assessment, "req-log-traffic"),
        Some(Confirmation::ToConfirm)
    );
    assert_eq!(confirmation(assessment, "req-use-tls"), None);

    let item = assessment.evidence().values().next().unwrap();
    let expected = [
        control("req-deploy-via-testnet"),
        control("req-log-traffic"),
    ];
    assert_eq!(item.controls, expected.into());
    assert_eq!(item.risks, [risk("FIN1")].into());
    let action = assessment.actions().values().next().unwrap();
    assert_eq!(action.controls, [control("req-deploy-via-testnet")].into());

    let standing = |id| assessment.risk(risk(id)).confirmation();
    assert_eq!(standing("FIN1"), Some(Confirmation::Carried));
    assert_eq!(standing("SPS0"), Some(Confirmation::ToConfirm));
    assert!(assessment.withdrawn().is_empty());
    let expected = Prospect {
        // Of two the words differ, of three the guidance.
        stand: 59,
        to_confirm: 5,
        new: 0,
        withdrawn: 0,
    };
    assert_eq!(Prospect::of(before.catalog(), catalog()), expected);
    let controls = ConfirmationTally::of_controls(assessment);
    assert_eq!(controls.count(Confirmation::Carried), 2);
    assert_eq!(controls.count(Confirmation::ToConfirm), 1);
    assert_eq!(controls.total(), 3);
    // What is not confirmed is no step of the user's that could be taken back.
    assert!(after.next_undo().is_none());
    let journal = journal_of(stored(&after));
    assert_eq!(Record::load(journal, None, catalog()).unwrap(), after);
}

#[test]
fn next_year_everything_is_confirmed_one_by_one() {
    let period = Period {
        from: Some(day("2025-01-01")),
        to: Some(day("2025-12-31")),
    };
    let details = Details {
        title: "2025".to_owned(),
        period,
        ..Details::default()
    };
    let edits = [
        tested("req-encrypt-data", Status::Implemented),
        tested("req-log-traffic", Status::Fails),
    ];
    let before = begun(
        catalog(),
        edits
            .into_iter()
            .flatten()
            .chain([Edit::SetDetails { details }, scored("FIN1")]),
    );
    let mut record = carried_on(&before, catalog());
    assert_eq!(record.assessment().details().period, Period::default());
    let tally = ConfirmationTally::of_controls(record.assessment());
    assert_eq!(
        (tally.count(Confirmation::ToConfirm), tally.total()),
        (2, 2)
    );
    let start = record.assessment().clone();

    let (today, encrypt) = (day("2026-11-29"), control("req-encrypt-data"));
    let confirm = |record: &Record| {
        Edit::confirm_control(
            record.assessment(),
            &control("req-encrypt-data"),
            today,
            "Grace",
        )
    };
    let edit = confirm(&record).unwrap();
    record.perform(edit, at(3_000), "Grace").unwrap();
    let found = record.assessment().control(&encrypt);
    assert_eq!(found.status, Status::Implemented);
    assert_eq!(found.reason, "reason of req-encrypt-data");
    assert_eq!(found.note, "note of req-encrypt-data");
    assert!(found.methods.is_empty(), "methods are this year's own");
    let assessed = found.assessed.clone().unwrap();
    assert_eq!(
        (assessed.on, assessed.by.as_str()),
        (today, "Grace"),
        "who confirms answers for it"
    );
    assert_eq!(found.confirmation(), Some(Confirmation::Confirmed));
    assert_eq!(confirm(&record), None);

    let status = Edit::SetControlStatus {
        control: control("req-log-traffic"),
        status: Status::Implemented,
    };
    record.perform(status, at(4_000), "Grace").unwrap();
    assert_eq!(
        confirmation(record.assessment(), "req-log-traffic"),
        Some(Confirmation::Changed)
    );
    // What this assessment found itself is not overwritten with what was found before.
    let changed = control("req-log-traffic");
    let again = Edit::confirm_control(record.assessment(), &changed, today, "Grace");
    assert_eq!(again, None);

    let fin1 = risk("FIN1");
    let edit = Edit::confirm_risk(record.assessment(), fin1, today).unwrap();
    record.perform(edit, at(5_000), "Grace").unwrap();
    let found = record.assessment().risk(fin1);
    assert_eq!(found.confirmation(), Some(Confirmation::Confirmed));
    assert_eq!(Edit::confirm_risk(record.assessment(), fin1, today), None);
    for _ in 0..3 {
        record.undo(at(6_000), "Grace").unwrap();
    }
    assert_eq!(record.assessment(), &start);
}

#[test]
fn what_is_confirmed_where_it_stood_is_of_today() {
    let before = begun(
        Editions::bundled_release(),
        tested("req-encrypt-data", Status::Implemented),
    );
    let mut record = carried_on(&before, catalog());
    let (today, encrypt) = (day("2026-11-29"), control("req-encrypt-data"));
    let edit = Edit::confirm_control(record.assessment(), &encrypt, today, "Grace").unwrap();
    record.perform(edit, at(3_000), "Grace").unwrap();
    let found = record.assessment().control(&encrypt);
    assert_eq!(found.assessed.as_ref().unwrap().on, today);
    assert_eq!(found.confirmation(), Some(Confirmation::Confirmed));
    assert_eq!(found.note, "note of req-encrypt-data");
}

#[test]
fn what_nobody_confirmed_stays_to_be_confirmed_however_often_it_is_carried() {
    let before = begun(
        Editions::bundled_release(),
        tested("req-encrypt-data", Status::Implemented)
            .into_iter()
            .chain([scored("FIN1")]),
    );
    let next_year = carried_on(&before, Editions::bundled_release());
    // The draft says the same, which confirms nothing.
    let draft = carried_on(&next_year, catalog());
    let assessment = draft.assessment();
    assert_eq!(
        confirmation(assessment, "req-encrypt-data"),
        Some(Confirmation::ToConfirm)
    );
    assert_eq!(
        assessment.risk(risk("FIN1")).confirmation(),
        Some(Confirmation::ToConfirm)
    );
}

#[test]
fn what_the_edition_does_not_have_is_kept_to_be_read() {
    let edits = [
        tested("req-encrypt-data", Status::Implemented),
        tested("req-log-traffic", Status::Partial),
    ];
    let before = begun(
        catalog(),
        edits
            .into_iter()
            .flatten()
            .chain([link(1, &["req-log-traffic"], &["FIN1"]), scored("FIN1")]),
    );
    let after = carried_on(&before, small());
    let assessment = after.assessment();
    assert_eq!(
        confirmation(assessment, "req-encrypt-data"),
        Some(Confirmation::ToConfirm)
    );
    let withdrawn = &assessment.withdrawn().controls[&control("req-log-traffic")];
    let statement = catalog()
        .control(&control("req-log-traffic"))
        .unwrap()
        .statement();
    assert_eq!(withdrawn.statement, statement);
    assert_eq!(withdrawn.note, "note of req-log-traffic");
    insta::assert_snapshot!(withdrawn.found, @r"
    Status: Partial / Incomplete
    Assessed: 2025-11-03 by Ada
    Methods: Test
    Reason: reason of req-log-traffic
    Evidence: The log
    ");
    insta::assert_snapshot!(assessment.withdrawn().risks[&risk("FIN1")].found, @r"
    Before mitigation: 20 % × Major (EUR 1,000,000)
    Evidence: The log
    ");
    let expected = Prospect {
        stand: 0,
        to_confirm: 1,
        new: 1,
        withdrawn: 63,
    };
    assert_eq!(Prospect::of(catalog(), small()), expected);
    let item = assessment.evidence().values().next().unwrap();
    assert!(item.controls.is_empty() && item.risks.is_empty());
    // It stays when the assessment is carried on once more, whatever the edition has by then.
    let back = carried_on(&after, catalog());
    assert_eq!(back.assessment().withdrawn(), assessment.withdrawn());
}

#[test]
fn an_unconfirmed_risk_is_found_by_the_x_ray_and_a_carried_one_is_not() {
    let before = begun(Editions::bundled_release(), [scored("FIN1")]);
    let found = |record: &Record| {
        let today = Today {
            day: day("2026-11-29"),
            offset: UtcOffset::UTC,
        };
        xray::examine(
            record.assessment(),
            record.catalog(),
            today,
            &EvidencePresence::default(),
        )
        .into_iter()
        .filter(|finding| finding.rule == xray::Rule::RiskNotConfirmed)
        .map(|finding| finding.subject)
        .collect::<Vec<_>>()
    };
    assert_eq!(
        found(&carried_on(&before, Editions::bundled_release())),
        [Subject::Risk(risk("FIN1"))]
    );
    assert_eq!(found(&carried_on(&before, catalog())), []);
    assert_eq!(found(&before), []);
}

/// The controls of an edition about which something was found.
fn touched<'a>(
    assessment: &'a Assessment,
    catalog: &'static Catalog,
) -> impl Iterator<Item = &'a ControlId> {
    let ids = catalog.controls().iter().map(|control| control.id());
    ids.filter(|id| assessment.control_if_touched(id).is_some())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn nothing_is_lost_and_nothing_is_made_up(edits in any_edits(), which in 0_usize..3) {
        let before = record_after(edits);
        let onto = [catalog(), Editions::bundled_release(), small()][which];
        let after = carried_on(&before, onto);
        let (old, new) = (before.assessment(), after.assessment());
        prop_assert_eq!(new.check(onto), Ok(()));
        for control in onto.controls() {
            // A status stands only where it is the one that was found, under the same words.
            let finding = new.control(control.id());
            if finding.status != Status::NotTested {
                let earlier = finding.earlier.clone().unwrap();
                prop_assert!(earlier.carried_as.stands());
                prop_assert_eq!(earlier.status, finding.status);
            }
        }
        // Each finding is in its place or kept to be read, and so is what was kept before.
        let all: BTreeSet<_> = old.withdrawn().controls.keys().chain(touched(old, catalog())).collect();
        let kept = touched(new, onto).chain(new.withdrawn().controls.keys());
        let there: BTreeSet<_> = kept.collect();
        prop_assert_eq!(there.len(), all.len());
        prop_assert_eq!(new.evidence().len(), old.evidence().len());
        prop_assert_eq!(new.actions().len(), old.actions().len());
        let journal = journal_of(stored(&after));
        let read = Record::load(journal, None, onto).unwrap();
        prop_assert!(read == after);
        let once_more = after.carry_on(
            AssessmentId::from_random([9; 16]),
            onto,
            "Again".to_owned(),
            Timestamp::from_milliseconds(0),
            "",
        );
        prop_assert!(once_more.is_ok());
    }
}
