//! Signing and verifying PDF.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "tests fail by panicking"
)]

mod common;

use assay_seal::identity::import_private_key;
use assay_seal::pdf::{
    PdfVerification, PreparePdfError, ROLES, ReadPdfError, SignPdfError, SignPdfOptions,
    SignatureOutcome, VerifyPdfError, attachment, attachment_names, prepare_pdf, sign_pdf,
    verify_pdf,
};
use assay_seal::{Identity, UnixMillis, Verdict};
use common::{ada, at, fixture, fixture_text, olga, pdfs, rhea, small_pdf};
use lopdf::{Dictionary, Document, IncrementalDocument, Object, Stream, dictionary};

fn options() -> SignPdfOptions {
    SignPdfOptions {
        at: at(),
        reason: Some("I assessed this (see 3).".to_owned()),
        location: None,
    }
}

fn prepared(pdf: &[u8]) -> Vec<u8> {
    prepare_pdf(pdf, &ROLES).unwrap()
}

fn signed(pdf: &[u8]) -> Vec<u8> {
    sign_pdf(&prepared(pdf), &ada(), "assessor", &options()).unwrap()
}

fn outcomes(pdf: &[u8]) -> Vec<SignatureOutcome> {
    verify_pdf(pdf)
        .unwrap()
        .signatures
        .into_iter()
        .map(|s| s.outcome)
        .collect()
}

/// Appends a revision that `change` makes.
fn appended(pdf: &[u8], change: impl FnOnce(&Document, &mut Document)) -> Vec<u8> {
    let document = Document::load_mem(pdf).unwrap();
    let mut update = IncrementalDocument::create_from(pdf.to_vec(), document.clone());
    change(&document, &mut update.new_document);
    let mut bytes = Vec::new();
    update.save_to(&mut bytes).unwrap();
    bytes
}

/// What an attacker does: another text on the page.
fn painted_over(pdf: &[u8]) -> Vec<u8> {
    appended(pdf, |document, new| {
        let page = document.page_iter().next().unwrap();
        let mut dictionary = document.get_dictionary(page).unwrap().clone();
        let content = Stream::new(
            Dictionary::new(),
            b"BT /F1 18 Tf (Conforms: no) Tj ET".to_vec(),
        );
        let content = new.add_object(content);
        dictionary.set("Contents", content);
        new.set_object(page, dictionary);
    })
}

#[test]
fn a_signed_pdf_is_valid_and_always_the_same() {
    for (kind, pdf) in pdfs() {
        let signed = signed(&pdf);
        assert_eq!(signed, self::signed(&pdf), "{kind}");
        assert!(
            signed.starts_with(&pdf),
            "{kind}: the original bytes must stay"
        );
        let verification = verify_pdf(&signed).unwrap();
        assert_eq!(
            verification.verdict(),
            Verdict::Valid,
            "{kind}: {verification:?}"
        );
        let signature = &verification.signatures[0];
        assert_eq!(signature.role.as_deref(), Some("assessor"));
        assert_eq!(signature.signer_name.as_deref(), Some("Ada Assessor"));
        assert_eq!(
            signature.organisation.as_deref(),
            Some("Example Assessments")
        );
        assert_eq!(signature.issuer, None);
        assert_eq!(signature.signer, Some(ada().public_key()));
        assert_eq!(signature.fingerprint, Some(ada().fingerprint()));
        assert_eq!(signature.claimed_time, Some(at()));
        assert_eq!(
            signature.reason.as_deref(),
            Some("I assessed this (see 3).")
        );
        assert_eq!(signature.location, None);
    }
}

#[test]
fn two_and_three_signers_are_valid() {
    for (kind, pdf) in pdfs() {
        let two = sign_pdf(&signed(&pdf), &olga(), "operator", &options()).unwrap();
        let later = SignPdfOptions {
            at: UnixMillis::new(common::AT + 86_400_000).unwrap(),
            reason: Some("Geprüft".to_owned()),
            location: Some("Zürich".to_owned()),
        };
        let three = sign_pdf(&two, &rhea(), "reviewer", &later).unwrap();
        assert_eq!(outcomes(&two), vec![SignatureOutcome::Valid; 2], "{kind}");
        let verification = verify_pdf(&three).unwrap();
        assert_eq!(
            verification.verdict(),
            Verdict::Valid,
            "{kind}: {verification:?}"
        );
        let rows: Vec<_> = verification
            .signatures
            .iter()
            .map(|s| {
                (
                    s.role.as_deref().unwrap(),
                    s.signer_name.as_deref().unwrap(),
                )
            })
            .collect();
        assert_eq!(
            rows,
            [
                ("assessor", "Ada Assessor"),
                ("operator", "Olga Öperator"),
                ("reviewer", "Rhea Reviewer")
            ]
        );
        assert_eq!(
            verification.signatures[2].location.as_deref(),
            Some("Zürich")
        );
        assert_eq!(
            verification.signatures[2].reason.as_deref(),
            Some("Geprüft")
        );
        // In another order too.
        let other = sign_pdf(&prepared(&pdf), &rhea(), "reviewer", &options()).unwrap();
        let other = sign_pdf(&other, &ada(), "assessor", &options()).unwrap();
        assert_eq!(outcomes(&other), vec![SignatureOutcome::Valid; 2], "{kind}");
    }
}

#[test]
fn an_unsigned_pdf_is_neither_valid_nor_changed() {
    for (_, pdf) in pdfs() {
        for unsigned in [&pdf, &prepared(&pdf), &painted_over(&pdf)] {
            assert_eq!(verify_pdf(unsigned).unwrap().verdict(), Verdict::Unsigned);
        }
    }
}

#[test]
fn no_changed_byte_passes() {
    for (kind, pdf) in pdfs() {
        let signed = signed(&pdf);
        // Every byte of the small ones; of the other every 7th, and all of what was appended.
        let step = if kind == "krilla" { 7 } else { 1 };
        let positions = (0..pdf.len()).step_by(step).chain(pdf.len()..signed.len());
        // The zeros after the CMS are all alike, so some of them stand for all.
        let zeros = signed
            .windows(400)
            .position(|w| w.iter().all(|b| *b == b'0'))
            .unwrap();
        for position in positions {
            if position > zeros + 200 && signed[position] == b'0' && position % 97 != 0 {
                continue;
            }
            let mut changed = signed.clone();
            changed[position] ^= if position % 2 == 0 { 0x01 } else { 0x20 };
            if let Ok(verification) = verify_pdf(&changed) {
                assert_ne!(
                    verification.verdict(),
                    Verdict::Valid,
                    "{kind}: byte {position}"
                );
            }
        }
    }
}

#[test]
fn every_change_of_a_byte_of_the_signature_is_refused() {
    let signed = signed(&small_pdf(false));
    let start = signed
        .windows(11)
        .position(|w| w == b"/Contents<3")
        .unwrap();
    for position in start..start + 2200 {
        for change in [0x01, 0x02, 0x20, 0x71] {
            let mut changed = signed.clone();
            changed[position] ^= change;
            if let Ok(verification) = verify_pdf(&changed) {
                assert_ne!(
                    verification.verdict(),
                    Verdict::Valid,
                    "byte {position} ^ {change:#x}"
                );
            }
        }
    }
}

#[test]
fn what_follows_the_last_signature_is_refused() {
    for (kind, pdf) in pdfs() {
        let signed = signed(&pdf);
        for (what, attacked) in [
            ("painted over", painted_over(&signed)),
            ("an empty revision", appended(&signed, |_, _| ())),
        ] {
            let bytes = (attacked.len() - signed.len()) as u64;
            assert_eq!(
                outcomes(&attacked),
                [SignatureOutcome::NotCoveringWholeFile(bytes)],
                "{kind}: {what}"
            );
        }
        let mut newline = signed.clone();
        newline.push(b'\n');
        assert_eq!(
            outcomes(&newline),
            [SignatureOutcome::NotCoveringWholeFile(1)],
            "{kind}"
        );
    }
}

#[test]
fn a_later_signature_cannot_hide_a_change() {
    for (kind, pdf) in pdfs() {
        let painted = painted_over(&signed(&pdf));
        let attacked = sign_pdf(&painted, &olga(), "operator", &options()).unwrap();
        let outcomes = outcomes(&attacked);
        assert!(
            matches!(outcomes[0], SignatureOutcome::ChangedLater(_)),
            "{kind}: {outcomes:?}"
        );
        assert_eq!(outcomes[1], SignatureOutcome::Valid, "{kind}");

        // Also if a third signs afterwards without changing anything.
        let third = sign_pdf(&attacked, &rhea(), "reviewer", &options()).unwrap();
        let outcomes = self::outcomes(&third);
        assert!(
            matches!(outcomes[0], SignatureOutcome::ChangedLater(_)),
            "{kind}: {outcomes:?}"
        );
        assert_eq!(outcomes[1..], vec![SignatureOutcome::Valid; 2], "{kind}");
    }
}

#[test]
fn the_revisions_between_signatures_may_only_sign() {
    let signed = signed(&small_pdf(false));
    let field = |document: &Document, role: &str| {
        let is_it = |object: &Object| {
            object.as_dict().is_ok_and(|d| {
                d.has_type(b"Sig")
                    || d.get(b"T")
                        .and_then(Object::as_str)
                        .is_ok_and(|t| t == role.as_bytes())
            }) && object.as_dict().unwrap().has(b"FT")
        };
        let (id, object) = document
            .objects
            .iter()
            .find(|(_, object)| is_it(object))
            .unwrap();
        (*id, object.as_dict().unwrap().clone())
    };
    type Change<'a> = Box<dyn FnOnce(&Document, &mut Document) + 'a>;
    let changes: Vec<(&str, Change)> = vec![
        (
            "an object that nothing refers to",
            Box::new(|_, new| {
                new.add_object(dictionary! { "A" => 1 });
            }),
        ),
        (
            "a stream that pretends to be a cross-reference stream in a field",
            Box::new(|document, new| {
                let (id, mut field) = field(document, "reviewer");
                let value = new.add_object(Stream::new(dictionary! { "Type" => "XRef" }, vec![]));
                field.set("V", value);
                new.set_object(id, field);
            }),
        ),
        (
            "another name of a waiting field",
            Box::new(|document, new| {
                let (id, mut field) = field(document, "reviewer");
                field.set("T", Object::string_literal("approver"));
                new.set_object(id, field);
            }),
        ),
        (
            "a field whose value was there before",
            Box::new(|document, new| {
                let (_, signed) = field(document, "assessor");
                let (id, mut field) = field(document, "reviewer");
                field.set("V", signed.get(b"V").unwrap().clone());
                new.set_object(id, field);
            }),
        ),
        (
            "the signature taken out of its field",
            Box::new(|document, new| {
                let (id, mut field) = field(document, "assessor");
                field.remove(b"V");
                new.set_object(id, field);
            }),
        ),
        (
            "a script that runs on opening",
            Box::new(|document, new| {
                let id = document
                    .trailer
                    .get(b"Root")
                    .unwrap()
                    .as_reference()
                    .unwrap();
                let mut catalog = document.get_dictionary(id).unwrap().clone();
                catalog.set(
                    "OpenAction",
                    dictionary! { "S" => "JavaScript", "JS" => Object::string_literal("") },
                );
                new.set_object(id, catalog);
            }),
        ),
    ];
    let rows: Vec<String> = changes
        .into_iter()
        .map(|(what, change)| {
            let attacked = appended(&signed, change);
            let attacked = sign_pdf(&attacked, &olga(), "operator", &options()).unwrap();
            let outcomes = outcomes(&attacked);
            assert_ne!(outcomes[0], SignatureOutcome::Valid, "{what}");
            format!("{what}: {outcomes:?}")
        })
        .collect();
    insta::assert_snapshot!(rows.join("\n"));
}

#[test]
fn taking_the_form_away_does_not_make_it_unsigned() {
    let stripped = appended(&signed(&small_pdf(false)), |document, new| {
        let id = document
            .trailer
            .get(b"Root")
            .unwrap()
            .as_reference()
            .unwrap();
        let mut catalog = document.get_dictionary(id).unwrap().clone();
        catalog.remove(b"AcroForm");
        new.set_object(id, catalog);
    });
    assert_eq!(verify_pdf(&stripped).unwrap().verdict(), Verdict::NotValid);
}

/// Signs, then changes the file in a place of the same length and tells what is found.
fn after_replacing(from: &str, to: &str) -> SignatureOutcome {
    assert_eq!(from.len(), to.len());
    let mut signed = signed(&small_pdf(false));
    let place = signed
        .windows(from.len())
        .rposition(|w| w == from.as_bytes())
        .unwrap();
    signed[place..place + to.len()].copy_from_slice(to.as_bytes());
    outcomes(&signed).remove(0)
}

#[test]
fn what_is_wrong_with_a_signature_is_said() {
    let signed = signed(&small_pdf(false));
    let text = String::from_utf8_lossy(&signed).into_owned();
    let start = text.rfind("/ByteRange").unwrap();
    let range = &text[start..start + text[start..].find(']').unwrap() + 1];
    let numbers: Vec<usize> = range
        .split(|c: char| !c.is_ascii_digit())
        .filter_map(|n| n.parse().ok())
        .collect();
    let same_length = |new: String| format!("{}{}]", new, " ".repeat(range.len() - new.len() - 1));
    let range_of = |a: usize, b: usize, c: usize| same_length(format!("/ByteRange[0 {a} {b} {c}"));
    let (a, b, c) = (numbers[1], numbers[2], numbers[3]);
    let rows: Vec<(&str, SignatureOutcome)> = vec![
        (
            "the text of the page",
            after_replacing("Conforms: yes", "Conforms: nay"),
        ),
        (
            "the time",
            after_replacing("D:20261122093000Z", "D:20261122093001Z"),
        ),
        (
            "no time",
            after_replacing("D:20261122093000Z", "D:2026-11-22 09:3"),
        ),
        (
            "before the certificate",
            after_replacing("D:20261122093000Z", "D:20251122093000Z"),
        ),
        (
            "another kind",
            after_replacing("ETSI.CAdES.detached", "adbe.pkcs7.detached"),
        ),
        (
            "something in the padding",
            after_replacing("0000>", "0001>"),
        ),
        (
            "padding that is no hexadecimal",
            after_replacing("0000>", "000 >"),
        ),
        ("two cases", after_replacing("0000>", "aA00>")),
        (
            "a wider gap",
            after_replacing(range, &range_of(a - 1, b, c)),
        ),
        (
            "a narrower gap",
            after_replacing(range, &range_of(a, b - 1, c + 1)),
        ),
        (
            "a part left out at the end",
            after_replacing(range, &range_of(a, b, c - 1)),
        ),
        (
            "beyond the end",
            after_replacing(range, &range_of(a, b, c + 1)),
        ),
        (
            "nothing left out",
            after_replacing(range, &range_of(a, a, c)),
        ),
        (
            "a short range",
            after_replacing(range, &same_length("/ByteRange[0 1".to_owned())),
        ),
        (
            "a negative range",
            after_replacing(range, &same_length(format!("/ByteRange[0 {a} {b} -1"))),
        ),
    ];
    insta::assert_snapshot!(
        rows.iter()
            .map(|(what, outcome)| format!("{what}: {outcome:?}"))
            .collect::<Vec<_>>()
            .join("\n")
    );
}

#[test]
fn an_organisations_certificate_is_shown_with_its_issuer() {
    let identity = import_private_key(&fixture("keys/sec1-with-chain.pem"), None)
        .unwrap()
        .into_identity("Ada Assessor", "Example Operator", at())
        .unwrap();
    assert!(
        identity
            .certificate_pem()
            .contains(fixture_text("keys/refused-certificate.pem").trim())
    );
    let ready = prepared(&small_pdf(true));
    // The certificate was issued on 2026-11-22 in the evening.
    let early = sign_pdf(&ready, &identity, "assessor", &options()).unwrap();
    assert_eq!(
        outcomes(&early),
        [SignatureOutcome::OutsideCertificateValidity]
    );
    let next_day = UnixMillis::new(common::AT + 86_400_000).unwrap();
    let next_day = SignPdfOptions {
        at: next_day,
        ..options()
    };
    let signed = sign_pdf(&ready, &identity, "assessor", &next_day).unwrap();
    let verification = verify_pdf(&signed).unwrap();
    let signature = &verification.signatures[0];
    assert_eq!(
        signature.issuer.as_deref(),
        Some("CN=Test Root,O=Test Authority")
    );
    assert_eq!(signature.signer_name.as_deref(), Some("Ada Assessor"));
    assert_eq!(verification.verdict(), Verdict::Valid, "{verification:?}");
}

#[test]
fn only_what_can_be_read_back_is_prepared_and_signed() {
    let pdf = small_pdf(false);
    let ready = prepared(&pdf);
    assert_eq!(prepare_pdf(&ready, &ROLES).unwrap(), ready);
    assert_eq!(
        prepare_pdf(&ready, &["approver"]),
        Err(PreparePdfError::HasForm)
    );
    for role in ["", "a.b", "a b", "ä"] {
        assert_eq!(
            prepare_pdf(&pdf, &[role]),
            Err(PreparePdfError::RoleName(role.to_owned()))
        );
    }
    assert_eq!(
        prepare_pdf(&pdf, &["a", "a"]),
        Err(PreparePdfError::RoleName("a".to_owned()))
    );

    let sign = |pdf: &[u8], identity: &Identity, role: &str| {
        sign_pdf(pdf, identity, role, &options())
            .map(|_| ())
            .unwrap_err()
    };
    assert_eq!(
        sign(&pdf, &ada(), "assessor"),
        SignPdfError::NoSuchRole("assessor".to_owned())
    );
    assert_eq!(
        sign(&ready, &ada(), "owner"),
        SignPdfError::NoSuchRole("owner".to_owned())
    );
    assert_eq!(
        sign(&signed(&pdf), &olga(), "assessor"),
        SignPdfError::AlreadySigned("assessor".to_owned())
    );
    for bytes in [b"".as_slice(), b"{}", b"\n%PDF-1.7"] {
        assert_eq!(
            verify_pdf(bytes),
            Err(VerifyPdfError::Read(ReadPdfError::NotAPdf))
        );
    }
    let cut = &pdf[..pdf.len() / 2];
    assert!(matches!(
        verify_pdf(cut),
        Err(VerifyPdfError::Read(ReadPdfError::Damaged(_)))
    ));
}

#[test]
fn attachments_are_read_from_signed_and_unsigned_files() {
    for (kind, pdf) in pdfs() {
        for pdf in [&pdf, &signed(&pdf)] {
            assert_eq!(attachment_names(pdf), ["report.json"], "{kind}");
            assert_eq!(
                attachment(pdf, "report.json").unwrap(),
                br#"{"attached":true}"#,
                "{kind}"
            );
            assert_eq!(attachment(pdf, "other.json"), None, "{kind}");
        }
    }
    assert_eq!(attachment(b"", "report.json"), None);
}

#[test]
fn verifications_are_serialised_for_a_screen() {
    let verification: PdfVerification = verify_pdf(&signed(&small_pdf(false))).unwrap();
    insta::assert_json_snapshot!(verification);
}
