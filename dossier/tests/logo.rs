//! The logo in what is signed: on every cover, with its file, and found where it is not what the JSON says.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test that cannot go on fails"
)]

use std::sync::OnceLock;

use crate::common::{
    AT, AT_WORDS, genuine, identity, images, only, record, signed_bytes, signed_example, signing,
};
use assay_assessment::{EvidencePresence, Sha256Digest, Timestamp};
use assay_catalog::Editions;
use assay_dossier::{
    Checked, Contradiction, Countersigning, Drawing, Format, Held, NotDrawn, Outcome, Pages,
    ProduceError, PublishError, Publishing, SignedPublic, SignedReport, Signing, check,
    countersign, produce, sign_public,
};
use assay_report::{
    document::{Logo, LogoError, Presentation, Role},
    outline::Extent,
    picture::{LogoFileError, PictureError, PictureFiles, look_at_logo},
    public::{Kind, Selection},
};
use assay_seal::{
    Identity,
    json::{canonical_bytes, sign_json},
    pdf::{attachment, attachment_names},
};

const LOGO: &[u8] = include_bytes!("../../report/tests/pictures/logo.png");
/// One whose coded pixels stand in the PDF as they are.
const PHOTOGRAPH: &[u8] = include_bytes!("../../report/tests/pictures/turned.jpg");

fn ada() -> Identity {
    identity("Ada Roth", 1)
}

fn files(bytes: &[u8]) -> PictureFiles {
    PictureFiles::from_iter([bytes.to_vec()])
}

fn logo(bytes: &[u8]) -> Logo {
    let looked = look_at_logo(bytes).unwrap();
    looked.stated("Roth Assurance".to_owned()).unwrap()
}

/// The example with this logo and a request, signed with these files.
fn produced(logo: Logo, pictures: &PictureFiles) -> Result<SignedReport, ProduceError> {
    let ada = ada();
    let signing = Signing {
        pictures,
        request: true,
        ..signing(&ada)
    };
    let presentation = Presentation {
        logo: Some(logo),
        ..Presentation::default()
    };
    produce(
        &record(),
        &EvidencePresence::default(),
        &presentation,
        &signing,
    )
}

/// The same, signed once for all tests.
fn signed() -> &'static SignedReport {
    static SIGNED: OnceLock<SignedReport> = OnceLock::new();
    SIGNED.get_or_init(|| produced(logo(LOGO), &files(LOGO)).unwrap())
}

fn published(kind: Kind, pictures: &PictureFiles) -> Result<SignedPublic, PublishError> {
    let olga = identity("Olga Operator", 2);
    let selection = Selection {
        kinds: [kind].into(),
        ..Selection::default()
    };
    let publishing = Publishing {
        selection: &selection,
        seed: &[5; 32],
    };
    let signing = Signing {
        pictures,
        ..signing(&olga)
    };
    let json = &signed().file(Format::Json).unwrap().bytes;
    sign_public(json, &publishing, &signing)
}

fn checked(bytes: &[u8]) -> Checked {
    check(bytes, &Editions::bundled()).unwrap()
}

#[test]
fn every_document_has_the_logo_and_its_file_and_is_valid() {
    let public = published(Kind::Amount, &files(LOGO)).unwrap();
    let all = signed().files.iter().chain(&signed().request);
    let public = public.files.iter();
    let all = all.chain(public.filter(|file| file.format != Format::Disclosures));
    let (mut pdfs, mut others) = (0, 0);
    for file in all {
        let found = checked(&file.bytes);
        assert_eq!(
            found.outcome,
            Outcome::Valid,
            "{} {:?}",
            file.name,
            found.contradictions
        );
        assert_eq!(found.held.unwrap().logo(), Some(&logo(LOGO)));
        if file.bytes.starts_with(b"%PDF") {
            assert_eq!(found.pages, Some(Pages::Same), "{}", file.name);
            assert_eq!(images(&file.bytes), 1, "{}", file.name);
            assert_eq!(
                attachment(&file.bytes, "title-logo.png").as_deref(),
                Some(LOGO)
            );
            // The pages say that the JSON is the first, and programs count by the order of the names.
            let first = attachment_names(&file.bytes).into_iter().min().unwrap();
            assert!(first.ends_with(".json"), "{first}");
            pdfs += 1;
        } else {
            others += 1;
        }
    }
    assert_eq!((pdfs, others), (4, 3));
}

#[test]
fn a_logo_moves_no_page_and_a_report_without_one_is_as_it_was() {
    let usual = signed_example();
    assert_eq!(signed().pages, usual.pages);
    assert_eq!(signed().executive_pages, usual.executive_pages);
    for file in usual
        .files
        .iter()
        .filter(|file| file.bytes.starts_with(b"%PDF"))
    {
        assert_eq!(images(&file.bytes), 0);
        assert_eq!(attachment_names(&file.bytes).len(), 1);
    }
    // What is not stated needs no file, and one that nothing states is not taken along.
    let ada = ada();
    let pictures = files(LOGO);
    let signing = Signing {
        pictures: &pictures,
        ..signing(&ada)
    };
    let presence = EvidencePresence::default();
    let again = produce(&record(), &presence, &Presentation::default(), &signing);
    assert_eq!(again.unwrap(), usual);
}

#[test]
fn nothing_is_signed_with_a_logo_that_cannot_be_drawn() {
    let refused = |logo: Logo, file: &[u8]| match produced(logo, &files(file)) {
        Err(ProduceError::Logo(error)) => error,
        other => panic!("{:?}", other.map(|signed| signed.pages)),
    };
    assert_eq!(refused(logo(LOGO), PHOTOGRAPH), LogoError::NotThere);
    let higher = Logo {
        height: 161,
        ..logo(LOGO)
    };
    assert_eq!(refused(higher, LOGO), LogoError::Unlike);
    let cut = &LOGO[..2_000];
    let broken = Logo {
        sha256: Sha256Digest::of(cut),
        size: 2_000,
        ..logo(LOGO)
    };
    let why = LogoError::File(LogoFileError::NotDrawn(PictureError::Broken));
    assert_eq!(refused(broken, cut), why);
    let blank = Logo {
        alternative_text: " ".to_owned(),
        ..logo(LOGO)
    };
    assert_eq!(refused(blank, LOGO), LogoError::WithoutText);
    let words = refused(logo(LOGO), b"").to_string();
    assert!(
        words.contains("choose it again, or leave the logo out"),
        "{words}"
    );
}

#[test]
fn a_public_edition_needs_the_file_unless_it_leaves_the_logo_out() {
    let none = PictureFiles::new();
    let refused = published(Kind::Amount, &none).map(|public| public.pages);
    let not_there = |error: &PublishError| {
        matches!(
            error,
            PublishError::Sign(ProduceError::Logo(LogoError::NotThere))
        )
    };
    assert!(not_there(&refused.unwrap_err()));
    // Also where somebody hands the file over.
    for pictures in [none, files(LOGO)] {
        let public = published(Kind::Person, &pictures).unwrap();
        let pdf = &public.file(Format::PublicPdf).unwrap().bytes;
        let found = checked(pdf);
        assert_eq!(found.outcome, Outcome::Valid, "{:?}", found.contradictions);
        assert_eq!(found.pages, Some(Pages::Same));
        assert_eq!(found.held.unwrap().logo(), None);
        assert_eq!(images(pdf), 0);
        assert_eq!(attachment_names(pdf).len(), 1);
    }
}

#[test]
fn somebody_else_signs_it_as_any_other() {
    let olga = identity("Olga Operator", 2);
    let editions = Editions::bundled();
    let signing = Countersigning {
        identity: &olga,
        role: Role::Operator,
        at: Timestamp::from_milliseconds(AT + 1_000),
        editions: &editions,
    };
    let pdf = &signed().file(Format::ExecutivePdf).unwrap().bytes;
    let signed = countersign(pdf, "a.pdf", Sha256Digest::of(pdf), &signing).unwrap();
    let found = checked(&signed.bytes);
    assert_eq!(found.pages, Some(Pages::Same));
    assert_eq!(found.signatures.len(), 2);
}

/// The documents that are drawn with the logo of a file: what each holds, and in which extent it is drawn.
fn documents(bytes: &[u8]) -> Vec<(Held, Extent)> {
    let public = published(Kind::Amount, &files(LOGO)).unwrap();
    let jsons = [
        (signed().file(Format::Json), Extent::Full),
        (signed().file(Format::Json), Extent::Executive),
        (
            signed()
                .request
                .iter()
                .find(|file| file.format == Format::Json),
            Extent::Full,
        ),
        (public.file(Format::PublicJson), Extent::Public),
    ];
    let held = jsons.map(|(file, extent)| {
        let value = serde_json::from_slice(&file.unwrap().bytes).unwrap();
        (
            with_logo(&Held::from_value(value).unwrap(), Some(&logo(bytes))),
            extent,
        )
    });
    held.into()
}

/// The same document with another logo.
fn with_logo(held: &Held, logo: Option<&Logo>) -> Held {
    let mut value = held.to_value().unwrap();
    let stated = match held {
        Held::Public(_) => &mut value["report"]["presentation"],
        _ => &mut value["presentation"],
    };
    match logo {
        Some(logo) => stated["logo"] = serde_json::to_value(logo).unwrap(),
        None => _ = stated.as_object_mut().unwrap().remove("logo"),
    }
    Held::from_value(value).unwrap()
}

fn signed_json(held: &Held) -> Vec<u8> {
    let signed = sign_json(&held.to_value().unwrap(), &ada(), AT_WORDS).unwrap();
    canonical_bytes(&signed).unwrap()
}

/// A PDF with the pages of one document and another attached, signed by the assessor.
fn forged(
    pages: &Held,
    attached: &Held,
    extent: Extent,
    file: &[u8],
    change: impl FnOnce(&mut Vec<u8>),
) -> Checked {
    let drawing = Drawing {
        held: pages,
        json: &signed_json(attached),
        created: i64::try_from(AT / 1_000).unwrap(),
        extra_fonts: &[],
        pictures: &files(file),
    };
    let mut pdf = drawing.draw(extent).unwrap().bytes;
    change(&mut pdf);
    checked(&signed_bytes(&pdf, &ada(), "assessor"))
}

#[track_caller]
fn is_found(found: &Checked) {
    assert_eq!(found.outcome, Outcome::Contradictory);
    assert_eq!(found.pages, Some(Pages::NotCompared(NotDrawn::Logo)));
    let found = found.contradictions.contains(&Contradiction::Logo);
    assert!(found, "nothing says that it is the logo");
}

#[test]
fn a_logo_whose_file_is_another_or_not_there_is_found_in_every_document() {
    for (held, extent) in documents(LOGO) {
        let genuine = forged(&held, &held, extent, LOGO, |_| {});
        assert_eq!(
            genuine.pages,
            Some(Pages::Same),
            "{extent:?} {:?}",
            genuine.contradictions
        );
        // Another file under its name.
        is_found(&forged(&held, &held, extent, LOGO, |pdf| {
            let file = only(pdf, LOGO);
            pdf[file + LOGO.len() - 100] ^= 1;
        }));
        // None.
        is_found(&forged(
            &with_logo(&held, None),
            &held,
            extent,
            LOGO,
            |_| {},
        ));
        // The file is not what the document says of it. The other two documents are long.
        if matches!(extent, Extent::Full | Extent::Public) && held.request().is_none() {
            continue;
        }
        for other in [
            Logo {
                width: 461,
                ..logo(LOGO)
            },
            Logo {
                size: 1,
                ..logo(LOGO)
            },
            Logo {
                sha256: Sha256Digest::of(PHOTOGRAPH),
                ..logo(LOGO)
            },
        ] {
            is_found(&forged(
                &held,
                &with_logo(&held, Some(&other)),
                extent,
                LOGO,
                |_| {},
            ));
        }
    }
}

#[test]
fn a_logo_that_the_document_does_not_state_or_states_in_other_words_is_found() {
    for (held, extent) in documents(LOGO) {
        let other = Logo {
            alternative_text: "Somebody else".to_owned(),
            ..logo(LOGO)
        };
        for stated in [None, Some(&other)] {
            let found = forged(&held, &with_logo(&held, stated), extent, LOGO, |_| {});
            assert_eq!(found.pages, Some(Pages::Differ), "{extent:?}");
            assert_eq!(found.outcome, Outcome::Contradictory, "{extent:?}");
        }
    }
}

#[test]
fn a_logo_that_is_drawn_as_another_is_found() {
    // Some coded pixels, which stand in the drawn picture and in its file.
    let pixels = &PHOTOGRAPH[PHOTOGRAPH.len() - 400..PHOTOGRAPH.len() - 360];
    for (held, extent) in documents(PHOTOGRAPH) {
        let found = forged(&held, &held, extent, PHOTOGRAPH, |pdf| {
            let file = only(pdf, PHOTOGRAPH);
            let file = file..file + PHOTOGRAPH.len();
            let mut places = pdf.windows(pixels.len()).enumerate();
            let drawn = places.find(|(place, window)| *window == pixels && !file.contains(place));
            let drawn = drawn.unwrap().0;
            pdf[drawn] ^= 1;
        });
        assert_eq!(found.outcome, Outcome::Contradictory, "{extent:?}");
        let drawing = |each: &Contradiction| matches!(each, Contradiction::Drawing { pages, .. } if *pages == [1]);
        assert!(
            found.contradictions.iter().any(drawing),
            "{:?}",
            found.contradictions
        );
    }
}

#[test]
fn the_file_is_looked_at_also_where_pages_are_not_drawn_again() {
    let mut value: serde_json::Value = serde_json::from_slice(&genuine().json).unwrap();
    value["generator"] = "Assay 9.9.9".into();
    value["presentation"] = serde_json::json!({"logo": logo(LOGO)});
    let held = Held::from_value(value).unwrap();
    for extent in [Extent::Full, Extent::Executive] {
        let other = forged(&held, &held, extent, LOGO, |_| {});
        assert!(!other.contradictions.contains(&Contradiction::Logo));
        let found = forged(&held, &held, extent, LOGO, |pdf| {
            let file = only(pdf, LOGO);
            pdf[file + LOGO.len() - 100] ^= 1;
        });
        is_found(&found);
    }
    let contradiction = Contradiction::Logo;
    assert_eq!(contradiction.place(), "Logo");
    assert!(contradiction.follows().contains("is not attached"));
}
