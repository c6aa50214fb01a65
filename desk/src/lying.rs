//! What lies open, for the screen.

use crate::Bench;

/// What lies open, to be shown.
#[derive(Debug, Clone, Copy)]
pub enum Lying<'a, B: Bench> {
    /// Nothing.
    Nothing,
    /// An assessment is being read.
    Opening {
        /// Its UUID.
        id: &'a str,
    },
    /// An assessment lies open.
    Open {
        /// Its UUID.
        id: &'a str,
        /// The assessment.
        bench: &'a B,
    },
    /// An assessment could not be opened.
    Failed {
        /// Its UUID.
        id: &'a str,
        /// Why not.
        error: &'a B::Error,
    },
}
