//! What is noted beside a journal: a snapshot, the last backup, the entry of the list.

use assay_assessment::{Record, conformance::Conformance};
use assay_catalog::Catalog;
use leptos::prelude::*;

use super::{Desk, DeskError, bench::OpenBench};
use crate::{
    browser::clock,
    storage::{AssessmentStore, Counts, LastBackup, LibraryEntry, MetaKey, StorageError},
    words::count,
    workbench::{DeletedWhere, Workbench},
};

impl Desk {
    /// Brings the list's copy of an assessment up to date.
    pub(super) async fn list_again(&self, workbench: Workbench) -> Result<(), DeskError> {
        let library = self.library()?;
        // All of it is read before anything is waited for: the workbench may be gone afterwards.
        let backup = workbench.last_backup().get_untracked();
        let entry = workbench.with_record_untracked(|record| describe(record, None, backup));
        let standing = library.entry(&entry.id).await?;
        library.upsert(&beside(entry, standing)).await?;
        self.look_again().await
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
    pub(super) fn look_for_backup(&self) {
        let open = self.open.get_untracked();
        let (Some(id), Some(workbench)) = (open.id(), open.workbench()) else {
            return;
        };
        let listed = self.assessments.with_untracked(|list| {
            let entry = list.iter().find(|entry| entry.id == id)?;
            entry.last_backup.clone()
        });
        let known = workbench.last_backup().try_get_untracked().flatten();
        let later = LastBackup::later(listed, known.clone());
        if later != known {
            _ = workbench.last_backup().try_set(later);
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
        let last_backup = workbench.last_backup().get_untracked();
        if let Some(last) = last_backup
            && let Ok(bytes) = serde_json::to_vec(&last)
        {
            // Without it the page only reminds of a backup too early.
            let store = workbench.store();
            let _reminds_early = store.set_meta(MetaKey::LastBackup, &bytes).await;
        }
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

/// What the list shows of an assessment.
pub(super) fn describe(
    record: &Record,
    standing: Option<LibraryEntry>,
    backup: Option<LastBackup>,
) -> LibraryEntry {
    let assessment = record.assessment();
    let tally = Conformance::of(assessment, Catalog::bundled()).all();
    let now = clock::now();
    let entry = LibraryEntry {
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
        last_backup: backup,
    };
    beside(entry, standing)
}

/// A new entry of the list in the place of the one that stands there.
fn beside(entry: LibraryEntry, standing: Option<LibraryEntry>) -> LibraryEntry {
    let Some(standing) = standing else {
        return entry;
    };
    LibraryEntry {
        created: standing.created,
        last_backup: LastBackup::later(entry.last_backup, standing.last_backup),
        ..entry
    }
}

pub(super) async fn read_last_backup(store: &AssessmentStore) -> Option<LastBackup> {
    let bytes: Result<Option<Vec<u8>>, StorageError> = store.meta(MetaKey::LastBackup).await;
    serde_json::from_slice(&bytes.ok()??).ok()
}
