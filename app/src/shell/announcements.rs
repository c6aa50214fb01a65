//! What is read out without being shown in passing: one polite live region for the whole page, so
//! that nothing interrupts anything, and what has been overtaken is not read out at all.

use std::collections::BTreeMap;
use std::time::Duration;

use leptos::prelude::*;

/// What is told about. What is said later about the same takes the place of what waits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Topic {
    /// Whether everything is on disk.
    Saving,
    /// How much of a list its filter leaves.
    Filter,
    /// Evidence that came in.
    Evidence,
}

impl Topic {
    /// How long it waits for something newer: while somebody types, each key would be told.
    const fn patience(self) -> Duration {
        match self {
            Self::Saving => Duration::from_millis(1_500),
            Self::Filter => Duration::from_millis(700),
            Self::Evidence => Duration::from_millis(100),
        }
    }
}

/// What is read out. A handle: copies are the same.
#[derive(Clone, Copy)]
pub struct Announcements {
    said: RwSignal<String>,
    waiting: StoredValue<BTreeMap<Topic, TimeoutHandle>>,
}

impl Announcements {
    /// Makes the context; the page's root calls it once.
    pub fn provide() {
        provide_context(Self {
            said: RwSignal::new(String::new()),
            waiting: StoredValue::new(BTreeMap::new()),
        });
    }

    /// The announcements of this page.
    #[must_use]
    pub fn from_context() -> Self {
        expect_context()
    }

    /// Says something as soon as it stands for a moment.
    pub fn say(&self, topic: Topic, text: impl Into<String>) {
        self.withdraw(topic);
        let (said, waiting, text) = (self.said, self.waiting, text.into());
        let speak = move || {
            waiting.try_update_value(|waiting| waiting.remove(&topic));
            said.try_update(|said| {
                // The same words again are read out only when the region changes.
                let again = *said == text;
                *said = text;
                if again {
                    said.push('\u{a0}');
                }
            });
        };
        if let Ok(handle) = set_timeout_with_handle(speak, topic.patience()) {
            self.waiting
                .update_value(|waiting| _ = waiting.insert(topic, handle));
        }
    }

    /// Takes back what waits to be said.
    pub fn withdraw(&self, topic: Topic) {
        let waits = self
            .waiting
            .try_update_value(|waiting| waiting.remove(&topic))
            .flatten();
        if let Some(handle) = waits {
            handle.clear();
        }
    }
}

/// The region. It is always there, so that screen readers watch it.
#[component]
pub(super) fn AnnouncementsView() -> impl IntoView {
    let said = Announcements::from_context().said;
    view! {
        <p class="visually-hidden" role="status" aria-live="polite" aria-atomic="true" data-announced="">
            {move || said.get()}
        </p>
    }
}
