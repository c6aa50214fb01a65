//! What can go wrong with storage, in words for the user.

use thiserror::Error;

use crate::browser::indexed_db::IndexedDbError;

/// Why something was not stored or read. Nothing is ever deleted because of an error, and nothing
/// of a failed write is on disk.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum StorageError {
    /// The browser has no IndexedDB for this page.
    #[error(
        "This browser keeps nothing for this page: storage is switched off, or this is a private \
         window that forbids it. You can work, but save a backup before you close the page; or \
         open Assay in an ordinary window with storage allowed."
    )]
    Missing,
    /// The disk, or the browser's share of it, is full.
    #[error(
        "The disk is full: the latest changes are not saved. Save a backup to another disk now, \
         then free some space and try again."
    )]
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
    /// The browser closed the connection, and opening it again did not help.
    #[error(
        "The connection to the browser's storage was lost: the latest changes are not saved. Save \
         a backup now, then reload the page."
    )]
    ConnectionLost,
    /// The journal on disk already has another entry of this number: another tab wrote it.
    #[error(
        "Another tab or window has changed this assessment (entry {seq}). What you see here is not \
         saved: save a backup of it, then reload the page to see the other's changes."
    )]
    WrittenByOther {
        /// The sequence number that is taken.
        seq: u64,
    },
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
    #[error(
        "The browser could not store the latest changes ({name}: {message}). Save a backup now, \
         then reload the page."
    )]
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
            Self::Full | Self::BlockedByOtherTab | Self::ConnectionLost | Self::Other { .. } => {
                true
            }
            Self::Missing
            | Self::NewerVersion
            | Self::NotFound
            | Self::WrittenByOther { .. }
            | Self::Damaged { .. }
            | Self::HashMismatch => false,
        }
    }
}

impl From<IndexedDbError> for StorageError {
    fn from(error: IndexedDbError) -> Self {
        match error {
            IndexedDbError::Missing => Self::Missing,
            IndexedDbError::QuotaExceeded => Self::Full,
            IndexedDbError::Blocked => Self::BlockedByOtherTab,
            IndexedDbError::NewerVersion => Self::NewerVersion,
            IndexedDbError::NoSuchDatabase => Self::NotFound,
            IndexedDbError::Closed | IndexedDbError::Aborted => Self::ConnectionLost,
            IndexedDbError::NotBytes { store } => Self::Damaged {
                what: format!("A record of \"{store}\""),
            },
            // The callers that add records handle this one themselves, with the record's number.
            IndexedDbError::AlreadyExists => Self::Other {
                name: "ConstraintError".to_owned(),
                message: error.to_string(),
            },
            IndexedDbError::Other { name, message } => Self::Other { name, message },
        }
    }
}
