//! The time stamp beside a signature.

use assay_seal::timestamp::{AuthorityCertificate, TimeStampCheck, TimeStampOutcome};
use serde::{Deserialize, Serialize};

/// A time stamp of a signature or of a file: an authority's word that it was there at that time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stamp {
    /// What was found. All else is only as true as this.
    pub finding: StampFinding,
    /// The time that the authority states, `2026-11-22T09:30:00Z`; empty when it cannot be read.
    pub time: String,
    /// The authority's name, as its certificate has it; empty when it cannot be read.
    pub authority: String,
    /// The fingerprint of that certificate, for comparing with the authority; empty when it cannot be read.
    pub certificate: String,
    /// That certificate in DER, with which the user can come to know the authority; empty when it cannot be read.
    pub certificate_der: Vec<u8>,
    /// Which of the authorities that the user knows vouches for it; only of a time stamp that holds.
    pub vouched: Option<Vouched>,
}

/// An authority that the user knows, and that vouches for a time stamp: it issued it, or stands above who did.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Vouched {
    /// The name in the certificate that the user knows.
    pub name: String,
    /// The fingerprint of that certificate.
    pub fingerprint: String,
}

/// What was found about a time stamp.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum StampFinding {
    /// It holds. Whether the authority is to be trusted is not said.
    Holds,
    /// It is of something else.
    OtherData,
    /// It was changed after the authority signed it.
    Changed,
    /// Its time lies outside the validity of the authority's certificate.
    OutsideCertificate,
    /// It is not built as the standards have it; said how.
    Malformed(String),
    /// It is of a kind that is not checked here; said which.
    NotChecked(String),
}

impl Stamp {
    /// Whether it holds.
    #[must_use]
    pub fn holds(&self) -> bool {
        self.finding == StampFinding::Holds
    }
}

pub(crate) fn of(check: &TimeStampCheck, authorities: &[AuthorityCertificate]) -> Stamp {
    let vouching = check.vouched_by(authorities).and_then(|fingerprint| {
        let known = authorities.iter();
        let mut known = known.filter(|known| known.fingerprint() == fingerprint);
        known.next()
    });
    let finding = match &check.outcome {
        TimeStampOutcome::Valid => StampFinding::Holds,
        TimeStampOutcome::ForOtherData => StampFinding::OtherData,
        TimeStampOutcome::Changed => StampFinding::Changed,
        TimeStampOutcome::OutsideCertificateValidity => StampFinding::OutsideCertificate,
        TimeStampOutcome::Malformed(how) => StampFinding::Malformed(how.clone()),
        TimeStampOutcome::Unsupported(what) => StampFinding::NotChecked(what.clone()),
    };
    Stamp {
        finding,
        time: check.time.map(|time| time.to_rfc3339()).unwrap_or_default(),
        authority: check.authority.clone().unwrap_or_default(),
        certificate: check
            .certificate
            .map(|fingerprint| fingerprint.to_string())
            .unwrap_or_default(),
        certificate_der: check
            .certificates()
            .first()
            .map(|own| own.der().to_vec())
            .unwrap_or_default(),
        vouched: vouching.map(|known| Vouched {
            name: known.name(),
            fingerprint: known.fingerprint().to_string(),
        }),
    }
}
