//! Deleting for good what was marked as deleted in an earlier visit.
//!
//! A tab that marks an assessment as deleted holds a lock of its name until it is closed, so that
//! the undo it offers keeps its promise: a sweep, in whichever tab, deletes only what it can lock.

use std::cell::RefCell;
use std::collections::BTreeMap;

use super::writer::writer_lock_name;
use super::{AssessmentStore, Library, StorageError};
use crate::browser::locks::{self, HeldLock, TryLock};

/// How long a mark must be old where the browser has no locks, in milliseconds: a day, after
/// which no page is likely to offer the undo any more.
const AGE_WITHOUT_LOCKS: u64 = 24 * 60 * 60 * 1000;

thread_local! {
    /// The locks of what this page marked as deleted.
    static PROTECTED: RefCell<BTreeMap<String, HeldLock>> = const { RefCell::new(BTreeMap::new()) };
}

/// Deletes for good every assessment that was marked as deleted by a page that is closed now, and
/// returns how many. Call it once at the start. What cannot be deleted now is left for next time.
///
/// # Errors
/// [`StorageError`] when the library cannot be read.
pub async fn sweep(library: &Library, now: u64) -> Result<usize, StorageError> {
    let mut swept = 0;
    for entry in library.all_entries().await? {
        let Some(deleted) = entry.deleted else {
            continue;
        };
        let mark = locks::try_lock(&mark_lock_name(&entry.id)).await;
        let writer = locks::try_lock(&writer_lock_name(&entry.id)).await;
        let may_delete = match (&mark, &writer) {
            (TryLock::Held(_), TryLock::Held(_)) => true,
            (TryLock::Unsupported, _) | (_, TryLock::Unsupported) => {
                now.saturating_sub(deleted) >= AGE_WITHOUT_LOCKS
            }
            _ => false,
        };
        // The entry goes last: as long as it is there, the next start tries again.
        if may_delete
            && AssessmentStore::delete_database(&entry.id).await.is_ok()
            && library.remove_entry(&entry.id).await.is_ok()
        {
            swept += 1;
        }
    }
    Ok(swept)
}

/// Keeps the assessment from being swept for as long as this page is open.
pub(super) async fn protect(id: &str) {
    if let TryLock::Held(lock) = locks::try_lock(&mark_lock_name(id)).await {
        PROTECTED.with_borrow_mut(|protected| {
            protected.insert(id.to_owned(), lock);
        });
    }
}

/// Ends the protection: the assessment is not marked any more.
pub(super) fn unprotect(id: &str) {
    PROTECTED.with_borrow_mut(|protected| {
        protected.remove(id);
    });
}

fn mark_lock_name(id: &str) -> String {
    format!("assay-deleted-{id}")
}
