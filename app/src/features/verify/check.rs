//! What can be said about a file that somebody handed over. Pure, and made for hostile bytes.

use assay_report::{
    document::{Report, ReportError, SigningParty},
    pdf::EMBEDDED_REPORT_NAME,
};
use assay_seal::{
    Verdict,
    json::{JsonVerification, ProofOutcome, VerifyJsonError, verify_json},
    pdf::{PdfSignature, SignatureOutcome, VerifyPdfError, attachment, verify_pdf},
};

/// What kind of file it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FileKind {
    /// A report as JSON.
    Json,
    /// A report as PDF.
    Pdf,
}

/// One signature, in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signed {
    /// Whether it holds.
    pub valid: bool,
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

/// What was found about a file.
#[derive(Debug, Clone, PartialEq)]
pub struct Checked {
    /// What kind of file it is.
    pub kind: FileKind,
    /// All signatures in one word.
    pub verdict: Verdict,
    /// Each signature.
    pub signatures: Vec<Signed>,
    /// The report that the file holds, or why it cannot be shown. Only as true as the verdict.
    pub report: Result<Box<Report>, String>,
    /// What else a reader should know.
    pub remarks: Vec<String>,
}

/// Why nothing can be said about a file.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CheckError {
    /// It is neither JSON nor PDF.
    #[error("this is neither a JSON nor a PDF report; choose a file that Assay exported")]
    OtherKind,
    /// The JSON cannot be read.
    #[error("this JSON cannot be verified: {0}")]
    Json(#[from] VerifyJsonError),
    /// The PDF cannot be read.
    #[error("this PDF cannot be verified: {0}")]
    Pdf(#[from] VerifyPdfError),
}

/// Checks a file by its content, whatever it is called.
///
/// # Errors
/// [`CheckError`] when nothing can be said. A file that is unsigned or was changed is no error.
pub fn check(bytes: &[u8]) -> Result<Checked, CheckError> {
    // PDF readers accept the header within the first 1024 bytes (ISO 32000-1, annex H, note 13).
    let head = &bytes[..bytes.len().min(1024)];
    if head.windows(5).any(|window| window == b"%PDF-") {
        return check_pdf(bytes);
    }
    let first = bytes.iter().find(|byte| !byte.is_ascii_whitespace());
    if matches!(first, Some(b'{' | b'[')) {
        check_json(bytes)
    } else {
        Err(CheckError::OtherKind)
    }
}

fn check_json(bytes: &[u8]) -> Result<Checked, CheckError> {
    let JsonVerification { document, proofs } = verify_json(bytes)?;
    let verdict = JsonVerification {
        document: serde_json::Value::Null,
        proofs: proofs.clone(),
    }
    .verdict();
    let report = read_report(document);
    let parties = report
        .as_ref()
        .map(|report| report.signing_parties.as_slice())
        .unwrap_or_default();
    let signatures = proofs
        .into_iter()
        .map(|proof| {
            let fingerprint = proof
                .fingerprint
                .map(|fingerprint| fingerprint.to_string())
                .unwrap_or_default();
            let key = proof
                .signer
                .map(|signer| signer.did_key())
                .unwrap_or_default();
            let party = parties.iter().find(|party| party.key == key);
            let (valid, words) = json_words(&proof.outcome, party.is_some() || report.is_err());
            Signed {
                valid,
                words,
                name: party.map(|party| party.name.clone()).unwrap_or_default(),
                organisation: party
                    .map(|party| party.organisation.clone())
                    .unwrap_or_default(),
                issuer: String::new(),
                role: party
                    .map(|party| party.role.label().to_owned())
                    .unwrap_or_default(),
                fingerprint,
                claimed: proof.created.unwrap_or_default(),
            }
        })
        .collect::<Vec<_>>();
    let mut remarks = missing_parties(parties, &signatures);
    remarks.extend(example_remark(&report));
    Ok(Checked {
        kind: FileKind::Json,
        verdict,
        signatures,
        report,
        remarks,
    })
}

fn check_pdf(bytes: &[u8]) -> Result<Checked, CheckError> {
    let verification = verify_pdf(bytes)?;
    let verdict = verification.verdict();
    let signatures: Vec<Signed> = verification.signatures.iter().map(pdf_signed).collect();
    let mut remarks = Vec::new();
    let report = match attachment(bytes, EMBEDDED_REPORT_NAME) {
        None => {
            Err("The PDF holds no report.json, so its content cannot be shown here.".to_owned())
        }
        Some(json) => match check_json(&json) {
            Ok(attached) => {
                remarks.push(attached_words(&attached));
                attached.report
            }
            Err(error) => {
                remarks.push(format!(
                    "The attached report.json cannot be verified: {error}."
                ));
                Err("The attached report.json cannot be read.".to_owned())
            }
        },
    };
    remarks.extend(example_remark(&report));
    Ok(Checked {
        kind: FileKind::Pdf,
        verdict,
        signatures,
        report,
        remarks,
    })
}

fn read_report(document: serde_json::Value) -> Result<Box<Report>, String> {
    Report::from_value(document)
        .map(Box::new)
        .map_err(|error: ReportError| format!("The content cannot be shown: {error}."))
}

fn json_words(outcome: &ProofOutcome, named: bool) -> (bool, String) {
    match outcome {
        ProofOutcome::Valid if named => (true, "Valid: nothing was changed since it was signed.".to_owned()),
        ProofOutcome::Valid => {
            (true, "Valid, but the report does not name this key among those that were to sign it.".to_owned())
        }
        ProofOutcome::Changed => {
            (false, "Not valid: the report or its proof was changed after it was signed, or another key signed it.".to_owned())
        }
        ProofOutcome::Malformed(how) => (false, format!("Not valid: the proof is not built as the standard has it ({how}).")),
        ProofOutcome::Unsupported(what) => (false, format!("Cannot be checked here: {what}. Other software may be able to.")),
    }
}

fn pdf_signed(signature: &PdfSignature) -> Signed {
    let (valid, words) = match &signature.outcome {
        SignatureOutcome::Valid => (
            true,
            "Valid: nothing was changed since it was signed.".to_owned(),
        ),
        SignatureOutcome::Changed => (
            false,
            "Not valid: the signed bytes were changed.".to_owned(),
        ),
        SignatureOutcome::NotCoveringWholeFile(bytes) => (
            false,
            format!(
                "Not valid for this file: {bytes} bytes were appended after the last signature. Other readers may still call it valid, although what they show can be another page."
            ),
        ),
        SignatureOutcome::ChangedLater(how) => (
            false,
            format!("Not valid for this file: a later revision did more than sign ({how})."),
        ),
        SignatureOutcome::PaddingNotZero => (
            false,
            "Not valid: something was hidden behind the signature.".to_owned(),
        ),
        SignatureOutcome::OutsideCertificateValidity => (
            false,
            "Not valid: the claimed time lies outside the validity of the signer's certificate."
                .to_owned(),
        ),
        SignatureOutcome::Malformed(how) => (
            false,
            format!("Not valid: the signature is not built as the standards have it ({how})."),
        ),
        SignatureOutcome::Unsupported(what) => (
            false,
            format!("Cannot be checked here: {what}. Other software may be able to."),
        ),
    };
    Signed {
        valid,
        words,
        name: signature.signer_name.clone().unwrap_or_default(),
        organisation: signature.organisation.clone().unwrap_or_default(),
        issuer: signature.issuer.clone().unwrap_or_default(),
        role: signature.role.clone().unwrap_or_default(),
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

fn attached_words(attached: &Checked) -> String {
    match attached.verdict {
        Verdict::Valid => {
            "The attached report.json carries a valid signature of its own.".to_owned()
        }
        Verdict::Unsigned => "The attached report.json is not signed by itself.".to_owned(),
        Verdict::NotValid => "The signature of the attached report.json is not valid.".to_owned(),
    }
}

/// Parties that the report names and that have not signed.
fn missing_parties(parties: &[SigningParty], signatures: &[Signed]) -> Vec<String> {
    parties
        .iter()
        .filter(|party| {
            !signatures
                .iter()
                .any(|signed| signed.valid && signed.fingerprint == party.fingerprint)
        })
        .map(|party| {
            format!(
                "{} ({}) was to sign, and there is no valid signature of that key.",
                party.name,
                party.role.label()
            )
        })
        .collect()
}

fn example_remark(report: &Result<Box<Report>, String>) -> Option<String> {
    let example = report.as_ref().is_ok_and(|report| report.example);
    example.then(|| {
        "This is an example about a made-up operator, and no finding about anybody.".to_owned()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn other_files_are_refused_by_kind() {
        assert_eq!(check(b"PK\x03\x04"), Err(CheckError::OtherKind));
        assert_eq!(check(b""), Err(CheckError::OtherKind));
        assert!(matches!(
            check(b"{\"a\":1,\"a\":2}"),
            Err(CheckError::Json(_))
        ));
        assert!(matches!(check(b"%PDF-1.7 broken"), Err(CheckError::Pdf(_))));
    }

    #[test]
    fn an_unsigned_object_is_no_error() {
        let checked = check(b"{\"format\":\"other\"}").unwrap();
        assert_eq!(checked.verdict, Verdict::Unsigned);
        assert!(checked.report.unwrap_err().contains("not an Assay report"));
    }
}
