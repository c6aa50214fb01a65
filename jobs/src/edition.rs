//! Reading an edition from a file.

use assay_assessment::Sha256Digest;
use assay_catalog::{Catalog, Difference};
use assay_import::{OpenedEdition, open_edition};
use serde::{Deserialize, Serialize};

use crate::{Bulk, Job, Refused};

/// How many problems are handed back; the rest is counted.
const SHOWN: usize = 50;

/// A file to read an edition from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReadEdition {
    /// The file's bytes.
    #[serde(skip)]
    pub bytes: Vec<u8>,
    /// The edition's date, `YYYY-MM-DD`, for a file that says none itself, or only the day on which it
    /// was drawn.
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
        /// Whether the file only says the day on which it was drawn, so that another date may be given.
        date_of_drawing: bool,
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

/// Two edition files, of which is asked what changed from the one to the other.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CompareEditions {
    /// The edition file gone over from.
    pub old: String,
    /// The edition file gone over to.
    pub new: String,
}

impl Bulk for CompareEditions {}

impl Job for CompareEditions {
    const NAME: &'static str = "compare-editions";
    type Stage = ();
    /// What changed, in Markdown.
    type Outcome = Result<String, Refused>;

    fn perform(self, _: &mut dyn FnMut(())) -> Self::Outcome {
        let read = |text: &str| Catalog::from_edition_file(text).map_err(Refused::because);
        let (old, new) = (read(&self.old)?, read(&self.new)?);
        Ok(Difference::between(&old, &new).to_markdown(&old, &new))
    }
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
            Ok(OpenedEdition::Whole {
                file,
                notes,
                date_of_drawing,
            }) => Ok(EditionRead::Whole {
                date_of_drawing,
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
