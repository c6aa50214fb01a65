//! Writing a backup where the user chooses, with a piece of one evidence file in memory at a time, and reading
//! it back before it counts.

use assay_assessment::{
    Record, Sha256Digest,
    backup::{self, BackupWriter, EndOfBackup},
};
use assay_catalog::Editions;
use leptos::prelude::*;

use super::{
    super::{
        Desk, DeskError, OpenAssessment,
        backup_file::{BackupFile, go_on},
        evidence_out::{copy, sums_of},
        last_backup::settle_last_backup,
        outcome::{counts, given_up},
        work::{Stage, Work},
    },
    file_name,
};
use crate::{
    browser::{
        files::{self, Destination, Saved, Written},
        timers,
    },
    storage::{AssessmentStore, LastBackup},
    workbench::{Workbench, now},
};

/// The media type of a backup file.
const MEDIA_TYPE: &str = "application/vnd.assay.backup+zip";

/// How a backup ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BackupOutcome {
    /// Where it went, and whether it was read back there.
    pub saved: Saved,
    /// Evidence files that are named but whose bytes are not on this device.
    pub missing: Vec<Sha256Digest>,
}

impl Desk {
    /// Saves a backup of the open assessment where the user chooses. What was written is read as a
    /// backup again, every file in it, before it counts: the file itself where the browser lets a
    /// page, otherwise what is handed to the browser.
    ///
    /// # Errors
    /// [`DeskError`]; then there is no new backup. The journal in memory is the source, so this
    /// works as well when the disk does not.
    pub async fn save_backup(&self, work: &Work) -> Result<BackupOutcome, DeskError> {
        let workbench = self
            .open
            .with_untracked(OpenAssessment::workbench)
            .ok_or(DeskError::NothingOpen)?;
        workbench.flush_typing();
        let created = now();
        let record = workbench.with_record_untracked(Clone::clone);
        let store = workbench.store();
        let writer = BackupWriter::new(&record, created)?;
        // The dialog comes before anything that takes time: browsers show none long after a press.
        let name = file_name(&record.assessment().details().title, created, "assay");
        let mut destination = files::choose(&name, MEDIA_TYPE).await?;
        let end = match write(writer, &record, &store, workbench, &mut destination, work).await {
            Ok(end) => end,
            Err(error) => return Err(given_up(destination, error).await),
        };
        let written = destination.finish().await?;
        let same = is_same(&written, &end, &self.editions().await, work).await;
        counts(&written, same)?;
        let saved = written.hand_over()?;
        if let Saved::ReadBack { name } = &saved {
            let made = LastBackup {
                at: created.milliseconds(),
                seq: record.journal().next_seq().saturating_sub(1),
                name: name.clone(),
                checked: None,
            };
            // The backup is there, also when this device's disk fails.
            let last = settle_last_backup(&store, workbench, Some(made)).await;
            let _only_the_list = self.list_backup(&record, last).await;
        }
        Ok(BackupOutcome {
            saved,
            missing: end.missing,
        })
    }
}

/// Writes everything, and tells the workbench which files are here as it finds them.
async fn write(
    mut writer: BackupWriter<'_>,
    record: &Record,
    store: &AssessmentStore,
    workbench: Workbench,
    destination: &mut Destination,
    work: &Work,
) -> Result<EndOfBackup, DeskError> {
    let files = backup::named_files(record.assessment());
    let mut steps = work.begin(Stage::Writing, files.len(), files.values().sum());
    for (digest, size) in files {
        let mut reader = store.read_evidence(&digest.to_string());
        let found = sums_of(&mut reader, digest, workbench, &work.cancellation).await?;
        // What is not here is listed as missing in the backup, and the user is told.
        if let Ok(sums) = found {
            destination.write(&writer.file(&sums)?).await?;
            // Should it be something else than a moment ago, the backup does not read back.
            copy(&mut reader, destination, &steps, &work.cancellation).await?;
        }
        steps.file_done(size);
    }
    timers::yield_to_page().await;
    go_on(&work.cancellation)?;
    let end = writer.finish()?;
    timers::yield_to_page().await;
    destination.write(&end.bytes).await?;
    Ok(end)
}

/// Reads what was written as a backup, and compares all of it.
async fn is_same(
    written: &Written,
    end: &EndOfBackup,
    editions: &Editions,
    work: &Work,
) -> Result<bool, DeskError> {
    let source = written.source();
    // The end of the backup tells how long it must be, and its manifest what each member must be.
    if source.size() != end.length {
        return Ok(false);
    }
    let backup = BackupFile::open(source, editions, &work.cancellation).await?;
    if backup.contents.manifest != end.manifest {
        return Ok(false);
    }
    let mut steps = backup.begin(work, Stage::ReadingBack);
    for file in &backup.contents.files {
        backup.check(file, &steps, &work.cancellation).await?;
        steps.file_done(file.size());
    }
    Ok(true)
}
