//! How the pages are drawn, from whoever signs to whoever checks: in every document, and found where it is not what
//! the attached JSON says.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test that cannot go on fails"
)]

use std::sync::OnceLock;

use crate::common::{
    drawn_as, genuine, identity, record, report_in, signed_bytes, signed_example, signing,
};
use assay_assessment::EvidencePresence;
use assay_catalog::Editions;
use assay_dossier::{
    Checked, Format, Outcome, Pages, ProducedFile, Publishing, SignedReport, Signing, check,
    produce, sign_public,
};
use assay_report::{
    document::{DateFormat, LeavablePart, NumberFormat, Paper, Presentation},
    outline::{Extent, MOST_EXECUTIVE_PAGES, Outline, plain_text},
    public::{Kind, Selection},
};

fn presentation() -> Presentation {
    Presentation {
        paper: Paper::UsLetter,
        dates: DateFormat::MonthDayYear,
        numbers: NumberFormat::CommaPoint,
        left_out: LeavablePart::ALL.into(),
        ..Presentation::default()
    }
}

/// The example in that presentation with its request; signed once for all tests of this file.
fn signed() -> &'static SignedReport {
    static SIGNED: OnceLock<SignedReport> = OnceLock::new();
    SIGNED.get_or_init(|| {
        let ada = identity("Ada Roth", 1);
        let signing = Signing {
            request: true,
            ..signing(&ada)
        };
        let presence = EvidencePresence::default();
        produce(&record(), &presence, &presentation(), &signing).unwrap()
    })
}

fn checked(bytes: &[u8]) -> Checked {
    check(bytes, &Editions::bundled()).unwrap()
}

fn outline_of(bytes: &[u8]) -> Outline {
    checked(bytes).held.unwrap().outline()
}

/// The sides of the pages of a PDF, each once.
fn sides(bytes: &[u8]) -> Vec<(f32, f32)> {
    let read = lopdf::Document::load_mem(bytes).unwrap();
    let pages = read.get_pages();
    let mut sides: Vec<(f32, f32)> = Vec::new();
    for page in pages.values() {
        let page = read.get_dictionary(*page).unwrap();
        let of_page = page.get(b"MediaBox").unwrap().as_array().unwrap();
        let of_page = (
            of_page[2].as_float().unwrap(),
            of_page[3].as_float().unwrap(),
        );
        if !sides.contains(&of_page) {
            sides.push(of_page);
        }
    }
    sides
}

#[test]
fn every_document_is_drawn_so_and_valid() {
    let signed = signed();
    let public = {
        let selection = Selection {
            kinds: [Kind::Person].into(),
            ..Selection::default()
        };
        let publishing = Publishing {
            selection: &selection,
            seed: &[5; 32],
        };
        let json = &signed.file(Format::Json).unwrap().bytes;
        sign_public(json, &publishing, &signing(&identity("Olga Operator", 2))).unwrap()
    };
    let files = signed.files.iter().chain(&signed.request);
    let public = public.files.iter();
    let public = public.filter(|file| file.format != Format::Disclosures);
    let files: Vec<&ProducedFile> = files.chain(public).collect();
    assert_eq!(files.len(), 7);
    for file in files {
        let found = checked(&file.bytes);
        assert_eq!(found.outcome, Outcome::Valid, "{}", file.name);
        let outline = outline_of(&file.bytes);
        assert_eq!(outline.paper, Paper::UsLetter, "{}", file.name);
        assert!(
            plain_text(&outline).contains("November 22, 2026"),
            "{}",
            file.name
        );
        if file.bytes.starts_with(b"%PDF") {
            assert_eq!(found.pages, Some(Pages::Same), "{}", file.name);
            assert_eq!(sides(&file.bytes), [(612.0, 792.0)], "{}", file.name);
        }
    }
    // Who checks it sees also what the pages leave out.
    let held = checked(&signed.file(Format::Pdf).unwrap().bytes)
        .held
        .unwrap();
    let (pages, whole) = (plain_text(&held.pages()), plain_text(&held.outline()));
    assert!(
        pages.contains("left out of these pages") && !whole.contains("left out of these pages")
    );
    assert!(whole.len() > pages.len());
    assert!((2..=MOST_EXECUTIVE_PAGES).contains(&signed.executive_pages));
    assert!(signed.pages + 10 < signed_example().pages);
    assert_eq!(sides(&genuine().pdf)[0], (595.28, 841.89));
}

#[test]
fn pages_of_another_presentation_than_the_attached_one_are_found() {
    let json = &signed().file(Format::Json).unwrap().bytes;
    let report = report_in(json);
    assert_eq!(report.presentation, presentation());
    let ada = identity("Ada Roth", 1);
    let others = [
        Presentation {
            paper: Paper::A4,
            ..presentation()
        },
        Presentation {
            dates: DateFormat::Iso,
            ..presentation()
        },
        Presentation {
            numbers: NumberFormat::PointComma,
            ..presentation()
        },
    ];
    for (extent, name) in [(Extent::Full, "full"), (Extent::Executive, "executive")] {
        for other in &others {
            let mut pages = report.clone();
            pages.presentation = other.clone();
            let pdf = drawn_as(&pages, json, extent, &[]);
            let found = checked(&signed_bytes(&pdf, &ada, "assessor"));
            assert_eq!(found.pages, Some(Pages::Differ), "{name} {other:?}");
            assert_eq!(found.outcome, Outcome::Contradictory, "{name} {other:?}");
        }
    }
    // Pages that leave out what the JSON does not say that they leave out.
    let mut pages = report.clone();
    pages.presentation.left_out.clear();
    let pdf = drawn_as(&pages, json, Extent::Full, &[]);
    let found = checked(&signed_bytes(&pdf, &ada, "assessor"));
    assert_eq!(found.pages, Some(Pages::Differ));
}
