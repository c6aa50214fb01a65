//! A report in the formats of other programs.

use assay_assessment::Sha256Digest;
use assay_dossier::{CheckStage, Held, Standing};
use assay_exchange::{MadeFile, ciso_assistant, oscal, page, xlsx};
use assay_report::outline::to_markdown;
use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::{Bulk, CheckReport, Job, Refused};

/// Checks a signed report, and makes of it what `assay render` makes: the same bytes.
#[derive(Clone, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ExchangeReport {
    /// The file of the report, with all that it is checked with.
    pub of: CheckReport,
}

/// A report in the formats of other programs. Nobody has signed these files; each names the report or the edition that it is of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Exchanged {
    /// The digest of the file that they were made of.
    pub of: Sha256Digest,
    /// All of it as a workbook (XLSX), or why there is none.
    pub workbook: Result<ExchangedFile, Refused>,
    /// All of it as one page for browsers, without scripts.
    pub page: ExchangedFile,
    /// All of it as Markdown.
    pub markdown: ExchangedFile,
    /// All of it as OSCAL documents, or why there are none. They name each other by their names.
    pub oscal: Result<Vec<ExchangedFile>, Refused>,
    /// The edition and the audit for CISO Assistant, or why there are none. They belong together.
    pub ciso_assistant: Result<Vec<ExchangedFile>, Refused>,
}

/// A file for other programs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExchangedFile {
    /// What it is called, with its ending.
    pub name: String,
    /// Its media type.
    pub media_type: String,
    /// What is in it.
    #[serde(skip)]
    pub bytes: Vec<u8>,
}

/// Why nothing was made of a file.
#[derive(Debug, Error)]
enum ExchangeError {
    /// It does not hold.
    #[error("this report is not valid, so that nothing is made of it")]
    NotValid,
    /// What it says cannot be read.
    #[error("{0}")]
    NotShown(String),
    /// It has no such form.
    #[error("only a report is exchanged with other programs; this is a {0}")]
    NoReport(&'static str),
}

impl From<MadeFile> for ExchangedFile {
    fn from(made: MadeFile) -> Self {
        Self {
            name: made.name.to_owned(),
            media_type: made.media_type.to_owned(),
            bytes: made.bytes,
        }
    }
}

impl Bulk for ExchangeReport {
    fn bulk(&mut self) -> Vec<&mut Vec<u8>> {
        self.of.bulk()
    }
}

impl Bulk for Exchanged {
    fn bulk(&mut self) -> Vec<&mut Vec<u8>> {
        let workbook = self.workbook.iter_mut();
        let files = workbook.chain([&mut self.page, &mut self.markdown]);
        let files = files.chain(self.oscal.iter_mut().flatten());
        let files = files.chain(self.ciso_assistant.iter_mut().flatten());
        files.map(|file| &mut file.bytes).collect()
    }
}

impl Job for ExchangeReport {
    const NAME: &'static str = "exchange-report";
    type Stage = CheckStage;
    type Outcome = Result<Exchanged, Refused>;

    fn perform(self, reached: &mut dyn FnMut(CheckStage)) -> Self::Outcome {
        let checked = self.of.perform(reached)?;
        if checked.standing() == Standing::Fails {
            return Err(Refused::because(ExchangeError::NotValid));
        }
        let held = checked.held.as_ref();
        let held =
            held.map_err(|why| Refused::because(ExchangeError::NotShown(why.to_string())))?;
        exchanged(checked.sha256, held)
    }
}

fn exchanged(of: Sha256Digest, held: &Held) -> Result<Exchanged, Refused> {
    let report = held
        .report()
        .ok_or_else(|| Refused::because(ExchangeError::NoReport(held.noun())))?;
    let workbook = xlsx::workbook(report).map_err(Refused::because);
    let documents = oscal::documents(report).map_err(Refused::because);
    let imported = ciso_assistant::files(report).map_err(Refused::because);
    let several = |files: Vec<MadeFile>| files.into_iter().map(ExchangedFile::from).collect();
    Ok(Exchanged {
        of,
        workbook: workbook.map(ExchangedFile::from),
        page: page::page(report).into(),
        markdown: ExchangedFile {
            name: "report.md".to_owned(),
            media_type: "text/markdown".to_owned(),
            bytes: to_markdown(&held.outline()).into_bytes(),
        },
        oscal: documents.map(several),
        ciso_assistant: imported.map(several),
    })
}
