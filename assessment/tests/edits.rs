//! The laws of edits: each can be taken back, and one that is refused changes nothing.
#![allow(clippy::unwrap_used, reason = "the helpers of a test fail the test")]

use crate::support::*;
use assay_assessment::{
    ActionId, Assessor, Details, Edit, EvidenceId, Opening, Period, Status, Subject, TextChange,
    UnsoundError,
};
use proptest::prelude::*;

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn edits_and_then_their_undos_give_the_same_bytes(before in any_edits(), edits in any_edits()) {
        let mut assessment = record_after(before).assessment().clone();
        let start = bytes_of(&assessment);
        let mut undos = Vec::new();
        for edit in edits {
            let standing = assessment.clone();
            match edit.apply(&mut assessment, catalog()) {
                Ok(undo) => undos.push((undo.0, standing)),
                Err(_) => prop_assert!(assessment == standing, "a refused edit changed something"),
            }
        }
        for (undo, standing) in undos.into_iter().rev() {
            let _redo = undo.apply(&mut assessment, catalog()).unwrap();
            prop_assert!(assessment == standing);
        }
        prop_assert!(bytes_of(&assessment) == start);
    }

    #[test]
    fn the_undo_of_an_undo_is_the_edit_again(before in any_edits(), edit in any_edit()) {
        let mut assessment = record_after(before).assessment().clone();
        if let Ok(undo) = edit.apply(&mut assessment, catalog()) {
            let after = assessment.clone();
            let redo = undo.0.apply(&mut assessment, catalog()).unwrap();
            let _undo = redo.0.apply(&mut assessment, catalog()).unwrap();
            prop_assert!(assessment == after);
        }
    }

    #[test]
    fn edits_and_assessments_travel_as_json(edits in any_edits()) {
        for edit in &edits {
            let text = serde_json::to_string(edit).unwrap();
            prop_assert_eq!(&serde_json::from_str::<Edit>(&text).unwrap(), edit);
        }
        let assessment = record_after(edits).assessment().clone();
        let bytes = bytes_of(&assessment);
        let read = serde_json::from_slice(&bytes).unwrap();
        prop_assert!(assessment == read);
        prop_assert!(bytes_of(&read) == bytes);
    }

    #[test]
    fn an_assessment_is_sound_and_its_edits_rebuild_it(edits in any_edits()) {
        let assessment = record_after(edits).assessment().clone();
        prop_assert_eq!(assessment.check(catalog()), Ok(()));
        let mut rebuilt = opened();
        for edit in assessment.rebuilding_edits() {
            let _undo = edit.apply(&mut rebuilt, catalog()).unwrap();
        }
        prop_assert!(rebuilt == assessment);
    }
}

#[test]
fn setting_a_finding_back_leaves_nothing_behind() {
    let control = catalog().controls()[0].id().clone();
    let set = |status| Edit::SetControlStatus {
        control: control.clone(),
        status,
    };
    let record = record_after([set(Status::Fails), set(Status::NotTested)]);
    assert_eq!(record.assessment(), &opened());
}

#[test]
fn several_edits_hold_together_or_not_at_all() {
    let control = catalog().controls()[0].id().clone();
    let good = Edit::SetControlStatus {
        control,
        status: Status::Fails,
    };
    let bad = Edit::RemoveAction {
        id: ActionId::from_random([1; 16]),
    };
    let mut assessment = opened();
    let several = Edit::Several {
        edits: vec![good.clone(), bad],
    };
    assert!(several.apply(&mut assessment, catalog()).is_err());
    assert_eq!(assessment, opened());
    let many = Edit::Several {
        edits: vec![good; Edit::MOST_AT_ONCE],
    };
    assert!(many.apply(&mut assessment, catalog()).is_ok());
}

#[test]
fn an_assessment_that_no_edit_makes_is_found_out() {
    let json = |text: &str| {
        let mut value = serde_json::to_value(opened()).unwrap();
        let more: serde_json::Value = serde_json::from_str(text).unwrap();
        for (key, part) in more.as_object().unwrap() {
            value[key] = part.clone();
        }
        serde_json::from_value::<assay_assessment::Assessment>(value).unwrap()
    };
    let check = |text| json(text).check(catalog());
    assert_eq!(
        check(r#"{"controls":{"req-encrypt-data":{}}}"#),
        Err(UnsoundError::Untouched)
    );
    assert!(check(r#"{"controls":{"req-nothing":{"status":"fails"}}}"#).is_err());
    assert!(check(r#"{"risks":{"SLS11":{"owner":"Ada"}}}"#).is_err());
    assert!(check(r#"{"details":{"title":"two\nlines"}}"#).is_err());
    assert!(check(r#"{"controls":{"req-encrypt-data":{"status":"fails"}}}"#).is_ok());
}

#[test]
fn every_refusal_says_what_is_wrong_and_what_to_do() {
    let id = EvidenceId::from_random([1; 16]);
    let action = ActionId::from_random([2; 16]);
    let item = |name: &str, size: u64| {
        let text = format!(
            r#"{{"kind":{{"type":"file","name":{name:?},"mediaType":"","size":{size},"sha256":"{}"}},"addedAt":0}}"#,
            "0".repeat(64)
        );
        serde_json::from_str::<assay_assessment::Evidence>(&text).unwrap()
    };
    let add = |name: &str, size| Edit::AddEvidence {
        id: EvidenceId::from_random([9; 16]),
        item: item(name, size),
    };
    let details = |details| Edit::SetDetails { details };
    let refused = [
        Edit::SetControlStatus {
            control: control("req-nothing"),
            status: Status::Fails,
        },
        Edit::SetRiskDue {
            risk: risk("FIN999"),
            due: None,
        },
        Edit::SetRiskDue {
            risk: risk("SLS11"),
            due: None,
        },
        Edit::SetRiskDue {
            risk: risk("SLS16"),
            due: None,
        },
        Edit::RemoveEvidence {
            id: EvidenceId::from_random([3; 16]),
        },
        Edit::AddEvidence {
            id: id.clone(),
            item: item("a.txt", 1),
        },
        add("../a.txt", 1),
        add("", 1),
        add("a.txt", 1 << 53),
        add("a\nb", 1),
        Edit::ChangeAction {
            id: ActionId::from_random([3; 16]),
            action: assay_assessment::Action::default(),
        },
        Edit::AddAction {
            id: action.clone(),
            action: assay_assessment::Action::default(),
        },
        Edit::SetControlReason {
            control: control("req-encrypt-data"),
            reason: "x".repeat(4_001),
        },
        Edit::SetRiskOwner {
            risk: risk("FIN1"),
            owner: "two\nlines".to_owned(),
        },
        Edit::ChangeRiskNote {
            risk: risk("FIN1"),
            change: TextChange {
                at: 3,
                removed: "x".to_owned(),
                inserted: String::new(),
            },
        },
        details(Details {
            assessors: vec![Assessor::default(); 51],
            ..Details::default()
        }),
        details(Details {
            period: Period {
                from: Some(day("2026-02-01")),
                to: Some(day("2026-01-01")),
            },
            ..Details::default()
        }),
        Edit::Several { edits: vec![] },
        Edit::LinkEvidence {
            id: id.clone(),
            subject: Subject::Control(control("req-nothing")),
        },
    ];
    let mut assessment = record_after([
        Edit::AddEvidence {
            id,
            item: item("a.txt", 1),
        },
        Edit::AddAction {
            id: action,
            action: assay_assessment::Action::default(),
        },
    ])
    .assessment()
    .clone();
    let standing = assessment.clone();
    let messages: Vec<String> = refused
        .into_iter()
        .map(|edit| {
            edit.apply(&mut assessment, catalog())
                .unwrap_err()
                .to_string()
        })
        .collect();
    assert_eq!(assessment, standing);
    insta::assert_snapshot!(messages.join("\n"));
}

#[test]
fn a_catalogs_edition_fits_the_journal() {
    let Opening { edition, .. } = opening();
    assert!(edition.name.len() + edition.version.len() < 200);
}
