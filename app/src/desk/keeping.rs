//! Putting a whole assessment onto the disk: its files first, one at a time, then its journal.

use assay_assessment::{Record, Sha256Digest, backup::FileInBackup};

use super::{
    Desk, DeskError,
    backup_file::{BackupFile, go_on},
    note::describe,
    work::{Stage, Work},
};
use crate::{
    browser::Cancellation,
    storage::{AssessmentStore, StorageError, hold_editions},
};

/// Whether an assessment's place on the disk is made for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// It is, and taken away again when not all of it can be kept.
    New,
    /// It was there before, with nothing in it or only files.
    Standing,
}

/// Where an assessment's evidence files come from.
pub(super) enum Files<'a> {
    /// They are few and small.
    Given(Vec<(Sha256Digest, Vec<u8>)>),
    /// From a backup.
    OfBackup(&'a BackupFile, &'a Work),
    /// From another assessment on this device.
    OfStore(&'a AssessmentStore, &'a Work),
}

/// How many journal entries are written in one transaction.
const ENTRIES_PER_WRITE: usize = 500;

impl Desk {
    /// Puts a whole record and its files onto the disk, and the assessment into the list. Returns its
    /// UUID.
    ///
    /// # Errors
    /// [`DeskError`]; then a new place is gone again.
    pub(super) async fn keep(
        &self,
        record: &Record,
        files: Files<'_>,
        place: Place,
    ) -> Result<String, DeskError> {
        let library = self.library()?;
        let id = record.assessment().id().to_string();
        // Until the assessment is in the list, whoever removes an edition does not see that it is needed.
        let _held = hold_editions().await;
        self.make_sure_of_edition(record.catalog()).await?;
        let store = AssessmentStore::create(&id).await?;
        if let Err(error) = fill(&store, record, files).await {
            drop(store);
            if place == Place::New {
                // What cannot be taken away now is an empty place, which a backup fills.
                let _left = AssessmentStore::delete_database(&id).await;
            }
            return Err(error);
        }
        self.put_in_list(describe(record), None).await?;
        // What is kept anew is not deleted, whatever was before it.
        library.restore(&id).await?;
        self.tell_other_windows();
        self.refresh().await?;
        Ok(id)
    }
}

/// An assessment without its journal is none, so that comes last.
async fn fill(store: &AssessmentStore, record: &Record, files: Files<'_>) -> Result<(), DeskError> {
    match files {
        Files::Given(files) => {
            for (digest, bytes) in files {
                store.put_evidence(&digest.to_string(), &bytes).await?;
            }
        }
        Files::OfBackup(backup, work) => {
            let mut steps = backup.begin(work, Stage::Keeping);
            for file in &backup.contents.files {
                backup.keep(file, store, &steps, &work.cancellation).await?;
                steps.file_done(FileInBackup::size(file));
            }
            go_on(&work.cancellation)?;
        }
        Files::OfStore(source, work) => {
            let digests = file_digests(record);
            let mut steps = work.begin(Stage::Copying, digests.len(), 0);
            for digest in digests {
                copy_file(source, store, &digest.to_string(), &work.cancellation).await?;
                steps.file_done(0);
            }
        }
    }
    append_from(store, record, 0).await
}

/// Copies an evidence file. One that is missing or damaged there is missing in the copy too; the
/// evidence room says so of both.
async fn copy_file(
    source: &AssessmentStore,
    store: &AssessmentStore,
    sha256: &str,
    cancellation: &Cancellation,
) -> Result<(), DeskError> {
    let mut reader = source.read_evidence(sha256);
    let mut writer = store.keep_evidence(sha256);
    loop {
        let added = match reader.next().await {
            Ok(Some(piece)) if !cancellation.is_cancelled() => writer.add(&piece).await,
            Ok(Some(_)) => {
                writer.abandon().await;
                return Err(DeskError::Stopped);
            }
            Ok(None) => {
                return match writer.finish().await {
                    Ok(()) | Err(StorageError::HashMismatch) => Ok(()),
                    Err(error) => Err(error.into()),
                };
            }
            Err(_) => {
                writer.abandon().await;
                return Ok(());
            }
        };
        if let Err(error) = added {
            writer.abandon().await;
            return Err(error.into());
        }
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
        match store.append(part).await {
            Err(StorageError::AlreadyThere) => check_written(store, part).await?,
            outcome => outcome?,
        }
    }
    Ok(())
}

/// Some of these entries are there already: an answer was lost, if they are there as a whole, since they
/// were written in one transaction.
async fn check_written(
    store: &AssessmentStore,
    entries: &[(u64, Vec<u8>)],
) -> Result<(), StorageError> {
    let seq = entries.first().map_or(0, |(seq, _)| *seq);
    let found = store.read_from(seq).await?;
    match found.starts_with(entries) {
        true => Ok(()),
        false => Err(StorageError::WrittenByOther { seq }),
    }
}

/// The digests of all files that an assessment's evidence names.
fn file_digests(record: &Record) -> Vec<Sha256Digest> {
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
