//! An open assessment on its way to the disk: the store, the lock, the saver or the follower.

use std::{cell::RefCell, rc::Rc};

use assay_assessment::{Entry, Record};
use assay_catalog::Catalog;
use leptos::{prelude::*, task::spawn_local};

use super::{Desk, DeskError, OpenAssessment, loading};
use crate::{
    browser::{clock, timers},
    storage::{
        AssessmentStore, Claim, Counts, Follower, LastBackup, LibraryEntry, MetaKey, SaveState,
        Saver, StorageError, Urgency, WriterLock, claim_writer, wait_for_writer,
    },
    workbench::{Access, Workbench},
};

/// A snapshot is written when the journal has grown by so many entries since the last one.
const ENTRIES_PER_SNAPSHOT: u64 = 200;

/// How often what was put away unsaved is looked at, in milliseconds.
const LOOK_AGAIN_AFTER: u32 = 1_000;

/// What holds an open assessment to the disk. Dropping it lets go.
pub(super) struct Session {
    /// The reactive owner of the workbench's signals.
    owner: Owner,
    link: Rc<Link>,
}

/// What an entry passes through.
struct Link {
    store: Rc<AssessmentStore>,
    saver: RefCell<Option<Saver>>,
    lock: RefCell<Option<WriterLock>>,
    follower: RefCell<Option<Follower>>,
    last_snapshot: RefCell<u64>,
}

impl Desk {
    /// Opens an assessment of this device, unless it lies open already. What comes of it is in
    /// [`Desk::open_assessment`].
    pub async fn open(&self, id: &str) {
        if self.open.with_untracked(|open| {
            open.id() == Some(id) && !matches!(open, OpenAssessment::Failed { .. })
        }) {
            return;
        }
        self.close().await;
        if let Some((session, open)) = self.take_unsaved(|_, open| open.is_about(id)) {
            self.session.set_value(Some(session));
            self.open.set(open);
            return;
        }
        self.open.set(OpenAssessment::Opening { id: id.to_owned() });
        let opened = self.read_and_lay_open(id).await;
        // Somebody may have gone elsewhere while the disk was read.
        if self.open.with_untracked(|open| open.id() != Some(id)) {
            return;
        }
        match opened {
            Ok((session, open)) => {
                self.session.set_value(Some(session));
                self.open.set(open);
            }
            Err(error) => self.open.set(OpenAssessment::Failed {
                id: id.to_owned(),
                error,
            }),
        }
    }

    /// Puts the open assessment away, after everything of it is on disk. What the disk does not
    /// take in time is kept in memory and tried again, and lies there when it is opened again.
    pub async fn close(&self) {
        if let Some(workbench) = self.open.with_untracked(OpenAssessment::workbench) {
            workbench.flush_typing();
        }
        let Some(session) = self.session.try_update_value(Option::take).flatten() else {
            self.open.set(OpenAssessment::None);
            return;
        };
        let is_saved = session.link.settle().await;
        let open = self.open.get_untracked();
        self.open.set(OpenAssessment::None);
        // The views that read the workbench are gone one turn after the signal says so.
        timers::sleep(0).await;
        if is_saved {
            session.owner.cleanup();
        } else {
            self.keep_until_saved(session, open);
        }
    }

    /// Keeps what was put away in memory until the disk has taken it. Its saver goes on trying, and
    /// goes on asking before the page is closed.
    fn keep_until_saved(self, session: Session, open: OpenAssessment) {
        self.unsaved
            .update_value(|unsaved| unsaved.push((session, open)));
        spawn_local(async move {
            while self.unsaved.with_value(|unsaved| !unsaved.is_empty()) {
                timers::sleep(LOOK_AGAIN_AFTER).await;
                while let Some((saved, _)) = self.take_unsaved(|session, _| session.link.is_saved())
                {
                    saved.owner.cleanup();
                }
            }
        });
    }

    /// Takes the first that fits from what was put away unsaved.
    fn take_unsaved(
        self,
        fits: impl Fn(&Session, &OpenAssessment) -> bool,
    ) -> Option<(Session, OpenAssessment)> {
        self.unsaved
            .try_update_value(|unsaved| {
                let place = unsaved
                    .iter()
                    .position(|(session, open)| fits(session, open))?;
                Some(unsaved.remove(place))
            })
            .flatten()
    }

    /// Writes everything that is not on disk yet, now. Also the user's "try again".
    pub fn save_now(&self) {
        if let Some(workbench) = self.open.with_untracked(OpenAssessment::workbench) {
            workbench.flush_typing();
        }
        self.session.with_value(|session| {
            if let Some(session) = session
                && let Some(saver) = session.link.saver.borrow().as_ref()
            {
                saver.flush();
            }
        });
    }

    async fn read_and_lay_open(&self, id: &str) -> Result<(Session, OpenAssessment), DeskError> {
        let claim = claim_writer(id).await;
        let (store, stored) = AssessmentStore::open(id).await?;
        let store = Rc::new(store);
        let loaded = loading::load(&stored, Catalog::bundled())?;
        let last_backup = read_last_backup(&store).await;
        let next = loaded.record.journal().next_seq();
        let link = Rc::new(Link {
            store: Rc::clone(&store),
            saver: RefCell::new(None),
            lock: RefCell::new(None),
            follower: RefCell::new(None),
            last_snapshot: RefCell::new(loaded.snapshot),
        });
        let owner = Owner::new();
        let sink = Rc::clone(&link);
        let workbench = owner.with(|| {
            Workbench::new(loaded.record, Access::ReadOnly, store, move |entry| {
                sink.take(entry)
            })
        });
        workbench.last_backup().set(last_backup);
        match (claim, &loaded.damage) {
            // Nothing may be written behind a broken link: it would look as if it followed.
            (_, Some(_)) => {}
            (Claim::Writer(lock), None) => {
                link.write_from_now_on(*self, workbench, lock);
                link.snapshot_if_due(workbench);
            }
            (Claim::ReadOnly, None) => link.follow(*self, workbench, next),
        }
        let open = OpenAssessment::Open {
            id: id.to_owned(),
            workbench,
            damage: loaded.damage,
        };
        Ok((Session { owner, link }, open))
    }

    /// Brings the list's copy of an assessment up to date.
    pub(super) async fn list_again(&self, workbench: Workbench) -> Result<(), DeskError> {
        let library = self.library()?;
        let id = workbench.with_untracked(|assessment| assessment.id().to_string());
        let standing = library.entry(&id).await?;
        let backup = workbench.last_backup().get_untracked();
        let entry = workbench.with_record_untracked(|record| describe(record, standing, backup));
        library.upsert(&entry).await?;
        self.refresh().await
    }
}

impl Link {
    /// Takes an entry to the saver.
    fn take(&self, entry: &Entry) {
        if let Some(saver) = self.saver.borrow().as_ref() {
            // The workbench holds typing back by itself, so what arrives here is due at once.
            saver.save(entry.seq, entry.to_bytes(), Urgency::AtOnce);
        }
    }

    fn write_from_now_on(self: &Rc<Self>, desk: Desk, workbench: Workbench, lock: WriterLock) {
        self.follower.replace(None);
        self.lock.replace(Some(lock));
        let link = Rc::downgrade(self);
        let saver = Saver::start(Rc::clone(&self.store), move |state| {
            // A signal that is gone means that the assessment was closed meanwhile.
            let shown = workbench.save_state().try_set(state.clone()).is_none();
            if shown
                && state == SaveState::Saved
                && let Some(link) = link.upgrade()
            {
                link.snapshot_if_due(workbench);
                spawn_local(async move {
                    // The list is a copy; opening the assessment reads the truth.
                    let _only_the_list = desk.list_again(workbench).await;
                });
            }
        });
        self.saver.replace(Some(saver));
        workbench.set_access(Access::Writer);
    }

    /// Follows the page that writes, and takes over when it closes.
    fn follow(self: &Rc<Self>, desk: Desk, workbench: Workbench, next: u64) {
        let follower = Follower::start(Rc::clone(&self.store), next, move |news| {
            // What could not be read now is read at the next look.
            for (_, bytes) in news.unwrap_or_default() {
                if let Err(error) = workbench.follow(bytes) {
                    workbench.notice().set(Some(error.to_string()));
                    break;
                }
            }
        });
        self.follower.replace(Some(follower));
        let link = Rc::downgrade(self);
        let id = self.store.id().to_owned();
        spawn_local(async move {
            let lock = wait_for_writer(&id).await;
            let Some(link) = link.upgrade() else { return };
            let next = workbench.with_record_untracked(|record| record.journal().next_seq());
            let caught_up = match link.store.read_from(next).await {
                Ok(entries) => entries
                    .into_iter()
                    .all(|(_, bytes)| workbench.follow(bytes).is_ok()),
                Err(_) => false,
            };
            if caught_up {
                link.write_from_now_on(desk, workbench, lock);
            } else {
                workbench.notice().set(Some(
                    "The other window was closed, but its last changes could not be read. Open the assessment again.".to_owned(),
                ));
            }
        });
    }

    fn snapshot_if_due(self: &Rc<Self>, workbench: Workbench) {
        let entries = workbench.with_record_untracked(|record| record.journal().next_seq());
        if entries < *self.last_snapshot.borrow() + ENTRIES_PER_SNAPSHOT {
            return;
        }
        self.last_snapshot.replace(entries);
        let snapshot = workbench.with_record_untracked(Record::snapshot);
        let store = Rc::clone(&self.store);
        spawn_local(async move {
            // A snapshot only saves time; the journal is the truth and was written already.
            let _only_slower = store
                .write_snapshot(snapshot.entries, &snapshot.to_bytes())
                .await;
        });
    }

    /// Whether everything is on disk.
    fn is_saved(&self) -> bool {
        let saver = self.saver.borrow();
        let state = saver.as_ref().map(Saver::state);
        state.is_none_or(|state| state == SaveState::Saved)
    }

    /// Waits until everything is on disk, for at most five seconds, and says whether it is.
    async fn settle(&self) -> bool {
        for _ in 0..50 {
            if self.is_saved() {
                return true;
            }
            if let Some(saver) = self.saver.borrow().as_ref() {
                saver.flush();
            }
            timers::sleep(100).await;
        }
        self.is_saved()
    }
}

/// What the list shows of an assessment.
pub(super) fn describe(
    record: &Record,
    standing: Option<LibraryEntry>,
    backup: Option<LastBackup>,
) -> LibraryEntry {
    let assessment = record.assessment();
    let tally =
        assay_assessment::conformance::Conformance::of(assessment, Catalog::bundled()).all();
    let now = clock::now();
    LibraryEntry {
        id: assessment.id().to_string(),
        title: assessment.details().title.clone(),
        operator: assessment.details().operator.name.clone(),
        example: assessment.is_example(),
        created: standing.as_ref().map_or(now, |entry| entry.created),
        changed: now,
        counts: Counts {
            controls: tally.total(),
            tested: tally.tested(),
            failing: tally.failing(),
        },
        last_backup: backup.or_else(|| standing.and_then(|entry| entry.last_backup)),
        deleted: None,
    }
}

async fn read_last_backup(store: &AssessmentStore) -> Option<LastBackup> {
    let bytes: Result<Option<Vec<u8>>, StorageError> = store.meta(MetaKey::LastBackup).await;
    serde_json::from_slice(&bytes.ok()??).ok()
}
