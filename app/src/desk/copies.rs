//! Copies: of an assessment here, of one in a backup, and the example.

use assay_assessment::{AssessmentId, Details, Edit, Record, TextLimit, example};
use assay_catalog::{Catalog, Editions};
use leptos::prelude::WithUntracked;

use super::{
    Desk, DeskError, OpenAssessment,
    backup_file::BackupFile,
    keeping::{Files, Place},
    work::Work,
};
use crate::{
    browser::{files::PickedFile, random},
    storage::AssessmentStore,
    workbench::{PerformError, now, utc_offset},
};

impl Desk {
    /// Keeps the example assessment on this device, and returns its UUID. An example that is here
    /// already is returned instead of a second one.
    ///
    /// # Errors
    /// [`DeskError`]; then nothing is kept.
    pub async fn begin_example(&self) -> Result<String, DeskError> {
        if let Some(entry) = self
            .library()?
            .list()
            .await?
            .into_iter()
            .find(|entry| entry.example)
        {
            return Ok(entry.id);
        }
        let id = AssessmentId::from_random(random::bytes()?);
        let now = now();
        let example = example::open(id, now, utc_offset(now), Editions::bundled_draft())?;
        let files = example
            .files
            .into_iter()
            .map(|file| (file.sha256, file.bytes.to_vec()))
            .collect();
        self.keep(&example.record, Files::Given(files), Place::New)
            .await
    }

    /// Makes a copy of an assessment under a new identifier, with its evidence, and returns the
    /// copy's UUID. The copy's journal begins anew.
    ///
    /// # Errors
    /// [`DeskError`]; then no copy is kept.
    pub async fn duplicate(&self, id: &str) -> Result<String, DeskError> {
        let (store, record) = self.as_it_is(id).await?;
        let work = Work::unseen();
        self.keep_copy(&record, Files::OfStore(&store, &work)).await
    }

    /// Begins an assessment that carries on from one of this device, against an edition that may be the
    /// same, with its evidence. Returns the UUID of the new one; the one before stays as it is.
    ///
    /// # Errors
    /// [`DeskError`]; then nothing is kept.
    pub async fn carry_on(
        &self,
        id: &str,
        onto: &'static Catalog,
        title: String,
    ) -> Result<String, DeskError> {
        let (store, record) = self.as_it_is(id).await?;
        let id = AssessmentId::from_random(random::bytes()?);
        let next = record
            .carry_on(id, onto, title, now(), &author_of(&record))
            .map_err(PerformError::from)?;
        let work = Work::unseen();
        self.keep(&next, Files::OfStore(&store, &work), Place::New)
            .await
    }

    /// An assessment of this device with its place on the disk. Where it lies open in this window that is
    /// what the user sees, also what was typed a moment ago and is not on the disk yet.
    async fn as_it_is(&self, id: &str) -> Result<(AssessmentStore, Record), DeskError> {
        let (store, stored) = AssessmentStore::open(id).await?;
        // Looked at after the wait: what lies open may have changed meanwhile.
        let open = self.open.with_untracked(|open| match open {
            OpenAssessment::Open {
                id: of, workbench, ..
            } if of == id => Some(*workbench),
            _ => None,
        });
        let record = match open {
            Some(workbench) => {
                workbench.flush_typing();
                workbench.with_record_untracked(Record::clone)
            }
            None => self.load(&stored).await?.record,
        };
        Ok((store, record))
    }

    /// The edition that an assessment of this device is made against.
    ///
    /// # Errors
    /// [`DeskError`] when the assessment or its edition cannot be read.
    pub async fn edition_of(&self, id: &str) -> Result<&'static Catalog, DeskError> {
        // Whoever asks is about to choose another one, so all of them are looked for.
        self.editions().await;
        let (_, stored) = AssessmentStore::open(id).await?;
        Ok(self.load(&stored).await?.record.catalog())
    }

    /// Keeps a record under a new identifier and a title that says that it is a copy, in the document
    /// itself, so that its reports say it too.
    pub(super) async fn keep_copy(
        &self,
        record: &Record,
        files: Files<'_>,
    ) -> Result<String, DeskError> {
        let id = AssessmentId::from_random(random::bytes()?);
        let by = author_of(record);
        let list = self.library()?.list().await?;
        let taken: Vec<&str> = list.iter().map(|entry| entry.title.as_str()).collect();
        let mut copy = record
            .duplicate(id, now(), &by)
            .map_err(PerformError::from)?;
        let details = Details {
            title: title_of_copy(&copy.assessment().details().title, &taken),
            ..copy.assessment().details().clone()
        };
        copy.perform(Edit::SetDetails { details }, now(), &by)
            .map_err(PerformError::from)?;
        self.keep(&copy, files, Place::New).await
    }

    /// Opens a backup file as a copy, beside whatever is on this device. Returns its UUID.
    ///
    /// # Errors
    /// [`DeskError`]; then no copy is kept.
    pub async fn open_backup_as_copy(
        &self,
        file: &PickedFile,
        work: &Work,
    ) -> Result<String, DeskError> {
        let backup =
            BackupFile::open(file.source(), &self.editions().await, &work.cancellation).await?;
        self.keep_edition_of(&backup, &file.name()).await?;
        self.keep_copy(&backup.contents.record, Files::OfBackup(&backup, work))
            .await
    }
}

/// Who is named beside what is done with an assessment: its first assessor.
fn author_of(record: &Record) -> String {
    let assessors = &record.assessment().details().assessors;
    assessors
        .first()
        .map(|one| one.name.clone())
        .unwrap_or_default()
}

/// The title of a copy: the original's with "(copy)" behind it, numbered when there is one already.
fn title_of_copy(title: &str, taken: &[&str]) -> String {
    let original = match title.rsplit_once(" (copy") {
        Some((original, end)) if is_end_of_copy(end) => original,
        _ => title,
    };
    let titles = (1_usize..).map(|number| {
        let end = match number {
            1 => " (copy)".to_owned(),
            _ => format!(" (copy {number})"),
        };
        let mut start = original;
        // A long title is cut between letters, until both fit.
        while !TextLimit::Line.admits(&format!("{start}{end}")) {
            let Some((last, _)) = start.char_indices().next_back() else {
                break;
            };
            start = &start[..last];
        }
        format!("{start}{end}")
    });
    // More copies than titles cannot be: each number gives another title.
    let mut free = titles.filter(|title| !taken.contains(&title.as_str()));
    free.next().unwrap_or_default().trim_start().to_owned()
}

/// Whether this is what stands behind " (copy" in a copy's title: `)`, or ` 2)`.
fn is_end_of_copy(end: &str) -> bool {
    let number = end.strip_suffix(')').map(str::trim_start);
    number.is_some_and(|number| number.bytes().all(|digit| digit.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::title_of_copy;

    #[test]
    fn a_copy_is_called_so_and_a_copy_of_it_is_numbered() {
        assert_eq!(
            title_of_copy("Nordlicht", &["Nordlicht"]),
            "Nordlicht (copy)"
        );
        let taken = ["Nordlicht", "Nordlicht (copy)"];
        assert_eq!(title_of_copy("Nordlicht", &taken), "Nordlicht (copy 2)");
        assert_eq!(
            title_of_copy("Nordlicht (copy)", &taken),
            "Nordlicht (copy 2)"
        );
        assert_eq!(
            title_of_copy("Nordlicht (copy 7)", &taken),
            "Nordlicht (copy 2)"
        );
        assert_eq!(title_of_copy("", &[]), "(copy)");
        assert_eq!(title_of_copy("A (copyright)", &[]), "A (copyright) (copy)");
    }

    #[test]
    fn a_long_title_is_cut_between_letters_to_make_room() {
        let title = title_of_copy(&"\u{e4}".repeat(300), &[]);
        assert_eq!(title.chars().count(), 300);
        assert!(title.ends_with("\u{e4} (copy)"));
    }
}
