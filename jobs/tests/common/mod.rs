//! Handing jobs over, and one that signs the example.

#![allow(
    clippy::unwrap_used,
    dead_code,
    unreachable_pub,
    reason = "a test's helper fails the test, each test file uses its own part of it, and each is a crate of its own"
)]

use assay_assessment::{AssessmentId, EvidencePresence, Timestamp, UtcOffset, example};
use assay_catalog::Editions;
use assay_dossier::{assemble, signing_party};
use assay_jobs::{Job, MakeIdentity, SignReport, pack, perform, unpack};
use assay_report::document::{Presentation, Role};
use assay_seal::{StoredIdentity, UnixMillis};

pub const PASSPHRASE: &str = "correct horse battery";

/// 2026-07-11, 08:00 UTC.
pub const AT: u64 = 1_783_756_800_000;

/// Hands a job over as the page does, and takes what comes of it.
pub fn done<J: Job>(job: J) -> (J::Outcome, Vec<J::Stage>) {
    let mut stages = Vec::new();
    let parcel = perform(J::NAME, pack(job).unwrap(), &mut |text| {
        stages.push(serde_json::from_str(&text).unwrap());
    });
    (unpack(parcel.unwrap()).unwrap(), stages)
}

pub fn alone<J: Job>(job: J) -> J::Outcome {
    done(job).0
}

pub fn ada() -> StoredIdentity {
    let job = MakeIdentity {
        name: "Ada Roth".to_owned(),
        organisation: "Roth Assurance".to_owned(),
        passphrase: PASSPHRASE.to_owned(),
        at: UnixMillis::new(AT).unwrap(),
        key_entropy: [[7; 32], [8; 32]],
        protection_entropy: [9; 32],
    };
    alone(job).unwrap()
}

pub fn olga() -> StoredIdentity {
    let job = MakeIdentity {
        name: "Olga Brand".to_owned(),
        organisation: String::new(),
        passphrase: PASSPHRASE.to_owned(),
        at: UnixMillis::new(AT).unwrap(),
        key_entropy: [[17; 32], [18; 32]],
        protection_entropy: [19; 32],
    };
    alone(job).unwrap()
}

pub fn signing(identity: &StoredIdentity, passphrase: &str) -> SignReport {
    let at = Timestamp::from_milliseconds(AT);
    let id = AssessmentId::from_random([7; 16]);
    let opened = example::open(id, at, UtcOffset::UTC, Editions::bundled_draft());
    let record = opened.unwrap().record;
    let party = signing_party(identity, Role::Assessor);
    let presence = EvidencePresence::default();
    let report = assemble(
        &record,
        &presence,
        vec![party],
        &Presentation::default(),
        at,
        UtcOffset::UTC,
    );
    SignReport {
        report: Box::new(report),
        identity: identity.clone(),
        passphrase: passphrase.to_owned(),
        role: Role::Assessor,
        at,
        utc_offset: UtcOffset::UTC,
        extra_fonts: Vec::new(),
        request: true,
        pictures: Vec::new(),
        logo: Vec::new(),
    }
}
