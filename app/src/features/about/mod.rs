//! What this file is, what is inside it, and how to check it.
//!
//! ```text
//! view.rs      the room
//! licences.rs  the licences of everything inside
//! ```

mod licences;
mod view;

pub use view::AboutView;
