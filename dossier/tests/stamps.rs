//! Time stamps in PDFs that somebody handed over.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "tests fail by panicking"
)]

use assay_assessment::Sha256Digest;
use assay_catalog::Editions;
use assay_dossier::{
    CheckError, StampError, StampFinding, check, check_in_stages, stamp, stamp_query,
};
use assay_seal::{
    pdf::Pdf,
    timestamp::{AuthorityCertificate, TimeStampToken, request},
};

fn fixture(name: &str) -> Vec<u8> {
    let folder = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../seal/tests/fixtures/timestamps/"
    );
    std::fs::read(format!("{folder}{name}")).unwrap()
}

#[test]
fn a_stamp_is_shown_with_its_time_and_its_authority() {
    let pdf = Pdf::parse(fixture("signed.pdf")).unwrap();
    let token = TimeStampToken::read(&fixture("signed.pdf.tsr")).unwrap();
    let stamped = pdf.attach_time_stamp(&token).unwrap();
    let checked = check(&stamped, &Editions::bundled()).unwrap();
    let stamp = checked.signatures[0].stamp.clone().unwrap();
    assert!(stamp.holds(), "{stamp:?}");
    assert!(stamp.time.ends_with('Z') && !stamp.authority.is_empty());
    assert_eq!(stamp.certificate.len(), 32 * 3 - 1, "{}", stamp.certificate);

    let unstamped = check(&fixture("signed.pdf"), &Editions::bundled()).unwrap();
    assert_eq!(unstamped.signatures[0].stamp, None);
}

#[test]
fn a_stamp_that_does_not_hold_is_shown_as_such_and_leaves_the_signature_as_it_is() {
    let pdf = Pdf::parse(fixture("signed.pdf")).unwrap();
    let token = TimeStampToken::read(&fixture("signed.pdf.tsr")).unwrap();
    let stamped = pdf.attach_time_stamp(&token).unwrap();
    let before = check(&stamped, &Editions::bundled()).unwrap();
    // One digit of the token, near the end of the signature's gap: the authority's own signature.
    let gap = stamped
        .windows(10)
        .rposition(|bytes| bytes == b"/Contents<")
        .unwrap()
        + 10;
    let end = gap
        + stamped[gap..]
            .iter()
            .position(|byte| *byte == b'>')
            .unwrap();
    let last = gap
        + stamped[gap..end]
            .iter()
            .rposition(|byte| *byte != b'0')
            .unwrap();
    let mut changed = stamped;
    changed[last] = if changed[last] == b'1' { b'2' } else { b'1' };
    let after = check(&changed, &Editions::bundled()).unwrap();
    assert_eq!(after.outcome, before.outcome);
    let finding = &after.signatures[0].stamp.as_ref().unwrap().finding;
    assert_eq!(*finding, StampFinding::Changed);
    assert!(finding.to_string().contains("does not hold"));
}

fn authority(name: &str) -> Vec<AuthorityCertificate> {
    AuthorityCertificate::read(&fixture(name)).unwrap()
}

#[test]
fn what_is_asked_of_a_pdf_is_its_last_signature_and_of_a_json_the_file() {
    let pdf = fixture("signed.pdf");
    let asked = stamp_query(&pdf, "a.pdf", Sha256Digest::of(&pdf)).unwrap();
    let imprint = Pdf::parse(&pdf).unwrap().signature_imprint().unwrap();
    assert_eq!(asked.digest, Sha256Digest::from_bytes(imprint));
    assert_eq!(asked.query, request(&imprint));
    assert_eq!(asked.name, "a.pdf.tsq");
    let json = fixture("report.json");
    let asked = stamp_query(&json, "a.json", Sha256Digest::of(&json)).unwrap();
    assert_eq!(asked.digest, Sha256Digest::of(&json));
}

#[test]
fn a_file_that_was_changed_since_it_was_shown_is_not_stamped() {
    let (pdf, answer) = (fixture("signed.pdf"), fixture("signed.pdf.tsr"));
    let other = Sha256Digest::of(b"other");
    assert_eq!(
        stamp_query(&pdf, "a.pdf", other),
        Err(StampError::OtherFile)
    );
    assert_eq!(
        stamp(&pdf, "a.pdf", other, &answer, &[]),
        Err(StampError::OtherFile)
    );
}

#[test]
fn an_answer_goes_into_a_pdf_and_a_known_authority_vouches_for_it() {
    let (pdf, answer) = (fixture("signed.pdf"), fixture("signed.pdf.tsr"));
    let sha256 = Sha256Digest::of(&pdf);
    let unknown = stamp(&pdf, "a.pdf", sha256, &answer, &[]).unwrap();
    assert!(unknown.stamp.holds());
    assert_eq!(unknown.stamp.vouched, None);
    assert_eq!(unknown.name.as_deref(), Some("a.stamped.pdf"));
    let own = AuthorityCertificate::from_der(&unknown.stamp.certificate_der).unwrap();
    assert_eq!(own.fingerprint().to_string(), unknown.stamp.certificate);
    let said = unknown.stamp.about_authority().unwrap();
    assert!(said.contains("not known"), "{said}");

    // Its own certificate, and one that stands above it.
    let root = authority("root.pem");
    for (known, begins) in [
        (vec![own], "You know"),
        (root, "An authority that you know"),
    ] {
        let taken = stamp(&pdf, "a.pdf", sha256, &answer, &known).unwrap();
        let fingerprint = known[0].fingerprint().to_string();
        assert_eq!(
            taken.stamp.vouched.as_ref().unwrap().fingerprint,
            fingerprint
        );
        let said = taken.stamp.about_authority().unwrap();
        assert!(said.starts_with(begins), "{said}");
        // Verified later it is the same.
        let editions = Editions::bundled();
        let checked = check_in_stages(&taken.bytes, &editions, &known, &[], &mut |_| {}).unwrap();
        assert_eq!(checked.signatures[0].stamp, Some(taken.stamp));
    }
    let other = authority("other-root.pem");
    let taken = stamp(&pdf, "a.pdf", sha256, &answer, &other).unwrap();
    assert_eq!(taken.stamp.vouched, None);
}

#[test]
fn an_answer_about_something_else_is_said_and_put_nowhere() {
    let (pdf, json) = (fixture("signed.pdf"), fixture("report.json"));
    for (bytes, name, answer) in [
        (&pdf, "a.pdf", fixture("signed-by-three.pdf.tsr")),
        (&json, "a.json", fixture("signed.pdf.tsr")),
    ] {
        let taken = stamp(bytes, name, Sha256Digest::of(bytes), &answer, &[]).unwrap();
        assert_eq!(taken.stamp.finding, StampFinding::OtherData);
        assert_eq!(taken.stamp.about_authority(), None);
        assert!(taken.name.is_none() && taken.bytes.is_empty());
    }
}

#[test]
fn beside_a_json_it_stays_a_file_of_its_own() {
    let (json, answer) = (fixture("report.json"), fixture("rsa.tsr"));
    let known = authority("root.pem");
    let taken = stamp(&json, "a.json", Sha256Digest::of(&json), &answer, &known).unwrap();
    assert!(taken.stamp.holds(), "{:?}", taken.stamp.finding);
    assert!(taken.stamp.vouched.is_some() && taken.name.is_none());
}

#[test]
fn what_is_no_answer_is_refused_and_a_time_stamp_alone_is_told() {
    let pdf = fixture("signed.pdf");
    let refused = stamp(&pdf, "a.pdf", Sha256Digest::of(&pdf), b"no answer", &[]);
    assert!(matches!(refused, Err(StampError::Token(_))), "{refused:?}");
    let alone = check(&fixture("signed.pdf.tsr"), &Editions::bundled());
    assert!(matches!(alone, Err(CheckError::TimeStamp)));
}
