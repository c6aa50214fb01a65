//! A parsed PDF gives what its bytes give, also where it was not parsed again.

use crate::common::signed_pdf::options;
use crate::common::{ada, fixture, olga, rhea, small_pdf};
use assay_seal::Verdict;
use assay_seal::pdf::{
    Pdf, ROLES, attachment, differences, only_signed_since, prepare_pdf, sign_pdf, verify_pdf,
};

/// With a cross-reference table, with a cross-reference stream, and as a report is drawn.
fn pdfs() -> [(&'static str, Vec<u8>); 5] {
    [
        ("table", small_pdf(false)),
        ("stream", small_pdf(true)),
        ("drawn", fixture("krilla-a3a-ua1.pdf")),
        ("packed", fixture("krilla-packed.pdf")),
        ("qpdf", fixture("qpdf-object-streams.pdf")),
    ]
}

#[test]
fn what_was_prepared_without_parsing_it_again_is_signed_to_the_same_bytes() {
    for (kind, pdf) in pdfs() {
        let prepared = Pdf::parse(pdf.as_slice()).unwrap().prepare(&ROLES).unwrap();
        assert_eq!(
            prepared.bytes(),
            prepare_pdf(&pdf, &ROLES).unwrap(),
            "{kind}"
        );
        let parsed_anew = Pdf::parse(prepared.bytes().to_vec()).unwrap();
        for (signer, role) in [
            (ada(), "assessor"),
            (olga(), "operator"),
            (rhea(), "reviewer"),
        ] {
            assert_eq!(
                prepared.sign(&signer, role, &options()).unwrap(),
                parsed_anew.sign(&signer, role, &options()).unwrap(),
                "{kind}, {role}"
            );
        }
        let again = prepared.prepare(&ROLES).unwrap();
        assert_eq!(again.bytes(), parsed_anew.bytes(), "{kind}");
        let other = again.prepare(&["approver"]);
        assert!(other.is_err(), "{kind}");
    }
}

#[test]
fn one_parse_serves_every_question() {
    for (kind, pdf) in pdfs() {
        let base = Pdf::parse(pdf.as_slice()).unwrap().prepare(&ROLES).unwrap();
        let mut signed = base.bytes().to_vec();
        for (signer, role) in [
            (ada(), "assessor"),
            (olga(), "operator"),
            (rhea(), "reviewer"),
        ] {
            signed = sign_pdf(&signed, &signer, role, &options()).unwrap();
            let parsed = Pdf::parse(signed.as_slice()).unwrap();
            // Twice, since the earlier revisions are kept after the first time.
            for _ in 0..2 {
                let found = parsed.verify().unwrap();
                assert_eq!(found, verify_pdf(&signed).unwrap(), "{kind}");
                assert_eq!(found.verdict(), Verdict::Valid, "{kind}");
                assert_eq!(parsed.only_signed_since(&base), Ok(()), "{kind}");
                assert_eq!(only_signed_since(base.bytes(), &signed), Ok(()), "{kind}");
            }
            assert_eq!(
                parsed.attachment("report.json"),
                attachment(&signed, "report.json"),
                "{kind}"
            );
            let found = parsed.differences(&base);
            assert!(found.none(), "{kind}: {found:?}");
            assert_eq!(found, differences(&signed, base.bytes()).unwrap(), "{kind}");
        }
    }
}

#[cfg(feature = "count-parses")]
#[test]
fn a_file_is_parsed_once_for_preparing_and_signing() {
    use assay_seal::pdf::parses;
    for (kind, pdf) in pdfs() {
        let before = parses();
        let prepared = Pdf::parse(pdf).unwrap().prepare(&ROLES).unwrap();
        let signed = prepared.sign(&ada(), "assessor", &options()).unwrap();
        assert_eq!(parses() - before, 1, "{kind}");
        assert!(signed.starts_with(prepared.bytes()));
    }
}
