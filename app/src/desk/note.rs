//! What is noted beside a journal: a snapshot, the last backup, the entry of the list.

use assay_assessment::{Record, conformance::Conformance};
use assay_catalog::Catalog;
use leptos::prelude::*;

use super::{Desk, DeskError, OpenAssessment, bench::OpenBench};
use crate::{
    browser::clock,
    storage::{AssessmentStore, Counts, LastBackup, LibraryEntry, MetaKey, StorageError},
    words::count,
    workbench::{DeletedWhere, Workbench},
};

impl Desk {
    /// Brings the list's copy of an assessment up to date.
    pub(super) async fn list_again(&self, workbench: Workbench) -> Result<(), DeskError> {
        // All of it is read before anything is waited for: the workbench may be gone afterwards.
        let entry = workbench.with_record_untracked(describe);
        let last = settle_last_backup(&workbench.store(), workbench, None).await;
        self.put_in_list(entry, last).await?;
        self.refresh().await?;
        self.look_for_deletion(DeletedWhere::InAnotherWindow).await
    }

    /// Writes an assessment's entry of the list: what is new in the assessment, and a copy of what its
    /// database says of the last backup.
    pub(super) async fn put_in_list(
        &self,
        entry: LibraryEntry,
        last_backup: Option<LastBackup>,
    ) -> Result<(), DeskError> {
        let library = self.library()?;
        let standing = library.entry(&entry.id).await?;
        let entry = LibraryEntry {
            created: standing.map_or(entry.created, |standing| standing.created),
            last_backup,
            ..entry
        };
        Ok(library.upsert(&entry).await?)
    }

    /// Looks whether the open assessment was deleted or brought back. A deletion that was not known
    /// happened where `place` says.
    pub(super) async fn look_for_deletion(&self, place: DeletedWhere) -> Result<(), DeskError> {
        let open = self.open.get_untracked();
        let (Some(id), Some(workbench)) = (open.id(), open.workbench()) else {
            return Ok(());
        };
        let deletion = self.library()?.deletion(id).await?;
        let known = workbench.deletion().try_get_untracked().flatten();
        if known.map(|(_, known)| known) != deletion {
            let found = deletion.map(|deletion| (place, deletion));
            _ = workbench.deletion().try_set(found);
        }
        Ok(())
    }
}

impl Desk {
    /// Shows a backup that another window has made of the open assessment.
    pub(super) async fn look_for_backup(&self) {
        let open = self.open.with_untracked(OpenAssessment::workbench);
        if let Some(workbench) = open {
            settle_last_backup(&workbench.store(), workbench, None).await;
        }
    }
}

impl OpenBench {
    /// Writes a snapshot of what there is now.
    pub(super) fn write_snapshot(self) -> impl Future<Output = ()> {
        let store = self.workbench.store();
        let snapshot = self.workbench.with_record_untracked(Record::snapshot);
        async move {
            // A snapshot only saves time; the journal is the truth and was written already.
            let _only_slower = store
                .write_snapshot(snapshot.entries, &snapshot.to_bytes())
                .await;
        }
    }

    /// Brings back what lay beside a journal that was written anew, as far as it is known, and says
    /// what is lost.
    pub(super) async fn after_writing_anew(self) {
        let workbench = self.workbench;
        settle_last_backup(&workbench.store(), workbench, None).await;
        let looked = workbench.look_for_evidence().await;
        if workbench.is_put_away() {
            return;
        }
        let presence = workbench.presence_untracked();
        let lost = workbench.with_untracked(|assessment| {
            let items = assessment.evidence().values();
            let is_lost = |digest| presence.of(digest).is_some();
            items
                .filter_map(|item| item.sha256())
                .filter(|digest| is_lost(*digest))
                .count()
        });
        let again = "The browser had thrown away what it kept of this assessment. It is on the disk again, written from this window";
        workbench.notice().set(Some(match (looked, lost) {
            (Ok(()), 0) => format!("{again}."),
            (Ok(()), lost) => format!(
                "{again}, but for the bytes of {}: they are marked as missing. Add them again, or open a backup that has them.",
                count(lost, "evidence file", "evidence files")
            ),
            (Err(error), _) => format!("{again}. Whether its evidence files are there could not be seen: {error}"),
        }));
    }
}

/// What the list shows of an assessment that has changed now, but for its last backup.
pub(super) fn describe(record: &Record) -> LibraryEntry {
    let assessment = record.assessment();
    let tally = Conformance::of(assessment, Catalog::bundled()).all();
    let now = clock::now();
    LibraryEntry {
        id: assessment.id().to_string(),
        title: assessment.details().title.clone(),
        operator: assessment.details().operator.name.clone(),
        example: assessment.is_example(),
        created: now,
        changed: now,
        counts: Counts {
            controls: tally.total(),
            tested: tally.tested(),
            failing: tally.failing(),
        },
        last_backup: None,
    }
}

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
