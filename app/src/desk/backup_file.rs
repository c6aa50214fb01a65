//! A backup file that is read in pieces: everything but its evidence files at once, and those one
//! by one.

use assay_assessment::backup::{BackupReader, Contents, FileInBackup, Verified};
use assay_catalog::Editions;

use super::{
    DeskError,
    work::{Stage, Steps, Work},
};
use crate::{
    beside::Sums,
    browser::{Cancellation, files::Source, timers},
    storage::{AssessmentStore, EvidenceWriter},
};

/// A backup whose contents are verified but for the bytes of its evidence files.
pub(super) struct BackupFile {
    source: Source,
    pub(super) contents: Contents,
}

impl BackupFile {
    pub(super) async fn open(
        source: Source,
        editions: &Editions,
        cancellation: &Cancellation,
    ) -> Result<Self, DeskError> {
        let mut reader = BackupReader::new(source.size(), editions)?;
        while let Some(range) = reader.wanted() {
            go_on(cancellation)?;
            reader.give(&source.bytes(range).await?)?;
        }
        timers::yield_to_page().await;
        let mut verification = reader.verify()?;
        loop {
            timers::yield_to_page().await;
            go_on(cancellation)?;
            match verification.go_on()? {
                Verified::InPart(rest) => verification = *rest,
                Verified::Wholly(contents) => {
                    timers::yield_to_page().await;
                    let contents = *contents;
                    return Ok(Self { source, contents });
                }
            }
        }
    }

    /// Begins a stage over all its evidence files.
    pub(super) fn begin(&self, work: &Work, stage: Stage) -> Steps {
        let files = &self.contents.files;
        let bytes = files.iter().map(FileInBackup::size).sum();
        work.begin(stage, files.len(), bytes)
    }

    /// Reads an evidence file and compares it with its digest, a piece at a time.
    pub(super) async fn check(
        &self,
        file: &FileInBackup,
        steps: &Steps,
        cancellation: &Cancellation,
    ) -> Result<(), DeskError> {
        let range = file.bytes(&self.source.bytes(file.header()).await?)?;
        let mut sums = Sums::new();
        let mut pieces = self.source.pieces(range)?;
        let mut done = 0;
        while let Some(piece) = pieces.next().await? {
            go_on(cancellation)?;
            sums.add(&piece).await;
            done += piece.len() as u64;
            steps.within(done);
        }
        Ok(file.check(&sums.finish())?)
    }

    /// Reads an evidence file, compares it with its digest, and keeps it in the store.
    pub(super) async fn keep(
        &self,
        file: &FileInBackup,
        store: &AssessmentStore,
        steps: &Steps,
        cancellation: &Cancellation,
    ) -> Result<(), DeskError> {
        let mut writer = store.keep_evidence(&file.digest().to_string());
        match self.move_to(file, &mut writer, steps, cancellation).await {
            Ok(()) => Ok(writer.finish().await?),
            Err(error) => {
                writer.abandon().await;
                Err(error)
            }
        }
    }

    async fn move_to(
        &self,
        file: &FileInBackup,
        writer: &mut EvidenceWriter<'_>,
        steps: &Steps,
        cancellation: &Cancellation,
    ) -> Result<(), DeskError> {
        go_on(cancellation)?;
        let range = file.bytes(&self.source.bytes(file.header()).await?)?;
        let mut pieces = self.source.pieces(range)?;
        let mut done = 0;
        while let Some(piece) = pieces.next().await? {
            go_on(cancellation)?;
            writer.add(&piece).await?;
            done += piece.len() as u64;
            steps.within(done);
        }
        Ok(file.check(&writer.sums())?)
    }
}

/// Stops at the user's word.
pub(super) fn go_on(cancellation: &Cancellation) -> Result<(), DeskError> {
    if cancellation.is_cancelled() {
        Err(DeskError::Stopped)
    } else {
        Ok(())
    }
}
