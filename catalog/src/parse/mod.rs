//! Reads the data files into a catalog, and collects every problem instead of stopping at the
//! first.
//!
//! `node` turns a file's JSON into a tree that keeps duplicate fields; `reader` takes values out of
//! the tree, and `reading` keeps what is wrong with them, what is declared and what is referred to;
//! `entities` puts the catalog's types together; `checks` looks at what only the whole catalog
//! shows, such as dangling identifiers.

mod checks;
mod entities;
mod node;
mod problem;
mod reader;
mod reading;

use serde::Serialize;
use sha2::{Digest, Sha256};

use crate::catalog::Catalog;
use node::Node;
pub use problem::{CatalogError, Place, Problem, ProblemKind};
use reading::Reading;

/// The greatest size of one data file, in bytes.
pub const MAX_FILE_BYTES: usize = 2 * 1024 * 1024;

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
    /// The data files that this build carries.
    pub const fn bundled() -> Self {
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
    /// The whole catalog as canonical JSON (RFC 8785): one object whose members are the data
    /// files, named by their file stems. The edition's SHA-256 is over exactly these bytes.
    ///
    /// # Errors
    /// [`CatalogError`] with every problem of the files' JSON; what the JSON means is not checked.
    pub fn canonical_json(&self) -> Result<String, CatalogError> {
        let reading = Reading::default();
        let document = self.read(&reading);
        let problems = reading.into_problems();
        if !problems.is_empty() {
            return Err(CatalogError::new(problems));
        }
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
#[derive(Serialize)]
struct Document {
    edition: Option<Node>,
    frameworks: Option<Node>,
    controls: Option<Node>,
    risks: Option<Node>,
    mitigations: Option<Node>,
    glossary: Option<Node>,
}

impl Document {
    /// Whether every file is JSON, so that every identifier which the catalog has is known.
    fn is_whole(&self) -> bool {
        [
            &self.edition,
            &self.frameworks,
            &self.controls,
            &self.risks,
            &self.mitigations,
            &self.glossary,
        ]
        .into_iter()
        .all(Option::is_some)
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
}

/// Reads a catalog from its data files.
///
/// # Errors
/// [`CatalogError`] with every problem found. If a file is not JSON at all, references are not
/// followed, since what that file would declare cannot be told.
pub(crate) fn catalog_from_files(files: &CatalogFiles<'_>) -> Result<Catalog, CatalogError> {
    let reading = Reading::default();
    let document = files.read(&reading);
    let entities = entities::read(&document, &reading);
    if document.is_whole() {
        checks::check(&entities, &reading);
    }
    let problems = reading.into_problems();
    if !problems.is_empty() {
        return Err(CatalogError::new(problems));
    }
    let canonical = document.canonical_json()?;
    let sha256 = base16ct::lower::encode_string(&Sha256::digest(canonical.as_bytes()));
    // Without problems the edition was read, so this is never `None` here.
    entities
        .into_catalog(sha256)
        .ok_or_else(|| CatalogError::new(Vec::new()))
}
