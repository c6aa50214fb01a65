//! What was signed in this visit to the room, and what an evidence pack of it is made of.

use assay_assessment::{Assessment, EvidencePresence};
use assay_dossier::{ProducedFile, SignedReport};
use assay_seal::StoredIdentity;

use crate::desk::PackMadeOf;

/// A signed report, with the assessment as it was when it was signed: a pack that is made later holds just what the
/// report names.
#[derive(Debug, Clone)]
pub(super) struct JustSigned {
    /// The files.
    pub report: SignedReport,
    /// The assessment.
    pub assessment: Assessment,
    /// Which evidence files were on this device.
    pub presence: EvidencePresence,
    /// Who signed.
    pub identity: StoredIdentity,
}

impl JustSigned {
    /// The signed files: the report, and the request that goes with it.
    pub(super) fn files(&self) -> impl Iterator<Item = &ProducedFile> {
        self.report.files.iter().chain(&self.report.request)
    }

    /// What an evidence pack of it is made of.
    pub(super) fn pack(&self) -> PackMadeOf {
        PackMadeOf {
            assessment: self.assessment.clone(),
            presence: self.presence.clone(),
            reports: self.files().cloned().collect(),
            identity: self.identity.clone(),
        }
    }
}
