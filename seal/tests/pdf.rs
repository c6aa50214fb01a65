//! Signing PDF, and verifying what nobody changed.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "tests fail by panicking"
)]

use crate::common::signed_pdf::{options, outcomes, painted_over, prepared, signed};
use crate::common::{self, ada, at, fixture, fixture_text, olga, pdfs, rhea, small_pdf};
use assay_seal::identity::import_private_key;
use assay_seal::json::{sign_json, verify_json};
use assay_seal::pdf::{
    PdfVerification, PreparePdfError, ROLES, ReadPdfError, SignPdfError, SignPdfOptions,
    SignatureOutcome, VerifyPdfError, attachment, attachment_names, prepare_pdf, sign_pdf,
    verify_pdf,
};
use assay_seal::{Identity, UnixMillis, Verdict};

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
fn a_clock_that_was_set_back_signs_for_a_day_and_is_named_beyond() {
    let imported = import_private_key(&fixture("keys/sec1.pem"), None)
        .unwrap()
        .into_identity("Ada Assessor", "Example Operator", at())
        .unwrap();
    let ready = prepared(&small_pdf(true));
    let document = serde_json::json!({ "@context": "https://example.org" });
    let day: u64 = 24 * 60 * 60 * 1000;
    for identity in [ada(), imported] {
        let stored = identity.protect("correct horse", &[7; 32]).unwrap();
        let sign = |at: u64| {
            let options = SignPdfOptions {
                at: UnixMillis::new(at).unwrap(),
                ..options()
            };
            let json = sign_json(&document, &identity, &options.at.to_rfc3339());
            let pdf = sign_pdf(&ready, &identity, "assessor", &options);
            assert_eq!(stored.check_time(options.at).is_ok(), pdf.is_ok());
            (json, pdf)
        };
        for at in [common::AT - 5 * 60 * 1000, common::AT - day] {
            let (json, pdf) = sign(at);
            let json = verify_json(json.unwrap().to_string().as_bytes()).unwrap();
            assert_eq!(json.verdict(), Verdict::Valid);
            assert_eq!(outcomes(&pdf.unwrap()), [SignatureOutcome::Valid]);
        }
        let (json, pdf) = sign(common::AT - day - 1000);
        let said = pdf.unwrap_err().to_string();
        assert_eq!(json.unwrap_err().to_string(), said);
        for words in [
            "the clock of this device says 2026-11-21 09:29 UTC",
            "valid from 2026-11-21 09:30 UTC on",
            "set the clock right",
        ] {
            assert!(said.contains(words), "{said}");
        }
        let (_, late) = sign(common::AT + 21 * 366 * day);
        let said = late.unwrap_err().to_string();
        assert!(said.contains("valid until 2046-11-22 09:30 UTC"), "{said}");
    }
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
