//! An edition from whichever kind of file holds one.

use assay_catalog::{Catalog, CatalogError, MAX_FILE_BYTES};

use crate::edition_file::EditionFile;
use crate::problem::{ImportError, Problem};
use crate::read::read_valos_page;

/// How many bytes from a file's beginning tell what kind of edition it is.
pub const BEGINNING: usize = 1024;

/// What kind of file holds an edition.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EditionKind {
    /// An edition file of Assay.
    EditionFile,
    /// A web page, such as the published page of ValOS, or its source.
    Page,
}

impl EditionKind {
    /// What kind of edition a file holds that begins with these bytes; `None` for all other files.
    pub fn of(bytes: &[u8]) -> Option<Self> {
        let head = &bytes[..bytes.len().min(BEGINNING)];
        let head = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head);
        let first = head.iter().find(|byte| !byte.is_ascii_whitespace())?;
        let holds = |text: &[u8]| head.windows(text.len()).any(|window| window == text);
        match first {
            b'<' => Some(Self::Page),
            b'{' if holds(b"\"assay-edition/") => Some(Self::EditionFile),
            _ => None,
        }
    }
}

/// An edition that was read from a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OpenedEdition {
    /// The edition.
    Whole {
        /// The edition file, which [`Catalog::from_edition_file`] reads.
        file: String,
        /// What was read in a way that the reader should know.
        notes: Vec<Problem>,
    },
    /// Everything but the edition's date, which the file does not say: whoever has it must say it.
    DateNeeded,
}

/// Why a file holds no edition that can be kept.
#[derive(Debug, thiserror::Error)]
pub enum OpenEditionError {
    /// The file is none of the kinds that are read.
    #[error(
        "this is no edition: an edition file of Assay and the published page of ValOS or its source are read"
    )]
    OtherKind,
    /// The file is larger than an edition can be.
    #[error("the file has {bytes} bytes, and at most {most} are read; it is no edition")]
    TooLarge {
        /// How many bytes it has.
        bytes: usize,
        /// How many an edition may have.
        most: usize,
    },
    /// An edition file that is not text.
    #[error("the edition file is not text in UTF-8; it was changed on its way")]
    NotText,
    /// A page that cannot be read as an edition.
    #[error(transparent)]
    Page(#[from] ImportError),
    /// An edition file with problems, or a page of which no sound edition came.
    #[error(transparent)]
    Edition(#[from] CatalogError),
}

impl OpenEditionError {
    /// Every problem as a sentence of its own.
    pub fn sentences(&self) -> Vec<String> {
        match self {
            Self::Page(error) => error.problems.iter().map(ToString::to_string).collect(),
            Self::Edition(error) => error.problems().iter().map(ToString::to_string).collect(),
            Self::OtherKind | Self::TooLarge { .. } | Self::NotText => vec![self.to_string()],
        }
    }
}

/// Reads an edition from a file, told by its content. `date` is the edition's, `YYYY-MM-DD`, for a
/// file that does not say one itself.
///
/// # Errors
/// [`OpenEditionError`] with every problem; nothing was kept then.
pub fn open_edition(bytes: &[u8], date: Option<&str>) -> Result<OpenedEdition, OpenEditionError> {
    if bytes.len() > MAX_FILE_BYTES {
        return Err(OpenEditionError::TooLarge {
            bytes: bytes.len(),
            most: MAX_FILE_BYTES,
        });
    }
    match EditionKind::of(bytes) {
        None => Err(OpenEditionError::OtherKind),
        Some(EditionKind::EditionFile) => {
            let text = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
            let text = std::str::from_utf8(text).map_err(|_| OpenEditionError::NotText)?;
            let catalog = Catalog::from_edition_file(text)?;
            drop(catalog);
            Ok(OpenedEdition::Whole {
                file: text.to_owned(),
                notes: Vec::new(),
            })
        }
        Some(EditionKind::Page) => {
            let read = read_valos_page(bytes)?;
            sound(read.file, read.notes, date)
        }
    }
}

/// What was read, if the catalog reads it too.
fn sound(
    mut file: EditionFile,
    notes: Vec<Problem>,
    date: Option<&str>,
) -> Result<OpenedEdition, OpenEditionError> {
    if file.edition.date.is_none() {
        match date {
            Some(date) => file.edition.date = Some(date.to_owned()),
            None => return Ok(OpenedEdition::DateNeeded),
        }
    }
    // Only texts, lists and truth values are in it, so this cannot fail; the catalog would refuse it.
    let file = serde_json::to_string(&file).unwrap_or_default();
    drop(Catalog::from_edition_file(&file)?);
    Ok(OpenedEdition::Whole { file, notes })
}
