//! The editions on this device: those that the page carries, and those that were imported.

use std::rc::Rc;

use assay_assessment::{EditionReference, Sha256Digest};
use assay_catalog::{Catalog, Editions};
use assay_dossier::Stored;
use leptos::prelude::*;

use super::{Desk, DeskError, Loaded, backup_file::BackupFile, loading};
use crate::{
    browser::clock,
    storage::{AssessmentStore, EditionSource, EditionStore, claim_editions},
    words,
};

/// An edition of this device, for the list of editions.
#[derive(Clone)]
pub struct EditionHere {
    /// The edition.
    pub catalog: &'static Catalog,
    /// Where it came from; `None` for one that the page carries.
    pub source: Option<EditionSource>,
    /// The titles of the assessments on this device that are made against it, deleted ones included.
    pub used_by: Vec<String>,
}

impl Desk {
    /// The editions that are known to be on this device: those that the page carries, and once they
    /// were looked for, the imported ones.
    #[must_use]
    pub const fn known_editions(&self) -> RwSignal<Editions> {
        self.editions
    }

    /// All editions on this device, as the disk has them now: another window may have kept one since the
    /// last look. Where those that were imported cannot be read, they are as if they were not here:
    /// whoever needs one is told that it is not.
    pub async fn editions(&self) -> Editions {
        let known = self.editions.get_untracked();
        if let Ok(store) = self.edition_store().await
            && let Ok(files) = store.files(|sha256| known.holds(sha256)).await
            && !files.is_empty()
        {
            self.editions.update(|editions| {
                for (sha256, file) in files {
                    editions.add_kept(sha256, file);
                }
            });
        }
        self.editions.get_untracked()
    }

    /// Keeps an edition on this device, with the file that it came from. One that is kept already stays
    /// as it is.
    ///
    /// # Errors
    /// [`DeskError`]; then it is not kept.
    pub async fn keep_edition(
        &self,
        catalog: &'static Catalog,
        source: EditionSource,
    ) -> Result<(), DeskError> {
        let sha256 = catalog.edition().sha256();
        let store = self.edition_store().await?;
        if !store.holds(sha256).await? {
            store
                .keep(sha256, &catalog.canonical_file(), &source)
                .await?;
        }
        self.editions.update(|editions| editions.add_read(catalog));
        Ok(())
    }

    /// Removes an imported edition from this device, for good, unless an assessment needs it.
    ///
    /// # Errors
    /// [`DeskError::EditionInUse`] and other [`DeskError`]s; then it is still here.
    pub async fn remove_edition(&self, sha256: &str) -> Result<(), DeskError> {
        // Looked at now, and not when the button was drawn: another window may have begun one since,
        // and none begins one before this is done.
        let _held = claim_editions().await;
        let here = self.editions_here().await?;
        let used = here
            .into_iter()
            .find(|each| each.catalog.edition().sha256() == sha256)
            .and_then(|each| each.used_by.into_iter().next());
        if let Some(title) = used {
            return Err(DeskError::EditionInUse { title });
        }
        self.edition_store().await?.remove(sha256).await?;
        self.editions.update(|editions| editions.remove(sha256));
        Ok(())
    }

    /// The editions of this device with where they came from and what uses them.
    ///
    /// # Errors
    /// [`DeskError`] when that cannot be read.
    pub async fn editions_here(&self) -> Result<Vec<EditionHere>, DeskError> {
        let editions = self.editions().await;
        let sources = self.edition_store().await?.sources().await?;
        let mut uses: Vec<(EditionReference, String)> = Vec::new();
        let library = self.opened_library().await?;
        for entry in library.list().await? {
            uses.extend(named_by(&entry.id).await?.map(|named| (named, entry.title)));
        }
        for deleted in library.deleted().await? {
            let title = deleted.entry.title.clone();
            uses.extend(
                named_by(&deleted.entry.id)
                    .await?
                    .map(|named| (named, title)),
            );
        }
        let here = editions.all().into_iter().map(|catalog| {
            let sha256 = catalog.edition().sha256();
            let uses_it = |named: &EditionReference| {
                let found = named.find_in(&editions);
                found.is_some_and(|found| std::ptr::eq(found.catalog, catalog))
            };
            EditionHere {
                catalog,
                source: catalog
                    .file()
                    .and_then(|_| sources.iter().find(|(key, _)| key == sha256))
                    .map(|(_, source)| source.clone()),
                used_by: uses
                    .iter()
                    .filter(|(named, _)| uses_it(named))
                    .map(|(_, title)| title.clone())
                    .collect(),
            }
        });
        Ok(here.collect())
    }

    /// Keeps the edition that came within a backup, before anything that needs it.
    pub(super) async fn keep_edition_of(
        &self,
        backup: &BackupFile,
        name: &str,
    ) -> Result<(), DeskError> {
        let catalog = backup.contents.record.catalog();
        self.keep_for_assessment(catalog, name).await
    }

    /// Makes sure that the edition of an assessment is on the disk before the assessment is: it may be
    /// known to this window and have been removed by another one since, and one that this page carries
    /// may not be in the page that opens the assessment later.
    pub(super) async fn make_sure_of_edition(
        &self,
        catalog: &'static Catalog,
    ) -> Result<(), DeskError> {
        let name = words::editions::file_name(catalog.edition());
        self.keep_for_assessment(catalog, &name).await
    }

    /// Keeps the edition of an assessment. One that this page carries is kept for other pages alone: where
    /// it cannot be, that is no reason to refuse the assessment, which needs it no more than before.
    async fn keep_for_assessment(
        &self,
        catalog: &'static Catalog,
        name: &str,
    ) -> Result<(), DeskError> {
        let kept = self.keep_edition(catalog, within(catalog, name)).await;
        if catalog.file().is_some() {
            return kept;
        }
        Ok(())
    }

    /// Makes an assessment out of what is on disk, with whichever edition of this device it needs.
    pub(super) async fn load(&self, stored: &Stored) -> Result<Loaded, DeskError> {
        let known = self.editions.get_untracked();
        match loading::load(stored, &known) {
            // Those that were imported are only read when one is needed.
            Err(DeskError::EditionNotHere(_)) => loading::load(stored, &self.editions().await),
            loaded => loaded,
        }
    }

    async fn edition_store(&self) -> Result<Rc<EditionStore>, DeskError> {
        if let Some(store) = self.edition_store.get_value() {
            return Ok(store);
        }
        let store = Rc::new(EditionStore::open().await?);
        self.edition_store.set_value(Some(Rc::clone(&store)));
        Ok(store)
    }
}

/// Where an edition came from that came within something else.
fn within(catalog: &Catalog, name: &str) -> EditionSource {
    let file = catalog.canonical_file();
    EditionSource {
        title: catalog.edition().title(),
        file: name.to_owned(),
        bytes: file.len() as u64,
        sha256: Sha256Digest::of(file.as_bytes()).to_string(),
        kept: clock::now(),
    }
}

/// The edition that an assessment of this device is made against, as its first entry says.
async fn named_by(id: &str) -> Result<Option<EditionReference>, DeskError> {
    match AssessmentStore::open(id).await {
        Ok((_, stored)) => Ok(assay_dossier::edition_named(&stored)),
        Err(crate::storage::StorageError::NotFound) => Ok(None),
        Err(error) => Err(error.into()),
    }
}
