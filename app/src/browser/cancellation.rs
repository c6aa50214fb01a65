//! Stopping long work at the user's word.

use std::cell::Cell;
use std::rc::Rc;

/// A flag shared between the work and the button that stops it. Clones share the flag.
#[derive(Debug, Clone, Default)]
pub struct Cancellation {
    cancelled: Rc<Cell<bool>>,
}

impl Cancellation {
    /// A flag that is not set.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Asks the work to stop at its next slice.
    pub fn cancel(&self) {
        self.cancelled.set(true);
    }

    /// Whether the work was asked to stop.
    #[must_use]
    pub fn is_cancelled(&self) -> bool {
        self.cancelled.get()
    }
}
