//! Web Locks: one holder at a time, and a line of those who wait.

use std::collections::VecDeque;

use assay_desk::{Lock, Request};

/// Who asks: a window, counted anew each time that it starts, and the number of its claim.
pub(crate) type Claimant = (u64, Request);

/// The lock of one assessment.
#[derive(Debug, Default)]
pub(crate) struct SimLock {
    holder: Option<Claimant>,
    waiting: VecDeque<Claimant>,
    /// Whether whoever deletes the assessment for good holds it.
    is_erasing: bool,
}

impl SimLock {
    /// What is answered at once.
    pub(crate) fn claim(&mut self, claimant: Claimant, waits: bool) -> Option<Lock> {
        if self.is_free() {
            self.holder = Some(claimant);
            return Some(Lock::Held);
        }
        if waits {
            self.waiting.push_back(claimant);
            return None;
        }
        Some(Lock::Taken)
    }

    /// Lets go of whatever claims fit, and returns who has the lock from now on because of it.
    pub(crate) fn release(&mut self, fits: impl Fn(&Claimant) -> bool) -> Option<Claimant> {
        self.waiting.retain(|claimant| !fits(claimant));
        if !self.holder.as_ref().is_some_and(fits) {
            return None;
        }
        self.holder = self.waiting.pop_front();
        self.holder
    }

    /// Takes it for whoever deletes the assessment for good, if it is free.
    pub(crate) fn claim_to_erase(&mut self) -> bool {
        self.is_erasing |= self.is_free();
        self.is_erasing
    }

    /// It is deleted; returns who has the lock from now on.
    pub(crate) fn release_to_write(&mut self) -> Option<Claimant> {
        self.is_erasing = false;
        self.holder = self.waiting.pop_front();
        self.holder
    }

    fn is_free(&self) -> bool {
        self.holder.is_none() && !self.is_erasing
    }
}
