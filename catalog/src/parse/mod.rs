//! Reads the data files, or an edition file, into a catalog, and collects every problem instead of stopping at the
//! first.
//!
//! `node` turns a file's JSON into a tree that keeps duplicate fields; `reader` takes values out of
//! the tree, and `reading` keeps what is wrong with them, what is declared and what is referred to;
//! `entities` puts the catalog's types together; `checks` looks at what only the whole catalog
//! shows, such as dangling identifiers; `overlay` makes another edition of the same data.

mod checks;
mod entities;
mod node;
mod overlay;
mod problem;
mod reader;
mod reading;

use serde::Serialize;
use sha2::{Digest, Sha256};

use crate::catalog::Catalog;
use node::Node;
pub use problem::{CatalogError, Place, Problem, ProblemKind};
use reader::At;
use reading::Reading;

/// The greatest size of a data file or an edition file, in bytes.
pub const MAX_FILE_BYTES: usize = 16 * 1024 * 1024;

/// The texts of the six data files that make up a catalog.
#[derive(Clone, Copy, Debug)]
pub struct CatalogFiles<'a> {
    /// `edition.json`: name, version, date, licence, and provenance.
    pub edition: &'a str,
    /// `frameworks.json`: the external frameworks.
    pub frameworks: &'a str,
    /// `controls.json`: sections, control groups and controls.
    pub controls: &'a str,
    /// `risks.json`: categories and risks.
    pub risks: &'a str,
    /// `mitigations.json`: mitigations.
    pub mitigations: &'a str,
    /// `glossary.json`: terms.
    pub glossary: &'a str,
}

impl CatalogFiles<'static> {
    /// The data files that this build carries: the newest edition that is bundled. What an earlier
    /// one says otherwise is an overlay on them.
    pub(crate) const fn bundled() -> Self {
        Self {
            edition: include_str!("../../data/edition.json"),
            frameworks: include_str!("../../data/frameworks.json"),
            controls: include_str!("../../data/controls.json"),
            risks: include_str!("../../data/risks.json"),
            mitigations: include_str!("../../data/mitigations.json"),
            glossary: include_str!("../../data/glossary.json"),
        }
    }
}

impl CatalogFiles<'_> {
    /// The edition file of these data files: one object whose members are the files, named by their
    /// file stems, as canonical JSON (RFC 8785). The edition's SHA-256 is over exactly these bytes.
    ///
    /// # Errors
    /// [`CatalogError`] with every problem of the files' JSON; what the JSON means is not checked.
    pub fn canonical_json(&self) -> Result<String, CatalogError> {
        let reading = Reading::default();
        let document = self.read(&reading);
        sound(reading)?;
        document.canonical_json()
    }

    /// Reads all six files as JSON.
    fn read(&self, reading: &Reading) -> Document {
        Document {
            edition: node::read("edition.json", self.edition, reading),
            frameworks: node::read("frameworks.json", self.frameworks, reading),
            controls: node::read("controls.json", self.controls, reading),
            risks: node::read("risks.json", self.risks, reading),
            mitigations: node::read("mitigations.json", self.mitigations, reading),
            glossary: node::read("glossary.json", self.glossary, reading),
        }
    }
}

/// The whole catalog as one JSON value. A file that is not JSON is `None`.
#[derive(Default, Serialize)]
pub(crate) struct Document {
    edition: Option<Node>,
    frameworks: Option<Node>,
    controls: Option<Node>,
    risks: Option<Node>,
    mitigations: Option<Node>,
    glossary: Option<Node>,
}

/// The names of the six parts of an edition file, as problems name them, and the parts.
fn parts_of(document: &mut Document) -> [(&'static str, &mut Option<Node>); 6] {
    [
        ("edition.json", &mut document.edition),
        ("frameworks.json", &mut document.frameworks),
        ("controls.json", &mut document.controls),
        ("risks.json", &mut document.risks),
        ("mitigations.json", &mut document.mitigations),
        ("glossary.json", &mut document.glossary),
    ]
}

impl Document {
    /// Takes an edition file apart.
    fn of_edition_file(text: &str, reading: &Reading) -> Self {
        const FILE: &str = "the edition file";
        let mut document = Self::default();
        let Some(node) = node::read(FILE, text, reading) else {
            return document;
        };
        let Some(object) = At::root(FILE, &node).object(reading) else {
            return document;
        };
        for (file, part) in parts_of(&mut document) {
            let name = file.strip_suffix(".json").unwrap_or(file);
            *part = object.required(name).map(|field| field.node.clone());
        }
        object.finish();
        document
    }

    /// Whether every file is JSON, so that every identifier which the catalog has is known.
    fn is_whole(&mut self) -> bool {
        parts_of(self).iter().all(|(_, part)| part.is_some())
    }

    fn canonical_json(&self) -> Result<String, CatalogError> {
        serde_json_canonicalizer::to_string(self).map_err(|error| {
            CatalogError::new(vec![Problem::new(
                Place::whole_file("(canonical JSON)"),
                ProblemKind::Syntax {
                    message: error.to_string(),
                },
            )])
        })
    }

    /// What the document holds, if there is nothing wrong with it.
    fn entities(&mut self, reading: Reading) -> Result<entities::Entities, CatalogError> {
        let entities = entities::read(self, &reading);
        if self.is_whole() {
            checks::check(&entities, &reading);
        }
        sound(reading).map(|()| entities)
    }

    /// The catalog that the document holds, and the document as canonical JSON.
    fn into_catalog(mut self, reading: Reading) -> Result<(Catalog, String), CatalogError> {
        let entities = self.entities(reading)?;
        let canonical = self.canonical_json()?;
        let sha256 = base16ct::lower::encode_string(&Sha256::digest(canonical.as_bytes()));
        Ok((named(entities, sha256)?, canonical))
    }
}

/// The catalog of an edition with this SHA-256.
fn named(entities: entities::Entities, sha256: String) -> Result<Catalog, CatalogError> {
    // Without problems the edition was read, so this is never `None` here.
    entities
        .into_catalog(sha256)
        .ok_or_else(|| CatalogError::new(Vec::new()))
}

/// Nothing, or an error with every problem that was noted.
fn sound(reading: Reading) -> Result<(), CatalogError> {
    let problems = reading.into_problems();
    if problems.is_empty() {
        Ok(())
    } else {
        Err(CatalogError::new(problems))
    }
}

/// Reads a catalog from its data files.
///
/// # Errors
/// [`CatalogError`] with every problem found. If a file is not JSON at all, references are not
/// followed, since what that file would declare cannot be told.
pub(crate) fn catalog_from_files(files: &CatalogFiles<'_>) -> Result<Catalog, CatalogError> {
    let reading = Reading::default();
    let document = files.read(&reading);
    document.into_catalog(reading).map(|(catalog, _)| catalog)
}

/// Reads a catalog from an edition file, and gives the file as canonical JSON too.
///
/// # Errors
/// As for [`catalog_from_files`].
pub(crate) fn read_edition_file(text: &str) -> Result<(Catalog, String), CatalogError> {
    let reading = Reading::default();
    let document = Document::of_edition_file(text, &reading);
    document.into_catalog(reading)
}

/// The data files, as an overlay changes them.
fn changed(files: &CatalogFiles<'_>, overlay: Option<&str>, reading: &Reading) -> Document {
    let mut document = files.read(reading);
    if let Some(overlay) = overlay {
        overlay::apply(overlay, &mut document, reading);
    }
    document
}

/// The edition file of the data files, as an overlay changes them, as canonical JSON.
///
/// # Errors
/// [`CatalogError`] with every change that does not fit.
pub(crate) fn bundled_file(
    files: &CatalogFiles<'_>,
    overlay: Option<&str>,
) -> Result<String, CatalogError> {
    let reading = Reading::default();
    let document = changed(files, overlay, &reading);
    sound(reading)?;
    document.canonical_json()
}

/// Reads a catalog from the data files, as an overlay changes them. Its SHA-256 is known, because the
/// files are compiled in; to work it out takes as long as all the rest, and the page waits for it.
///
/// # Errors
/// [`CatalogError`] with every problem.
pub(crate) fn bundled_catalog(
    files: &CatalogFiles<'_>,
    overlay: Option<&str>,
    sha256: &str,
) -> Result<Catalog, CatalogError> {
    let reading = Reading::default();
    let mut document = changed(files, overlay, &reading);
    let entities = document.entities(reading)?;
    named(entities, sha256.to_owned())
}

/// A sound edition file with the part first that says what it is, so that its kind is known by its
/// beginning.
pub(crate) fn beginning_with_the_edition(file: &str) -> String {
    let reading = Reading::default();
    let document = Document::of_edition_file(file, &reading);
    serde_json::to_string(&document).unwrap_or_default()
}
