//! Catalogs that are made by the tests: a large one, and ones that are broken in every way.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a helper that fails makes its test fail"
)]

use std::time::Instant;

use assay_catalog::Catalog;
use assay_import::{OscalProblem, ProblemKind, read_oscal_catalog};
use proptest::prelude::*;
use serde_json::{Map, Value, json};

const EVERY_CONSTRUCT: &str = include_str!("oscal/every-construct.json");

/// A catalog as large as the whole of SP 800-53, and shaped like it: 20 families of 20 controls with two
/// enhancements each, every third control withdrawn into the one before it.
fn large() -> Value {
    let families: Vec<Value> = (0..20).map(family).collect();
    json!({
        "catalog": {
            "uuid": "7d7f5a3c-7a51-4a60-93a7-2e7a4b6c1f03",
            "metadata": {
                "title": "Large Catalog",
                "last-modified": "2026-01-02T03:04:05Z",
                "version": "1",
                "oscal-version": "1.1.2"
            },
            "groups": families
        }
    })
}

fn family(family: usize) -> Value {
    let controls: Vec<Value> = (0..20)
        .map(|number| {
            let id = format!("f{family}-{number}");
            let enhancements = [1, 2].map(|each| control(&format!("{id}.{each}"), each == 2));
            let mut base = control(&id, false);
            base["controls"] = json!(enhancements);
            base
        })
        .collect();
    json!({ "id": format!("f{family}"), "title": format!("Family {family}"), "controls": controls })
}

fn control(id: &str, withdrawn: bool) -> Value {
    let label = json!({ "name": "label", "value": id.to_uppercase() });
    if withdrawn {
        let before = id.replace(".2", ".1");
        return json!({
            "id": id,
            "title": "Gone",
            "props": [label, { "name": "status", "value": "withdrawn" }],
            "links": [{ "rel": "incorporated-into", "href": format!("#{before}_smt.a") }]
        });
    }
    let parameter = format!("{id}_prm_1");
    let prose = format!("Do it every {{{{ insert: param, {parameter} }}}} as in [F0-1](#f0-1).");
    json!({
        "id": id,
        "title": "The Same Title for Everybody",
        "params": [{ "id": parameter, "label": "period" }],
        "props": [label],
        "parts": [
            {
                "id": format!("{id}_smt"),
                "name": "statement",
                "parts": [{
                    "id": format!("{id}_smt.a"),
                    "name": "item",
                    "props": [{ "name": "label", "value": "a." }],
                    "prose": prose
                }]
            },
            { "name": "guidance", "prose": "Words of guidance. ".repeat(40) },
            { "name": "assessment-objective", "prose": "it is done;" }
        ]
    })
}

#[test]
fn a_catalog_of_twelve_hundred_controls_is_read_in_one_go() {
    let text = large().to_string();
    let start = Instant::now();
    let imported = read_oscal_catalog(text.as_bytes()).unwrap_or_else(|error| panic!("{error}"));
    eprintln!("{} bytes in {:?}", text.len(), start.elapsed());
    let catalog = Catalog::from_edition_file(&imported.json()).unwrap();
    assert_eq!(catalog.sections().len(), 20);
    assert_eq!(catalog.groups().len(), 400);
    assert_eq!(catalog.controls().len(), 800);
    assert_eq!(catalog.withdrawn_controls().len(), 400);
    assert_eq!(imported.notes, []);
    let withdrawn = &catalog.withdrawn_controls()[0];
    assert_eq!(withdrawn.moved_to()[0].as_str(), "f0-0.1");
    let control = &catalog.controls()[1];
    assert_eq!(control.short_title(), "F0-0.1 The Same Title for Everybody");
    assert_eq!(
        control.parts()[0].text(),
        "a. Do it every [Assignment: period] as in F0-1."
    );
}

/// Texts that OSCAL gives a meaning, and others.
fn texts() -> impl Strategy<Value = String> {
    prop_oneof![
        Just("{{ insert: param, br-1_prm_1 }}".to_owned()),
        Just("{{ insert: param, all_prm }} [a](#b) *c*".to_owned()),
        Just("statement".to_owned()),
        Just("item".to_owned()),
        Just("br-1".to_owned()),
        Just("br-2".to_owned()),
        Just("withdrawn".to_owned()),
        Just("[](#x)".to_owned()),
        Just("1. one\n1. two\n   - three".to_owned()),
        Just(" \u{7}\u{a0}\u{2028}".to_owned()),
        "[-*_`\\[\\](){}<>&!#|>.1 \\n\\\\a]{0,40}",
        "\\PC{0,20}",
        any::<String>(),
    ]
}

/// Any JSON, often with names that OSCAL has.
fn json() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        texts().prop_map(Value::from),
    ];
    leaf.prop_recursive(6, 64, 6, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..6).prop_map(Value::from),
            prop::collection::btree_map(names(), inner, 0..6)
                .prop_map(|members| Value::Object(Map::from_iter(members))),
        ]
    })
}

fn names() -> impl Strategy<Value = String> {
    let known = [
        "catalog",
        "metadata",
        "title",
        "version",
        "last-modified",
        "groups",
        "controls",
        "id",
        "parts",
        "params",
        "props",
        "links",
        "name",
        "value",
        "prose",
        "label",
        "select",
        "choice",
        "values",
        "rel",
        "href",
        "back-matter",
        "resources",
        "uuid",
        "class",
    ];
    prop_oneof![4 => prop::sample::select(known.to_vec()).prop_map(str::to_owned), 1 => texts()]
}

/// Every place in a JSON value.
fn pointers(value: &Value, here: &str, found: &mut Vec<String>) {
    found.push(here.to_owned());
    match value {
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                pointers(item, &format!("{here}/{index}"), found);
            }
        }
        Value::Object(members) => {
            for (name, member) in members {
                let name = name.replace('~', "~0").replace('/', "~1");
                pointers(member, &format!("{here}/{name}"), found);
            }
        }
        _ => {}
    }
}

/// Reads a file: what is returned is an edition that the catalog crate reads, and no refusal comes from
/// there.
fn sound(bytes: &[u8]) -> Result<(), TestCaseError> {
    match read_oscal_catalog(bytes) {
        Ok(imported) => {
            let catalog = Catalog::from_edition_file(&imported.json());
            prop_assert!(catalog.is_ok());
        }
        Err(error) => {
            prop_assert!(!error.problems.is_empty());
            for problem in error.problems {
                let refused = matches!(
                    problem.kind,
                    ProblemKind::Oscal(OscalProblem::Refused { .. })
                );
                prop_assert!(!refused, "{}", problem);
            }
        }
    }
    Ok(())
}

/// A catalog with several places changed, each to another value, to nothing, or to what stands elsewhere.
fn mutated(changes: &[(usize, Option<Value>, usize)]) -> Value {
    let mut catalog: Value = serde_json::from_str(EVERY_CONSTRUCT).unwrap();
    for (place, value, from) in changes {
        let mut places = Vec::new();
        pointers(&catalog, "", &mut places);
        // The file as a whole is changed by the other test.
        let pick = |number: &usize| places[1 + number % (places.len() - 1)].clone();
        let value = value
            .clone()
            .unwrap_or_else(|| catalog.pointer(&pick(from)).unwrap().clone());
        *catalog.pointer_mut(&pick(place)).unwrap() = value;
    }
    catalog
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn any_bytes_are_read_or_refused(bytes: Vec<u8>) {
        sound(&bytes)?;
    }

    #[test]
    fn any_json_is_read_or_refused(value in json()) {
        sound(value.to_string().as_bytes())?;
        sound(json!({ "catalog": value }).to_string().as_bytes())?;
    }

    #[test]
    fn any_parts_of_a_control_are_read_or_refused(parts in json(), title in texts(), id in names()) {
        let mut catalog: Value = serde_json::from_str(EVERY_CONSTRUCT).unwrap();
        catalog["catalog"]["controls"][0]["parts"] = json!([{ "name": "statement", "parts": parts }]);
        catalog["catalog"]["controls"][0]["title"] = json!(title);
        catalog["catalog"]["groups"][1]["id"] = json!(id);
        sound(catalog.to_string().as_bytes())?;
    }

    #[test]
    fn any_texts_are_read(prose in texts(), more in texts(), label in texts(), name in texts()) {
        let mut catalog: Value = serde_json::from_str(EVERY_CONSTRUCT).unwrap();
        let item = json!({
            "name": "item",
            "props": [{ "name": "label", "value": label }],
            "prose": more
        });
        catalog["catalog"]["controls"][0]["parts"] = json!([
            { "name": "statement", "prose": prose, "parts": [item.clone(), item] },
            { "name": format!("n{name}"), "title": label, "prose": more },
            { "name": "example", "prose": format!("{prose}\n\n{more}") }
        ]);
        catalog["catalog"]["params"][0]["label"] = json!(name);
        catalog["catalog"]["groups"][0]["title"] = json!(more);
        let read = read_oscal_catalog(catalog.to_string().as_bytes());
        prop_assert!(read.is_ok(), "{}", read.unwrap_err());
    }

    #[test]
    fn any_change_of_a_catalog_is_read_or_refused(
        changes in prop::collection::vec(
            (any::<usize>(), prop::option::of(json()), any::<usize>()),
            1..4,
        ),
    ) {
        sound(mutated(&changes).to_string().as_bytes())?;
    }
}
