//! PDF/A-3a (ISO 19005-3) and PDF/UA-1 (ISO 14289-1), clause by clause, in finished files: signed by one, two and three,
//! of every kind. `report/CLAUSES.md` says which test is about which clause, and what makes it hold.
//!
//! Each test is a check that finds nothing in any of these files, and that does find something in one which was spoiled
//! for it.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "tests fail by panicking"
)]

mod archive;
mod attached;
#[path = "../common/mod.rs"]
mod common;
mod documents;
mod file;
#[allow(dead_code, reason = "the tests of the report need all of it")]
#[path = "../../../report/tests/common/mod.rs"]
mod filled;
mod interaction;
mod marked;
mod structure;
mod subject;
mod table;
mod tags;

use documents::documents;
use subject::Subject;

/// What a check finds, in words.
type Faults = Vec<String>;

/// Asserts that a check finds nothing in any document, and that it finds something in one that is spoiled.
/// `spoil` says whether the document had what it spoils.
fn holds(clauses: &str, check: impl Fn(&Subject) -> Faults, spoil: impl Fn(&mut Subject) -> bool) {
    for subject in documents() {
        let faults = check(subject);
        let first: Vec<&String> = faults.iter().take(5).collect();
        assert!(first.is_empty(), "{clauses}, {}: {first:#?}", subject.name);
    }
    let spoiled = documents().iter().find_map(|subject| {
        let mut copy = subject.clone();
        spoil(&mut copy).then_some(copy)
    });
    let spoiled = spoiled.unwrap_or_else(|| panic!("{clauses}: no document has what it is about"));
    assert!(
        !check(&spoiled).is_empty(),
        "{clauses}: nothing is found in {} although it was spoiled",
        spoiled.name
    );
}
