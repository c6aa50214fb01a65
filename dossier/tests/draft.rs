//! Drafts: the pages of what would be signed, and nothing in them that somebody could take for signed.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test that cannot go on fails"
)]

use crate::common::{
    AT, genuine, identity, party, report_in, signed_bytes, signed_example, signed_json, signing,
};
use crate::made_fonts::font_of;
use assay_assessment::{Timestamp, UtcOffset};
use assay_catalog::Editions;
use assay_dossier::{
    CheckError, Countersigning, Draft, DraftError, DraftOf, Drafting, Format, Outcome, Pages,
    PublishError, Publishing, check, countersign, draft, draft_public, sign_public,
};
use assay_report::{
    document::{LeavablePart, Report, Role},
    outline::{self, Outline, plain_text},
    pdf::{self, DRAFT_MARK, EMBEDDED_REPORT_NAME, PdfError, PdfOptions},
    picture::NO_PICTURES,
    public::{Kind, Selection},
};
use assay_seal::pdf::{Pdf, attachment_names};

const NO_FONTS: &[&[u8]] = &[];

fn drafting<'a>(extra_fonts: &'a [&'a [u8]]) -> Drafting<'a> {
    Drafting {
        at: Timestamp::from_milliseconds(AT),
        utc_offset: UtcOffset::UTC,
        extra_fonts,
        pictures: &NO_PICTURES,
    }
}

fn drafted(report: &Report, of: DraftOf) -> Draft {
    draft(report, of, &drafting(NO_FONTS), &mut |_| {}).unwrap()
}

fn example() -> Report {
    report_in(&genuine().json)
}

fn everything() -> Selection {
    Selection {
        kinds: Kind::CHOSEN.into(),
        ..Selection::default()
    }
}

fn drafted_public() -> Draft {
    let olga = party(&identity("Olga Operator", 2));
    let (json, drafting) = (genuine().json, drafting(NO_FONTS));
    draft_public(&json, &everything(), olga, &drafting, &mut |_| {}).unwrap()
}

/// The text of each page.
fn pages(pdf: &[u8]) -> Vec<String> {
    let document = lopdf::Document::load_mem(pdf).unwrap();
    let numbers = document.get_pages().into_keys();
    numbers
        .map(|number| document.extract_text(&[number]).unwrap())
        .collect()
}

#[test]
fn a_draft_has_the_pages_of_what_is_signed_and_each_says_what_it_is() {
    let signed = signed_example();
    let olga = identity("Olga Operator", 2);
    let publishing = Publishing {
        selection: &everything(),
        seed: &[5; 32],
    };
    let public = sign_public(&genuine().json, &publishing, &signing(&olga)).unwrap();
    for (draft, wanted, ending) in [
        (
            drafted(&example(), DraftOf::Full),
            signed.pages,
            ".draft.pdf",
        ),
        (
            drafted(&example(), DraftOf::Executive),
            signed.executive_pages,
            ".draft.executive.pdf",
        ),
        (drafted_public(), public.pages, ".draft.public.pdf"),
    ] {
        assert!(draft.name.ends_with(ending), "{}", draft.name);
        let pages = pages(&draft.bytes);
        assert_eq!((draft.pages, pages.len()), (wanted, wanted), "{ending}");
        for page in &pages {
            assert!(page.contains("Draft, not signed"), "{ending}: {page}");
        }
        assert_eq!(
            pages[0].matches("Draft, not signed").count(),
            2,
            "{}",
            pages[0]
        );
        assert!(draft.lacking.is_empty() && draft.substituted.is_empty());
    }
    // What is signed says nothing of the kind.
    let pdf = &signed.file(Format::Pdf).unwrap().bytes;
    assert!(!pages(pdf).concat().contains("Draft, not signed"));
}

/// The text of an outline without what people and the edition of the standard say.
fn own_words(outline: &Outline) -> String {
    let mut outline = outline.clone();
    let own = [
        "verify",
        "identification",
        "left-out",
        "summary-of-controls",
        "relations",
    ];
    outline
        .sections
        .retain(|section| own.contains(&&*section.anchor));
    plain_text(&outline)
}

#[test]
fn nothing_in_a_draft_claims_a_signature_or_an_attachment() {
    let mut report = example();
    report.presentation.left_out = LeavablePart::ALL.into();
    let mut both = report.clone();
    both.signing_parties
        .push(party(&identity("Olga Operator", 2)));
    let public = {
        let olga = identity("Olga Operator", 2);
        let publishing = Publishing {
            selection: &everything(),
            seed: &[5; 32],
        };
        let json = signed_json(&report, &identity("Ada Roth", 1));
        let public = sign_public(&json, &publishing, &signing(&olga)).unwrap();
        let json = &public.file(Format::PublicJson).unwrap().bytes;
        let mut json: serde_json::Value = serde_json::from_slice(json).unwrap();
        json.as_object_mut().unwrap().remove("proof");
        assay_report::public::PublicReport::from_value(json).unwrap()
    };
    let usual = outline::Shortening::Usual;
    let digest = assay_assessment::Sha256Digest::of(b"json");
    let claims = [
        "signed by",
        "Signatures",
        "sign this document",
        "signs this document",
        "the attached JSON",
        "attached to it",
        "attached to this",
        "this PDF",
        "signing time claimed by the signer's device; not attested by a third party\n",
    ];
    let found = |outline: &Outline| {
        let words = own_words(outline);
        let found = claims.iter().filter(|claim| words.contains(**claim));
        (found.count(), words)
    };
    for (draft, signed) in [
        (outline::draft_of(&report), outline::of(&report)),
        (outline::draft_of(&both), outline::of(&both)),
        (
            outline::draft_of_executive(&report, usual),
            outline::of_executive(&report, digest, usual),
        ),
        (
            outline::draft_of_public(&public),
            outline::of_public(&public),
        ),
    ] {
        let (claimed, words) = found(&draft);
        assert_eq!(claimed, 0, "{words}");
        assert!(words.contains("Nobody has signed this draft."), "{words}");
        assert!(found(&signed).0 >= 4, "{}", found(&signed).1);
    }
}

#[test]
fn a_draft_holds_no_signature_and_no_report_and_says_what_it_is_for_machines() {
    for draft in [
        drafted(&example(), DraftOf::Full),
        drafted(&example(), DraftOf::Executive),
        drafted_public(),
    ] {
        assert_eq!(attachment_names(&draft.bytes), Vec::<String>::new());
        let document = lopdf::Document::load_mem(&draft.bytes).unwrap();
        assert!(!document.catalog().unwrap().has(b"AcroForm"));
        let pdf = Pdf::parse(draft.bytes.as_slice()).unwrap();
        assert_eq!(pdf.verify().unwrap().signatures.len(), 0);
        let creator = pdf.creator().unwrap();
        assert!(creator.contains(DRAFT_MARK), "{creator}");
    }
}

#[test]
fn verify_refuses_a_draft_and_nobody_can_sign_it_with_others() {
    let olga = identity("Olga Operator", 2);
    for draft in [
        drafted(&example(), DraftOf::Full),
        drafted(&example(), DraftOf::Executive),
        drafted_public(),
    ] {
        let refused = check(&draft.bytes, &Editions::bundled());
        assert_eq!(refused, Err(CheckError::Draft));
        let signing = Countersigning {
            identity: &olga,
            role: Role::Operator,
            at: Timestamp::from_milliseconds(AT),
            editions: &Editions::bundled(),
        };
        let digest = assay_assessment::Sha256Digest::of(&draft.bytes);
        assert!(countersign(&draft.bytes, "draft.pdf", digest, &signing).is_err());
        // What somebody signed all the same is no draft that nobody has signed.
        let signed = signed_bytes(&draft.bytes, &olga, "assessor");
        let checked = check(&signed, &Editions::bundled()).unwrap();
        assert_eq!(checked.signatures.len(), 1);
        assert!(checked.held.is_err());
    }
}

#[test]
fn what_calls_itself_a_draft_and_holds_a_signed_report_is_none() {
    let ada = identity("Ada Roth", 1);
    let report = example();
    let json = signed_json(&report, &ada);
    let options = PdfOptions {
        embedded_report: Some(&json),
        embedded_name: EMBEDDED_REPORT_NAME,
        created: i64::try_from(AT / 1000).unwrap(),
        extra_fonts: &[],
        pictures: &NO_PICTURES,
    };
    let drawn = pdf::render(&outline::draft_of(&report), &options).unwrap();
    let checked = check(&drawn.bytes, &Editions::bundled()).unwrap();
    assert_eq!(checked.outcome, Outcome::Unsigned);
    assert_eq!(checked.pages, Some(Pages::Differ));
    assert!(checked.held.is_ok());
}

#[test]
fn the_same_gives_the_same_bytes_and_fonts_of_the_users_are_used() {
    let mut report = example();
    report.title = "Jährlich: العربية עברית にほん 中文 🎉".to_owned();
    let draw =
        |fonts: &[&[u8]]| draft(&report, DraftOf::Full, &drafting(fonts), &mut |_| {}).unwrap();
    let without = draw(&[]);
    assert_eq!(without, draw(&[]));
    let on_cover = |draft: &Draft| -> Vec<char> {
        let cover = draft.lacking.iter().filter(|each| each.page == 1);
        cover.flat_map(|each| each.characters.clone()).collect()
    };
    assert_eq!(on_cover(&without), without.substituted);
    let mut all: Vec<char> = "العربيةעבריתにほん中文🎉".chars().collect();
    all.sort_unstable();
    all.dedup();
    assert_eq!(without.substituted, all);
    let (arabic, japanese) = (font_of("العربية"), font_of("にほん中"));
    let with = draw(&[&arabic, &japanese]);
    assert_ne!(with.bytes, draw(&[&japanese]).bytes);
    let mut rest: Vec<char> = "עברית文🎉".chars().collect();
    rest.sort_unstable();
    assert_eq!((on_cover(&with), with.substituted), (rest.clone(), rest));
}

#[test]
fn what_cannot_be_drawn_is_refused() {
    let drafting = drafting(&[b"no font"]);
    let refused = draft(&example(), DraftOf::Full, &drafting, &mut |_| {});
    assert!(matches!(
        refused,
        Err(DraftError::Pdf(PdfError::ExtraFont { number: 1, .. }))
    ));
    let olga = party(&identity("Olga Operator", 2));
    let unsigned = serde_json::to_vec(&example().to_value().unwrap()).unwrap();
    let refused = draft_public(&unsigned, &everything(), olga, &drafting, &mut |_| {});
    assert!(matches!(
        refused,
        Err(DraftError::Publish(PublishError::NotSigned))
    ));
}
