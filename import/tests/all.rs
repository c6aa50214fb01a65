//! The tests of what the crate offers, as one program: each program more is another compiler's work on the same code.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "tests fail by panicking"
)]

mod common;
mod hostile;
mod oscal;
mod oscal_generated;
mod oscal_published;
mod oscal_refused;
mod refusals;
mod small_page;
