//! The laws of a record: the journal alone gives the assessment and the steps to take back.
#![allow(clippy::unwrap_used, reason = "the helpers of a test fail the test")]

use crate::support::*;
use assay_assessment::{
    Assessed, Assessment, AssessmentId, Change, Details, Edit, Entry, EntryMode, Journal,
    LoadError, Operator, Record, Snapshot, Status, Subject, TextChange,
};
use proptest::prelude::*;

fn replayed(record: &Record) -> Record {
    Record::load(journal_of(stored(record)), None, catalog()).unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(100))]

    #[test]
    fn a_replayed_journal_gives_the_same_record(deeds in any_deeds()) {
        let mut record = new_record();
        live(&mut record, &deeds, 1);
        prop_assert!(replayed(&record) == record, "assessment, journal, undo and redo");
    }

    #[test]
    fn a_snapshot_and_the_tail_give_what_the_whole_journal_gives(
        before in any_deeds(), after in any_deeds()
    ) {
        let mut record = new_record();
        let now = live(&mut record, &before, 1);
        let snapshot = record.snapshot();
        live(&mut record, &after, now);
        let opened = Record::load(journal_of(stored(&record)), Some(snapshot), catalog()).unwrap();
        prop_assert!(opened.assessment() == record.assessment());
        prop_assert!(opened.journal() == record.journal());
        prop_assert_eq!(opened.snapshot().to_bytes(), record.snapshot().to_bytes());
    }

    /// A journal that is broken anywhere before a snapshot loses nothing that came after it.
    #[test]
    fn a_snapshot_brings_back_what_the_broken_journal_held(
        before in any_deeds(), after in any_deeds()
    ) {
        let mut record = new_record();
        let now = live(&mut record, &before, 1);
        let snapshot = record.snapshot();
        live(&mut record, &after, now);
        let whole = stored(&record);
        let held = usize::try_from(snapshot.entries).unwrap();
        let later = || whole[held..].iter().map(Vec::as_slice);

        let recovered = Record::recover(&snapshot, later(), at(0), "Ada", catalog()).unwrap();
        prop_assert!(recovered.record.assessment() == record.assessment());
        prop_assert_eq!(recovered.entries, record.journal().next_seq());
        prop_assert!(replayed(&recovered.record) == recovered.record);
        prop_assert_eq!(recovered.record.next_undo(), None);

        // An entry that does not follow ends it.
        let gap = later().skip(1);
        let stopped = Record::recover(&snapshot, gap, at(0), "Ada", catalog()).unwrap();
        prop_assert!(stopped.record.assessment() == &snapshot.assessment);
        prop_assert_eq!(stopped.entries, snapshot.entries);
    }

    /// The writer of the journal may know fewer steps than one who replays it whole: all that
    /// either can take back must fit.
    #[test]
    fn steps_fit_whether_the_writer_began_from_a_snapshot_or_not(
        first in any_typing_deeds(), tail in any_typing_deeds(), second in any_typing_deeds()
    ) {
        let mut record = new_record();
        let now = live(&mut record, &first, 1);
        let snapshot = record.snapshot();
        let now = live(&mut record, &tail, now);
        let mut later = Record::load(journal_of(stored(&record)), Some(snapshot), catalog()).unwrap();
        live(&mut later, &second, now);

        let mut whole = replayed(&later);
        prop_assert!(whole.assessment() == later.assessment());
        while whole.undo(at(1), "Ada").unwrap().is_some() {}
        prop_assert!(whole.assessment() == new_record().assessment());
        while later.undo(at(1), "Ada").unwrap().is_some() {}
    }

    #[test]
    fn following_is_loading(deeds in any_deeds()) {
        let mut record = new_record();
        live(&mut record, &deeds, 1);
        let mut follower = new_record();
        for entry in stored(&record).into_iter().skip(1) {
            follower.follow(entry).unwrap();
        }
        prop_assert!(follower == record);
    }

    #[test]
    fn redo_takes_undo_back(deeds in any_deeds()) {
        let mut record = new_record();
        let now = live(&mut record, &deeds, 1);
        let (standing, words) = (record.assessment().clone(), record.next_undo().cloned());
        if record.undo(at(now), "Ada").unwrap().is_some() {
            prop_assert_eq!(record.next_redo().cloned(), words.clone());
            record.redo(at(now), "Ada").unwrap().unwrap();
        }
        prop_assert!(record.assessment() == &standing);
        prop_assert_eq!(record.next_undo().cloned(), words);
    }

    /// Whatever is set to what it is already leaves the journal, the steps and the assessment alone,
    /// alone and as one of several.
    #[test]
    fn what_changes_nothing_is_not_written(deeds in any_deeds(), edit in any_edit()) {
        let mut record = new_record();
        let now = live(&mut record, &deeds, 1);
        let standing = standing_edits(record.assessment());
        let several = Edit::Several { edits: standing.clone() };
        let before = record.clone();
        for edit in standing.into_iter().chain([several]) {
            let made = record.perform(edit.clone(), at(now), "Ada");
            prop_assert_eq!(made, Ok(None), "{:?}", edit);
            prop_assert!(record == before, "{:?}", edit);
        }
        // And whatever is written has changed something, or is several edits that undo each other.
        let is_plain = !matches!(edit, Edit::Several { .. });
        if let Ok(made) = record.perform(edit, at(now), "Ada")
            && is_plain
        {
            let changed = record.assessment() != before.assessment();
            prop_assert_eq!(made.is_some(), changed);
        }
    }

    #[test]
    fn a_duplicate_holds_the_same_and_cannot_be_taken_back(deeds in any_deeds()) {
        let mut record = new_record();
        live(&mut record, &deeds, 1);
        let id = AssessmentId::from_random([9; 16]);
        let mut copy = record.duplicate(id.clone(), at(0), "Bob").unwrap();
        prop_assert!(replayed(&copy) == copy);
        prop_assert_eq!(copy.assessment().id(), &id);
        let text = |record: &Record| {
            String::from_utf8(bytes_of(record.assessment())).unwrap()
        };
        prop_assert_eq!(
            text(&copy).replace(id.as_str(), record.assessment().id().as_str()),
            text(&record)
        );
        prop_assert_eq!(copy.undo(at(1), "Bob").unwrap(), None);
    }
}

/// One edit of each sort that can set something to what it is already, for all that is there.
fn standing_edits(assessment: &Assessment) -> Vec<Edit> {
    let mut edits = vec![
        Edit::SetDetails {
            details: assessment.details().clone(),
        },
        Edit::SetCurrency {
            currency: assessment.scales().currency().clone(),
        },
        Edit::SetScales {
            scales: assessment.scales().clone(),
        },
    ];
    let unchanged = |text: &str| TextChange {
        at: 0,
        removed: text.chars().take(1).collect(),
        inserted: text.chars().take(1).collect(),
    };
    for found in catalog().controls().iter().take(4) {
        let (control, finding) = (found.id().clone(), assessment.control(found.id()));
        edits.extend([
            Edit::SetControlStatus {
                control: control.clone(),
                status: finding.status,
            },
            Edit::SetControlReason {
                control: control.clone(),
                reason: finding.reason,
            },
            Edit::SetControlMethods {
                control: control.clone(),
                methods: finding.methods,
            },
            Edit::SetControlAssessed {
                control: control.clone(),
                assessed: finding.assessed,
            },
            Edit::ChangeControlNote {
                change: unchanged(&finding.note),
                control,
            },
        ]);
    }
    for found in catalog().active_risks().take(4) {
        let (risk, finding) = (found.id(), assessment.risk(found.id()));
        edits.extend([
            Edit::SetInherentScore {
                risk,
                score: finding.inherent,
            },
            Edit::SetResidualScore {
                risk,
                score: finding.residual,
            },
            Edit::SetMitigationCost {
                risk,
                cost: finding.mitigation_cost,
            },
            Edit::SetTreatment {
                risk,
                treatment: finding.treatment,
            },
            Edit::SetRiskOwner {
                risk,
                owner: finding.owner,
            },
            Edit::SetRiskDue {
                risk,
                due: finding.due,
            },
            Edit::SetAcceptance {
                risk,
                acceptance: finding.acceptance,
            },
            Edit::ChangeRiskNote {
                risk,
                change: unchanged(&finding.note),
            },
        ]);
    }
    for (id, item) in assessment.evidence() {
        edits.push(Edit::DescribeEvidence {
            id: id.clone(),
            title: item.title.clone(),
            description: item.description.clone(),
            method: item.method,
            captured_on: item.captured_on,
        });
        for found in catalog().controls().iter().take(4) {
            let (id, subject) = (id.clone(), Subject::Control(found.id().clone()));
            edits.push(if item.controls.contains(found.id()) {
                Edit::LinkEvidence { id, subject }
            } else {
                Edit::UnlinkEvidence { id, subject }
            });
        }
    }
    for (id, action) in assessment.actions() {
        edits.push(Edit::ChangeAction {
            id: id.clone(),
            action: action.clone(),
        });
    }
    edits
}

/// The first Assay wrote entries that change nothing; its journals are read as they stand.
#[test]
fn a_journal_with_entries_that_change_nothing_is_read_as_before() {
    let mut record = new_record();
    perform(&mut record, typed("a"), 0);
    let entry = |seq: u64, journal: &Journal| Entry {
        seq,
        at: at(10_000 * seq),
        by: "Ada".to_owned(),
        change: Change::Edit {
            mode: EntryMode::Do,
            edit: Edit::SetControlStatus {
                control: control("req-encrypt-data"),
                status: Status::NotTested,
            },
        },
        previous_hash: journal.head(),
    };
    let mut entries = stored(&record);
    entries.push(entry(2, record.journal()).to_bytes());
    let mut old = Record::load(journal_of(entries), None, catalog()).unwrap();
    assert_eq!(old.journal().next_seq(), 3);
    assert_eq!(old.assessment(), record.assessment());
    // Its step is taken back like any other, and the one before stands.
    assert!(old.undo(at(40_000), "Ada").unwrap().is_some());
    assert_eq!(old.assessment(), record.assessment());
    old.follow(entry(4, old.journal()).to_bytes()).unwrap();
    assert_eq!(replayed(&old), old);
}

#[test]
fn what_changes_nothing_leaves_what_can_be_made_again() {
    let mut record = new_record();
    perform(&mut record, typed("a"), 0);
    record.undo(at(10), "Ada").unwrap();
    let standing = Edit::SetControlStatus {
        control: control("req-encrypt-data"),
        status: Status::NotTested,
    };
    perform(&mut record, standing, 20);
    assert!(record.redo(at(30), "Ada").unwrap().is_some());
}

/// What is refused is refused, also where it would change nothing.
#[test]
fn what_names_nothing_is_refused_and_not_taken_for_unchanged() {
    let status = Edit::SetControlStatus {
        control: control("req-of-another-catalog"),
        status: Status::NotTested,
    };
    let refused = new_record().perform(status, at(0), "Ada");
    assert!(refused.is_err());
}

fn typed(inserted: &str) -> Edit {
    Edit::ChangeControlNote {
        control: control("req-encrypt-data"),
        change: TextChange {
            at: 0,
            removed: String::new(),
            inserted: inserted.to_owned(),
        },
    }
}

fn perform(record: &mut Record, edit: Edit, now: u64) {
    record.perform(edit, at(now), "Ada").unwrap();
}

#[test]
fn typing_is_one_step_until_a_pause_of_two_seconds_or_something_else() {
    let mut record = new_record();
    perform(&mut record, typed("a"), 0);
    perform(&mut record, typed("b"), 2_000);
    perform(&mut record, typed("c"), 4_001);
    let note = |record: &Record| {
        record
            .assessment()
            .control(&control("req-encrypt-data"))
            .note
    };
    assert_eq!(note(&record), "cba");
    record.undo(at(5_000), "Ada").unwrap();
    assert_eq!(note(&record), "ba");
    record.undo(at(5_000), "Ada").unwrap();
    assert_eq!(note(&record), "");
    assert_eq!(
        record.next_redo().map(ToString::to_string).as_deref(),
        Some("Note of req-encrypt-data")
    );
    record.redo(at(5_000), "Ada").unwrap();
    assert_eq!(note(&record), "ba");
}

#[test]
fn a_step_that_began_before_a_snapshot_is_taken_back_in_two() {
    let mut record = new_record();
    perform(&mut record, typed("a"), 0);
    perform(&mut record, typed("b"), 10_000);
    let snapshot = record.snapshot();
    perform(&mut record, typed("c"), 10_500);
    // This writer does not know that "c" was typed together with "b".
    let mut later = Record::load(journal_of(stored(&record)), Some(snapshot), catalog()).unwrap();
    later.undo(at(20_000), "Ada").unwrap();

    let mut whole = replayed(&later);
    let mut notes = Vec::new();
    while whole.undo(at(30_000), "Ada").unwrap().is_some() {
        notes.push(
            whole
                .assessment()
                .control(&control("req-encrypt-data"))
                .note,
        );
    }
    assert_eq!(notes, ["a", ""]);
}

#[test]
fn an_edit_after_an_undo_leaves_nothing_to_redo() {
    let mut record = new_record();
    perform(&mut record, typed("a"), 0);
    record.undo(at(10), "Ada").unwrap();
    perform(&mut record, typed("b"), 20);
    assert_eq!(record.next_redo(), None);
    assert_eq!(record.redo(at(30), "Ada"), Ok(None));
}

#[test]
fn the_last_five_hundred_steps_are_kept() {
    let mut record = new_record();
    for count in 0..510_u64 {
        let status = Status::ALL[usize::try_from(1 + count % 2).unwrap()];
        let control = control("req-encrypt-data");
        perform(
            &mut record,
            Edit::SetControlStatus { control, status },
            count,
        );
    }
    let mut taken_back = 0;
    while record.undo(at(9_999), "Ada").unwrap().is_some() {
        taken_back += 1;
    }
    assert_eq!(taken_back, 500);
}

#[test]
fn a_snapshot_that_does_not_fit_is_left_aside() {
    let mut record = new_record();
    perform(&mut record, typed("a"), 0);
    let good = record.snapshot();
    let load = |snapshot: Snapshot| {
        Record::load(journal_of(stored(&record)), Some(snapshot), catalog()).unwrap()
    };
    assert_eq!(load(good.clone()).assessment(), record.assessment());
    assert_eq!(
        load(good.clone()).next_undo(),
        None,
        "the snapshot was used"
    );

    let beyond = Snapshot {
        entries: 3,
        ..good.clone()
    };
    let elsewhere = Snapshot {
        entries: 1,
        ..good.clone()
    };
    let json = serde_json::to_string(&good).unwrap();
    let unsound = json.replace(r#""title":"""#, r#""title":"two\nlines""#);
    let other = json.replace(r#""example":false"#, r#""example":true"#);
    let read = |text: &str| serde_json::from_str::<Snapshot>(text).unwrap();
    for snapshot in [beyond, elsewhere, read(&unsound), read(&other)] {
        assert_ne!(snapshot, good);
        assert_eq!(load(snapshot), record, "the whole journal was replayed");
    }
}

#[test]
fn a_journal_that_does_not_begin_an_assessment_is_refused() {
    let record = new_record();
    let first = stored(&record);
    let open_again = assay_assessment::Entry {
        seq: 1,
        at: at(1),
        by: String::new(),
        change: Change::Open(opening()),
        previous_hash: record.journal().head(),
    };
    let journal = journal_of(vec![first[0].clone(), open_again.to_bytes()]);
    assert_eq!(
        Record::load(journal, None, catalog()),
        Err(LoadError::Opening(1))
    );
    let edit_first = assay_assessment::Entry {
        seq: 0,
        change: Change::Edit {
            mode: EntryMode::Do,
            edit: typed("a"),
        },
        previous_hash: assay_assessment::Journal::new().head(),
        ..open_again
    };
    assert_eq!(
        Record::load(journal_of(vec![edit_first.to_bytes()]), None, catalog()),
        Err(LoadError::Opening(0))
    );
    assert!(Record::load(assay_assessment::Journal::new(), None, catalog()).is_err());
}

#[test]
fn whoever_writes_fits_on_one_line() {
    let mut record = Record::open(opening(), at(0), "Ada\nLovelace", catalog());
    let long = "ä".repeat(400);
    record.perform(typed("a"), at(1), &long).unwrap();
    let authors: Vec<_> = record
        .journal()
        .entries_from(0)
        .map(|entry| entry.unwrap().by)
        .collect();
    assert_eq!(authors, ["Ada Lovelace".to_owned(), "ä".repeat(300)]);
    assert_eq!(replayed(&record), record);
}

#[test]
fn what_is_typed_into_two_fields_is_two_steps_and_each_says_which() {
    let mut record = new_record();
    let details = |title: &str, name: &str| Edit::SetDetails {
        details: Details {
            title: title.to_owned(),
            operator: Operator {
                name: name.to_owned(),
                ..Operator::default()
            },
            ..Details::default()
        },
    };
    let assessed = |on: &str, by: &str| Edit::SetControlAssessed {
        control: control("req-encrypt-data"),
        assessed: Assessed::with_name(None, by.to_owned(), day(on)),
    };
    for (at, edit) in [
        details("N", ""),
        details("No", ""),
        details("No", "Nordlicht"),
        assessed("2026-11-25", "A"),
        assessed("2026-11-25", "Ada"),
        assessed("2026-11-24", "Ada"),
    ]
    .into_iter()
    .enumerate()
    {
        perform(&mut record, edit, u64::try_from(at).unwrap());
    }
    let mut taken_back = Vec::new();
    while let Some(about) = record.next_undo().map(ToString::to_string) {
        taken_back.push(about);
        record.undo(at(9_999), "Ada").unwrap();
    }
    assert_eq!(
        taken_back,
        [
            "Day of assessment of req-encrypt-data",
            "Assessor of req-encrypt-data",
            "Operator\u{2019}s name",
            "Title of the assessment"
        ]
    );
    assert_eq!(record.assessment(), &opened());
}
