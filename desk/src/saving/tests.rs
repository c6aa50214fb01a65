//! When what is written, as told by a clock that the tests move.

use super::{Saving, Step};
use crate::{SaveState, StorageError};

fn bytes(seq: u64) -> Vec<u8> {
    seq.to_be_bytes().to_vec()
}

fn entries(numbers: std::ops::Range<u64>) -> Vec<(u64, Vec<u8>)> {
    numbers.map(|seq| (seq, bytes(seq))).collect()
}

/// A journal of which one entry is saved.
fn one_saved() -> Saving {
    Saving::new(1)
}

fn other() -> StorageError {
    StorageError::Other {
        name: "UnknownError".to_owned(),
        message: String::new(),
    }
}

#[test]
fn nothing_is_given_out_twice_and_what_gathers_meanwhile_goes_together() {
    let mut saving = one_saved();
    assert_eq!(saving.step(1, 0), None);
    assert_eq!(saving.state(1), SaveState::Saved);
    saving.edited(0);
    assert_eq!(saving.step(2, 0), Some(Step::Append(1, 2)));
    saving.sent(2);
    saving.edited(1);
    saving.edited(2);
    saving.flush(3);
    assert_eq!(saving.step(4, 3), None);
    assert_eq!(saving.state(4), SaveState::Saving);
    saving.appended(4, 4);
    assert_eq!(saving.step(4, 4), Some(Step::Append(2, 4)));
    saving.sent(4);
    saving.appended(4, 5);
    assert_eq!(saving.state(4), SaveState::Saved);
    assert_eq!(saving.timeout(4), None);
}

#[test]
fn failures_are_repeated_with_growing_waits() {
    let mut saving = one_saved();
    let mut now = 0;
    let mut waits = Vec::new();
    for _ in 0..9 {
        assert_eq!(saving.step(2, now), Some(Step::Append(1, 2)));
        saving.sent(2);
        saving.failed(StorageError::Full, now);
        assert_eq!(saving.state(2), SaveState::NotSaved(StorageError::Full));
        let due = saving.timeout(2).expect("what may pass is tried again");
        assert_eq!(saving.step(2, due - 1), None);
        waits.push(due - now);
        now = due;
    }
    assert_eq!(
        waits,
        [
            500, 1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000, 30_000
        ]
    );
}

#[test]
fn each_change_tries_again_and_so_may_the_user() {
    let mut saving = one_saved();
    saving.step(2, 0);
    saving.failed(StorageError::Full, 0);
    assert_eq!(saving.step(2, 10), None);
    saving.edited(10);
    assert_eq!(saving.step(3, 10), Some(Step::Append(1, 3)));
    saving.failed(StorageError::Full, 20);
    assert_eq!(saving.step(3, 30), None);
    saving.flush(30);
    assert_eq!(saving.step(3, 30), Some(Step::Append(1, 3)));
}

#[test]
fn what_cannot_pass_is_tried_again_only_by_the_user() {
    let mut saving = one_saved();
    saving.step(2, 0);
    saving.failed(StorageError::NewerVersion, 0);
    saving.edited(10);
    assert_eq!(saving.step(3, 1_000_000), None);
    let state = SaveState::NotSaved(StorageError::NewerVersion);
    assert_eq!(saving.state(3), state);
    saving.flush(1_000_000);
    assert_eq!(saving.step(3, 1_000_000), Some(Step::Append(1, 3)));
}

#[test]
fn a_lost_answer_is_read_back_and_only_what_is_missing_is_written() {
    for error in [StorageError::ConnectionLost, other()] {
        let mut saving = one_saved();
        saving.step(3, 0);
        saving.sent(3);
        saving.failed(error, 0);
        assert_eq!(saving.step(4, 500), Some(Step::ReadBack(1)));
        saving.read_back(
            entries(1..3),
            entries(1..4).into_iter().map(|(_, own)| own),
            4,
            600,
        );
        assert_eq!(saving.step(4, 600), Some(Step::Append(3, 4)));
    }
}

#[test]
fn what_is_there_already_is_looked_at_before_anybody_is_told() {
    let mut saving = one_saved();
    saving.step(2, 0);
    saving.failed(StorageError::AlreadyThere, 0);
    assert_eq!(saving.state(2), SaveState::Saving);
    assert_eq!(saving.step(2, 0), Some(Step::ReadBack(1)));
    saving.read_back(vec![(1, b"another".to_vec())], [bytes(1)].into_iter(), 2, 1);
    let error = StorageError::WrittenByOther { seq: 1 };
    assert_eq!(saving.state(2), SaveState::NotSaved(error));
    assert_eq!(saving.step(2, 1_000_000), None, "nothing is written over");
}

#[test]
fn a_place_that_is_gone_is_made_again_and_filled() {
    let mut saving = Saving::new(3);
    // Nothing waits to be written, and still nothing is saved any more.
    saving.gone(1);
    assert_eq!(saving.state(3), SaveState::Saving);
    assert_eq!(saving.step(3, 1), Some(Step::MakeAgain));
    saving.failed(StorageError::Full, 1);
    assert_eq!(saving.state(3), SaveState::NotSaved(StorageError::Gone));
    assert_eq!(saving.step(3, 501), Some(Step::MakeAgain));
    saving.made_again(501);
    assert_eq!(saving.step(3, 501), Some(Step::ReadBack(0)));
    // Some of it is there: another attempt wrote behind the gap.
    let is_complete = saving.read_back(entries(2..3), (0..3).map(bytes), 3, 502);
    assert!(!is_complete);
    assert_eq!(saving.step(3, 502), Some(Step::Append(0, 2)));
    saving.sent(2);
    assert!(saving.appended(3, 503), "it is complete again");
    assert_eq!(saving.state(3), SaveState::Saved);
}

#[test]
fn an_entry_without_the_one_before_it_means_that_the_place_is_gone() {
    let mut saving = one_saved();
    saving.step(2, 0);
    saving.failed(StorageError::NotFound, 0);
    assert_eq!(saving.state(2), SaveState::Saving);
    assert_eq!(saving.step(2, 0), Some(Step::MakeAgain));
}

#[test]
fn a_clock_that_is_set_back_does_not_stop_saving() {
    let mut saving = one_saved();
    saving.step(2, 10_000_000);
    saving.failed(StorageError::Full, 10_000_000);
    assert_eq!(saving.step(2, 1_000), Some(Step::Append(1, 2)));
}
