//! Opening a backup: it is kept on this device, or compared with what is here.

use assay_assessment::Journal;

use super::super::{
    Desk, DeskError,
    backup_file::BackupFile,
    keeping::{Files, Place, append_from},
    last_backup::{note_last_backup, read_last_backup},
    loading,
    note::describe,
    work::{Stage, Work},
};
use crate::{
    browser::{clock, files::PickedFile, timers},
    storage::{AssessmentStore, EvidenceState, LastBackup, StorageError},
};

/// A backup that was opened: every byte of it was checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenedBackup {
    /// The assessment's UUID.
    pub id: String,
    /// What it is to what was on this device.
    pub how: Opened,
    /// How many evidence files it holds.
    pub files: usize,
    /// How many evidence files the assessment names and it does not hold.
    pub missing: usize,
    /// How many evidence files were missing or changed on this device, and were taken from it.
    pub mended: usize,
}

/// What a backup is to what was on this device.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Opened {
    /// The assessment was not here; now it is.
    Kept,
    /// It holds more changes than were here; so many were added.
    Continued(u64),
    /// It holds the same.
    Same,
    /// It holds fewer changes than are here, by so many. Nothing was changed.
    Older(u64),
}

impl Desk {
    /// Opens a backup file: keeps the assessment in it on this device, or compares it with the one
    /// that is here, brings that up to what the file holds, and mends its evidence files.
    ///
    /// # Errors
    /// [`DeskError`] says why nothing was changed.
    pub async fn open_backup(
        &self,
        file: &PickedFile,
        work: &Work,
    ) -> Result<OpenedBackup, DeskError> {
        let backup =
            BackupFile::open(file.source(), &self.editions().await, &work.cancellation).await?;
        self.keep_edition_of(&backup, &file.name()).await?;
        let record = &backup.contents.record;
        let id = record.assessment().id().to_string();
        let lock = self.put_away_and_claim(&id).await?;
        let files = Files::OfBackup(&backup, work);
        let (how, mended) = match AssessmentStore::open(&id).await {
            Err(StorageError::NotFound) => {
                self.keep(record, files, Place::New).await?;
                (Opened::Kept, 0)
            }
            // An earlier restore was interrupted; what it kept is written again.
            Ok((_, stored)) if stored.is_empty() => {
                self.keep(record, files, Place::Standing).await?;
                (Opened::Kept, 0)
            }
            Err(error) => return Err(error.into()),
            Ok((store, stored)) => {
                timers::yield_to_page().await;
                let here = self.load(&stored).await?;
                timers::yield_to_page().await;
                self.continue_with(&store, here, &backup, work).await?
            }
        };
        let made = LastBackup {
            at: backup.contents.created.milliseconds(),
            seq: record.journal().next_seq().saturating_sub(1),
            name: file.name(),
            checked: Some(clock::now()),
        };
        let store = AssessmentStore::create(&id).await?;
        let last = note_last_backup(&store, Some(made)).await?;
        drop(lock);
        self.list_backup(record, last).await?;
        // Whoever opens a backup of a deleted assessment wants it back.
        self.undelete(&id).await?;
        Ok(OpenedBackup {
            id,
            how,
            files: backup.contents.files.len(),
            missing: backup.contents.missing.len(),
            mended,
        })
    }

    /// Brings what is on this device up to what the backup holds, if one continues the other. Nothing
    /// is written before all of the backup was read and compared. Says how many evidence files were
    /// mended.
    async fn continue_with(
        &self,
        store: &AssessmentStore,
        here: loading::Loaded,
        backup: &BackupFile,
        work: &Work,
    ) -> Result<(Opened, usize), DeskError> {
        if let Some(damage) = here.damage {
            return Err(DeskError::DamagedJournal(damage.reason.to_string()));
        }
        let (ours, theirs) = (here.record.journal(), backup.contents.record.journal());
        if !continues(ours, theirs) && !continues(theirs, ours) {
            return Err(DeskError::Diverged {
                title: crate::words::name(&here.record.assessment().details().title),
                ours: ours.next_seq(),
                theirs: theirs.next_seq(),
            });
        }
        let mut steps = backup.begin(work, Stage::Comparing);
        let mut lacking = Vec::new();
        for file in &backup.contents.files {
            backup.check(file, &steps, &work.cancellation).await?;
            let key = file.digest().to_string();
            match store
                .check_evidence(&key, |_| {}, &work.cancellation)
                .await?
            {
                EvidenceState::Whole => {}
                EvidenceState::Missing | EvidenceState::Changed => lacking.push(file),
                EvidenceState::NotRead => return Err(DeskError::Stopped),
            }
            steps.file_done(file.size());
        }
        if !lacking.is_empty() {
            let bytes = lacking.iter().map(|file| file.size()).sum();
            let mut steps = work.begin(Stage::Keeping, lacking.len(), bytes);
            for file in &lacking {
                backup.keep(file, store, &steps, &work.cancellation).await?;
                steps.file_done(file.size());
            }
        }
        let how = match theirs.next_seq().checked_sub(ours.next_seq()) {
            None => Opened::Older(ours.next_seq() - theirs.next_seq()),
            Some(0) => Opened::Same,
            Some(more) => {
                append_from(store, &backup.contents.record, ours.next_seq()).await?;
                let last = read_last_backup(store).await?;
                self.put_in_list(describe(&backup.contents.record), last)
                    .await?;
                Opened::Continued(more)
            }
        };
        Ok((how, lacking.len()))
    }
}

/// Whether `longer` begins with everything in `shorter`.
fn continues(shorter: &Journal, longer: &Journal) -> bool {
    longer.head_before(shorter.next_seq()) == Some(shorter.head())
}
