use assay_assessment::{
    EditionReference, LoadError,
    backup::{ReadBackupError, WriteBackupError},
};

use assay_dossier::ReadPackError;

use crate::{
    beside::BesideError,
    browser::{
        files::{ReadError, SaveError},
        random::RandomError,
    },
    storage::{ReadEvidenceError, StorageError},
    words::count,
    workbench::PerformError,
};

/// Why something at the desk was not done. Nothing has changed then.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum DeskError {
    /// The library is not open (yet).
    #[error("The list of assessments on this device is not open; try again in a moment.")]
    NoLibrary,
    /// Nothing lies open.
    #[error("No assessment is open; open one first.")]
    NothingOpen,
    /// The store failed.
    #[error(transparent)]
    Storage(#[from] StorageError),
    /// A journal gives no assessment at all.
    #[error(
        "This assessment cannot be read: {0}. Everything that is stored of it is still there; save it as it was found, and open a backup."
    )]
    Unreadable(LoadError),
    /// The edition that an assessment was made against is not on this device.
    #[error(
        "This assessment was made against an edition that is not here: {} (SHA-256 {}). Everything that is stored of it is still there; save it as it was found, and open it with the Assay that made it.",
        .0.title(), .0.sha256
    )]
    EditionNotHere(Box<EditionReference>),
    /// An edition cannot be removed while an assessment needs it.
    #[error(
        "This edition is needed by the assessment \u{201c}{title}\u{201d} on this device, so it stays. Delete that assessment for good first."
    )]
    EditionInUse {
        /// The assessment's title.
        title: String,
    },
    /// There is a place for the assessment on this device, and nothing in it.
    #[error(
        "Nothing of this assessment is stored on this device: keeping it here was interrupted, or the browser lost it. Open a backup of it; it takes the empty place."
    )]
    NothingStored,
    /// The browser gives no random numbers.
    #[error(transparent)]
    Random(#[from] RandomError),
    /// The example cannot be made.
    #[error(transparent)]
    Example(#[from] assay_assessment::example::ExampleError),
    /// An edit does not fit.
    #[error(transparent)]
    Perform(#[from] PerformError),
    /// Another window has the assessment open.
    #[error("This assessment is open in another window. Close that window first, then try again.")]
    OpenElsewhere,
    /// This window holds changes of the assessment that are not on disk.
    #[error(
        "This window holds changes of this assessment that are not saved yet. Go back to it and wait until it says \u{201c}Saved\u{201d}. If it does not, save a backup of it there, and close this window."
    )]
    UnsavedHere,
    /// The journal on this device is damaged.
    #[error(
        "The journal of this assessment on this device is damaged ({0}). Open it to see and save what is there; a backup can be opened as a copy."
    )]
    DamagedJournal(String),
    /// The assessment is on this device already, and differs from the backup.
    #[error(
        "This device already has \"{title}\" with {}; the backup has {theirs}, and one does not continue the other. Open it as a copy to keep both.",
        count(*.ours, "journal entry", "journal entries")
    )]
    Diverged {
        /// The title here.
        title: String,
        /// The number of entries here.
        ours: u64,
        /// The number of entries in the backup.
        theirs: u64,
    },
    /// The user stopped it.
    #[error("It was cancelled. Nothing was changed on this device.")]
    Stopped,
    /// A backup cannot be written.
    #[error(transparent)]
    WriteBackup(#[from] WriteBackupError),
    /// A file is no sound backup.
    #[error(transparent)]
    ReadBackup(#[from] ReadBackupError),
    /// An evidence file that was whole a moment before.
    #[error(
        "It was not finished: an evidence file could be read once and not again ({0}). Save it again; what is missing then is named in it."
    )]
    EvidenceLost(#[from] ReadEvidenceError),
    /// An evidence pack was not made.
    #[error("The evidence pack was not made. {0}")]
    PackNotMade(String),
    /// A file is no sound evidence pack.
    #[error(transparent)]
    ReadPack(#[from] ReadPackError),
    /// What is done beside the page failed or was stopped.
    #[error("{0}.")]
    Beside(String),
    /// A file was not saved.
    #[error(transparent)]
    Save(#[from] SaveError),
    /// A file was not read.
    #[error(transparent)]
    Read(#[from] ReadError),
}

impl From<BesideError> for DeskError {
    fn from(error: BesideError) -> Self {
        match error {
            BesideError::Stopped => Self::Stopped,
            BesideError::Failed(words) => Self::Beside(words),
        }
    }
}
