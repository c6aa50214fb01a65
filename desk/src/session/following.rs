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

/// Follows, and waits for the lock.
#[derive(Debug)]
pub(super) struct Following {
    claim: Request,
    reading: Option<Request>,
    due: u64,
    is_lost: bool,
}

impl Following {
    pub(super) fn new(claim: Request, now: u64) -> Self {
        Self {
            claim,
            reading: None,
            due: now,
            is_lost: false,
        }
    }

    pub(super) const fn claim(&self) -> Request {
        self.claim
    }

    pub(super) const fn is_lost(&self) -> bool {
        self.is_lost
    }

    pub(super) fn hurry(&mut self, now: u64) {
        self.due = now;
    }

    pub(super) fn timeout(&self) -> Option<u64> {
        self.reading.is_none().then_some(self.due)
    }

    pub(super) fn advance<B: Bench>(&mut self, bench: &B, context: &mut Context<'_, B>) {
        if self.timeout().is_some_and(|due| has_come(due, context.now)) {
            self.due = context.now + LOOK_EVERY;
            self.reading = Some(read(bench, context));
        }
    }

    pub(super) fn answer<B: Bench>(
        &mut self,
        request: Request,
        answer: Answer<B>,
        bench: &B,
        context: &mut Context<'_, B>,
    ) -> Result<Next, Answer<B>> {
        match answer {
            Answer::Claimed(Lock::Held) if request == self.claim => Ok(Next::TakeOver(self.claim)),
            // The wait was refused, as when locks are switched off meanwhile: it stays a follower.
            Answer::Claimed(_) if request == self.claim => Ok(Next::AsBefore),
            Answer::Read(outcome) if Some(request) == self.reading => {
                self.reading = None;
                match outcome.map(|entries| take(entries, bench, context)) {
                    Ok(Ok(Taken::All)) => self.is_lost = false,
                    // The window that writes has it in memory, and so has this one.
                    Ok(Ok(Taken::IsGone)) | Err(StorageError::NotFound) => self.is_lost = true,
                    Ok(Err(notice)) => {
                        return Ok(Next::GiveUp {
                            claim: self.claim,
                            notice,
                        });
                    }
                    // What cannot be read now is read at the next look.
                    Err(_) => {}
                }
                Ok(Next::AsBefore)
            }
            other => Err(other),
        }
    }
}

/// Has the lock, so that nobody writes any more, and reads what it has not seen yet.
#[derive(Debug)]
pub(super) struct TakingOver {
    claim: Request,
    reading: Option<Request>,
    due: u64,
    failures: u32,
}

impl TakingOver {
    /// What was asked for before the lock came is not waited for: it may be older.
    pub(super) fn new(claim: Request, now: u64) -> Self {
        Self {
            claim,
            reading: None,
            due: now,
            failures: 0,
        }
    }

    pub(super) const fn claim(&self) -> Request {
        self.claim
    }

    pub(super) fn hurry(&mut self, now: u64) {
        self.due = now;
    }

    pub(super) fn timeout(&self) -> Option<u64> {
        self.reading.is_none().then_some(self.due)
    }

    pub(super) fn advance<B: Bench>(&mut self, bench: &B, context: &mut Context<'_, B>) {
        if self.timeout().is_some_and(|due| has_come(due, context.now)) {
            self.reading = Some(read(bench, context));
        }
    }

    pub(super) fn answer<B: Bench>(
        &mut self,
        request: Request,
        answer: Answer<B>,
        bench: &B,
        context: &mut Context<'_, B>,
    ) -> Result<Next, Answer<B>> {
        let outcome = match answer {
            Answer::Read(outcome) if Some(request) == self.reading => outcome,
            other => return Err(other),
        };
        self.reading = None;
        let claim = self.claim;
        Ok(match outcome {
            Ok(entries) => match take(entries, bench, context) {
                Ok(taken) => Next::Write {
                    claim,
                    is_gone: taken == Taken::IsGone,
                },
                Err(notice) => Next::GiveUp { claim, notice },
            },
            Err(StorageError::NotFound) => Next::Write {
                claim,
                is_gone: true,
            },
            Err(error) if error.may_pass() => {
                self.due = context.now + wait_after(self.failures);
                self.failures += 1;
                Next::AsBefore
            }
            Err(error) => Next::GiveUp {
                claim,
                notice: Notice::CannotBeRead(error),
            },
        })
    }
}

/// What was read, next to what is here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Taken {
    /// It continues what is here, and was taken over.
    All,
    /// Not even the last entry that is here is there: the browser has thrown it away.
    IsGone,
}

/// Reads the last entry that is here, to see whether it is the same there, and what follows it.
fn read<B: Bench>(bench: &B, context: &mut Context<'_, B>) -> Request {
    let (bench, from) = (bench.clone(), bench.next_seq().saturating_sub(1));
    context.ask(|request| Effect::Read {
        request,
        bench,
        from,
    })
}

/// Takes over what was read, and says why not if it does not continue what is here.
fn take<B: Bench>(
    entries: Entries,
    bench: &B,
    context: &mut Context<'_, B>,
) -> Result<Taken, Notice> {
    let last = bench.next_seq().saturating_sub(1);
    let mut entries = entries.into_iter();
    let ours = bench.entries(last).next();
    match (ours, entries.next()) {
        (Some(ours), Some((seq, theirs))) if seq == last => {
            if ours != theirs {
                let differs = JournalError::BrokenChain(last).to_string();
                return Err(Notice::DoesNotContinue(differs));
            }
        }
        _ => return Ok(Taken::IsGone),
    }
    let before = bench.next_seq();
    for (_, bytes) in entries {
        let followed = bench.follow(bytes);
        followed.map_err(|error| Notice::DoesNotContinue(error.to_string()))?;
    }
    if bench.next_seq() > before {
        let bench = bench.clone();
        context.want(Effect::Followed { bench });
    }
    Ok(Taken::All)
}
