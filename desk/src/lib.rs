//! Everything that takes an assessment to the disk and back, as a state machine without a browser.
//!
//! [`Desk`] is one window's desk. [`Event`]s go in, [`Effect`]s come out; whoever runs them asks the
//! browser, and gives back what it answers. Nothing here waits, asks a clock or draws a random number,
//! so a test can hold back any answer as long as it likes: see `tests/simulator.rs`.

mod bench;
mod desk;
mod effect;
mod error;
mod event;
mod lying;
mod request;
mod saving;
mod session;
mod time;
mod words;

pub use self::{
    bench::Bench,
    desk::Desk,
    effect::{Access, Effect, Notice, Outcome, SaveState, Shown},
    error::StorageError,
    event::{Answer, Event, Loaded, Lock},
    lying::Lying,
    request::{Handle, Request, Ticket},
};

/// Journal entries with their numbers, in order.
pub type Entries = Vec<(u64, Vec<u8>)>;
