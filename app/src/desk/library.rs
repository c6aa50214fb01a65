//! Beginning, keeping, renaming, copying and deleting assessments.

use assay_assessment::{
    AssessmentId, Details, Edit, EditionReference, Opening, Record, Sha256Digest,
};
use assay_catalog::Catalog;
use leptos::prelude::*;

use super::{Desk, DeskError, loading, session::describe};
use crate::{
    browser::{clock, random},
    storage::{AssessmentStore, Claim, LibraryEntry, SaveState, claim_writer},
    workbench::{PerformError, now},
};

/// How many journal entries are written in one transaction.
const ENTRIES_PER_WRITE: usize = 500;

impl Desk {
    /// Begins an assessment with these details, keeps it on this device, and returns its UUID.
    ///
    /// # Errors
    /// [`DeskError`]; then nothing is kept.
    pub async fn begin(&self, details: Details) -> Result<String, DeskError> {
        let by = details
            .assessors
            .first()
            .map(|assessor| assessor.name.clone())
            .unwrap_or_default();
        let mut record = Record::open(opening(false)?, now(), &by);
        record
            .perform(Edit::SetDetails { details }, now(), &by, Catalog::bundled())
            .map_err(PerformError::from)?;
        self.keep(&record, Vec::new()).await
    }

    /// Renames an assessment, whether or not it lies open.
    ///
    /// # Errors
    /// [`DeskError`]; then it keeps its title.
    pub async fn rename(&self, id: &str, title: &str) -> Result<(), DeskError> {
        let rename = |record: &Record| {
            let details = Details {
                title: title.to_owned(),
                ..record.assessment().details().clone()
            };
            Edit::SetDetails { details }
        };
        let open = self.open.with_untracked(|open| {
            if open.is_about(id) {
                open.workbench()
            } else {
                None
            }
        });
        if let Some(workbench) = open {
            let edit = workbench.with_record_untracked(rename);
            workbench.perform(edit)?;
            return self.list_again(workbench).await;
        }
        let Claim::Writer(lock) = claim_writer(id).await else {
            return Err(DeskError::OpenElsewhere);
        };
        let (store, stored) = AssessmentStore::open(id).await?;
        let mut loaded = loading::load(&stored, Catalog::bundled())?;
        if let Some(damage) = loaded.damage {
            return Err(DeskError::DamagedJournal(damage.reason));
        }
        let by = loaded
            .record
            .assessment()
            .details()
            .assessors
            .first()
            .map(|one| one.name.clone());
        let edit = rename(&loaded.record);
        let entry = loaded
            .record
            .perform(edit, now(), &by.unwrap_or_default(), Catalog::bundled())
            .map_err(PerformError::from)?;
        store.append(&[(entry.seq, entry.to_bytes())]).await?;
        drop(lock);
        let library = self.library()?;
        let standing = library.entry(id).await?;
        library
            .upsert(&describe(&loaded.record, standing, None))
            .await?;
        self.refresh().await
    }

    /// Marks an assessment as deleted. It can be brought back until the page is closed.
    ///
    /// # Errors
    /// [`DeskError`]; then it stays.
    pub async fn delete(&self, id: &str) -> Result<(), DeskError> {
        if self.open.with_untracked(|open| open.is_about(id)) {
            self.close().await;
        }
        self.library()?.forget(id, clock::now()).await?;
        let entry = self
            .assessments
            .with_untracked(|list| list.iter().find(|entry| entry.id == id).cloned());
        self.deleted.update(|deleted| deleted.extend(entry));
        self.refresh().await
    }

    /// Brings a deleted assessment back.
    ///
    /// # Errors
    /// [`DeskError`] when it is gone for good.
    pub async fn undelete(&self, id: &str) -> Result<(), DeskError> {
        self.library()?.restore(id).await?;
        self.deleted
            .update(|deleted| deleted.retain(|entry| entry.id != id));
        self.refresh().await
    }

    /// Puts a whole record and its files onto the disk, and the assessment into the list.
    pub(super) async fn keep(
        &self,
        record: &Record,
        files: Vec<(Sha256Digest, Vec<u8>)>,
    ) -> Result<String, DeskError> {
        let library = self.library()?;
        let id = record.assessment().id().to_string();
        let store = AssessmentStore::create(&id).await?;
        for (digest, bytes) in files {
            store.put_evidence(&digest.to_string(), &bytes).await?;
        }
        append_from(&store, record, 0).await?;
        let standing: Option<LibraryEntry> = None;
        library.upsert(&describe(record, standing, None)).await?;
        self.refresh().await?;
        Ok(id)
    }

    /// Whether everything of the open assessment is on disk.
    #[must_use]
    pub fn everything_is_saved(&self) -> bool {
        let workbench = self.open.with(|open| open.workbench());
        workbench.is_none_or(|workbench| workbench.save_state().get() == SaveState::Saved)
    }
}

/// Appends a record's entries from number `from` on, some at a time.
pub(super) async fn append_from(
    store: &AssessmentStore,
    record: &Record,
    from: u64,
) -> Result<(), DeskError> {
    let start = usize::try_from(from).unwrap_or(usize::MAX);
    let entries: Vec<(u64, Vec<u8>)> = (from..)
        .zip(
            record
                .journal()
                .stored()
                .iter()
                .skip(start)
                .map(|bytes| bytes.to_vec()),
        )
        .collect();
    for part in entries.chunks(ENTRIES_PER_WRITE) {
        store.append(part).await?;
    }
    Ok(())
}

/// The digests of all files that an assessment's evidence names.
pub(super) fn file_digests(record: &Record) -> Vec<Sha256Digest> {
    let mut digests: Vec<_> = record
        .assessment()
        .evidence()
        .values()
        .filter_map(|item| item.sha256())
        .collect();
    digests.sort();
    digests.dedup();
    digests
}

fn opening(example: bool) -> Result<Opening, DeskError> {
    Ok(Opening {
        assessment: AssessmentId::from_random(random::bytes()?),
        edition: EditionReference::of(Catalog::bundled()),
        example,
    })
}
