//! The tests of what the crate offers, as one program: each program more is another compiler's work on the same code.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "tests fail by panicking"
)]

mod certificates;
mod changed_bytes;
mod common;
mod hostile;
mod identity;
mod json;
mod pdf;
mod pdf_changed;
mod pdf_compare;
mod pdf_object_streams;
mod pdf_object_streams_changed;
mod pdf_parsed;
mod pdf_sections;
mod pdf_timestamps;
mod pkcs12;
mod ssh;
mod timestamps;
