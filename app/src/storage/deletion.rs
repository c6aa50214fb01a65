//! Deleted assessments: each is kept for thirty days, and can be brought back until then.
//!
//! A deletion is a mark of its own beside the list. Whoever writes an assessment's entry of the list,
//! such as a window that still has it open, can therefore not take the mark away in passing.

use std::collections::BTreeMap;

use assay_assessment::Timestamp;
use serde::{Deserialize, Serialize};

use super::library::{ASSESSMENTS, SETTINGS, json, parse, text_of};
use super::writer::{WriterLock, claim_alone, hold_open};
use super::{AssessmentStore, Library, LibraryEntry, StorageError};
use crate::browser::indexed_db::Key;
use crate::browser::locks::Attempts;

/// The beginning of the keys of the marks of deleted assessments, among the settings; the UUID follows.
const DELETED: &str = "deleted/";

/// How long a deleted assessment is kept, in milliseconds: thirty days.
const KEPT_FOR: u64 = 30 * 24 * 60 * 60 * 1000;

/// That an assessment was deleted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Deletion {
    /// When, in milliseconds since 1970-01-01T00:00:00Z.
    at: u64,
}

impl Deletion {
    /// A deletion now. A clock that is behind what it showed when the assessment was last changed is
    /// wrong; the thirty days then begin at that change, or they would be over as soon as the clock
    /// is right again.
    pub(super) fn of(entry: &LibraryEntry, now: u64) -> Self {
        let at = now.max(entry.changed).max(entry.created);
        Self { at }
    }

    /// When it was deleted.
    #[must_use]
    pub fn at(self) -> Timestamp {
        Timestamp::from_milliseconds(self.at)
    }

    /// Until when it can be brought back.
    #[must_use]
    pub fn kept_until(self) -> Timestamp {
        Timestamp::from_milliseconds(self.at.saturating_add(KEPT_FOR))
    }

    /// Whether the thirty days are over. A clock that was set back only makes them longer.
    #[must_use]
    pub const fn is_over(self, now: u64) -> bool {
        now >= self.at.saturating_add(KEPT_FOR)
    }
}

/// How earlier versions marked an assessment as deleted: within its entry of the list.
#[derive(Deserialize)]
struct OldMark {
    deleted: Option<u64>,
}

/// A deleted assessment that can be brought back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Deleted {
    /// The assessment as the list knew it.
    pub entry: LibraryEntry,
    /// When it was deleted.
    pub deletion: Deletion,
}

impl Library {
    /// The deleted assessments, the last deleted first.
    ///
    /// # Errors
    /// [`StorageError`] when the library cannot be read.
    pub async fn deleted(&self) -> Result<Vec<Deleted>, StorageError> {
        let entries = self.all_entries().await?;
        let marks = self.deletions().await?;
        let mut deleted: Vec<Deleted> = entries
            .into_iter()
            .filter_map(|entry| {
                let deletion = *marks.get(&entry.id)?;
                Some(Deleted { entry, deletion })
            })
            .collect();
        deleted.sort_by(|a, b| {
            let by_time = b.deletion.at.cmp(&a.deletion.at);
            by_time.then_with(|| a.entry.id.cmp(&b.entry.id))
        });
        Ok(deleted)
    }

    /// Deletes an assessment: it disappears from the list, and can be brought back for thirty days.
    /// Whoever does it holds its lock, so that nobody is writing it.
    ///
    /// # Errors
    /// [`StorageError::NotFound`] when the list has no such entry, or as [`Library::upsert`].
    pub async fn forget(
        &self,
        id: &str,
        now: u64,
        _lock: &WriterLock,
    ) -> Result<Deletion, StorageError> {
        let entry = self.entry(id).await?.ok_or(StorageError::NotFound)?;
        let deletion = Deletion::of(&entry, now);
        self.put_deletion(id, deletion).await?;
        Ok(deletion)
    }

    /// Brings back an assessment that was deleted; one that was not stays as it is.
    ///
    /// # Errors
    /// [`StorageError::NotFound`] when the list has no such entry any more, or as
    /// [`Library::upsert`].
    pub async fn restore(&self, id: &str) -> Result<(), StorageError> {
        // Whoever deletes it for good meanwhile is waited for, and found out below.
        let _held = hold_open(id).await;
        if self.entry(id).await?.is_none() {
            return Err(StorageError::NotFound);
        }
        self.remove_deletion(id).await
    }

    /// Deletes a deleted assessment with everything in it, for good.
    ///
    /// # Errors
    /// [`StorageError::BlockedByOtherTab`] while it is open somewhere, [`StorageError::NotFound`]
    /// when it is not deleted (any more), and whatever else the browser says. Then it is still there,
    /// or the next attempt ends what this one began.
    pub async fn delete_for_good(&self, id: &str) -> Result<(), StorageError> {
        // The page may just have put it away.
        self.delete_if(id, Attempts::ForASecond, |_| true).await
    }

    /// Whether an assessment is deleted, and since when.
    ///
    /// # Errors
    /// As [`Library::list`]; [`StorageError::Damaged`] when the mark cannot be understood.
    pub async fn deletion(&self, id: &str) -> Result<Option<Deletion>, StorageError> {
        let bytes = self.database.get(SETTINGS, &deletion_key(id)).await?;
        bytes
            .map(|bytes| parse(&bytes, "The mark of a deleted assessment"))
            .transpose()
    }

    /// The marks of all deleted assessments by UUID.
    pub(super) async fn deletions(&self) -> Result<BTreeMap<String, Deletion>, StorageError> {
        let records = self.records(SETTINGS).await?;
        let marks = records.into_iter().filter_map(|(key, bytes)| {
            let id = text_of(key)?.strip_prefix(DELETED)?.to_owned();
            // A mark that cannot be read takes nothing out of the list.
            Some((id, serde_json::from_slice(&bytes).ok()?))
        });
        Ok(marks.collect())
    }

    async fn put_deletion(&self, id: &str, deletion: Deletion) -> Result<(), StorageError> {
        self.put(SETTINGS, &deletion_key(id), &json(&deletion)?)
            .await
    }

    async fn remove_deletion(&self, id: &str) -> Result<(), StorageError> {
        self.remove(SETTINGS, &format!("{DELETED}{id}")).await
    }

    /// Gives what an earlier version marked as deleted a mark of its own.
    async fn adopt_old_marks(&self) -> Result<(), StorageError> {
        for (_, bytes) in self.records(ASSESSMENTS).await? {
            let old: Option<OldMark> = serde_json::from_slice(&bytes).ok();
            if let Some(OldMark { deleted: Some(at) }) = old
                && let Ok(entry) = serde_json::from_slice::<LibraryEntry>(&bytes)
            {
                self.put_deletion(&entry.id, Deletion::of(&entry, at))
                    .await?;
                self.upsert(&entry).await?;
            }
        }
        Ok(())
    }

    /// Deletes a deleted assessment for good if that may be done to its mark, which is looked at when
    /// nobody can change it or open the assessment any more.
    async fn delete_if(
        &self,
        id: &str,
        attempts: Attempts,
        may: impl FnOnce(Deletion) -> bool,
    ) -> Result<(), StorageError> {
        let Some(_alone) = claim_alone(id, attempts).await else {
            return Err(StorageError::BlockedByOtherTab);
        };
        match self.deletion(id).await? {
            Some(deletion) if may(deletion) => {}
            _ => return Err(StorageError::NotFound),
        }
        // The mark goes last: as long as it is there, it can be tried again.
        AssessmentStore::delete_database(id).await?;
        self.remove_entry(id).await?;
        self.remove_deletion(id).await
    }
}

/// Deletes for good every deleted assessment whose thirty days are over, and returns how many. Call it
/// once at the start. What cannot be deleted now, because it is open somewhere, is left for next time.
///
/// # Errors
/// [`StorageError`] when the library cannot be read.
pub async fn sweep(library: &Library, now: u64) -> Result<usize, StorageError> {
    library.adopt_old_marks().await?;
    let mut swept = 0;
    for Deleted { entry, deletion } in library.deleted().await? {
        if deletion.is_over(now) {
            // The list waits for this, and this page has not just let anything go.
            let deleted = library
                .delete_if(&entry.id, Attempts::One, |mark| mark.is_over(now))
                .await;
            swept += usize::from(deleted.is_ok());
        }
    }
    Ok(swept)
}

fn deletion_key(id: &str) -> Key {
    Key::Text(format!("{DELETED}{id}"))
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::{Deletion, KEPT_FOR, Timestamp};
    use crate::storage::{Counts, LibraryEntry};

    const DAY: u64 = 24 * 60 * 60 * 1000;

    fn changed(changed: u64) -> LibraryEntry {
        LibraryEntry {
            id: "one".to_owned(),
            title: String::new(),
            operator: String::new(),
            example: false,
            created: 1,
            changed,
            counts: Counts::default(),
            last_backup: None,
        }
    }

    #[test]
    fn thirty_days_are_counted_from_the_moment_of_deletion() {
        let deletion = Deletion::of(&changed(5), 100 * DAY + 7);
        assert_eq!(deletion.at().milliseconds(), 100 * DAY + 7);
        assert!(!deletion.is_over(130 * DAY + 6));
        assert!(deletion.is_over(130 * DAY + 7));
        assert_eq!(
            deletion.kept_until().milliseconds(),
            100 * DAY + 7 + KEPT_FOR
        );
    }

    #[test]
    fn a_clock_that_goes_backward_makes_the_time_longer() {
        let deletion = Deletion::of(&changed(5), 100 * DAY);
        assert!(!deletion.is_over(0));
        assert!(!deletion.is_over(99 * DAY));
        // Deleted while the clock stood at 1970, and looked at when it is right again.
        let deletion = Deletion::of(&changed(100 * DAY), DAY);
        assert!(!deletion.is_over(101 * DAY));
        assert!(!deletion.is_over(129 * DAY));
        assert!(deletion.is_over(130 * DAY));
        let at_the_end = Deletion::of(&changed(5), u64::MAX);
        assert_eq!(at_the_end.kept_until(), Timestamp::LATEST);
    }
}
