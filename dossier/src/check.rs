//! What can be said about a file that somebody handed over. Pure, and made for hostile bytes:
//! values in, values out; it knows no browser.

mod disclosures;
mod known;
mod outcome;
mod pages;
mod parties;
mod remark;
mod signed;
mod stamp;

use assay_assessment::Sha256Digest;
use assay_catalog::Editions;
use assay_report::outline::Extent;
use assay_seal::{
    Verdict,
    json::{JsonVerification, VerifyJsonError, verify_json},
    pdf::{Pdf, VerifyPdfError},
    timestamp::{AuthorityCertificate, TimeStampToken},
};
use serde::{Deserialize, Serialize};

use crate::{held::Held, kind::HandedKind};

pub use disclosures::{
    CheckDisclosuresError, CheckedDisclosures, Restored, check_disclosures, compare_disclosures,
};
pub(crate) use known::alike;
pub use known::{
    Compared, Known, Namesake, compare_certificate_fingerprint, compare_fingerprint, namesakes,
};
pub use outcome::Outcome;
pub(crate) use pages::is_draft;
pub use pages::{NotDrawn, Pages};
pub use remark::{Contradiction, Named, NotShown, Part, Remark};
pub use signed::{Finding, Signed, Standing};
pub(crate) use stamp::of as stamp_of;
pub use stamp::{Stamp, StampFinding, Vouched};

/// What kind of file it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum FileKind {
    /// A report as JSON.
    Json,
    /// A report as PDF.
    Pdf,
}

/// What checking a file comes to, one after the other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum CheckStage {
    /// Its signatures are checked, and what it says is compared with what follows from it.
    Reading,
    /// The pages of a PDF are drawn again and compared.
    Drawing,
}

/// What was found about a file.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Checked {
    /// What kind of file it is.
    pub kind: FileKind,
    /// The digest of its bytes: which file it was that was checked.
    pub sha256: Sha256Digest,
    /// All of it in one word.
    pub outcome: Outcome,
    /// For a PDF: its pages compared with the attached report.
    pub pages: Option<Pages>,
    /// Where the contents contradict themselves.
    pub contradictions: Vec<Contradiction>,
    /// How many more contradictions there are.
    pub more_contradictions: usize,
    /// Each signature.
    pub signatures: Vec<Signed>,
    /// The report or request that the file holds, or why it cannot be shown. Only as true as the outcome.
    pub held: Result<Held, NotShown>,
    /// What else a reader should know.
    pub remarks: Vec<Remark>,
}

/// Why nothing can be said about a file.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CheckError {
    /// It is neither JSON nor PDF.
    #[error("this is neither a JSON nor a PDF report; choose a file that Assay exported")]
    OtherKind,
    /// It is an archive, as backups are.
    #[error(
        "this is an archive and no report; a backup (.assay) is opened under “Open a file”, and an evidence pack is checked as a whole"
    )]
    Archive,
    /// It is a time stamp, which is of another file.
    #[error(
        "this is a time stamp, which says something of another file; hand in that file, and the time stamp there under “Time stamp”"
    )]
    TimeStamp,
    /// It is a draft of a report.
    #[error("this is a draft, which nobody has signed; ask for the signed report")]
    Draft,
    /// It is text in UTF-16.
    #[error(
        "this is text in UTF-16, as some editors save it; save it as UTF-8 and hand it over again: the signature is over what it says, and not over how it is written"
    )]
    Utf16,
    /// The JSON cannot be read.
    #[error("this JSON cannot be verified: {0}")]
    Json(#[from] VerifyJsonError),
    /// The PDF cannot be read.
    #[error("this PDF cannot be verified: {0}")]
    Pdf(#[from] VerifyPdfError),
}

/// Checks a file by its content, whatever it is called. What a report quotes is compared with its
/// edition, if that is one of these.
///
/// # Errors
/// [`CheckError`] when nothing can be said. A file that is unsigned or was changed is no error.
pub fn check(bytes: &[u8], editions: &Editions) -> Result<Checked, CheckError> {
    check_in_stages(bytes, editions, &[], &[], &mut |_| {})
}

/// As [`check`]. Time stamps are led back to the authorities that the user knows, pages are drawn again with fonts of
/// the user's where they say that they were drawn with these; `reached` is told each stage as it begins.
///
/// # Errors
/// As [`check`].
pub fn check_in_stages(
    bytes: &[u8],
    editions: &Editions,
    authorities: &[AuthorityCertificate],
    fonts: &[&[u8]],
    reached: &mut dyn FnMut(CheckStage),
) -> Result<Checked, CheckError> {
    reached(CheckStage::Reading);
    match HandedKind::of(bytes) {
        HandedKind::Pdf => check_pdf(bytes, editions, authorities, fonts, reached),
        HandedKind::Json => {
            Ok(Json::read(Part::Json, bytes, editions)?.checked(Sha256Digest::of(bytes)))
        }
        HandedKind::Backup | HandedKind::Pack | HandedKind::Archive => Err(CheckError::Archive),
        HandedKind::Other if bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff") => {
            Err(CheckError::Utf16)
        }
        HandedKind::Other if TimeStampToken::read(bytes).is_ok() => Err(CheckError::TimeStamp),
        HandedKind::Edition | HandedKind::Other => Err(CheckError::OtherKind),
    }
}

/// A JSON report, alone or attached to a PDF.
struct Json {
    verdict: Verdict,
    signatures: Vec<Signed>,
    held: Result<Held, NotShown>,
    contradictions: Vec<Contradiction>,
    more: usize,
    not_compared: Vec<Remark>,
    who: Vec<Remark>,
}

impl Json {
    fn read(part: Part, bytes: &[u8], editions: &Editions) -> Result<Self, VerifyJsonError> {
        let verification = verify_json(bytes)?;
        let verdict = verification.verdict();
        let JsonVerification { document, proofs } = verification;
        let held = Held::from_value(document).map_err(NotShown::NoReport);
        let parties = held.as_ref().map(Held::signing_parties).unwrap_or_default();
        let signatures: Vec<Signed> = proofs
            .into_iter()
            .map(|proof| signed::of_json(proof, parties))
            .collect();
        let mut json = Self {
            verdict,
            signatures,
            held,
            contradictions: Vec::new(),
            more: 0,
            not_compared: Vec::new(),
            who: Vec::new(),
        };
        if let Ok(held) = &json.held {
            let found = held.consistency(editions);
            let within = found.contradictions.into_iter();
            json.contradictions =
                parties::contradictions(part, held.signing_parties(), &json.signatures);
            json.contradictions
                .extend(within.map(Contradiction::Report));
            json.more = found.more;
            let not_compared = found.not_compared.into_iter();
            json.not_compared = not_compared.map(Remark::NotCompared).collect();
            json.who = parties::remarks(part, held.signing_parties(), &json.signatures);
        }
        Ok(json)
    }

    fn checked(self, sha256: Sha256Digest) -> Checked {
        let mut remarks: Vec<Remark> = public_remark(&self.held).into_iter().collect();
        remarks.extend(self.not_compared);
        remarks.extend(self.who);
        remarks.extend(example_remark(&self.held));
        Checked {
            kind: FileKind::Json,
            sha256,
            outcome: Outcome::of(self.verdict, !self.contradictions.is_empty()),
            pages: None,
            contradictions: self.contradictions,
            more_contradictions: self.more,
            signatures: self.signatures,
            held: self.held,
            remarks,
        }
    }
}

fn check_pdf(
    bytes: &[u8],
    editions: &Editions,
    authorities: &[AuthorityCertificate],
    fonts: &[&[u8]],
    reached: &mut dyn FnMut(CheckStage),
) -> Result<Checked, CheckError> {
    let pdf = Pdf::parse(bytes).map_err(VerifyPdfError::Read)?;
    let verification = pdf.verify()?;
    // What somebody signed is checked, whatever it calls itself.
    if verification.verdict() == Verdict::Unsigned && is_draft(&pdf) {
        return Err(CheckError::Draft);
    }
    let signatures = verification.signatures.iter();
    let signatures: Vec<Signed> = signatures
        .map(|signature| signed::of_pdf(signature, authorities))
        .collect();
    let mut checked = Checked {
        kind: FileKind::Pdf,
        sha256: Sha256Digest::of(bytes),
        outcome: Outcome::Unsigned,
        pages: None,
        contradictions: Vec::new(),
        more_contradictions: 0,
        signatures,
        held: Err(NotShown::NoneAttached),
        remarks: Vec::new(),
    };
    match Held::attached_to(&pdf) {
        None => checked.pages = Some(Pages::NotCompared(NotDrawn::NoneAttached)),
        Some(attached) => match Json::read(Part::Attached, &attached, editions) {
            Ok(json) => {
                reached(CheckStage::Drawing);
                checked.add_attached(&pdf, &attached, json, fonts);
            }
            Err(error) => {
                checked.pages = Some(Pages::NotCompared(NotDrawn::Unreadable));
                checked.held = Err(NotShown::AttachedNotVerified(error.to_string()));
            }
        },
    }
    let (extent, _) = pages::extent_of(&pdf.creator().unwrap_or_default());
    let is_report = checked
        .held
        .as_ref()
        .is_ok_and(|held| held.report().is_some());
    if is_report && extent == Extent::Executive {
        checked.remarks.insert(0, Remark::Executive);
    }
    checked.remarks.splice(0..0, public_remark(&checked.held));
    checked.remarks.extend(example_remark(&checked.held));
    checked.outcome = Outcome::of(verification.verdict(), !checked.contradictions.is_empty());
    Ok(checked)
}

impl Checked {
    fn add_attached(&mut self, file: &Pdf<'_>, attached: &[u8], json: Json, fonts: &[&[u8]]) {
        match &json.held {
            Err(why) => {
                self.pages = Some(Pages::NotCompared(NotDrawn::NoReport));
                self.remarks.push(Remark::NotShown(why.clone()));
            }
            Ok(held) => {
                let (pages, differing) = pages::compare(file, attached, held, fonts);
                self.contradictions.extend(parties::contradictions(
                    Part::Pdf,
                    held.signing_parties(),
                    &self.signatures,
                ));
                self.contradictions
                    .extend(parties::in_common(&self.signatures, &json.signatures));
                self.contradictions.extend(pages::not_made(file, held));
                self.contradictions.extend(differing);
                self.pages = Some(pages);
                self.remarks.extend(parties::remarks(
                    Part::Pdf,
                    held.signing_parties(),
                    &self.signatures,
                ));
            }
        }
        match json.verdict {
            Verdict::NotValid => {
                let signers = json.signatures.iter().map(Signed::named).collect();
                self.contradictions
                    .push(Contradiction::AttachedChanged(signers));
            }
            Verdict::Valid => self.remarks.push(Remark::AttachedSigned),
            Verdict::Unsigned => self.remarks.push(Remark::AttachedUnsigned),
            Verdict::CannotBeChecked => self.remarks.push(Remark::AttachedNotChecked),
        }
        for each in json.contradictions {
            if !self.contradictions.contains(&each) {
                self.contradictions.push(each);
            }
        }
        self.more_contradictions = json.more;
        self.remarks.splice(0..0, json.not_compared);
        for each in json.who {
            // The attached report was signed before the PDF and stays as it was: who is awaited signs the PDF.
            let awaited = matches!(each, Remark::Awaited { .. });
            if !awaited && !self.remarks.contains(&each) {
                self.remarks.push(each);
            }
        }
        self.held = json.held;
    }
}

fn public_remark(held: &Result<Held, NotShown>) -> Option<Remark> {
    let public = held.as_ref().ok()?.public()?;
    Some(Remark::Public(public.counts()))
}

fn example_remark(held: &Result<Held, NotShown>) -> Option<Remark> {
    let example = held.as_ref().is_ok_and(Held::is_example);
    example.then_some(Remark::Example)
}
