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
    state: State<B>,
    numbers: Numbers,
}

/// What is on a desk. Whatever changes it is given the numbers, so that an effect can be asked for in
/// the midst of it.
#[derive(Debug)]
struct State<B: Bench> {
    open: Open<B>,
    /// Sessions that were put away and may not go yet. They go on trying.
    away: Vec<Session<B>>,
    leaving: Vec<Leaving>,
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
            state: State {
                open: Open::Nothing,
                away: Vec::new(),
                leaving: Vec::new(),
            },
            numbers: Numbers::default(),
        }
    }

    /// What lies open.
    #[must_use]
    pub fn lying(&self) -> Lying<'_, B> {
        match &self.state.open {
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
        self.state.sessions().map(|session| &session.bench)
    }

    /// Whether something that was entered in this window would be lost with it.
    #[must_use]
    pub fn has_unsaved(&self) -> bool {
        self.state
            .sessions()
            .any(|session| session.has_unsaved() || session.bench.has_drafts())
    }

    /// In how many milliseconds from a moment on [`Event::TimePassed`] is due, if nothing else happens
    /// before.
    #[must_use]
    pub fn wait(&self, now: u64) -> Option<u64> {
        let state = &self.state;
        if state.away.iter().any(Session::may_go) {
            return Some(0);
        }
        let sessions = state.sessions().filter_map(Session::timeout);
        let due = sessions
            .chain(state.leaving.iter().map(|one| one.until))
            .min()?;
        Some(if has_come(due, now) { 0 } else { due - now })
    }

    /// Takes an event at a moment, in milliseconds, and returns what is to be done about it.
    #[must_use]
    pub fn handle(&mut self, event: Event<B>, now: u64) -> Vec<Effect<B>> {
        let mut effects = Vec::new();
        let mut context = Context {
            now,
            numbers: &mut self.numbers,
            effects: &mut effects,
        };
        self.state.handle(event, &mut context);
        self.state.advance(&mut context);
        effects
    }
}

impl<B: Bench> State<B> {
    fn handle(&mut self, event: Event<B>, context: &mut Context<'_, B>) {
        let now = context.now;
        match event {
            Event::Open { id, ticket } => self.open(id, ticket, context),
            Event::Close { ticket } => {
                let id = self.open_id().unwrap_or_default().to_owned();
                self.put_away(context);
                self.leave(id, ticket, now);
            }
            Event::PutAway { id, ticket } => {
                if self.open_id() == Some(&id) {
                    self.put_away(context);
                }
                self.leave(id, ticket, now);
            }
            Event::Discard { id } => self.discard(&id, context),
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
            Event::Answer { request, answer } => self.answer(request, answer, context),
        }
    }

    fn open(&mut self, id: String, ticket: Ticket, context: &mut Context<'_, B>) {
        match &mut self.open {
            Open::Session(session) if session.id == id => {
                return end(ticket, Outcome::Done, context);
            }
            Open::Opening(opening) if opening.id == id => return opening.tickets.push(ticket),
            _ => self.put_away(context),
        }
        self.leaving.retain(|leaving| {
            let stays = leaving.id != id;
            if !stays {
                end(leaving.ticket, Outcome::Superseded, context);
            }
            stays
        });
        context.want(Effect::ShowOpen);
        if let Some(place) = self.away.iter().position(|session| session.id == id) {
            self.open = Open::Session(self.away.remove(place));
            return end(ticket, Outcome::Done, context);
        }
        let claimed = id.clone();
        let claim = context.ask(|request| Effect::Claim {
            request,
            id: claimed,
            waits: false,
        });
        self.open = Open::Opening(Opening {
            id,
            handle: context.numbers.handle(),
            claim,
            reading: None,
            tickets: vec![ticket],
        });
    }

    /// Puts away what lies open. What may not go yet stays in memory; what is still being read is not
    /// waited for.
    fn put_away(&mut self, context: &mut Context<'_, B>) {
        match std::mem::replace(&mut self.open, Open::Nothing) {
            Open::Nothing => return,
            Open::Failed { .. } => {}
            Open::Opening(opening) => {
                context.want(Effect::Release {
                    request: opening.claim,
                });
                for ticket in opening.tickets {
                    end(ticket, Outcome::Superseded, context);
                }
            }
            Open::Session(mut session) => {
                session.flush(context.now);
                session.put_away();
                self.away.push(session);
            }
        }
        context.want(Effect::ShowOpen);
    }

    fn leave(&mut self, id: String, ticket: Ticket, now: u64) {
        let until = now + PATIENCE;
        self.leaving.push(Leaving { id, ticket, until });
    }

    fn discard(&mut self, id: &str, context: &mut Context<'_, B>) {
        if self.open_id() == Some(id) {
            self.put_away(context);
        }
        for session in self.away.extract_if(.., |session| session.id == id) {
            session.let_go(context);
        }
    }

    fn answer(&mut self, request: Request, answer: Answer<B>, context: &mut Context<'_, B>) {
        let answer = match self.answer_opening(request, answer, context) {
            Ok(()) => return,
            Err(answer) => answer,
        };
        let mut sessions = self.sessions_mut();
        let left = sessions.try_fold(answer, |answer, session| {
            session.answer(request, answer, context).err()
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
        context: &mut Context<'_, B>,
    ) -> Result<(), Answer<B>> {
        let Open::Opening(opening) = &mut self.open else {
            return Err(answer);
        };
        match (answer, opening.reading) {
            (Answer::Claimed(lock), None) if request == opening.claim => {
                let (id, handle) = (opening.id.clone(), opening.handle);
                let reading = context.ask(|request| Effect::Open {
                    request,
                    id,
                    handle,
                });
                opening.reading = Some((lock, reading));
            }
            (Answer::Opened(outcome), Some((lock, reading))) if request == reading => {
                self.opened(outcome, lock, context);
            }
            (other, _) => return Err(other),
        }
        Ok(())
    }

    fn opened(
        &mut self,
        outcome: Result<Loaded<B>, B::Error>,
        lock: Lock,
        context: &mut Context<'_, B>,
    ) {
        let Open::Opening(opening) = std::mem::replace(&mut self.open, Open::Nothing) else {
            return;
        };
        let how = match outcome {
            Ok(loaded) => {
                let claim = (opening.claim, lock);
                self.open = Open::Session(Session::begin(
                    opening.id,
                    opening.handle,
                    loaded,
                    claim,
                    context,
                ));
                Outcome::Done
            }
            Err(error) => {
                context.want(Effect::Release {
                    request: opening.claim,
                });
                let id = opening.id;
                self.open = Open::Failed { id, error };
                Outcome::Failed
            }
        };
        context.want(Effect::ShowOpen);
        for ticket in opening.tickets {
            end(ticket, how, context);
        }
    }

    /// Does whatever is due.
    fn advance(&mut self, context: &mut Context<'_, B>) {
        self.sessions_mut()
            .for_each(|session| session.advance(context));
        let Self { away, leaving, .. } = self;
        // What was put away just now may still be entered into until the views of it are gone.
        for session in away.extract_if(.., |session| session.was_away() && session.may_go()) {
            session.let_go(context);
        }
        leaving.retain(|leaving| {
            let stays = away.iter().any(|session| session.id == leaving.id);
            let outcome = match stays {
                false => Outcome::Done,
                true if has_come(leaving.until, context.now) => Outcome::StaysInMemory,
                true => return true,
            };
            end(leaving.ticket, outcome, context);
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

fn end<B: Bench>(ticket: Ticket, outcome: Outcome, context: &mut Context<'_, B>) {
    context.want(Effect::End { ticket, outcome });
}
