//! A backup, looked at as a whole without being opened.

use std::ops::Range;

use assay_assessment::backup::{BackupReader, Contents, ReadBackupError, RunningSums};
use assay_catalog::Editions;

use crate::check::Standing;

/// The most bytes that are asked for at once.
const PIECE: u64 = 4 * 1024 * 1024;

/// Why a backup is not found to be whole.
#[derive(Debug, thiserror::Error)]
pub enum CheckBackupError<E> {
    /// Its bytes could not be read.
    #[error("{0}")]
    Unread(E),
    /// What was read is not as it was written, or cannot be understood here.
    #[error(transparent)]
    Backup(#[from] ReadBackupError),
}

impl<E> CheckBackupError<E> {
    /// Whether it speaks against the file, or only says that nothing can be said of it.
    #[must_use]
    pub const fn standing(&self) -> Standing {
        match self {
            Self::Backup(ReadBackupError::Damaged { .. } | ReadBackupError::TooLarge { .. }) => {
                Standing::Fails
            }
            Self::Unread(_)
            | Self::Backup(
                ReadBackupError::NotABackup
                | ReadBackupError::NewerVersion { .. }
                | ReadBackupError::EditionNotHere { .. },
            ) => Standing::NotChecked,
        }
    }
}

/// Verifies all of a backup of `length` bytes: its journal, all that follows from that, and the bytes of its evidence
/// files. `read` gives the bytes at a place, a few megabytes at most.
///
/// # Errors
/// [`CheckBackupError`]
pub fn check_backup<E>(
    length: u64,
    editions: &Editions,
    read: &mut dyn FnMut(Range<u64>) -> Result<Vec<u8>, E>,
) -> Result<Contents, CheckBackupError<E>> {
    let mut reader = BackupReader::new(length, editions)?;
    while let Some(wanted) = reader.wanted() {
        reader.give(&read(wanted).map_err(CheckBackupError::Unread)?)?;
    }
    let contents = reader.finish()?;
    for file in &contents.files {
        let header = read(file.header()).map_err(CheckBackupError::Unread)?;
        let bytes = file.bytes(&header)?;
        let mut sums = RunningSums::new();
        let mut from = bytes.start;
        while from < bytes.end {
            let to = bytes.end.min(from + PIECE);
            sums.update(&read(from..to).map_err(CheckBackupError::Unread)?);
            from = to;
        }
        file.check(&sums.finish())?;
    }
    Ok(contents)
}
