//! A window that shows what another one writes, and takes over when that is closed.

use assay_assessment::JournalError;

use super::{Context, Next};
use crate::{
    Bench, Effect, Entries, Lock, Notice, Request, StorageError,
    event::Answer,
    time::{has_come, wait_after},
};

/// How often the journal is looked at, in milliseconds. What the writing window says only makes it
/// sooner, because not every browser delivers it.
const LOOK_EVERY: u64 = 1_000;

/// Reads the journal when it is due, under a claim to write it.
#[derive(Debug)]
pub(super) struct Reader {
    pub(super) claim: Request,
    reading: Option<Request>,
    due: u64,
}

impl Reader {
    fn new(claim: Request, now: u64) -> Self {
        Self {
            claim,
            reading: None,
            due: now,
        }
    }

    pub(super) fn hurry(&mut self, now: u64) {
        self.due = now;
    }

    pub(super) fn timeout(&self) -> Option<u64> {
        self.reading.is_none().then_some(self.due)
    }

    /// Reads the last entry that is here, to see whether it is the same there, and what follows it.
    pub(super) fn advance<B: Bench>(&mut self, bench: &B, context: &mut Context<'_, B>) {
        if self.timeout().is_some_and(|due| has_come(due, context.now)) {
            self.due = context.now + LOOK_EVERY;
            let (bench, from) = (bench.clone(), bench.next_seq().saturating_sub(1));
            self.reading = Some(context.ask(|request| Effect::Read {
                request,
                bench,
                from,
            }));
        }
    }

    /// Takes over what was read, if it is what this one asked for.
    fn answer<B: Bench>(
        &mut self,
        request: Request,
        answer: Answer<B>,
        bench: &B,
        context: &mut Context<'_, B>,
    ) -> Result<Found, Answer<B>> {
        let outcome = match answer {
            Answer::Read(outcome) if Some(request) == self.reading => outcome,
            other => return Err(other),
        };
        self.reading = None;
        Ok(match outcome {
            Ok(entries) => take(entries, bench, context),
            Err(StorageError::NotFound) => Found::Nothing,
            Err(error) => Found::Unreadable(error),
        })
    }
}

/// Follows, and waits for the lock.
#[derive(Debug)]
pub(super) struct Following {
    pub(super) reader: Reader,
    is_lost: bool,
}

impl Following {
    pub(super) fn new(claim: Request, now: u64) -> Self {
        Self {
            reader: Reader::new(claim, now),
            is_lost: false,
        }
    }

    pub(super) const fn is_lost(&self) -> bool {
        self.is_lost
    }

    pub(super) fn answer<B: Bench>(
        &mut self,
        request: Request,
        answer: Answer<B>,
        bench: &B,
        context: &mut Context<'_, B>,
    ) -> Result<Next, Answer<B>> {
        let claim = self.reader.claim;
        match answer {
            Answer::Claimed(Lock::Held) if request == claim => return Ok(Next::TakeOver(claim)),
            // The wait was refused, as when locks are switched off meanwhile: it stays a follower.
            Answer::Claimed(_) if request == claim => return Ok(Next::AsBefore),
            _ => {}
        }
        match self.reader.answer(request, answer, bench, context)? {
            Found::WhatFollows => self.is_lost = false,
            // The window that writes has it in memory, and so has this one.
            Found::Nothing => self.is_lost = true,
            Found::SomethingElse(notice) => return Ok(Next::GiveUp { claim, notice }),
            // What cannot be read now is read at the next look.
            Found::Unreadable(_) => {}
        }
        Ok(Next::AsBefore)
    }
}

/// Has the lock, so that nobody writes any more, and reads what it has not seen yet.
#[derive(Debug)]
pub(super) struct TakingOver {
    pub(super) reader: Reader,
    failures: u32,
}

impl TakingOver {
    /// What was asked for before the lock came is not waited for: it may be older.
    pub(super) fn new(claim: Request, now: u64) -> Self {
        Self {
            reader: Reader::new(claim, now),
            failures: 0,
        }
    }

    pub(super) fn answer<B: Bench>(
        &mut self,
        request: Request,
        answer: Answer<B>,
        bench: &B,
        context: &mut Context<'_, B>,
    ) -> Result<Next, Answer<B>> {
        let claim = self.reader.claim;
        let write = |is_gone| Next::Write { claim, is_gone };
        Ok(match self.reader.answer(request, answer, bench, context)? {
            Found::WhatFollows => write(false),
            Found::Nothing => write(true),
            Found::SomethingElse(notice) => Next::GiveUp { claim, notice },
            Found::Unreadable(error) if error.may_pass() => {
                self.reader.due = context.now + wait_after(self.failures);
                self.failures += 1;
                Next::AsBefore
            }
            Found::Unreadable(error) => Next::GiveUp {
                claim,
                notice: Notice::CannotBeRead(error),
            },
        })
    }
}

/// What was read, next to what is here.
enum Found {
    /// It continues what is here, and was taken over.
    WhatFollows,
    /// Not even the last entry that is here is there: the browser has thrown it away.
    Nothing,
    /// It does not continue what is here.
    SomethingElse(Notice),
    /// It cannot be read.
    Unreadable(StorageError),
}

/// Takes over what was read, as far as it continues what is here.
fn take<B: Bench>(entries: Entries, bench: &B, context: &mut Context<'_, B>) -> Found {
    let last = bench.next_seq().saturating_sub(1);
    let mut entries = entries.into_iter();
    let ours = bench.entries(last).next();
    match (ours, entries.next()) {
        (Some(ours), Some((seq, theirs))) if seq == last => {
            if ours != theirs {
                let differs = JournalError::BrokenChain(last).to_string();
                return Found::SomethingElse(Notice::DoesNotContinue(differs));
            }
        }
        _ => return Found::Nothing,
    }
    let before = bench.next_seq();
    for (_, bytes) in entries {
        if let Err(error) = bench.follow(bytes) {
            return Found::SomethingElse(Notice::DoesNotContinue(error.to_string()));
        }
    }
    if bench.next_seq() > before {
        let bench = bench.clone();
        context.want(Effect::Followed { bench });
    }
    Found::WhatFollows
}
