//! What several test files share.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "tests fail by panicking"
)]
#![allow(dead_code, reason = "each test file uses its own part of this module")]
#![allow(unreachable_pub, reason = "every test file is a crate of its own")]

use assay_seal::{Identity, UnixMillis};

/// 2026-11-22T09:30:00Z.
pub const AT: u64 = 1_795_339_800_000;

pub fn at() -> UnixMillis {
    UnixMillis::new(AT).unwrap()
}

/// Three signers whose keys are always the same.
pub fn ada() -> Identity {
    Identity::create("Ada Assessor", "Example Assessments", &[0x11; 64], at()).unwrap()
}

pub fn olga() -> Identity {
    Identity::create("Olga Öperator", "Validators & Söhne", &[0x22; 64], at()).unwrap()
}

pub fn rhea() -> Identity {
    Identity::create("Rhea Reviewer", "", &[0x33; 64], at()).unwrap()
}

pub fn fixture(name: &str) -> Vec<u8> {
    let path = format!("{}/tests/fixtures/{name}", env!("CARGO_MANIFEST_DIR"));
    std::fs::read(&path).unwrap_or_else(|error| panic!("{path}: {error}"))
}

pub fn fixture_text(name: &str) -> String {
    String::from_utf8(fixture(name)).unwrap()
}
