//! Which backup of an assessment is the last.

use leptos::prelude::*;

use crate::{
    storage::{AssessmentStore, LastBackup, MetaKey, StorageError},
    workbench::Workbench,
};

/// The last backup of an assessment. Its database is where that is known; the list has a copy.
///
/// # Errors
/// [`StorageError`] when it cannot be read now.
pub(super) async fn read_last_backup(
    store: &AssessmentStore,
) -> Result<Option<LastBackup>, StorageError> {
    let bytes = store.meta(MetaKey::LastBackup).await?;
    // Without it the page only reminds of a backup too early.
    Ok(bytes.and_then(|bytes| serde_json::from_slice(&bytes).ok()))
}

/// Notes a backup in the assessment's database, and says which is the last then: the one that holds
/// more, was made later, or was checked later.
///
/// # Errors
/// [`StorageError`] when the database does not give or take it.
pub(super) async fn note_last_backup(
    store: &AssessmentStore,
    backup: Option<LastBackup>,
) -> Result<Option<LastBackup>, StorageError> {
    let noted = read_last_backup(store).await?;
    let both = noted.iter().chain(&backup);
    let last = both.max_by_key(|backup| (backup.seq, backup.at, backup.checked));
    if let Some(last) = last
        && Some(last) != noted.as_ref()
    {
        // Four plain fields: this cannot fail.
        let bytes = serde_json::to_vec(last).unwrap_or_default();
        store.set_meta(MetaKey::LastBackup, &bytes).await?;
    }
    Ok(last.cloned())
}

/// Notes the last backup that this window knows of, or one that was made now; shows which is the last,
/// maybe that of another window, and returns it. What the database does not take, as on a full disk,
/// stays in the window's memory and is given again whenever something is saved or looked at.
pub(super) async fn settle_last_backup(
    store: &AssessmentStore,
    workbench: Workbench,
    made: Option<LastBackup>,
) -> Option<LastBackup> {
    let shown = workbench.last_backup();
    if made.is_some() {
        _ = shown.try_set(made.clone());
    }
    let known = made.or_else(|| shown.try_get_untracked().flatten());
    let noted = note_last_backup(store, known.clone()).await;
    let last = noted.unwrap_or_else(|_| known.clone());
    // One that was made meanwhile is noted by whoever made it.
    if last != known && shown.try_get_untracked() == Some(known) {
        _ = shown.try_set(last.clone());
    }
    last
}
