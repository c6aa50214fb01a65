//! Evidence packs, of which each program does its part.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test that cannot go on has failed"
)]

use std::convert::Infallible;

use crate::common::{AT, PASSPHRASE, ada, alone, signing};
use assay_assessment::{
    Absence, AssessmentId, EvidencePresence, Sha256Digest, Timestamp, UtcOffset,
    backup::{FileSums, RunningSums},
    example::{self, Example},
};
use assay_catalog::Editions;
use assay_dossier::{PackCheck, PackCheckedWith, PackReader, PackSignature, Standing, check_pack};
use assay_jobs::{CheckPackSignature, PackOf, PlanPack, SignPack, SignedPack};

fn example() -> Example {
    let at = Timestamp::from_milliseconds(AT);
    let id = AssessmentId::from_random([7; 16]);
    example::open(id, at, UtcOffset::UTC, Editions::bundled_draft()).unwrap()
}

fn of(example: &Example) -> PackOf {
    let ada = ada();
    PackOf {
        assessment: Box::new(example.record.assessment().clone()),
        presence: EvidencePresence::default(),
        reports: alone(signing(&ada, PASSPHRASE)).unwrap().files,
        identity: ada,
        at: Timestamp::from_milliseconds(AT),
        editions: Vec::new(),
    }
}

fn sums(bytes: &[u8]) -> FileSums {
    let mut sums = RunningSums::new();
    sums.update(bytes);
    sums.finish()
}

/// Writes a pack as the page does. `found` gives what is on the disk under a digest.
fn write(of: &PackOf, found: impl Fn(Sha256Digest) -> Vec<u8>) -> (Vec<u8>, SignedPack) {
    let planned = alone(PlanPack { of: of.clone() }).unwrap();
    let mut bytes = planned.bytes;
    let (mut written, mut changed) = (Vec::new(), Vec::new());
    for file in planned.files {
        let content = found(file.sha256);
        match file.header(&sums(&content)) {
            Ok(header) => {
                bytes.extend(header);
                bytes.extend(&content);
                written.push(sums(&content));
            }
            Err(_) => changed.push(file.sha256),
        }
    }
    let signed = alone(SignPack {
        of: of.clone(),
        passphrase: PASSPHRASE.to_owned(),
        written,
        changed,
    });
    let signed = signed.unwrap();
    bytes.extend(&signed.bytes);
    (bytes, signed)
}

fn check(bytes: &[u8]) -> PackCheck {
    let with = PackCheckedWith {
        editions: &Editions::bundled(),
        authorities: &[],
        fonts: &[],
    };
    let mut read = |range: std::ops::Range<u64>| {
        let place = |at: u64| usize::try_from(at).unwrap();
        Ok::<_, Infallible>(bytes[place(range.start)..place(range.end)].to_vec())
    };
    check_pack(bytes.len() as u64, &with, &mut read).unwrap()
}

fn file_of(example: &Example, sha256: Sha256Digest) -> Vec<u8> {
    let mut files = example.files.iter();
    let file = files.find(|file| file.sha256 == sha256).unwrap();
    file.bytes.to_vec()
}

#[test]
fn a_pack_is_planned_written_and_signed() {
    let example = example();
    let of = of(&example);
    let (bytes, signed) = write(&of, |sha256| file_of(&example, sha256));
    assert_eq!(signed.length, bytes.len() as u64);
    assert_eq!(signed.absent, []);
    let found = check(&bytes);
    assert_eq!(found.standing(), Standing::Holds, "{:?}", found.remarks());
    assert_eq!(found.reports.len(), 3);
    let (again, _) = write(&of, |sha256| file_of(&example, sha256));
    assert!(again == bytes, "the same gives the same bytes");
}

#[test]
fn a_file_with_other_bytes_stays_out_and_is_named() {
    let example = example();
    let first = example.files[0].sha256;
    let (bytes, signed) = write(&of(&example), |sha256| match sha256 == first {
        true => b"other".to_vec(),
        false => file_of(&example, sha256),
    });
    let absent: Vec<_> = signed
        .absent
        .iter()
        .map(|file| (file.sha256, file.absence))
        .collect();
    assert_eq!(absent, [(first, Absence::Changed)]);
    assert_eq!(check(&bytes).standing(), Standing::Holds);
}

#[test]
fn nothing_is_signed_with_a_wrong_passphrase_or_in_another_order() {
    let example = example();
    let of = of(&example);
    let planned = alone(PlanPack { of: of.clone() }).unwrap();
    let all = planned.files.iter();
    let mut written: Vec<FileSums> = all
        .map(|file| sums(&file_of(&example, file.sha256)))
        .collect();
    let sign = |passphrase: &str, written: &[FileSums]| {
        let signed = alone(SignPack {
            of: of.clone(),
            passphrase: passphrase.to_owned(),
            written: written.to_vec(),
            changed: Vec::new(),
        });
        signed
            .map(|signed| signed.length)
            .map_err(|refused| refused.to_string())
    };
    assert_eq!(sign("wrong", &written), Err("wrong passphrase".to_owned()));
    sign(PASSPHRASE, &written).unwrap();
    written.reverse();
    let refused = sign(PASSPHRASE, &written).unwrap_err();
    assert!(refused.contains("order"), "{refused}");
}

#[test]
fn an_assessment_whose_edition_is_gone_is_refused() {
    let example = example();
    let mut of = of(&example);
    let mut other = serde_json::to_value(&of.assessment).unwrap();
    let digest = of.assessment.edition().sha256.to_string();
    let text = other.to_string().replace(&digest, &"0".repeat(64));
    other = serde_json::from_str(&text).unwrap();
    of.assessment = serde_json::from_value(other).unwrap();
    let refused = alone(PlanPack { of }).unwrap_err().to_string();
    assert!(refused.contains("edition"), "{refused}");
}

/// As the page reads: the sums are taken elsewhere, and so is the signature.
#[test]
fn a_pack_is_read_by_its_sums() {
    let example = example();
    let (bytes, signed) = write(&of(&example), |sha256| file_of(&example, sha256));
    let at = |range: std::ops::Range<u64>| {
        let place = |at: u64| usize::try_from(at).unwrap();
        &bytes[place(range.start)..place(range.end)]
    };
    let mut reader = PackReader::new(bytes.len() as u64).unwrap();
    let mut summed = 0;
    while let Some(wanted) = reader.wanted() {
        match reader.wanted_sums() {
            Some(whole) => {
                reader.give_sums(sums(at(whole))).unwrap();
                summed += 1;
            }
            None => reader.give(at(wanted)).unwrap(),
        }
    }
    let read = reader.finish().unwrap();
    assert_eq!(
        summed,
        read.files.len(),
        "all but the list and its signature"
    );
    assert!(read.list == signed.sums);
    let (list, signature) = (read.list.clone(), read.signature.clone().unwrap());
    let found = alone(CheckPackSignature {
        list,
        signature: signature.clone(),
    });
    assert!(matches!(found, PackSignature::Holds { .. }), "{found:?}");
    assert_eq!(read.clone().with_signature(found), read.clone().check());
    let other = CheckPackSignature {
        list: b"other".to_vec(),
        signature,
    };
    assert_eq!(alone(other), PackSignature::Changed);
}

#[test]
fn sums_of_another_length_are_refused() {
    let example = example();
    let (bytes, _) = write(&of(&example), |sha256| file_of(&example, sha256));
    let mut reader = PackReader::new(bytes.len() as u64).unwrap();
    while reader.wanted_sums().is_none() {
        let wanted = reader.wanted().unwrap();
        let place = |at: u64| usize::try_from(at).unwrap();
        reader
            .give(&bytes[place(wanted.start)..place(wanted.end)])
            .unwrap();
    }
    assert!(reader.give_sums(sums(b"")).is_err());
    let whole = reader.wanted_sums().unwrap();
    assert!(whole.end > whole.start, "it is wanted still");
}
