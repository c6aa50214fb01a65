//! An open assessment as the window holds it.

use assay_assessment::LoadError;

/// An assessment in a window's memory. A handle: clones are the same assessment.
///
/// Its journal is the only copy of what was entered that the desk relies on: what is to be written is
/// always read from here.
pub trait Bench: Clone {
    /// Why an assessment could not be opened.
    type Error: Clone + std::fmt::Debug;

    /// How many entries the journal has, which is also the number of the next one.
    fn next_seq(&self) -> u64;

    /// The stored bytes of the journal's entries from this number on, in order.
    fn entries(&self, from: u64) -> impl Iterator<Item = Vec<u8>>;

    /// Takes over the next entry, which another window wrote.
    ///
    /// # Errors
    /// [`LoadError`] when it does not continue the journal; then nothing has changed.
    fn follow(&self, stored: Vec<u8>) -> Result<(), LoadError>;

    /// Whether anything was entered that could not be made an edit, and is kept with it.
    fn has_drafts(&self) -> bool;
}
