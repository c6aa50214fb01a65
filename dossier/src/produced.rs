//! What signing gives.

use assay_assessment::Timestamp;

/// A file that is ready to be handed over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProducedFile {
    /// What it is called, with its ending.
    pub name: String,
    /// Its media type.
    pub media_type: &'static str,
    /// What is in it.
    pub bytes: Vec<u8>,
}

impl ProducedFile {
    /// The media type of a PDF.
    pub const PDF: &'static str = "application/pdf";
    /// The media type of a JSON file.
    pub const JSON: &'static str = "application/json";

    /// The ending of its name, without the point: `pdf`. Empty when it has none.
    #[must_use]
    pub fn ending(&self) -> &str {
        self.name.rsplit_once('.').map_or("", |(_, ending)| ending)
    }
}

/// A report that was signed, in every format that it is handed over in. All were verified again after
/// they were made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignedReport {
    /// The files, in the order in which they are offered.
    pub files: Vec<ProducedFile>,
    /// How many pages the PDF has.
    pub pages: usize,
    /// Characters that no font has; the PDF shows a box in their place.
    pub substituted: Vec<char>,
    /// When it was signed, as the device's clock said.
    pub at: Timestamp,
    /// The signer's fingerprint.
    pub fingerprint: String,
}

impl SignedReport {
    /// The first file of that media type.
    #[must_use]
    pub fn file(&self, media_type: &str) -> Option<&ProducedFile> {
        self.files.iter().find(|file| file.media_type == media_type)
    }
}
