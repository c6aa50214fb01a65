//! What can go wrong with IndexedDB.

use thiserror::Error;
use wasm_bindgen::JsValue;

use crate::browser::js;

/// Why an operation on a database failed. Nothing of a failed write is on disk.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum IndexedDbError {
    /// There is no IndexedDB, or it is switched off or refused for this page.
    #[error("IndexedDB is not available")]
    Missing,
    /// The disk, or the browser's share of it, is full.
    #[error("the storage quota is exceeded")]
    QuotaExceeded,
    /// Another tab holds the database open and does not let go.
    #[error("another tab keeps the database open")]
    Blocked,
    /// The database was written by a newer version of the page.
    #[error("the database belongs to a newer version")]
    NewerVersion,
    /// The database does not exist, and was to be opened only if it does.
    #[error("there is no database of this name")]
    NoSuchDatabase,
    /// The connection is closed: by another tab's upgrade or deletion, or by the browser.
    #[error("the connection is closed")]
    Closed,
    /// An added record's key exists already.
    #[error("a record with this key exists already")]
    AlreadyExists,
    /// The transaction was aborted without a reason.
    #[error("the transaction was aborted")]
    Aborted,
    /// A stored value is not what was ever written there.
    #[error("a record in `{store}` is not an array of bytes")]
    NotBytes {
        /// The object store that holds the value.
        store: String,
    },
    /// Anything else, as the browser words it.
    #[error("{name}: {message}")]
    Other {
        /// The exception's name, such as `UnknownError`.
        name: String,
        /// The exception's message.
        message: String,
    },
}

impl IndexedDbError {
    /// Sorts an exception by its name (the names are the standard's, Web IDL section 2.8.1).
    #[must_use]
    pub fn from_exception(exception: &JsValue) -> Self {
        let (name, message) = js::name_and_message(exception);
        match name.as_str() {
            "QuotaExceededError" => Self::QuotaExceeded,
            "ConstraintError" => Self::AlreadyExists,
            "VersionError" => Self::NewerVersion,
            "SecurityError" => Self::Missing,
            // Thrown when a transaction is started on a connection that is closed or closing.
            "InvalidStateError" => Self::Closed,
            "AbortError" => Self::Aborted,
            _ => Self::Other { name, message },
        }
    }
}
