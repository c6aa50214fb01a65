//! The bundled catalog as a whole: counts, and nothing missing.

use assay_catalog::{Catalog, Level};

#[test]
fn the_bundled_catalog_has_what_the_specification_has() {
    let catalog = Catalog::bundled();
    let at_level = |level| {
        let controls = catalog.controls().iter();
        controls.filter(|control| control.level() == level).count()
    };
    assert_eq!(catalog.sections().len(), 10);
    assert_eq!(catalog.groups().len(), 53);
    assert_eq!(catalog.controls().len(), 64);
    assert_eq!(at_level(Level::Must), 53);
    assert_eq!(at_level(Level::Should), 8);
    assert_eq!(at_level(Level::MustNot), 3);
    assert_eq!(catalog.categories().len(), 8);
    assert_eq!(catalog.risks().len(), 96);
    assert_eq!(catalog.active_risks().count(), 74);
    assert_eq!(catalog.mitigations().len(), 46);
    assert_eq!(catalog.frameworks().len(), 8);
    assert_eq!(catalog.glossary().len(), 11);
}
