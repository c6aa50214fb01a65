//! Ten thousand changed bytes in each kind of signed file: none is accepted that says something else, and
//! each that is accepted is of a kind that is listed here.
//!
//! The changes follow from a seed. `ASSAY_CHANGES_SEED=7 cargo test -p assay-seal --test all changed_bytes` makes
//! others; the counts are those of the seed that is written here.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "tests fail by panicking"
)]

use std::collections::BTreeMap;
use std::fmt::Write as _;

use crate::common::signed_pdf::{options, prepared};
use crate::common::stamps::file;
use crate::common::{ada, at, olga, rhea, small_pdf};
use assay_seal::json::{parse_strict, sign_json, verify_json};
use assay_seal::pdf::{Pdf, PdfVerification, sign_pdf, verify_pdf};
use assay_seal::ssh::{sign_ssh, verify_ssh};
use assay_seal::timestamp::TimeStampToken;
use assay_seal::{Identity, Verdict};
use proptest::prelude::Rng;
use proptest::test_runner::{RngAlgorithm, TestRng};
use serde_json::{Value, json};

const CHANGES: u64 = 10_000;
const SEED: u64 = 20_261_130;

/// What bytes mean somewhere, of which some are put in.
const TELLING: &[u8] = b" \t\n\r\0\"\\,:[]{}()<>/%0159afAFzZ-+.\xef\xff";

fn seed() -> u64 {
    let given = std::env::var("ASSAY_CHANGES_SEED").ok();
    given.map_or(SEED, |seed| seed.parse().unwrap())
}

/// One change of the bytes, and what it is in words.
fn change(original: &[u8], places: &[usize], seed: u64, number: u64) -> (Vec<u8>, String) {
    let mut bytes = [0; 32];
    bytes[..8].copy_from_slice(&seed.to_le_bytes());
    bytes[8..16].copy_from_slice(&number.to_le_bytes());
    let mut random = TestRng::from_seed(RngAlgorithm::ChaCha, &bytes);
    let mut below = |bound: usize| usize::try_from(random.next_u64() % bound as u64).unwrap();
    let at = places[below(places.len())];
    let neighbour = (at + 1) % original.len();
    let byte = match below(2) {
        0 => TELLING[below(TELLING.len())],
        _ => below(256).try_into().unwrap(),
    };
    let mut changed = original.to_vec();
    let what = match below(6) {
        0 => {
            changed[at] ^= 1 << below(8);
            "a bit is flipped"
        }
        1 => {
            changed[at] = byte;
            "it is overwritten"
        }
        2 => {
            changed.insert(at, byte);
            "a byte is put in before it"
        }
        3 => {
            changed.remove(at);
            "it is taken out"
        }
        4 => {
            changed.swap(at, neighbour);
            "it is swapped with its neighbour"
        }
        _ => {
            changed[at] = changed[neighbour];
            "its neighbour is written over it"
        }
    };
    (changed, format!("at {at} {what} ({byte:#04x})"))
}

/// What became of a change: `Ok(None)` if it was refused, the kind if it was accepted and may be.
type Judged = Result<Option<&'static str>, String>;

/// Makes all changes; gives how many were of each kind, as lines.
fn judge(original: &[u8], places: &[usize], judged: impl Fn(&[u8]) -> Judged) -> String {
    let seed = seed();
    let mut counts: BTreeMap<&str, u64> = BTreeMap::new();
    for number in 0..CHANGES {
        let (changed, what) = change(original, places, seed, number);
        let kind = if changed == original {
            "no change"
        } else {
            match judged(&changed) {
                Ok(kind) => kind.unwrap_or("refused"),
                Err(why) => panic!("{why}: seed {seed}, change {number}, {what}"),
            }
        };
        *counts.entry(kind).or_default() += 1;
    }
    let mut lines = String::new();
    for (kind, count) in counts {
        writeln!(lines, "{kind}: {count}").unwrap();
    }
    println!("seed {seed}\n{lines}");
    lines
}

/// Compares the counts, which are those of one seed.
macro_rules! assert_counts {
    ($lines:expr) => {
        let lines = $lines;
        assert!(lines.contains("refused"));
        if seed() == SEED {
            insta::assert_snapshot!(lines);
        }
    };
}

fn every_place(bytes: &[u8]) -> Vec<usize> {
    (0..bytes.len()).collect()
}

/// Every place of a PDF, but of the zeros that are left after a signature only some, as they are all alike.
fn places_of_pdf(pdf: &[u8]) -> Vec<usize> {
    let is_zeros = |at: usize| at > 40 && pdf[at - 40..=at].iter().all(|byte| *byte == b'0');
    let places = 0..pdf.len();
    places
        .filter(|at| at % 199 == 0 || !is_zeros(*at))
        .collect()
}

fn signed_json(signers: &[Identity]) -> Vec<u8> {
    let mut document = json!({
        "@context": "https://w3id.org/security/data-integrity/v2",
        "title": "A \"report\" of 2 / 3 \u{e4}\n",
        "list": [1, -20, true, null, { "a": "b", "ab": "" }],
    });
    for signer in signers {
        document = sign_json(&document, signer, &at().to_rfc3339()).unwrap();
    }
    serde_json::to_vec_pretty(&document).unwrap()
}

/// A document without what stands between its tokens.
fn without_blanks(json: &[u8]) -> Vec<u8> {
    let (mut in_string, mut escaped) = (false, false);
    let mut kept = Vec::new();
    for byte in json {
        if !in_string && byte.is_ascii_whitespace() {
            continue;
        }
        match byte {
            b'"' if !escaped => in_string = !in_string,
            _ => {}
        }
        escaped = in_string && *byte == b'\\' && !escaped;
        kept.push(*byte);
    }
    kept
}

fn judge_json(original: &[u8]) -> String {
    let (document, before) = (
        parse_strict(original).unwrap(),
        verify_json(original).unwrap(),
    );
    assert_eq!(before.verdict(), Verdict::Valid);
    judge(original, &every_place(original), |changed| {
        let Ok(after) = verify_json(changed) else {
            return Ok(None);
        };
        if after.verdict() != Verdict::Valid {
            return Ok(None);
        }
        // The strict parser takes no byte order mark, so what remains is equal as a whole.
        let same: Option<Value> = parse_strict(changed).ok();
        if after != before || same.as_ref() != Some(&document) {
            return Err("a document that says something else is valid".to_owned());
        }
        Ok(Some(
            if without_blanks(changed) == without_blanks(original) {
                "white space"
            } else {
                "the same text or number in another spelling"
            },
        ))
    })
}

#[test]
fn json_with_one_proof() {
    assert_counts!(judge_json(&signed_json(&[ada()])));
}

#[test]
fn json_with_three_proofs() {
    assert_counts!(judge_json(&signed_json(&[ada(), olga(), rhea()])));
}

/// Nothing that is changed in a PDF without a time stamp is valid.
fn judge_pdf(original: &[u8]) -> String {
    assert_eq!(verify_pdf(original).unwrap().verdict(), Verdict::Valid);
    judge(
        original,
        &places_of_pdf(original),
        |changed| match verify_pdf(changed).map(|found| found.verdict()) {
            Ok(Verdict::Valid) => Err("a changed PDF is valid".to_owned()),
            _ => Ok(None),
        },
    )
}

fn signed_pdf(streams: bool, signers: &[(Identity, &str)]) -> Vec<u8> {
    let mut pdf = prepared(&small_pdf(streams));
    for (signer, role) in signers {
        pdf = sign_pdf(&pdf, signer, role, &options()).unwrap();
    }
    pdf
}

#[test]
fn pdf_with_one_signature() {
    assert_counts!(judge_pdf(&signed_pdf(false, &[(ada(), "assessor")])));
}

#[test]
fn pdf_with_three_signatures() {
    let signers = [
        (ada(), "assessor"),
        (olga(), "operator"),
        (rhea(), "reviewer"),
    ];
    assert_counts!(judge_pdf(&signed_pdf(true, &signers)));
}

/// What the file says but for its time stamp, and what the time stamp says.
fn apart(mut found: PdfVerification) -> (PdfVerification, Option<(bool, Value)>) {
    let stamp = found.signatures[0].time_stamp.take();
    let stamp = stamp.map(|stamp| (stamp.is_valid(), serde_json::to_value(stamp).unwrap()));
    (found, stamp)
}

#[test]
fn pdf_with_a_time_stamp() {
    let token = TimeStampToken::read(&file("signed.pdf.tsr")).unwrap();
    let signed = Pdf::parse(file("signed.pdf")).unwrap();
    let original = signed.attach_time_stamp(&token).unwrap();
    let (signature, stamp) = apart(verify_pdf(&original).unwrap());
    // The digits of the unsigned attribute: its type, ten bytes of headers before that, and the token.
    let start_of = |hex: &str| {
        let found = original
            .windows(hex.len())
            .position(|w| w == hex.as_bytes());
        found.unwrap()
    };
    let hex: String = token.der().iter().map(|b| format!("{b:02X}")).collect();
    let unsigned = start_of("2A864886F70D010910020E") - 20..start_of(&hex) + hex.len();
    let lines = judge(&original, &places_of_pdf(&original), |changed| {
        let Ok(found) = verify_pdf(changed) else {
            return Ok(None);
        };
        if found.verdict() != Verdict::Valid {
            return Ok(None);
        }
        let elsewhere = changed.len() != original.len()
            || changed[..unsigned.start] != original[..unsigned.start]
            || changed[unsigned.end..] != original[unsigned.end..];
        if elsewhere {
            return Err("a PDF that was changed outside of the time stamp is valid".to_owned());
        }
        let (other_signature, other_stamp) = apart(found);
        if other_signature != signature {
            return Err("the time stamp changes what the signature says".to_owned());
        }
        match other_stamp {
            None => Ok(Some("time stamp: taken for another unsigned attribute")),
            Some((false, _)) => Ok(Some("time stamp: shown not to hold")),
            same if same == stamp => Ok(Some("time stamp: what its authority did not sign")),
            Some(_) => Err("a changed time stamp holds and says something else".to_owned()),
        }
    });
    assert_counts!(lines);
}

#[test]
fn ssh_signature() {
    let checksums = b"0123456789abcdef  report.json\nfedcba9876543210  report.pdf\n";
    let armoured = sign_ssh(checksums, &ada(), "file").unwrap();
    let parsed = ssh_key::SshSig::from_pem(&armoured).unwrap();
    let signature = judge(
        armoured.as_bytes(),
        &every_place(armoured.as_bytes()),
        |changed| {
            let Ok(changed) = str::from_utf8(changed) else {
                return Ok(None);
            };
            if verify_ssh(checksums, changed, "file").is_err() {
                return Ok(None);
            }
            match ssh_key::SshSig::from_pem(changed) {
                Ok(same) if same == parsed => Ok(Some("the same signature in another armour")),
                _ => Err("another SSH signature is valid".to_owned()),
            }
        },
    );
    let signed_file = judge(
        checksums,
        &every_place(checksums),
        |changed| match verify_ssh(changed, &armoured, "file") {
            Ok(_) => Err("an SSH signature is valid for another file".to_owned()),
            Err(_) => Ok(None),
        },
    );
    assert_counts!(format!(
        "of the signature\n{signature}of the file\n{signed_file}"
    ));
}
