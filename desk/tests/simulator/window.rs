//! A window: a desk, what it was answered and has not heard yet, and what it shows.

use std::collections::VecDeque;

use assay_desk::{Access, Answer, Desk, Handle, Lying, Request, SaveState, Shown, Ticket};

use crate::bench::{Id, SimBench};

/// What a window asks of the browser's locks, in order.
#[derive(Debug, Clone, Copy)]
pub(crate) enum LockRequest {
    Claim {
        request: Request,
        id: Id,
        waits: bool,
    },
    Release {
        request: Request,
    },
}

/// An assessment in a window's memory.
#[derive(Debug)]
pub(crate) struct Held {
    pub(crate) bench: SimBench,
    pub(crate) shown: Option<Shown>,
    /// How many entries were made in this window.
    pub(crate) made: usize,
    /// Whether the user was told that it stays as it is.
    pub(crate) was_told: bool,
}

impl Held {
    pub(crate) fn is_writer(&self) -> bool {
        self.shown
            .as_ref()
            .is_some_and(|shown| shown.access == Access::Writer)
    }

    pub(crate) fn is_damaged(&self) -> bool {
        self.shown
            .as_ref()
            .is_some_and(|shown| shown.access == Access::Damaged)
    }

    /// It says that the browser has thrown away what only this window and one other have.
    pub(crate) fn sees_it_lost(&self) -> bool {
        self.shown.as_ref().is_some_and(|shown| shown.is_lost)
    }

    /// Nothing comes of waiting.
    pub(crate) fn needs_the_user(&self) -> bool {
        matches!(self.saving(), Some(SaveState::NotSaved(error)) if !error.may_pass())
    }

    pub(crate) fn saving(&self) -> Option<&SaveState> {
        self.shown.as_ref().map(|shown| &shown.saving)
    }
}

/// One window.
pub(crate) struct Window {
    /// Another number each time that it starts.
    pub(crate) life: u64,
    pub(crate) desk: Desk<SimBench>,
    pub(crate) is_frozen: bool,
    pub(crate) inbox: Vec<(Request, Answer<SimBench>)>,
    pub(crate) lock_requests: VecDeque<LockRequest>,
    pub(crate) tickets: Vec<Ticket>,
    pub(crate) held: Vec<Held>,
    /// What its address names.
    pub(crate) address: Option<Id>,
    /// What was deleted for good here: it may be dropped.
    pub(crate) discarded: Option<Id>,
}

impl Window {
    pub(crate) fn new(life: u64) -> Self {
        Self {
            life,
            desk: Desk::new(),
            is_frozen: false,
            inbox: Vec::new(),
            lock_requests: VecDeque::new(),
            tickets: Vec::new(),
            held: Vec::new(),
            address: None,
            discarded: None,
        }
    }

    pub(crate) fn held(&mut self, handle: Handle) -> Option<&mut Held> {
        self.held
            .iter_mut()
            .find(|held| held.bench.handle() == handle)
    }

    /// The assessment that lies open, if this window may write it.
    pub(crate) fn writable(&mut self) -> Option<&mut Held> {
        let Lying::Open { bench, .. } = self.desk.lying() else {
            return None;
        };
        let handle = bench.handle();
        self.held(handle).filter(|held| held.is_writer())
    }
}

/// An assessment's UUID.
pub(crate) fn uuid(id: Id) -> String {
    format!("assessment-{id}")
}

pub(crate) fn id_of(uuid: &str) -> Id {
    uuid.rsplit('-').next().unwrap().parse().unwrap()
}
