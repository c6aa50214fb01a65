//! Writing the journal as it grows, in the background.

use std::cell::RefCell;
use std::rc::{Rc, Weak};

use super::follower::Announcer;
use super::save_queue::{NextStep, SaveQueue, SaveState, Urgency};
use super::{AssessmentStore, StorageError};
use crate::browser::timers::Timeout;
use crate::browser::{Subscription, clock, lifecycle};

/// Where journal entries go: an [`AssessmentStore`], or something in its place in tests.
pub trait JournalSink {
    /// Writes the entries in one go, or none of them. Entries that are there already with the
    /// same bytes count as written.
    ///
    /// # Errors
    /// [`StorageError`] when they are not all on disk.
    fn append(&self, entries: &[(u64, Vec<u8>)]) -> impl Future<Output = Result<(), StorageError>>;
}

impl JournalSink for AssessmentStore {
    async fn append(&self, entries: &[(u64, Vec<u8>)]) -> Result<(), StorageError> {
        AssessmentStore::append(self, entries).await
    }
}

/// A sink for when there is no store: it takes nothing, so that every entry stays in memory and the
/// user reads why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NoStore(
    /// Why there is no store, such as [`StorageError::Missing`].
    pub StorageError,
);

impl JournalSink for NoStore {
    async fn append(&self, _entries: &[(u64, Vec<u8>)]) -> Result<(), StorageError> {
        Err(self.0.clone())
    }
}

/// Takes journal entries and writes them: at once, or for typing at most every 250 ms; also
/// whenever the page is hidden, left or loses the focus. What fails is kept and tried again.
/// Dropping it stops writing, so drop it only when [`Saver::state`] is [`SaveState::Saved`].
pub struct Saver<Sink: JournalSink + 'static = AssessmentStore> {
    inner: Rc<Inner<Sink>>,
    _on_leaving: Subscription,
    _before_closing: Subscription,
}

struct Inner<Sink> {
    sink: Rc<Sink>,
    announcer: Option<Announcer>,
    queue: RefCell<SaveQueue>,
    timer: RefCell<Option<Timeout>>,
    last_state: RefCell<SaveState>,
    on_state: Box<dyn Fn(SaveState)>,
}

impl Saver<AssessmentStore> {
    /// Starts saving to an assessment's store. `on_state` is called at every change of the state.
    pub fn start(store: Rc<AssessmentStore>, on_state: impl Fn(SaveState) + 'static) -> Self {
        let announcer = Announcer::new(store.id());
        Self::with_sink(store, Some(announcer), on_state)
    }
}

impl<Sink: JournalSink + 'static> Saver<Sink> {
    /// Starts saving to any sink, without telling other tabs.
    pub fn to_sink(sink: Rc<Sink>, on_state: impl Fn(SaveState) + 'static) -> Self {
        Self::with_sink(sink, None, on_state)
    }

    /// Takes the entry numbered `seq`, which must be the one after the last.
    pub fn save(&self, seq: u64, bytes: Vec<u8>, urgency: Urgency) {
        self.inner
            .queue
            .borrow_mut()
            .push(seq, bytes, urgency, clock::now());
        go_on(&self.inner);
    }

    /// Writes everything now instead of when it is due; also the user's "try again".
    pub fn flush(&self) {
        self.inner.flush();
    }

    /// What the user is told about saving.
    #[must_use]
    pub fn state(&self) -> SaveState {
        self.inner.queue.borrow().state()
    }

    /// The entries that are not known to be on disk, in order.
    #[must_use]
    pub fn unsaved(&self) -> Vec<(u64, Vec<u8>)> {
        self.inner.queue.borrow().unsaved().cloned().collect()
    }

    fn with_sink(
        sink: Rc<Sink>,
        announcer: Option<Announcer>,
        on_state: impl Fn(SaveState) + 'static,
    ) -> Self {
        let inner = Rc::new(Inner {
            sink,
            announcer,
            queue: RefCell::new(SaveQueue::new()),
            timer: RefCell::new(None),
            last_state: RefCell::new(SaveState::Saved),
            on_state: Box::new(on_state),
        });
        let leaving = Rc::downgrade(&inner);
        let closing = Rc::downgrade(&inner);
        Self {
            _on_leaving: lifecycle::on_leaving(move || {
                if let Some(inner) = leaving.upgrade() {
                    inner.flush();
                }
            }),
            _before_closing: lifecycle::ask_before_closing(move || has_unsaved_work(&closing)),
            inner,
        }
    }
}

impl<Sink: JournalSink + 'static> Inner<Sink> {
    fn flush(self: &Rc<Self>) {
        self.queue.borrow_mut().flush(clock::now());
        go_on(self);
    }
}

/// Does what the queue says is next, and tells the page when the state has changed.
fn go_on<Sink: JournalSink + 'static>(inner: &Rc<Inner<Sink>>) {
    let now = clock::now();
    let step = inner.queue.borrow_mut().next_step(now);
    // Any earlier timer is replaced: the queue has just been asked again.
    let mut timer = None;
    match step {
        NextStep::Wait => {}
        NextStep::WaitUntil(due) => {
            let wait = u32::try_from(due.saturating_sub(now)).unwrap_or(u32::MAX);
            let weak = Rc::downgrade(inner);
            timer = Some(Timeout::new(wait, move || {
                if let Some(inner) = weak.upgrade() {
                    go_on(&inner);
                }
            }));
        }
        NextStep::Write(entries) => write(Rc::clone(inner), entries),
    }
    inner.timer.replace(timer);
    tell(inner);
}

fn write<Sink: JournalSink + 'static>(inner: Rc<Inner<Sink>>, entries: Vec<(u64, Vec<u8>)>) {
    wasm_bindgen_futures::spawn_local(async move {
        let outcome = inner.sink.append(&entries).await;
        let now = clock::now();
        match outcome {
            Ok(()) => {
                inner.queue.borrow_mut().written(now);
                if let (Some(announcer), Some((seq, _))) = (&inner.announcer, entries.last()) {
                    announcer.announce(*seq);
                }
            }
            Err(error) => inner.queue.borrow_mut().failed(error, now),
        }
        go_on(&inner);
    });
}

fn tell<Sink>(inner: &Inner<Sink>) {
    let state = inner.queue.borrow().state();
    let before = inner.last_state.replace(state.clone());
    if before != state {
        (inner.on_state)(state);
    }
}

fn has_unsaved_work<Sink>(inner: &Weak<Inner<Sink>>) -> bool {
    inner
        .upgrade()
        .is_some_and(|inner| inner.queue.borrow().state() != SaveState::Saved)
}
