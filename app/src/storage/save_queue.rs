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
