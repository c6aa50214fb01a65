//! Time stamps: what an authority is asked, its answer, and whom the user knows.

use assay_assessment::Sha256Digest;
use assay_dossier::{StampQuery, Stamped, stamp, stamp_query};
use assay_seal::timestamp::AuthorityCertificate;
use serde::{Deserialize, Serialize};

use crate::{Bulk, Job, Refused};

/// Writes what an authority is asked for a file that was checked.
#[derive(Clone, Serialize, Deserialize)]
pub struct AskForStamp {
    /// What the file is called.
    pub name: String,
    /// Its bytes.
    #[serde(skip)]
    pub bytes: Vec<u8>,
    /// The digest of the bytes that were checked and shown.
    pub looked_at: Sha256Digest,
}

/// Holds an authority's answer against a file that was checked, and puts it into a PDF.
#[derive(Clone, Serialize, Deserialize)]
pub struct TakeStamp {
    /// What the file is called.
    pub name: String,
    /// Its bytes.
    #[serde(skip)]
    pub bytes: Vec<u8>,
    /// The digest of the bytes that were checked and shown.
    pub looked_at: Sha256Digest,
    /// What the authority answered.
    #[serde(skip)]
    pub answer: Vec<u8>,
    /// The certificates of the authorities that the user knows, in DER.
    pub authorities: Vec<Vec<u8>>,
}

/// Reads an authority's certificates, so that the user can compare their fingerprints.
#[derive(Clone, Serialize, Deserialize)]
pub struct ReadAuthorities {
    /// The file's bytes: one certificate in DER, or any number in PEM.
    #[serde(skip)]
    pub bytes: Vec<u8>,
}

/// The certificates in a file, in its order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Authorities {
    /// Each of them.
    pub all: Vec<Authority>,
}

/// A certificate with which time stamps can be vouched for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Authority {
    /// The SHA-256 of the certificate, in pairs of digits, as the authority says it.
    pub fingerprint: String,
    /// The name in it.
    pub name: String,
    /// Who issued it; `None` if it is its own word.
    pub issuer: Option<String>,
    /// From when it is valid, `2026-11-22T09:30:00Z`.
    pub valid_from: String,
    /// Until when it is valid, likewise.
    pub valid_until: String,
    /// The certificate in DER.
    pub der: Vec<u8>,
}

impl Authority {
    fn of(certificate: &AuthorityCertificate) -> Self {
        let (from, until) = certificate.validity();
        Self {
            fingerprint: certificate.fingerprint().to_string(),
            name: certificate.name(),
            issuer: certificate.issuer(),
            valid_from: from.to_rfc3339(),
            valid_until: until.to_rfc3339(),
            der: certificate.der().to_vec(),
        }
    }
}

/// The authorities that the user knows. One whose certificate the disk has damaged vouches for nothing.
pub(crate) fn known(authorities: &[Vec<u8>]) -> Vec<AuthorityCertificate> {
    let all = authorities.iter();
    all.filter_map(|der| AuthorityCertificate::from_der(der).ok())
        .collect()
}

impl Bulk for AskForStamp {
    fn bulk(&mut self) -> Vec<&mut Vec<u8>> {
        vec![&mut self.bytes]
    }
}

impl Bulk for StampQuery {}

impl Bulk for TakeStamp {
    fn bulk(&mut self) -> Vec<&mut Vec<u8>> {
        vec![&mut self.bytes, &mut self.answer]
    }
}

impl Bulk for Stamped {
    fn bulk(&mut self) -> Vec<&mut Vec<u8>> {
        vec![&mut self.bytes]
    }
}

impl Bulk for ReadAuthorities {
    fn bulk(&mut self) -> Vec<&mut Vec<u8>> {
        vec![&mut self.bytes]
    }
}

impl Bulk for Authorities {}

impl Job for AskForStamp {
    const NAME: &'static str = "ask-for-stamp";
    type Stage = ();
    type Outcome = Result<StampQuery, Refused>;

    fn perform(self, _: &mut dyn FnMut(())) -> Self::Outcome {
        stamp_query(&self.bytes, &self.name, self.looked_at).map_err(Refused::because)
    }
}

impl Job for TakeStamp {
    const NAME: &'static str = "take-stamp";
    type Stage = ();
    type Outcome = Result<Stamped, Refused>;

    fn perform(self, _: &mut dyn FnMut(())) -> Self::Outcome {
        let known = known(&self.authorities);
        stamp(
            &self.bytes,
            &self.name,
            self.looked_at,
            &self.answer,
            &known,
        )
        .map_err(Refused::because)
    }
}

impl Job for ReadAuthorities {
    const NAME: &'static str = "read-authorities";
    type Stage = ();
    type Outcome = Result<Authorities, Refused>;

    fn perform(self, _: &mut dyn FnMut(())) -> Self::Outcome {
        let all = AuthorityCertificate::read(&self.bytes).map_err(Refused::because)?;
        Ok(Authorities {
            all: all.iter().map(Authority::of).collect(),
        })
    }
}
