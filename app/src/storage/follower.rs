//! A read-only tab that shows what the writing tab does.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use super::{AssessmentStore, StorageError};
use crate::browser::channel::Channel;
use crate::browser::timers::Interval;

/// How often the journal is looked at, in milliseconds. Messages from the writer only make it
/// sooner, because not every browser delivers them.
const POLL_EVERY: u32 = 1_000;

/// Hands every new journal entry to the page, in order. Dropping it stops following.
pub struct Follower {
    _poll: Interval,
    _channel: Option<Channel>,
}

/// New entries, or why they could not be read (the next look may succeed).
type OnNews = Box<dyn FnMut(Result<Vec<(u64, Vec<u8>)>, StorageError>)>;

struct Inner {
    store: Rc<AssessmentStore>,
    next: Cell<u64>,
    is_reading: Cell<bool>,
    on_news: RefCell<OnNews>,
}

impl Follower {
    /// Starts following from the entry numbered `next`, the first that the page has not seen.
    pub fn start(
        store: Rc<AssessmentStore>,
        next: u64,
        on_news: impl FnMut(Result<Vec<(u64, Vec<u8>)>, StorageError>) + 'static,
    ) -> Self {
        let channel_name = channel_name(store.id());
        let inner = Rc::new(Inner {
            store,
            next: Cell::new(next),
            is_reading: Cell::new(false),
            on_news: RefCell::new(Box::new(on_news)),
        });
        let on_message = Rc::downgrade(&inner);
        let channel = Channel::join(&channel_name, move |_| {
            if let Some(inner) = on_message.upgrade() {
                look(&inner);
            }
        });
        Self {
            _poll: Interval::new(POLL_EVERY, move || look(&inner)),
            _channel: channel,
        }
    }
}

/// Tells the followers of an assessment that there is something new.
pub(super) struct Announcer {
    channel: Option<Channel>,
}

impl Announcer {
    pub(super) fn new(id: &str) -> Self {
        Self {
            channel: Channel::join(&channel_name(id), |_| {}),
        }
    }

    pub(super) fn announce(&self, seq: u64) {
        if let Some(channel) = &self.channel {
            channel.post(&seq.to_string());
        }
    }
}

fn channel_name(id: &str) -> String {
    format!("assay-{id}")
}

/// Reads what is new, unless that is under way already.
fn look(inner: &Rc<Inner>) {
    if inner.is_reading.replace(true) {
        return;
    }
    let inner = Rc::downgrade(inner);
    wasm_bindgen_futures::spawn_local(async move {
        let Some((store, next)) = inner
            .upgrade()
            .map(|inner| (Rc::clone(&inner.store), inner.next.get()))
        else {
            return;
        };
        let news = store.read_from(next).await;
        // The follower may have been stopped in the meantime.
        let Some(inner) = inner.upgrade() else {
            return;
        };
        inner.is_reading.set(false);
        if let Ok(entries) = &news {
            match entries.last() {
                None => return,
                Some((seq, _)) => inner.next.set(seq + 1),
            }
        }
        (inner.on_news.borrow_mut())(news);
    });
}
