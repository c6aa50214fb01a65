//! What must always hold.

use assay_desk::{Bench, Lying, Notice, SaveState, Shown};

use crate::bench::{Chain, Id, SimBench, continues};
use crate::disk::Database;
use crate::window::{Held, Window, id_of};
use crate::world::{ASSESSMENTS, World};

/// Watches over everything that happens; the first thing that is wrong is kept.
pub(crate) struct Check {
    has_locks: bool,
    /// Of each assessment, the journal that was shown as saved.
    promised: Vec<Chain>,
    /// Whether the browser has ever thrown it away: what was saved is then lost, and no window can
    /// know it at once.
    thrown_away: [bool; ASSESSMENTS],
    /// Whether it was deleted for good.
    erased: [bool; ASSESSMENTS],
    pub(crate) failure: Option<&'static str>,
}

impl Check {
    pub(crate) fn new(has_locks: bool) -> Self {
        Self {
            has_locks,
            promised: vec![Chain::new(); ASSESSMENTS],
            thrown_away: [false; ASSESSMENTS],
            erased: [false; ASSESSMENTS],
            failure: None,
        }
    }

    pub(crate) fn fail(&mut self, why: &'static str) {
        self.failure.get_or_insert(why);
    }

    pub(crate) fn thrown_away(&mut self, id: Id) {
        self.thrown_away[id] = true;
        self.promised[id].clear();
    }

    pub(crate) fn erased(&mut self, id: Id) {
        self.erased[id] = true;
        self.promised[id].clear();
    }

    /// "Saved" is a promise.
    pub(crate) fn shown(&mut self, bench: &SimBench, shown: &Shown, database: &Database) {
        let (id, chain) = (bench.id(), bench.chain());
        if shown.saving != SaveState::Saved || shown.access != assay_desk::Access::Writer {
            return;
        }
        if is_on_disk(&chain, database) {
            if self.has_locks && !chain.starts_with(&self.promised[id]) {
                self.fail("a window writes beside what was saved");
            }
            self.promised[id] = chain;
        } else if !self.thrown_away[id] {
            self.fail("something is shown as saved that is not on the disk");
        }
    }

    /// After anything happened to a database.
    pub(crate) fn disk(&mut self, id: Id, database: &Database) {
        if self.erased[id] && database.is_some() {
            return self.fail("what was deleted for good is there again");
        }
        if !is_on_disk(&self.promised[id], database) {
            self.fail("something that was shown as saved is not on the disk any more");
        }
        if self.thrown_away[id] && !self.has_locks {
            // One window may write behind what another one is about to write anew.
            return;
        }
        let mut chain = Chain::new();
        for (seq, bytes) in database.iter().flatten() {
            if *seq != chain.len() as u64 || !continues(&chain, bytes) {
                return self.fail("the chain on the disk is broken");
            }
            chain.push(bytes.clone());
        }
    }

    pub(crate) fn told(&mut self, bench: &SimBench, notice: &Notice) {
        let is_true = self.thrown_away[bench.id()] || !self.has_locks;
        if matches!(notice, Notice::DoesNotContinue(_)) && !is_true {
            self.fail("a window stays read-only for no reason");
        }
    }

    pub(crate) fn let_go(&mut self, gone: &Held, database: &Database) {
        let is_saved = gone.made == 0 || gone.saving() == Some(&SaveState::Saved);
        if !is_saved || gone.bench.has_drafts() {
            return self.fail("something unsaved was dropped");
        }
        let lost = gone.made > 0 && !is_on_disk(&gone.bench.chain(), database);
        if lost && !self.thrown_away[gone.bench.id()] {
            self.fail("something was dropped that is not on the disk");
        }
    }

    /// After a window has dealt with an event.
    pub(crate) fn after(&mut self, window: usize, windows: &[Window]) {
        let one = &windows[window];
        for held in &one.held {
            if !one.desk.benches().any(|bench| bench.is_same(&held.bench)) {
                self.fail("an assessment was forgotten in memory");
            }
        }
        let named = match one.desk.lying() {
            Lying::Nothing => None,
            Lying::Opening { id } | Lying::Failed { id, .. } => Some(id_of(id)),
            Lying::Open { id, bench } => {
                if bench.id() != id_of(id) {
                    self.fail("an assessment lies open under another one's name");
                }
                Some(id_of(id))
            }
        };
        if named != one.address {
            self.fail("something else lies open than the address names");
        }
        if self.has_locks {
            for id in 0..ASSESSMENTS {
                let all = windows.iter().flat_map(|window| &window.held);
                let writers = all.filter(|held| held.bench.id() == id && held.is_writer());
                if writers.count() > 1 {
                    self.fail("two windows write");
                }
            }
        }
    }
}

/// What is not as it should be in the end, when nothing goes wrong any more; `None` when all is well.
pub(crate) fn unfinished(world: &World) -> Option<&'static str> {
    for window in &world.windows {
        if !window.tickets.is_empty() {
            return Some("a request never ends");
        }
        if matches!(window.desk.lying(), Lying::Opening { .. }) {
            return Some("an assessment is read for ever");
        }
        for held in &window.held {
            if let Some(why) = unfinished_session(world, window, held) {
                return Some(why);
            }
        }
    }
    if !world.has_locks {
        return None;
    }
    (0..ASSESSMENTS).find_map(|id| {
        let all = world.windows.iter().flat_map(|window| &window.held);
        let mut followers = all.clone().filter(|held| {
            held.bench.id() == id && !held.is_writer() && !held.is_damaged() && !held.was_told
        });
        let mut writers = all.filter(|held| held.bench.id() == id && held.is_writer());
        let waits = followers.next().is_some() && writers.next().is_none();
        waits.then_some("a window follows, and nobody writes")
    })
}

fn unfinished_session(world: &World, window: &Window, held: &Held) -> Option<&'static str> {
    let lies_open = matches!(
        window.desk.lying(),
        Lying::Open { bench, .. } if bench.is_same(&held.bench)
    );
    let saving = held.saving()?;
    let has_reason = held.was_told
        || held.is_damaged()
        || held.sees_it_lost()
        || (!world.has_locks
            && matches!(
                saving,
                SaveState::NotSaved(assay_desk::StorageError::WrittenByOther { .. })
            ));
    if has_reason {
        return None;
    }
    if *saving != SaveState::Saved {
        return Some("something is never saved");
    }
    if !lies_open && !held.bench.has_drafts() {
        return Some("what was put away is never let go of");
    }
    let Some(database) = &world.places[held.bench.id()].database else {
        return Some("an assessment that lies open is not on the disk");
    };
    let is_same = held.bench.chain().iter().eq(database.values());
    // Without locks a window that only reads along is not told of anything.
    if world.has_locks && !is_same {
        return Some("a window shows something else than the disk has");
    }
    None
}

fn is_on_disk(chain: &[Vec<u8>], database: &Database) -> bool {
    let empty = std::collections::BTreeMap::new();
    let entries = database.as_ref().unwrap_or(&empty);
    (0..)
        .zip(chain)
        .all(|(seq, bytes)| entries.get(&seq) == Some(bytes))
}
