use assay_assessment::{
    LoadError,
    backup::{ReadBackupError, WriteBackupError},
};

use crate::{
    browser::{
        files::{ReadError, SaveError},
        random::RandomError,
    },
    storage::StorageError,
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
    /// The browser gives no random numbers.
    #[error(transparent)]
    Random(#[from] RandomError),
    /// The example cannot be made.
    #[error(transparent)]
    Example(#[from] assay_assessment::example::ExampleError),
    /// An edit does not fit.
    #[error(transparent)]
    Perform(#[from] PerformError),
    /// Another window writes the assessment.
    #[error("Another window has this assessment open for writing. Close it there first.")]
    OpenElsewhere,
    /// The journal on this device is damaged.
    #[error(
        "The journal of this assessment on this device is damaged ({0}). Open it to see and save what is there; a backup can be opened as a copy."
    )]
    DamagedJournal(String),
    /// The assessment is on this device already, and differs from the backup.
    #[error(
        "This device already has \"{title}\" with {ours} journal entries; the backup has {theirs}, and one does not continue the other. Open it as a copy to keep both."
    )]
    Diverged {
        /// The title here.
        title: String,
        /// The number of entries here.
        ours: u64,
        /// The number of entries in the backup.
        theirs: u64,
    },
    /// The backup holds less than what is on this device.
    #[error(
        "This device already has everything that is in this backup, and {0} later changes. Nothing was changed."
    )]
    NothingNew(u64),
    /// A backup cannot be written.
    #[error(transparent)]
    WriteBackup(#[from] WriteBackupError),
    /// A file is no sound backup.
    #[error(transparent)]
    ReadBackup(#[from] ReadBackupError),
    /// A backup that was just written does not read back as what went in.
    #[error(
        "The backup did not read back as it was written ({0}); it was not saved. Please report this."
    )]
    BackupDiffers(String),
    /// A file was not saved.
    #[error(transparent)]
    Save(#[from] SaveError),
    /// A file was not read.
    #[error(transparent)]
    Read(#[from] ReadError),
}
