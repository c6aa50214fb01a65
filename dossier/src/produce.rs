//! From the assessment to signed bytes that were read back. Pure: time and key are passed in, and
//! the same arguments give the same bytes.

use std::collections::BTreeMap;

use assay_assessment::{EvidencePresence, Record, Sha256Digest, Timestamp, UtcOffset};
use assay_report::{
    document::{Circumstances, LogoError, Presentation, Report, Role, SigningParty},
    groups,
    pdf::{PdfError, PdfOutput},
    picture::{PictureFiles, PicturesError, look_at},
    request::{ReportFilePart, StatusRequest},
};
use assay_seal::{
    Identity, UnixMillis, Verdict,
    json::{self, CanonicalJsonError, SignJsonError, VerifyJsonError},
    pdf::{
        MAX_PDF_BYTES, Pdf, PreparePdfError, ROLES, SignPdfError, SignPdfOptions, VerifyPdfError,
    },
};
use serde::{Deserialize, Serialize};

use crate::{
    drawing::{Drawing, parse},
    held::Held,
    names::file_name,
    produced::{Format, ProducedFile, SignedReport},
    roles::name_of,
    signer::signing_party,
    words,
};

/// Who signs, in which role, and when.
#[derive(Clone, Copy)]
pub struct Signing<'a> {
    /// The signer, unlocked.
    pub identity: &'a Identity,
    /// The role in which the report is signed.
    pub role: Role,
    /// The time of signing, as the device's clock says.
    pub at: Timestamp,
    /// How far that clock is ahead of UTC.
    pub utc_offset: UtcOffset,
    /// Font files for characters that the bundled fonts lack, the preferred one first.
    pub extra_fonts: &'a [&'a [u8]],
    /// Whether a status-update request goes with the report.
    pub request: bool,
    /// The files of the pictures that the report shows, and of the logo on its cover.
    pub pictures: &'a PictureFiles,
}

/// The bytes that a PDF may grow by when people sign it and add time stamps.
const ROOM_FOR_SIGNATURES: usize = 1024 * 1024;

/// What signing comes to, one after the other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum SignStage {
    /// The key is decrypted; [`sign_in_stages`] gets one that is.
    Unlocking,
    /// The JSON is signed, and the PDF is drawn with it inside.
    Drawing,
    /// The PDF is signed.
    Signing,
    /// Both are read back, as a stakeholder will.
    ReadingBack,
}

impl SignStage {
    /// How many there are.
    pub const COUNT: usize = 4;
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
    /// A picture that the report shows cannot be drawn, or there are too many.
    #[error(transparent)]
    Pictures(#[from] PicturesError),
    /// The logo on the cover cannot be drawn.
    #[error(transparent)]
    Logo(#[from] LogoError),
    /// With its pictures a PDF is larger than any that is read.
    #[error(
        "with its pictures the PDF is {} bytes, and at most {MAX_PDF_BYTES} are read; show fewer pictures, or smaller ones",
        .0
    )]
    TooLarge(usize),
    /// The PDF has more in it than any that is read.
    #[error(
        "the PDF has {pages} pages, and one with so many is not read back safely ({why}); move long notes into files of \
         evidence, or leave parts out of the pages"
    )]
    TooLong {
        /// How many pages it has.
        pages: usize,
        /// Of what it has too much.
        why: String,
    },
    /// The PDF could not be prepared for signatures.
    #[error(transparent)]
    Prepare(#[from] PreparePdfError),
    /// The PDF could not be signed.
    #[error(transparent)]
    SignPdf(#[from] SignPdfError),
    /// The device's clock says a time that no signature can hold.
    #[error("the clock of this device says a time that cannot be signed; set it right")]
    Clock,
    /// The report does not say on which day it was generated, which a request has to.
    #[error(
        "the report does not say on which day it was generated, so that no request can go with it"
    )]
    NoDay,
    /// The signed JSON cannot be read back.
    #[error("the signed JSON could not be read back: {0}")]
    ReadJson(#[from] VerifyJsonError),
    /// The signed report cannot be read back.
    #[error("the signed report could not be read back: {0}")]
    ReadReport(String),
    /// The signed PDF cannot be read back.
    #[error("the signed PDF could not be read back: {0}")]
    ReadPdf(#[from] VerifyPdfError),
    /// What was read back is not what was signed.
    #[error(
        "the {0} did not verify after it was signed; it was not handed out. Please report this"
    )]
    NotAsSigned(&'static str),
}

/// Assembles the report of a record, to be drawn in this way, signs it and reads it back. The evidence must have been
/// checked before; `presence` is what came of it.
///
/// # Errors
/// [`ProduceError`]
pub fn produce(
    record: &Record,
    presence: &EvidencePresence,
    presentation: &Presentation,
    signing: &Signing<'_>,
) -> Result<SignedReport, ProduceError> {
    let party = signing_party(signing.identity, signing.role);
    let report = assemble(
        record,
        presence,
        vec![party],
        presentation,
        signing.at,
        signing.utc_offset,
    );
    sign(&report, signing)
}

/// Signs a report as JSON and as PDF, and reads both back. What it says of its pictures is completed from their
/// files. Among its signing parties must be the
/// signer, as [`signing_party`] has it: otherwise the files contradict themselves.
///
/// # Errors
/// [`ProduceError`]
pub fn sign(report: &Report, signing: &Signing<'_>) -> Result<SignedReport, ProduceError> {
    sign_in_stages(report, signing, &mut |_| {})
}

/// As [`sign`]; `reached` is told each stage as it begins.
///
/// # Errors
/// [`ProduceError`]
pub fn sign_in_stages(
    report: &Report,
    signing: &Signing<'_>,
    reached: &mut dyn FnMut(SignStage),
) -> Result<SignedReport, ProduceError> {
    let mut report = report.clone();
    look_at(&mut report, signing.pictures)?;
    let held = Held::Report(Box::new(report.clone()));
    let signed = sign_held(&held, signing, reached)?;
    let pages_of = |pdf: &Option<PdfOutput>| pdf.as_ref().map_or(0, |pdf| pdf.pages);
    let (pages, executive_pages) = (pages_of(&signed.full), pages_of(&signed.executive));
    let substituted = signed.substituted();
    let files = signed.into_files(&report.title, signing);
    let request = if signing.request {
        let named = files.iter().map(named_by_digest).collect();
        let request = StatusRequest::of(&report, named).ok_or(ProduceError::NoDay)?;
        let held = Held::Request(Box::new(request));
        let title = format!("{} {}", words::STATUS_UPDATE_REQUEST, report.title);
        sign_held(&held, signing, &mut |_| {})?.into_files(&title, signing)
    } else {
        Vec::new()
    };
    let summary = |format: Format, bytes| produced(&report.title, signing, format, bytes);
    Ok(SignedReport {
        summaries: vec![
            summary(Format::Csv, groups::csv(&report)),
            summary(Format::Html, groups::html(&report).into_bytes()),
        ],
        files,
        request,
        pages,
        executive_pages,
        substituted,
        at: signing.at,
        fingerprint: signing.identity.fingerprint().to_string(),
    })
}

/// A document that was signed in each format and read back.
pub(crate) struct SignedHeld {
    pub(crate) json: Vec<u8>,
    /// The PDF with all of it; none of a report of which that is not made.
    pub(crate) full: Option<PdfOutput>,
    /// The executive edition, of a report of which that is made.
    executive: Option<PdfOutput>,
}

impl SignedHeld {
    /// The characters that no font has.
    pub(crate) fn substituted(&self) -> Vec<char> {
        let pdf = self.full.as_ref().or(self.executive.as_ref());
        pdf.map(|pdf| pdf.substituted.clone()).unwrap_or_default()
    }

    /// Its files, in the order in which they are offered.
    fn into_files(self, title: &str, signing: &Signing<'_>) -> Vec<ProducedFile> {
        let executive = self.executive.map(|pdf| (Format::ExecutivePdf, pdf.bytes));
        let full = self.full.map(|pdf| (Format::Pdf, pdf.bytes));
        let json = (Format::Json, self.json);
        full.into_iter()
            .chain(executive)
            .chain([json])
            .map(|(format, bytes)| produced(title, signing, format, bytes))
            .collect()
    }
}

pub(crate) fn produced(
    title: &str,
    signing: &Signing<'_>,
    format: Format,
    bytes: Vec<u8>,
) -> ProducedFile {
    ProducedFile {
        name: file_name(title, signing.at, signing.utc_offset, format.ending()),
        format,
        bytes,
    }
}

/// A file as a request names it.
fn named_by_digest(file: &ProducedFile) -> ReportFilePart {
    ReportFilePart {
        name: file.name.clone(),
        media_type: file.format.media_type().to_owned(),
        size: file.bytes.len() as u64,
        sha256: Sha256Digest::of(&file.bytes),
    }
}

/// Signs a document as JSON and as PDF, a report as the PDFs that it does not say are not made, and reads all of them
/// back. The JSON there is always: each PDF has it attached.
pub(crate) fn sign_held(
    held: &Held,
    signing: &Signing<'_>,
    reached: &mut dyn FnMut(SignStage),
) -> Result<SignedHeld, ProduceError> {
    let Signing { identity, at, .. } = *signing;
    reached(SignStage::Drawing);
    if let Some(logo) = held.logo() {
        logo.look_at(signing.pictures)?;
    }
    let role = name_of(signing.role);
    let json = {
        // As values it takes several times what it takes as bytes, which is not kept while pages are drawn.
        let signed = json::sign_json_as(&held.to_value()?, identity, &at.rfc3339(), role)?;
        json::canonical_bytes(&signed)?
    };

    let drawing = Drawing {
        held,
        json: &json,
        created: i64::try_from(at.milliseconds() / 1000).map_err(|_| ProduceError::Clock)?,
        extra_fonts: signing.extra_fonts,
        pictures: signing.pictures,
    };
    let (full, executive) = drawing.made()?;
    for pdf in [&full, &executive].into_iter().flatten() {
        if pdf.bytes.len() > MAX_PDF_BYTES - ROOM_FOR_SIGNATURES {
            return Err(ProduceError::TooLarge(pdf.bytes.len()));
        }
    }
    reached(SignStage::Signing);
    let signed = |drawn: Option<PdfOutput>| {
        let signed = drawn.map(|drawn| sign_pdf(held, drawn, signing));
        signed.transpose()
    };
    let (full, executive) = (signed(full)?, signed(executive)?);

    reached(SignStage::ReadingBack);
    read_back_json(held, &json)?;
    for pdf in [&full, &executive].into_iter().flatten() {
        read_back_pdf(held, &json, &pdf.bytes)?;
    }
    Ok(SignedHeld {
        json,
        full,
        executive,
    })
}

/// Signs a document that was drawn.
fn sign_pdf(
    held: &Held,
    drawn: PdfOutput,
    signing: &Signing<'_>,
) -> Result<PdfOutput, ProduceError> {
    let prepared = parse(drawn.bytes, drawn.pages)?.prepare(&ROLES)?;
    let at = UnixMillis::new(signing.at.milliseconds()).map_err(|_| ProduceError::Clock)?;
    let options = SignPdfOptions {
        at,
        reason: Some(words::reason(held, signing.role)),
        location: None,
    };
    let bytes = prepared.sign(signing.identity, name_of(signing.role), &options)?;
    Ok(PdfOutput { bytes, ..drawn })
}

/// The report of a record on a device with these evidence files, whose clock is `offset` ahead of
/// UTC, to be drawn as `presentation` says; not signed.
#[must_use]
pub fn assemble(
    record: &Record,
    presence: &EvidencePresence,
    signing_parties: Vec<SigningParty>,
    presentation: &Presentation,
    at: Timestamp,
    offset: UtcOffset,
) -> Report {
    let circumstances = Circumstances {
        generated_at: at,
        utc_offset: offset,
        // What a picture is, its file says, which is looked at when the report is signed.
        pictures: BTreeMap::new(),
        journal_head: record.journal().head(),
        journal_entries: record.journal().next_seq(),
        signing_parties,
        presentation: presentation.clone(),
        presence: presence.clone(),
    };
    Report::assemble(record.assessment(), record.catalog(), &circumstances)
}

/// The same questions that a stakeholder will ask of the JSON.
fn read_back_json(held: &Held, bytes: &[u8]) -> Result<(), ProduceError> {
    let verified = json::verify_json(bytes)?;
    if verified.verdict() != Verdict::Valid
        || Held::from_value(verified.document).map_err(ProduceError::ReadReport)? != *held
    {
        return Err(ProduceError::NotAsSigned("JSON"));
    }
    Ok(())
}

/// And of a PDF.
fn read_back_pdf(held: &Held, json: &[u8], bytes: &[u8]) -> Result<(), ProduceError> {
    let pdf = Pdf::parse(bytes).map_err(VerifyPdfError::Read)?;
    if pdf.verify()?.verdict() != Verdict::Valid {
        return Err(ProduceError::NotAsSigned("PDF"));
    }
    if pdf.attachment(held.attachment_name()).as_deref() != Some(json) {
        return Err(ProduceError::NotAsSigned("report attached to the PDF"));
    }
    Ok(())
}
