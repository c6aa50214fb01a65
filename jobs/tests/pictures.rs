//! Pictures of evidence: looked at, and signed with a report, as the two programs hand them over.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that cannot go on has failed"
)]

use assay_assessment::{
    AssessmentId, Edit, Evidence, EvidenceId, EvidenceKind, EvidencePresence, Picture,
    Sha256Digest, Timestamp, UtcOffset, example,
};
use assay_catalog::Editions;
use assay_dossier::{Format, Outcome, Pages, SignedReport, assemble, check, signing_party};
use assay_jobs::{Job, LookAtPicture, MakeIdentity, Refused, SignReport, pack, perform, unpack};
use assay_report::document::{Presentation, Role};
use assay_report::picture::{Metadata, PictureError};
use assay_seal::UnixMillis;

const PANEL: &[u8] = include_bytes!("../../report/tests/pictures/panel.png");
const RACK: &[u8] = include_bytes!("../../report/tests/pictures/turned.jpg");
/// 2026-07-11, 08:00 UTC.
const AT: u64 = 1_783_756_800_000;

fn alone<J: Job>(job: J) -> J::Outcome {
    let parcel = perform(J::NAME, pack(job).unwrap(), &mut |_| {});
    unpack(parcel.unwrap()).unwrap()
}

#[test]
fn a_picture_is_looked_at_before_it_is_shown() {
    let look = |bytes: &[u8]| {
        alone(LookAtPicture {
            bytes: bytes.to_vec(),
        })
    };
    let looked = look(RACK).unwrap();
    assert_eq!((looked.facts.width, looked.facts.height), (300, 420));
    assert!(looked.metadata.contains(&Metadata::Position));
    assert_eq!(look(b"%PDF-1.7"), Err(PictureError::OtherFormat));
}

/// The example with two pictures, one of them twice; signed with what is handed over of their files.
fn signed(files: impl Fn(Sha256Digest) -> Vec<u8>) -> Result<SignedReport, Refused> {
    let at = Timestamp::from_milliseconds(AT);
    let passphrase = "correct horse battery".to_owned();
    let identity = alone(MakeIdentity {
        name: "Ada Roth".to_owned(),
        organisation: "Roth Assurance".to_owned(),
        passphrase: passphrase.clone(),
        at: UnixMillis::new(AT).unwrap(),
        key_entropy: [[7; 32], [8; 32]],
        protection_entropy: [9; 32],
    });
    let identity = identity.unwrap();
    let id = AssessmentId::from_random([7; 16]);
    let opened = example::open(id, at, UtcOffset::UTC, Editions::bundled_draft());
    let mut record = opened.unwrap().record;
    for (number, bytes) in [(1, PANEL), (2, RACK), (3, PANEL)] {
        let kind = EvidenceKind::File {
            name: format!("{number}"),
            media_type: String::new(),
            size: bytes.len() as u64,
            sha256: Sha256Digest::of(bytes),
        };
        let item = Evidence {
            kind,
            title: format!("Picture {number}"),
            description: String::new(),
            method: None,
            captured_on: None,
            added_at: at,
            controls: Default::default(),
            risks: Default::default(),
            picture: Picture {
                shown: true,
                alternative_text: "A panel or a rack.".to_owned(),
            },
        };
        let id = EvidenceId::from_random([number; 16]);
        record
            .perform(Edit::AddEvidence { id, item }, at, "Ada")
            .unwrap();
    }
    let party = signing_party(&identity, Role::Assessor);
    let presence = EvidencePresence::default();
    let usual = Presentation::default();
    let report = assemble(&record, &presence, vec![party], &usual, at, UtcOffset::UTC);
    let needed = report.picture_files();
    assert_eq!(needed.len(), 2);
    alone(SignReport {
        pictures: needed.into_iter().map(files).collect(),
        report: Box::new(report),
        identity,
        passphrase,
        role: Role::Assessor,
        at,
        utc_offset: UtcOffset::UTC,
        extra_fonts: Vec::new(),
        request: false,
    })
}

#[test]
fn a_report_is_signed_with_the_files_that_it_names() {
    let file = |sha256| match sha256 == Sha256Digest::of(PANEL) {
        true => PANEL.to_vec(),
        false => RACK.to_vec(),
    };
    let signed = signed(file).unwrap();
    let pdf = &signed.file(Format::Pdf).unwrap().bytes;
    let checked = check(pdf, &Editions::bundled()).unwrap();
    assert_eq!(
        checked.outcome,
        Outcome::Valid,
        "{:?}",
        checked.contradictions
    );
    assert_eq!(checked.pages, Some(Pages::Same));
}

#[test]
fn a_file_that_is_not_handed_over_is_said_in_words() {
    let refused = signed(|_| Vec::new()).map(|signed| signed.pages);
    let words = refused.unwrap_err().to_string();
    assert!(
        words.contains("cannot be shown in the report: its file is not there"),
        "{words}"
    );
}
