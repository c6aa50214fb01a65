//! What would be lost with an assessment.

use assay_assessment::{EvidenceKind, Record, conformance::Conformance};
use leptos::prelude::*;

use super::{Desk, DeskError, OpenAssessment, last_backup::read_last_backup};
use crate::{
    storage::{AssessmentStore, LastBackup},
    words::assessments::Holdings,
};

/// What an assessment holds, and how much of it is in a backup.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Losses {
    /// What it holds.
    pub holdings: Holdings,
    /// The last backup.
    pub last_backup: Option<LastBackup>,
    /// How many changes are in no backup.
    pub since_backup: u64,
}

impl Losses {
    fn of(record: &Record, last_backup: Option<LastBackup>) -> Self {
        let assessment = record.assessment();
        let tally = Conformance::of(assessment, record.catalog()).all();
        let evidence = assessment.evidence();
        let is_file = |kind: &EvidenceKind| matches!(kind, EvidenceKind::File { .. });
        // The first entry opens the journal and changes nothing.
        let entries = record.journal().next_seq();
        let in_backup = last_backup.as_ref().map_or(1, |last| last.seq + 1);
        Self {
            holdings: Holdings {
                tested: tally.tested(),
                controls: tally.total(),
                evidence: evidence.len(),
                files: evidence.values().filter(|item| is_file(&item.kind)).count(),
                findings: assessment.deficiencies().len(),
                actions: assessment.actions().len(),
                changes: entries.saturating_sub(1),
            },
            since_backup: entries.saturating_sub(in_backup),
            last_backup,
        }
    }
}

impl Desk {
    /// What would be lost with an assessment, whether or not it lies open.
    ///
    /// # Errors
    /// [`DeskError`] when it cannot be read.
    pub async fn losses(&self, id: &str) -> Result<Losses, DeskError> {
        let open = self.open.with_untracked(|open| match open {
            OpenAssessment::Open { workbench, .. } if open.is_about(id) => Some(*workbench),
            _ => None,
        });
        if let Some(workbench) = open {
            workbench.flush_typing();
            let last_backup = workbench.last_backup().get_untracked();
            return Ok(
                workbench.with_record_untracked(|record| Losses::of(record, last_backup.clone()))
            );
        }
        let (store, stored) = AssessmentStore::open(id).await?;
        let loaded = self.load(&stored).await?;
        let last_backup = read_last_backup(&store).await.unwrap_or_default();
        Ok(Losses::of(&loaded.record, last_backup))
    }
}
