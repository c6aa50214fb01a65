//! Beginning, keeping, renaming, copying and deleting assessments.

use assay_assessment::{AssessmentId, Details, Edit, EditionReference, Opening, Record};
use assay_catalog::Catalog;
use assay_desk::Outcome;
use leptos::prelude::*;

use super::{
    Desk, DeskError,
    keeping::{Files, Place},
    last_backup::read_last_backup,
    note::describe,
};
use crate::{
    browser::{clock, random, storage_space},
    storage::{
        AssessmentStore, Claim, Deletion, SaveState, SettingKey, StorageError, WriterLock,
        claim_patiently, claim_writer,
    },
    workbench::{PerformError, now},
};

impl Desk {
    /// Begins an assessment with these details against an edition, keeps it on this device, and returns its UUID.
    ///
    /// # Errors
    /// [`DeskError`]; then nothing is kept.
    pub async fn begin(
        &self,
        details: Details,
        edition: &'static Catalog,
    ) -> Result<String, DeskError> {
        let by = details
            .assessors
            .first()
            .map(|assessor| assessor.name.clone())
            .unwrap_or_default();
        let mut record = Record::open(opening(edition)?, now(), &by, edition);
        record
            .perform(Edit::SetDetails { details }, now(), &by)
            .map_err(PerformError::from)?;
        self.keep(&record, Files::Given(Vec::new()), Place::New)
            .await
    }

    /// Renames an assessment, whether or not it lies open.
    ///
    /// # Errors
    /// [`DeskError`]; then it keeps its title.
    pub async fn rename(&self, id: &str, title: &str) -> Result<(), DeskError> {
        let rename = |record: &Record| {
            let details = Details {
                title: title.to_owned(),
                ..record.assessment().details().clone()
            };
            Edit::SetDetails { details }
        };
        let open = self.open.with_untracked(|open| {
            if open.is_about(id) {
                open.workbench()
            } else {
                None
            }
        });
        if let Some(workbench) = open {
            let edit = workbench.with_record_untracked(rename);
            workbench.perform(edit)?;
            return self.list_again(workbench).await;
        }
        let Claim::Writer(lock) = claim_writer(id).await else {
            return Err(DeskError::OpenElsewhere);
        };
        let (store, stored) = AssessmentStore::open(id).await?;
        let mut loaded = self.load(&stored).await?;
        if let Some(damage) = loaded.damage {
            return Err(DeskError::DamagedJournal(damage.reason.to_string()));
        }
        let by = loaded
            .record
            .assessment()
            .details()
            .assessors
            .first()
            .map(|one| one.name.clone());
        let edit = rename(&loaded.record);
        let entry = loaded
            .record
            .perform(edit, now(), &by.unwrap_or_default())
            .map_err(PerformError::from)?;
        if let Some(entry) = entry {
            store.append(&[(entry.seq, entry.to_bytes())]).await?;
        }
        drop(lock);
        let last = read_last_backup(&store).await?;
        self.put_in_list(describe(&loaded.record), last).await?;
        self.refresh().await
    }

    /// Deletes an assessment that no other window writes. It can be brought back for thirty days.
    ///
    /// # Errors
    /// [`DeskError::UnsavedHere`] while this window has what is not on disk,
    /// [`DeskError::OpenElsewhere`] while another window writes it; [`DeskError`] otherwise. Then it
    /// stays.
    pub async fn delete(&self, id: &str) -> Result<Deletion, DeskError> {
        let lock = self.put_away_and_claim(id).await?;
        let deletion = self.library()?.forget(id, clock::now(), &lock).await?;
        drop(lock);
        self.tell_other_windows();
        self.refresh().await?;
        Ok(deletion)
    }

    /// Puts an assessment away and claims the right to write to it.
    ///
    /// # Errors
    /// [`DeskError::UnsavedHere`] and [`DeskError::OpenElsewhere`].
    pub(super) async fn put_away_and_claim(&self, id: &str) -> Result<WriterLock, DeskError> {
        if self.put_away(id).await == Outcome::StaysInMemory {
            return Err(DeskError::UnsavedHere);
        }
        match claim_patiently(id).await {
            Claim::Writer(lock) => Ok(lock),
            Claim::ReadOnly => Err(DeskError::OpenElsewhere),
        }
    }

    /// Brings a deleted assessment back.
    ///
    /// # Errors
    /// [`DeskError`] when it is gone for good.
    pub async fn undelete(&self, id: &str) -> Result<(), DeskError> {
        self.library()?.restore(id).await?;
        self.tell_other_windows();
        self.look_again().await
    }

    /// Deletes a deleted assessment with everything in it, for good.
    ///
    /// # Errors
    /// [`DeskError::OpenElsewhere`] while another window has it open; [`DeskError`] otherwise.
    pub async fn delete_for_good(&self, id: &str) -> Result<(), DeskError> {
        self.discard(id);
        match self.library()?.delete_for_good(id).await {
            Err(StorageError::BlockedByOtherTab) => return Err(DeskError::OpenElsewhere),
            outcome => outcome?,
        }
        self.tell_other_windows();
        self.refresh().await
    }

    /// Whether this browser is asked for the first time about a hint of this name, one word; from then
    /// on it is not. Where the browser has promised to keep everything, no hint is needed.
    pub async fn is_first_time(&self, hint: &str) -> bool {
        let Ok(library) = self.library() else {
            return false;
        };
        let given = library.setting(SettingKey::DismissedHints).await;
        let given = match given {
            Ok(given) => given.unwrap_or_default(),
            Err(_) => return false,
        };
        if given.split(' ').any(|other| other == hint) || storage_space::is_persistent().await {
            return false;
        }
        let more = format!("{given} {hint}");
        let noted = library
            .set_setting(SettingKey::DismissedHints, more.trim())
            .await;
        noted.is_ok()
    }

    /// Whether everything of the open assessment is on disk.
    #[must_use]
    pub fn everything_is_saved(&self) -> bool {
        let workbench = self.open.with(|open| open.workbench());
        workbench.is_none_or(|workbench| workbench.save_state().get() == SaveState::Saved)
    }
}

fn opening(edition: &Catalog) -> Result<Opening, DeskError> {
    Ok(Opening {
        assessment: AssessmentId::from_random(random::bytes()?),
        edition: EditionReference::of(edition),
        example: false,
        carried_from: None,
    })
}
