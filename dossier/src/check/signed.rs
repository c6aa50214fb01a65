//! One signature, in words.

use assay_report::document::SigningParty;
use assay_seal::{
    json::{JsonProof, ProofOutcome},
    pdf::{PdfSignature, SignatureOutcome},
};

use assay_assessment::words;

/// Whether a signature holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// It does.
    Holds,
    /// It does not.
    Fails,
    /// It is of a kind that is not checked here.
    NotChecked,
}

/// One signature, in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signed {
    /// Whether it holds.
    pub standing: Standing,
    /// What was found, as a sentence.
    pub words: String,
    /// The signer's name, as far as the file says one.
    pub name: String,
    /// The signer's organisation; empty when there is none.
    pub organisation: String,
    /// Who issued the signer's certificate; empty when nobody but the signer did.
    pub issuer: String,
    /// In which role; empty when there is none.
    pub role: String,
    /// The key's fingerprint; empty when the key cannot be read.
    pub fingerprint: String,
    /// When the signer claims to have signed; empty when nothing is claimed.
    pub claimed: String,
}

impl Signed {
    /// Whether it holds.
    #[must_use]
    pub fn holds(&self) -> bool {
        self.standing == Standing::Holds
    }

    /// The signer in a sentence.
    #[must_use]
    pub fn who(&self) -> String {
        let name = match self.name.as_str() {
            "" => "a signer without a name".to_owned(),
            name => words::name(name),
        };
        format!("{name}, {}", self.fingerprint)
    }
}

const HOLDS: &str = "Valid: nothing was changed since it was signed.";

pub(super) fn of_json(proof: JsonProof, parties: &[SigningParty]) -> Signed {
    let key = proof
        .signer
        .map(|signer| signer.did_key())
        .unwrap_or_default();
    let party = parties.iter().find(|party| party.key == key);
    let of_party = |text: fn(&SigningParty) -> &str| party.map(text).unwrap_or_default().to_owned();
    let (standing, words) = match proof.outcome {
        ProofOutcome::Valid => (Standing::Holds, HOLDS.to_owned()),
        ProofOutcome::Changed => (
            Standing::Fails,
            "Not valid: the report or its proof was changed after it was signed, or another key signed it.".to_owned(),
        ),
        ProofOutcome::Malformed(how) => (
            Standing::Fails,
            format!("Not valid: the proof is not built as the standard has it ({how})."),
        ),
        ProofOutcome::Unsupported(what) => (Standing::NotChecked, not_checked(&what)),
    };
    Signed {
        standing,
        words,
        name: of_party(|party| &party.name),
        organisation: of_party(|party| &party.organisation),
        issuer: String::new(),
        role: of_party(|party| party.role.label()),
        fingerprint: proof
            .fingerprint
            .map(|fingerprint| fingerprint.to_string())
            .unwrap_or_default(),
        claimed: proof.created.unwrap_or_default(),
    }
}

pub(super) fn of_pdf(signature: &PdfSignature) -> Signed {
    let fails = |words: &str| (Standing::Fails, words.to_owned());
    let (standing, words) = match &signature.outcome {
        SignatureOutcome::Valid => (Standing::Holds, HOLDS.to_owned()),
        SignatureOutcome::Changed => fails("Not valid: the signed bytes were changed."),
        SignatureOutcome::NotCoveringWholeFile(bytes) => (
            Standing::Fails,
            format!(
                "Not valid for this file: {} appended after the last signature. Other readers may still call it valid, although what they show can be another page.",
                words::count(*bytes, "byte was", "bytes were")
            ),
        ),
        SignatureOutcome::ChangedLater(how) => (
            Standing::Fails,
            format!("Not valid for this file: a later revision did more than sign ({how})."),
        ),
        SignatureOutcome::PaddingNotZero => {
            fails("Not valid: something was hidden behind the signature.")
        }
        SignatureOutcome::OutsideCertificateValidity => fails(
            "Not valid: the claimed time lies outside the validity of the signer's certificate.",
        ),
        SignatureOutcome::Malformed(how) => (
            Standing::Fails,
            format!("Not valid: the signature is not built as the standards have it ({how})."),
        ),
        SignatureOutcome::Unsupported(what) => (Standing::NotChecked, not_checked(what)),
    };
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    Signed {
        standing,
        words,
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
    }
}

fn not_checked(what: &str) -> String {
    format!(
        "Cannot be checked here: {what}. The program that made it can check it, or another that knows its kind."
    )
}
