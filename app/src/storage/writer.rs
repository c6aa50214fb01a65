//! At most one tab writes to an assessment; the others follow it.

use crate::browser::locks::{self, HeldLock, TryLock};

/// What a tab may do with an assessment.
#[derive(Debug)]
pub enum Claim {
    /// This tab writes, as long as it holds the lock.
    Writer(WriterLock),
    /// Another tab writes; this one may read and follow.
    ReadOnly,
}

/// The right to write to one assessment; dropping it passes it on.
#[derive(Debug)]
#[must_use = "dropping the lock lets another tab write"]
pub struct WriterLock {
    lock: Option<HeldLock>,
}

impl WriterLock {
    /// Whether the browser guarantees that no other tab writes. Without Web Locks it does not,
    /// and a second writer is noticed only when its entry is refused
    /// ([`WrittenByOther`](super::StorageError::WrittenByOther)).
    #[must_use]
    pub fn is_exclusive(&self) -> bool {
        self.lock.is_some()
    }
}

/// Claims the right to write to an assessment, without waiting.
pub async fn claim_writer(id: &str) -> Claim {
    match locks::try_lock(&writer_lock_name(id)).await {
        TryLock::Held(lock) => Claim::Writer(WriterLock { lock: Some(lock) }),
        TryLock::Taken => Claim::ReadOnly,
        TryLock::Unsupported => Claim::Writer(WriterLock { lock: None }),
    }
}

/// Waits until the writing tab closes the assessment, and takes over. Read the journal again
/// before writing. Dropping the future stops waiting. It never resolves without Web Locks, where
/// no tab is read-only to begin with.
pub async fn wait_for_writer(id: &str) -> WriterLock {
    match locks::lock(&writer_lock_name(id)).await {
        Some(lock) => WriterLock { lock: Some(lock) },
        None => std::future::pending().await,
    }
}

pub(super) fn writer_lock_name(id: &str) -> String {
    format!("assay-{id}")
}
