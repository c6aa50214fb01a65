//! Backups: writing one, and opening one on this or another device.

mod opening;
mod saving;

pub use self::{
    opening::{Opened, OpenedBackup},
    saving::BackupOutcome,
};
use super::{Desk, DeskError, note::describe};
use crate::{
    browser::{
        clock,
        files::{self, Saved},
    },
    storage::{AssessmentStore, LastBackup},
    workbench::{now, utc_offset},
};
use assay_assessment::{Record, Timestamp};

impl Desk {
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
        let name = file_name("as found", now(), "json");
        Ok(files::save(&name, "application/json", found.to_string().as_bytes()).await?)
    }

    /// Shows the last backup in the list, where nothing else has changed. What the list does not have is
    /// shown there as it is in the backup.
    async fn list_backup(
        &self,
        record: &Record,
        last: Option<LastBackup>,
    ) -> Result<(), DeskError> {
        let id = record.assessment().id().to_string();
        let standing = self.library()?.entry(&id).await?;
        let entry = standing.unwrap_or_else(|| describe(record));
        self.put_in_list(entry, last).await?;
        self.tell_other_windows();
        self.refresh().await
    }
}

/// Stored bytes for a JSON file: as text where they are text, otherwise as hexadecimal digits.
fn as_found(bytes: &[u8]) -> serde_json::Value {
    match str::from_utf8(bytes) {
        Ok(text) => text.into(),
        Err(_) => serde_json::json!({ "hex": base16ct::lower::encode_string(bytes) }),
    }
}

/// A file name that says what it holds and when it was written, and is new each time.
#[must_use]
pub fn file_name(title: &str, at: Timestamp, suffix: &str) -> String {
    assay_dossier::file_name(title, at, utc_offset(at), suffix)
}

/// How long ago a moment is, by the device's clock.
#[must_use]
pub fn since(at: Timestamp) -> std::time::Duration {
    Timestamp::from_milliseconds(clock::now()).since(at)
}
