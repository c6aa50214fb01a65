//! Faults that there were, each told step by step.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test fails by panicking, in its helpers too"
)]

#[allow(
    dead_code,
    reason = "the simulator uses all of it, and these tests only some"
)]
#[path = "simulator/bench.rs"]
mod bench;

use assay_desk::{
    Access, Answer, Bench, Desk, Effect, Entries, Event, Loaded, Lock, Lying, Outcome, Request,
    SaveState, StorageError, Ticket,
};
use bench::{SimBench, entry};

/// A desk, and what it has wanted so far.
struct Script {
    desk: Desk<SimBench>,
    now: u64,
    effects: Vec<Effect<SimBench>>,
}

impl Script {
    fn new() -> Self {
        Self {
            desk: Desk::new(),
            now: 1_000,
            effects: Vec::new(),
        }
    }

    fn tell(&mut self, event: Event<SimBench>) {
        let wanted = self.desk.handle(event, self.now);
        self.effects.extend(wanted);
    }

    fn answer(&mut self, request: Request, answer: Answer<SimBench>) {
        self.tell(Event::Answer { request, answer });
    }

    /// Takes the first effect that fits.
    fn take<T>(&mut self, fits: impl Fn(&Effect<SimBench>) -> Option<T>) -> T {
        let found = self
            .effects
            .iter()
            .position(|effect| fits(effect).is_some())
            .unwrap_or_else(|| panic!("not among {:?}", self.effects));
        fits(&self.effects.remove(found)).unwrap()
    }

    fn claim(&mut self) -> Request {
        self.take(|effect| match effect {
            Effect::Claim { request, .. } => Some(*request),
            _ => None,
        })
    }

    fn append(&mut self) -> Request {
        self.take(|effect| match effect {
            Effect::Append { request, .. } => Some(*request),
            _ => None,
        })
    }

    fn read(&mut self) -> Request {
        self.take(|effect| match effect {
            Effect::Read { request, .. } => Some(*request),
            _ => None,
        })
    }

    fn go(&mut self, id: usize) {
        let (id, ticket) = (format!("assessment-{id}"), Ticket(self.now));
        self.tell(Event::Open { id, ticket });
    }

    /// Answers what an opening asks for.
    fn lay_open(&mut self, id: usize, lock: Lock) -> SimBench {
        let claim = self.claim();
        self.answer(claim, Answer::Claimed(lock));
        let (request, handle) = self.take(|effect| match effect {
            Effect::Open {
                request, handle, ..
            } => Some((*request, *handle)),
            _ => None,
        });
        let bench = SimBench::new(id, handle, vec![entry(&[], id as u64)]);
        let loaded = Loaded {
            bench: bench.clone(),
            is_damaged: false,
            snapshot: 0,
        };
        self.answer(request, Answer::Opened(Ok(loaded)));
        bench
    }

    fn edit(&mut self, bench: &SimBench) {
        bench.edit(self.now);
        self.tell(Event::Edited(bench.handle()));
    }

    fn lies_open(&self, id: usize, expected: &SimBench) -> bool {
        let name = format!("assessment-{id}");
        matches!(self.desk.lying(), Lying::Open { id, bench } if id == name && bench.is_same(expected))
    }

    fn access(&self, bench: &SimBench) -> Access {
        let shown = self.effects.iter().rev().find_map(|effect| match effect {
            Effect::Show { bench: of, shown } if of.is_same(bench) => Some(shown.access),
            _ => None,
        });
        shown.expect("it was shown")
    }
}

/// The disk is full and A is not saved. Back and forth between A and B ended with A's session beside B's
/// assessment, and A's changes were gone.
#[test]
fn back_and_forth_on_a_full_disk_keeps_each_with_its_own() {
    let mut script = Script::new();
    script.go(0);
    let a = script.lay_open(0, Lock::Held);
    script.edit(&a);
    let append = script.append();
    script.answer(append, Answer::Appended(Err(StorageError::Full)));
    script.go(1);
    script.go(0);
    assert!(script.lies_open(0, &a));
    script.go(1);
    // The claim of the first way to B was given up; its late answer changes nothing.
    let given_up = script.claim();
    script.answer(given_up, Answer::Claimed(Lock::Held));
    let b = script.lay_open(1, Lock::Held);
    assert!(script.lies_open(1, &b));
    assert_eq!(script.desk.benches().count(), 2);
    assert!(script.desk.has_unsaved());
    // A goes on trying, and is let go of when all of it is saved.
    script.now += 10_000;
    script.tell(Event::TimePassed);
    let append = script.append();
    script.answer(append, Answer::Appended(Ok(())));
    let list = script.take(|effect| match effect {
        Effect::List { request, .. } => Some(*request),
        _ => None,
    });
    script.answer(list, Answer::Listed);
    let gone = script.take(|effect| match effect {
        Effect::LetGo { bench } => Some(bench.clone()),
        _ => None,
    });
    assert!(gone.is_same(&a));
    assert!(script.lies_open(1, &b));
}

/// Back and back again, faster than B is read, left B open under C's address.
#[test]
fn what_was_asked_for_last_lies_open() {
    let mut script = Script::new();
    script.go(1);
    let claim = script.claim();
    script.answer(claim, Answer::Claimed(Lock::Held));
    let (late, handle) = script.take(|effect| match effect {
        Effect::Open {
            request, handle, ..
        } => Some((*request, *handle)),
        _ => None,
    });
    script.now += 1;
    script.go(2);
    let c = script.lay_open(2, Lock::Held);
    let loaded = Loaded {
        bench: SimBench::new(1, handle, vec![entry(&[], 1)]),
        is_damaged: false,
        snapshot: 0,
    };
    script.answer(late, Answer::Opened(Ok(loaded)));
    assert!(script.lies_open(2, &c));
    let superseded = script.take(|effect| match effect {
        Effect::End { outcome, .. } => Some(*outcome),
        _ => None,
    });
    assert_eq!(superseded, Outcome::Superseded);
}

/// The lock came while a look at the journal was under way. Both brought the same entries, the second
/// time they did not fit, and the window stayed read-only.
#[test]
fn taking_over_while_following_takes_every_entry_once() {
    let mut script = Script::new();
    script.go(0);
    let bench = script.lay_open(0, Lock::Taken);
    assert_eq!(script.access(&bench), Access::Follower);
    let (waiting, following) = (script.claim(), script.read());
    script.answer(waiting, Answer::Claimed(Lock::Held));
    let taking_over = script.read();

    let mut chain = bench.chain();
    chain.push(entry(&chain, 7));
    let found: Entries = (0..).zip(chain.clone()).collect();
    for request in [following, taking_over, following] {
        script.answer(request, Answer::Read(Ok(found.clone())));
    }
    assert_eq!(bench.chain(), chain);
    assert_eq!(script.access(&bench), Access::Writer);
    let told = |effect: &Effect<SimBench>| matches!(effect, Effect::Tell { .. });
    assert!(!script.effects.iter().any(told));
    script.edit(&bench);
    let append = script.append();
    script.answer(append, Answer::Appended(Ok(())));
    assert_eq!(bench.next_seq(), 3);
}

/// Who follows and has as many entries as the disk, but not the same, was not told.
#[test]
fn a_follower_notices_that_the_disk_has_something_else() {
    let mut script = Script::new();
    script.go(0);
    let bench = script.lay_open(0, Lock::Taken);
    let read = script.read();
    let other = vec![(0, entry(&[], 99))];
    script.answer(read, Answer::Read(Ok(other)));
    script.take(|effect| matches!(effect, Effect::Tell { .. }).then_some(()));
    assert_eq!(script.access(&bench), Access::Follower);
}

/// Who closes on a full disk is told after five seconds that it stays in memory, and finds it there.
#[test]
fn what_the_disk_does_not_take_in_time_stays_in_memory() {
    let mut script = Script::new();
    script.go(0);
    let bench = script.lay_open(0, Lock::Held);
    script.edit(&bench);
    let append = script.append();
    script.answer(append, Answer::Appended(Err(StorageError::Full)));
    script.effects.clear();
    script.tell(Event::Close { ticket: Ticket(1) });
    script.now += 5_000;
    script.tell(Event::TimePassed);
    let ended = script.take(|effect| match effect {
        Effect::End { ticket, outcome } => Some((*ticket, *outcome)),
        _ => None,
    });
    assert_eq!(ended, (Ticket(1), Outcome::StaysInMemory));
    script.go(0);
    assert!(script.lies_open(0, &bench));
    let append = script.append();
    script.answer(append, Answer::Appended(Ok(())));
    let saved = script.take(|effect| match effect {
        Effect::Show { shown, .. } => Some(shown.saving.clone()),
        _ => None,
    });
    assert_eq!(saved, SaveState::Saved);
}
