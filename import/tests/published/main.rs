//! The published page and its source, compared item by item with a structured extraction of the
//! specification. Where those files are not beside the project, there is nothing to compare.

#![allow(
    clippy::panic,
    clippy::unwrap_used,
    reason = "a helper that fails makes its test fail"
)]

mod compare;

use std::fs;

use assay_catalog::Editions;
use assay_import::{ImportedEdition, ProblemKind, read_valos_page};
use compare::{assert_same, blocks, criteria, items, object, of, scope, text};
use serde_json::{Map, Value, json};

/// Beside the project.
const DIRECTORY: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../shared/valos");

const PUBLISHED: [&str; 2] = [
    "published/draft-2026-07-11-rendered.html",
    "published/draft-2026-07-11-source.html",
];
const REFERENCE: &str = "reference/draft-2026-07-11.json";

/// A file of the specification; `None`, which is said, where it is not there.
fn shared(name: &str) -> Option<Vec<u8>> {
    let path = format!("{DIRECTORY}/{name}");
    let bytes = fs::read(&path).ok();
    if bytes.is_none() {
        eprintln!("skipped, because {path} is not there");
    }
    bytes
}

fn read(bytes: &[u8]) -> ImportedEdition {
    match read_valos_page(bytes) {
        Ok(edition) => edition,
        Err(error) => panic!("{error}"),
    }
}

/// Both forms of the page as JSON, with the reference.
fn editions() -> Option<(Vec<(&'static str, Value)>, Value)> {
    let reference = serde_json::from_slice(&shared(REFERENCE)?).unwrap();
    let mut editions = Vec::new();
    for name in PUBLISHED {
        let edition = read(&shared(name)?);
        editions.push((name, serde_json::to_value(&edition.file).unwrap()));
    }
    Some((editions, reference))
}

#[test]
fn risks_are_those_of_the_reference() {
    let Some((editions, reference)) = editions() else {
        return;
    };
    let categories: Vec<Value> = items(&reference, "risk_categories")
        .iter()
        .map(|category| {
            let risks = of(items(&reference, "risks"), "category", text(category, "id"));
            let risks: Vec<Value> = risks
                .map(|risk| match text(risk, "state") {
                    "active" => {
                        let lines = items(risk, "description").iter().map(|line| {
                            let line = line.as_str().unwrap();
                            line.strip_prefix("- ").unwrap_or(line)
                        });
                        json!({
                            "id": risk["id"], "group": risk["group"], "title": risk["vector"],
                            "description": lines.collect::<Vec<_>>(), "wording": "specification",
                        })
                    }
                    _ => json!({ "id": risk["id"], "replaced_by": risk["replaced_by"] }),
                })
                .collect();
            object(&[
                ("id", category["id"].clone()),
                ("prefix", category["prefix"].clone()),
                ("title", category["title"].clone()),
                ("introduction", json!(blocks(category, "introduction"))),
                ("risks", json!(risks)),
            ])
        })
        .collect();
    for (name, edition) in &editions {
        assert_same(
            name,
            &edition["risks"],
            &json!({ "categories": categories }),
        );
    }
}

#[test]
fn mitigations_are_those_of_the_reference() {
    let Some((editions, reference)) = editions() else {
        return;
    };
    let sections: Vec<Value> = items(&reference, "mitigation_sections")
        .iter()
        .map(|section| {
            let within = of(
                items(&reference, "mitigations"),
                "section",
                text(section, "id"),
            );
            let mitigations: Vec<Value> = within
                .map(|mitigation| {
                    object(&[
                        ("id", mitigation["id"].clone()),
                        ("title", mitigation["title"].clone()),
                        ("blocks", json!(blocks(mitigation, "blocks"))),
                        ("mitigates", scope(&mitigation["mitigates"], "categories")),
                    ])
                })
                .collect();
            let mut section_object = object(&[
                ("id", section["id"].clone()),
                ("title", section["title"].clone()),
                ("mitigates", scope(&section["mitigates"], "categories")),
                ("mitigations", json!(mitigations)),
            ]);
            section_object["blocks"] = json!(blocks(section, "blocks"));
            section_object
        })
        .collect();
    let expected = json!({
        "introduction": blocks(&reference, "mitigations_introduction"), "sections": sections,
    });
    for (name, edition) in &editions {
        assert_same(name, &edition["mitigations"], &expected);
    }
}

#[test]
fn controls_are_those_of_the_reference() {
    let Some((editions, reference)) = editions() else {
        return;
    };
    let group_of = |group: &Value| {
        let controls = of(items(&reference, "controls"), "group", text(group, "id"));
        let controls: Vec<Value> = controls
            .map(|control| {
                json!({
                    "id": control["id"], "level": control["level"], "statement": control["statement"],
                })
            })
            .collect();
        object(&[
            ("id", group["id"].clone()),
            ("title", group["title"].clone()),
            ("controls", json!(controls)),
            ("guidance", json!(blocks(group, "guidance"))),
            ("addresses", scope(group, "risk_categories")),
            ("criteria", json!(criteria(group, "externals"))),
        ])
    };
    let sections: Vec<Value> = items(&reference, "control_sections")
        .iter()
        .map(|section| {
            let groups = of(
                items(&reference, "control_groups"),
                "section",
                text(section, "id"),
            );
            object(&[
                ("id", section["id"].clone()),
                ("title", section["title"].clone()),
                ("introduction", json!(blocks(section, "introduction"))),
                ("criteria", json!(criteria(section, "externals"))),
                ("groups", json!(groups.map(group_of).collect::<Vec<_>>())),
            ])
        })
        .collect();
    let expected = json!({
        "introduction": blocks(&reference, "controls_introduction"), "sections": sections,
    });
    for (name, edition) in editions {
        let mut found = edition["controls"].clone();
        let mut standards = Vec::new();
        let sections = found["sections"].as_array_mut().unwrap();
        let groups = sections
            .iter_mut()
            .flat_map(|section| section["groups"].as_array_mut().unwrap());
        for group in groups {
            // What is made from the statements and the guidance is not in the reference.
            let group = group.as_object_mut().unwrap();
            if let Some(named) = group.remove("standards") {
                standards.push((group["id"].clone(), named));
            }
            for control in group["controls"].as_array_mut().unwrap() {
                let control = control.as_object_mut().unwrap();
                let short_title = control.remove("short_title").unwrap();
                assert!(short_title.as_str().unwrap().chars().count() <= 60);
                control.remove("period");
                control.remove("sentence");
            }
        }
        assert_same(name, &found, &expected);
        assert_eq!(
            standards,
            [(json!("ctrl-key-management"), json!(["CCSS", "KMS"]))]
        );
    }
}

#[test]
fn terms_are_those_of_the_reference() {
    let Some((editions, reference)) = editions() else {
        return;
    };
    let terms: Vec<Value> = items(&reference, "glossary")
        .iter()
        .map(|term| {
            let paragraph = text(term, "paragraph");
            json!({
                "term": term["term"],
                "definition": paragraph.strip_prefix("- ").unwrap_or(paragraph),
                "found_in": term["found_in"],
            })
        })
        .collect();
    for (name, edition) in &editions {
        assert_same(name, &edition["glossary"], &json!({ "terms": terms }));
    }
}

#[test]
fn references_are_those_of_the_reference() {
    let Some((editions, reference)) = editions() else {
        return;
    };
    let expected = reference["references"].as_object().unwrap();
    for (name, edition) in &editions {
        let frameworks = items(&edition["frameworks"], "frameworks");
        let references = items(&edition["frameworks"], "references");
        assert_eq!((frameworks.len(), references.len()), (8, 13), "{name}");
        let all = frameworks.iter().chain(references);
        let mut found = Map::new();
        for work in all {
            let mut work = work.as_object().unwrap().clone();
            let id = work.remove("id").unwrap();
            work.remove("label");
            work.remove("part_of");
            found.insert(id.as_str().unwrap().to_owned(), Value::Object(work));
        }
        let expected: Map<String, Value> = expected
            .iter()
            .map(|(id, work)| {
                // A publisher "C4, 2025" holds the date too.
                let publisher = text(work, "publisher");
                let (publisher, date) = match publisher.rsplit_once(", ") {
                    Some((publisher, date)) if work.get("date").is_none() => {
                        (publisher, json!(date))
                    }
                    _ => (publisher, work["date"].clone()),
                };
                let work = object(&[
                    ("title", work["title"].clone()),
                    ("publisher", json!(publisher)),
                    ("date", date),
                    ("url", work["href"].clone()),
                ]);
                (id.clone(), work)
            })
            .collect();
        assert_same(name, &Value::Object(found), &Value::Object(expected));
    }
}

#[test]
fn a_bibliography_gives_what_the_configuration_does() {
    let Some(page) = shared(PUBLISHED[0]) else {
        return;
    };
    let whole = read(&page).file.frameworks;
    let page = String::from_utf8(page).unwrap();
    let page = page.replace("id=\"initialUserConfig\"", "id=\"another\"");
    let cited = read(page.as_bytes()).file.frameworks;
    // A bibliography has only what is cited.
    let uncited = ["LighthouseAS", "NIST800_115"];
    let mut whole = whole;
    whole
        .references
        .retain(|work| !uncited.contains(&work.id.as_str()));
    let [cited, whole] = [cited, whole].map(|works| serde_json::to_value(works).unwrap());
    assert_same("the bibliography", &cited, &whole);
}

#[test]
fn both_forms_give_the_same_edition() {
    let Some((editions, reference)) = editions() else {
        return;
    };
    let [(_, drawn), (_, source)] = &editions[..] else {
        panic!()
    };
    for member in ["frameworks", "controls", "risks", "mitigations", "glossary"] {
        assert_same(member, &source[member], &drawn[member]);
    }
    for edition in [drawn, source] {
        let edition = &edition["edition"];
        assert_eq!(edition["name"], "ValOS - Validator Operations Standard");
        assert_eq!(edition["version"], "Editor's Draft");
        assert_eq!(edition["status"], "draft");
        assert_eq!(edition["licence"], reference["source"]["licence"]);
        assert_eq!(edition["copyright"], reference["source"]["copyright"]);
        assert_eq!(edition["publisher"], "Lido Labs Foundation");
        assert_eq!(
            edition["url"],
            "https://lidofinance.github.io/valos/valos-spec.html"
        );
        assert_eq!(edition["levels"].as_array().map(Vec::len), Some(3));
    }
    // A source says no date, and a drawn page that of its drawing.
    assert_eq!(source["edition"].get("date"), None);
    assert_eq!(drawn["edition"]["date"], "2026-11-25");
}

#[test]
fn the_catalog_reads_the_editions() {
    for name in PUBLISHED {
        let Some(page) = shared(name) else { return };
        let mut edition = read(&page);
        edition
            .file
            .edition
            .date
            .get_or_insert("2026-07-11".to_owned());
        let catalog = match edition.catalog() {
            Ok(catalog) => catalog,
            Err(error) => panic!("{name}: {error}"),
        };
        assert_eq!(catalog.controls().len(), 64);
        for control in catalog.controls() {
            let bundled = Editions::bundled_draft().control(control.id()).unwrap();
            assert_eq!(control.period(), bundled.period(), "{}", control.id());
            assert_eq!(control.level(), bundled.level());
        }
    }
}

#[test]
fn what_one_should_know_is_noted() {
    for name in PUBLISHED {
        let Some(page) = shared(name) else { return };
        let notes = read(&page).notes;
        let mut found: Vec<&str> = notes
            .iter()
            .map(|note| match &note.kind {
                ProblemKind::SharedSentence { .. } => "shared sentence",
                ProblemKind::CriterionShortened { .. } => "shortened criterion",
                ProblemKind::AlmostAllRisks => "almost all risks",
                ProblemKind::LeftOut { .. } => "left out",
                ProblemKind::NoDate | ProblemKind::DateOfThePage { .. } => "date",
                kind => panic!("{name}: {kind}"),
            })
            .collect();
        found.sort_unstable();
        let expected = [
            "almost all risks",
            "date",
            "left out",
            "shared sentence",
            "shared sentence",
            "shortened criterion",
        ];
        assert_eq!(found, expected, "{name}");
    }
}

#[test]
fn lines_are_those_of_the_input() {
    let Some(reference) = shared(REFERENCE) else {
        return;
    };
    let Some(source) = shared(PUBLISHED[1]) else {
        return;
    };
    let reference: Value = serde_json::from_slice(&reference).unwrap();
    let source = String::from_utf8(source).unwrap();
    // Without its level, each control of the source is a problem on the line that the reference says.
    let without_levels = source.replace(" MUST", "").replace(" SHOULD", "");
    let error = read_valos_page(without_levels.as_bytes()).unwrap_err();
    let found: Vec<(Option<usize>, &str)> = error
        .problems
        .iter()
        .filter(|problem| problem.kind == ProblemKind::NoLevel)
        .map(|problem| {
            let identifier = problem.place.identifier.as_deref();
            (problem.place.line, identifier.unwrap_or_default())
        })
        .collect();
    let expected: Vec<(Option<usize>, &str)> = items(&reference, "controls")
        .iter()
        .map(|control| {
            let line = control["line"].as_u64().unwrap();
            (usize::try_from(line).ok(), text(control, "id"))
        })
        .collect();
    assert_eq!(found, expected);
}
