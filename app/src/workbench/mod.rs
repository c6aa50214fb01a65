//! The open assessment: the one place where the screen reads it and where it changes.
//!
//! Data flows one way. A feature calls [`Workbench::perform`]; the edit is applied and written
//! into the journal; the entry goes to the saver; and the memos in [`derived`] tell every screen
//! that shows something else now. No screen holds state of its own that matters.

mod derived;
mod drafts;
mod evidence;
mod typing;
mod verbs;

use std::{collections::BTreeMap, rc::Rc};

use assay_assessment::{
    About, Assessment, Day, Edit, EditError, Entry, EntryMode, Evidence, EvidencePresence,
    LoadError, Record, Timestamp, Today, UtcOffset, Whose,
};
use assay_catalog::{Catalog, RiskId};
pub use assay_desk::Access;
use assay_desk::Shown;
use leptos::prelude::*;

pub use self::{derived::Derived, drafts::Draft, evidence::EvidenceCheck, typing::Typing};
use crate::{
    browser::{clock, random::RandomError},
    storage::{AssessmentStore, Deletion, LastBackup, SaveState},
};

/// Where the open assessment was deleted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DeletedWhere {
    /// It was when it was opened, to be looked at.
    BeforeItWasOpened,
    /// While it lay open here, another page deleted it.
    InAnotherWindow,
}

/// Why something that the user asked for was not done.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PerformError {
    /// Another page writes this assessment.
    #[error("another window is writing this assessment; close it there to change it here")]
    WrittenElsewhere,
    /// The journal is damaged.
    #[error(
        "the journal of this assessment is damaged, so nothing is written behind the damage; go on in a copy of the sound part"
    )]
    Damaged,
    /// The edit does not fit.
    #[error(transparent)]
    Edit(#[from] EditError),
    /// The browser gives no random numbers for a new identifier.
    #[error(transparent)]
    Random(#[from] RandomError),
}

/// A step that was taken back or made again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// The field that it changed, and whose.
    pub about: About,
    /// What that is called; `None` where it has no name.
    pub title: Option<String>,
}

/// What takes each entry to the disk.
type EntrySink = Box<dyn Fn(&Entry)>;

/// The open assessment. A handle: copies are the same workbench. It lives as long as the reactive
/// owner in which it was made.
#[derive(Clone, Copy)]
pub struct Workbench {
    catalog: &'static Catalog,
    record: RwSignal<Record>,
    access: RwSignal<Access>,
    save_state: RwSignal<SaveState>,
    last_backup: RwSignal<Option<LastBackup>>,
    deletion: RwSignal<Option<(DeletedWhere, Deletion)>>,
    is_lost: RwSignal<bool>,
    store: StoredValue<Rc<AssessmentStore>, LocalStorage>,
    today: RwSignal<Today>,
    presence: RwSignal<EvidencePresence>,
    /// How often something was noted of evidence: who looks meanwhile looks again.
    evidence_notes: StoredValue<u64>,
    notice: RwSignal<Option<String>>,
    derived: StoredValue<Derived>,
    typing: StoredValue<Typing, LocalStorage>,
    is_typing: RwSignal<bool>,
    drafts: RwSignal<BTreeMap<String, Draft>>,
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
        let catalog = record.catalog();
        let record = RwSignal::new(record);
        let today = RwSignal::new(today());
        let presence = RwSignal::new(EvidencePresence::default());
        Self {
            catalog,
            record,
            access: RwSignal::new(access),
            save_state: RwSignal::new(SaveState::Saved),
            last_backup: RwSignal::new(None),
            deletion: RwSignal::new(None),
            is_lost: RwSignal::new(false),
            store: StoredValue::new_local(store),
            today,
            notice: RwSignal::new(None),
            presence,
            evidence_notes: StoredValue::new(0),
            derived: StoredValue::new(Derived::new(catalog, record, today, presence)),
            typing: StoredValue::new_local(Typing::default()),
            is_typing: RwSignal::new(false),
            drafts: RwSignal::new(BTreeMap::new()),
            sink: StoredValue::new_local(Box::new(sink)),
        }
    }

    /// The edition that the open assessment is made against.
    #[must_use]
    pub const fn catalog(&self) -> &'static Catalog {
        self.catalog
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
    pub fn derived(&self) -> Derived {
        self.derived.get_value()
    }

    /// The day that evidence and actions are dated against, on this device's calendar; follows the
    /// clock past midnight.
    #[must_use]
    pub fn today(&self) -> Day {
        self.today.get().day
    }

    /// The day that an item of evidence is of, on this device's calendar.
    #[must_use]
    pub fn day_of(&self, item: &Evidence) -> Day {
        item.dated(self.today.get().offset)
    }

    /// Looks at the clock again; the shell calls this when the page becomes visible, and every
    /// change does.
    pub fn look_at_the_clock(&self) {
        let today = today();
        if self
            .today
            .try_get_untracked()
            .is_some_and(|known| known != today)
        {
            self.today.set(today);
        }
    }

    /// The day to write down for what is done now, asked of the clock and not of what was last
    /// shown: a page may lie open past midnight.
    #[must_use]
    pub fn day_for_writing(&self) -> Day {
        self.look_at_the_clock();
        today().day
    }

    /// Whether this page may change the assessment.
    #[must_use]
    pub fn access(&self) -> Access {
        self.access.get()
    }

    /// Whether this page may change the assessment, for `disabled`.
    #[must_use]
    pub fn is_read_only(&self) -> bool {
        self.access.get() != Access::Writer
    }

    /// Whether this page may change the assessment, asked once.
    ///
    /// # Errors
    /// [`PerformError`] says why not.
    pub fn may_write(&self) -> Result<(), PerformError> {
        match self.access.get_untracked() {
            Access::Writer => Ok(()),
            Access::Follower => Err(PerformError::WrittenElsewhere),
            Access::Damaged => Err(PerformError::Damaged),
        }
    }

    /// Shows how the assessment stands; the desk calls this.
    pub fn show(&self, shown: Shown) {
        set(self.access, shown.access);
        set(self.save_state, shown.saving);
        set(self.is_lost, shown.is_lost);
    }

    /// Whether everything is on disk; always shown.
    #[must_use]
    pub const fn save_state(&self) -> RwSignal<SaveState> {
        self.save_state
    }

    /// The last backup that is known to be good.
    #[must_use]
    pub const fn last_backup(&self) -> RwSignal<Option<LastBackup>> {
        self.last_backup
    }

    /// Whether the assessment is deleted, which does not keep anybody from working on it.
    #[must_use]
    pub const fn deletion(&self) -> RwSignal<Option<(DeletedWhere, Deletion)>> {
        self.deletion
    }

    /// Whether the browser has thrown away what another page wrote, so that the assessment is only in
    /// the memory of that page and of this one. Of a page that writes, [`Self::save_state`] says it.
    #[must_use]
    pub const fn is_lost(&self) -> RwSignal<bool> {
        self.is_lost
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

    /// Makes an edit, writes it into the journal and hands it to the saver; what sets only what
    /// stands already is no edit, and nothing is written. What is wrong is also shown to the user, so
    /// that callers need not.
    ///
    /// # Errors
    /// [`PerformError`]; then nothing has changed.
    pub fn perform(&self, edit: Edit) -> Result<(), PerformError> {
        let made = self.perform_quietly(edit);
        self.telling(made)
    }

    /// Takes the last step back, and says which. `None` when there was none.
    ///
    /// # Errors
    /// [`PerformError`]; then nothing has changed.
    pub fn undo(&self) -> Result<Option<Step>, PerformError> {
        self.move_step(EntryMode::Undo)
    }

    /// Makes the step that was taken back last again, and says which.
    ///
    /// # Errors
    /// [`PerformError`]; then nothing has changed.
    pub fn redo(&self) -> Result<Option<Step>, PerformError> {
        self.move_step(EntryMode::Redo)
    }

    /// What undo would take back.
    #[must_use]
    pub fn next_undo(&self) -> Option<Step> {
        let about = self.record.with(|record| record.next_undo().cloned())?;
        Some(self.step(about))
    }

    /// What redo would make again.
    #[must_use]
    pub fn next_redo(&self) -> Option<Step> {
        let about = self.record.with(|record| record.next_redo().cloned())?;
        Some(self.step(about))
    }

    /// The title of a risk of the register; runs again when it changes.
    #[must_use]
    pub fn risk_title(&self, risk: RiskId) -> String {
        self.with(|assessment| {
            let risk = assessment.register_risk(self.catalog, risk);
            risk.map(|risk| risk.title().to_owned()).unwrap_or_default()
        })
    }

    /// A field with the name of what it belongs to.
    #[must_use]
    pub fn step(&self, about: About) -> Step {
        let catalog = self.catalog();
        let title = match &about.whose {
            Whose::Assessment | Whose::Engagement => None,
            Whose::Control(id) => catalog
                .control(id)
                .map(|control| control.short_title().to_owned()),
            Whose::Procedure(id, number) => catalog
                .control(id)
                .map(|control| format!("Procedure {number} of {}", control.short_title())),
            Whose::Risk(id) => self.with_untracked(|assessment| {
                let risk = assessment.register_risk(catalog, *id)?;
                Some(format!("{id} {}", risk.title()))
            }),
            Whose::Evidence(id) => self.with_untracked(|assessment| {
                let item = assessment.evidence().get(id);
                item.map(|item| item.label().to_owned())
            }),
            Whose::Action(id) => self.with_untracked(|assessment| {
                let action = assessment.actions().get(id)?;
                Some(action.title.trim().to_owned()).filter(|title| !title.is_empty())
            }),
            Whose::Deficiency(id) => self.with_untracked(|assessment| {
                let title = assessment.deficiencies().get(id)?.terms.title.trim();
                Some(title.to_owned()).filter(|title| !title.is_empty())
            }),
        };
        Step { about, title }
    }

    /// Follows an entry that another page wrote.
    ///
    /// # Errors
    /// [`LoadError`]; then nothing has changed.
    pub fn follow(&self, stored: Vec<u8>) -> Result<(), LoadError> {
        self.record
            .try_update(|record| record.follow(stored))
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

    fn move_step(&self, mode: EntryMode) -> Result<Option<Step>, PerformError> {
        self.flush_typing();
        let next = untrack(|| match mode {
            EntryMode::Redo => self.next_redo(),
            EntryMode::Undo | EntryMode::Do => self.next_undo(),
        });
        let made = self.change(|record, at, by| match mode {
            EntryMode::Redo => record.redo(at, by),
            EntryMode::Undo | EntryMode::Do => record.undo(at, by),
        });
        let entry = self.telling(made)?;
        // What was removed has its name again only now.
        let named = |step: Step| match step.title {
            Some(_) => step,
            None => self.step(step.about),
        };
        Ok(entry.and(next).map(named))
    }

    /// Makes an edit like [`Self::perform`], without telling the user what is wrong.
    fn perform_quietly(&self, edit: Edit) -> Result<(), PerformError> {
        self.change(|record, at, by| record.perform(edit, at, by))
            .map(|_| ())
    }

    /// Tells the user what is wrong.
    fn telling<T>(&self, made: Result<T, PerformError>) -> Result<T, PerformError> {
        if let Err(error) = &made {
            self.notice.set(Some(error.to_string()));
        }
        made
    }

    /// The one way in: applies, tells the screen, and hands the entry to the saver.
    fn change(
        &self,
        change: impl FnOnce(&mut Record, Timestamp, &str) -> Result<Option<Entry>, EditError>,
    ) -> Result<Option<Entry>, PerformError> {
        self.may_write()?;
        self.look_at_the_clock();
        let (at, by) = (now(), self.author());
        // This only returns nothing when the workbench is gone, and then nobody asks.
        let made = self
            .record
            .try_maybe_update(|record| {
                let made = change(record, at, &by);
                // Nothing is drawn again where nothing was made; steps that no longer fit are gone.
                (made != Ok(None), made)
            })
            .unwrap_or(Ok(None));
        let entry = made?;
        if let Some(entry) = &entry {
            self.sink.with_value(|sink| sink(entry));
        }
        Ok(entry)
    }
}

/// Sets a signal if that changes it, and if it is still there.
fn set<T: PartialEq + Send + Sync + 'static>(signal: RwSignal<T>, value: T) {
    if signal.try_with_untracked(|known| *known != value) == Some(true) {
        _ = signal.try_set(value);
    }
}

/// Now, by the device's clock.
#[must_use]
pub fn now() -> Timestamp {
    Timestamp::from_milliseconds(clock::now())
}

/// How far this device's clock is ahead of UTC at a moment.
#[must_use]
pub fn utc_offset(at: Timestamp) -> UtcOffset {
    // Browsers give less than a day.
    UtcOffset::from_minutes(clock::minutes_ahead_of_utc(at.milliseconds()))
        .unwrap_or(UtcOffset::UTC)
}

/// The day of a moment on this device's calendar.
#[must_use]
pub fn local_day(at: Timestamp) -> Day {
    at.day(utc_offset(at))
}

/// The day on this device's calendar now.
#[must_use]
pub fn today() -> Today {
    let now = now();
    Today::at(now, utc_offset(now))
}

/// The workbench of the nearest owner that provides one.
///
/// Every feature below the assessment's route has one; the shell provides it before it draws
/// them.
#[must_use]
pub fn use_workbench() -> Workbench {
    expect_context()
}
