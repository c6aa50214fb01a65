//! Which entries are to be written when: the rules, without clock or disk.
//!
//! Entries leave the queue in the order in which they came, and only when they are known to be on
//! disk. They are never merged or dropped: each carries the hash of the one before it.

use std::collections::VecDeque;

use super::StorageError;

/// How long typing may stay unwritten, in milliseconds.
const TYPING_DELAY: u64 = 250;

/// The first wait after a failure, in milliseconds; it doubles with each further failure.
const FIRST_RETRY: u64 = 500;

/// The longest wait after a failure, in milliseconds.
const LONGEST_RETRY: u64 = 30_000;

/// The most bytes that are written in one transaction, a single entry aside.
const LARGEST_BATCH: usize = 4 * 1024 * 1024;

/// How soon an entry is to be written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Urgency {
    /// Part of a stream of typing: it may wait up to 250 ms for more.
    Typing,
    /// Everything else: at once.
    AtOnce,
}

/// What the user is told about saving.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SaveState {
    /// Everything is on disk.
    Saved,
    /// Something is on its way.
    Saving,
    /// The last attempt failed; everything that is not on disk is still in memory.
    NotSaved(StorageError),
}

/// What is to be done next.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NextStep {
    /// Nothing, until an entry comes or an outstanding write ends.
    Wait,
    /// Ask again at this time, in milliseconds on the caller's clock.
    WaitUntil(u64),
    /// Write these entries, then call [`SaveQueue::written`] or [`SaveQueue::failed`].
    Write(Vec<(u64, Vec<u8>)>),
}

/// The entries that are not known to be on disk, and when to write them.
#[derive(Debug, Default)]
pub struct SaveQueue {
    pending: VecDeque<(u64, Vec<u8>)>,
    /// How many entries at the front are being written.
    in_flight: usize,
    /// When the next write is due.
    due: Option<u64>,
    failures: u32,
    error: Option<StorageError>,
}

impl SaveQueue {
    /// An empty queue.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Takes an entry. `now` is in milliseconds on a clock that the caller keeps to.
    pub fn push(&mut self, seq: u64, bytes: Vec<u8>, urgency: Urgency, now: u64) {
        self.pending.push_back((seq, bytes));
        let wanted = match urgency {
            Urgency::AtOnce => now,
            Urgency::Typing => now.saturating_add(TYPING_DELAY),
        };
        // While writing fails, new entries do not hasten the retry.
        if self.error.is_none() {
            self.due = Some(self.due.map_or(wanted, |due| due.min(wanted)));
        }
    }

    /// Makes everything due now, because the page may be about to disappear or the user asks.
    pub fn flush(&mut self, now: u64) {
        if !self.pending.is_empty() {
            self.due = Some(now);
        }
    }

    /// What is to be done next. A [`NextStep::Write`] is given out once, until its outcome is
    /// reported.
    pub fn next_step(&mut self, now: u64) -> NextStep {
        let waiting = self.in_flight > 0 || self.pending.is_empty();
        let Some(due) = self.due.filter(|_| !waiting) else {
            return NextStep::Wait;
        };
        // A clock that was set back must not delay a write beyond the longest wait.
        if due > now && due - now <= LONGEST_RETRY {
            return NextStep::WaitUntil(due);
        }
        let mut bytes = 0;
        let batch: Vec<_> = self
            .pending
            .iter()
            .take_while(|(_, entry)| {
                let is_first = bytes == 0;
                bytes += entry.len().max(1);
                is_first || bytes <= LARGEST_BATCH
            })
            .cloned()
            .collect();
        self.in_flight = batch.len();
        self.due = None;
        NextStep::Write(batch)
    }

    /// The entries that were given out are on disk.
    pub fn written(&mut self, now: u64) {
        self.pending.drain(..self.in_flight.min(self.pending.len()));
        self.in_flight = 0;
        self.failures = 0;
        let had_failed = self.error.take().is_some();
        if self.pending.is_empty() {
            self.due = None;
        } else if had_failed || self.due.is_none() {
            // What gathered during a failure, or did not fit into the batch, goes at once.
            self.due = Some(now);
        }
    }

    /// The entries that were given out are not on disk; they will be given out again.
    pub fn failed(&mut self, error: StorageError, now: u64) {
        self.in_flight = 0;
        self.due = error.may_pass().then(|| {
            let doublings = self.failures.min(16);
            now.saturating_add((FIRST_RETRY << doublings).min(LONGEST_RETRY))
        });
        self.failures = self.failures.saturating_add(1);
        self.error = Some(error);
    }

    /// What the user is told.
    #[must_use]
    pub fn state(&self) -> SaveState {
        match &self.error {
            Some(error) if !self.pending.is_empty() => SaveState::NotSaved(error.clone()),
            _ if self.pending.is_empty() => SaveState::Saved,
            _ => SaveState::Saving,
        }
    }

    /// The entries that are not known to be on disk, in order: what an emergency export adds to
    /// what is on disk.
    pub fn unsaved(&self) -> impl Iterator<Item = &(u64, Vec<u8>)> {
        self.pending.iter()
    }
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use proptest::prelude::*;

    use super::{LONGEST_RETRY, NextStep, SaveQueue, SaveState, Urgency};
    use crate::storage::StorageError;

    fn entry(seq: u64) -> (u64, Vec<u8>) {
        (seq, seq.to_be_bytes().to_vec())
    }

    fn push(queue: &mut SaveQueue, seq: u64, urgency: Urgency, now: u64) {
        let (seq, bytes) = entry(seq);
        queue.push(seq, bytes, urgency, now);
    }

    #[test]
    fn typing_waits_a_quarter_of_a_second_and_no_longer() {
        let mut queue = SaveQueue::new();
        push(&mut queue, 0, Urgency::Typing, 1_000);
        assert_eq!(queue.next_step(1_000), NextStep::WaitUntil(1_250));
        push(&mut queue, 1, Urgency::Typing, 1_240);
        assert_eq!(
            queue.next_step(1_240),
            NextStep::WaitUntil(1_250),
            "more typing must not postpone what is waiting"
        );
        assert_eq!(
            queue.next_step(1_250),
            NextStep::Write(vec![entry(0), entry(1)])
        );
    }

    #[test]
    fn anything_but_typing_goes_at_once_and_takes_the_typing_before_it_along() {
        let mut queue = SaveQueue::new();
        push(&mut queue, 0, Urgency::Typing, 1_000);
        push(&mut queue, 1, Urgency::AtOnce, 1_010);
        assert_eq!(
            queue.next_step(1_010),
            NextStep::Write(vec![entry(0), entry(1)])
        );
    }

    #[test]
    fn a_flush_does_not_wait() {
        let mut queue = SaveQueue::new();
        push(&mut queue, 0, Urgency::Typing, 1_000);
        queue.flush(1_001);
        assert_eq!(queue.next_step(1_001), NextStep::Write(vec![entry(0)]));
    }

    #[test]
    fn nothing_is_given_out_twice_while_a_write_is_under_way() {
        let mut queue = SaveQueue::new();
        push(&mut queue, 0, Urgency::AtOnce, 0);
        assert_eq!(queue.next_step(0), NextStep::Write(vec![entry(0)]));
        push(&mut queue, 1, Urgency::AtOnce, 1);
        queue.flush(2);
        assert_eq!(queue.next_step(2), NextStep::Wait);
        assert_eq!(queue.state(), SaveState::Saving);
        queue.written(3);
        assert_eq!(queue.next_step(3), NextStep::Write(vec![entry(1)]));
        queue.written(4);
        assert_eq!(queue.state(), SaveState::Saved);
        assert_eq!(queue.next_step(4), NextStep::Wait);
    }

    #[test]
    fn failures_are_repeated_in_order_with_growing_waits() {
        let mut queue = SaveQueue::new();
        push(&mut queue, 0, Urgency::AtOnce, 0);
        let mut now = 0;
        let mut waits = Vec::new();
        for _ in 0..9 {
            assert_eq!(queue.next_step(now), NextStep::Write(vec![entry(0)]));
            queue.failed(StorageError::Full, now);
            assert_eq!(queue.state(), SaveState::NotSaved(StorageError::Full));
            let NextStep::WaitUntil(due) = queue.next_step(now) else {
                panic!("a failure that may pass is tried again");
            };
            waits.push(due - now);
            now = due;
        }
        assert_eq!(
            waits,
            [
                500, 1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000, 30_000
            ]
        );
        push(&mut queue, 1, Urgency::AtOnce, now);
        assert_eq!(
            queue.next_step(now),
            NextStep::Write(vec![entry(0), entry(1)])
        );
        queue.written(now);
        assert_eq!(queue.state(), SaveState::Saved);
    }

    #[test]
    fn new_entries_do_not_hasten_a_retry_but_the_user_may() {
        let mut queue = SaveQueue::new();
        push(&mut queue, 0, Urgency::AtOnce, 0);
        queue.next_step(0);
        queue.failed(StorageError::Full, 0);
        push(&mut queue, 1, Urgency::AtOnce, 10);
        assert_eq!(queue.next_step(10), NextStep::WaitUntil(500));
        queue.flush(20);
        assert_eq!(
            queue.next_step(20),
            NextStep::Write(vec![entry(0), entry(1)])
        );
    }

    #[test]
    fn what_cannot_pass_is_not_tried_again_by_itself() {
        let mut queue = SaveQueue::new();
        push(&mut queue, 0, Urgency::AtOnce, 0);
        queue.next_step(0);
        let error = StorageError::WrittenByOther { seq: 0 };
        queue.failed(error.clone(), 0);
        push(&mut queue, 1, Urgency::AtOnce, 10);
        assert_eq!(queue.next_step(1_000_000), NextStep::Wait);
        assert_eq!(queue.state(), SaveState::NotSaved(error));
        assert_eq!(queue.unsaved().count(), 2);
    }

    #[test]
    fn a_clock_that_is_set_back_does_not_stop_saving() {
        let mut queue = SaveQueue::new();
        push(&mut queue, 0, Urgency::Typing, 10_000_000);
        assert_eq!(queue.next_step(1_000), NextStep::Write(vec![entry(0)]));
    }

    #[test]
    fn large_entries_are_written_in_several_transactions() {
        let mut queue = SaveQueue::new();
        for seq in 0..3 {
            queue.push(seq, vec![0; 3 * 1024 * 1024], Urgency::AtOnce, 0);
        }
        for seq in 0..3 {
            let NextStep::Write(batch) = queue.next_step(0) else {
                panic!("entry {seq} is due");
            };
            assert_eq!(batch.len(), 1);
            assert_eq!(batch[0].0, seq);
            queue.written(0);
        }
        assert_eq!(queue.state(), SaveState::Saved);
    }

    /// What may happen to a queue.
    #[derive(Debug, Clone)]
    enum Event {
        Push(Urgency),
        Flush,
        Ask,
        Written,
        Failed,
        Later(u64),
    }

    fn event() -> impl Strategy<Value = Event> {
        prop_oneof![
            Just(Event::Push(Urgency::Typing)),
            Just(Event::Push(Urgency::AtOnce)),
            Just(Event::Flush),
            Just(Event::Ask),
            Just(Event::Written),
            Just(Event::Failed),
            (0..2 * LONGEST_RETRY).prop_map(Event::Later),
        ]
    }

    proptest! {
        #[test]
        fn the_disk_holds_what_was_pushed_in_order_and_the_queue_holds_the_rest(
            events in prop::collection::vec(event(), 0..200)
        ) {
            let mut queue = SaveQueue::new();
            let mut pushed = 0_u64;
            let mut disk: Vec<(u64, Vec<u8>)> = Vec::new();
            let mut out: Option<Vec<(u64, Vec<u8>)>> = None;
            let mut now = 0;
            for event in events {
                match event {
                    Event::Push(urgency) => {
                        push(&mut queue, pushed, urgency, now);
                        pushed += 1;
                    }
                    Event::Flush => queue.flush(now),
                    Event::Ask => {
                        if let NextStep::Write(batch) = queue.next_step(now) {
                            prop_assert!(out.is_none(), "two writes at a time");
                            prop_assert!(!batch.is_empty());
                            out = Some(batch);
                        }
                    }
                    Event::Written => if let Some(batch) = out.take() {
                        disk.extend(batch);
                        queue.written(now);
                    }
                    Event::Failed => if out.take().is_some() {
                        queue.failed(StorageError::Full, now);
                    }
                    Event::Later(milliseconds) => now += milliseconds,
                }
                let kept: Vec<_> = disk.iter().chain(queue.unsaved()).cloned().collect();
                prop_assert_eq!(kept, (0..pushed).map(entry).collect::<Vec<_>>());
                prop_assert_eq!(
                    queue.state() == SaveState::Saved,
                    disk.len() as u64 == pushed
                );
            }
            // Left alone with a working disk, everything gets there.
            if out.take().is_some() {
                queue.failed(StorageError::Full, now);
            }
            for _ in 0..3 {
                match queue.next_step(now) {
                    NextStep::Write(batch) => {
                        disk.extend(batch);
                        queue.written(now);
                    }
                    NextStep::WaitUntil(due) => now = due,
                    NextStep::Wait => {}
                }
            }
            prop_assert_eq!(disk.len() as u64, pushed);
        }
    }
}
