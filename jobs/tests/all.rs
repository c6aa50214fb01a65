//! The tests of what the crate offers, as one program: each program more is another compiler's work on the same code.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "tests fail by panicking"
)]

mod certificates;
mod common;
mod exchange;
mod fonts;
mod jobs;
#[path = "../../report/tests/common/fonts.rs"]
mod made_fonts;
mod pack;
mod pictures;
