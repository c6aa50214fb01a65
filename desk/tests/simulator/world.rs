//! The browser with its windows: what happens in it, one thing at a time.

use std::collections::VecDeque;

use assay_desk::{Answer, Effect, Event, Handle, Lock, Request, Ticket};

use crate::bench::{Id, SimBench, entry};
use crate::check::Check;
use crate::disk::{Database, Fault, Heard, Operation, carry_out};
use crate::eraser::Erasing;
use crate::locks::SimLock;
use crate::seen::Seen;
use crate::window::{Held, LockRequest, Window, id_of, uuid};

/// How many assessments there are.
pub(crate) const ASSESSMENTS: usize = 3;

/// One assessment on the device.
pub(crate) struct Place {
    pub(crate) database: Database,
    pub(crate) operations: VecDeque<(u64, Request, Operation)>,
    pub(crate) lock: SimLock,
    pub(crate) erasing: Option<Erasing>,
}

/// Everything.
pub(crate) struct World {
    pub(crate) now: u64,
    pub(crate) has_locks: bool,
    pub(crate) is_full: bool,
    pub(crate) places: Vec<Place>,
    pub(crate) windows: Vec<Window>,
    /// What windows have told each other and nobody has heard yet: to which life, and of what.
    pub(crate) messages: Vec<(u64, Id)>,
    pub(crate) check: Check,
    pub(crate) log: Option<Vec<String>>,
    pub(crate) seen: Seen,
    lives: u64,
    marks: u64,
}

impl World {
    pub(crate) fn new(windows: usize, has_locks: bool, log: bool) -> Self {
        let place = |id: Id| Place {
            database: Some([(0, entry(&[], id as u64))].into()),
            operations: VecDeque::new(),
            lock: SimLock::default(),
            erasing: None,
        };
        Self {
            now: 1_000_000,
            has_locks,
            is_full: false,
            places: (0..ASSESSMENTS).map(place).collect(),
            windows: (1..=windows as u64).map(Window::new).collect(),
            messages: Vec::new(),
            check: Check::new(has_locks),
            log: log.then(Vec::new),
            seen: Seen::default(),
            lives: windows as u64,
            marks: 100,
        }
    }

    pub(crate) fn say(&mut self, text: impl FnOnce() -> String) {
        let now = self.now;
        if let Some(log) = &mut self.log {
            log.push(format!("{now:>9} {}", text()));
        }
    }

    /// Lets a window know of something, and does what it wants done.
    pub(crate) fn tell(&mut self, window: usize, event: Event<SimBench>) {
        if let Event::Answer {
            answer: Answer::Opened(Ok(loaded)),
            ..
        } = &event
        {
            self.windows[window].held.push(Held {
                bench: loaded.bench.clone(),
                shown: None,
                made: 0,
                was_told: false,
            });
        }
        self.say(|| format!("window {window} <- {event:?}"));
        let effects = self.windows[window].desk.handle(event, self.now);
        for effect in effects {
            self.perform(window, effect);
        }
        self.check.after(window, &self.windows);
    }

    fn perform(&mut self, window: usize, effect: Effect<SimBench>) {
        self.seen.note(&effect);
        self.say(|| format!("window {window} -> {effect:?}"));
        let life = self.windows[window].life;
        let has_locks = self.has_locks;
        let place = |bench: &SimBench| bench.id();
        let (id, request, operation) = match effect {
            Effect::Claim { request, .. } if !has_locks => {
                let answer = Answer::Claimed(Lock::Unsupported);
                self.windows[window].inbox.push((request, answer));
                return;
            }
            Effect::Claim { request, id, waits } => {
                let id = id_of(&id);
                let claim = LockRequest::Claim { request, id, waits };
                self.windows[window].lock_requests.push_back(claim);
                return;
            }
            Effect::Release { request } => {
                let release = LockRequest::Release { request };
                self.windows[window].lock_requests.push_back(release);
                return;
            }
            Effect::Open {
                request,
                id,
                handle,
            } => (id_of(&id), request, Operation::Open(handle)),
            Effect::Append {
                request,
                bench,
                entries,
            } => (place(&bench), request, Operation::Append(entries)),
            Effect::Read {
                request,
                bench,
                from,
            } => (place(&bench), request, Operation::Read(from)),
            Effect::MakeAgain { request, bench } => (place(&bench), request, Operation::MakeAgain),
            Effect::Look { request, bench } => (place(&bench), request, Operation::Look),
            Effect::List { request, bench } => (place(&bench), request, Operation::List),
            Effect::Announce { bench } => {
                let others = self.windows.iter().filter(|other| other.life != life);
                let id = bench.id();
                self.messages.extend(others.map(|other| (other.life, id)));
                return;
            }
            Effect::Show { bench, shown } => {
                self.check
                    .shown(&bench, &shown, &self.places[bench.id()].database);
                if let Some(held) = self.windows[window].held(bench.handle()) {
                    let was_following = held.shown.is_some() && !held.is_writer();
                    held.shown = Some(shown);
                    if was_following && held.is_writer() {
                        self.seen.taken_over();
                    }
                }
                return;
            }
            Effect::Tell { bench, notice } => {
                self.check.told(&bench, &notice);
                if let Some(held) = self.windows[window].held(bench.handle()) {
                    held.was_told = true;
                }
                return;
            }
            Effect::LetGo { bench } => return self.let_go(window, &bench),
            Effect::End { ticket, .. } => {
                let tickets = &mut self.windows[window].tickets;
                match tickets.iter().position(|other| *other == ticket) {
                    Some(place) => _ = tickets.remove(place),
                    None => self.check.fail("a request ended twice"),
                }
                return;
            }
            Effect::Snapshot { .. }
            | Effect::Followed { .. }
            | Effect::Rebuilt { .. }
            | Effect::ShowOpen => return,
        };
        let operations = &mut self.places[id].operations;
        operations.push_back((life, request, operation));
    }

    fn let_go(&mut self, window: usize, bench: &SimBench) {
        let Window {
            held, discarded, ..
        } = &mut self.windows[window];
        let Some(place) = held.iter().position(|held| held.bench.is_same(bench)) else {
            return self.check.fail("an assessment was let go of twice");
        };
        let gone = held.remove(place);
        if *discarded != Some(bench.id()) {
            let database = &self.places[bench.id()].database;
            self.check.let_go(&gone, database);
        }
    }

    /// A ticket for something that is asked of a window.
    pub(crate) fn ticket(&mut self, window: usize) -> Ticket {
        self.marks += 1;
        let ticket = Ticket(self.marks);
        self.windows[window].tickets.push(ticket);
        ticket
    }

    /// The user of a window goes to an assessment, or to none.
    pub(crate) fn go(&mut self, window: usize, id: Option<Id>) {
        let ticket = self.ticket(window);
        self.windows[window].address = id;
        let event = match id {
            Some(id) => Event::Open {
                id: uuid(id),
                ticket,
            },
            None => Event::Close { ticket },
        };
        self.tell(window, event);
    }

    /// An assessment is not to be open in a window.
    pub(crate) fn leaves(&mut self, window: usize, id: Id) {
        let address = &mut self.windows[window].address;
        *address = address.filter(|other| *other != id);
    }

    /// The user of a window changes what lies open.
    pub(crate) fn edit(&mut self, window: usize) {
        if let Some(held) = self.windows[window].writable() {
            let handle = held.bench.handle();
            self.last_words(window, handle);
        }
    }

    /// A view changes its assessment, maybe as it is taken away.
    pub(crate) fn last_words(&mut self, window: usize, handle: Handle) {
        self.marks += 1;
        let mark = self.marks;
        let held = self.windows[window].held(handle);
        let Some(held) = held.filter(|held| held.is_writer()) else {
            return;
        };
        held.bench.edit(mark);
        held.made += 1;
        self.tell(window, Event::Edited(handle));
    }

    /// Carries out the next operation on an assessment's database.
    pub(crate) fn run_disk(&mut self, id: Id, fault: Fault) -> bool {
        let is_opened = |(_, _, next): &(_, _, Operation)| matches!(next, Operation::Open(_));
        let place = &self.places[id];
        if place.erasing.is_some() && place.operations.front().is_some_and(is_opened) {
            return false;
        }
        let Some((life, request, operation)) = self.places[id].operations.pop_front() else {
            return false;
        };
        self.say(|| format!("disk {id}: {operation:?} of life {life}, {fault:?}"));
        let heard = self.carry_out(id, &operation, fault);
        if let Some(window) = self.windows.iter_mut().find(|window| window.life == life) {
            let answer = match heard {
                Heard::Opened(outcome) => Answer::Opened(outcome),
                Heard::Appended(outcome) => Answer::Appended(outcome),
                Heard::Read(outcome) => Answer::Read(outcome),
                Heard::MadeAgain(outcome) => Answer::MadeAgain(outcome),
                Heard::Looked(outcome) => Answer::Looked(outcome),
                Heard::Listed => Answer::Listed,
            };
            window.inbox.push((request, answer));
        }
        true
    }

    fn carry_out(&mut self, id: Id, operation: &Operation, fault: Fault) -> Heard {
        let is_full = self.is_full;
        let heard = carry_out(id, &mut self.places[id].database, operation, fault, is_full);
        self.check.disk(id, &self.places[id].database);
        heard
    }

    /// Gives a window an answer that waits for it, any.
    pub(crate) fn answer(&mut self, window: usize, which: usize) -> bool {
        let inbox = &mut self.windows[window].inbox;
        if inbox.is_empty() || self.windows[window].is_frozen {
            return false;
        }
        let (request, answer) = self.windows[window].inbox.remove(which);
        self.tell(window, Event::Answer { request, answer });
        true
    }

    /// The browser deals with the next thing that a window asks of its locks.
    pub(crate) fn run_locks(&mut self, window: usize) -> bool {
        let Some(asked) = self.windows[window].lock_requests.pop_front() else {
            return false;
        };
        let life = self.windows[window].life;
        match asked {
            LockRequest::Claim { request, id, waits } => {
                if let Some(lock) = self.places[id].lock.claim((life, request), waits) {
                    self.grant((life, request), lock);
                }
            }
            LockRequest::Release { request } => self.release(|one| *one == (life, request)),
        }
        true
    }

    fn release(&mut self, fits: impl Fn(&(u64, Request)) -> bool) {
        for id in 0..ASSESSMENTS {
            if let Some(next) = self.places[id].lock.release(&fits) {
                self.grant(next, Lock::Held);
            }
        }
    }

    pub(crate) fn grant(&mut self, (life, request): (u64, Request), lock: Lock) {
        if let Some(window) = self.windows.iter_mut().find(|window| window.life == life) {
            window.inbox.push((request, Answer::Claimed(lock)));
        }
    }

    /// A window hears that another one has written something; whoever is not there any more does not.
    pub(crate) fn hear(&mut self, (life, id): (u64, Id)) {
        let place = self.windows.iter().position(|window| window.life == life);
        let Some(window) = place.filter(|place| !self.windows[*place].is_frozen) else {
            return;
        };
        let held = self.windows[window].held.iter();
        let handles: Vec<Handle> = held
            .filter(|held| held.bench.id() == id)
            .map(|held| held.bench.handle())
            .collect();
        for handle in handles {
            self.tell(window, Event::News(handle));
        }
    }

    /// A window ends, and starts again. Of what it has asked of the disk so much is carried out, and
    /// nobody hears of it.
    pub(crate) fn crash(&mut self, window: usize, carried_out: usize) {
        let life = self.windows[window].life;
        self.say(|| format!("window {window} crashes"));
        for id in 0..ASSESSMENTS {
            let (own, others) = std::mem::take(&mut self.places[id].operations)
                .into_iter()
                .partition(|(of, ..)| *of == life);
            self.places[id].operations = others;
            let own: VecDeque<(u64, Request, Operation)> = own;
            for (_, _, operation) in own.into_iter().take(carried_out) {
                self.carry_out(id, &operation, Fault::None);
            }
        }
        self.lives += 1;
        self.windows[window] = Window::new(self.lives);
        self.release(|(of, _)| *of == life);
    }

    /// The browser throws away what it keeps of an assessment, as it does when the disk is full.
    pub(crate) fn throw_away(&mut self, id: Id) {
        self.say(|| format!("disk {id}: thrown away"));
        self.places[id].database = None;
        self.check.thrown_away(id);
    }
}
