//! Time stamps in signatures of a PDF (PAdES baseline-T).

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "tests fail by panicking"
)]

use crate::common::signed_pdf::{options, painted_over, prepared, signed};
use crate::common::stamps::{certificate, file, replaced};
use crate::common::{fixture, olga, rhea, small_pdf};
use assay_seal::Verdict;
use assay_seal::pdf::{
    AttachTimeStampError, NoImprintError, Pdf, SignatureOutcome, differences, only_signed_since,
    sign_pdf, verify_pdf,
};
use assay_seal::timestamp::{TimeStampOutcome, TimeStampToken};

fn stamp(name: &str) -> TimeStampToken {
    TimeStampToken::read(&file(&format!("{name}.tsr"))).unwrap()
}

/// `signed.pdf`, signed once, with its time stamp.
fn stamped() -> Vec<u8> {
    let pdf = Pdf::parse(file("signed.pdf")).unwrap();
    pdf.attach_time_stamp(&stamp("signed.pdf")).unwrap()
}

/// The hexadecimal digits of the `/Contents` of the last signature.
fn contents(pdf: &[u8]) -> std::ops::Range<usize> {
    let start = pdf.windows(10).rposition(|w| w == b"/Contents<").unwrap() + 10;
    start..start + pdf[start..].iter().position(|b| *b == b'>').unwrap()
}

/// The CMS of the last signature.
fn cms_of(pdf: &[u8]) -> Vec<u8> {
    let digits = String::from_utf8(pdf[contents(pdf)].to_vec()).unwrap();
    let digit = |at: usize| u8::from_str_radix(&digits[at..at + 2], 16).unwrap();
    let bytes: Vec<u8> = (0..digits.len()).step_by(2).map(digit).collect();
    let length = 4 + usize::from(u16::from_be_bytes([bytes[2], bytes[3]]));
    bytes[..length].to_vec()
}

/// The file with another CMS in its last signature.
fn with_cms(pdf: &[u8], cms: &[u8]) -> Vec<u8> {
    let (mut pdf, place) = (pdf.to_vec(), contents(pdf));
    let digits = cms
        .iter()
        .flat_map(|byte| format!("{byte:02X}").into_bytes());
    let digits = digits.chain(std::iter::repeat(b'0'));
    for (to, from) in pdf[place].iter_mut().zip(digits) {
        *to = from;
    }
    pdf
}

#[test]
fn the_imprint_is_what_the_authority_was_asked_for() {
    let imprint = Pdf::parse(file("signed.pdf")).unwrap().signature_imprint();
    let hex: String = imprint
        .unwrap()
        .iter()
        .map(|b| format!("{b:02x}"))
        .collect();
    let asked = String::from_utf8(file("signed.pdf.imprint")).unwrap();
    assert_eq!(hex, asked.trim());
    // A signature of its own has an imprint of its own.
    let others: Vec<_> = [prepared(&small_pdf(false)), prepared(&small_pdf(true))]
        .iter()
        .map(|pdf| sign_pdf(pdf, &olga(), "operator", &options()).unwrap())
        .map(|pdf| Pdf::parse(pdf).unwrap().signature_imprint().unwrap())
        .collect();
    assert_ne!(others[0], others[1]);
}

#[test]
fn a_stamped_pdf_is_valid_and_says_so() {
    let (before, after) = (file("signed.pdf"), stamped());
    assert_eq!(after, stamped());
    let place = contents(&before);
    assert_eq!(before.len(), after.len());
    assert_eq!(before[..place.start], after[..place.start]);
    assert_eq!(before[place.end..], after[place.end..]);
    let found = verify_pdf(&after).unwrap();
    assert_eq!(found.verdict(), Verdict::Valid);
    let time_stamp = found.signatures[0].time_stamp.clone().unwrap();
    assert_eq!(time_stamp.outcome, TimeStampOutcome::Valid);
    let root = certificate("root");
    let vouched = time_stamp.vouched_by(std::slice::from_ref(&root));
    assert_eq!(vouched, Some(root.fingerprint()));
    insta::assert_json_snapshot!(found);
    // All else is as it was, also for those who compare.
    let mut unstamped = found;
    unstamped.signatures[0].time_stamp = None;
    assert_eq!(unstamped, verify_pdf(&before).unwrap());
    assert_eq!(
        Pdf::parse(after.as_slice()).unwrap().signature_imprint(),
        Pdf::parse(before.as_slice()).unwrap().signature_imprint()
    );
    assert!(differences(&before, &after).unwrap().none());
    let base = prepared(&small_pdf(false));
    if after.starts_with(&base) {
        assert_eq!(only_signed_since(&base, &after), Ok(()));
    }
    // What was signed before the stamp is no beginning of what is stamped.
    assert!(only_signed_since(&before, &after).is_err());
}

#[test]
fn signing_after_it_keeps_everything_valid() {
    let first = stamped();
    let second = sign_pdf(&first, &olga(), "operator", &options()).unwrap();
    let third = sign_pdf(&second, &rhea(), "reviewer", &options()).unwrap();
    assert!(third.starts_with(&first));
    for pdf in [&second, &third] {
        let found = verify_pdf(pdf).unwrap();
        assert_eq!(found.verdict(), Verdict::Valid);
        let stamps: Vec<bool> = found
            .signatures
            .iter()
            .map(|one| {
                one.time_stamp
                    .as_ref()
                    .is_some_and(|stamp| stamp.is_valid())
            })
            .collect();
        assert_eq!(stamps.iter().filter(|stamp| **stamp).count(), 1);
        assert!(stamps[0]);
        assert_eq!(only_signed_since(&first, pdf), Ok(()));
    }
}

#[test]
fn only_the_last_signature_takes_a_time_stamp() {
    let token = stamp("signed.pdf");
    let second = sign_pdf(&file("signed.pdf"), &olga(), "operator", &options()).unwrap();
    // It is over the first of two signatures.
    let pdf = Pdf::parse(second.as_slice()).unwrap();
    assert_eq!(
        pdf.attach_time_stamp(&token),
        Err(AttachTimeStampError::ForOtherData)
    );
    // Whoever puts it into the first by hand breaks the second.
    let (place, stamped) = (contents(&file("signed.pdf")), stamped());
    let mut forced = second.clone();
    forced[place.clone()].copy_from_slice(&stamped[place]);
    let found = verify_pdf(&forced).unwrap();
    let outcomes: Vec<&SignatureOutcome> = found.signatures.iter().map(|s| &s.outcome).collect();
    assert_eq!(
        outcomes,
        [&SignatureOutcome::Valid, &SignatureOutcome::Changed]
    );
    assert_eq!(found.verdict(), Verdict::NotValid);
    let forced = Pdf::parse(forced).unwrap();
    assert!(matches!(
        forced.attach_time_stamp(&token),
        Err(AttachTimeStampError::NoImprint(NoImprintError::NotValid(
            SignatureOutcome::Changed
        )))
    ));
}

#[test]
fn what_cannot_be_attached_is_said() {
    let token = stamp("signed.pdf");
    let attach = |pdf: &[u8], token: &TimeStampToken| {
        let error = Pdf::parse(pdf).unwrap().attach_time_stamp(token);
        error.unwrap_err().to_string()
    };
    let signed_pdf = file("signed.pdf");
    let mut changed = file("signed.pdf.tsr");
    let last = changed.len() - 1;
    changed[last] ^= 1;
    let changed = TimeStampToken::read(&changed).unwrap();
    // One that was signed before there was room for more.
    let narrow = fixture("signed-by-three.pdf");
    let rows = [
        ("no signature", attach(&small_pdf(false), &token)),
        ("prepared", attach(&prepared(&small_pdf(false)), &token)),
        (
            "another signature",
            attach(&signed(&small_pdf(true)), &token),
        ),
        (
            "changed after signing",
            attach(&painted_over(&signed_pdf), &token),
        ),
        (
            "a token for another file",
            attach(&signed_pdf, &stamp("p256")),
        ),
        ("a changed token", attach(&signed_pdf, &changed)),
        ("expired", attach(&signed_pdf, &stamp("signed.pdf-expired"))),
        ("no usage", attach(&signed_pdf, &stamp("no_usage"))),
        ("stamped already", attach(&stamped(), &token)),
        (
            "signed long ago",
            attach(&narrow, &stamp("signed-by-three.pdf")),
        ),
    ];
    let rows = rows.map(|(what, error)| format!("{what}: {error}"));
    insta::assert_snapshot!(rows.join("\n"));
}

/// The time stamp is not signed: whoever has the file can break it or take it out. The signature holds on,
/// and what was done to the time stamp shows.
#[test]
fn a_broken_time_stamp_is_visible_and_breaks_nothing_else() {
    let stamped = stamped();
    let token = stamp("signed.pdf");
    let hex: String = token.der().iter().map(|b| format!("{b:02X}")).collect();
    let start = stamped
        .windows(hex.len())
        .position(|w| w == hex.as_bytes())
        .unwrap();
    // The last byte of the token is of the authority's signature.
    let mut broken = stamped.clone();
    let last = start + hex.len() - 1;
    broken[last] = if broken[last] == b'0' { b'1' } else { b'0' };
    let found = verify_pdf(&broken).unwrap();
    assert_eq!(found.verdict(), Verdict::Valid);
    let outcome = &found.signatures[0].time_stamp.as_ref().unwrap().outcome;
    assert_eq!(*outcome, TimeStampOutcome::Changed);
    let time_stamp_with = |tokens: &[u8]| {
        let cms = replaced(&cms_of(&stamped), token.der(), tokens);
        let found = verify_pdf(&with_cms(&stamped, &cms)).unwrap();
        assert_eq!(found.verdict(), Verdict::Valid);
        found.signatures[0].time_stamp.clone().unwrap().outcome
    };
    assert_eq!(time_stamp_with(token.der()), TimeStampOutcome::Valid);
    let other = stamp("rsa");
    assert_eq!(time_stamp_with(other.der()), TimeStampOutcome::ForOtherData);
    let expired = stamp("signed.pdf-expired");
    assert_eq!(
        time_stamp_with(expired.der()),
        TimeStampOutcome::OutsideCertificateValidity
    );
    // Of two, which one counts would be a guess.
    let both = [expired.der(), token.der()].concat();
    assert_eq!(
        time_stamp_with(&both),
        TimeStampOutcome::Unsupported("the signature has more than one time stamp".to_owned())
    );
    assert!(matches!(
        time_stamp_with(&[0x30, 0x03, 0x02, 0x01, 0x00]),
        TimeStampOutcome::Malformed(_)
    ));
    // Taken out again.
    let (unstamped, place) = (file("signed.pdf"), contents(&stamped));
    let mut taken_out = stamped.clone();
    taken_out[place.clone()].copy_from_slice(&unstamped[place]);
    assert_eq!(taken_out, unstamped);
}

#[test]
fn every_changed_digit_of_the_stamped_contents_is_noticed() {
    let stamped = stamped();
    let whole = verify_pdf(&stamped).unwrap();
    let place = contents(&stamped);
    let used = stamped[place.clone()]
        .iter()
        .rposition(|b| *b != b'0')
        .unwrap();
    let mut still_valid_stamps = 0;
    for position in (place.start..place.start + used + 8).step_by(3) {
        let mut changed = stamped.clone();
        changed[position] = if changed[position] == b'0' {
            b'1'
        } else {
            b'0'
        };
        let Ok(found) = verify_pdf(&changed) else {
            continue;
        };
        if found.verdict() != Verdict::Valid {
            continue;
        }
        let time_stamp = found.signatures[0].time_stamp.clone();
        if time_stamp.as_ref().is_some_and(|stamp| stamp.is_valid()) {
            still_valid_stamps += 1;
            assert_eq!(
                serde_json::to_value(&found).unwrap(),
                serde_json::to_value(&whole).unwrap(),
                "digit {position}"
            );
        }
    }
    // The other certificates in the token have some 2,100 of its 3,700 bytes.
    assert!(
        (1..2_000).contains(&still_valid_stamps),
        "{still_valid_stamps}"
    );
}
