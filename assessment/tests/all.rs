//! The tests of what the crate offers, as one program: each program more is another compiler's work on the same code.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "tests fail by panicking"
)]

mod backup;
mod carry;
mod conformance;
mod currency;
mod deficiencies;
mod editions;
mod edits;
mod engagement;
mod example;
mod exposure;
mod hostile;
mod journal;
mod own_risks;
mod pictures;
mod procedures;
mod record;
mod support;
mod xray;
