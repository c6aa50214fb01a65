//! From the assessment to signed bytes that were read back. Pure: time and key are passed in, and
//! the same arguments give the same bytes.

use assay_assessment::{Record, Timestamp};
use assay_catalog::Catalog;
use assay_report::{
    document::{Circumstances, Report, ReportError, Role, SigningParty},
    outline,
    pdf::{self, EMBEDDED_REPORT_NAME, PdfError, PdfOptions},
};
use assay_seal::{
    Identity, UnixMillis, Verdict,
    json::{self, CanonicalJsonError, SignJsonError, VerifyJsonError},
    pdf::{
        PreparePdfError, ROLES, SignPdfError, SignPdfOptions, VerifyPdfError, attachment,
        prepare_pdf, sign_pdf, verify_pdf,
    },
};

/// A report that was signed, as JSON and as PDF, both verified again after they were made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignedReport {
    /// The JSON, in canonical form (RFC 8785) with its proof.
    pub json: Vec<u8>,
    /// The PDF, with the JSON attached.
    pub pdf: Vec<u8>,
    /// How many pages the PDF has.
    pub pages: usize,
    /// Characters that no font has; the PDF shows a box in their place.
    pub substituted: Vec<char>,
    /// When it was signed, as the device's clock said.
    pub at: Timestamp,
    /// The signer's fingerprint.
    pub fingerprint: String,
}

/// Why a report was not signed. Nothing was written then.
#[derive(Debug, thiserror::Error)]
pub enum ProduceError {
    /// The report has no JSON form.
    #[error("the report could not be written as JSON: {0}")]
    Json(#[from] serde_json::Error),
    /// The JSON has no canonical form.
    #[error(transparent)]
    Canonical(#[from] CanonicalJsonError),
    /// The JSON could not be signed.
    #[error(transparent)]
    SignJson(#[from] SignJsonError),
    /// The PDF could not be made.
    #[error(transparent)]
    Pdf(#[from] PdfError),
    /// The PDF could not be prepared for signatures.
    #[error(transparent)]
    Prepare(#[from] PreparePdfError),
    /// The PDF could not be signed.
    #[error(transparent)]
    SignPdf(#[from] SignPdfError),
    /// The device's clock says a time that no signature can hold.
    #[error("the clock of this device says a time that cannot be signed; set it right")]
    Clock,
    /// The signed JSON cannot be read back.
    #[error("the signed JSON could not be read back: {0}")]
    ReadJson(#[from] VerifyJsonError),
    /// The signed report cannot be read back.
    #[error("the signed report could not be read back: {0}")]
    ReadReport(#[from] ReportError),
    /// The signed PDF cannot be read back.
    #[error("the signed PDF could not be read back: {0}")]
    ReadPdf(#[from] VerifyPdfError),
    /// What was read back is not what was signed.
    #[error(
        "the {0} did not verify after it was signed; it was not handed out. Please report this"
    )]
    NotAsSigned(&'static str),
}

/// Assembles, signs and reads back.
///
/// # Errors
/// [`ProduceError`]
pub fn produce(
    record: &Record,
    identity: &Identity,
    role: Role,
    at: Timestamp,
    extra_font: Option<&[u8]>,
) -> Result<SignedReport, ProduceError> {
    let report = assemble(record, vec![party(identity, role)], at);
    let signed = json::sign_json(&report.to_value()?, identity, &at.rfc3339())?;
    let json_bytes = json::canonical_bytes(&signed)?;

    let options = PdfOptions {
        embedded_report: Some(&json_bytes),
        created: i64::try_from(at.milliseconds() / 1000).map_err(|_| ProduceError::Clock)?,
        extra_font,
    };
    let drawn = pdf::render(&outline::of(&report), &options)?;
    let prepared = prepare_pdf(&drawn.bytes, &ROLES)?;
    let reason = format!("I sign this report as {}", role.label().to_lowercase());
    let moment = UnixMillis::new(at.milliseconds()).map_err(|_| ProduceError::Clock)?;
    let options = SignPdfOptions {
        at: moment,
        reason: Some(reason),
        location: None,
    };
    let pdf_bytes = sign_pdf(&prepared, identity, field_of(role), &options)?;

    read_back(&report, &json_bytes, &pdf_bytes)?;
    Ok(SignedReport {
        json: json_bytes,
        pdf: pdf_bytes,
        pages: drawn.pages,
        substituted: drawn.substituted,
        at,
        fingerprint: identity.fingerprint().to_string(),
    })
}

/// The report of a record, not signed.
#[must_use]
pub fn assemble(record: &Record, signing_parties: Vec<SigningParty>, at: Timestamp) -> Report {
    let circumstances = Circumstances {
        generated_at: at,
        journal_head: record.journal().head(),
        journal_entries: record.journal().next_seq(),
        signing_parties,
    };
    Report::assemble(record.assessment(), Catalog::bundled(), &circumstances)
}

fn party(identity: &Identity, role: Role) -> SigningParty {
    SigningParty {
        role,
        name: identity.name().to_owned(),
        organisation: identity.organisation().to_owned(),
        key: identity.did_key(),
        fingerprint: identity.fingerprint().to_string(),
    }
}

/// The name of a role's signature field.
const fn field_of(role: Role) -> &'static str {
    match role {
        Role::Assessor => "assessor",
        Role::Operator => "operator",
        Role::Reviewer => "reviewer",
    }
}

/// The same questions that a stakeholder will ask of the files.
fn read_back(report: &Report, json_bytes: &[u8], pdf_bytes: &[u8]) -> Result<(), ProduceError> {
    let verified = json::verify_json(json_bytes)?;
    if verified.verdict() != Verdict::Valid || Report::from_value(verified.document)? != *report {
        return Err(ProduceError::NotAsSigned("JSON"));
    }
    if verify_pdf(pdf_bytes)?.verdict() != Verdict::Valid {
        return Err(ProduceError::NotAsSigned("PDF"));
    }
    if attachment(pdf_bytes, EMBEDDED_REPORT_NAME).as_deref() != Some(json_bytes) {
        return Err(ProduceError::NotAsSigned("report attached to the PDF"));
    }
    Ok(())
}
