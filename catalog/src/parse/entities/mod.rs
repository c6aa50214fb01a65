//! Puts the catalog's types together from the JSON trees.

mod controls;
mod edition;
mod mitigations;
mod risks;
mod shared;

use super::Document;
use super::node::Node;
use super::reader::{At, Object};
use super::reading::Reading;
use crate::catalog::{Catalog, Parts};
use crate::{Edition, Level};
use shared::blocks;

/// Everything that the data files hold, in the order of the files.
#[derive(Default)]
pub(super) struct Entities {
    pub(super) edition: Option<Edition>,
    pub(super) parts: Parts,
}

impl Entities {
    /// The catalog, or `None` if the edition could not be read.
    pub(super) fn into_catalog(self, sha256: String) -> Option<Catalog> {
        let mut edition = self.edition?;
        edition.sha256 = sha256;
        Some(Catalog::new(edition, self.parts))
    }

    /// The levels that the edition declares.
    fn levels(&self) -> &[Level] {
        self.edition
            .as_ref()
            .map_or(&[], |edition| edition.levels.as_slice())
    }
}

/// Reads every file that is JSON; what is wrong is noted and left out.
pub(super) fn read(document: &Document, reading: &Reading) -> Entities {
    let mut entities = Entities {
        edition: document.edition.as_ref().and_then(|node| {
            let root = At::root("edition.json", node);
            edition::edition(&root, reading)
        }),
        ..Entities::default()
    };
    if let Some(root) = root("frameworks.json", &document.frameworks, reading) {
        let parts = &mut entities.parts;
        for item in root.optional_items("frameworks") {
            parts.frameworks.extend(edition::framework(&item, reading));
        }
        for item in root.optional_items("references") {
            parts.references.extend(edition::reference(&item, reading));
        }
        root.finish();
    }
    if let Some(root) = root("controls.json", &document.controls, reading) {
        let introduction = root.optional_items("introduction");
        entities.parts.controls_introduction = blocks(introduction, reading);
        for item in root.items("sections") {
            controls::section(&item, reading, &mut entities);
        }
        for item in root.optional_items("withdrawn") {
            let withdrawn = controls::withdrawn(&item, reading);
            entities.parts.withdrawn.extend(withdrawn);
        }
        root.finish();
    }
    if let Some(root) = root("risks.json", &document.risks, reading) {
        for item in root.optional_items("categories") {
            risks::category(&item, reading, &mut entities);
        }
        root.finish();
    }
    if let Some(root) = root("mitigations.json", &document.mitigations, reading) {
        let introduction = root.optional_items("introduction");
        entities.parts.mitigations_introduction = blocks(introduction, reading);
        for item in root.optional_items("sections") {
            mitigations::section(&item, reading, &mut entities);
        }
        root.finish();
    }
    if let Some(root) = root("glossary.json", &document.glossary, reading) {
        for item in root.optional_items("terms") {
            let sections = &entities.parts.mitigation_sections;
            let term = mitigations::glossary_term(&item, reading, sections);
            entities.parts.glossary.extend(term);
        }
        root.finish();
    }
    entities
}

/// The object that a file is.
fn root<'a, 'r>(
    file: &'static str,
    node: &'a Option<Node>,
    reading: &'r Reading,
) -> Option<Object<'a, 'r>> {
    At::root(file, node.as_ref()?).object(reading)
}
