//! Broken data files: every problem is listed with its place, and nothing panics.

#![allow(
    clippy::unwrap_used,
    reason = "a helper that fails makes its test fail"
)]

use crate::data::files;
use assay_catalog::{Catalog, CatalogFiles, MAX_FILE_BYTES, ProblemKind};
use proptest::prelude::*;
use serde_json::{Value, json};

/// The six files as JSON values that a test may damage.
struct Damaged {
    files: [Value; 6],
}

const EDITION: usize = 0;
const FRAMEWORKS: usize = 1;
const CONTROLS: usize = 2;
const RISKS: usize = 3;
const MITIGATIONS: usize = 4;
const GLOSSARY: usize = 5;

impl Damaged {
    fn new() -> Self {
        let bundled = files();
        let read = |text| serde_json::from_str(text).unwrap();
        Self {
            files: [
                read(bundled.edition),
                read(bundled.frameworks),
                read(bundled.controls),
                read(bundled.risks),
                read(bundled.mitigations),
                read(bundled.glossary),
            ],
        }
    }

    fn at(&mut self, file: usize, pointer: &str) -> &mut Value {
        self.files[file].pointer_mut(pointer).unwrap()
    }

    fn remove(&mut self, file: usize, pointer: &str, field: &str) {
        let object = self.at(file, pointer).as_object_mut().unwrap();
        object.remove(field).unwrap();
    }

    /// The problems as they are shown; empty if the files make up a catalog.
    fn problems(&self) -> Vec<String> {
        let texts: Vec<String> = self.files.iter().map(Value::to_string).collect();
        problems_of(&CatalogFiles {
            edition: &texts[EDITION],
            frameworks: &texts[FRAMEWORKS],
            controls: &texts[CONTROLS],
            risks: &texts[RISKS],
            mitigations: &texts[MITIGATIONS],
            glossary: &texts[GLOSSARY],
        })
    }
}

fn problems_of(files: &CatalogFiles<'_>) -> Vec<String> {
    match Catalog::from_files(files) {
        Ok(_) => Vec::new(),
        Err(error) => {
            assert!(!error.problems().is_empty());
            error.problems().iter().map(ToString::to_string).collect()
        }
    }
}

#[test]
fn the_undamaged_files_have_no_problem() {
    assert!(Damaged::new().problems().is_empty());
}

#[test]
fn every_problem_of_every_file_is_listed_with_its_place() {
    // What an edition says of itself is damaged apart from the rest: without it no level is known.
    let mut edition = Damaged::new();
    *edition.at(EDITION, "/format") = json!("assay-edition/2");
    *edition.at(EDITION, "/date") = json!("2026-02-30");
    *edition.at(EDITION, "/status") = json!("final");
    *edition.at(EDITION, "/url") = json!("http://example.org");
    *edition.at(EDITION, "/levels/1/name") = json!("MUST");
    *edition.at(EDITION, "/levels/2/mandatory") = json!("no");
    edition.remove(EDITION, "/provenance", "source");
    let mut damaged = Damaged::new();
    *damaged.at(FRAMEWORKS, "/frameworks/0/label") = json!("");
    *damaged.at(FRAMEWORKS, "/frameworks/3/part_of") = json!("OWASP");
    *damaged.at(FRAMEWORKS, "/references/0/url") = json!("ftp://example.org");
    *damaged.at(CONTROLS, "/sections/0/groups/0/controls/0/level") = json!("MAY");
    *damaged.at(CONTROLS, "/sections/0/groups/2/controls/0/short_title") = json!("x".repeat(61));
    *damaged.at(CONTROLS, "/sections/0/groups/3/controls/0/source_line") = json!(0);
    *damaged.at(CONTROLS, "/sections/1/groups/0/addresses/risks/0") = json!("FIN 2");
    *damaged.at(CONTROLS, "/sections/1/groups/0/addresses/risks/1") = json!("GIR12");
    *damaged.at(CONTROLS, "/sections/1/groups/1/title") = json!(7);
    *damaged.at(CONTROLS, "/sections/2/groups/0/controls") = json!([]);
    *damaged.at(CONTROLS, "/sections/2/groups/1/addresses") = json!({});
    *damaged.at(CONTROLS, "/sections/2/groups/1/guidance/0/list") = json!([]);
    damaged.at(CONTROLS, "/sections/9/groups/1/addresses")["all_risks"] = json!(true);
    *damaged.at(RISKS, "/categories/0/risks/1/id") = json!("FIN1");
    *damaged.at(RISKS, "/categories/0/risks/2/group") = json!("Weather");
    *damaged.at(RISKS, "/categories/0/risks/3/description") = json!(["fine", " not fine"]);
    damaged.at(RISKS, "/categories/1/risks/0")["source_line"] = json!(31);
    *damaged.at(RISKS, "/categories/7/risks/0/id") = json!("SPS9");
    *damaged.at(MITIGATIONS, "/sections/0/mitigations/0/mitigates/all_risks") = json!("yes");
    *damaged.at(MITIGATIONS, "/sections/0/mitigations/1/blocks/0") = json!("text");
    damaged.at(MITIGATIONS, "/sections/0/mitigations/2")["colour"] = json!("green");
    damaged.at(MITIGATIONS, "/sections/0/blocks/0")["heading"] = json!("Two in one");
    *damaged.at(GLOSSARY, "/terms/0/found_in") = json!("sec-mit-nothing");
    *damaged.at(GLOSSARY, "/terms/1/term") = json!("multi-sig");
    let mut problems = edition.problems();
    problems.extend(damaged.problems());
    insta::assert_snapshot!("every_problem", problems.join("\n"));
}

#[test]
fn files_that_are_not_json_are_all_listed_and_the_others_are_read_all_the_same() {
    let bundled = files();
    let glossary = bundled
        .glossary
        .replace("\"term\": \"piggybacking\"", "\"term\": 1");
    let problems = problems_of(&CatalogFiles {
        edition: "",
        risks: "{\"categories\": [1,]}",
        glossary: &glossary,
        ..bundled
    });
    assert_eq!(
        problems,
        [
            "edition.json: the file is not sound JSON: EOF while parsing a value at line 1 column 0",
            "risks.json: the file is not sound JSON: trailing comma at line 1 column 19",
            "glossary.json, /terms/3/term: a text is needed here, but there is a whole number",
        ]
    );
}

#[test]
fn files_of_another_shape_are_refused() {
    for text in [
        "null", "[]", "1.5", "-1", "true", "\"text\"", "{}", "[[[[]]]]",
    ] {
        let problems = problems_of(&CatalogFiles {
            edition: text,
            controls: text,
            ..files()
        });
        for file in ["edition.json: ", "controls.json: "] {
            assert!(problems.iter().any(|each| each.starts_with(file)), "{text}");
        }
    }
    let deep = "[".repeat(100_000);
    let problems = problems_of(&CatalogFiles {
        risks: &deep,
        ..files()
    });
    assert_eq!(problems.len(), 1);
    assert!(problems[0].contains("recursion limit"), "{problems:?}");
}

#[test]
fn a_file_beyond_the_limit_is_not_read() {
    let large = " ".repeat(MAX_FILE_BYTES + 1);
    let files = CatalogFiles {
        glossary: &large,
        ..files()
    };
    let error = Catalog::from_files(&files).unwrap_err();
    let [problem] = error.problems() else {
        panic!("{error}");
    };
    assert_eq!(
        problem.kind(),
        &ProblemKind::FileTooLarge {
            bytes: MAX_FILE_BYTES + 1
        }
    );
    assert_eq!(problem.place().file(), "glossary.json");
    assert_eq!(problem.place().pointer(), "");
    assert_eq!(problem.place().identifier(), None);
}

#[test]
fn a_field_that_stands_twice_is_a_problem_however_it_is_spelt() {
    let bundled = files();
    let twice = "\"term\": \"piggybacking\", \"t\\u0065rm\": \"other\"";
    let glossary = bundled
        .glossary
        .replace("\"term\": \"piggybacking\"", twice);
    assert_eq!(
        problems_of(&CatalogFiles {
            glossary: &glossary,
            ..bundled
        }),
        ["glossary.json, /terms/3: the field \"term\" stands here more than once"]
    );
}

#[test]
fn a_broken_entry_does_not_make_references_to_it_dangle() {
    let mut damaged = Damaged::new();
    damaged.remove(RISKS, "/categories/4/risks/3", "title");
    assert_eq!(
        damaged.problems(),
        ["risks.json, HCK4, /categories/4/risks/3: the field \"title\" is missing"]
    );
}

#[test]
fn a_removed_entry_makes_every_reference_to_it_dangle() {
    let mut damaged = Damaged::new();
    let risks = damaged.at(RISKS, "/categories/4/risks").as_array_mut();
    let hck5 = risks.unwrap().remove(4);
    assert_eq!(hck5["id"], "HCK5");
    let problems = damaged.problems();
    assert!(problems.len() > 5);
    for problem in &problems {
        assert!(
            problem.ends_with("the risk HCK5 is not in the catalog"),
            "{problem}"
        );
    }
    assert!(problems.iter().any(|each| {
        each.starts_with("risks.json, GIR8, /categories/5/risks/7/replaced_by/0: ")
    }));
}

#[test]
fn successors_that_lead_back_are_a_problem() {
    let mut damaged = Damaged::new();
    *damaged.at(RISKS, "/categories/4/risks/2") = json!({"id": "HCK3", "replaced_by": ["GIR5"]});
    let problems = damaged.problems();
    assert_eq!(
        problems,
        [
            "risks.json, GIR5, /categories/5/risks/4: the successors of GIR5 lead back to it",
            "risks.json, HCK3, /categories/4/risks/2: the successors of HCK3 lead back to it",
        ]
    );
}

#[test]
fn successors_are_followed_through_several_retirements() {
    let mut damaged = Damaged::new();
    *damaged.at(RISKS, "/categories/4/risks/2") =
        json!({"id": "HCK3", "replaced_by": ["HCK1", "HCK4"]});
    let texts: Vec<String> = damaged.files.iter().map(Value::to_string).collect();
    let files = CatalogFiles {
        risks: &texts[RISKS],
        ..files()
    };
    let catalog = Catalog::from_files(&files).unwrap();
    let successors: Vec<_> = catalog
        .successors("GIR5".parse().unwrap())
        .iter()
        .map(|risk| risk.id().to_string())
        .collect();
    assert_eq!(successors, ["HCK1", "HCK4"]);
}

#[test]
fn the_error_counts_and_lists_its_problems() {
    let mut damaged = Damaged::new();
    damaged.remove(EDITION, "", "version");
    let edition = damaged.files[EDITION].to_string();
    let files = CatalogFiles {
        edition: &edition,
        ..files()
    };
    assert_eq!(
        Catalog::from_files(&files).unwrap_err().to_string(),
        "the catalog's data has 1 problem\n- edition.json: the field \"version\" is missing"
    );
    assert!(
        CatalogFiles {
            edition: "{",
            ..files
        }
        .canonical_json()
        .is_err()
    );
}

/// All JSON Pointers of a value, its own included.
fn pointers(value: &Value) -> Vec<String> {
    let mut found = vec![String::new()];
    let mut below = |step: String, value: &Value| {
        found.extend(pointers(value).iter().map(|rest| format!("/{step}{rest}")));
    };
    match value {
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                below(index.to_string(), item);
            }
        }
        Value::Object(fields) => {
            for (name, field) in fields {
                below(name.clone(), field);
            }
        }
        _ => {}
    }
    found
}

fn any_small_json() -> impl Strategy<Value = Value> {
    prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        "\\PC{0,8}".prop_map(Value::from),
        Just(json!([])),
        Just(json!({})),
        Just(json!({"id": "FIN1", "a/b~c": null})),
        Just(json!("FIN1")),
        Just(json!(["FIN1", "FIN1"])),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn whatever_stands_anywhere_is_read_or_refused_with_places(
        damages in prop::collection::vec(
            (0_usize..6, any::<prop::sample::Index>(), any_small_json()), 1..5)
    ) {
        let mut damaged = Damaged::new();
        let all = damaged.files.each_ref().map(pointers);
        for (file, place, value) in damages {
            // An earlier damage may have taken the place away.
            let pointer: &String = place.get(&all[file]);
            if let Some(place) = damaged.files[file].pointer_mut(pointer) {
                *place = value;
            }
        }
        for problem in damaged.problems() {
            prop_assert!(problem.contains(".json"));
        }
    }

    #[test]
    fn whatever_is_cut_off_or_overwritten_is_read_or_refused(
        start in 0_usize..30_000, length in 0_usize..40, replacement in "\\PC{0,6}"
    ) {
        let bundled = files();
        let mut characters: Vec<char> = bundled.risks.chars().collect();
        let start = start.min(characters.len());
        let end = (start + length).min(characters.len());
        characters.splice(start..end, replacement.chars());
        let risks: String = characters.into_iter().collect();
        for problem in problems_of(&CatalogFiles { risks: &risks, ..bundled }) {
            prop_assert!(problem.contains(".json"));
        }
    }

    #[test]
    fn every_missing_text_is_found_however_many_there_are(
        chosen in prop::collection::btree_set(0_usize..11, 1..11)
    ) {
        let mut damaged = Damaged::new();
        for index in &chosen {
            damaged.remove(GLOSSARY, &format!("/terms/{index}"), "definition");
        }
        let problems = damaged.problems();
        prop_assert_eq!(problems.len(), chosen.len());
        for (problem, index) in problems.iter().zip(&chosen) {
            let place = format!("/terms/{index}: the field \"definition\" is missing");
            prop_assert!(problem.ends_with(&place), "{problem}");
        }
    }
}
