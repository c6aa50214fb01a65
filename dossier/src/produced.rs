//! What signing gives.

use assay_assessment::Timestamp;
use serde::{Deserialize, Serialize};

/// In which format a file is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Format {
    /// PDF/A-3a, with all that there is.
    Pdf,
    /// PDF/A-3a with what was concluded, what fails and which losses are expected.
    ExecutivePdf,
    /// The report document.
    Json,
    /// The summary of controls as comma-separated values.
    Csv,
    /// The summary of controls as the specification's own table.
    Html,
    /// PDF/A-3a of the public edition.
    PublicPdf,
    /// The public edition of the report document.
    PublicJson,
    /// What the public edition leaves out: for its maker, and nobody else.
    Disclosures,
}

impl Format {
    /// Its media type.
    #[must_use]
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Pdf | Self::ExecutivePdf | Self::PublicPdf => "application/pdf",
            Self::Json | Self::PublicJson | Self::Disclosures => "application/json",
            Self::Csv => "text/csv",
            Self::Html => "text/html",
        }
    }

    /// What people call it.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Pdf => "PDF",
            Self::ExecutivePdf => "executive edition",
            Self::Json => "JSON",
            Self::Csv => "CSV",
            Self::Html => "HTML",
            Self::PublicPdf => "public edition (PDF)",
            Self::PublicJson => "public edition (JSON)",
            Self::Disclosures => "disclosures, to keep to yourself",
        }
    }

    /// The ending of its files' names, without the point.
    #[must_use]
    pub const fn ending(self) -> &'static str {
        match self {
            Self::Pdf => "pdf",
            Self::ExecutivePdf => "executive.pdf",
            Self::Json => "json",
            Self::Csv => "csv",
            Self::Html => "html",
            Self::PublicPdf => "public.pdf",
            Self::PublicJson => "public.json",
            Self::Disclosures => "disclosures.json",
        }
    }
}

/// A file that is ready to be handed over.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProducedFile {
    /// What it is called, with its ending.
    pub name: String,
    /// Its format.
    pub format: Format,
    /// What is in it. Where a file is written as JSON, its bytes stay beside that.
    #[serde(skip)]
    pub bytes: Vec<u8>,
}

/// A report that was signed, in every format that it is handed over in. All were verified again after
/// they were made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SignedReport {
    /// The files, in the order in which they are offered: the PDFs that are made, and the JSON, which is always.
    pub files: Vec<ProducedFile>,
    /// The status-update request that goes with it, signed alike; empty where none was asked for.
    pub request: Vec<ProducedFile>,
    /// The summary of controls that the report holds, for other programs; not signed.
    pub summaries: Vec<ProducedFile>,
    /// How many pages the full PDF has; 0 where it is not made.
    pub pages: usize,
    /// How many pages the executive edition has; 0 where it is not made.
    pub executive_pages: usize,
    /// Characters that no font has; the PDF shows a box in their place.
    pub substituted: Vec<char>,
    /// When it was signed, as the device's clock said.
    pub at: Timestamp,
    /// The signer's fingerprint.
    pub fingerprint: String,
}

impl SignedReport {
    /// The first file of that format.
    #[must_use]
    pub fn file(&self, format: Format) -> Option<&ProducedFile> {
        self.files.iter().find(|file| file.format == format)
    }
}
