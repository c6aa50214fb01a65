//! The tests of what the crate offers, as one program: each program more is another compiler's work on the same code.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "tests fail by panicking"
)]

mod check;
mod common;
mod countersign;
mod draft;
mod editions;
mod executive;
mod known_list;
mod loading;
mod logo;
mod made;
#[path = "../../report/tests/common/fonts.rs"]
mod made_fonts;
mod pack;
mod pack_archive;
mod pack_spoiled;
mod parses;
mod pictures;
mod presentation;
mod produce;
mod public;
mod request;
mod schemas;
mod stamps;
