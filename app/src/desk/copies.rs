//! Copies: of an assessment here, of one in a backup, and the example.

use assay_assessment::{AssessmentId, Record, Sha256Digest, example};
use assay_catalog::Catalog;

use super::{Desk, DeskError, backup::read_file, library::file_digests, loading};
use crate::{
    browser::{files::PickedFile, random},
    storage::AssessmentStore,
    workbench::{PerformError, now},
};

impl Desk {
    /// Keeps the example assessment on this device, and returns its UUID. An example that is here
    /// already is returned instead of a second one.
    ///
    /// # Errors
    /// [`DeskError`]; then nothing is kept.
    pub async fn begin_example(&self) -> Result<String, DeskError> {
        if let Some(entry) = self
            .library()?
            .list()
            .await?
            .into_iter()
            .find(|entry| entry.example)
        {
            return Ok(entry.id);
        }
        let id = AssessmentId::from_random(random::bytes()?);
        let example = example::open(id, now(), Catalog::bundled())?;
        let files = example
            .files
            .into_iter()
            .map(|file| (file.sha256, file.bytes.to_vec()))
            .collect();
        self.keep(&example.record, files).await
    }

    /// Makes a copy of an assessment under a new identifier, with its evidence, and returns the
    /// copy's UUID. The copy's journal begins anew.
    ///
    /// # Errors
    /// [`DeskError`]; then no copy is kept.
    pub async fn duplicate(&self, id: &str) -> Result<String, DeskError> {
        let (store, stored) = AssessmentStore::open(id).await?;
        let loaded = loading::load(stored, Catalog::bundled())?;
        let mut files = Vec::new();
        for digest in file_digests(&loaded.record) {
            // A file that is missing or damaged here is missing in the copy too; the evidence
            // room says so of both.
            if let Ok(Some(bytes)) = store.evidence(&digest.to_string()).await {
                files.push((digest, bytes));
            }
        }
        self.keep_copy(&loaded.record, files).await
    }

    /// Keeps a record under a new identifier.
    pub(super) async fn keep_copy(
        &self,
        record: &Record,
        files: Vec<(Sha256Digest, Vec<u8>)>,
    ) -> Result<String, DeskError> {
        let id = AssessmentId::from_random(random::bytes()?);
        let by = record
            .assessment()
            .details()
            .assessors
            .first()
            .map(|one| one.name.clone())
            .unwrap_or_default();
        let copy = record
            .duplicate(id, now(), &by, Catalog::bundled())
            .map_err(PerformError::from)?;
        self.keep(&copy, files).await
    }

    /// Opens a backup file as a copy, beside whatever is on this device. Returns its UUID.
    ///
    /// # Errors
    /// [`DeskError`]; then no copy is kept.
    pub async fn open_backup_as_copy(&self, file: &PickedFile) -> Result<String, DeskError> {
        let backup = read_file(file).await?;
        self.keep_copy(&backup.record, backup.evidence).await
    }
}
