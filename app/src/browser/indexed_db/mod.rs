//! IndexedDB as a few typed operations over bytes.
//!
//! Every value is an `ArrayBuffer` (never a Blob: WebKit cannot keep Blobs in private sessions)
//! and every key a whole number or a text. A write is a list of operations that happen in one
//! transaction with strict durability, and resolves only after the transaction's `complete`.
//!
//! This speaks to `web_sys` directly. A wrapper crate was tried on paper first
//! (`indexed_db_futures`): its `commit` drops the transaction's error, so that a full disk, which
//! Chromium reports only when it commits, would reach the user as "aborted".

mod connection;
mod error;
mod transaction;

pub use connection::{ClosedBecause, Connection, CreateIfMissing, Layout, delete, list};
pub use error::IndexedDbError;
pub use transaction::{Key, KeysFrom, Write};
