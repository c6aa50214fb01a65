//! Pictures of evidence in what is signed: drawn from their files, which go along, and found where they are not what
//! the report says.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test that cannot go on fails"
)]

use std::sync::OnceLock;

use crate::common::{
    AT, identity, images, only, record as example, report_in, shown, signed_bytes, signed_json,
    signing,
};
use assay_assessment::{
    Absence, Edit, EvidencePresence, PicturesNotice, PicturesSize, Record, Sha256Digest, Timestamp,
};
use assay_catalog::Editions;
use assay_dossier::{
    Checked, Contradiction, Countersigning, Drawing, Format, Held, NotDrawn, Outcome, Pages,
    ProduceError, Publishing, SignedReport, Signing, check, countersign, produce, sign_public,
};
use assay_report::{
    document::{Presentation, Report, Role},
    outline::Extent,
    picture::{PictureError, PictureFault, PictureFiles, PictureProblem, PicturesError},
    public::{Kind, Selection},
};
use assay_seal::{Identity, pdf::attachment, pdf::attachment_names};

const PANEL: &[u8] = include_bytes!("../../report/tests/pictures/panel.png");
const RACK: &[u8] = include_bytes!("../../report/tests/pictures/turned.jpg");
const TEXT_OF_RACK: &str = "Seven machines in a rack; the fourth has a red light.";

fn whole(number: u8, bytes: &[u8], text: &str) -> Edit {
    shown(number, bytes, bytes.len() as u64, text)
}

fn record(edits: impl IntoIterator<Item = Edit>) -> Record {
    let mut record = example();
    for edit in edits {
        let at = Timestamp::from_milliseconds(AT);
        record.perform(edit, at, "Ada").unwrap().unwrap();
    }
    record
}

fn ada() -> Identity {
    identity("Ada Roth", 1)
}

fn files(files: &[&[u8]]) -> PictureFiles {
    files.iter().map(|file| file.to_vec()).collect()
}

fn produced(record: &Record, pictures: &PictureFiles) -> Result<SignedReport, ProduceError> {
    let ada = ada();
    let signing = Signing {
        pictures,
        request: true,
        ..signing(&ada)
    };
    produce(
        record,
        &EvidencePresence::default(),
        &Presentation::default(),
        &signing,
    )
}

/// The example with a screenshot and a photograph that was taken on its side; signed once for all tests.
fn signed() -> &'static SignedReport {
    static SIGNED: OnceLock<SignedReport> = OnceLock::new();
    SIGNED.get_or_init(|| {
        let edits = [
            whole(1, PANEL, "A list of eight ports; 5054 is open."),
            whole(2, RACK, TEXT_OF_RACK),
        ];
        produced(&record(edits), &files(&[RACK, PANEL])).unwrap()
    })
}

fn bytes(format: Format) -> &'static [u8] {
    &signed().file(format).unwrap().bytes
}

fn checked(bytes: &[u8]) -> Checked {
    check(bytes, &Editions::bundled()).unwrap()
}

fn report() -> Report {
    report_in(bytes(Format::Json))
}

/// The name under which the file of a picture is attached.
fn name_of(file: &[u8]) -> String {
    let report = report();
    let mut all = report.shown_pictures();
    let shown = all.find(|shown| shown.sha256 == Sha256Digest::of(file));
    let shown = shown.unwrap();
    shown.attached_as(shown.picture.seen.unwrap().media_type)
}

#[test]
fn a_report_with_pictures_is_valid_as_pdf_and_without_them_as_json() {
    let pdf = checked(bytes(Format::Pdf));
    assert_eq!(pdf.outcome, Outcome::Valid, "{:?}", pdf.contradictions);
    assert_eq!(pdf.pages, Some(Pages::Same));
    assert_eq!(images(bytes(Format::Pdf)), 2);
    for file in [PANEL, RACK] {
        let attached = attachment(bytes(Format::Pdf), &name_of(file));
        assert_eq!(attached.as_deref(), Some(file));
    }
    let json = checked(bytes(Format::Json));
    assert_eq!(json.outcome, Outcome::Valid, "{:?}", json.contradictions);
    // What was taken on its side is stated as it stands upright.
    let report = report();
    let seen = report
        .shown_pictures()
        .map(|shown| shown.picture.seen.unwrap());
    let sides: Vec<_> = seen.map(|facts| (facts.width, facts.height)).collect();
    assert_eq!(sides.len(), 2);
    assert!(
        sides.contains(&(640, 400)) && sides.contains(&(300, 420)),
        "{sides:?}"
    );
}

#[test]
fn what_is_beside_the_full_report_holds_no_picture() {
    let executive = bytes(Format::ExecutivePdf);
    let request = signed().request.iter();
    let request = request.filter(|file| file.format == Format::Pdf);
    let request = request.map(|file| file.bytes.as_slice());
    for pdf in std::iter::once(executive).chain(request) {
        let found = checked(pdf);
        assert_eq!(found.outcome, Outcome::Valid, "{:?}", found.contradictions);
        assert_eq!(images(pdf), 0);
        assert_eq!(attachment_names(pdf).len(), 1);
    }
}

#[test]
fn a_public_edition_says_in_words_what_the_pictures_show_or_leaves_that_out_as_well() {
    let olga = identity("Olga Operator", 2);
    for (kinds, said) in [([Kind::Person], true), ([Kind::Note], false)] {
        let selection = Selection {
            kinds: kinds.into(),
            ..Selection::default()
        };
        let publishing = Publishing {
            selection: &selection,
            seed: &[5; 32],
        };
        let public = sign_public(bytes(Format::Json), &publishing, &signing(&olga)).unwrap();
        for file in public
            .files
            .iter()
            .filter(|file| file.format != Format::Disclosures)
        {
            let found = checked(&file.bytes);
            assert_eq!(found.outcome, Outcome::Valid, "{:?}", found.contradictions);
            if file.format == Format::PublicJson {
                let text = String::from_utf8_lossy(&file.bytes);
                assert_eq!(text.contains(TEXT_OF_RACK), said);
            } else {
                assert_eq!(found.pages, Some(Pages::Same));
                assert_eq!(images(&file.bytes), 0);
                assert_eq!(attachment_names(&file.bytes).len(), 1);
            }
        }
    }
}

/// What the pages of a document say takes the JSON out of its PDF must name that, and not the first of the files.
#[test]
fn the_commands_on_the_pages_take_the_json_by_its_name() {
    let taken = |pages: &[u8], pdf: &[u8]| {
        let outline = format!("{:?}", checked(pages).held.unwrap().pages());
        let commands = outline.split("pdfdetach ").skip(1);
        let names = commands.map(|rest| {
            let words: Vec<&str> = rest.split_whitespace().take(2).collect();
            assert_eq!(words[0], "-savefile");
            words[1].to_owned()
        });
        let names: Vec<String> = names.collect();
        assert!(!names.is_empty());
        names
            .iter()
            .map(|name| attachment(pdf, name).unwrap())
            .collect::<Vec<_>>()
    };
    // The name of a picture is before that of the JSON.
    let mut names = attachment_names(bytes(Format::Pdf));
    names.sort_unstable();
    assert!(names[0].starts_with("evidence-"), "{names:?}");
    let json = bytes(Format::Json);
    for format in [Format::Pdf, Format::ExecutivePdf] {
        assert_eq!(taken(json, bytes(format)), [json], "{format:?}");
    }
    let olga = identity("Olga Brand", 2);
    let selection = Selection {
        kinds: [Kind::Note].into(),
        ..Selection::default()
    };
    let publishing = Publishing {
        selection: &selection,
        seed: &[5; 32],
    };
    let public = sign_public(json, &publishing, &signing(&olga)).unwrap();
    let file = |format| &*public.file(format).unwrap().bytes;
    let json = file(Format::PublicJson);
    assert_eq!(taken(json, file(Format::PublicPdf)), [json, json]);
}

#[test]
fn somebody_else_signs_a_pdf_with_pictures_as_any_other() {
    let olga = identity("Olga Operator", 2);
    let editions = Editions::bundled();
    let signing = Countersigning {
        identity: &olga,
        role: Role::Operator,
        at: Timestamp::from_milliseconds(AT + 1_000),
        editions: &editions,
    };
    let pdf = bytes(Format::Pdf);
    let signed = countersign(pdf, "a.pdf", Sha256Digest::of(pdf), &signing).unwrap();
    let found = checked(&signed.bytes);
    assert_eq!(found.pages, Some(Pages::Same));
    assert_eq!(found.signatures.len(), 2);
}

fn refused(record: &Record, pictures: &PictureFiles) -> PicturesError {
    match produced(record, pictures) {
        Err(ProduceError::Pictures(error)) => error,
        other => panic!("{:?}", other.map(|signed| signed.pages)),
    }
}

fn fault(record: &Record, pictures: &PictureFiles) -> PictureFault {
    match refused(record, pictures) {
        PicturesError::Picture(PictureProblem { label, fault, .. }) => {
            assert_eq!(label, "Picture of site 1");
            fault
        }
        other => panic!("{other:?}"),
    }
}

#[test]
fn nothing_is_signed_with_a_picture_that_cannot_be_drawn() {
    let one = |bytes| record([whole(1, bytes, "A panel.")]);
    let panel = one(PANEL);
    assert_eq!(fault(&panel, &files(&[])), PictureFault::NotThere);
    assert_eq!(fault(&panel, &files(&[RACK])), PictureFault::NotThere);
    let cut = &PANEL[..2_000];
    let broken = PictureFault::NotDrawn(PictureError::Broken);
    assert_eq!(fault(&one(cut), &files(&[cut])), broken);
    let text = b"no picture";
    let other = PictureFault::NotDrawn(PictureError::OtherFormat);
    assert_eq!(fault(&one(text), &files(&[text])), other);
    let lies = record([shown(1, PANEL, 7, "A panel.")]);
    assert_eq!(fault(&lies, &files(&[PANEL])), PictureFault::Unlike);
    let words = refused(&panel, &files(&[])).to_string();
    assert!(
        words.starts_with("the picture “Picture of site 1” cannot be shown")
            && words.contains("get the file back"),
        "{words}"
    );
}

#[test]
fn a_picture_that_the_device_has_not_as_it_was_is_not_shown() {
    let record = record([whole(1, PANEL, "A panel.")]);
    let mut presence = EvidencePresence::default();
    presence.note(Sha256Digest::of(PANEL), Some(Absence::Changed));
    let ada = ada();
    let signing = Signing {
        pictures: &files(&[PANEL]),
        ..signing(&ada)
    };
    let refused =
        produce(&record, &presence, &Presentation::default(), &signing).map(|signed| signed.pages);
    assert!(
        matches!(&refused, Err(ProduceError::Pictures(PicturesError::Picture(problem)))
            if problem.fault == PictureFault::NotThere),
        "{refused:?}"
    );
}

#[test]
fn more_than_fits_is_refused_before_it_is_drawn() {
    let most = PicturesSize::MOST_BYTES;
    let large = record([
        shown(1, b"one", most, "A panel."),
        shown(2, b"two", 1, "A panel."),
    ]);
    assert_eq!(
        refused(&large, &files(&[])),
        PicturesError::TooMuch(PicturesNotice::TooLarge(most + 1))
    );
}

/// The PDF of a report with any pictures, signed by the assessor; the attached JSON is signed anew.
fn forged(report: &Report, pictures: &PictureFiles, change: impl FnOnce(&mut Vec<u8>)) -> Checked {
    let ada = ada();
    let drawing = Drawing {
        held: &Held::Report(Box::new(report.clone())),
        json: &signed_json(report, &ada),
        created: i64::try_from(AT / 1_000).unwrap(),
        extra_fonts: &[],
        pictures,
    };
    let mut pdf = drawing.draw(Extent::Full).unwrap().bytes;
    change(&mut pdf);
    checked(&signed_bytes(&pdf, &ada, "assessor"))
}

#[test]
fn a_picture_that_is_drawn_as_another_is_found() {
    let report = report();
    let pictures = files(&[PANEL, RACK]);
    let same = forged(&report, &pictures, |_| {});
    assert_eq!(same.pages, Some(Pages::Same), "{:?}", same.contradictions);
    // Some coded pixels, which stand in the drawn picture and in its file.
    let pixels = &RACK[RACK.len() - 400..RACK.len() - 360];
    let found = forged(&report, &pictures, |pdf| {
        let file = only(pdf, RACK);
        let file = file..file + RACK.len();
        let mut places = pdf.windows(pixels.len()).enumerate();
        let drawn = places.find(|(place, window)| *window == pixels && !file.contains(place));
        let (drawn, _) = drawn.unwrap();
        pdf[drawn] ^= 1;
    });
    assert_eq!(found.outcome, Outcome::Contradictory);
    assert_eq!(found.pages, Some(Pages::Differ));
    let drawing = |each: &Contradiction| matches!(each, Contradiction::Drawing { pages, .. } if pages.len() == 1);
    assert!(
        found.contradictions.iter().any(drawing),
        "{:?}",
        found.contradictions
    );
}

#[test]
fn a_picture_whose_file_is_not_the_one_that_the_report_names_is_found() {
    let found = forged(&report(), &files(&[PANEL, RACK]), |pdf| {
        let file = only(pdf, RACK);
        pdf[file + RACK.len() - 400] ^= 1;
    });
    assert_eq!(found.outcome, Outcome::Contradictory);
    let label = "Picture of site 2".to_owned();
    let not_compared = Pages::NotCompared(NotDrawn::Picture(label.clone()));
    assert_eq!(found.pages, Some(not_compared));
    let contradiction = Contradiction::Picture(label);
    assert!(
        found.contradictions.contains(&contradiction),
        "{:?}",
        found.contradictions
    );
    assert_eq!(contradiction.place(), "Picture Picture of site 2");
}

#[test]
fn the_files_of_pictures_are_looked_at_also_where_pages_are_not_drawn_again() {
    let mut other = report();
    other.generator = "Assay 9.9.9".to_owned();
    let changed = |change: usize| {
        forged(&other, &files(&[PANEL, RACK]), |pdf| {
            let file = only(pdf, RACK);
            pdf[file + RACK.len() - 400] ^= u8::try_from(change).unwrap();
        })
    };
    let label = "Picture of site 2".to_owned();
    let contradiction = Contradiction::Picture(label);
    assert!(!changed(0).contradictions.contains(&contradiction));
    assert!(changed(1).contradictions.contains(&contradiction));
}

#[test]
fn a_report_that_says_something_else_of_a_picture_is_found() {
    // It cannot be drawn so, so that the genuine pages are under another report.
    let mut other = report();
    for item in &mut other.evidence {
        if let Some(seen) = item.picture.as_mut().and_then(|part| part.seen.as_mut()) {
            seen.width += 1;
        }
    }
    let ada = ada();
    let json = signed_json(&other, &ada);
    let alone = checked(&json);
    assert_eq!(alone.outcome, Outcome::Valid, "the JSON alone cannot tell");
    let drawing = Drawing {
        held: &Held::Report(Box::new(report())),
        json: &json,
        created: i64::try_from(AT / 1_000).unwrap(),
        extra_fonts: &[],
        pictures: &files(&[PANEL, RACK]),
    };
    let pdf = drawing.draw(Extent::Full).unwrap().bytes;
    let found = checked(&signed_bytes(&pdf, &ada, "assessor"));
    assert_eq!(found.outcome, Outcome::Contradictory);
    assert!(
        found
            .contradictions
            .iter()
            .any(|each| matches!(each, Contradiction::Picture(_))),
        "{:?}",
        found.contradictions
    );
}

#[test]
fn a_report_with_pictures_that_nobody_draws_is_none() {
    let value = || serde_json::from_slice::<serde_json::Value>(bytes(Format::Json)).unwrap();
    let place = value()["evidence"]
        .as_array()
        .unwrap()
        .iter()
        .position(|item| item.get("picture").is_some())
        .unwrap();
    let with = |change: &dyn Fn(&mut serde_json::Value)| {
        let mut value = value();
        change(&mut value["evidence"][place]);
        Report::from_value(value).map_err(|error| error.to_string())
    };
    assert!(with(&|_| {}).is_ok());
    let unseen = with(&|item| _ = item["picture"].as_object_mut().unwrap().remove("seen"));
    assert!(
        unseen
            .unwrap_err()
            .contains("does not say what its picture is")
    );
    for (width, height) in [(0, 10), (20_000, 10), (10_000, 10_000)] {
        let sized = with(&|item| {
            item["picture"]["seen"]["width"] = width.into();
            item["picture"]["seen"]["height"] = height.into();
        });
        assert!(sized.unwrap_err().contains("of a size that is not drawn"));
    }
    let large = with(&|item| item["content"]["size"] = 20_000_001.into());
    assert!(large.unwrap_err().contains("at most 20 MB fit"));
    let link = with(&|item| {
        item["content"] = serde_json::json!({"type": "link", "address": "https://example.org/"});
    });
    assert!(link.unwrap_err().contains("is a link, and has a picture"));
}
