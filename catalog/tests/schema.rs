//! The published schema of edition files.

#![allow(
    clippy::unwrap_used,
    reason = "a helper that fails makes its test fail"
)]

use assay_catalog::{Catalog, Editions};
use serde_json::{Value, json};

fn schema() -> jsonschema::Validator {
    let text = include_str!("../schema/assay-edition-1.schema.json");
    jsonschema::validator_for(&serde_json::from_str(text).unwrap()).unwrap()
}

fn draft() -> Value {
    serde_json::from_str(&Editions::bundled_draft().edition_file()).unwrap()
}

#[test]
fn every_bundled_edition_is_as_the_schema_says() {
    for catalog in Editions::bundled().all() {
        let file = serde_json::from_str(&catalog.edition_file()).unwrap();
        let errors: Vec<_> = schema()
            .iter_errors(&file)
            .map(|error| error.to_string())
            .collect();
        assert!(errors.is_empty(), "{errors:#?}");
    }
}

#[test]
fn schema_and_reader_refuse_the_same() {
    let wrong: [(&str, Value); 9] = [
        ("/edition/format", json!("assay-edition/2")),
        ("/edition/status", json!("final")),
        ("/edition/levels", json!([])),
        ("/controls/sections/0/id", json!("two words")),
        ("/controls/sections/0/groups/0/controls", json!([])),
        ("/risks/categories/0/risks/0/title", json!("")),
        ("/risks/categories/0/risks/0/wording", json!("ours")),
        ("/glossary/terms/0/definition", json!(null)),
        ("/frameworks/frameworks/0/url", json!("javascript:alert(1)")),
    ];
    for (pointer, value) in wrong {
        let mut file = draft();
        *file.pointer_mut(pointer).unwrap() = value;
        assert!(!schema().is_valid(&file), "{pointer}");
        assert!(
            Catalog::from_edition_file(&file.to_string()).is_err(),
            "{pointer}"
        );
    }
    let mut more = draft();
    more["edition"]["author"] = json!("Ada");
    assert!(!schema().is_valid(&more));
    assert!(Catalog::from_edition_file(&more.to_string()).is_err());
}
