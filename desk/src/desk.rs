//! What lies open in a window, and what was put away before the disk had all of it.

use crate::{
    Bench, Effect, Event, Handle, Loaded, Lock, Lying, Outcome, Request, Ticket,
    event::Answer,
    request::Numbers,
    session::{Context, Session},
    time::has_come,
};

/// How long the disk gets to take what is put away before whoever waits is told that it has not, in
/// milliseconds.
const PATIENCE: u64 = 5_000;

/// One window's desk.
///
/// What lies open is one value that holds its session, and a session holds its bench: neither can be
/// paired with another's.
#[derive(Debug)]
pub struct Desk<B: Bench> {
    open: Open<B>,
    /// Sessions that were put away and may not go yet. They go on trying.
    away: Vec<Session<B>>,
    leaving: Vec<Leaving>,
    numbers: Numbers,
}

/// What lies open.
#[derive(Debug)]
#[allow(
    clippy::large_enum_variant,
    reason = "there is one of it in each window"
)]
enum Open<B: Bench> {
    Nothing,
    Opening(Opening),
    Session(Session<B>),
    Failed { id: String, error: B::Error },
}

/// An assessment that is being read.
#[derive(Debug)]
struct Opening {
    id: String,
    handle: Handle,
    claim: Request,
    /// What the claim was answered with, and the number under which it is read since then.
    reading: Option<(Lock, Request)>,
    tickets: Vec<Ticket>,
}

/// Somebody waits until an assessment is let go of.
#[derive(Debug)]
struct Leaving {
    id: String,
    ticket: Ticket,
    until: u64,
}

impl<B: Bench> Default for Desk<B> {
    fn default() -> Self {
        Self::new()
    }
}

impl<B: Bench> Desk<B> {
    /// A desk with nothing on it.
    #[must_use]
    pub fn new() -> Self {
        Self {
            open: Open::Nothing,
            away: Vec::new(),
            leaving: Vec::new(),
            numbers: Numbers::default(),
        }
    }

    /// What lies open.
    #[must_use]
    pub fn lying(&self) -> Lying<'_, B> {
        match &self.open {
            Open::Nothing => Lying::Nothing,
            Open::Opening(opening) => Lying::Opening { id: &opening.id },
            Open::Session(session) => Lying::Open {
                id: &session.id,
                bench: &session.bench,
            },
            Open::Failed { id, error } => Lying::Failed { id, error },
        }
    }

    /// Every assessment in this window's memory: what lies open, and what was put away and may not go
    /// yet.
    pub fn benches(&self) -> impl Iterator<Item = &B> {
        self.sessions().map(|session| &session.bench)
    }

    /// Whether something that was entered in this window would be lost with it.
    #[must_use]
    pub fn has_unsaved(&self) -> bool {
        self.sessions()
            .any(|session| session.has_unsaved() || session.bench.has_drafts())
    }

    /// In how many milliseconds from a moment on [`Event::TimePassed`] is due, if nothing else happens
    /// before.
    #[must_use]
    pub fn wait(&self, now: u64) -> Option<u64> {
        if self.away.iter().any(Session::may_go) {
            return Some(0);
        }
        let sessions = self.sessions().filter_map(Session::timeout);
        let due = sessions
            .chain(self.leaving.iter().map(|one| one.until))
            .min()?;
        Some(if has_come(due, now) { 0 } else { due - now })
    }

    /// Takes an event at a moment, in milliseconds, and returns what is to be done about it.
    #[must_use]
    pub fn handle(&mut self, event: Event<B>, now: u64) -> Vec<Effect<B>> {
        let mut effects = Vec::new();
        match event {
            Event::Open { id, ticket } => self.open(id, ticket, now, &mut effects),
            Event::Close { ticket } => {
                let id = self.open_id().unwrap_or_default().to_owned();
                self.put_away(now, &mut effects);
                self.leave(id, ticket, now);
            }
            Event::PutAway { id, ticket } => {
                if self.open_id() == Some(&id) {
                    self.put_away(now, &mut effects);
                }
                self.leave(id, ticket, now);
            }
            Event::Discard { id } => self.discard(&id, now, &mut effects),
            Event::Edited(handle) => {
                for session in self.sessions_mut().filter(|one| one.handle == handle) {
                    session.edited(now);
                }
            }
            Event::News(handle) => {
                for session in self.sessions_mut().filter(|one| one.handle == handle) {
                    session.news(now);
                }
            }
            Event::Flush => self.sessions_mut().for_each(|session| session.flush(now)),
            Event::TimePassed => {}
            Event::Answer { request, answer } => self.answer(request, answer, now, &mut effects),
        }
        self.advance(now, &mut effects);
        effects
    }

    fn open(&mut self, id: String, ticket: Ticket, now: u64, effects: &mut Vec<Effect<B>>) {
        match &mut self.open {
            Open::Session(session) if session.id == id => {
                return end(ticket, Outcome::Done, effects);
            }
            Open::Opening(opening) if opening.id == id => return opening.tickets.push(ticket),
            _ => self.put_away(now, effects),
        }
        self.leaving.retain(|leaving| {
            let stays = leaving.id != id;
            if !stays {
                end(leaving.ticket, Outcome::Superseded, effects);
            }
            stays
        });
        effects.push(Effect::ShowOpen);
        if let Some(place) = self.away.iter().position(|session| session.id == id) {
            self.open = Open::Session(self.away.remove(place));
            return end(ticket, Outcome::Done, effects);
        }
        let claim = self.numbers.request();
        effects.push(Effect::Claim {
            request: claim,
            id: id.clone(),
            waits: false,
        });
        self.open = Open::Opening(Opening {
            id,
            handle: self.numbers.handle(),
            claim,
            reading: None,
            tickets: vec![ticket],
        });
    }

    /// Puts away what lies open. What may not go yet stays in memory; what is still being read is not
    /// waited for.
    fn put_away(&mut self, now: u64, effects: &mut Vec<Effect<B>>) {
        match std::mem::replace(&mut self.open, Open::Nothing) {
            Open::Nothing => return,
            Open::Failed { .. } => {}
            Open::Opening(opening) => {
                effects.push(Effect::Release {
                    request: opening.claim,
                });
                for ticket in opening.tickets {
                    end(ticket, Outcome::Superseded, effects);
                }
            }
            Open::Session(mut session) => {
                session.flush(now);
                session.put_away();
                self.away.push(session);
            }
        }
        effects.push(Effect::ShowOpen);
    }

    fn leave(&mut self, id: String, ticket: Ticket, now: u64) {
        let until = now + PATIENCE;
        self.leaving.push(Leaving { id, ticket, until });
    }

    fn discard(&mut self, id: &str, now: u64, effects: &mut Vec<Effect<B>>) {
        if self.open_id() == Some(id) {
            self.put_away(now, effects);
        }
        let numbers = &mut self.numbers;
        for session in self.away.extract_if(.., |session| session.id == id) {
            session.let_go(&mut Context {
                now,
                numbers,
                effects,
            });
        }
    }

    fn answer(
        &mut self,
        request: Request,
        answer: Answer<B>,
        now: u64,
        effects: &mut Vec<Effect<B>>,
    ) {
        let answer = match self.answer_opening(request, answer, now, effects) {
            Ok(()) => return,
            Err(answer) => answer,
        };
        let Self {
            open,
            away,
            numbers,
            ..
        } = self;
        let mut context = Context {
            now,
            numbers,
            effects,
        };
        let open = match open {
            Open::Session(session) => Some(session),
            _ => None,
        };
        let mut sessions = open.into_iter().chain(away);
        let left = sessions.try_fold(answer, |answer, session| {
            session.answer(request, answer, &mut context).err()
        });
        // Nobody waits for it any more. What it brought is given back.
        match left {
            Some(Answer::Claimed(Lock::Held)) => context.want(Effect::Release { request }),
            Some(Answer::Opened(Ok(loaded))) => context.want(Effect::LetGo {
                bench: loaded.bench,
            }),
            _ => {}
        }
    }

    /// Takes an answer if what lies open is being read and waits for it.
    fn answer_opening(
        &mut self,
        request: Request,
        answer: Answer<B>,
        now: u64,
        effects: &mut Vec<Effect<B>>,
    ) -> Result<(), Answer<B>> {
        let Open::Opening(opening) = &mut self.open else {
            return Err(answer);
        };
        match (answer, opening.reading) {
            (Answer::Claimed(lock), None) if request == opening.claim => {
                let reading = self.numbers.request();
                opening.reading = Some((lock, reading));
                effects.push(Effect::Open {
                    request: reading,
                    id: opening.id.clone(),
                    handle: opening.handle,
                });
            }
            (Answer::Opened(outcome), Some((lock, reading))) if request == reading => {
                self.opened(outcome, lock, now, effects);
            }
            (other, _) => return Err(other),
        }
        Ok(())
    }

    fn opened(
        &mut self,
        outcome: Result<Loaded<B>, B::Error>,
        lock: Lock,
        now: u64,
        effects: &mut Vec<Effect<B>>,
    ) {
        let Open::Opening(opening) = std::mem::replace(&mut self.open, Open::Nothing) else {
            return;
        };
        let how = match outcome {
            Ok(loaded) => {
                let mut context = Context {
                    now,
                    numbers: &mut self.numbers,
                    effects,
                };
                let claim = (opening.claim, lock);
                self.open = Open::Session(Session::begin(
                    opening.id,
                    opening.handle,
                    loaded,
                    claim,
                    &mut context,
                ));
                Outcome::Done
            }
            Err(error) => {
                effects.push(Effect::Release {
                    request: opening.claim,
                });
                let id = opening.id;
                self.open = Open::Failed { id, error };
                Outcome::Failed
            }
        };
        effects.push(Effect::ShowOpen);
        for ticket in opening.tickets {
            end(ticket, how, effects);
        }
    }

    /// Does whatever is due.
    fn advance(&mut self, now: u64, effects: &mut Vec<Effect<B>>) {
        let Self {
            open,
            away,
            leaving,
            numbers,
        } = self;
        let mut context = Context {
            now,
            numbers,
            effects,
        };
        if let Open::Session(session) = open {
            session.advance(&mut context);
        }
        for session in away.iter_mut() {
            session.advance(&mut context);
        }
        // What was put away just now may still be entered into until the views of it are gone.
        for session in away.extract_if(.., |session| session.was_away() && session.may_go()) {
            session.let_go(&mut context);
        }
        leaving.retain(|leaving| {
            let stays = away.iter().any(|session| session.id == leaving.id);
            let outcome = match stays {
                false => Outcome::Done,
                true if has_come(leaving.until, now) => Outcome::StaysInMemory,
                true => return true,
            };
            end(leaving.ticket, outcome, context.effects);
            false
        });
    }

    fn open_id(&self) -> Option<&str> {
        match &self.open {
            Open::Nothing => None,
            Open::Opening(opening) => Some(&opening.id),
            Open::Session(session) => Some(&session.id),
            Open::Failed { id, .. } => Some(id),
        }
    }

    fn sessions(&self) -> impl Iterator<Item = &Session<B>> {
        let open = match &self.open {
            Open::Session(session) => Some(session),
            _ => None,
        };
        open.into_iter().chain(&self.away)
    }

    fn sessions_mut(&mut self) -> impl Iterator<Item = &mut Session<B>> {
        let open = match &mut self.open {
            Open::Session(session) => Some(session),
            _ => None,
        };
        open.into_iter().chain(&mut self.away)
    }
}

fn end<B: Bench>(ticket: Ticket, outcome: Outcome, effects: &mut Vec<Effect<B>>) {
    effects.push(Effect::End { ticket, outcome });
}
