//! One gate for each action that makes something: while it is going on, and for the rest of the same
//! double click, asking for it again makes nothing more.

use std::collections::BTreeSet;

use leptos::{prelude::*, task::spawn_local};

use crate::browser::gesture;

/// What is being made. A handle: copies are the same. It lives as long as the page, because a room
/// that is drawn anew meanwhile must find its gates shut.
#[derive(Clone, Copy)]
pub struct Making {
    under_way: RwSignal<BTreeSet<String>>,
}

impl Making {
    /// Makes the context; the page's root calls it once.
    pub fn provide() {
        gesture::watch();
        provide_context(Self {
            under_way: RwSignal::new(BTreeSet::new()),
        });
    }

    /// The gates of this page.
    #[must_use]
    pub fn from_context() -> Self {
        expect_context()
    }

    /// Makes what has this name, unless it is being made, or was by the first click of the same double
    /// click. What makes two different things has two names: the identifier of what is copied belongs
    /// to the name.
    pub fn run(self, name: impl Into<String>, make: impl Future<Output = ()> + 'static) {
        if gesture::is_repeated() {
            return;
        }
        let name = name.into();
        let is_first = self
            .under_way
            .try_update(|names| names.insert(name.clone()));
        if is_first != Some(true) {
            return;
        }
        spawn_local(async move {
            make.await;
            self.under_way.try_update(|names| names.remove(&name));
        });
    }

    /// Whether what has this name is being made, for a button's `busy`.
    #[must_use]
    pub fn is_under_way(self, name: impl Into<String>) -> Signal<bool> {
        let name = name.into();
        let under_way = self.under_way;
        Signal::derive(move || under_way.with(|names| names.contains(&name)))
    }
}
