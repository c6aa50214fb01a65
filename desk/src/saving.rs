//! Which entries are to be written when: the rules, without clock or disk.
//!
//! What is to be written is what the bench's journal has beyond the entries that are known to be on
//! disk; there is no second copy of it. Entries reach the disk in order, never merged: each carries the
//! hash of the one before it. What gathers while a write is under way goes together with the next.
//!
//! When an attempt fails in a way that leaves its outcome open, the journal is read back before it is
//! tried again. When the place itself is gone (a browser whose disk is full throws it away), it is made
//! again, read back, and what it lacks is written: the whole journal, as a rule.

use crate::{
    Entries, SaveState, StorageError,
    time::{has_come, wait_after},
};

/// What is to be done next. It is given out once, until its outcome is reported.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Step {
    /// Add the entries from this number on, up to the second number or as far as fits into one
    /// transaction; then call [`Saving::sent`], and [`Saving::appended`] or [`Saving::failed`].
    Append(u64, u64),
    /// Read the journal from this number on, then call [`Saving::read_back`] or [`Saving::failed`].
    ReadBack(u64),
    /// Make the place again, then call [`Saving::made_again`] or [`Saving::failed`].
    MakeAgain,
}

/// What is known of the place where the journal is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    /// Nothing bad.
    Sound,
    /// It is gone, with everything that was written.
    Gone,
    /// It was made again, and is not complete yet.
    MadeAgain,
}

/// How far a journal is on disk, and when to go on.
#[derive(Debug)]
pub(crate) struct Saving {
    /// Every entry below this number is on disk.
    saved: u64,
    /// Numbers beyond that are on disk too, in order.
    there: Vec<u64>,
    place: Place,
    /// Whether something of what was sent may be on disk although it failed.
    in_doubt: bool,
    /// Whether a step was given out, and up to which entry.
    under_way: Option<u64>,
    /// When the next attempt is due; `None` when another one is of no use by itself.
    due: Option<u64>,
    failures: u32,
    error: Option<StorageError>,
}

impl Saving {
    /// A journal of which all entries below `saved` are on disk.
    pub(crate) fn new(saved: u64) -> Self {
        Self {
            saved,
            there: Vec::new(),
            place: Place::Sound,
            in_doubt: false,
            under_way: None,
            due: Some(0),
            failures: 0,
            error: None,
        }
    }

    /// The first number that is not known to be on disk.
    pub(crate) const fn saved(&self) -> u64 {
        self.saved
    }

    /// Whether all `made` entries are on disk.
    pub(crate) fn is_saved(&self, made: u64) -> bool {
        self.place == Place::Sound && self.saved >= made
    }

    /// What the user is told.
    pub(crate) fn state(&self, made: u64) -> SaveState {
        match &self.error {
            _ if self.is_saved(made) => SaveState::Saved,
            Some(error) => SaveState::NotSaved(error.clone()),
            None => SaveState::Saving,
        }
    }

    /// An entry was made. While writing fails, each change is also an occasion to try again, unless
    /// trying is of no use.
    pub(crate) fn edited(&mut self, now: u64) {
        if self.due.is_some() || self.error.is_none() {
            self.due = Some(now);
        }
    }

    /// Makes everything due now; also the user's "try again".
    pub(crate) fn flush(&mut self, now: u64) {
        self.due = Some(now);
    }

    /// The place was found to be gone.
    pub(crate) fn gone(&mut self, now: u64) {
        if self.place == Place::Sound {
            self.place = Place::Gone;
            self.due = Some(now);
        }
    }

    /// When to ask again.
    pub(crate) fn timeout(&self, made: u64) -> Option<u64> {
        let waits = self.under_way.is_none() && !self.is_saved(made);
        self.due.filter(|_| waits)
    }

    /// What is to be done next, of a journal with `made` entries.
    pub(crate) fn step(&mut self, made: u64, now: u64) -> Option<Step> {
        if !has_come(self.timeout(made)?, now) {
            return None;
        }
        self.due = None;
        self.under_way = Some(self.saved);
        Some(match self.place {
            Place::Gone => Step::MakeAgain,
            _ if self.in_doubt => Step::ReadBack(self.saved),
            _ => Step::Append(
                self.saved,
                self.there.first().map_or(made, |next| made.min(*next)),
            ),
        })
    }

    /// The entries that were sent end before this number.
    pub(crate) fn sent(&mut self, until: u64) {
        self.under_way = Some(until);
    }

    /// The entries that were sent are on disk. Says whether the journal is complete again after its
    /// place had been gone.
    pub(crate) fn appended(&mut self, made: u64, now: u64) -> bool {
        self.saved = self.under_way.take().unwrap_or(self.saved).max(self.saved);
        self.failures = 0;
        self.error = None;
        self.count(now);
        self.end(made)
    }

    /// The place is there again, with whatever is in it.
    pub(crate) fn made_again(&mut self, now: u64) {
        self.under_way = None;
        self.place = Place::MadeAgain;
        self.in_doubt = true;
        self.saved = 0;
        self.there.clear();
        self.due = Some(now);
    }

    /// What the journal on disk has from the number on that was asked for, to be compared with the
    /// journal here. Says what [`Self::appended`] does.
    pub(crate) fn read_back(
        &mut self,
        found: Entries,
        ours: impl Iterator<Item = Vec<u8>>,
        made: u64,
        now: u64,
    ) -> bool {
        self.under_way = None;
        self.there.clear();
        let mut ours = (self.saved..).zip(ours);
        for (seq, bytes) in found {
            match ours.find(|(number, _)| *number == seq) {
                Some((_, own)) if own == bytes => self.there.push(seq),
                _ => {
                    self.failed(StorageError::WrittenByOther { seq }, now);
                    return false;
                }
            }
        }
        self.in_doubt = false;
        self.count(now);
        self.end(made)
    }

    /// What was given out has failed; it will be given out again.
    pub(crate) fn failed(&mut self, error: StorageError, now: u64) {
        self.under_way = None;
        let failures = self.failures;
        self.failures = failures.saturating_add(1);
        self.in_doubt |= matches!(
            error,
            StorageError::AlreadyThere
                | StorageError::ConnectionLost
                | StorageError::Other { .. }
                | StorageError::WrittenByOther { .. }
        );
        let was_sound = self.place == Place::Sound;
        if error == StorageError::NotFound {
            self.place = Place::Gone;
        }
        if match error {
            StorageError::NotFound => was_sound,
            StorageError::AlreadyThere => failures == 0,
            _ => false,
        } {
            // Nothing to tell yet: what can be done about it has not been tried.
            self.due = Some(now);
            return;
        }
        let error = match error {
            StorageError::NotFound => StorageError::Gone,
            error if self.place != Place::Sound && error.may_pass() => StorageError::Gone,
            error => error,
        };
        self.due = error
            .may_pass()
            .then(|| now.saturating_add(wait_after(failures)));
        self.error = Some(error);
    }

    /// Passes over what is on disk beyond the first gap, and goes on at once: something gathered
    /// meanwhile, or did not fit.
    fn count(&mut self, now: u64) {
        while self.there.first() == Some(&self.saved) {
            self.there.remove(0);
            self.saved += 1;
        }
        self.there.retain(|seq| *seq > self.saved);
        self.due = Some(now);
    }

    /// Says whether a place that was gone is complete again.
    fn end(&mut self, made: u64) -> bool {
        if self.saved < made {
            return false;
        }
        self.failures = 0;
        self.error = None;
        std::mem::replace(&mut self.place, Place::Sound) == Place::MadeAgain
    }
}

#[cfg(test)]
mod tests;
