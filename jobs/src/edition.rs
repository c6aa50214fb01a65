//! Reading an edition from a file.

use assay_assessment::Sha256Digest;
use assay_import::{OpenedEdition, open_edition};
use serde::{Deserialize, Serialize};

use crate::{Bulk, Job};

/// How many problems are handed back; the rest is counted.
const SHOWN: usize = 50;

/// A file to read an edition from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReadEdition {
    /// The file's bytes.
    #[serde(skip)]
    pub bytes: Vec<u8>,
    /// The edition's date, `YYYY-MM-DD`, for a file that says none itself.
    pub date: Option<String>,
}

/// What was read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum EditionRead {
    /// An edition.
    Whole {
        /// The edition file.
        file: String,
        /// What was read in a way that the reader should know, as sentences.
        notes: Vec<String>,
        /// SHA-256 of the file that was read.
        sha256: String,
    },
    /// All but its date, which the file does not say.
    DateNeeded,
}

/// Why nothing was read: every problem as a sentence.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EditionRefused {
    /// The first problems.
    pub problems: Vec<String>,
    /// How many more there are.
    pub more: usize,
}

impl Bulk for ReadEdition {
    fn bulk(&mut self) -> Vec<&mut Vec<u8>> {
        vec![&mut self.bytes]
    }
}

impl Bulk for EditionRead {}

impl Job for ReadEdition {
    const NAME: &'static str = "read-edition";
    type Stage = ();
    type Outcome = Result<EditionRead, EditionRefused>;

    fn perform(self, _: &mut dyn FnMut(())) -> Self::Outcome {
        match open_edition(&self.bytes, self.date.as_deref()) {
            Ok(OpenedEdition::Whole { file, notes }) => Ok(EditionRead::Whole {
                file,
                notes: notes.iter().map(ToString::to_string).collect(),
                sha256: Sha256Digest::of(&self.bytes).to_string(),
            }),
            Ok(OpenedEdition::DateNeeded) => Ok(EditionRead::DateNeeded),
            Err(error) => {
                let mut problems = error.sentences();
                let more = problems.len().saturating_sub(SHOWN);
                problems.truncate(SHOWN);
                Err(EditionRefused { problems, more })
            }
        }
    }
}
