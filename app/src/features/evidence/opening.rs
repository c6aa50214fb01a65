//! Getting a file out of the store again.

use assay_assessment::{Absence, Evidence, EvidenceId, EvidenceKind, Sha256Digest, legible};

use crate::{
    beside::Sums,
    browser::{
        Cancellation,
        files::{self, Destination, ReadError, SaveError, Saved},
    },
    shell::Notices,
    storage::{AssessmentStore, EvidenceState, ReadEvidenceError, StorageError},
    words,
    workbench::Workbench,
};

/// Hands a copy of an item's file to the user, and tells how it went. The page opens nothing by
/// itself: what a file does is up to the program that the user opens it with.
pub async fn save_copy(workbench: Workbench, notices: Notices, id: EvidenceId) {
    let item: Option<Evidence> =
        workbench.with_untracked(|assessment| assessment.evidence().get(&id).cloned());
    let Some(Evidence {
        kind:
            EvidenceKind::File {
                name,
                media_type,
                sha256,
                ..
            },
        ..
    }) = item
    else {
        return;
    };
    let media_type = if media_type.is_empty() {
        "application/octet-stream"
    } else {
        &media_type
    };
    match copy_out(&workbench.store(), &legible(&name), media_type, sha256).await {
        Ok(saved) => {
            workbench.note_evidence(sha256, None);
            match saved {
                Saved::ReadBack { name } => {
                    notices.done(words::files::saved(&name));
                }
                Saved::HandedToBrowser { name } => {
                    notices.say(words::files::handed_to_browser(&name));
                }
            }
        }
        Err(CopyOutError::Save(SaveError::Cancelled)) => {}
        Err(error) => {
            if let CopyOutError::Absent(absence) = &error {
                workbench.note_evidence(sha256, Some(*absence));
            }
            notices.warn(match &error {
                CopyOutError::Absent(_) => {
                    format!("\u{201c}{}\u{201d}: {error}", words::name(&name))
                }
                _ => error.to_string(),
            });
        }
    }
}

/// Why a copy of an item's file was not handed out.
#[derive(Debug, thiserror::Error)]
enum CopyOutError {
    /// There is nothing to hand out, or it is something else.
    #[error("{}", match .0 {
        Absence::Missing => "the bytes are not on this device. Open a backup that holds them, or add the file again.",
        Absence::Changed => "the bytes on this device are not those that were added. Nothing was saved; open a backup that holds them, or add the file again.",
    })]
    Absent(Absence),
    /// The store cannot be read.
    #[error(transparent)]
    Store(StorageError),
    /// The copy was not written.
    #[error(transparent)]
    Save(#[from] SaveError),
    /// The copy was not read back.
    #[error(transparent)]
    Read(#[from] ReadError),
}

impl From<ReadEvidenceError> for CopyOutError {
    fn from(error: ReadEvidenceError) -> Self {
        match error {
            ReadEvidenceError::Missing => Self::Absent(Absence::Missing),
            ReadEvidenceError::Unreadable => Self::Absent(Absence::Changed),
            ReadEvidenceError::Store(error) => Self::Store(error),
        }
    }
}

/// The bytes of a file, all of them in memory: for files whose size was looked at before.
///
/// # Errors
/// What keeps them from being read, in words.
pub async fn whole(store: &AssessmentStore, sha256: Sha256Digest) -> Result<Vec<u8>, String> {
    let mut reader = store.read_evidence(&sha256.to_string());
    let mut bytes = Vec::new();
    loop {
        match reader.next().await {
            Ok(Some(piece)) => bytes.extend_from_slice(&piece),
            Ok(None) => return Ok(bytes),
            Err(error) => return Err(CopyOutError::from(error).to_string()),
        }
    }
}

/// Writes the bytes where the user chooses, reads them back, and compares.
async fn copy_out(
    store: &AssessmentStore,
    name: &str,
    media_type: &str,
    sha256: Sha256Digest,
) -> Result<Saved, CopyOutError> {
    // What is not whole is said before a place is chosen: the dialog may empty the file that is there.
    // After a large file the browser may show no dialog any more, and the copy becomes a download.
    let key = sha256.to_string();
    // Nobody holds this cancellation, so it is never set.
    let never = Cancellation::new();
    let state = store.check_evidence(&key, |_| {}, &never).await;
    match state.map_err(CopyOutError::Store)? {
        EvidenceState::Whole => {}
        EvidenceState::Missing => return Err(CopyOutError::Absent(Absence::Missing)),
        EvidenceState::Changed | EvidenceState::NotRead => {
            return Err(CopyOutError::Absent(Absence::Changed));
        }
    }
    let mut destination = files::choose(name, media_type).await?;
    let written = match write_to(&mut destination, store, &key).await {
        Ok(()) => destination.finish().await?,
        Err(error) => {
            destination.abandon().await;
            return Err(error);
        }
    };
    let source = written.source();
    let mut pieces = source.pieces(0..source.size())?;
    let mut sums = Sums::new();
    while let Some(piece) = pieces.next().await? {
        sums.add(&piece).await;
    }
    if sums.finish().sha256 == sha256 {
        Ok(written.hand_over()?)
    } else {
        Err(written.different().into())
    }
}

async fn write_to(
    destination: &mut Destination,
    store: &AssessmentStore,
    sha256: &str,
) -> Result<(), CopyOutError> {
    let mut reader = store.read_evidence(sha256);
    while let Some(piece) = reader.next().await? {
        destination.write(&piece).await?;
    }
    Ok(())
}
