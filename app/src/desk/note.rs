//! What is noted beside a journal: a snapshot, and the entry of the list.

use std::fmt::Display;

use assay_assessment::{Record, conformance::Conformance};
use leptos::prelude::*;

use super::{Desk, DeskError, OpenAssessment, bench::OpenBench, last_backup::settle_last_backup};
use crate::{
    browser::clock,
    storage::{Counts, LastBackup, LibraryEntry},
    words::keeping::written_anew,
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
        let lost = match &looked {
            Ok(()) => Ok(lost),
            Err(error) => Err(error as &dyn Display),
        };
        workbench.notice().set(Some(written_anew(lost)));
    }
}

/// What the list shows of an assessment that has changed now, but for its last backup.
pub(super) fn describe(record: &Record) -> LibraryEntry {
    let assessment = record.assessment();
    let tally = Conformance::of(assessment, record.catalog()).all();
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
