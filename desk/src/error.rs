//! What the disk can refuse, in words for the user.

use thiserror::Error;

/// Why something was not stored or read. Nothing is ever deleted because of an error, and nothing
/// of a failed write is on disk. The texts hold for whatever was tried; [`StorageError::while_saving`]
/// says what it means for the changes of an open assessment.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum StorageError {
    /// The browser has no IndexedDB for this page.
    #[error(
        "This browser keeps nothing for this page: storage is switched off, or this is a private \
         window that forbids it. Open Assay in an ordinary window with storage allowed."
    )]
    Missing,
    /// The disk, or the browser's share of it, is full.
    #[error("The disk, or this browser's share of it, is full. Free some space, then try again.")]
    Full,
    /// Another tab keeps the database open and does not make way.
    #[error(
        "Another tab or window of Assay is in the way. Close all others (save a backup there \
         first if they show unsaved changes), then try again here."
    )]
    BlockedByOtherTab,
    /// The stored data was written by a newer Assay.
    #[error(
        "This assessment was last opened with a newer version of Assay. Open it with that version, \
         or save a backup there and open it here. Nothing was changed."
    )]
    NewerVersion,
    /// There is no such assessment on this device.
    #[error(
        "This assessment is not on this device. It may have been deleted, or the browser cleared \
         the page's data. Open a backup of it instead."
    )]
    NotFound,
    /// What the browser kept of an open assessment is gone; the page still has it in memory.
    #[error(
        "The browser has thrown away what it kept of this assessment, as it does when the disk is \
         full. Free some space, then try again."
    )]
    Gone,
    /// The browser closed the connection, and opening it again did not help.
    #[error("The connection to the browser's storage was lost. Try again.")]
    ConnectionLost,
    /// The journal on disk already has another entry of this number: another tab wrote it.
    #[error("Another tab or window has changed this assessment (entry {seq}).")]
    WrittenByOther {
        /// The sequence number that is taken.
        seq: u64,
    },
    /// The journal on disk has an entry of a number that was to be added. The desk reads back what it
    /// is, and decides.
    #[error("An entry of this number is stored already. Try again.")]
    AlreadyThere,
    /// What is on disk cannot be read or is not what was written.
    #[error(
        "{what} is damaged on this device. The rest is kept as it is: save a backup of what can be \
         read, and restore the damaged part from an earlier backup."
    )]
    Damaged {
        /// What is damaged, as the beginning of a sentence.
        what: String,
    },
    /// What was to be stored does not have the SHA-256 under which it was to be stored.
    #[error(
        "The file changed while it was being added: its contents no longer have the expected \
         SHA-256. Nothing was stored; add the file again."
    )]
    HashMismatch,
    /// The browser refused for a reason of its own.
    #[error("The browser's storage failed ({name}: {message}). Try again.")]
    Other {
        /// The exception's name, such as `UnknownError`.
        name: String,
        /// The exception's message.
        message: String,
    },
}

impl StorageError {
    /// Whether trying again later may succeed without the user doing anything in Assay.
    #[must_use]
    pub fn may_pass(&self) -> bool {
        match self {
            Self::Missing
            | Self::Full
            | Self::BlockedByOtherTab
            | Self::Gone
            | Self::ConnectionLost
            | Self::AlreadyThere
            | Self::Other { .. } => true,
            Self::NewerVersion
            | Self::NotFound
            | Self::WrittenByOther { .. }
            | Self::Damaged { .. }
            | Self::HashMismatch => false,
        }
    }
}
