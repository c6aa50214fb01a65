//! Which evidence files are on this device. The screen reads it from here; whoever reads, writes or
//! looks for bytes tells it here.

use std::ops::Deref;

use assay_assessment::{Absence, EvidencePresence, Sha256Digest};
use leptos::prelude::*;

use super::Workbench;
use crate::{
    browser::Cancellation,
    storage::{EvidenceState, StorageError},
};

/// How a check of all evidence files ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum EvidenceCheck {
    /// All were read.
    Done {
        /// How many files there are.
        files: usize,
        /// How many of them are missing or changed.
        absent: usize,
    },
    /// The user stopped it, or the assessment was put away; what was found until then is kept.
    Stopped,
}

impl Workbench {
    /// Which files are on this device, and runs again when that changes.
    #[must_use]
    pub fn presence(&self) -> impl Deref<Target = EvidencePresence> + use<> {
        self.presence.read()
    }

    /// Which files are on this device, asked once.
    #[must_use]
    pub fn presence_untracked(&self) -> EvidencePresence {
        self.presence.try_get_untracked().unwrap_or_default()
    }

    /// Takes over what was found when a file was read or written.
    pub fn note_evidence(&self, digest: Sha256Digest, found: Option<Absence>) {
        self.evidence_notes
            .try_update_value(|notes| *notes = notes.wrapping_add(1));
        // A workbench that was put away meanwhile shows nothing any more.
        if self
            .presence
            .try_with_untracked(|presence| presence.of(digest) != found)
            .unwrap_or(false)
        {
            _ = self
                .presence
                .try_update(|presence| presence.note(digest, found));
        }
    }

    /// Looks under which digests there are bytes: cheap, and says nothing of what they are.
    ///
    /// # Errors
    /// [`StorageError`] when the store cannot be read; what was known stays.
    pub async fn look_for_evidence(&self) -> Result<(), StorageError> {
        let Some(store) = self.store.try_get_value() else {
            return Ok(());
        };
        let hashes = loop {
            let notes = self.evidence_notes.try_get_value();
            let hashes = store.evidence_hashes().await?;
            // A file that was noted meanwhile may not be among these.
            if self.evidence_notes.try_get_value() == notes {
                break hashes;
            }
        };
        let mut looked = self.presence_untracked();
        looked.look(hashes.iter().filter_map(|hash| hash.parse().ok()));
        if self
            .presence
            .try_with_untracked(|presence| *presence != looked)
            .unwrap_or(false)
        {
            _ = self.presence.try_set(looked);
        }
        Ok(())
    }

    /// Reads every file of the library and compares it with its digest; `on_progress` gets per mille.
    ///
    /// # Errors
    /// [`StorageError`] when the store as a whole cannot be read.
    pub async fn check_evidence(
        &self,
        on_progress: impl Fn(u32),
        cancellation: &Cancellation,
    ) -> Result<EvidenceCheck, StorageError> {
        if self.is_put_away() {
            return Ok(EvidenceCheck::Stopped);
        }
        let store = self.store();
        let files = self.with_untracked(|assessment| {
            let mut files: Vec<(Sha256Digest, u64)> = Vec::new();
            for item in assessment.evidence().values() {
                if let assay_assessment::EvidenceKind::File { size, sha256, .. } = item.kind
                    && !files.iter().any(|(digest, _)| *digest == sha256)
                {
                    files.push((sha256, size));
                }
            }
            files
        });
        let all: u64 = files.iter().map(|(_, size)| size).sum();
        let (mut before, mut absent) = (0_u64, 0);
        for (digest, size) in &files {
            let progress = |done: u64| {
                let done = before.saturating_add(done).saturating_mul(1000);
                let per_mille = done.checked_div(all).unwrap_or(1000);
                on_progress(u32::try_from(per_mille).unwrap_or(1000));
            };
            let hash = digest.to_string();
            let state = loop {
                let notes = self.evidence_notes.try_get_value();
                let state = store.check_evidence(&hash, progress, cancellation).await?;
                // The file may have been added again while it was read.
                if state == EvidenceState::Whole || self.evidence_notes.try_get_value() == notes {
                    break state;
                }
            };
            if self.is_put_away() {
                return Ok(EvidenceCheck::Stopped);
            }
            let found = match state {
                EvidenceState::NotRead => return Ok(EvidenceCheck::Stopped),
                EvidenceState::Whole => None,
                EvidenceState::Missing => Some(Absence::Missing),
                EvidenceState::Changed => Some(Absence::Changed),
            };
            self.note_evidence(*digest, found);
            absent += usize::from(found.is_some());
            before = before.saturating_add(*size);
        }
        on_progress(1000);
        Ok(EvidenceCheck::Done {
            files: files.len(),
            absent,
        })
    }
}
