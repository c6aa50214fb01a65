//! Whole reports as PDF: the standards hold with everything filled.
#![allow(clippy::unwrap_used, reason = "the helpers of a test fail the test")]

use crate::common::{Filling, NOW, hostile, picture_files, report, report_on};
use assay_report::document::Report;
use assay_report::outline;
use assay_report::pdf::{EMBEDDED_REPORT_NAME, PdfOptions, PdfOutput, render};

fn pdf(filling: &Filling) -> PdfOutput {
    pdf_of(&report(filling))
}

fn pdf_of(report: &Report) -> PdfOutput {
    let json = serde_json::to_vec(&report.to_value().unwrap()).unwrap();
    render(
        &outline::of(report),
        &PdfOptions {
            embedded_report: Some(&json),
            embedded_name: EMBEDDED_REPORT_NAME,
            created: (NOW / 1_000) as i64,
            extra_fonts: &[],
            pictures: &picture_files(),
        },
    )
    .unwrap()
}

#[test]
fn a_filled_report_meets_the_standards() {
    let output = pdf(&Filling::default());
    assert_eq!(output.substituted, Vec::<char>::new());
    assert!(output.pages > 40);
    // What signs the file must be able to read it.
    let read = lopdf::Document::load_mem(&output.bytes).unwrap();
    assert_eq!(read.get_pages().len(), output.pages);
}

#[test]
fn a_sparse_report_meets_the_standards() {
    let output = pdf(&Filling {
        sparse: true,
        evidence: 0,
        ..Filling::default()
    });
    assert_eq!(output.substituted, Vec::<char>::new());
}

#[test]
fn long_notes_and_a_full_library_meet_the_standards() {
    let output = pdf(&Filling {
        note: |number| {
            if number == 9 {
                "A long note, to be read whole. ".repeat(3_200)
            } else {
                "# Found\n\n- one\n- two\n\n| a | b |\n|---|---|\n| 1 | `x` |\n".to_owned()
            }
        },
        evidence: 500,
        sparse: false,
    });
    assert!(output.pages > 80);
}

#[test]
fn the_same_report_gives_the_same_bytes() {
    let filling = Filling {
        sparse: true,
        ..Filling::default()
    };
    assert!(pdf(&filling) == pdf(&filling));
}

#[test]
fn text_that_is_hard_to_set_meets_the_standards() {
    let output = pdf_of(&report_on(&hostile()));
    assert!(output.substituted.contains(&'日'));
    assert!(output.pages > 100);
}

#[test]
fn addresses_of_contacts_and_licences_are_links_in_the_pdf() {
    let mut report = report(&Filling {
        sparse: true,
        ..Filling::default()
    });
    report.operator.contact = "Otto, otto@example.org".to_owned();
    report.edition.licence = "https://example.org/licence".to_owned();
    let read = lopdf::Document::load_mem(&pdf_of(&report).bytes).unwrap();
    let addresses: Vec<String> = read
        .objects
        .values()
        .filter_map(|object| object.as_dict().ok()?.get(b"A").ok()?.as_dict().ok())
        .filter_map(|action| action.get(b"URI").ok()?.as_str().ok())
        .map(|address| String::from_utf8_lossy(address).into_owned())
        .collect();
    for (wanted, times) in [
        ("mailto:otto@example.org", 1),
        ("https://example.org/licence", 2),
    ] {
        let found = addresses.iter().filter(|found| *found == wanted).count();
        assert_eq!(found, times, "{wanted}");
    }
}
