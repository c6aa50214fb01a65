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
use assay_jobs::{
    Job, LookAtLogo, LookAtPicture, MakeIdentity, Refused, SignPublic, SignReport, pack, perform,
    unpack,
};
use assay_report::document::{Presentation, Role};
use assay_report::picture::{LogoFileError, Metadata, PictureError};
use assay_report::public::{Kind, Selection};
use assay_seal::{StoredIdentity, UnixMillis};

const LOGO: &[u8] = include_bytes!("../../report/tests/pictures/logo.png");
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

const PASSPHRASE: &str = "correct horse battery";

fn ada() -> StoredIdentity {
    let identity = alone(MakeIdentity {
        name: "Ada Roth".to_owned(),
        organisation: "Roth Assurance".to_owned(),
        passphrase: PASSPHRASE.to_owned(),
        at: UnixMillis::new(AT).unwrap(),
        key_entropy: [[7; 32], [8; 32]],
        protection_entropy: [9; 32],
    });
    identity.unwrap()
}

#[test]
fn a_logo_is_looked_at_before_it_is_chosen() {
    let look = |bytes: &[u8]| {
        alone(LookAtLogo {
            bytes: bytes.to_vec(),
        })
    };
    let looked = look(LOGO).unwrap();
    assert_eq!((looked.facts.width, looked.facts.height), (460, 160));
    assert_eq!(looked.sha256, Sha256Digest::of(LOGO));
    let other = LogoFileError::NotDrawn(PictureError::OtherFormat);
    assert_eq!(look(b"<svg/>"), Err(other));
    let large = look(&[0; 1_000_001]).unwrap_err();
    assert!(large.to_string().contains("make a smaller copy"));
}

/// The example with two pictures, one of them twice, and perhaps a logo; signed with what is handed over of their
/// files.
fn signed(
    files: impl Fn(Sha256Digest) -> Vec<u8>,
    logo: Option<&[u8]>,
) -> Result<SignedReport, Refused> {
    let at = Timestamp::from_milliseconds(AT);
    let identity = ada();
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
    let presentation = Presentation {
        logo: logo.map(|_| {
            let looked = alone(LookAtLogo {
                bytes: LOGO.to_vec(),
            });
            looked.unwrap().stated("Roth Assurance".to_owned()).unwrap()
        }),
        ..Presentation::default()
    };
    let parties = vec![party];
    let report = assemble(
        &record,
        &presence,
        parties,
        &presentation,
        at,
        UtcOffset::UTC,
    );
    let needed = report.picture_files();
    assert_eq!(needed.len(), 2);
    alone(SignReport {
        pictures: needed.into_iter().map(files).collect(),
        report: Box::new(report),
        identity,
        passphrase: PASSPHRASE.to_owned(),
        role: Role::Assessor,
        at,
        utc_offset: UtcOffset::UTC,
        extra_fonts: Vec::new(),
        request: false,
        logo: logo.unwrap_or_default().to_vec(),
    })
}

#[test]
fn a_report_is_signed_with_the_files_that_it_names() {
    let file = |sha256| match sha256 == Sha256Digest::of(PANEL) {
        true => PANEL.to_vec(),
        false => RACK.to_vec(),
    };
    let signed = signed(file, None).unwrap();
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
    let refused = signed(|_| Vec::new(), None).map(|signed| signed.pages);
    let words = refused.unwrap_err().to_string();
    assert!(
        words.contains("cannot be shown in the report: its file is not there"),
        "{words}"
    );
}

#[test]
fn the_file_of_a_logo_is_handed_over_with_the_report_and_for_its_public_edition() {
    let file = |sha256| match sha256 == Sha256Digest::of(PANEL) {
        true => PANEL.to_vec(),
        false => RACK.to_vec(),
    };
    let refused = signed(file, Some(PANEL)).map(|signed| signed.pages);
    assert!(
        refused
            .unwrap_err()
            .to_string()
            .contains("the file of the logo is not there")
    );
    let signed = signed(file, Some(LOGO)).unwrap();
    let valid = |bytes: &[u8]| {
        let checked = check(bytes, &Editions::bundled()).unwrap();
        assert_eq!(
            checked.outcome,
            Outcome::Valid,
            "{:?}",
            checked.contradictions
        );
        assert_eq!(checked.pages, Some(Pages::Same));
        checked.held.unwrap().logo().is_some()
    };
    for format in [Format::Pdf, Format::ExecutivePdf] {
        assert!(valid(&signed.file(format).unwrap().bytes));
    }
    let public = |kind: Kind, logo: &[u8]| {
        let public = alone(SignPublic {
            report: signed.file(Format::Json).unwrap().bytes.clone(),
            selection: Selection {
                kinds: [kind].into(),
                ..Selection::default()
            },
            seed: [3; 32],
            identity: ada(),
            passphrase: PASSPHRASE.to_owned(),
            role: Role::Assessor,
            at: Timestamp::from_milliseconds(AT + 1_000),
            utc_offset: UtcOffset::UTC,
            extra_fonts: Vec::new(),
            logo: logo.to_vec(),
        })?;
        Ok::<_, Refused>(public.file(Format::PublicPdf).unwrap().bytes.clone())
    };
    assert!(valid(&public(Kind::Amount, LOGO).unwrap()));
    assert!(!valid(&public(Kind::Person, b"").unwrap()));
    let refused = public(Kind::Amount, b"").unwrap_err().to_string();
    assert!(refused.contains("leave the logo out"), "{refused}");
}
