//! The two pages that are made.

/// Which of the two pages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Opened from a disk, with nothing beside it.
    SingleFile,
    /// Served, installable, with its manifest and service worker beside it.
    Served,
}
