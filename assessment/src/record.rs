//! An assessment together with its journal and the steps that can be taken back.

use assay_catalog::Catalog;
use serde::{Deserialize, Serialize};

use crate::{
    Assessment, Change, Edit, EditError, Entry, EntryMode, Journal, JournalError, Opening,
    Sha256Digest, Timestamp, Undo,
};

/// Edits of one field that follow each other within this time are one undo step.
const TYPING_PAUSE_MILLISECONDS: u64 = 2_000;

/// The most steps that can be taken back.
const MOST_STEPS: usize = 500;

/// Edits that are taken back together, as their inverses in the order in which they were made.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Step {
    inverses: Vec<Edit>,
    words: String,
    typing: Option<(String, Timestamp)>,
}

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

/// An assessment with its journal. The one place where edits and journal entries are made
/// together, so that neither can be without the other.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Record {
    assessment: Assessment,
    journal: Journal,
    undo: Vec<Step>,
    redo: Vec<Step>,
}

impl Record {
    /// Begins an assessment.
    #[must_use]
    pub fn open(opening: Opening, at: Timestamp, by: &str) -> Self {
        let mut journal = Journal::new();
        journal.write(at, by, Change::Open(opening.clone()));
        Self {
            assessment: Assessment::open(opening),
            journal,
            undo: Vec::new(),
            redo: Vec::new(),
        }
    }

    /// Replays a whole journal, or continues from a snapshot that fits it.
    ///
    /// A snapshot that does not fit (another head at its place, or beyond the end) is left aside:
    /// the journal alone is the truth.
    ///
    /// # Errors
    /// [`LoadError`] names the entry that cannot be read or applied.
    pub fn load(
        journal: Journal,
        snapshot: Option<Snapshot>,
        catalog: &Catalog,
    ) -> Result<Self, LoadError> {
        let fitting = snapshot.filter(|snapshot| {
            snapshot.entries > 0 && journal.head_before(snapshot.entries) == Some(snapshot.head)
        });
        let (mut record, from) = match fitting {
            Some(snapshot) => (Self::resting(snapshot.assessment), snapshot.entries),
            None => match journal
                .entries_from(0)
                .next()
                .ok_or(JournalError::Empty)??
                .change
            {
                Change::Open(opening) => (Self::resting(Assessment::open(opening)), 1),
                Change::Edit { .. } => return Err(LoadError::Opening(0)),
            },
        };
        for entry in journal.entries_from(from) {
            record.replay(entry?, catalog)?;
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
    /// # Errors
    /// [`EditError`]; then nothing has changed and nothing is written.
    pub fn perform(
        &mut self,
        edit: Edit,
        at: Timestamp,
        by: &str,
        catalog: &Catalog,
    ) -> Result<Entry, EditError> {
        let Undo(inverse) = edit.clone().apply(&mut self.assessment, catalog)?;
        self.push_done(&edit, inverse, at);
        Ok(self.journal.write(
            at,
            by,
            Change::Edit {
                mode: EntryMode::Do,
                edit,
            },
        ))
    }

    /// Takes the last step back. `None` when there is none.
    ///
    /// # Errors
    /// [`EditError`] when the step no longer fits, which would be an error of ours; then nothing
    /// has changed.
    pub fn undo(
        &mut self,
        at: Timestamp,
        by: &str,
        catalog: &Catalog,
    ) -> Result<Option<Entry>, EditError> {
        self.move_step(EntryMode::Undo, at, by, catalog)
    }

    /// Makes the step that was taken back last again. `None` when there is none.
    ///
    /// # Errors
    /// As for [`Record::undo`].
    pub fn redo(
        &mut self,
        at: Timestamp,
        by: &str,
        catalog: &Catalog,
    ) -> Result<Option<Entry>, EditError> {
        self.move_step(EntryMode::Redo, at, by, catalog)
    }

    /// What undo would take back, in a few words.
    #[must_use]
    pub fn next_undo(&self) -> Option<&str> {
        self.undo.last().map(|step| step.words.as_str())
    }

    /// What redo would make again, in a few words.
    #[must_use]
    pub fn next_redo(&self) -> Option<&str> {
        self.redo.last().map(|step| step.words.as_str())
    }

    /// Follows an entry that another writer appended to the same journal.
    ///
    /// # Errors
    /// [`LoadError`]; then nothing has changed.
    pub fn follow(&mut self, stored: Vec<u8>, catalog: &Catalog) -> Result<(), LoadError> {
        let entry = self.journal.read_next(&stored)?;
        self.replay(entry, catalog)?;
        Ok(self.journal.take(stored)?)
    }

    const fn resting(assessment: Assessment) -> Self {
        Self {
            assessment,
            journal: Journal::new(),
            undo: Vec::new(),
            redo: Vec::new(),
        }
    }

    fn replay(&mut self, entry: Entry, catalog: &Catalog) -> Result<(), LoadError> {
        let seq = entry.seq;
        let Change::Edit { mode, edit } = entry.change else {
            return Err(LoadError::Opening(seq));
        };
        let Undo(inverse) = edit
            .clone()
            .apply(&mut self.assessment, catalog)
            .map_err(|error| LoadError::Edit { seq, error })?;
        match mode {
            EntryMode::Do => self.push_done(&edit, inverse, entry.at),
            EntryMode::Undo => exchange(&mut self.undo, &mut self.redo, inverse),
            EntryMode::Redo => exchange(&mut self.redo, &mut self.undo, inverse),
        }
        Ok(())
    }

    fn move_step(
        &mut self,
        mode: EntryMode,
        at: Timestamp,
        by: &str,
        catalog: &Catalog,
    ) -> Result<Option<Entry>, EditError> {
        let (from, to) = match mode {
            EntryMode::Redo => (&mut self.redo, &mut self.undo),
            EntryMode::Undo | EntryMode::Do => (&mut self.undo, &mut self.redo),
        };
        let Some(step) = from.last() else {
            return Ok(None);
        };
        let edit = step.edit();
        let Undo(inverse) = edit.clone().apply(&mut self.assessment, catalog)?;
        exchange(from, to, inverse);
        Ok(Some(self.journal.write(
            at,
            by,
            Change::Edit { mode, edit },
        )))
    }

    /// Adds an edit to the steps that can be taken back, or to the last step when somebody is
    /// still typing into the same field.
    fn push_done(&mut self, edit: &Edit, inverse: Edit, at: Timestamp) {
        self.redo.clear();
        let target = edit.typing_target();
        if let (Some(target), Some(last)) = (&target, self.undo.last_mut())
            && let Some((standing, since)) = &mut last.typing
            && standing == target
            && at.milliseconds().saturating_sub(since.milliseconds()) <= TYPING_PAUSE_MILLISECONDS
            && last.inverses.len() < Edit::MOST_AT_ONCE
        {
            *since = at;
            last.inverses.push(inverse);
            return;
        }
        if self.undo.len() == MOST_STEPS {
            self.undo.remove(0);
        }
        self.undo.push(Step {
            inverses: vec![inverse],
            words: edit.words(),
            typing: target.map(|target| (target, at)),
        });
    }
}

impl Step {
    /// The one edit that takes the whole step back.
    fn edit(&self) -> Edit {
        if let [only] = self.inverses.as_slice() {
            return only.clone();
        }
        let parts = self.inverses.iter().rev().cloned();
        Edit::Several {
            edits: parts.flat_map(Edit::into_parts).collect(),
        }
    }
}

/// Moves the last step from one pile to the other, with its own inverse. A journal that was cut
/// at a snapshot may take back a step from before it; then only the new inverse is known, which
/// is enough.
fn exchange(from: &mut Vec<Step>, to: &mut Vec<Step>, inverse: Edit) {
    let words = from
        .pop()
        .map_or_else(|| inverse.words(), |step| step.words);
    to.push(Step {
        inverses: vec![inverse],
        words,
        typing: None,
    });
}
