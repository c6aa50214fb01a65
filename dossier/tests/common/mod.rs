//! Signers, a signed example and what is made of it, for every test of this crate.

#![allow(
    clippy::unwrap_used,
    dead_code,
    unreachable_pub,
    reason = "a test's helper fails the test, each test file uses its own part of it, and each is a \
              crate of its own"
)]

pub mod pack;

use std::sync::OnceLock;

use assay_assessment::{
    AssessmentId, Edit, Evidence, EvidenceId, EvidenceKind, EvidencePresence, Picture, Record,
    Sha256Digest, Timestamp, UtcOffset, example,
};
use assay_catalog::Editions;
use assay_dossier::{Drawing, Format, Held, SignedReport, Signing, produce, signing_party};
use assay_report::{
    document::{Presentation, Report, Role, SigningParty},
    outline::Extent,
};
use assay_seal::{
    Identity, UnixMillis, json,
    pdf::{ROLES, SignPdfOptions, prepare_pdf, sign_pdf},
};

/// 2026-11-22T09:30:00Z.
pub const AT: u64 = 1_795_339_800_000;

/// The same in words.
pub const AT_WORDS: &str = "2026-11-22T09:30:00Z";

/// A signer whose key is always the same for a seed.
pub fn identity(name: &str, seed: u8) -> Identity {
    let at = UnixMillis::new(AT - 1_000).unwrap();
    Identity::create(name, "Example Assessments", &[seed; 64], at).unwrap()
}

/// The record of the example.
pub fn record() -> Record {
    let at = Timestamp::from_milliseconds(AT);
    let id = AssessmentId::from_random([7; 16]);
    let example = example::open(id, at, UtcOffset::UTC, Editions::bundled_draft());
    example.unwrap().record
}

/// An item of evidence whose file is shown as a picture, said to be so large.
pub fn shown(number: u8, bytes: &[u8], size: u64, text: &str) -> Edit {
    Edit::AddEvidence {
        id: EvidenceId::from_random([number; 16]),
        item: Evidence {
            kind: EvidenceKind::File {
                name: format!("picture-{number}"),
                media_type: String::new(),
                size,
                sha256: Sha256Digest::of(bytes),
            },
            title: format!("Picture of site {number}"),
            description: String::new(),
            method: None,
            captured_on: None,
            added_at: Timestamp::from_milliseconds(AT),
            controls: Default::default(),
            risks: Default::default(),
            picture: Picture {
                shown: true,
                alternative_text: text.to_owned(),
            },
        },
    }
}

/// How an assessor signs at [`AT`].
pub fn signing(identity: &Identity) -> Signing<'_> {
    Signing {
        identity,
        role: Role::Assessor,
        at: Timestamp::from_milliseconds(AT),
        utc_offset: UtcOffset::UTC,
        extra_fonts: &[],
        pictures: &assay_report::picture::NO_PICTURES,
        request: false,
    }
}

/// The example, signed by Ada Roth with the key of seed 1; signed once for all tests of a file.
pub fn signed_example() -> SignedReport {
    static SIGNED: OnceLock<SignedReport> = OnceLock::new();
    let signed = SIGNED.get_or_init(|| {
        let ada = identity("Ada Roth", 1);
        produce(
            &record(),
            &EvidencePresence::default(),
            &Presentation::default(),
            &signing(&ada),
        )
        .unwrap()
    });
    signed.clone()
}

/// The two files of a signed report.
pub struct Files {
    pub json: Vec<u8>,
    pub pdf: Vec<u8>,
    pub fingerprint: String,
}

impl From<SignedReport> for Files {
    fn from(signed: SignedReport) -> Self {
        let bytes = |format| signed.file(format).unwrap().bytes.clone();
        Self {
            json: bytes(Format::Json),
            pdf: bytes(Format::Pdf),
            fingerprint: signed.fingerprint,
        }
    }
}

/// The files of [`signed_example`].
pub fn genuine() -> Files {
    signed_example().into()
}

pub fn report_in(json: &[u8]) -> Report {
    Report::from_value(serde_json::from_slice(json).unwrap()).unwrap()
}

pub fn party(identity: &Identity) -> SigningParty {
    signing_party(identity, Role::Assessor)
}

pub fn signed_json(report: &Report, by: &Identity) -> Vec<u8> {
    let signed = json::sign_json(&report.to_value().unwrap(), by, AT_WORDS).unwrap();
    json::canonical_bytes(&signed).unwrap()
}

/// A PDF with the pages of one report and any attachment, signed.
pub fn signed_pdf(pages: &Report, attached: &[u8], by: &Identity, role: &str) -> Vec<u8> {
    signed_bytes(&drawn(pages, attached), by, role)
}

/// The pages of a report with any attachment, not signed.
pub fn drawn(pages: &Report, attached: &[u8]) -> Vec<u8> {
    drawn_as(pages, attached, Extent::Full, &[])
}

/// The same of one of the editions, with fonts of the user's.
pub fn drawn_as(pages: &Report, attached: &[u8], extent: Extent, extra_fonts: &[&[u8]]) -> Vec<u8> {
    let drawing = Drawing {
        held: &Held::Report(Box::new(pages.clone())),
        json: attached,
        created: i64::try_from(AT / 1000).unwrap(),
        extra_fonts,
        pictures: &assay_report::picture::NO_PICTURES,
    };
    drawing.draw(extent).unwrap().bytes
}

pub fn signed_bytes(pdf: &[u8], by: &Identity, role: &str) -> Vec<u8> {
    countersigned_bytes(&prepare_pdf(pdf, &ROLES).unwrap(), by, role)
}

/// Another signature in a PDF that was prepared.
pub fn countersigned_bytes(prepared: &[u8], by: &Identity, role: &str) -> Vec<u8> {
    let options = SignPdfOptions {
        at: UnixMillis::new(AT).unwrap(),
        reason: None,
        location: None,
    };
    sign_pdf(prepared, by, role, &options).unwrap()
}

/// How many pictures a PDF draws.
pub fn images(pdf: &[u8]) -> usize {
    let document = lopdf::Document::load_mem(pdf).unwrap();
    let streams = document.objects.values();
    let streams = streams.filter_map(|object| object.as_stream().ok());
    let subtypes = streams.filter_map(|stream| stream.dict.get(b"Subtype").ok());
    let names = subtypes.filter_map(|name| name.as_name().ok());
    names.filter(|name| *name == b"Image").count()
}

/// Where a part stands in a file, the only time.
pub fn only(file: &[u8], part: &[u8]) -> usize {
    let places = file.windows(part.len()).enumerate();
    let mut places = places.filter(|(_, window)| *window == part);
    let (place, _) = places.next().unwrap();
    assert!(places.next().is_none());
    place
}
