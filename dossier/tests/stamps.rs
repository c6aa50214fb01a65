//! Time stamps in PDFs that somebody handed over.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "tests fail by panicking"
)]

use assay_catalog::Editions;
use assay_dossier::{StampFinding, check};
use assay_seal::{pdf::Pdf, timestamp::TimeStampToken};

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
