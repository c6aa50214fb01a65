//! An assessment that this window has in memory, and what holds it to the disk.

use std::rc::Rc;

use assay_assessment::LoadError;
use assay_desk::{Bench, Event, Handle, Loaded};
use leptos::prelude::*;

use super::{Damage, Desk, DeskError, last_backup::read_last_backup};
use crate::{
    browser::{channel::Channel, locks::HeldLock, timers},
    storage::{AssessmentStore, hold_open},
    workbench::{Access, DeletedWhere, Workbench},
};

/// An assessment on the desk. A handle: clones are the same.
#[derive(Clone)]
pub(super) struct OpenBench {
    pub(super) workbench: Workbench,
    pub(super) damage: Option<Damage>,
    /// The reactive owner of the workbench's signals.
    owner: Owner,
    /// The way to the other windows that have it open; not every browser has one.
    others: Rc<Option<Channel>>,
    /// That it is open here, so that nobody deletes it for good.
    _is_open: Rc<Option<HeldLock>>,
}

impl Bench for OpenBench {
    type Error = DeskError;

    fn next_seq(&self) -> u64 {
        self.workbench
            .with_record_untracked(|record| record.journal().next_seq())
    }

    fn entries(&self, from: u64) -> impl Iterator<Item = Vec<u8>> {
        let from = usize::try_from(from).unwrap_or(usize::MAX);
        let entries: Vec<Vec<u8>> = self.workbench.with_record_untracked(|record| {
            let stored = record.journal().stored().iter().skip(from);
            stored.map(|bytes| bytes.to_vec()).collect()
        });
        entries.into_iter()
    }

    fn follow(&self, stored: Vec<u8>) -> Result<(), LoadError> {
        self.workbench.follow(stored)
    }

    fn has_drafts(&self) -> bool {
        self.workbench.has_drafts_untracked()
    }
}

impl OpenBench {
    /// Reads an assessment of this device from the disk.
    pub(super) async fn read(
        desk: Desk,
        id: &str,
        handle: Handle,
    ) -> Result<Loaded<Self>, DeskError> {
        let is_open = hold_open(id).await;
        let (store, stored) = AssessmentStore::open(id).await?;
        let store = Rc::new(store);
        let loaded = desk.load(&stored).await?;
        // What cannot be read now is looked for again when anything is saved.
        let last_backup = read_last_backup(&store).await.unwrap_or_default();
        let deletion = match desk.library() {
            // What cannot be read now is looked at again when anything is saved.
            Ok(library) => library.deletion(id).await.unwrap_or_default(),
            Err(_) => None,
        };
        let access = match loaded.damage {
            Some(_) => Access::Damaged,
            None => Access::Follower,
        };
        let owner = Owner::new();
        let workbench = owner.with(|| {
            Workbench::new(loaded.record, access, store, move |_| {
                desk.tell(Event::Edited(handle));
            })
        });
        workbench.last_backup().set(last_backup);
        workbench
            .deletion()
            .set(deletion.map(|deletion| (DeletedWhere::BeforeItWasOpened, deletion)));
        if let Err(error) = workbench.look_for_evidence().await {
            workbench.notice().set(Some(error.to_string()));
        }
        let others = Channel::join(&format!("assay-{id}"), move |_| {
            desk.tell(Event::News(handle));
        });
        Ok(Loaded {
            is_damaged: loaded.damage.is_some(),
            snapshot: loaded.snapshot,
            bench: Self {
                workbench,
                damage: loaded.damage,
                owner,
                others: Rc::new(others),
                _is_open: Rc::new(is_open),
            },
        })
    }

    /// Tells the other windows that there is something new.
    pub(super) fn announce(&self) {
        if let Some(others) = self.others.as_ref() {
            others.post(&self.next_seq().to_string());
        }
    }

    /// Lets go of it, as soon as the views that read it are gone: that is one turn after they are told.
    pub(super) async fn let_go(self) {
        timers::sleep(0).await;
        self.owner.cleanup();
    }
}
