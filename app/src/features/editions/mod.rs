//! The editions of standards on this device: those that the page carries, those that were imported, and
//! reading another one from a file.
//!
//! ```text
//! view.rs      the room
//! card.rs      one edition: what it holds, where it is from, what uses it; saving and removing it
//! comparing.rs which two of them are to be compared
//! changes.rs   what changed between those, as a page of its own
//! importing.rs reading a file, and what was read before it is kept
//! ```

mod card;
mod changes;
mod comparing;
mod importing;
mod view;

pub use view::EditionsView;
