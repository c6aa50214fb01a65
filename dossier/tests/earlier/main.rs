//! What earlier builds of Assay wrote: reports, requests, backups and identities. `fixtures/README.md` says of which
//! build each is.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "tests fail by panicking"
)]

mod parties;

use std::io::Read;

use assay_assessment::backup;
use assay_catalog::Editions;
use assay_dossier::{Checked, Held, NotDrawn, Outcome, Pages, Remark, check};
use assay_report::check::NotCompared;
use assay_seal::StoredIdentity;
use assay_seal::pdf::{attachment, attachment_names};
use flate2::read::GzDecoder;

/// What those before the sixth call themselves.
const PROGRAM: &str = "Assay 0.1.0";

fn fixture(name: &str) -> Vec<u8> {
    let path = format!("{}/tests/fixtures/{name}", env!("CARGO_MANIFEST_DIR"));
    let bytes = std::fs::read(&path).unwrap_or_else(|error| panic!("{path}: {error}"));
    if !name.ends_with(".gz") {
        return bytes;
    }
    let mut unpacked = Vec::new();
    GzDecoder::new(bytes.as_slice())
        .read_to_end(&mut unpacked)
        .unwrap();
    unpacked
}

/// Whatever an earlier build wrote is valid, by the one who signed it, and holds what it held.
fn valid(name: &str) -> Checked {
    let found = check(&fixture(name), &Editions::bundled())
        .unwrap_or_else(|error| panic!("{name}: {error}"));
    assert_eq!(found.contradictions, [], "{name}");
    assert_eq!(found.outcome, Outcome::Valid, "{name}");
    let signers: Vec<&str> = found
        .signatures
        .iter()
        .map(|one| one.name.as_str())
        .collect();
    assert_eq!(signers, ["Ada Assessor"], "{name}");
    assert!(found.remarks.contains(&Remark::Example), "{name}");
    found
}

fn not_compared(found: &Checked) -> Vec<NotCompared> {
    let remarks = found.remarks.iter();
    remarks
        .filter_map(|remark| match remark {
            Remark::NotCompared(what) => Some(what.clone()),
            _ => None,
        })
        .collect()
}

/// An edition that is not at hand as the report quotes it.
fn edition(name: &str, version: &str, date: &str, earlier: bool) -> NotCompared {
    NotCompared::OtherEdition {
        name: name.to_owned(),
        version: version.to_owned(),
        date: date.to_owned(),
        earlier,
    }
}

fn harbour() -> NotCompared {
    edition(
        "Harbour Safety Catalog & Guide",
        "2.1 Draft",
        "2026-03-04",
        false,
    )
}

fn other_program() -> NotCompared {
    NotCompared::OtherProgram(PROGRAM.to_owned())
}

#[test]
fn reports_are_valid_and_what_cannot_be_compared_is_said() {
    let name = "ValOS - Validator Operations Standard";
    let first_draft = || edition(name, "Editor's Draft", "2026-07-11", true);
    for (number, expected) in [
        ("1", vec![first_draft(), NotCompared::FirstAssay]),
        ("2", vec![first_draft(), other_program()]),
        ("3", vec![other_program()]),
        ("4", vec![other_program()]),
        ("5", vec![other_program()]),
    ] {
        let found = valid(&format!("{number}/report.json.gz"));
        assert_eq!(not_compared(&found), expected, "{number}");
        let report = found.held.as_ref().unwrap().report().unwrap();
        assert_eq!(report.title, "Yearly assessment 2026", "{number}");
        let controls = report.sections.iter().flat_map(|section| &section.groups);
        assert_eq!(
            controls.map(|group| group.controls.len()).sum::<usize>(),
            64
        );
        assert_eq!(report.engagement.is_some(), number >= "4", "{number}");
        assert_eq!(report.deficiencies.is_empty(), number < "5", "{number}");
    }
    let found = valid("5/elsewhere.json.gz");
    assert_eq!(not_compared(&found), [harbour(), other_program()]);
}

#[test]
fn what_was_changed_in_them_is_found() {
    for number in 1..=5 {
        let text = String::from_utf8(fixture(&format!("{number}/report.json.gz"))).unwrap();
        let changed = text.replacen("Yearly assessment 2026", "Yearly assessment 2027", 1);
        assert_ne!(changed, text, "{number}");
        let found = check(changed.as_bytes(), &Editions::bundled()).unwrap();
        assert_eq!(found.outcome, Outcome::NotValid, "{number}");
    }
}

#[test]
fn pdfs_are_valid_and_their_pages_are_not_compared() {
    let pages = Pages::NotCompared(NotDrawn::OtherProgram(PROGRAM.to_owned()));
    for (name, executive) in [
        ("3/report.pdf.gz", false),
        ("5/report.executive.pdf.gz", true),
    ] {
        let found = valid(name);
        assert_eq!(found.pages, Some(pages.clone()), "{name}");
        assert_eq!(not_compared(&found), [harbour(), other_program()], "{name}");
        assert!(found.remarks.contains(&Remark::AttachedSigned), "{name}");
        let says_so = found.remarks.contains(&Remark::Executive);
        assert_eq!(says_so, executive, "{name}");
        let mut changed = fixture(name);
        let middle = changed.len() / 2;
        changed[middle] ^= 1;
        // Where the changed byte belongs to the syntax, there is nothing left that could be said of it.
        let found = check(&changed, &Editions::bundled());
        assert!(
            found.is_err() || found.is_ok_and(|found| found.outcome == Outcome::NotValid),
            "{name}"
        );
    }
}

/// The PDFs of the report whose JSON lies beside them, by whose code the fields, the signature and the file's structure
/// came before those of today.
#[test]
fn first_pdfs_are_valid_with_the_report_attached() {
    for number in ["1", "2", "4"] {
        let name = format!("{number}/report.pdf.gz");
        let json = fixture(&format!("{number}/report.json.gz"));
        let pdf = fixture(&name);
        assert_eq!(attachment_names(&pdf), ["report.json"], "{name}");
        assert_eq!(attachment(&pdf, "report.json"), Some(json), "{name}");
        let found = valid(&name);
        let roles: Vec<&str> = found.signatures.iter().map(|one| &*one.role).collect();
        assert_eq!(roles, ["assessor"], "{name}");
        let beside = valid(&format!("{number}/report.json.gz"));
        assert_eq!(not_compared(&found), not_compared(&beside), "{name}");
        let pages = Pages::NotCompared(NotDrawn::OtherProgram(PROGRAM.to_owned()));
        assert_eq!(found.pages, Some(pages), "{name}");
        assert!(found.remarks.contains(&Remark::AttachedSigned), "{name}");
        assert!(!found.remarks.contains(&Remark::Executive), "{name}");
    }
}

#[test]
fn a_request_is_valid() {
    let found = valid("5/request.json");
    assert_eq!(not_compared(&found), [other_program()]);
    assert!(matches!(found.held, Ok(Held::Request(_))));
}

#[test]
fn backups_are_read_whole() {
    for (number, entries) in [(1, 607), (2, 607), (3, 612), (4, 635), (5, 638)] {
        let read = backup::read(
            &fixture(&format!("{number}/backup.assay.gz")),
            &Editions::bundled(),
        );
        let read = read.unwrap_or_else(|error| panic!("{number}: {error}"));
        assert_eq!(read.record.journal().next_seq(), entries, "{number}");
        assert_eq!(read.missing.len(), 8, "{number}");
        // What is written of it today is read again, too.
        let again = backup::write(&read.record, [], read.created).unwrap();
        let again = backup::read(&again.bytes, &Editions::bundled()).unwrap();
        assert_eq!(
            again.record.assessment(),
            read.record.assessment(),
            "{number}"
        );
        assert_eq!(again.record.journal(), read.record.journal(), "{number}");
    }
}

#[test]
fn identities_are_unlocked_and_sign() {
    for number in 1..=5 {
        let stored: StoredIdentity =
            serde_json::from_slice(&fixture(&format!("{number}/identity.json"))).unwrap();
        assert_eq!(stored.check(), Ok(()), "{number}");
        let identity = stored.unlock("correct horse").unwrap();
        assert_eq!(identity.name(), "Ada Assessor", "{number}");
        let signed = assay_seal::json::sign_json(
            &serde_json::json!({"@context": "https://www.w3.org/ns/credentials/v2"}),
            &identity,
            "2026-11-30T09:30:00Z",
        );
        assert!(signed.is_ok(), "{number}");
    }
}
