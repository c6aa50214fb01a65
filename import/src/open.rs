//! An edition from whichever kind of file holds one.

use assay_catalog::{Catalog, CatalogError, MAX_FILE_BYTES};

use crate::edition_file::EditionFile;
use crate::oscal::read_oscal_catalog;
use crate::problem::{ImportError, Problem, ProblemKind};
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
    /// An OSCAL catalog, or another OSCAL document, which is refused with what is needed instead.
    Oscal,
}

/// The members of which an OSCAL document has one (OSCAL 1.1 and 1.2, JSON format).
const OSCAL_ROOTS: [&str; 8] = [
    "catalog",
    "profile",
    "component-definition",
    "system-security-plan",
    "assessment-plan",
    "assessment-results",
    "plan-of-action-and-milestones",
    "mapping-collection",
];

impl EditionKind {
    /// What kind of edition a file holds that begins with these bytes; `None` for all other files.
    pub fn of(bytes: &[u8]) -> Option<Self> {
        let head = &bytes[..bytes.len().min(BEGINNING)];
        let head = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head);
        let first = head.iter().find(|byte| !byte.is_ascii_whitespace())?;
        let holds = |text: &[u8]| head.windows(text.len()).any(|window| window == text);
        match first {
            b'<' => Some(Self::Page),
            // A title of an OSCAL catalog may have any words, so its first member is looked at first.
            b'{' if first_member(head).is_some_and(|name| OSCAL_ROOTS.contains(&name)) => {
                Some(Self::Oscal)
            }
            b'{' if holds(b"\"assay-edition/") => Some(Self::EditionFile),
            _ => None,
        }
    }
}

/// The name of the first member of a JSON object that is not `$schema`, as far as its beginning shows it.
fn first_member(head: &[u8]) -> Option<&str> {
    let mut rest = head;
    let mut text = || {
        let begins = rest.iter().position(|byte| *byte == b'"')? + 1;
        let length = rest.get(begins..)?.iter().position(|byte| *byte == b'"')?;
        let found = std::str::from_utf8(rest.get(begins..begins + length)?).ok()?;
        rest = rest.get(begins + length + 1..)?;
        Some(found)
    };
    match text()? {
        "$schema" => {
            // The schema's address.
            text()?;
            text()
        }
        name => Some(name),
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
        /// Whether the file itself only says the day on which it was drawn, so that another date may
        /// be given.
        date_of_drawing: bool,
    },
    /// Everything but the edition's date, which the file does not say: whoever has it must say it.
    DateNeeded,
}

/// Why a file holds no edition that can be kept.
#[derive(Debug, thiserror::Error)]
pub enum OpenEditionError {
    /// The file is none of the kinds that are read.
    #[error(
        "this is no edition: an edition file of Assay, the published page of ValOS or its source, and OSCAL catalogs in JSON are read"
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
    /// A page or an OSCAL catalog that cannot be read as an edition.
    #[error(transparent)]
    Import(#[from] ImportError),
    /// An edition file with problems, or a page of which no sound edition came.
    #[error(transparent)]
    Edition(#[from] CatalogError),
}

impl OpenEditionError {
    /// Every problem as a sentence of its own.
    pub fn sentences(&self) -> Vec<String> {
        match self {
            Self::Import(error) => error.problems.iter().map(ToString::to_string).collect(),
            Self::Edition(error) => error.problems().iter().map(ToString::to_string).collect(),
            Self::OtherKind | Self::TooLarge { .. } | Self::NotText => vec![self.to_string()],
        }
    }
}

/// Reads an edition from a file, told by its content. `date` is the edition's, `YYYY-MM-DD`, for a
/// file that does not say one itself, or only the day on which it was drawn.
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
                date_of_drawing: false,
            })
        }
        Some(EditionKind::Page) => {
            let read = read_valos_page(bytes)?;
            sound(read.file, read.notes, date)
        }
        Some(EditionKind::Oscal) => {
            let read = read_oscal_catalog(bytes)?;
            sound(read.file, read.notes, date)
        }
    }
}

/// What was read, if the catalog reads it too.
fn sound(
    mut file: EditionFile,
    mut notes: Vec<Problem>,
    date: Option<&str>,
) -> Result<OpenedEdition, OpenEditionError> {
    let is_of_drawing = |note: &Problem| matches!(note.kind, ProblemKind::DateOfThePage { .. });
    let date_of_drawing = notes.iter().any(is_of_drawing);
    match date {
        Some(date) if date_of_drawing || file.edition.date.is_none() => {
            file.edition.date = Some(date.to_owned());
            notes.retain(|note| !is_of_drawing(note));
        }
        None if file.edition.date.is_none() => return Ok(OpenedEdition::DateNeeded),
        _ => {}
    }
    // Only texts, lists and truth values are in it, so this cannot fail; the catalog would refuse it.
    let file = serde_json::to_string(&file).unwrap_or_default();
    drop(Catalog::from_edition_file(&file)?);
    Ok(OpenedEdition::Whole {
        file,
        notes,
        date_of_drawing,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_known_by_its_beginning() {
        let of = |text: &str| EditionKind::of(text.as_bytes());
        assert_eq!(of("{\"catalog\": {}}"), Some(EditionKind::Oscal));
        assert_eq!(
            of("{ \"$schema\": \"http://example.org/a\", \"profile\": {"),
            Some(EditionKind::Oscal)
        );
        let titled = "{\"catalog\":{\"metadata\":{\"title\":\"assay-edition/1\"}}}";
        assert_eq!(of(titled), Some(EditionKind::Oscal));
        let ours = "{\"edition\":{\"format\":\"assay-edition/1\"}}";
        assert_eq!(of(ours), Some(EditionKind::EditionFile));
        assert_eq!(of("\u{feff} <!doctype html>"), Some(EditionKind::Page));
        let report = "{\"@context\":[\"https://www.w3.org/ns/credentials/v2\"],\"catalog\":1}";
        for other in [
            report,
            "",
            "{",
            "{\"$schema\":\"x\"",
            "[\"catalog\"]",
            "%PDF-1.7",
        ] {
            assert_eq!(of(other), None, "{other}");
        }
    }

    #[test]
    fn another_oscal_document_is_refused_with_what_is_needed() {
        let error = open_edition(b"{\"profile\": {\"uuid\": \"x\"}}", None).unwrap_err();
        let sentences = error.sentences().join(" ");
        assert!(sentences.contains("profile"), "{sentences}");
        assert!(sentences.contains("catalog"), "{sentences}");
    }
}
