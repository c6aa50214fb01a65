//! A window that writes.

use super::Context;
use crate::{
    Bench, Effect, Entries, Request, SaveState, StorageError,
    event::Answer,
    saving::{Saving, Step},
    time::has_come,
};

/// How often the place on the disk is looked at, in milliseconds: until something is written nobody
/// would notice that the browser has thrown it away, and the page would go on saying "Saved".
const LOOK_EVERY: u64 = 1_000;

/// A snapshot is written when the journal has grown by so many entries since the last one.
const ENTRIES_PER_SNAPSHOT: u64 = 200;

/// The most bytes that are written in one transaction, a single entry aside.
const LARGEST_BATCH: usize = 4 * 1024 * 1024;

/// The most entries that are written in one transaction.
const MOST_ENTRIES: usize = 500;

/// Writes.
#[derive(Debug)]
pub(super) struct Writing {
    claim: Request,
    saving: Saving,
    /// What was asked for last on behalf of `saving`, as long as it is not answered.
    under_way: Option<Request>,
    looking: Option<Request>,
    look_due: u64,
    /// Whether the list's copy is out of date.
    is_unlisted: bool,
    listing: Option<Request>,
    /// How many entries are in the last snapshot.
    snapshot: u64,
    /// How many entries there were when all of them were saved last.
    was_saved: u64,
}

impl Writing {
    /// Of a journal that is on disk as it is here, `next` entries long.
    pub(super) fn new(claim: Request, next: u64, snapshot: u64, now: u64) -> Self {
        Self {
            claim,
            saving: Saving::new(next),
            under_way: None,
            looking: None,
            look_due: now + LOOK_EVERY,
            is_unlisted: false,
            listing: None,
            snapshot,
            was_saved: next,
        }
    }

    pub(super) const fn claim(&self) -> Request {
        self.claim
    }

    pub(super) fn edited(&mut self, now: u64) {
        self.saving.edited(now);
    }

    pub(super) fn flush(&mut self, now: u64) {
        self.saving.flush(now);
    }

    pub(super) fn gone(&mut self, now: u64) {
        self.saving.gone(now);
    }

    pub(super) fn is_saved(&self, made: u64) -> bool {
        self.saving.is_saved(made)
    }

    pub(super) fn state(&self, made: u64) -> SaveState {
        self.saving.state(made)
    }

    /// Whether nothing is under way that another window could come between.
    pub(super) fn is_idle(&self) -> bool {
        self.under_way.is_none() && self.listing.is_none() && !self.is_unlisted
    }

    pub(super) fn timeout(&self, made: u64) -> Option<u64> {
        let look = self.looking.is_none().then_some(self.look_due);
        look.into_iter().chain(self.saving.timeout(made)).min()
    }

    pub(super) fn advance<B: Bench>(&mut self, bench: &B, context: &mut Context<'_, B>) {
        let made = bench.next_seq();
        if let Some(step) = self.saving.step(made, context.now) {
            let bench = bench.clone();
            self.under_way = Some(context.ask(|request| match step {
                Step::Append(from, until) => {
                    let entries = batch(&bench, from, until);
                    self.saving.sent(from + entries.len() as u64);
                    Effect::Append {
                        request,
                        bench,
                        entries,
                    }
                }
                Step::ReadBack(from) => Effect::Read {
                    request,
                    bench,
                    from,
                },
                Step::MakeAgain => Effect::MakeAgain { request, bench },
            }));
        }
        if self.saving.is_saved(made) {
            if made > self.was_saved {
                self.was_saved = made;
                self.is_unlisted = true;
            }
            if made >= self.snapshot + ENTRIES_PER_SNAPSHOT {
                self.snapshot = made;
                let bench = bench.clone();
                context.want(Effect::Snapshot { bench });
            }
        }
        if self.is_unlisted && self.listing.is_none() {
            self.is_unlisted = false;
            let bench = bench.clone();
            self.listing = Some(context.ask(|request| Effect::List { request, bench }));
        }
        if self.looking.is_none() && has_come(self.look_due, context.now) {
            let bench = bench.clone();
            self.looking = Some(context.ask(|request| Effect::Look { request, bench }));
        }
    }

    pub(super) fn answer<B: Bench>(
        &mut self,
        request: Request,
        answer: Answer<B>,
        bench: &B,
        context: &mut Context<'_, B>,
    ) -> Result<(), Answer<B>> {
        let (made, now) = (bench.next_seq(), context.now);
        let is_under_way = Some(request) == self.under_way;
        match answer {
            Answer::Appended(outcome) if is_under_way => {
                self.under_way = None;
                match outcome {
                    Ok(()) => {
                        let is_complete = self.saving.appended(made, now);
                        let announced = bench.clone();
                        context.want(Effect::Announce { bench: announced });
                        self.rebuilt_if(is_complete, bench, context);
                    }
                    Err(error) => self.saving.failed(error, now),
                }
            }
            Answer::Read(outcome) if is_under_way => {
                self.under_way = None;
                match outcome {
                    Ok(found) => {
                        let ours = bench.entries(self.saving.saved());
                        let is_complete = self.saving.read_back(found, ours, made, now);
                        self.rebuilt_if(is_complete, bench, context);
                    }
                    Err(error) => self.saving.failed(error, now),
                }
            }
            Answer::MadeAgain(outcome) if is_under_way => {
                self.under_way = None;
                match outcome {
                    Ok(()) => self.saving.made_again(now),
                    Err(error) => self.saving.failed(error, now),
                }
            }
            Answer::Looked(outcome) if Some(request) == self.looking => {
                self.looking = None;
                self.look_due = now + LOOK_EVERY;
                match outcome {
                    // Another window may have wanted the connection out of its way.
                    Ok(true)
                    | Err(StorageError::NewerVersion | StorageError::BlockedByOtherTab) => {}
                    Ok(false) | Err(_) => self.saving.gone(now),
                }
            }
            Answer::Listed if Some(request) == self.listing => self.listing = None,
            other => return Err(other),
        }
        Ok(())
    }

    /// What lay beside the journal is gone with it: the next snapshot is due.
    fn rebuilt_if<B: Bench>(&mut self, is_complete: bool, bench: &B, context: &mut Context<'_, B>) {
        if is_complete {
            self.snapshot = 0;
            let bench = bench.clone();
            context.want(Effect::Rebuilt { bench });
        }
    }
}

/// The entries from one number up to another, as far as they fit into one transaction.
fn batch<B: Bench>(bench: &B, from: u64, until: u64) -> Entries {
    let mut bytes = 0;
    (from..until)
        .zip(bench.entries(from))
        .take(MOST_ENTRIES)
        .take_while(|(_, entry)| {
            let is_first = bytes == 0;
            bytes += entry.len().max(1);
            is_first || bytes <= LARGEST_BATCH
        })
        .collect()
}
