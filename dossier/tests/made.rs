//! Which PDFs of a report are made: each that is names the others that are, and none that is not, and every
//! combination is read back, checked and published as any other.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test that cannot go on fails"
)]

use std::collections::BTreeSet;

use crate::common::{
    AT, genuine, identity, record, report_in, signed_bytes, signed_example, signed_json, signing,
};
use assay_assessment::{EvidencePresence, Sha256Digest, Timestamp};
use assay_catalog::Editions;
use assay_dossier::{
    Checked, Contradiction, Countersigning, Drawing, Format, Held, Outcome, Pages, ProducedFile,
    Publishing, Remark, SignedReport, Signing, check, countersign, produce, sign_public,
};
use assay_report::{
    document::{PdfEdition, Presentation, Report, Role},
    outline::{self, Extent, MOST_EXECUTIVE_PAGES, Shortening, plain_text},
    pdf::{self, EMBEDDED_REPORT_NAME, PdfOptions},
    picture::NO_PICTURES,
    public::{Kind, Selection},
};

fn checked(bytes: &[u8]) -> Checked {
    check(bytes, &Editions::bundled()).unwrap()
}

/// The example of which these are not made, with its request.
fn signed(not_made: BTreeSet<PdfEdition>) -> SignedReport {
    let ada = identity("Ada Roth", 1);
    let signing = Signing {
        request: true,
        ..signing(&ada)
    };
    let presentation = Presentation {
        not_made,
        ..Presentation::default()
    };
    produce(
        &record(),
        &EvidencePresence::default(),
        &presentation,
        &signing,
    )
    .unwrap()
}

fn combinations() -> [BTreeSet<PdfEdition>; 4] {
    use PdfEdition::{Executive, Full};
    [
        [].into(),
        [Full].into(),
        [Executive].into(),
        [Full, Executive].into(),
    ]
}

fn drawing<'a>(held: &'a Held, json: &'a [u8]) -> Drawing<'a> {
    Drawing {
        held,
        json,
        created: i64::try_from(AT / 1_000).unwrap(),
        extra_fonts: &[],
        pictures: &NO_PICTURES,
    }
}

/// A PDF of this outline, not signed.
fn rendered(outline: &outline::Outline, json: &[u8]) -> Vec<u8> {
    let options = PdfOptions {
        embedded_report: Some(json),
        embedded_name: EMBEDDED_REPORT_NAME,
        created: i64::try_from(AT / 1_000).unwrap(),
        extra_fonts: &[],
        pictures: &NO_PICTURES,
    };
    pdf::render(outline, &options).unwrap().bytes
}

#[test]
fn each_combination_is_made_valid_and_has_what_belongs_to_it() {
    for not_made in combinations() {
        let signed = signed(not_made.clone());
        let made = |edition| !not_made.contains(&edition);
        let (full, executive) = (made(PdfEdition::Full), made(PdfEdition::Executive));
        let expected = [
            (full, Format::Pdf),
            (executive, Format::ExecutivePdf),
            (true, Format::Json),
        ];
        let expected: Vec<Format> = expected
            .iter()
            .filter(|each| each.0)
            .map(|each| each.1)
            .collect();
        let formats: Vec<Format> = signed.files.iter().map(|file| file.format).collect();
        assert_eq!(formats, expected);
        assert_eq!(signed.pages > 10, full);
        assert_eq!(
            (2..=MOST_EXECUTIVE_PAGES).contains(&signed.executive_pages),
            executive
        );
        assert_eq!(signed.pages == 0, !full);
        for file in signed.files.iter().chain(&signed.request) {
            let found = checked(&file.bytes);
            assert_eq!(
                found.outcome,
                Outcome::Valid,
                "{} {:?}",
                file.name,
                found.contradictions
            );
            let is_pdf = file.bytes.starts_with(b"%PDF");
            assert_eq!(found.pages, is_pdf.then_some(Pages::Same), "{}", file.name);
            let is_executive = file.format == Format::ExecutivePdf;
            assert_eq!(found.remarks.contains(&Remark::Executive), is_executive);
        }
        // The request names what was made, and nothing else.
        let request = signed
            .request
            .iter()
            .find(|file| file.format == Format::Json)
            .unwrap();
        let held = checked(&request.bytes).held.unwrap();
        let named: Vec<Sha256Digest> = held
            .request()
            .unwrap()
            .reports
            .iter()
            .map(|file| file.sha256)
            .collect();
        let digests: Vec<Sha256Digest> = signed
            .files
            .iter()
            .map(|file| Sha256Digest::of(&file.bytes))
            .collect();
        assert_eq!(named, digests);
        let again = self::signed(not_made);
        assert_eq!(again, signed, "the same arguments give the same bytes");
    }
}

#[test]
fn nothing_chosen_is_the_report_as_it_was() {
    let presence = EvidencePresence::default();
    let ada = identity("Ada Roth", 1);
    let usual = produce(
        &record(),
        &presence,
        &Presentation::default(),
        &signing(&ada),
    );
    assert_eq!(usual.unwrap(), signed_example());
    assert_eq!(signed([].into()).files, signed_example().files);
}

#[test]
fn an_edition_names_the_other_where_that_is_made_and_not_where_it_is_not() {
    for not_made in combinations() {
        let signed = signed(not_made.clone());
        let file = |format| signed.file(format).map(|file| &file.bytes);
        let json = file(Format::Json).unwrap();
        let report = report_in(json);
        assert_eq!(report.presentation.not_made, not_made);
        let digest = Sha256Digest::of(json);
        let executive = outline::of_executive(&report, digest, Shortening::Usual);
        if let Some(signed) = file(Format::ExecutivePdf) {
            // What was drawn is what the signed file begins with.
            let drawn = rendered(&executive, json);
            assert_eq!(signed[..drawn.len()], drawn[..]);
            let text = plain_text(&executive);
            assert!(text.contains(&digest.to_string()));
            let names_full = text.to_lowercase().contains("full edition");
            assert_eq!(names_full, !not_made.contains(&PdfEdition::Full));
            assert_eq!(
                text.contains("The attached JSON says the same"),
                !names_full
            );
        }
        if let Some(signed) = file(Format::Pdf) {
            let mut full = outline::of(&report);
            if let Some(executive_file) = file(Format::ExecutivePdf) {
                let drawn = rendered(&executive, json);
                assert!(executive_file.starts_with(&drawn));
                outline::name_executive(&mut full, Sha256Digest::of(&drawn), drawn.len());
            }
            let drawn = rendered(&full, json);
            assert_eq!(signed[..drawn.len()], drawn[..]);
            let names_executive = plain_text(&full)
                .to_lowercase()
                .contains("executive edition");
            assert_eq!(names_executive, !not_made.contains(&PdfEdition::Executive));
        }
    }
}

#[test]
fn rows_that_are_cut_off_are_where_all_of_the_report_is() {
    let mut report = report_in(&genuine().json);
    let finding = report.deficiencies[0].clone();
    report.deficiencies = vec![finding; 40];
    let digest = Sha256Digest::of(b"");
    let text =
        |report: &Report| plain_text(&outline::of_executive(report, digest, Shortening::Usual));
    assert!(text(&report).contains("10 more are in the full edition."));
    report.presentation.not_made = [PdfEdition::Full].into();
    assert!(text(&report).contains("10 more are in the attached JSON."));
}

#[test]
fn each_combination_is_published_and_signed_by_somebody_else() {
    let olga = identity("Olga Operator", 2);
    let selection = Selection {
        kinds: [Kind::Person].into(),
        ..Selection::default()
    };
    let publishing = Publishing {
        selection: &selection,
        seed: &[5; 32],
    };
    let editions = Editions::bundled();
    let countersigning = Countersigning {
        identity: &olga,
        role: Role::Operator,
        at: Timestamp::from_milliseconds(AT + 1_000),
        editions: &editions,
    };
    for not_made in combinations() {
        let signed = signed(not_made);
        for file in &signed.files {
            let digest = Sha256Digest::of(&file.bytes);
            let signed = countersign(&file.bytes, &file.name, digest, &countersigning).unwrap();
            let found = checked(&signed.bytes);
            assert_eq!((found.outcome, found.signatures.len()), (Outcome::Valid, 2));
        }
        let json = &signed.file(Format::Json).unwrap().bytes;
        let public = sign_public(json, &publishing, &signing(&olga)).unwrap();
        assert!(public.pages > 10);
        let files: Vec<&ProducedFile> = public
            .files
            .iter()
            .filter(|file| file.format != Format::Disclosures)
            .collect();
        assert_eq!(files.len(), 2);
        for file in files {
            let found = checked(&file.bytes);
            assert_eq!(found.outcome, Outcome::Valid, "{:?}", found.contradictions);
        }
    }
}

/// The report of the example of which these are not made.
fn report_without(not_made: BTreeSet<PdfEdition>) -> Report {
    let mut report = report_in(&genuine().json);
    report.presentation.not_made = not_made;
    report
}

#[test]
fn an_edition_that_the_report_says_was_not_made_is_found() {
    let ada = identity("Ada Roth", 1);
    for (extent, edition) in [
        (Extent::Full, PdfEdition::Full),
        (Extent::Executive, PdfEdition::Executive),
    ] {
        let report = report_without([edition].into());
        let json = signed_json(&report, &ada);
        let held = Held::Report(Box::new(report));
        let drawn = drawing(&held, &json).draw(extent).unwrap().bytes;
        let found = checked(&signed_bytes(&drawn, &ada, "assessor"));
        assert_eq!(found.outcome, Outcome::Contradictory);
        let contradiction = Contradiction::NotMade(edition);
        assert_eq!(found.contradictions, std::slice::from_ref(&contradiction));
        let says = contradiction.says();
        assert_eq!(
            says,
            format!("it is the {}", edition.label().to_lowercase())
        );
        assert_eq!(contradiction.place(), "Edition of the PDF");
    }
}

#[test]
fn an_edition_that_names_one_which_was_not_made_or_hides_one_which_was_is_found() {
    let ada = identity("Ada Roth", 1);
    let usual = report_without([].into());
    for (extent, other) in [
        (Extent::Full, PdfEdition::Executive),
        (Extent::Executive, PdfEdition::Full),
    ] {
        let lone = report_without([other].into());
        for (pages, stated) in [(&usual, &lone), (&lone, &usual)] {
            let json = signed_json(stated, &ada);
            let held = Held::Report(Box::new(pages.clone()));
            let drawn = drawing(&held, &json).draw(extent).unwrap().bytes;
            let found = checked(&signed_bytes(&drawn, &ada, "assessor"));
            assert_eq!(found.pages, Some(Pages::Differ), "{extent:?}");
            assert_eq!(found.outcome, Outcome::Contradictory, "{extent:?}");
        }
    }
}
