//! The tests of what the crate offers, as one program: each program more is another compiler's work on the same code.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "tests fail by panicking"
)]

mod as_markdown;
mod carried;
mod check;
mod common;
mod deficiencies;
mod document;
mod engagement;
mod groups;
mod left_out;
mod logo;
mod outline;
mod outline_open;
mod outline_register;
mod outline_risks;
mod own_risks;
mod pdf;
mod presentation;
mod public;
mod public_check;
mod public_forged;
mod schema;
