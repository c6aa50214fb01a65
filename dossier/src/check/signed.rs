//! One signature.

use assay_report::document::SigningParty;
use assay_seal::{
    json::{JsonProof, ProofOutcome},
    pdf::{PdfSignature, SignatureOutcome},
    timestamp::AuthorityCertificate,
};
use serde::{Deserialize, Serialize};

use super::remark::Named;
use super::stamp::{self, Stamp};
use crate::roles::name_of;

/// Whether a signature holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Standing {
    /// It does.
    Holds,
    /// It does not.
    Fails,
    /// It is of a kind that is not checked here.
    NotChecked,
}

/// What was found about a signature.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Finding {
    /// It is valid.
    Holds,
    /// The signed JSON or its proof was changed, or another key signed it.
    DocumentOrProofChanged,
    /// The proof is not built as the standard has it; said how.
    ProofMalformed(String),
    /// The signed bytes of the PDF were changed.
    BytesChanged,
    /// So many bytes were appended to the PDF after the last signature.
    Appended(u64),
    /// A later revision of the PDF did more than sign; said what.
    ChangedLater(String),
    /// Something was hidden behind the signature, in the place kept free for it.
    HiddenBehind,
    /// The claimed time lies outside the validity of the certificate.
    OutsideCertificate,
    /// The PDF's signature is not built as the standards have it; said how.
    Malformed(String),
    /// It is of a kind that is not checked here; said which.
    NotChecked(String),
}

impl Finding {
    /// Whether the signature holds.
    #[must_use]
    pub const fn standing(&self) -> Standing {
        match self {
            Self::Holds => Standing::Holds,
            Self::NotChecked(_) => Standing::NotChecked,
            _ => Standing::Fails,
        }
    }
}

/// One signature.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Signed {
    /// What was found.
    pub finding: Finding,
    /// The signer's name, as far as the file says one.
    pub name: String,
    /// The signer's organisation; empty when there is none.
    pub organisation: String,
    /// Who issued the signer's certificate; empty when nobody but the signer did.
    pub issuer: String,
    /// In which role, as the signature or the report names it: `assessor`; empty when there is none.
    pub role: String,
    /// The key's fingerprint; empty when the key cannot be read.
    pub fingerprint: String,
    /// When the signer claims to have signed; empty when nothing is claimed.
    pub claimed: String,
    /// The time stamp that was added to it, whether it holds or not.
    pub stamp: Option<Stamp>,
}

impl Signed {
    /// Whether it holds, fails, or was not checked.
    #[must_use]
    pub const fn standing(&self) -> Standing {
        self.finding.standing()
    }

    /// Whether it holds.
    #[must_use]
    pub fn holds(&self) -> bool {
        self.standing() == Standing::Holds
    }

    /// The signer.
    #[must_use]
    pub fn named(&self) -> Named {
        Named {
            name: self.name.clone(),
            fingerprint: self.fingerprint.clone(),
        }
    }
}

pub(super) fn of_json(proof: JsonProof, parties: &[SigningParty]) -> Signed {
    let key = proof
        .signer
        .map(|signer| signer.did_key())
        .unwrap_or_default();
    let party = parties
        .iter()
        .find(|party| party.key.as_ref() == Some(&key));
    let of_party = |text: fn(&SigningParty) -> &str| party.map(text).unwrap_or_default().to_owned();
    // The proof's own words come first: the signature is over them, and a party without a key is not found by it.
    let (name, organisation, role) = match proof.signed_as {
        Some(signed_as) => (signed_as.name, signed_as.organisation, signed_as.role),
        None => (
            of_party(|party| &party.name),
            of_party(|party| &party.organisation),
            of_party(|party| name_of(party.role)),
        ),
    };
    let finding = match proof.outcome {
        ProofOutcome::Valid => Finding::Holds,
        ProofOutcome::Changed => Finding::DocumentOrProofChanged,
        ProofOutcome::Malformed(how) => Finding::ProofMalformed(how),
        ProofOutcome::Unsupported(what) => Finding::NotChecked(what),
    };
    Signed {
        finding,
        name,
        organisation,
        issuer: String::new(),
        role,
        fingerprint: proof
            .fingerprint
            .map(|fingerprint| fingerprint.to_string())
            .unwrap_or_default(),
        claimed: proof.created.unwrap_or_default(),
        stamp: None,
    }
}

pub(super) fn of_pdf(signature: &PdfSignature, authorities: &[AuthorityCertificate]) -> Signed {
    let finding = match &signature.outcome {
        SignatureOutcome::Valid => Finding::Holds,
        SignatureOutcome::Changed => Finding::BytesChanged,
        SignatureOutcome::NotCoveringWholeFile(bytes) => Finding::Appended(*bytes),
        SignatureOutcome::ChangedLater(how) => Finding::ChangedLater(how.clone()),
        SignatureOutcome::PaddingNotZero => Finding::HiddenBehind,
        SignatureOutcome::OutsideCertificateValidity => Finding::OutsideCertificate,
        SignatureOutcome::Malformed(how) => Finding::Malformed(how.clone()),
        SignatureOutcome::Unsupported(what) => Finding::NotChecked(what.clone()),
    };
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    Signed {
        finding,
        name: text(&signature.signer_name),
        organisation: text(&signature.organisation),
        issuer: text(&signature.issuer),
        role: text(&signature.role),
        fingerprint: signature
            .fingerprint
            .map(|fingerprint| fingerprint.to_string())
            .unwrap_or_default(),
        claimed: signature
            .claimed_time
            .map(|time| time.to_rfc3339())
            .unwrap_or_default(),
        stamp: signature
            .time_stamp
            .as_ref()
            .map(|check| stamp::of(check, authorities)),
    }
}
