//! The evidence files of an assessment on disk.

use super::evidence_records::{EVIDENCE, file_of_first, record_key};
use super::{AssessmentStore, ReadEvidenceError, StorageError};
use crate::beside::Sums;
use crate::browser::Cancellation;
use crate::browser::indexed_db::KeysFrom;

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
        Ok(self.database.has(EVIDENCE, &record_key(sha256, 0)).await?)
    }

    /// The SHA-256 of every evidence file on this device, in order.
    ///
    /// # Errors
    /// [`StorageError`] when the store cannot be read.
    pub async fn evidence_hashes(&self) -> Result<Vec<String>, StorageError> {
        let keys = self.database.keys(EVIDENCE, KeysFrom::First).await?;
        Ok(keys.into_iter().filter_map(file_of_first).collect())
    }
}
