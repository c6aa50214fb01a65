//! The tests of what the crate offers, as one program: each program more is another compiler's work on the same code.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "tests fail by panicking"
)]

mod common;
mod hostile;
mod others;
mod pack;
mod parquet;
mod render;
mod table;
mod verify;
