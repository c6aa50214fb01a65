//! The evidence files of an assessment on disk.

use super::assessment_store::{EVIDENCE, text_key};
use super::{AssessmentStore, ReadEvidenceError, StorageError};
use crate::beside::Sums;
use crate::browser::Cancellation;
use crate::browser::indexed_db::{Key, KeysFrom};

/// How many bytes of an evidence file one record holds: the browser copies a record whole.
pub(super) const RECORD: usize = 8 * 1024 * 1024;

/// What stands between the digest and the number in the key of a record that is not the first.
const CONTINUED: char = '+';

/// The key of one of the records of an evidence file. Whether the file is there is told by the first.
pub(super) fn record_key(sha256: &str, number: u32) -> Key {
    if number == 0 {
        text_key(sha256)
    } else {
        Key::Text(format!("{sha256}{CONTINUED}{number}"))
    }
}

/// What an evidence file is on disk.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EvidenceState {
    /// Its bytes have its digest.
    Whole,
    /// There are no bytes under its digest.
    Missing,
    /// There are others, or such as cannot be read.
    Changed,
    /// The user stopped before it was read.
    NotRead,
}

impl AssessmentStore {
    /// Keeps an evidence file that is in memory under its SHA-256 (64 lower-case hexadecimal digits),
    /// if that is the bytes' own.
    ///
    /// # Errors
    /// [`StorageError::HashMismatch`], [`StorageError::Full`], [`StorageError::Gone`] when the database
    /// has disappeared, and whatever else the browser says.
    pub async fn put_evidence(&self, sha256: &str, bytes: &[u8]) -> Result<(), StorageError> {
        let mut writer = self.keep_evidence(sha256);
        if let Err(error) = writer.add(bytes).await {
            writer.abandon().await;
            return Err(error);
        }
        writer.finish().await
    }

    /// Reads an evidence file and compares it with its digest. `on_progress` gets the number of bytes
    /// that were compared.
    ///
    /// # Errors
    /// [`StorageError`] when the store as a whole cannot be read.
    pub async fn check_evidence(
        &self,
        sha256: &str,
        mut on_progress: impl FnMut(u64),
        cancellation: &Cancellation,
    ) -> Result<EvidenceState, StorageError> {
        let mut reader = self.read_evidence(sha256);
        let (mut sums, mut done) = (Sums::new(), 0);
        loop {
            if cancellation.is_cancelled() {
                return Ok(EvidenceState::NotRead);
            }
            match reader.next().await {
                Ok(Some(piece)) => {
                    sums.add(&piece).await;
                    done += piece.len() as u64;
                    on_progress(done);
                }
                Ok(None) if sums.finish().sha256.to_string() == sha256 => {
                    return Ok(EvidenceState::Whole);
                }
                Ok(None) | Err(ReadEvidenceError::Unreadable) => return Ok(EvidenceState::Changed),
                Err(ReadEvidenceError::Missing) => return Ok(EvidenceState::Missing),
                Err(ReadEvidenceError::Store(error)) => return Err(error),
            }
        }
    }

    /// Whether an evidence file's bytes are on this device.
    ///
    /// # Errors
    /// [`StorageError`] when the store cannot be read.
    pub async fn has_evidence(&self, sha256: &str) -> Result<bool, StorageError> {
        Ok(self.database.has(EVIDENCE, &text_key(sha256)).await?)
    }

    /// The SHA-256 of every evidence file on this device, in order.
    ///
    /// # Errors
    /// [`StorageError`] when the store cannot be read.
    pub async fn evidence_hashes(&self) -> Result<Vec<String>, StorageError> {
        let keys = self.database.keys(EVIDENCE, KeysFrom::First).await?;
        Ok(keys
            .into_iter()
            .filter_map(|key| match key {
                Key::Text(text) if !text.contains(CONTINUED) => Some(text),
                Key::Text(_) | Key::Number(_) => None,
            })
            .collect())
    }
}
