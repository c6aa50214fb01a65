//! Files of the user's own that go into reports: fonts, and the logo.

use serde::{Deserialize, Serialize};

use super::StorageError;
use super::database::Database;
use super::library::{json, text_of};
use crate::browser::indexed_db::{Key, KeysFrom, Layout, Write};

const FILES: &str = "files";
const ABOUT: &str = "about";

/// A database of its own: a font may have forty megabytes, and the library is small enough to be held in memory.
fn layout() -> Layout {
    Layout {
        name: "assay-report-files".to_owned(),
        version: 1,
        stores: &[FILES, ABOUT],
    }
}

/// What a file is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ReportFileUse {
    /// A font for characters that the report's own fonts lack.
    Font,
    /// The logo on the cover.
    Logo,
}

/// What is known of a file that is kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReportFile {
    /// SHA-256 of its bytes, in 64 lower-case hexadecimal digits.
    pub sha256: String,
    /// What it is for.
    pub used_as: ReportFileUse,
    /// What it was called.
    pub name: String,
    /// How many bytes it has.
    pub bytes: u64,
    /// When it was kept here, in milliseconds since 1970-01-01T00:00:00Z.
    pub kept: u64,
}

/// The files for reports on this device.
pub struct ReportFileStore {
    database: Database,
}

impl ReportFileStore {
    /// Opens the store, making it at the first look.
    ///
    /// # Errors
    /// As for the library.
    pub async fn open() -> Result<Self, StorageError> {
        let database = Database::open_for_good(layout()).await?;
        Ok(Self { database })
    }

    /// What is kept, the first that was kept first. What cannot be understood is left out.
    ///
    /// # Errors
    /// [`StorageError`] when that cannot be read.
    pub async fn list(&self) -> Result<Vec<ReportFile>, StorageError> {
        let records = self.database.records(ABOUT, KeysFrom::First).await?;
        let about = |(key, bytes): (Key, Vec<u8>)| {
            let about: ReportFile = serde_json::from_slice(&bytes).ok()?;
            (text_of(key)? == about.sha256).then_some(about)
        };
        let mut files: Vec<ReportFile> = records.into_iter().filter_map(about).collect();
        files.sort_by(|one, other| (one.kept, &one.sha256).cmp(&(other.kept, &other.sha256)));
        Ok(files)
    }

    /// The bytes of a file; `None` where it is not kept.
    ///
    /// # Errors
    /// [`StorageError`] when they cannot be read.
    pub async fn bytes(&self, sha256: &str) -> Result<Option<Vec<u8>>, StorageError> {
        let key = Key::Text(sha256.to_owned());
        Ok(self.database.get(FILES, &key).await?)
    }

    /// Keeps a file with what is known of it, in one transaction.
    ///
    /// # Errors
    /// [`StorageError`]; then it is not kept.
    pub async fn keep(&self, about: &ReportFile, bytes: &[u8]) -> Result<(), StorageError> {
        let key = Key::Text(about.sha256.clone());
        let about = json(about)?;
        self.database
            .write(&[
                Write::Put(FILES, key.clone(), bytes),
                Write::Put(ABOUT, key, &about),
            ])
            .await?;
        Ok(())
    }

    /// Removes a file.
    ///
    /// # Errors
    /// [`StorageError`]; then it is still here.
    pub async fn remove(&self, sha256: &str) -> Result<(), StorageError> {
        let key = Key::Text(sha256.to_owned());
        self.database
            .write(&[Write::Remove(FILES, key.clone()), Write::Remove(ABOUT, key)])
            .await?;
        Ok(())
    }
}
