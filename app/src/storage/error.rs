//! What the browser's exceptions mean for what is kept on this device.

use assay_desk::StorageError;

use crate::browser::indexed_db::IndexedDbError;

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
            IndexedDbError::AlreadyExists => Self::AlreadyThere,
            IndexedDbError::Other { name, message } => Self::Other { name, message },
        }
    }
}
