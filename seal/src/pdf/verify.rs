//! Checking the signatures of a PDF that may come from anybody.

use lopdf::{Dictionary, Document, Object, ObjectId};
use serde::Serialize;

use super::Pdf;
use super::byte_range::{ByteRangeProblem, signed_parts, split_der};
use super::cms::{CmsProblem, DetachedSignature};
use super::document::{ReadPdfError, get, get_text};
use super::fields::{is_signature, signature_fields};
use super::parsed::Revision;
use super::revisions::unexpected_change;
use super::stamp;
use crate::identity::{certificate, distinguished_name};
use crate::timestamp::TimeStampCheck;
use crate::{Fingerprint, PublicKey, UnixMillis, Verdict};

/// The most signatures that are checked; the file is read once for each.
const MAX_SIGNATURES: usize = 16;

/// What was found about a PDF and each of its signatures.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PdfVerification {
    /// The signatures in the order in which they were made; none if the PDF is unsigned.
    pub signatures: Vec<PdfSignature>,
}

/// What was found about one signature. Everything but the outcome is only as true as the outcome
/// is [`Valid`](SignatureOutcome::Valid).
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct PdfSignature {
    /// The name of the signature field, which is the signer's role in our reports; `None` if the
    /// signature is not in exactly one field.
    pub role: Option<String>,
    /// The signer's name: the common name of the certificate.
    pub signer_name: Option<String>,
    /// The signer's organisation, as the certificate has it.
    pub organisation: Option<String>,
    /// Who issued the certificate; `None` if it is the signer's own word (self-signed). Nothing
    /// is said about whether the issuer is to be trusted, nor whether the issuer really signed it.
    pub issuer: Option<String>,
    /// The signer's key.
    pub signer: Option<PublicKey>,
    /// The fingerprint of that key.
    pub fingerprint: Option<Fingerprint>,
    /// The time that the signer claims (`/M`); not attested by a third party.
    pub claimed_time: Option<UnixMillis>,
    /// The reason that the signer gave.
    pub reason: Option<String>,
    /// The place that the signer gave.
    pub location: Option<String>,
    /// The time stamp in the signature, checked by itself; `None` if there is none. One that does not
    /// hold does not make the signature invalid: it was put in by somebody later, and is not signed.
    pub time_stamp: Option<TimeStampCheck>,
    /// Whether the signature holds.
    pub outcome: SignatureOutcome,
}

/// Whether a signature holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case", tag = "kind", content = "detail")]
pub enum SignatureOutcome {
    /// The key signed this file; nothing was changed since but that others signed as well.
    Valid,
    /// The signed bytes were changed after they were signed.
    Changed,
    /// This many bytes follow the last signed revision, and nobody signed them. Other readers may
    /// still call the signature valid, although what they show was changed.
    NotCoveringWholeFile(u64),
    /// The signature holds for an earlier state, and a later revision, although signed, did more
    /// than sign: it is said what.
    ChangedLater(String),
    /// There is something other than zeros after the signature in the place kept free for it.
    PaddingNotZero,
    /// The claimed time lies outside the validity of the signer's certificate.
    OutsideCertificateValidity,
    /// The signature is not built as the standards have it; said how.
    Malformed(String),
    /// The signature is of a kind that is not checked here; said which. Other software may be
    /// able to.
    Unsupported(String),
}

/// Why nothing can be said about a file.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum VerifyPdfError {
    /// The file cannot be read.
    #[error(transparent)]
    Read(#[from] ReadPdfError),
    /// The file has more signatures than are looked at.
    #[error("the PDF has {0} signatures; more than {MAX_SIGNATURES} are not looked at")]
    TooManySignatures(usize),
}

/// Checks every signature of a PDF. Needs no network and no list of trusted authorities.
///
/// # Errors
/// [`VerifyPdfError`] if the file cannot be read without guessing. A PDF without a signature is
/// no error: its [`verdict`](PdfVerification::verdict) is [`Verdict::Unsigned`].
pub fn verify_pdf(bytes: &[u8]) -> Result<PdfVerification, VerifyPdfError> {
    Pdf::parse(bytes)?.verify()
}

impl Pdf<'_> {
    /// Checks every signature, as [`verify_pdf`] does.
    ///
    /// # Errors
    /// [`VerifyPdfError::TooManySignatures`]
    pub fn verify(&self) -> Result<PdfVerification, VerifyPdfError> {
        let found = find_signatures(self.document());
        if found.len() > MAX_SIGNATURES {
            return Err(VerifyPdfError::TooManySignatures(found.len()));
        }
        let mut checked: Vec<Checked> = found
            .into_iter()
            .map(|found| Checked::new(self.bytes(), self.document(), found))
            .collect();
        checked.sort_by_key(|checked| checked.end);
        check_revisions(self, &mut checked);
        let signatures = checked.into_iter().map(|checked| checked.report).collect();
        Ok(PdfVerification { signatures })
    }
}

impl PdfVerification {
    /// All signatures in one word.
    pub fn verdict(&self) -> Verdict {
        Verdict::of(
            self.signatures
                .iter()
                .map(|signature| match signature.outcome {
                    SignatureOutcome::Valid => Verdict::Valid,
                    SignatureOutcome::Unsupported(_) => Verdict::CannotBeChecked,
                    _ => Verdict::NotValid,
                }),
        )
    }
}

/// A signature dictionary and the field that it is the value of.
pub(super) struct Found<'a> {
    pub(super) id: ObjectId,
    pub(super) dictionary: &'a Dictionary,
    role: Option<String>,
}

/// Every signature of the file, also those outside of any field: they are never valid, and taking
/// the form away must not make a signed file look unsigned.
pub(super) fn find_signatures(document: &Document) -> Vec<Found<'_>> {
    let fields = signature_fields(document);
    document
        .objects
        .iter()
        .filter_map(|(id, object)| {
            let Object::Dictionary(dictionary) = object else {
                return None;
            };
            let mut in_fields = fields.iter().filter(|field| field.value == Some(*id));
            let field = in_fields.next();
            // Two fields with one signature would be two roles with one signer.
            let role = field
                .filter(|_| in_fields.next().is_none())
                .map(|field| field.name.clone());
            (field.is_some() || is_signature(dictionary)).then_some(Found {
                id: *id,
                dictionary,
                role,
            })
        })
        .collect()
}

/// Reads what stands in `/Contents`: a CMS in DER, and zeros.
pub(super) fn read_cms(contents: &[u8]) -> Result<DetachedSignature, SignatureOutcome> {
    // The older, open-ended encoding (BER, X.690, 8.1.3.6), which some software writes.
    if contents.starts_with(&[0x30, 0x80]) {
        return Err(SignatureOutcome::Unsupported(
            "the CMS is not in distinguished encoding (DER)".to_owned(),
        ));
    }
    let (cms, padding) = split_der(contents)
        .ok_or_else(|| SignatureOutcome::Malformed("/Contents holds no DER".to_owned()))?;
    if padding.iter().any(|byte| *byte != 0) {
        return Err(SignatureOutcome::PaddingNotZero);
    }
    Ok(DetachedSignature::from_der(cms)?)
}

/// A signature after its own bytes were checked.
struct Checked {
    report: PdfSignature,
    id: ObjectId,
    /// Where the bytes end that it covers; the end of its revision. 0 if that is unknown.
    end: usize,
}

impl Checked {
    fn new(bytes: &[u8], document: &Document, found: Found<'_>) -> Checked {
        let text = |key: &[u8]| get_text(document, found.dictionary, key);
        let mut checked = Checked {
            report: PdfSignature {
                role: found.role,
                signer_name: None,
                organisation: None,
                issuer: None,
                signer: None,
                fingerprint: None,
                claimed_time: text(b"M").and_then(|date| UnixMillis::from_pdf_date(&date)),
                reason: text(b"Reason"),
                location: text(b"Location"),
                time_stamp: None,
                outcome: SignatureOutcome::Valid,
            },
            id: found.id,
            end: 0,
        };
        if let Err(outcome) = checked.check(bytes, document, found.dictionary) {
            checked.report.outcome = outcome;
        }
        checked
    }

    fn check(
        &mut self,
        bytes: &[u8],
        document: &Document,
        dictionary: &Dictionary,
    ) -> Result<(), SignatureOutcome> {
        let malformed = |what: &str| SignatureOutcome::Malformed(what.to_owned());
        let (signed, contents) = signed_parts(bytes, document, self.id, dictionary)?;
        self.end = signed.end;
        match get(document, dictionary, b"SubFilter") {
            Some(Object::Name(name)) if name == b"ETSI.CAdES.detached" => {}
            Some(Object::Name(name)) => {
                return Err(SignatureOutcome::Unsupported(format!(
                    "the signature is of the kind {}, and only PAdES is checked",
                    String::from_utf8_lossy(name)
                )));
            }
            _ => return Err(malformed("the signature does not name its kind")),
        }
        let signature = read_cms(&contents)?;
        self.report.time_stamp = stamp::check(&signature);
        self.report.signer = Some(signature.public_key);
        self.report.fingerprint = Some(signature.public_key.fingerprint());
        let body = signature.certificate.tbs_certificate();
        self.report.signer_name = certificate::common_name_of(&signature.certificate);
        self.report.organisation = certificate::organisation_of(&signature.certificate);
        if body.issuer() != body.subject() {
            self.report.issuer = Some(distinguished_name::text_of(body.issuer()));
        }
        if self.report.role.is_none() {
            return Err(malformed(
                "the signature does not stand in exactly one field of the document",
            ));
        }
        if !signature.is_over(&signed.digest)? {
            return Err(SignatureOutcome::Changed);
        }
        if !certificate::may_sign(&signature.certificate) {
            return Err(malformed("the signer's certificate is not for signing"));
        }
        let Some(time) = self.report.claimed_time else {
            return Err(SignatureOutcome::Unsupported(
                "the signature states no time of signing (/M), which PAdES asks for".to_owned(),
            ));
        };
        certificate::check_time(&signature.certificate, time)
            .map_err(|_| SignatureOutcome::OutsideCertificateValidity)
    }

    /// Replaces the outcome unless something worse was found already.
    fn demote(&mut self, outcome: SignatureOutcome) {
        if self.report.outcome == SignatureOutcome::Valid {
            self.report.outcome = outcome;
        }
    }
}

impl From<ByteRangeProblem> for SignatureOutcome {
    fn from(problem: ByteRangeProblem) -> SignatureOutcome {
        match problem {
            ByteRangeProblem::Malformed(how) => SignatureOutcome::Malformed(how.to_owned()),
            ByteRangeProblem::Unsupported(what) => SignatureOutcome::Unsupported(what.to_owned()),
        }
    }
}

impl From<CmsProblem> for SignatureOutcome {
    fn from(problem: CmsProblem) -> SignatureOutcome {
        match problem {
            CmsProblem::Malformed(how) => SignatureOutcome::Malformed(how),
            CmsProblem::Unsupported(what) => SignatureOutcome::Unsupported(what),
        }
    }
}

/// Checks what came after each signed revision, and that nothing came after the last.
fn check_revisions(pdf: &Pdf<'_>, checked: &mut [Checked]) {
    let Some(last_end) = checked.last().map(|last| last.end) else {
        return;
    };
    let length = pdf.bytes().len();
    let unsigned_bytes = length - last_end;
    if unsigned_bytes > 0 {
        for signature in checked.iter_mut() {
            signature.demote(SignatureOutcome::NotCoveringWholeFile(
                unsigned_bytes as u64,
            ));
        }
        return;
    }
    // From the last to the first: what is wrong with a step is wrong for all before it.
    let mut after = (Revision::Whole(pdf.document()), length);
    let mut later_change: Option<String> = None;
    for index in (0..checked.len()).rev() {
        let Some(signature) = checked.get_mut(index) else {
            continue;
        };
        if signature.end == 0 {
            // Its place is unknown, so it was demoted already, and covers nothing.
            continue;
        }
        if signature.end < length && later_change.is_none() {
            match pdf.revision(signature.end) {
                Ok(before) => {
                    let end = signature.end;
                    later_change =
                        unexpected_change(pdf.bytes(), (&before, end), (&after.0, after.1));
                    after = (before, end);
                }
                Err(_) => {
                    later_change = Some("the signed revision cannot be read by itself".to_owned())
                }
            }
        }
        if let Some(change) = &later_change {
            signature.demote(SignatureOutcome::ChangedLater(change.clone()));
        } else if !signature_fields(&after.0)
            .iter()
            .any(|field| field.value == Some(signature.id))
        {
            // Its own revision must have it already: otherwise it was put in its field later.
            signature.demote(SignatureOutcome::Malformed(
                "the signature is not part of the revision that it covers".to_owned(),
            ));
        }
    }
}
