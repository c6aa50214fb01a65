//! An assessment together with its journal and the steps that can be taken back.

mod recover;
mod steps;

use assay_catalog::Catalog;
use serde::{Deserialize, Serialize};

pub use self::recover::Recovered;
use self::steps::Steps;
use crate::{
    About, Assessment, AssessmentId, Change, Edit, EditError, Entry, EntryMode, Journal,
    JournalError, Opening, Sha256Digest, Timestamp, Undo,
};

/// The whole assessment at some entry of its journal, so that opening it need not replay
/// everything before.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct Snapshot {
    /// How many entries of the journal it holds.
    pub entries: u64,
    /// The digest of the last of them.
    pub head: Sha256Digest,
    /// The assessment after them.
    pub assessment: Assessment,
}

impl Snapshot {
    /// The snapshot in canonical JSON (RFC 8785).
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        // A snapshot holds no float and only maps with text keys, so this cannot fail.
        serde_json_canonicalizer::to_vec(self).unwrap_or_default()
    }
}

/// Why a journal does not give an assessment.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum LoadError {
    /// The journal cannot be read.
    #[error(transparent)]
    Journal(#[from] JournalError),
    /// An entry cannot be applied.
    #[error("entry {seq} of the journal cannot be applied: {error}")]
    Edit {
        /// The entry.
        seq: u64,
        /// Why not.
        error: EditError,
    },
    /// The first entry does not open an assessment, or a later one does.
    #[error(
        "entry {0} of the journal stands in the wrong place: the first entry, and only it, opens an assessment"
    )]
    Opening(u64),
}

impl LoadError {
    /// The number of the entry that was refused; `None` when there is no entry at all.
    #[must_use]
    pub const fn seq(&self) -> Option<u64> {
        match self {
            Self::Journal(error) => error.seq(),
            Self::Edit { seq, .. } | Self::Opening(seq) => Some(*seq),
        }
    }
}

/// An assessment with its journal. The one place where edits and journal entries are made
/// together, so that neither can be without the other.
///
/// It holds the edition that it is made against: whoever has a record reads, draws, reports and
/// changes it with that one, and cannot do so with another.
#[derive(Debug, Clone)]
pub struct Record {
    catalog: &'static Catalog,
    assessment: Assessment,
    journal: Journal,
    steps: Steps,
}

impl PartialEq for Record {
    /// The edition is named in the opening, so it is compared with the rest.
    fn eq(&self, other: &Self) -> bool {
        self.assessment == other.assessment
            && self.journal == other.journal
            && self.steps == other.steps
    }
}

impl Eq for Record {}

impl Record {
    /// Begins an assessment against an edition, which the opening names.
    #[must_use]
    pub fn open(opening: Opening, at: Timestamp, by: &str, catalog: &'static Catalog) -> Self {
        let mut journal = Journal::new();
        journal.write(at, by, Change::Open(opening.clone()));
        Self {
            catalog,
            assessment: Assessment::open(opening),
            journal,
            steps: Steps::default(),
        }
    }

    /// The edition that the assessment is made against.
    #[must_use]
    pub const fn catalog(&self) -> &'static Catalog {
        self.catalog
    }

    /// A copy under another identifier, with a journal of its own that opens the copy and makes
    /// it by edits. Whether it is an example stays; nothing in it can be taken back.
    ///
    /// # Errors
    /// [`EditError`] when the assessment does not fit its edition, which would be an error of ours.
    pub fn duplicate(&self, id: AssessmentId, at: Timestamp, by: &str) -> Result<Self, EditError> {
        let opening = Opening {
            assessment: id,
            ..self.assessment.opening.clone()
        };
        Self::made_of(
            opening,
            self.assessment.rebuilding_edits(),
            at,
            by,
            self.catalog,
        )
    }

    /// An assessment that is made of these edits from the beginning. They are no steps of the
    /// user's, so that none of them can be taken back.
    pub(crate) fn made_of(
        opening: Opening,
        edits: Vec<Edit>,
        at: Timestamp,
        by: &str,
        catalog: &'static Catalog,
    ) -> Result<Self, EditError> {
        let mut record = Self::open(opening, at, by, catalog);
        for edit in edits {
            let _undo = edit.clone().apply(&mut record.assessment, catalog)?;
            record.journal.write(at, by, Change::Import(edit));
        }
        Ok(record)
    }

    /// Replays a whole journal, or continues from a snapshot that fits it.
    ///
    /// A snapshot that does not fit (another head at its place, beyond the end, or holding what
    /// no edit lets in) is left aside: the journal alone is the truth. With a snapshot that fits,
    /// the entries before it are not read again, and their steps cannot be taken back.
    ///
    /// # Errors
    /// [`LoadError`] names the entry that cannot be read or applied.
    pub fn load(
        journal: Journal,
        snapshot: Option<Snapshot>,
        catalog: &'static Catalog,
    ) -> Result<Self, LoadError> {
        let first = journal.entries_from(0).next();
        let Change::Open(opening) = first.ok_or(JournalError::Empty)??.change else {
            return Err(LoadError::Opening(0));
        };
        let fitting = snapshot.filter(|snapshot| {
            snapshot.entries > 0
                && journal.head_before(snapshot.entries) == Some(snapshot.head)
                && snapshot.assessment.opening == opening
                && snapshot.assessment.check(catalog).is_ok()
        });
        let (mut record, from) = match fitting {
            Some(snapshot) => (
                Self::resting(snapshot.assessment, catalog),
                snapshot.entries,
            ),
            None => (Self::resting(Assessment::open(opening), catalog), 1),
        };
        for entry in journal.entries_from(from) {
            record.replay(entry?)?;
        }
        record.journal = journal;
        Ok(record)
    }

    /// The assessment as it stands.
    #[must_use]
    pub const fn assessment(&self) -> &Assessment {
        &self.assessment
    }

    /// The journal as it stands.
    #[must_use]
    pub const fn journal(&self) -> &Journal {
        &self.journal
    }

    /// The snapshot of this moment.
    #[must_use]
    pub fn snapshot(&self) -> Snapshot {
        Snapshot {
            entries: self.journal.next_seq(),
            head: self.journal.head(),
            assessment: self.assessment.clone(),
        }
    }

    /// Makes an edit and writes it down. What was taken back before cannot be made again after.
    ///
    /// `None` when all that it sets is so already: that is no step and no entry, and what was
    /// taken back can still be made again.
    ///
    /// # Errors
    /// [`EditError`]; then nothing has changed and nothing is written.
    pub fn perform(
        &mut self,
        edit: Edit,
        at: Timestamp,
        by: &str,
    ) -> Result<Option<Entry>, EditError> {
        edit.keeps_amounts(&self.assessment)?;
        let Undo(inverse) = edit.clone().apply(&mut self.assessment, self.catalog)?;
        if edit.is_taken_back_by_itself(&inverse) {
            return Ok(None);
        }
        self.steps.done(&edit, inverse, at);
        let change = Change::Edit {
            mode: EntryMode::Do,
            edit,
        };
        Ok(Some(self.journal.write(at, by, change)))
    }

    /// Takes the last step back. `None` when there is none.
    ///
    /// # Errors
    /// [`EditError`] when the step no longer fits, which would be an error of ours; then nothing
    /// has changed, and the steps that rest on it are forgotten.
    pub fn undo(&mut self, at: Timestamp, by: &str) -> Result<Option<Entry>, EditError> {
        self.move_step(EntryMode::Undo, at, by)
    }

    /// Makes the step that was taken back last again. `None` when there is none.
    ///
    /// # Errors
    /// As for [`Record::undo`].
    pub fn redo(&mut self, at: Timestamp, by: &str) -> Result<Option<Entry>, EditError> {
        self.move_step(EntryMode::Redo, at, by)
    }

    /// What undo would take back.
    #[must_use]
    pub fn next_undo(&self) -> Option<&About> {
        self.steps.next_about(EntryMode::Undo)
    }

    /// What redo would make again.
    #[must_use]
    pub fn next_redo(&self) -> Option<&About> {
        self.steps.next_about(EntryMode::Redo)
    }

    /// Follows an entry that another writer appended to the same journal.
    ///
    /// # Errors
    /// [`LoadError`]; then nothing has changed.
    pub fn follow(&mut self, stored: Vec<u8>) -> Result<(), LoadError> {
        let entry = self.journal.read_next(&stored)?;
        self.replay(entry)?;
        Ok(self.journal.take(stored)?)
    }

    fn resting(assessment: Assessment, catalog: &'static Catalog) -> Self {
        Self {
            catalog,
            assessment,
            journal: Journal::new(),
            steps: Steps::default(),
        }
    }

    fn replay(&mut self, entry: Entry) -> Result<(), LoadError> {
        let seq = entry.seq;
        let (mode, edit) = match entry.change {
            Change::Open(_) => return Err(LoadError::Opening(seq)),
            Change::Import(edit) => (None, edit),
            Change::Edit { mode, edit } => (Some(mode), edit),
        };
        let Undo(inverse) = edit
            .clone()
            .apply(&mut self.assessment, self.catalog)
            .map_err(|error| LoadError::Edit { seq, error })?;
        match mode {
            None => self.steps = Steps::default(),
            Some(EntryMode::Do) => self.steps.done(&edit, inverse, entry.at),
            Some(mode) => self.steps.moved(mode, edit, inverse),
        }
        Ok(())
    }

    fn move_step(
        &mut self,
        mode: EntryMode,
        at: Timestamp,
        by: &str,
    ) -> Result<Option<Entry>, EditError> {
        let Some(edit) = self.steps.next(mode) else {
            return Ok(None);
        };
        match edit.clone().apply(&mut self.assessment, self.catalog) {
            Ok(Undo(inverse)) => {
                self.steps.moved(mode, edit.clone(), inverse);
                let change = Change::Edit { mode, edit };
                Ok(Some(self.journal.write(at, by, change)))
            }
            Err(error) => {
                // The steps below it rest on this one, so none of them would fit either.
                self.steps.forget(mode);
                Err(error)
            }
        }
    }
}
