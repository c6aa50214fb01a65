//! The editions of standards on this device: those that the page carries, those that were imported, and
//! reading another one from a file.
//!
//! ```text
//! view.rs      the room
//! card.rs      one edition: what it holds, where it is from, what uses it; saving and removing it
//! comparing.rs what changed between two of them
//! importing.rs reading a file, and what was read before it is kept
//! ```

mod card;
mod comparing;
mod importing;
mod view;

pub use view::EditionsView;
