//! A session: one assessment in one window, from the moment that it was read until it is let go of.

mod following;
mod writing;

use self::{
    following::{Following, TakingOver},
    writing::Writing,
};
use crate::{
    Access, Bench, Effect, Handle, Loaded, Lock, Notice, Request, SaveState, Shown, event::Answer,
    request::Numbers,
};

/// What a session needs from its desk when something happens.
pub(crate) struct Context<'a, B: Bench> {
    pub(crate) now: u64,
    pub(crate) numbers: &'a mut Numbers,
    pub(crate) effects: &'a mut Vec<Effect<B>>,
}

impl<B: Bench> Context<'_, B> {
    /// Asks for something, and returns its number.
    pub(crate) fn ask(&mut self, effect: impl FnOnce(Request) -> Effect<B>) -> Request {
        let request = self.numbers.request();
        self.effects.push(effect(request));
        request
    }

    pub(crate) fn want(&mut self, effect: Effect<B>) {
        self.effects.push(effect);
    }
}

/// What a window may do with its assessment, and what it waits for.
#[derive(Debug)]
enum Role {
    /// Reads, because nobody may write.
    Reading(Access),
    /// Reads what another window writes, and waits for its lock.
    Following(Following),
    /// Has the lock, and reads what the other window wrote last.
    TakingOver(TakingOver),
    /// Writes.
    Writing(Writing),
}

/// One assessment in one window.
#[derive(Debug)]
pub(crate) struct Session<B> {
    pub(crate) id: String,
    pub(crate) handle: Handle,
    pub(crate) bench: B,
    role: Role,
    shown: Option<Shown>,
    /// Whether it was put away in the event that is being dealt with.
    is_just_away: bool,
}

impl<B: Bench> Session<B> {
    /// A session over what was read, with the answer to the claim that was made before.
    pub(crate) fn begin(
        id: String,
        handle: Handle,
        loaded: Loaded<B>,
        (claim, lock): (Request, Lock),
        context: &mut Context<'_, B>,
    ) -> Self {
        let role = if loaded.is_damaged {
            context.want(Effect::Release { request: claim });
            Role::Reading(Access::Damaged)
        } else if lock == Lock::Taken {
            let id = id.clone();
            let claim = context.ask(|request| Effect::Claim {
                request,
                id,
                waits: true,
            });
            Role::Following(Following::new(claim, context.now))
        } else {
            let next = loaded.bench.next_seq();
            Role::Writing(Writing::new(claim, next, loaded.snapshot, context.now))
        };
        Self {
            id,
            handle,
            bench: loaded.bench,
            role,
            shown: None,
            is_just_away: false,
        }
    }

    /// Takes an answer if it is to something that this session waits for.
    pub(crate) fn answer(
        &mut self,
        request: Request,
        answer: Answer<B>,
        context: &mut Context<'_, B>,
    ) -> Result<(), Answer<B>> {
        let next = match &mut self.role {
            Role::Reading(_) => return Err(answer),
            Role::Writing(writing) => return writing.answer(request, answer, &self.bench, context),
            Role::Following(following) => {
                following.answer(request, answer, &self.bench, context)?
            }
            Role::TakingOver(taking) => taking.answer(request, answer, &self.bench, context)?,
        };
        match next {
            Next::AsBefore => {}
            Next::TakeOver(claim) => {
                self.role = Role::TakingOver(TakingOver::new(claim, context.now));
            }
            Next::Write { claim, is_gone } => {
                let mut writing = Writing::new(claim, self.bench.next_seq(), 0, context.now);
                if is_gone {
                    writing.gone(context.now);
                }
                self.role = Role::Writing(writing);
            }
            Next::GiveUp { claim, notice } => {
                context.want(Effect::Release { request: claim });
                let bench = self.bench.clone();
                context.want(Effect::Tell { bench, notice });
                self.role = Role::Reading(Access::Follower);
            }
        }
        Ok(())
    }

    /// An entry was made here.
    pub(crate) fn edited(&mut self, now: u64) {
        if let Role::Writing(writing) = &mut self.role {
            writing.edited(now);
        }
    }

    /// Everything is to be written now.
    pub(crate) fn flush(&mut self, now: u64) {
        match &mut self.role {
            Role::Writing(writing) => writing.flush(now),
            Role::TakingOver(taking) => taking.reader.hurry(now),
            Role::Following(_) | Role::Reading(_) => {}
        }
    }

    /// Another window has written something.
    pub(crate) fn news(&mut self, now: u64) {
        if let Role::Following(following) = &mut self.role {
            following.reader.hurry(now);
        }
    }

    /// Asks for whatever is due now, and shows what has changed.
    pub(crate) fn advance(&mut self, context: &mut Context<'_, B>) {
        match &mut self.role {
            Role::Reading(_) => {}
            Role::Following(following) => following.reader.advance(&self.bench, context),
            Role::TakingOver(taking) => taking.reader.advance(&self.bench, context),
            Role::Writing(writing) => writing.advance(&self.bench, context),
        }
        let shown = self.stands();
        if self.shown.as_ref() != Some(&shown) {
            self.shown = Some(shown.clone());
            let bench = self.bench.clone();
            context.want(Effect::Show { bench, shown });
        }
    }

    /// When [`Self::advance`] has something to do by itself.
    pub(crate) fn timeout(&self) -> Option<u64> {
        match &self.role {
            Role::Reading(_) => None,
            Role::Following(following) => following.reader.timeout(),
            Role::TakingOver(taking) => taking.reader.timeout(),
            Role::Writing(writing) => writing.timeout(self.bench.next_seq()),
        }
    }

    /// Whether something that was made here is not known to be on disk.
    pub(crate) fn has_unsaved(&self) -> bool {
        match &self.role {
            Role::Writing(writing) => !writing.is_saved(self.bench.next_seq()),
            Role::Reading(_) | Role::Following(_) | Role::TakingOver(_) => false,
        }
    }

    /// Whether nothing is lost, and nothing is under way, when it is let go of.
    pub(crate) fn may_go(&self) -> bool {
        let is_idle = match &self.role {
            Role::Writing(writing) => writing.is_idle(),
            Role::Reading(_) | Role::Following(_) | Role::TakingOver(_) => true,
        };
        is_idle && !self.has_unsaved() && !self.bench.has_drafts()
    }

    /// It is out of sight from now on.
    pub(crate) fn put_away(&mut self) {
        self.is_just_away = true;
    }

    /// Of a session out of sight: whether it was so before this event.
    pub(crate) fn was_away(&mut self) -> bool {
        !std::mem::take(&mut self.is_just_away)
    }

    /// Lets go of it.
    pub(crate) fn let_go(self, context: &mut Context<'_, B>) {
        let claim = match &self.role {
            Role::Reading(_) => None,
            Role::Following(following) => Some(following.reader.claim),
            Role::TakingOver(taking) => Some(taking.reader.claim),
            Role::Writing(writing) => Some(writing.claim()),
        };
        context.want(Effect::LetGo { bench: self.bench });
        if let Some(request) = claim {
            context.want(Effect::Release { request });
        }
    }

    fn stands(&self) -> Shown {
        let next = self.bench.next_seq();
        let (access, saving, is_lost) = match &self.role {
            Role::Reading(access) => (*access, SaveState::Saved, false),
            Role::Following(following) => (Access::Follower, SaveState::Saved, following.is_lost()),
            Role::TakingOver(_) => (Access::Follower, SaveState::Saved, false),
            Role::Writing(writing) => (Access::Writer, writing.state(next), false),
        };
        Shown {
            access,
            saving,
            is_lost,
        }
    }
}

/// What a session becomes after an answer.
enum Next {
    /// What it is.
    AsBefore,
    /// It has the lock, and reads what it has not seen.
    TakeOver(Request),
    /// It writes.
    Write { claim: Request, is_gone: bool },
    /// It reads only, from now on.
    GiveUp { claim: Request, notice: Notice },
}
