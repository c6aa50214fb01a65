//! Editions of standards that were imported on this device, and where each came from.

use serde::{Deserialize, Serialize};

use super::StorageError;
use super::database::Database;
use super::library::{json, text_of};
use crate::browser::indexed_db::{Key, KeysFrom, Layout, Write};
use crate::browser::locks::{self, HeldLock};

const FILES: &str = "files";
const SOURCES: &str = "sources";
const LOCK: &str = "assay-editions";

/// A database of its own: the library of an earlier page would refuse a layout with a store more.
fn layout() -> Layout {
    Layout {
        name: "assay-editions".to_owned(),
        version: 1,
        stores: &[FILES, SOURCES],
    }
}

/// Where an imported edition came from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EditionSource {
    /// What the edition is called: name, version and date.
    pub title: String,
    /// The file's name; of an edition that came within a backup, the backup's.
    pub file: String,
    /// How many bytes the file had.
    pub bytes: u64,
    /// SHA-256 of the file as it was, in 64 lower-case hexadecimal digits.
    pub sha256: String,
    /// When it was kept here, in milliseconds since 1970-01-01T00:00:00Z.
    pub kept: u64,
}

/// Held while an assessment is put onto the disk, so that nobody removes its edition meanwhile. Nothing
/// in a browser without Web Locks.
pub async fn hold_editions() -> Option<HeldLock> {
    locks::share(LOCK).await
}

/// Waits until nobody puts an assessment onto the disk; while this is held, nobody does.
pub async fn claim_editions() -> Option<HeldLock> {
    locks::lock(LOCK).await
}

/// The imported editions of this device.
pub struct EditionStore {
    database: Database,
}

impl EditionStore {
    /// Opens the store, making it at the first import.
    ///
    /// # Errors
    /// As for the library.
    pub async fn open() -> Result<Self, StorageError> {
        let database = Database::open_for_good(layout()).await?;
        Ok(Self { database })
    }

    /// Whether an edition is kept here.
    ///
    /// # Errors
    /// [`StorageError`] when that cannot be read.
    pub async fn holds(&self, sha256: &str) -> Result<bool, StorageError> {
        let key = Key::Text(sha256.to_owned());
        Ok(self.database.has(FILES, &key).await?)
    }

    /// Keeps an edition file under its edition's SHA-256, with where it came from, in one
    /// transaction. One that is here already keeps its first source.
    ///
    /// # Errors
    /// [`StorageError`]; then nothing is kept.
    pub async fn keep(
        &self,
        sha256: &str,
        file: &str,
        source: &EditionSource,
    ) -> Result<(), StorageError> {
        let key = Key::Text(sha256.to_owned());
        if self.database.has(FILES, &key).await? {
            return Ok(());
        }
        let source = json(source)?;
        self.database
            .write(&[
                Write::Put(FILES, key.clone(), file.as_bytes()),
                Write::Put(SOURCES, key, &source),
            ])
            .await?;
        Ok(())
    }

    /// Removes an edition, for good.
    ///
    /// # Errors
    /// [`StorageError`]; then it is still here.
    pub async fn remove(&self, sha256: &str) -> Result<(), StorageError> {
        let key = Key::Text(sha256.to_owned());
        self.database
            .write(&[
                Write::Remove(FILES, key.clone()),
                Write::Remove(SOURCES, key),
            ])
            .await?;
        Ok(())
    }

    /// The edition files by their editions' SHA-256, without those that are known. What is no text is
    /// left out.
    ///
    /// # Errors
    /// [`StorageError`] when they cannot be read.
    pub async fn files(
        &self,
        is_known: impl Fn(&str) -> bool,
    ) -> Result<Vec<(String, String)>, StorageError> {
        let mut files = Vec::new();
        for key in self.database.keys(FILES, KeysFrom::First).await? {
            let Some(sha256) = text_of(key.clone()).filter(|sha256| !is_known(sha256)) else {
                continue;
            };
            let bytes = self.database.get(FILES, &key).await?.unwrap_or_default();
            files.extend(String::from_utf8(bytes).ok().map(|text| (sha256, text)));
        }
        Ok(files)
    }

    /// Where the editions came from, by their SHA-256.
    ///
    /// # Errors
    /// [`StorageError`] when it cannot be read.
    pub async fn sources(&self) -> Result<Vec<(String, EditionSource)>, StorageError> {
        let records = self.database.records(SOURCES, KeysFrom::First).await?;
        let source = |(key, bytes): (Key, Vec<u8>)| {
            Some((text_of(key)?, serde_json::from_slice(&bytes).ok()?))
        };
        Ok(records.into_iter().filter_map(source).collect())
    }
}
