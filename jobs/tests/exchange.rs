//! A report in the formats of other programs, there and back as the two programs hand it over.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test that cannot go on has failed"
)]

use crate::common::{PASSPHRASE, ada, alone, signing};
use assay_assessment::Sha256Digest;
use assay_catalog::Editions;
use assay_dossier::{Format, check};
use assay_exchange::{ciso_assistant, oscal, page, xlsx};
use assay_jobs::{CheckReport, ExchangeReport, SignReport};
use assay_report::outline::to_markdown;

fn exchange(bytes: Vec<u8>) -> ExchangeReport {
    ExchangeReport {
        of: CheckReport {
            bytes,
            editions: Vec::new(),
            authorities: Vec::new(),
            fonts: Vec::new(),
        },
    }
}

fn signed(format: Format, request: bool) -> Vec<u8> {
    let job = SignReport {
        request,
        ..signing(&ada(), PASSPHRASE)
    };
    let signed = alone(job).unwrap();
    let mut files = signed.request.iter().chain(&signed.files);
    let file = files.find(|file| file.format == format).unwrap();
    file.bytes.clone()
}

#[test]
fn what_is_made_is_what_the_command_line_makes_of_the_same_file() {
    let json = signed(Format::Json, false);
    let made = alone(exchange(json.clone())).unwrap();
    assert_eq!(made.of, Sha256Digest::of(&json));

    let checked = check(&json, &Editions::bundled()).unwrap();
    let held = checked.held.unwrap();
    let report = held.report().unwrap();
    assert_eq!(
        made.workbook.unwrap().bytes,
        xlsx::workbook(report).unwrap().bytes
    );
    assert_eq!(made.page.bytes, page::page(report).bytes);
    assert_eq!(
        made.markdown.bytes,
        to_markdown(&held.outline()).into_bytes()
    );
    let oscal = made.oscal.unwrap();
    assert_eq!(oscal.len(), 5);
    let imported = made.ciso_assistant.unwrap();
    assert_eq!(imported.len(), 2);
    for (found, expected) in [
        (oscal, oscal::documents(report).unwrap()),
        (imported, ciso_assistant::files(report).unwrap()),
    ] {
        let expected = expected.iter().map(|file| (file.name, &file.bytes));
        let found = found.iter().map(|file| (file.name.as_str(), &file.bytes));
        assert!(found.eq(expected));
    }
}

#[test]
fn the_attached_report_of_a_pdf_gives_the_same() {
    let made = |format| alone(exchange(signed(format, false))).unwrap();
    let (json, pdf) = (made(Format::Json), made(Format::Pdf));
    assert_ne!(json.of, pdf.of);
    assert_eq!((json.workbook, json.page), (pdf.workbook, pdf.page));
    assert_eq!((json.markdown, json.oscal), (pdf.markdown, pdf.oscal));
    assert_eq!(json.ciso_assistant, pdf.ciso_assistant);
}

#[test]
fn nothing_is_made_of_what_does_not_hold_or_is_no_report() {
    let json = String::from_utf8(signed(Format::Json, false)).unwrap();
    let changed = json.replacen("Northwind", "Southwind", 1);
    assert!(changed != json);
    for (bytes, why) in [
        (changed.into_bytes(), "not valid"),
        (signed(Format::Json, true), "only a report"),
        (b"{}".to_vec(), "cannot be shown"),
        (Vec::new(), "neither a JSON nor a PDF"),
    ] {
        let refused = alone(exchange(bytes)).unwrap_err().to_string();
        assert!(refused.contains(why), "{refused}");
    }
}
