//! An evidence file on its way from the store.

use thiserror::Error;

use super::StorageError;
use super::assessment_store::AssessmentStore;
use super::evidence_records::{EVIDENCE, RECORD, record_key};
use crate::browser::indexed_db::IndexedDbError;
use crate::browser::{Buffer, timers};

/// How many bytes are given at a time.
const PIECE: u64 = 4 * 1024 * 1024;

/// Why an evidence file was not read to its end.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum ReadEvidenceError {
    /// There are no bytes under its digest.
    #[error("its bytes are not on this device")]
    Missing,
    /// A record that the browser cannot read, or that is no bytes.
    #[error("its bytes on this device cannot be read")]
    Unreadable,
    /// The store as a whole cannot be read.
    #[error(transparent)]
    Store(#[from] StorageError),
}

/// What is stored under an evidence file's digest, in order and in pieces. Whether the bytes have the
/// digest is for whoever reads them to see.
pub struct EvidenceReader<'a> {
    store: &'a AssessmentStore,
    sha256: String,
    record: Option<Record>,
}

/// The record that is being read.
struct Record {
    number: u32,
    bytes: Buffer,
    done: u64,
}

impl AssessmentStore {
    /// Reads what is stored under an evidence file's SHA-256 (64 lower-case hexadecimal digits).
    #[must_use]
    pub fn read_evidence(&self, sha256: &str) -> EvidenceReader<'_> {
        EvidenceReader {
            store: self,
            sha256: sha256.to_owned(),
            record: None,
        }
    }
}

impl EvidenceReader<'_> {
    /// The next bytes, four megabytes at most, or `None` at the end. The page gets a turn in between.
    ///
    /// # Errors
    /// [`ReadEvidenceError`].
    pub async fn next(&mut self) -> Result<Option<Vec<u8>>, ReadEvidenceError> {
        loop {
            let number = match &mut self.record {
                None => 0,
                Some(record) if record.done < record.bytes.len() => {
                    let piece = record.bytes.piece(record.done, PIECE);
                    record.done += piece.len() as u64;
                    timers::yield_to_page().await;
                    return Ok(Some(piece));
                }
                // Only a full record is followed by another one; what an earlier Assay kept is in one
                // record of any size.
                Some(record) if record.bytes.len() == RECORD as u64 => record.number + 1,
                Some(_) => return Ok(None),
            };
            match self.record(number).await? {
                Some(bytes) => {
                    self.record = Some(Record {
                        number,
                        bytes,
                        done: 0,
                    });
                }
                None if number == 0 => return Err(ReadEvidenceError::Missing),
                None => return Ok(None),
            }
        }
    }

    /// Begins again. What is in one record is not fetched again.
    pub fn rewind(&mut self) {
        match &mut self.record {
            Some(record) if record.number == 0 => record.done = 0,
            record => *record = None,
        }
    }

    async fn record(&self, number: u32) -> Result<Option<Buffer>, ReadEvidenceError> {
        let key = record_key(&self.sha256, number);
        match self.store.database.get_buffer(EVIDENCE, &key).await {
            // A backup holds the journal also when the browser has thrown everything away.
            Err(IndexedDbError::NoSuchDatabase) => Ok(None),
            Err(IndexedDbError::NotBytes { .. } | IndexedDbError::Other { .. }) => {
                Err(ReadEvidenceError::Unreadable)
            }
            outcome => outcome.map_err(|error| StorageError::from(error).into()),
        }
    }
}
