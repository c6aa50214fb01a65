//! Evidence files on their way out of the device, into a backup or an evidence pack: a piece in memory at a time.

use assay_assessment::{Absence, Sha256Digest, backup::FileSums};

use super::{DeskError, backup_file::go_on, work::Steps};
use crate::{
    beside::Sums,
    browser::{Cancellation, files::Destination},
    storage::{EvidenceReader, ReadEvidenceError},
    workbench::Workbench,
};

/// The sums of an evidence file whose bytes have its digest; otherwise what is wrong with it, if the
/// store says. Tells the workbench what it found.
pub(super) async fn sums_of(
    reader: &mut EvidenceReader<'_>,
    digest: Sha256Digest,
    workbench: Workbench,
    cancellation: &Cancellation,
) -> Result<Result<FileSums, Option<Absence>>, DeskError> {
    let found = look(reader, digest, cancellation).await?;
    match &found {
        Ok(_) => workbench.note_evidence(digest, None),
        Err(Some(absence)) => workbench.note_evidence(digest, Some(*absence)),
        Err(None) => {}
    }
    Ok(found)
}

async fn look(
    reader: &mut EvidenceReader<'_>,
    digest: Sha256Digest,
    cancellation: &Cancellation,
) -> Result<Result<FileSums, Option<Absence>>, DeskError> {
    let mut sums = Sums::new();
    loop {
        go_on(cancellation)?;
        match reader.next().await {
            Ok(Some(piece)) => sums.add(&piece).await,
            Ok(None) => {
                let sums = sums.finish();
                return Ok(if sums.sha256 == digest {
                    Ok(sums)
                } else {
                    Err(Some(Absence::Changed))
                });
            }
            Err(ReadEvidenceError::Missing) => return Ok(Err(Some(Absence::Missing))),
            Err(ReadEvidenceError::Unreadable) => return Ok(Err(Some(Absence::Changed))),
            // What leaves the device is what helps when the disk fails, so it is written with what can be read.
            Err(ReadEvidenceError::Store(_)) => return Ok(Err(None)),
        }
    }
}

/// Writes an evidence file from its beginning.
pub(super) async fn copy(
    reader: &mut EvidenceReader<'_>,
    destination: &mut Destination,
    steps: &Steps,
    cancellation: &Cancellation,
) -> Result<(), DeskError> {
    reader.rewind();
    let mut done = 0;
    while let Some(piece) = reader.next().await? {
        go_on(cancellation)?;
        destination.write(&piece).await?;
        done += piece.len() as u64;
        steps.within(done);
    }
    Ok(())
}
