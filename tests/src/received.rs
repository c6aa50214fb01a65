//! Reports as somebody receives them: really signed here, by the same crates that the page is made of.

use assay_assessment::{AssessmentId, Sha256Digest, Timestamp, UtcOffset, example};
use assay_catalog::Editions;
use assay_report::document::{Circumstances, Presentation, Report, Role, SigningParty};
use assay_seal::{Identity, UnixMillis, json};

/// Why there is none.
pub type NotSigned = Box<dyn std::error::Error + Send + Sync>;

/// 2026-11-22T09:30:00Z.
pub const AT: u64 = 1_795_339_800_000;

/// An identity of Ada Roth's: another one for each seed.
///
/// # Errors
/// None that a test could do something about.
pub fn identity(seed: u8) -> Result<Identity, NotSigned> {
    let at = UnixMillis::new(AT - 1_000)?;
    Ok(Identity::create(
        "Ada Roth",
        "Example Assessments",
        &[seed; 64],
        at,
    )?)
}

/// The example's report, to be signed by that key.
///
/// # Errors
/// None that a test could do something about.
pub fn report(signer: &Identity) -> Result<Report, NotSigned> {
    let at = Timestamp::from_milliseconds(AT);
    let id = AssessmentId::from_random([7; 16]);
    let example = example::open(id, at, UtcOffset::UTC, Editions::bundled_draft())?;
    let circumstances = Circumstances {
        generated_at: at,
        utc_offset: UtcOffset::UTC,
        journal_head: Sha256Digest::of(b"journal"),
        journal_entries: 9,
        signing_parties: vec![SigningParty {
            role: Role::Assessor,
            name: signer.name().to_owned(),
            organisation: signer.organisation().to_owned(),
            key: Some(signer.did_key()),
            fingerprint: Some(signer.fingerprint().to_string()),
        }],
        presentation: Presentation::default(),
        presence: assay_assessment::EvidencePresence::default(),
        pictures: Default::default(),
    };
    let record = &example.record;
    Ok(Report::assemble(
        record.assessment(),
        Editions::bundled_draft(),
        &circumstances,
    ))
}

/// The JSON of a report, signed by that key as its assessor.
///
/// # Errors
/// None that a test could do something about.
pub fn signed_json(report: &Report, by: &Identity) -> Result<Vec<u8>, NotSigned> {
    let signed = json::sign_json(&report.to_value()?, by, "2026-11-22T09:30:00Z")?;
    Ok(json::canonical_bytes(&signed)?)
}
