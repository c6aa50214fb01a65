//! The data files, as this package has them.

use assay_catalog::CatalogFiles;

/// The six files of the newest edition.
pub(crate) fn files() -> CatalogFiles<'static> {
    CatalogFiles {
        edition: include_str!("../../data/edition.json"),
        frameworks: include_str!("../../data/frameworks.json"),
        controls: include_str!("../../data/controls.json"),
        risks: include_str!("../../data/risks.json"),
        mitigations: include_str!("../../data/mitigations.json"),
        glossary: include_str!("../../data/glossary.json"),
    }
}
