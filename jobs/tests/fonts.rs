//! The jobs that are about fonts, and drafts, which tell what these lack.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use crate::common::{AT, PASSPHRASE, ada, alone, done, signing};
use crate::made_fonts::{font_of, with_fs_type};
use assay_assessment::{Timestamp, UtcOffset};
use assay_dossier::{DraftOf, DraftStage, Format, NotDrawn, Pages, signing_party};
use assay_jobs::{CheckFont, CheckReport, DraftPublic, DraftReport, FindLacking};
use assay_report::{
    document::{Report, Role},
    pdf::LackingOnPage,
    public::{Kind, Selection},
};

#[test]
fn what_the_fonts_of_a_report_lack_is_known_before_it_is_signed() {
    let mut report = signing(&ada(), PASSPHRASE).report;
    let job = |report: &Report, extra_fonts: &[&[u8]]| {
        let found = alone(FindLacking {
            report: Box::new(report.clone()),
            extra_fonts: extra_fonts.iter().map(|font| font.to_vec()).collect(),
        });
        let lacking = found.unwrap().lacking.into_iter();
        lacking
            .map(|each| (each.character, each.parts))
            .collect::<Vec<_>>()
    };
    assert_eq!(job(&report, &[]), []);
    report.title = "\u{9375} \u{2550}".to_owned();
    let control = &mut report.sections[0].groups[0].controls[0];
    control.note = "\u{9375}\u{202e}".to_owned();
    let note = |character| (character, vec!["Controls".to_owned()]);
    let title = |character| (character, vec!["Cover".to_owned()]);
    let both = ('\u{9375}', vec!["Cover".to_owned(), "Controls".to_owned()]);
    assert_eq!(
        job(&report, &[]),
        [note('\u{202e}'), title('\u{2550}'), both.clone()]
    );
    // What no font may draw stays.
    let (lines, key) = (font_of("\u{2550}\u{202e}"), font_of("\u{9375}"));
    assert_eq!(job(&report, &[&lines]), [note('\u{202e}'), both]);
    assert_eq!(job(&report, &[&lines, &key]), [note('\u{202e}')]);
}

#[test]
fn a_font_is_told_and_what_is_none_is_refused() {
    let job = |bytes: &[u8]| {
        alone(CheckFont {
            bytes: bytes.to_vec(),
            missing: vec!['\u{4e00}', '\u{2550}', '\u{9375}'],
        })
    };
    let bytes = font_of("\u{2550}\u{9375}");
    let font = job(&bytes).unwrap();
    assert_eq!(font.bytes, bytes);
    assert_eq!((&*font.family, &*font.style), ("Assay Mono", "Regular"));
    assert_eq!(font.covered, ['\u{2550}', '\u{9375}']);
    let refused = |bytes: &[u8]| job(bytes).err().unwrap().to_string();
    assert!(refused(b"no font").contains("cannot be read"));
    assert!(refused(&with_fs_type(&bytes, 2)).contains("licence"));
}

#[test]
fn a_report_is_signed_with_several_fonts_and_checked_with_them() {
    let fonts = vec![font_of("\u{9375}"), font_of("\u{2550}")];
    let ada = ada();
    let mut job = signing(&ada, PASSPHRASE);
    job.report.title = "\u{2550} \u{9375}".to_owned();
    job.extra_fonts.clone_from(&fonts);
    let signed = alone(job).unwrap();
    assert_eq!(signed.substituted, []);
    let pages = |fonts: Vec<Vec<u8>>| {
        let checked = alone(CheckReport {
            bytes: signed.file(Format::ExecutivePdf).unwrap().bytes.clone(),
            editions: Vec::new(),
            authorities: Vec::new(),
            fonts,
        });
        checked.unwrap().pages.unwrap()
    };
    assert_eq!(pages(fonts), Pages::Same);
    assert!(matches!(
        pages(Vec::new()),
        Pages::NotCompared(NotDrawn::OtherFonts(fonts)) if fonts.len() == 2
    ));
}

#[test]
fn a_draft_is_drawn_without_a_passphrase_and_verify_refuses_it() {
    let ada = ada();
    let signing = signing(&ada, PASSPHRASE);
    let mut report = signing.report;
    report.title = "\u{9375} \u{2550}".to_owned();
    for of in [DraftOf::Full, DraftOf::Executive] {
        let (draft, stages) = done(DraftReport {
            report: report.clone(),
            of,
            at: signing.at,
            utc_offset: signing.utc_offset,
            extra_fonts: vec![font_of("\u{9375}")],
            pictures: Vec::new(),
            logo: Vec::new(),
        });
        assert_eq!(stages, [DraftStage::Drawing, DraftStage::ReadingBack]);
        assert_eq!(stages.len(), DraftStage::COUNT);
        let draft = draft.unwrap();
        let lacking = LackingOnPage {
            page: 1,
            part: "Cover".to_owned(),
            heading: None,
            characters: vec!['\u{2550}'],
        };
        assert_eq!(draft.lacking, [lacking]);
        let refused = alone(CheckReport {
            bytes: draft.bytes,
            editions: Vec::new(),
            authorities: Vec::new(),
            fonts: Vec::new(),
        });
        let words = refused.unwrap_err().to_string();
        assert!(words.starts_with("this is a draft, which nobody has signed"));
    }
}

#[test]
fn a_public_edition_is_drafted_before_it_is_signed() {
    let ada = ada();
    let signed = alone(signing(&ada, PASSPHRASE)).unwrap();
    let draft = alone(DraftPublic {
        report: signed.file(Format::Json).unwrap().bytes.clone(),
        selection: Selection {
            kinds: [Kind::Person].into(),
            ..Selection::default()
        },
        party: signing_party(&ada, Role::Assessor),
        at: Timestamp::from_milliseconds(AT + 1_000),
        utc_offset: UtcOffset::UTC,
        extra_fonts: Vec::new(),
        logo: Vec::new(),
    });
    let draft = draft.unwrap();
    assert!(draft.name.ends_with(".draft.public.pdf"), "{}", draft.name);
    assert_eq!(draft.lacking, []);
}
