//! Event handlers that live as long as what holds them.

use gloo::events::EventListener;

/// One or more registered event handlers; dropping it removes them.
#[must_use = "dropping a subscription removes its event handlers"]
#[derive(Debug, Default)]
pub struct Subscription {
    listeners: Vec<EventListener>,
}

impl Subscription {
    /// A subscription to nothing, for where the browser has no such event.
    pub(super) fn new(listeners: Vec<EventListener>) -> Self {
        Self { listeners }
    }

    /// Keeps the handlers for as long as the page lives.
    pub fn forget(self) {
        for listener in self.listeners {
            listener.forget();
        }
    }
}
