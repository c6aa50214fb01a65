//! The open assessment: the one place where the screen reads it and where it changes.
//!
//! Data flows one way. A feature calls [`Workbench::perform`]; the edit is applied and written
//! into the journal; the entry goes to the saver; and the memos in [`derived`] tell every screen
//! that shows something else now. No screen holds state of its own that matters.

mod derived;
mod typing;
mod verbs;

use std::rc::Rc;

use assay_assessment::{
    Assessment, Day, Edit, EditError, Entry, EntryMode, LoadError, Record, Timestamp,
};
use assay_catalog::Catalog;
use leptos::prelude::*;

pub use self::{derived::Derived, typing::Typing};
use crate::{
    browser::{clock, random::RandomError},
    storage::{AssessmentStore, LastBackup, SaveState},
};

/// Whether this page may change the assessment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Access {
    /// This page holds the writer's lock.
    Writer,
    /// Another page writes; this one follows it.
    ReadOnly,
}

/// Why something that the user asked for was not done.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PerformError {
    /// Another page writes this assessment.
    #[error("another window is writing this assessment; close it there to change it here")]
    ReadOnly,
    /// The edit does not fit.
    #[error(transparent)]
    Edit(#[from] EditError),
    /// The browser gives no random numbers for a new identifier.
    #[error(transparent)]
    Random(#[from] RandomError),
}

/// What takes each entry to the disk.
type EntrySink = Box<dyn Fn(&Entry)>;

/// The open assessment. A handle: copies are the same workbench. It lives as long as the reactive
/// owner in which it was made.
#[derive(Clone, Copy)]
pub struct Workbench {
    record: RwSignal<Record>,
    access: RwSignal<Access>,
    save_state: RwSignal<SaveState>,
    last_backup: RwSignal<Option<LastBackup>>,
    store: StoredValue<Rc<AssessmentStore>, LocalStorage>,
    today: RwSignal<Day>,
    notice: RwSignal<Option<String>>,
    derived: Derived,
    typing: StoredValue<Typing, LocalStorage>,
    is_typing: RwSignal<bool>,
    sink: StoredValue<EntrySink, LocalStorage>,
}

impl Workbench {
    /// Puts an assessment on the workbench. Every entry that is made goes to `sink`, in order.
    #[must_use]
    pub fn new(
        record: Record,
        access: Access,
        store: Rc<AssessmentStore>,
        sink: impl Fn(&Entry) + 'static,
    ) -> Self {
        let record = RwSignal::new(record);
        let today = RwSignal::new(now().day());
        Self {
            record,
            access: RwSignal::new(access),
            save_state: RwSignal::new(SaveState::Saved),
            last_backup: RwSignal::new(None),
            store: StoredValue::new_local(store),
            today,
            notice: RwSignal::new(None),
            derived: Derived::new(record, today),
            typing: StoredValue::new_local(Typing::default()),
            is_typing: RwSignal::new(false),
            sink: StoredValue::new_local(Box::new(sink)),
        }
    }

    /// The catalog that every assessment in this page is made against.
    #[must_use]
    pub fn catalog(&self) -> &'static Catalog {
        Catalog::bundled()
    }

    /// Reads the assessment, and runs again when it changes.
    pub fn with<T>(&self, read: impl FnOnce(&Assessment) -> T) -> T {
        self.record.with(|record| read(record.assessment()))
    }

    /// Reads the assessment once, without running again when it changes.
    pub fn with_untracked<T>(&self, read: impl FnOnce(&Assessment) -> T) -> T {
        self.record
            .with_untracked(|record| read(record.assessment()))
    }

    /// Reads the assessment with its journal, and runs again when it changes.
    pub fn with_record<T>(&self, read: impl FnOnce(&Record) -> T) -> T {
        self.record.with(read)
    }

    /// Reads the assessment with its journal once.
    pub fn with_record_untracked<T>(&self, read: impl FnOnce(&Record) -> T) -> T {
        self.record.with_untracked(read)
    }

    /// A part of the assessment that only changes when its value does.
    pub fn memo<T>(&self, read: impl Fn(&Assessment) -> T + Send + Sync + 'static) -> Memo<T>
    where
        T: PartialEq + Send + Sync + 'static,
    {
        let record = self.record;
        Memo::new(move |_| record.with(|record| read(record.assessment())))
    }

    /// What follows from the assessment: conformance, standings, findings.
    #[must_use]
    pub const fn derived(&self) -> Derived {
        self.derived
    }

    /// The day that evidence and actions are dated against; follows the clock past midnight.
    #[must_use]
    pub fn today(&self) -> Day {
        self.today.get()
    }

    /// Looks at the clock again; the shell calls this when the page becomes visible.
    pub fn look_at_the_clock(&self) {
        let today = now().day();
        if self.today.get_untracked() != today {
            self.today.set(today);
        }
    }

    /// Whether this page may change the assessment.
    #[must_use]
    pub fn access(&self) -> Access {
        self.access.get()
    }

    /// Whether this page may change the assessment, for `disabled`.
    #[must_use]
    pub fn is_read_only(&self) -> bool {
        self.access.get() == Access::ReadOnly
    }

    /// Whether this page may change the assessment, asked once.
    #[must_use]
    pub fn is_read_only_untracked(&self) -> bool {
        self.access.get_untracked() == Access::ReadOnly
    }

    /// Says whether this page may change the assessment; storage calls this when the lock moves.
    pub fn set_access(&self, access: Access) {
        self.access.set(access);
    }

    /// Whether everything is on disk; set by the saver and always shown.
    #[must_use]
    pub const fn save_state(&self) -> RwSignal<SaveState> {
        self.save_state
    }

    /// The last backup that is known to be good.
    #[must_use]
    pub const fn last_backup(&self) -> RwSignal<Option<LastBackup>> {
        self.last_backup
    }

    /// Whether something was typed that is no edit yet.
    #[must_use]
    pub fn is_typing(&self) -> bool {
        self.is_typing.get()
    }

    /// Whether the assessment was put away: then nothing may be asked of this workbench. Work that
    /// waits for something looks at this each time it goes on.
    #[must_use]
    pub fn is_put_away(&self) -> bool {
        self.record.is_disposed()
    }

    /// Whether both are handles to one workbench.
    #[must_use]
    pub fn is_same(&self, other: &Self) -> bool {
        self.record == other.record
    }

    /// Where the bytes of evidence files are kept.
    #[must_use]
    pub fn store(&self) -> Rc<AssessmentStore> {
        self.store.get_value()
    }

    /// What the user should be told now; the shell shows it and takes it away.
    #[must_use]
    pub const fn notice(&self) -> RwSignal<Option<String>> {
        self.notice
    }

    /// Makes an edit, writes it into the journal and hands it to the saver. What is wrong is also
    /// shown to the user, so that callers need not.
    ///
    /// # Errors
    /// [`PerformError`]; then nothing has changed.
    pub fn perform(&self, edit: Edit) -> Result<(), PerformError> {
        self.change(|record, at, by, catalog| record.perform(edit, at, by, catalog).map(Some))
            .map(|_| ())
    }

    /// Takes the last step back, and says in a few words which. `None` when there was none.
    ///
    /// # Errors
    /// [`PerformError`]; then nothing has changed.
    pub fn undo(&self) -> Result<Option<String>, PerformError> {
        self.move_step(EntryMode::Undo)
    }

    /// Makes the step that was taken back last again, and says which.
    ///
    /// # Errors
    /// [`PerformError`]; then nothing has changed.
    pub fn redo(&self) -> Result<Option<String>, PerformError> {
        self.move_step(EntryMode::Redo)
    }

    /// What undo would take back.
    #[must_use]
    pub fn next_undo(&self) -> Option<String> {
        self.record
            .with(|record| record.next_undo().map(str::to_owned))
    }

    /// What redo would make again.
    #[must_use]
    pub fn next_redo(&self) -> Option<String> {
        self.record
            .with(|record| record.next_redo().map(str::to_owned))
    }

    /// Follows an entry that another page wrote.
    ///
    /// # Errors
    /// [`LoadError`]; then nothing has changed.
    pub fn follow(&self, stored: Vec<u8>) -> Result<(), LoadError> {
        self.record
            .try_update(|record| record.follow(stored, Catalog::bundled()))
            .unwrap_or(Ok(()))
    }

    /// The name that new journal entries carry: the first assessor's, as the details have it.
    #[must_use]
    pub fn author(&self) -> String {
        self.with_untracked(|assessment| {
            assessment
                .details()
                .assessors
                .first()
                .map(|assessor| assessor.name.clone())
                .unwrap_or_default()
        })
    }

    fn move_step(&self, mode: EntryMode) -> Result<Option<String>, PerformError> {
        self.flush_typing();
        let words = self.record.with_untracked(|record| {
            let next = if mode == EntryMode::Redo {
                record.next_redo()
            } else {
                record.next_undo()
            };
            next.map(str::to_owned)
        });
        let entry = self.change(|record, at, by, catalog| match mode {
            EntryMode::Redo => record.redo(at, by, catalog),
            EntryMode::Undo | EntryMode::Do => record.undo(at, by, catalog),
        })?;
        Ok(entry.and(words))
    }

    /// The one way in: applies, tells the screen, and hands the entry to the saver.
    fn change(
        &self,
        change: impl FnOnce(&mut Record, Timestamp, &str, &Catalog) -> Result<Option<Entry>, EditError>,
    ) -> Result<Option<Entry>, PerformError> {
        if self.access.get_untracked() == Access::ReadOnly {
            self.notice.set(Some(PerformError::ReadOnly.to_string()));
            return Err(PerformError::ReadOnly);
        }
        let (at, by) = (now(), self.author());
        // `try_update` only returns nothing when the workbench is gone, and then nobody asks.
        let made = self
            .record
            .try_update(|record| change(record, at, &by, Catalog::bundled()))
            .unwrap_or(Ok(None));
        match made {
            Ok(entry) => {
                if let Some(entry) = &entry {
                    self.sink.with_value(|sink| sink(entry));
                }
                Ok(entry)
            }
            Err(error) => {
                self.notice.set(Some(error.to_string()));
                Err(error.into())
            }
        }
    }
}

/// Now, by the device's clock.
#[must_use]
pub fn now() -> Timestamp {
    Timestamp::from_milliseconds(clock::now())
}

/// The workbench of the nearest owner that provides one.
///
/// Every feature below the assessment's route has one; the shell provides it before it draws
/// them.
#[must_use]
pub fn use_workbench() -> Workbench {
    expect_context()
}
