//! Somebody deletes an assessment for good. Nobody may have it open then, who opens it meanwhile waits, and it
//! stays deleted. The page keeps these rules by locks that no desk knows of.

use assay_desk::{Answer, Lock};

use crate::bench::Id;
use crate::world::World;

/// How far it has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Erasing {
    /// It has the assessment alone: nobody has it open, nor opens it.
    Alone,
    /// It has the writer's lock, too.
    Locked,
}

impl World {
    /// Begins to delete an assessment for good, if nobody has it open.
    pub(crate) fn begin_erasing(&mut self, id: Id) {
        if self.has_locks && self.places[id].erasing.is_none() && !self.is_open(id) {
            self.say(|| format!("{id} is to be deleted for good"));
            self.places[id].erasing = Some(Erasing::Alone);
        }
    }

    /// Does the next step of it.
    pub(crate) fn go_on_erasing(&mut self, id: Id) -> bool {
        let place = &mut self.places[id];
        match place.erasing {
            None => return false,
            Some(Erasing::Alone) if place.lock.claim_to_erase() => {
                place.erasing = Some(Erasing::Locked);
            }
            // Somebody opens it, and is about to write: it stays.
            Some(Erasing::Alone) => place.erasing = None,
            Some(Erasing::Locked) => {
                place.database = None;
                place.erasing = None;
                let next = place.lock.release_to_write();
                self.say(|| format!("{id} is deleted for good"));
                self.check.erased(id);
                self.seen.erased();
                if let Some(next) = next {
                    self.grant(next, Lock::Held);
                }
            }
        }
        true
    }

    /// Whether a window has it in memory, or is about to hear that it was read.
    fn is_open(&self, id: Id) -> bool {
        self.windows.iter().any(|window| {
            let is_read = window.inbox.iter().any(|(_, answer)| {
                matches!(answer, Answer::Opened(Ok(loaded)) if loaded.bench.id() == id)
            });
            is_read || window.held.iter().any(|held| held.bench.id() == id)
        })
    }
}
