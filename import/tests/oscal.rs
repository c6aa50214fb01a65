//! OSCAL catalogs of our own, with every construct that is read.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a helper that fails makes its test fail"
)]

use assay_catalog::Catalog;
use assay_import::{ImportedEdition, OscalProblem, ProblemKind, read_oscal_catalog};
use serde_json::{Value, json};

const EVERY_CONSTRUCT: &str = include_str!("oscal/every-construct.json");
const CODES_IN_LABELS: &str = include_str!("oscal/codes-in-labels.json");

/// The edition file of an OSCAL catalog, which the catalog crate has read too.
fn edition(text: &str) -> Value {
    let json = read(text).json();
    Catalog::from_edition_file(&json).unwrap_or_else(|error| panic!("{error}"));
    serde_json::from_str(&json).unwrap()
}

fn read(text: &str) -> ImportedEdition {
    read_oscal_catalog(text.as_bytes()).unwrap_or_else(|error| panic!("{error}"))
}

/// The control with an identifier.
fn control(edition: &Value, id: &str) -> Value {
    let sections = edition["controls"]["sections"].as_array().unwrap();
    sections
        .iter()
        .flat_map(|section| section["groups"].as_array().unwrap())
        .flat_map(|group| group["controls"].as_array().unwrap())
        .find(|control| control["id"] == id)
        .unwrap()
        .clone()
}

/// A catalog with some members changed: a JSON Pointer and what stands there.
fn changed(changes: &[(&str, Value)]) -> String {
    let mut catalog: Value = serde_json::from_str(EVERY_CONSTRUCT).unwrap();
    for (pointer, value) in changes {
        *catalog.pointer_mut(pointer).unwrap() = value.clone();
    }
    catalog.to_string()
}

#[test]
fn metadata_says_what_the_edition_is() {
    let edition = &edition(EVERY_CONSTRUCT)["edition"];
    for (member, expected) in [
        ("format", "assay-edition/1"),
        ("name", "Harbour Safety Catalog & Guide"),
        ("version", "2.1 Draft"),
        ("date", "2026-03-04"),
        ("status", "draft"),
        ("publisher", "Board of Harbours, BoP"),
        ("licence", "CC-BY-4.0"),
        ("copyright", "Copyright 2026, Board of Harbours"),
        ("url", "https://example.org/almanac"),
    ] {
        assert_eq!(edition[member], expected, "{member}");
    }
    assert_eq!(
        edition["levels"],
        json!([{ "name": "REQUIRED", "mandatory": true }])
    );
}

#[test]
fn sections_are_groups_with_controls_of_their_own() {
    let edition = edition(EVERY_CONSTRUCT);
    let sections = edition["controls"]["sections"].as_array().unwrap();
    let named: Vec<_> = sections
        .iter()
        .map(|section| {
            (
                section["id"].as_str().unwrap(),
                section["title"].as_str().unwrap(),
            )
        })
        .collect();
    let expected = [
        ("controls", "Controls"),
        ("br", "Berths"),
        ("section-1", "Water: Tides"),
    ];
    assert_eq!(named, expected);
    // What a group says that has no controls itself introduces the first section in it.
    assert_eq!(
        sections[2]["introduction"],
        json!([{ "text": "Water is all around." }])
    );
    let group = &sections[1]["groups"][0];
    assert_eq!(group["title"], "BR-1 Berth Plans");
    let ids: Vec<_> = group["controls"]
        .as_array()
        .unwrap()
        .iter()
        .map(|each| &each["id"])
        .collect();
    assert_eq!(ids, ["br-1", "br-1.1"]);
}

#[test]
fn statements_parts_and_parameters_are_read() {
    let edition = edition(EVERY_CONSTRUCT);
    let plan = control(&edition, "br-1");
    assert_eq!(plan["statement"], "Berth Plans");
    let renewed = "1. Renew it [Selection (one or more): every season; after [Assignment: \
         organization-defined number of storms]; at [Selection (one): dawn; dusk]], within 24 hours, \
         7 days.";
    let kept = "Keep [Assignment: see [Assignment: see [Assignment: br-1_prm_5]]], [Assignment: \
         br-1_prm_7], [Assignment: nowhere] and [insert: control, br-2].";
    assert_eq!(
        plan["parts"],
        json!([
            { "text": "a. Make a plan with [Assignment: an officer]; and", "list": [renewed] },
            {
                "text": "b. Show it to:",
                "list": ["the pilots, and", { "text": "crew_members", "list": ["of all ships"] }]
            },
            kept,
        ])
    );
    let enhancement = control(&edition, "br-1.1");
    assert_eq!(
        enhancement["short_title"],
        "BR-1(1) Berth Plans That Are Kept for Longer Than Anybody…"
    );
    assert_eq!(
        enhancement["statement"],
        "Plans MUST be kept. They are kept in a dry place."
    );
    assert_eq!(
        control(&edition, "wt-1")["parts"],
        json!(["Read the tide."])
    );
    assert_eq!(control(&edition, "wt-2")["short_title"], "wt-2 Same");
}

#[test]
fn guidance_has_headings_where_there_are_several_parts() {
    let edition = edition(EVERY_CONSTRUCT);
    assert_eq!(
        control(&edition, "br-1")["guidance"],
        json!([
            { "heading": "Guidance", "wording": "summary" },
            { "text": "A plan is a drawing." },
            { "text": "It is not a list." },
            { "heading": "Example", "wording": "summary" },
            { "list": ["Example 1: A drawing on paper.", "Example 2: A drawing in sand."] },
            { "heading": "Implementation note", "wording": "summary" },
            { "text": "Steps:" },
            { "list": ["i. Measure."] },
            { "heading": "On tides" },
            { "text": "They come twice." },
        ])
    );
    assert_eq!(
        control(&edition, "br-2")["guidance"],
        json!([{ "text": "Pilots are sworn in." }])
    );
}

#[test]
fn withdrawn_controls_lead_to_those_in_force() {
    assert_eq!(
        edition(EVERY_CONSTRUCT)["controls"]["withdrawn"],
        json!([
            { "id": "br-1.2", "title": "BR-1(2) Berth Plans on Slate", "moved_to": ["br-1", "br-1.1"] },
            { "id": "br-3", "title": "BR-3 Lanterns", "moved_to": ["br-2"] },
            { "id": "br-4", "title": "BR-4 Lamps", "moved_to": ["br-2"] },
            { "id": "wt-3", "title": "Ice", "moved_to": [] },
        ])
    );
    assert_eq!(
        edition(CODES_IN_LABELS)["controls"]["withdrawn"],
        json!([
            { "id": "LK.WT-02", "title": "LK.WT-02 The watch is awake", "moved_to": ["LK.WT-01"] },
            { "id": "LK.OL", "title": "LK.OL Oil", "moved_to": ["LK.WT"] },
            { "id": "SP_100_03.01.02", "title": "03.01.02", "moved_to": ["SP_100_03.01.01"] },
        ])
    );
}

#[test]
fn codes_are_found_in_labels_that_repeat_the_title() {
    let edition = edition(CODES_IN_LABELS);
    let title = |id: &str| control(&edition, id)["short_title"].clone();
    assert_eq!(title("LK.WT"), "LK.WT Watch");
    assert_eq!(
        title("LK.WT-01"),
        "LK.WT-01 Whoever has the watch is named in the book, and…"
    );
    assert_eq!(title("LK.OL-01"), "LK.OL-01 Oil is measured");
    assert_eq!(title("SP_100_03.01.01"), "03.01.01 Lamp Care");
    assert_eq!(
        control(&edition, "SP_100_03.01.01")["parts"],
        json!(["SR-03.01.01.a Trim lamps every [Assignment: organization-defined time period]."])
    );
    assert_eq!(edition["edition"]["status"], "release");
}

#[test]
fn resources_are_references() {
    assert_eq!(
        edition(EVERY_CONSTRUCT)["frameworks"]["references"],
        json!([
            {
                "id": "1d0a7c52-4e7b-4f0e-8a4f-3c1b2a9d0e11",
                "title": "Almanac",
                "url": "https://example.org/almanac"
            },
            { "id": "1d0a7c52-4e7b-4f0e-8a4f-3c1b2a9d0e12", "title": "Tables of Tides." },
        ])
    );
}

#[test]
fn provenance_counts_what_was_changed_and_left_out() {
    let provenance = &edition(EVERY_CONSTRUCT)["edition"]["provenance"];
    let source = provenance["source"].as_str().unwrap();
    assert!(
        source.starts_with("Read by Assay from an OSCAL catalog of OSCAL 1.1.3: Harbour Safety")
    );
    let said = provenance.to_string();
    for sentence in [
        "The statements of 3 controls,",
        "8 parameters were filled into the texts",
        "8 texts lost their Markdown",
        "also 1 in whose statements MUST or SHOULD stands.",
        "2 parts with objectives or methods of an assessment were left out.",
        "2 links from controls and groups",
        "1 group without a control in force was left out.",
        "1 section has an identifier of Assay's",
    ] {
        assert!(said.contains(sentence), "{sentence} is not in {said}");
    }
}

#[test]
fn notes_have_their_places() {
    let notes: Vec<_> = read(EVERY_CONSTRUCT)
        .notes
        .iter()
        .map(ToString::to_string)
        .collect();
    let cycle = "br-1, /catalog/groups/0/controls/0/params/5: the parameter \"br-1_prm_5\" is inserted \
         into itself";
    let nowhere = "br-1, /catalog/groups/0/controls/0/parts/0/parts/2/prose: the parameter \"nowhere\" \
         is inserted here, but is nowhere in the catalog";
    for expected in [cycle, nowhere] {
        assert!(notes.iter().any(|note| note == expected), "{notes:#?}");
    }
    assert_eq!(notes.len(), 9, "{notes:#?}");
    assert!(read(CODES_IN_LABELS).notes.is_empty());
}

#[test]
fn long_texts_and_deep_lists_are_read_in_pieces() {
    let long = "word ".repeat(5_000);
    let deep = (0..30).fold(json!({ "name": "item", "prose": "last" }), |within, number| {
        json!({ "name": "item", "prose": format!("item {number}"), "parts": [within] })
    });
    let parts = json!([
        { "name": "statement", "prose": format!("{long}\n\n{}", "q".repeat(25_000)), "parts": [deep] },
        { "name": "guidance", "prose": long },
    ]);
    let edition = edition(&changed(&[("/catalog/controls/0/parts", parts)]));
    let control = control(&edition, "gen-1");
    let statement = control["statement"].as_str().unwrap();
    assert!(statement.len() > 9_000 && statement.ends_with("word"));
    let all = control.to_string();
    assert_eq!(all.matches("word").count(), 10_000);
    assert_eq!(all.matches('q').count(), 25_000);
    assert_eq!(all.matches("item ").count(), 30);
    assert!(all.contains("\"last\""));
}

#[test]
fn a_byte_order_mark_and_an_older_or_newer_oscal_are_read() {
    let marked = format!("\u{feff}{EVERY_CONSTRUCT}");
    assert_eq!(read(&marked), read(EVERY_CONSTRUCT));
    for (version, notes) in [
        ("1.0.4", 0),
        ("v1.2.2", 0),
        ("1.9.0", 0),
        ("1.0.0-rc2", 1),
        (" ", 1),
    ] {
        let text = changed(&[("/catalog/metadata/oscal-version", json!(version))]);
        let found = read(&text).notes;
        let uncertain = |kind: &ProblemKind| {
            matches!(
                kind,
                ProblemKind::Oscal(OscalProblem::UncertainOscalVersion { .. })
            )
        };
        let found = found.iter().filter(|note| uncertain(&note.kind)).count();
        assert_eq!(found, notes, "{version}");
    }
}

#[test]
fn a_title_is_published_unless_it_was_cut_or_made() {
    let edition = edition(EVERY_CONSTRUCT);
    let published = |id: &str| control(&edition, id)["title_published"].as_bool();
    assert_eq!(published("br-2"), Some(true));
    // It is longer than a short title may be.
    assert_eq!(published("br-1.1"), None);
    // Two controls have the title "Same", so that one of them got its identifier before it.
    assert_eq!((published("wt-1"), published("wt-2")), (Some(true), None));
}
