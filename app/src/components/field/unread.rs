//! What was entered into a field and is not what the field takes.

use leptos::prelude::*;

/// A text that a field could not take, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unread {
    /// What stands in the field.
    pub text: String,
    /// Why it could not be taken, as a sentence.
    pub why: String,
}

/// Where a field keeps what it could not take. Without one it keeps that itself, until it is taken
/// away; with one it is kept for as long as the owner of the field wants, and he knows of it.
#[derive(Clone, Copy)]
pub struct Keeper {
    kept: Signal<Option<Unread>>,
    keep: Callback<Option<Unread>>,
}

impl Keeper {
    /// A keeper that reads and writes elsewhere.
    pub fn new(
        kept: impl Into<Signal<Option<Unread>>>,
        keep: impl Fn(Option<Unread>) + Send + Sync + 'static,
    ) -> Self {
        Self {
            kept: kept.into(),
            keep: Callback::new(keep),
        }
    }

    /// What is kept.
    #[must_use]
    pub fn get(&self) -> Option<Unread> {
        self.kept.get()
    }

    /// What is kept, asked once; nothing when whoever keeps it is gone.
    #[must_use]
    pub fn get_untracked(&self) -> Option<Unread> {
        self.kept.try_get_untracked().flatten()
    }

    /// Keeps something, or nothing any more. A field that is taken away tells of its text last,
    /// when whoever keeps it may be gone.
    pub fn set(&self, unread: Option<Unread>) {
        if let Some(before) = self.kept.try_get_untracked()
            && before != unread
        {
            self.keep.try_run(unread);
        }
    }
}

impl Default for Keeper {
    fn default() -> Self {
        let own = RwSignal::new(None::<Unread>);
        Self::new(own, move |unread| own.set(unread))
    }
}
