//! Evidence, actions, and what the X-ray found.

use assay_assessment::{Day, Method, Sha256Digest};
use serde::{Deserialize, Serialize};

use crate::picture::PictureFacts;

/// What was wrong with a file on the device that generated the report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum AbsencePart {
    /// Its bytes were not there.
    Missing,
    /// Other bytes were there under its digest, or such as could not be read.
    Changed,
}

/// An item of the evidence library.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct EvidencePart {
    /// Its identifier in this assessment.
    pub id: String,
    /// What to call it.
    pub label: String,
    /// The file or link.
    pub content: EvidenceContent,
    /// What was wrong with the file on the device that generated the report, if anything was.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub absent: Option<AbsencePart>,
    /// What it shows.
    pub description: String,
    /// How it was obtained.
    pub method: Option<Method>,
    /// When it was captured.
    pub captured_on: Option<Day>,
    /// When it came into the library, RFC 3339.
    pub added_at: String,
    /// Identifiers of the controls that it supports.
    pub controls: Vec<String>,
    /// Identifiers of the risks that it supports.
    pub risks: Vec<String>,
    /// Its picture, if the full edition shows it; only of a file.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub picture: Option<PicturePart>,
}

/// A picture that the full edition shows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct PicturePart {
    /// What it shows, for those who cannot see it; plain text.
    pub alternative_text: String,
    /// What its file says of it. Before somebody looked at the file it is missing, and no report is signed so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seen: Option<PictureFacts>,
}

/// A file or link.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(
    deny_unknown_fields,
    tag = "type",
    rename_all = "kebab-case",
    rename_all_fields = "camelCase"
)]
pub enum EvidenceContent {
    /// A file, which is kept with the assessment under its digest.
    File {
        /// Its name.
        name: String,
        /// Its media type, if known.
        media_type: String,
        /// Bytes.
        size: u64,
        /// Its digest.
        sha256: Sha256Digest,
    },
    /// A link.
    Link {
        /// Where it leads.
        address: String,
    },
}

/// An action that was agreed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct ActionPart {
    /// Its identifier in this assessment.
    pub id: String,
    /// What is to be done.
    pub title: String,
    /// More of it, plain text.
    pub description: String,
    /// Who does it.
    pub owner: String,
    /// By when.
    pub due: Option<Day>,
    /// When it was done; open if missing.
    pub done_on: Option<Day>,
    /// Whether it was open and past its day when the report was generated.
    pub overdue: bool,
    /// Identifiers of the controls that it mends.
    pub controls: Vec<String>,
    /// Identifiers of the risks that it lowers.
    pub risks: Vec<String>,
}

/// What one rule of the X-ray found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct FindingPart {
    /// The rule's identifier.
    pub rule: String,
    /// What was found, with its count.
    pub summary: String,
    /// What to do about it.
    pub advice: String,
    /// Where it was found.
    pub items: Vec<FindingItem>,
}

/// Where a rule found something.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct FindingItem {
    /// Identifier of the control or risk.
    pub id: String,
    /// Its title.
    pub title: String,
    /// More of it.
    pub detail: Option<String>,
}
