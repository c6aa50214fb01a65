//! Puts the catalog's types together from the JSON trees.

mod controls;
mod edition;
mod mitigations;
mod risks;
mod shared;

use super::Document;
use super::node::Node;
use super::reader::At;
use super::reading::Reading;
use crate::catalog::Catalog;
use crate::{
    Control, ControlGroup, Edition, Framework, GlossaryTerm, Mitigation, Risk, RiskCategory,
    Section,
};

/// Everything that the data files hold, in the order of the files.
#[derive(Default)]
pub(super) struct Entities {
    pub(super) edition: Option<Edition>,
    pub(super) frameworks: Vec<Framework>,
    pub(super) sections: Vec<Section>,
    pub(super) groups: Vec<ControlGroup>,
    pub(super) controls: Vec<Control>,
    pub(super) categories: Vec<RiskCategory>,
    pub(super) risks: Vec<Risk>,
    pub(super) mitigations: Vec<Mitigation>,
    pub(super) glossary: Vec<GlossaryTerm>,
}

impl Entities {
    /// The catalog, or `None` if the edition could not be read.
    pub(super) fn into_catalog(self, sha256: String) -> Option<Catalog> {
        let mut edition = self.edition?;
        edition.sha256 = sha256;
        Some(Catalog::new(
            edition,
            self.frameworks,
            self.sections,
            self.groups,
            self.controls,
            self.categories,
            self.risks,
            self.mitigations,
            self.glossary,
        ))
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
    for item in items(
        "frameworks.json",
        &document.frameworks,
        "frameworks",
        reading,
    ) {
        entities
            .frameworks
            .extend(edition::framework(&item, reading));
    }
    for item in items("controls.json", &document.controls, "sections", reading) {
        controls::section(&item, reading, &mut entities);
    }
    for item in items("risks.json", &document.risks, "categories", reading) {
        risks::category(&item, reading, &mut entities);
    }
    for item in items(
        "mitigations.json",
        &document.mitigations,
        "mitigations",
        reading,
    ) {
        entities
            .mitigations
            .extend(mitigations::mitigation(&item, reading));
    }
    for item in items("glossary.json", &document.glossary, "terms", reading) {
        entities
            .glossary
            .extend(mitigations::glossary_term(&item, reading));
    }
    entities
}

/// The items of the one list that a file holds.
fn items<'a>(
    file: &'static str,
    node: &'a Option<Node>,
    name: &'static str,
    reading: &Reading,
) -> Vec<At<'a>> {
    let Some(root) = node
        .as_ref()
        .and_then(|node| At::root(file, node).object(reading))
    else {
        return Vec::new();
    };
    let items = root.items(name);
    root.finish();
    items
}
