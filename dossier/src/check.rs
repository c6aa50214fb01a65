//! What can be said about a file that somebody handed over. Pure, and made for hostile bytes:
//! values in, values out; it knows no browser.

mod known;
mod outcome;
mod pages;
mod parties;
mod signed;

use assay_catalog::Catalog;
use assay_report::{
    check::{Contradiction, consistency},
    document::{Report, ReportError},
    pdf::EMBEDDED_REPORT_NAME,
};
use assay_seal::{
    Verdict,
    json::{JsonVerification, VerifyJsonError, verify_json},
    pdf::{Pdf, VerifyPdfError},
};

use crate::kind::HandedKind;

pub use known::{Compared, Known, compare_fingerprint, warnings};
pub use outcome::Outcome;
pub use pages::Pages;
pub use signed::{Signed, Standing};

/// What kind of file it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FileKind {
    /// A report as JSON.
    Json,
    /// A report as PDF.
    Pdf,
}

/// What was found about a file.
#[derive(Debug, Clone, PartialEq)]
pub struct Checked {
    /// What kind of file it is.
    pub kind: FileKind,
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
    /// The report that the file holds, or why it cannot be shown. Only as true as the outcome.
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
    /// It is an archive, as backups are.
    #[error(
        "this is an archive and no report; a backup (.assay) is opened under “Open a file”, and the report in an evidence pack is checked after it was unpacked"
    )]
    Archive,
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

/// Checks a file by its content, whatever it is called.
///
/// # Errors
/// [`CheckError`] when nothing can be said. A file that is unsigned or was changed is no error.
pub fn check(bytes: &[u8]) -> Result<Checked, CheckError> {
    match HandedKind::of(bytes) {
        HandedKind::Pdf => check_pdf(bytes),
        HandedKind::Json => Ok(Json::read("this JSON", bytes)?.checked()),
        HandedKind::Backup => Err(CheckError::Archive),
        HandedKind::Other if bytes.starts_with(b"PK\x03\x04") => Err(CheckError::Archive),
        HandedKind::Other if bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff") => {
            Err(CheckError::Utf16)
        }
        HandedKind::Other => Err(CheckError::OtherKind),
    }
}

/// A JSON report, alone or attached to a PDF.
struct Json {
    verdict: Verdict,
    signatures: Vec<Signed>,
    report: Result<Box<Report>, String>,
    contradictions: Vec<Contradiction>,
    more: usize,
    not_compared: Vec<String>,
    who: Vec<String>,
}

impl Json {
    fn read(file: &str, bytes: &[u8]) -> Result<Self, VerifyJsonError> {
        let verification = verify_json(bytes)?;
        let verdict = verification.verdict();
        let JsonVerification { document, proofs } = verification;
        let report = read_report(document);
        let parties = report
            .as_ref()
            .map(|report| report.signing_parties.as_slice())
            .unwrap_or_default();
        let signatures: Vec<Signed> = proofs
            .into_iter()
            .map(|proof| signed::of_json(proof, parties))
            .collect();
        let mut json = Self {
            verdict,
            signatures,
            report,
            contradictions: Vec::new(),
            more: 0,
            not_compared: Vec::new(),
            who: Vec::new(),
        };
        if let Ok(report) = &json.report {
            let found = consistency(report, Catalog::bundled());
            json.contradictions = parties::contradictions(file, report, &json.signatures);
            json.contradictions.extend(found.contradictions);
            json.more = found.more;
            json.not_compared = found.not_compared;
            json.who = parties::remarks(file, &report.signing_parties, &json.signatures);
        }
        Ok(json)
    }

    fn checked(self) -> Checked {
        let mut remarks = self.not_compared;
        remarks.extend(self.who);
        remarks.extend(example_remark(&self.report));
        Checked {
            kind: FileKind::Json,
            outcome: Outcome::of(self.verdict, !self.contradictions.is_empty()),
            pages: None,
            contradictions: self.contradictions,
            more_contradictions: self.more,
            signatures: self.signatures,
            report: self.report,
            remarks,
        }
    }
}

fn check_pdf(bytes: &[u8]) -> Result<Checked, CheckError> {
    let pdf = Pdf::parse(bytes).map_err(VerifyPdfError::Read)?;
    let verification = pdf.verify()?;
    let signatures: Vec<Signed> = verification.signatures.iter().map(signed::of_pdf).collect();
    let mut checked = Checked {
        kind: FileKind::Pdf,
        outcome: Outcome::Unsigned,
        pages: None,
        contradictions: Vec::new(),
        more_contradictions: 0,
        signatures,
        report: Err(
            "The PDF holds no report.json, so its content cannot be shown here.".to_owned(),
        ),
        remarks: Vec::new(),
    };
    let not_compared = |why: &str| Some(Pages::NotCompared(why.to_owned()));
    match pdf.attachment(EMBEDDED_REPORT_NAME) {
        None => checked.pages = not_compared("the PDF holds no report.json to compare them with"),
        Some(attached) => match Json::read("the attached report", &attached) {
            Ok(json) => checked.add_attached(&pdf, &attached, json),
            Err(error) => {
                checked.pages = not_compared("the attached report.json cannot be read");
                checked.report = Err(format!(
                    "The attached report.json cannot be verified: {error}."
                ));
            }
        },
    }
    checked.remarks.extend(example_remark(&checked.report));
    checked.outcome = Outcome::of(verification.verdict(), !checked.contradictions.is_empty());
    Ok(checked)
}

impl Checked {
    fn add_attached(&mut self, file: &Pdf<'_>, attached: &[u8], json: Json) {
        match &json.report {
            Err(why) => {
                self.pages = Some(Pages::NotCompared(
                    "the attached report.json cannot be read as a report".to_owned(),
                ));
                self.remarks.push(why.clone());
            }
            Ok(report) => {
                let (pages, differing) = pages::compare(file, attached, report);
                self.contradictions.extend(parties::contradictions(
                    "this PDF",
                    report,
                    &self.signatures,
                ));
                self.contradictions
                    .extend(parties::in_common(&self.signatures, &json.signatures));
                self.contradictions.extend(differing);
                self.pages = Some(pages);
                self.remarks.extend(parties::remarks(
                    "this PDF",
                    &report.signing_parties,
                    &self.signatures,
                ));
            }
        }
        match json.verdict {
            Verdict::NotValid => self.contradictions.push(Contradiction {
                place: "Signature of the attached report".to_owned(),
                says: json
                    .signatures
                    .iter()
                    .map(Signed::who)
                    .collect::<Vec<_>>()
                    .join("; "),
                follows: "it is not valid: the attached report was changed after it was signed"
                    .to_owned(),
            }),
            Verdict::Valid => self
                .remarks
                .push("The attached report.json carries a valid signature of its own.".to_owned()),
            Verdict::Unsigned => self
                .remarks
                .push("The attached report.json is not signed by itself.".to_owned()),
            Verdict::CannotBeChecked => self.remarks.push(
                "The signature of the attached report.json itself cannot be checked here."
                    .to_owned(),
            ),
        }
        for each in json.contradictions {
            if !self.contradictions.contains(&each) {
                self.contradictions.push(each);
            }
        }
        self.more_contradictions = json.more;
        self.remarks.splice(0..0, json.not_compared);
        for each in json.who {
            if !self.remarks.contains(&each) {
                self.remarks.push(each);
            }
        }
        self.report = json.report;
    }
}

fn read_report(document: serde_json::Value) -> Result<Box<Report>, String> {
    Report::from_value(document)
        .map(Box::new)
        .map_err(|error: ReportError| format!("The content cannot be shown: {error}."))
}

fn example_remark(report: &Result<Box<Report>, String>) -> Option<String> {
    let example = report.as_ref().is_ok_and(|report| report.example);
    example.then(|| {
        "This is an example about a made-up operator, and no finding about anybody.".to_owned()
    })
}
