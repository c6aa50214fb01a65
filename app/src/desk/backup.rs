//! Backups: writing one, and opening one on this or another device.

use assay_assessment::{
    Journal, Sha256Digest,
    backup::{self, Backup},
};
use assay_catalog::Catalog;
use leptos::prelude::*;

use super::{
    Desk, DeskError, OpenAssessment,
    library::{append_from, file_digests},
    loading,
};
use crate::{
    browser::{
        Cancellation, clock,
        files::{self, PickedFile, Saved},
    },
    storage::{AssessmentStore, Claim, LastBackup, MetaKey, StorageError, claim_writer},
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
    /// Saves a backup of the open assessment where the user chooses. The bytes are read as a
    /// backup again and compared before they are written, and, where the browser lets a page,
    /// read back from the file.
    ///
    /// # Errors
    /// [`DeskError`]; then there is no new backup. The journal in memory is the source, so this
    /// works as well when the disk does not.
    pub async fn save_backup(&self) -> Result<BackupOutcome, DeskError> {
        let workbench = self
            .open
            .with_untracked(OpenAssessment::workbench)
            .ok_or(DeskError::NothingOpen)?;
        workbench.flush_typing();
        let created = now();
        let record = workbench.with_record_untracked(Clone::clone);
        let store = workbench.store();
        let mut evidence = Vec::new();
        for digest in file_digests(&record) {
            // What cannot be read is listed as missing in the backup, and the user is told.
            if let Ok(Some(bytes)) = store.evidence(&digest.to_string()).await {
                evidence.push((digest, bytes));
            }
        }
        let written = backup::write(&record, evidence, created)?;
        let again = backup::read(&written.bytes, Catalog::bundled())
            .map_err(|error| DeskError::BackupDiffers(error.to_string()))?;
        if again.record.journal() != record.journal()
            || again.record.assessment() != record.assessment()
        {
            return Err(DeskError::BackupDiffers(
                "its journal is another one".to_owned(),
            ));
        }
        let name = file_name(
            &record.assessment().details().title,
            &created.rfc3339(),
            "assay",
        );
        let saved = files::save(&name, MEDIA_TYPE, &written.bytes).await?;
        if let Saved::ReadBack { name } = &saved {
            let seq = record.journal().next_seq().saturating_sub(1);
            self.remember_backup(
                workbench,
                LastBackup {
                    at: created.milliseconds(),
                    seq,
                    name: name.clone(),
                },
            )
            .await?;
        }
        Ok(BackupOutcome {
            saved,
            missing: written.missing,
        })
    }

    /// Opens a backup file: keeps the assessment in it on this device, or brings the one that is
    /// here up to what the file holds. Returns the assessment's UUID.
    ///
    /// # Errors
    /// [`DeskError`] says why nothing was changed.
    pub async fn open_backup(&self, file: &PickedFile) -> Result<String, DeskError> {
        let backup = read_file(file).await?;
        let id = backup.record.assessment().id().to_string();
        if self.open.with_untracked(|open| open.is_about(&id)) {
            self.close().await;
        }
        let Claim::Writer(lock) = claim_patiently(&id).await else {
            return Err(DeskError::OpenElsewhere);
        };
        match AssessmentStore::open(&id).await {
            Err(StorageError::NotFound) => {
                self.keep(&backup.record, backup.evidence).await?;
            }
            Err(error) => return Err(error.into()),
            Ok((store, stored)) => {
                self.continue_with(&store, loading::load(&stored, Catalog::bundled())?, &backup)
                    .await?
            }
        }
        drop(lock);
        // The user opened it, so there is a good backup up to here.
        let store = AssessmentStore::create(&id).await?;
        let seq = backup.record.journal().next_seq().saturating_sub(1);
        let last = LastBackup {
            at: backup.created.milliseconds(),
            seq,
            name: file.name(),
        };
        store.set_meta(MetaKey::LastBackup, &to_json(&last)).await?;
        Ok(id)
    }

    /// Saves the journal and the snapshots of a damaged assessment, byte for byte as they were
    /// found.
    ///
    /// # Errors
    /// [`DeskError`] when it cannot be read or saved.
    pub async fn save_as_found(&self, id: &str) -> Result<Saved, DeskError> {
        let (_, stored) = AssessmentStore::open(id).await?;
        let pairs = |records: &[(u64, Vec<u8>)]| {
            records
                .iter()
                .map(|(number, bytes)| serde_json::json!([number, as_found(bytes)]))
                .collect::<Vec<_>>()
        };
        let found = serde_json::json!({
            "format": "assay-as-found",
            "assessment": id,
            "journal": pairs(&stored.entries),
            "snapshots": pairs(&stored.snapshots),
        });
        let name = file_name("as found", &now().rfc3339(), "json");
        Ok(files::save(&name, "application/json", found.to_string().as_bytes()).await?)
    }

    /// Brings what is on this device up to what the backup holds, if one continues the other.
    async fn continue_with(
        &self,
        store: &AssessmentStore,
        here: loading::Loaded,
        backup: &Backup,
    ) -> Result<(), DeskError> {
        if let Some(damage) = here.damage {
            return Err(DeskError::DamagedJournal(damage.reason));
        }
        let (ours, theirs) = (here.record.journal(), backup.record.journal());
        if !continues(ours, theirs) && !continues(theirs, ours) {
            return Err(DeskError::Diverged {
                title: here.record.assessment().details().title.clone(),
                ours: ours.next_seq(),
                theirs: theirs.next_seq(),
            });
        }
        let mut new_files = 0_u64;
        for (digest, bytes) in &backup.evidence {
            if !store.has_evidence(&digest.to_string()).await? {
                store.put_evidence(&digest.to_string(), bytes).await?;
                new_files += 1;
            }
        }
        let id = store.id();
        let library = self.library()?;
        let listed = library.entry(id).await?;
        let was_deleted = listed.as_ref().is_none_or(|entry| entry.deleted.is_some());
        if theirs.next_seq() <= ours.next_seq() {
            if new_files > 0 || was_deleted {
                library
                    .upsert(&super::session::describe(&here.record, listed, None))
                    .await?;
                return self.refresh().await;
            }
            return Err(DeskError::NothingNew(ours.next_seq() - theirs.next_seq()));
        }
        append_from(store, &backup.record, ours.next_seq()).await?;
        library
            .upsert(&super::session::describe(&backup.record, listed, None))
            .await?;
        self.refresh().await
    }

    async fn remember_backup(
        &self,
        workbench: Workbench,
        last: LastBackup,
    ) -> Result<(), DeskError> {
        workbench
            .store()
            .set_meta(MetaKey::LastBackup, &to_json(&last))
            .await?;
        workbench.last_backup().set(Some(last));
        self.list_again(workbench).await
    }
}

/// Claims the right to write. When this page has just put the assessment away, the browser passes
/// its lock on only a moment later, so one refusal does not mean that another window holds it.
async fn claim_patiently(id: &str) -> Claim {
    for _ in 0..20 {
        if let Claim::Writer(lock) = claim_writer(id).await {
            return Claim::Writer(lock);
        }
        crate::browser::timers::sleep(50).await;
    }
    Claim::ReadOnly
}

/// Whether `longer` begins with everything in `shorter`.
fn continues(shorter: &Journal, longer: &Journal) -> bool {
    longer.head_before(shorter.next_seq()) == Some(shorter.head())
}

/// Stored bytes for a JSON file: as text where they are text, otherwise as hexadecimal digits.
fn as_found(bytes: &[u8]) -> serde_json::Value {
    match str::from_utf8(bytes) {
        Ok(text) => text.into(),
        Err(_) => {
            let digits: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
            serde_json::json!({ "hex": digits })
        }
    }
}

pub(super) async fn read_file(file: &PickedFile) -> Result<Backup, DeskError> {
    let content = files::read(file, |_| {}, &Cancellation::new()).await?;
    Ok(backup::read(&content.bytes, Catalog::bundled())?)
}

fn to_json(last: &LastBackup) -> Vec<u8> {
    // Three plain fields: this cannot fail.
    serde_json::to_vec(last).unwrap_or_default()
}

/// A file name that says what it holds and when it was written, and is new each time.
#[must_use]
pub fn file_name(title: &str, rfc3339: &str, suffix: &str) -> String {
    let mut name = String::new();
    for character in title.trim().chars().take(60) {
        if character.is_alphanumeric() {
            name.extend(character.to_lowercase());
        } else if !name.ends_with('-') && !name.is_empty() {
            name.push('-');
        }
    }
    let name = name.trim_matches('-');
    let name = if name.is_empty() { "assessment" } else { name };
    let time: String = rfc3339
        .chars()
        .filter(|character| character.is_ascii_alphanumeric())
        .collect();
    format!("{name}-{time}.{suffix}")
}

/// The milliseconds since a backup, by the device's clock.
#[must_use]
pub fn age(last: &LastBackup) -> u64 {
    clock::now().saturating_sub(last.at)
}
