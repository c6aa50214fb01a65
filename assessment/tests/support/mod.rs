//! What the tests share: arbitrary edits, most of them valid, some of them not.
#![allow(
    dead_code,
    unreachable_pub,
    clippy::unwrap_used,
    reason = "each test file is a crate of its own that uses a part of this, and a helper fails its test"
)]

mod deficiencies;
mod edits;
mod values;

use assay_assessment::{
    Assessment, AssessmentId, Day, Edit, EditionReference, Journal, Opening, Record, Timestamp,
};
use assay_catalog::{Catalog, ControlId, Editions, RiskId};

pub use self::{deficiencies::*, edits::*, values::*};

/// An edition of two controls and no risk, one of which the draft has in other words.
pub const SMALL_EDITION: &str = r#"{
    "edition": {
        "format": "assay-edition/1",
        "name": "Small", "version": "1", "date": "2026-11-01", "status": "release",
        "levels": [{"name": "MUST", "mandatory": true}],
        "publisher": "Example", "licence": "Apache-2.0", "copyright": "Copyright 2026, Example",
        "url": "https://example.org",
        "provenance": {
            "source": "Made for a test.",
            "verbatim": [], "summaries": [], "changes": [], "omissions": []
        }
    },
    "frameworks": {},
    "controls": {"sections": [{"id": "sec-a", "title": "A", "groups": [
        {"id": "ctrl-a", "title": "A", "controls": [
            {"id": "req-encrypt-data", "level": "MUST", "short_title": "Encrypt",
             "statement": "Operators MUST encrypt everything, always."},
            {"id": "req-of-its-own", "level": "MUST", "short_title": "Own",
             "statement": "Operators MUST do this too."}
        ]}
    ]}]},
    "risks": {},
    "mitigations": {},
    "glossary": {}
}"#;

pub fn catalog() -> &'static Catalog {
    Editions::bundled_draft()
}

pub fn opening() -> Opening {
    Opening {
        assessment: AssessmentId::from_random([7; 16]),
        edition: EditionReference::of(catalog()),
        example: false,
        carried_from: None,
    }
}

pub fn opened() -> Assessment {
    Assessment::open(opening())
}

pub fn at(milliseconds: u64) -> Timestamp {
    Timestamp::from_milliseconds(1_795_305_600_000 + milliseconds)
}

pub fn day(text: &str) -> Day {
    text.parse().unwrap()
}

pub fn control(text: &str) -> ControlId {
    text.parse().unwrap()
}

pub fn risk(text: &str) -> RiskId {
    text.parse().unwrap()
}

pub fn new_record() -> Record {
    Record::open(opening(), at(0), "Ada", catalog())
}

/// A record after `edits`, one a minute; those that are refused are left out.
pub fn record_after(edits: impl IntoIterator<Item = Edit>) -> Record {
    let mut record = new_record();
    for (minute, edit) in (1..).zip(edits) {
        let _refused = record.perform(edit, at(minute * 60_000), "Ada");
    }
    record
}

/// Does it all, from `start` milliseconds on; what is refused is left out. Returns the time.
pub fn live(record: &mut Record, deeds: &[(u64, Deed)], start: u64) -> u64 {
    let mut now = start;
    for (pause, deed) in deeds {
        now += pause;
        let _refused = match deed {
            Deed::Perform(edit) => record.perform(edit.clone(), at(now), "Ada"),
            Deed::Undo => record.undo(at(now), "Ada"),
            Deed::Redo => record.redo(at(now), "Ada"),
        };
    }
    now
}

/// The journal's entries, as they are stored.
pub fn stored(record: &Record) -> Vec<Vec<u8>> {
    let entries = record.journal().stored().iter();
    entries.map(|entry| entry.to_vec()).collect()
}

/// The journal read again from its stored bytes.
pub fn journal_of(entries: Vec<Vec<u8>>) -> Journal {
    let (journal, error) = Journal::verify(entries);
    assert_eq!(error, None);
    journal
}

/// The canonical bytes of an assessment.
pub fn bytes_of(assessment: &Assessment) -> Vec<u8> {
    serde_json_canonicalizer::to_vec(assessment).unwrap()
}
