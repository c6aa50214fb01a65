//! What is on disk, damaged in every way, and the assessment that is made of it.

#![allow(clippy::unwrap_used, reason = "the helpers of a test fail the test")]

use assay_assessment::{
    Assessment, AssessmentId, Details, Edit, EditionReference, Opening, Record, Timestamp, backup,
};
use assay_catalog::{Catalog, Editions};
use assay_dossier::{LoadStoredError, Loaded, Stored, load, with_checksum};
use proptest::prelude::*;

fn catalog() -> &'static Catalog {
    Editions::bundled_draft()
}

fn at(minute: u64) -> Timestamp {
    Timestamp::from_milliseconds(1_795_305_600_000 + minute * 60_000)
}

/// A journal as it is on disk, with snapshots at these lengths, and the assessment after each
/// number of entries.
fn written(entries: u64, snapshots: &[u64]) -> (Stored, Vec<Assessment>) {
    let opening = Opening {
        assessment: AssessmentId::from_random([7; 16]),
        edition: EditionReference::of(catalog()),
        example: false,
        carried_from: None,
    };
    let mut record = Record::open(opening, at(0), "Ada", catalog());
    let mut stored = Stored::default();
    let mut states = vec![record.assessment().clone(), record.assessment().clone()];
    for length in 1..=entries {
        if length > 1 {
            let details = Details {
                title: format!("After {length} entries"),
                ..Details::default()
            };
            let edit = Edit::SetDetails { details };
            let entry = record.perform(edit, at(length), "Ada");
            assert!(entry.is_ok());
            states.push(record.assessment().clone());
        }
        if snapshots.contains(&length) {
            let bytes = with_checksum(&record.snapshot().to_bytes());
            stored.snapshots.push((length, bytes));
        }
    }
    stored.entries = (0..)
        .zip(record.journal().stored().iter().map(|bytes| bytes.to_vec()))
        .collect();
    (stored, states)
}

fn loaded(stored: &Stored) -> Loaded {
    load(stored, &Editions::bundled()).unwrap()
}

fn change(bytes: &mut [u8], from: &str, to: &str) {
    let place = bytes
        .windows(from.len())
        .position(|part| part == from.as_bytes());
    let place = place.unwrap();
    bytes[place..place + to.len()].copy_from_slice(to.as_bytes());
}

#[test]
fn a_sound_journal_continues_its_newest_snapshot() {
    let (stored, states) = written(9, &[3, 6]);
    let loaded = loaded(&stored);
    assert_eq!(loaded.record.assessment(), &states[9]);
    assert_eq!(loaded.record.journal().next_seq(), 9);
    assert_eq!((loaded.snapshot, loaded.damage), (6, None));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn what_a_snapshot_holds_outlives_the_loss_of_any_entry_before_it(
        lost in 0_usize..12, remove: bool
    ) {
        let (mut stored, states) = written(12, &[4, 8]);
        if remove {
            stored.entries.remove(lost);
        } else {
            stored.entries[lost].1.clear();
        }
        let loaded = loaded(&stored);
        if lost < 8 {
            prop_assert_eq!(loaded.record.assessment(), &states[12], "nothing is missing");
            let damage = loaded.damage.unwrap();
            prop_assert_eq!((damage.snapshot, damage.sound, damage.beyond), (Some(8), 12, 0));
        } else {
            prop_assert_eq!(loaded.record.assessment(), &states[lost]);
            // Only the loss of the last entry leaves no trace: nothing follows it.
            let told = !(remove && lost == 11);
            prop_assert_eq!(loaded.damage.is_some(), told);
        }
    }

    #[test]
    fn any_damage_to_the_bytes_gives_an_assessment_that_once_was(
        entry in 0_usize..12, place: prop::sample::Index, bit in 0_u8..8
    ) {
        let (mut stored, states) = written(12, &[4, 8, 12]);
        let bytes = &mut stored.entries[entry].1;
        let place = place.index(bytes.len());
        bytes[place] ^= 1 << bit;
        let loaded = loaded(&stored);
        prop_assert_eq!(loaded.record.assessment(), &states[12]);
        prop_assert!(loaded.damage.is_some_and(|damage| damage.snapshot == Some(12)));
    }
}

#[test]
fn a_journal_that_ends_before_its_snapshot_is_damaged() {
    let (mut stored, states) = written(9, &[3, 6]);
    stored.entries.truncate(4);
    let loaded = loaded(&stored);
    assert_eq!(loaded.record.assessment(), &states[6]);
    let damage = loaded.damage.unwrap();
    assert_eq!((damage.snapshot, damage.sound), (Some(6), 6));
    assert_eq!(
        damage.to_string(),
        "The journal on this device is damaged: it ends after 4 entries, but had 6 when a snapshot \
         was made of it. You see the assessment as it was after 6 entries, brought back from a \
         snapshot of the first 6; 0 later entries are stored. Everything that is stored is kept."
    );
}

#[test]
fn a_lost_journal_is_brought_back_from_its_snapshot() {
    let (mut stored, states) = written(9, &[6]);
    stored.entries.clear();
    assert_eq!(loaded(&stored).record.assessment(), &states[6]);

    stored.snapshots.clear();
    assert_eq!(
        load(&stored, &Editions::bundled()),
        Err(LoadStoredError::NothingStored)
    );
}

#[test]
fn only_a_place_with_nothing_in_it_may_be_filled_again() {
    let (stored, _) = written(3, &[2]);
    assert!(Stored::default().is_empty());
    let damaged = Stored {
        entries: vec![(0, Vec::new())],
        snapshots: Vec::new(),
    };
    assert!(!damaged.is_empty(), "an entry that cannot be read is one");
    assert!(matches!(
        load(&damaged, &Editions::bundled()),
        Err(LoadStoredError::Unreadable(_))
    ));
    let snapshots_only = Stored {
        entries: Vec::new(),
        ..stored
    };
    assert!(!snapshots_only.is_empty());
}

#[test]
fn an_older_snapshot_serves_when_the_newest_is_damaged_too() {
    let (mut stored, states) = written(9, &[3, 6]);
    stored.entries[1].1.clear();
    change(&mut stored.snapshots[1].1, "After 6", "Avter 6");
    let loaded = loaded(&stored);
    assert_eq!(loaded.record.assessment(), &states[9]);
    assert_eq!(loaded.damage.unwrap().snapshot, Some(3));
}

#[test]
fn of_two_damages_the_part_between_them_is_brought_back() {
    let (mut stored, states) = written(9, &[5]);
    stored.entries[2].1.clear();
    stored.entries[7].1.clear();
    let loaded = loaded(&stored);
    assert_eq!(loaded.record.assessment(), &states[7]);
    let damage = loaded.damage.unwrap();
    assert_eq!(
        (damage.snapshot, damage.sound, damage.beyond),
        (Some(5), 7, 2)
    );
}

#[test]
fn a_changed_snapshot_of_a_sound_journal_is_left_aside() {
    let (mut stored, states) = written(9, &[3, 6]);
    change(&mut stored.snapshots[1].1, "After 6", "Avter 6");
    let loaded = loaded(&stored);
    assert_eq!(loaded.record.assessment(), &states[9]);
    assert_eq!((loaded.snapshot, loaded.damage), (3, None));
}

#[test]
fn what_was_brought_back_is_the_same_each_time_and_fits_into_a_backup() {
    let (mut stored, _) = written(9, &[6]);
    stored.entries[0].1.clear();
    let brought_back = loaded(&stored);
    assert_eq!(brought_back, loaded(&stored));
    let record = brought_back.record;
    let written = backup::write(&record, Vec::new(), at(20)).unwrap();
    let read = backup::read(&written.bytes, &assay_catalog::Editions::bundled()).unwrap();
    assert_eq!(read.record.journal(), record.journal());
    assert_eq!(read.record.assessment(), record.assessment());
}
