//! At most one tab writes to an assessment; the others follow it.

use crate::browser::locks::{self, Attempts, HeldLock, TryLock};

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

impl From<TryLock> for Claim {
    fn from(outcome: TryLock) -> Self {
        match outcome {
            TryLock::Held(lock) => Self::Writer(WriterLock { lock: Some(lock) }),
            TryLock::Taken => Self::ReadOnly,
            TryLock::Unsupported => Self::Writer(WriterLock { lock: None }),
        }
    }
}

/// Claims the right to write to an assessment, without waiting.
pub async fn claim_writer(id: &str) -> Claim {
    locks::try_lock(&writer_lock_name(id), Attempts::One)
        .await
        .into()
}

/// Claims the right to write to an assessment that this page may just have put away, so that one
/// refusal does not mean that another tab writes it.
pub async fn claim_patiently(id: &str) -> Claim {
    locks::try_lock(&writer_lock_name(id), Attempts::ForASecond)
        .await
        .into()
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

/// What every page holds that has an assessment open, for writing or not: whoever deletes it for good
/// must have it alone. Waits while somebody does. `None` without Web Locks.
pub async fn hold_open(id: &str) -> Option<HeldLock> {
    locks::share(&open_lock_name(id)).await
}

/// What makes an assessment this page's alone: nobody has it open or writes it, nor begins to.
pub(super) struct Alone {
    _open: WriterLock,
    _writer: WriterLock,
}

/// Claims an assessment for this page alone; `None` while a page has it open or writes it.
pub(super) async fn claim_alone(id: &str, attempts: Attempts) -> Option<Alone> {
    // In this order: whoever is refused the right to write because of this page opens the assessment
    // only when it is gone, and never writes it anew.
    let open = locks::try_lock(&open_lock_name(id), attempts).await;
    let Claim::Writer(open) = open.into() else {
        return None;
    };
    let writer = locks::try_lock(&writer_lock_name(id), attempts).await;
    let Claim::Writer(writer) = writer.into() else {
        return None;
    };
    Some(Alone {
        _open: open,
        _writer: writer,
    })
}

fn writer_lock_name(id: &str) -> String {
    format!("assay-{id}")
}

fn open_lock_name(id: &str) -> String {
    format!("assay-deleted-{id}")
}
