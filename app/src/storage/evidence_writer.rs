//! An evidence file on its way into the store.

use assay_assessment::backup::FileSums;

use super::StorageError;
use super::assessment_store::AssessmentStore;
use super::evidence_records::{EVIDENCE, RECORD, record_key};
use crate::beside::Sums;
use crate::browser::indexed_db::{IndexedDbError, Write};

/// An evidence file that is being kept under its SHA-256. It is there when [`finish`](Self::finish) says
/// so, and not before: its first record is written last.
pub struct EvidenceWriter<'a> {
    store: &'a AssessmentStore,
    sha256: String,
    sums: Sums,
    /// The first record, as soon as it is full.
    first: Option<Vec<u8>>,
    /// What the next record has so far.
    next: Vec<u8>,
    /// How many records after the first are written.
    written: u32,
}

impl AssessmentStore {
    /// Begins to keep an evidence file under its SHA-256 (64 lower-case hexadecimal digits), in the
    /// place of whatever is there.
    #[must_use]
    pub fn keep_evidence(&self, sha256: &str) -> EvidenceWriter<'_> {
        self.being_kept.begin(sha256);
        EvidenceWriter {
            store: self,
            sha256: sha256.to_owned(),
            sums: Sums::new(),
            first: None,
            next: Vec::new(),
            written: 0,
        }
    }
}

impl EvidenceWriter<'_> {
    /// Adds the file's next bytes.
    ///
    /// # Errors
    /// [`StorageError::Full`], [`StorageError::Gone`] when the database has disappeared, and whatever
    /// else the browser says; then [abandon](Self::abandon) it.
    pub async fn add(&mut self, mut bytes: &[u8]) -> Result<(), StorageError> {
        self.sums.add(bytes).await;
        while !bytes.is_empty() {
            let room = RECORD - self.next.len();
            let (now, later) = bytes.split_at(room.min(bytes.len()));
            self.next.extend_from_slice(now);
            bytes = later;
            if self.next.len() == RECORD {
                self.end_record().await?;
            }
        }
        Ok(())
    }

    /// The sums of what was added so far.
    #[must_use]
    pub fn sums(&self) -> FileSums {
        self.sums.clone().finish()
    }

    /// Keeps the file, if it is what its digest says; otherwise nothing of it.
    ///
    /// # Errors
    /// [`StorageError::HashMismatch`], and those of [`add`](Self::add).
    pub async fn finish(mut self) -> Result<(), StorageError> {
        if self.sums().sha256.to_string() != self.sha256 {
            self.abandon().await;
            return Err(StorageError::HashMismatch);
        }
        let outcome = self.write_last().await;
        if outcome.is_err() {
            self.abandon().await;
        }
        outcome
    }

    /// Takes away what was written of it, unless it is there: as a whole, or for another writer.
    pub async fn abandon(self) {
        let (store, sha256, written) = (self.store, self.sha256.clone(), self.written);
        drop(self);
        if written == 0
            || store.has_evidence(&sha256).await != Ok(false)
            || store.being_kept.holds(&sha256)
        {
            return;
        }
        let remove = |number| Write::Remove(EVIDENCE, record_key(&sha256, number));
        let operations: Vec<_> = (1..=written).map(remove).collect();
        // What cannot be taken away now is written over when the file is added again.
        let _only_room = store.database.write(&operations).await;
    }

    async fn write_last(&mut self) -> Result<(), StorageError> {
        if self.first.is_none() || !self.next.is_empty() {
            self.end_record().await?;
        }
        let first = self.first.take().unwrap_or_default();
        self.write(0, &first).await
    }

    async fn end_record(&mut self) -> Result<(), StorageError> {
        if self.first.is_none() {
            self.first = Some(std::mem::take(&mut self.next));
            return Ok(());
        }
        self.written += 1;
        self.write(self.written, &self.next).await?;
        self.next.clear();
        Ok(())
    }

    async fn write(&self, number: u32, bytes: &[u8]) -> Result<(), StorageError> {
        let operation = Write::Put(EVIDENCE, record_key(&self.sha256, number), bytes);
        let outcome = self.store.database.write(&[operation]).await;
        outcome.map_err(|error| match error {
            IndexedDbError::NoSuchDatabase => StorageError::Gone,
            error => error.into(),
        })
    }
}

impl Drop for EvidenceWriter<'_> {
    fn drop(&mut self) {
        self.store.being_kept.end(&self.sha256);
    }
}
