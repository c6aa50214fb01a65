//! The tests of what the crate offers, as one program: each program more is another compiler's work on the same code.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "tests fail by panicking"
)]

mod bundled;
mod canonical;
mod data;
mod difference;
mod editions;
mod identifiers;
mod made;
mod parsing;
mod reference;
mod relations;
mod schema;
