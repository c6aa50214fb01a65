//! OSCAL documents: well formed where validators do not look, nothing lost, and the same from the same report.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test that cannot go on fails"
)]

#[path = "../../report/tests/common/mod.rs"]
mod common;

use std::collections::{BTreeMap, BTreeSet};

use assay_assessment::{AssessmentKind, Status};
use assay_exchange::oscal::{self, documents};
use assay_report::document::Report;
use common::{Filling, hostile, report, report_on};
use serde_json::Value;

fn reports() -> [(&'static str, Report); 3] {
    let sparse = Filling {
        sparse: true,
        evidence: 0,
        ..Filling::default()
    };
    [
        ("filled", report(&Filling::default())),
        ("sparse", report(&sparse)),
        ("hostile", report_on(&hostile())),
    ]
}

fn read(report: &Report) -> BTreeMap<&'static str, Value> {
    let files = documents(report).unwrap().into_iter();
    files
        .map(|file| (file.name, serde_json::from_slice(&file.bytes).unwrap()))
        .collect()
}

/// Visits each value with the name of the member that it is, or is an item of.
fn walk<'v>(name: &str, value: &'v Value, visit: &mut dyn FnMut(&str, &'v Value)) {
    visit(name, value);
    match value {
        Value::Array(items) => items.iter().for_each(|item| walk(name, item, visit)),
        Value::Object(members) => {
            for (name, member) in members {
                walk(name, member, visit);
            }
        }
        _ => {}
    }
}

#[test]
fn nothing_is_empty_and_texts_are_of_their_kinds() {
    for (kind, report) in reports() {
        for (file, document) in read(&report) {
            walk("", &document, &mut |name, value| {
                // A whole document is long.
                let place = match value {
                    Value::Array(items) => format!("{kind}, {file}, {name} of {}", items.len()),
                    Value::Object(members) => {
                        format!("{kind}, {file}, {name} of {}", members.len())
                    }
                    other => format!("{kind}, {file}, {name}: {other}"),
                };
                match value {
                    Value::Null | Value::Number(_) => panic!("{place}"),
                    Value::Array(items) => assert!(!items.is_empty(), "{place}"),
                    Value::Object(members) => {
                        assert!(!members.is_empty() || name == "include-all", "{place}");
                    }
                    Value::String(text) => text_of_kind(name, text, &place),
                    Value::Bool(_) => {}
                }
            });
        }
    }
}

fn text_of_kind(name: &str, text: &str, place: &str) {
    assert!(!text.trim().is_empty(), "{place}");
    let is_token = || {
        let mut characters = text.chars();
        characters
            .next()
            .is_some_and(|first| first.is_ascii_alphabetic() || first == '_')
            && characters.all(|c| c.is_ascii_alphanumeric() || "_-.".contains(c))
    };
    match name {
        "value" | "title" | "text" | "version" => {
            assert!(!text.contains(['\n', '\r', '\u{2028}']), "{place}");
            assert_eq!(text.trim(), text, "{place}");
        }
        "id" | "control-id" | "name" if !place.contains("\"uuid\"") && name != "name" => {
            // The identifier of a system is a UUID.
            assert!(is_token() || text.len() == 36, "{place}");
        }
        "start" | "end" | "collected" | "deadline" | "date" | "published" | "last-modified" => {
            let zone = text.ends_with('Z') || text[text.len() - 6..].starts_with(['+', '-']);
            assert!(zone && text.contains('T'), "{place}");
        }
        _ => {}
    }
    assert!(!text.contains(['\u{0}', '\u{b}', '\u{1f}']), "{place}");
}

#[test]
fn identifiers_are_unique_and_references_lead_somewhere() {
    for (kind, report) in reports() {
        let files = read(&report);
        let mut controls = BTreeSet::new();
        let mut statements = BTreeSet::new();
        let mut all_ids = BTreeSet::new();
        walk("", &files[oscal::CATALOG], &mut |name, value| {
            if name == "id" {
                let id = value.as_str().unwrap();
                assert!(all_ids.insert(id), "{kind}: {id} twice in the catalog");
            }
            if let Some(statement) = id_of_part(value, "statement") {
                statements.insert(statement.to_owned());
            }
            if name == "controls" && value.is_object() {
                controls.insert(value["id"].as_str().unwrap().to_owned());
            }
        });
        assert_eq!(controls.len(), report.controls().count());
        for (file, document) in &files {
            let mut defined = BTreeSet::new();
            let mut named = BTreeSet::new();
            let mut hrefs = BTreeSet::new();
            walk("", document, &mut |name, value| {
                let Some(text) = value.as_str() else { return };
                match name {
                    "uuid" => assert!(defined.insert(text), "{kind}, {file}: {text} twice"),
                    "control-id" => assert!(controls.contains(text), "{kind}, {file}: {text}"),
                    "target-id" => assert!(statements.contains(text), "{kind}, {file}: {text}"),
                    "href" if text.starts_with('#') => _ = hrefs.insert(&text[1..]),
                    "href" if text.ends_with(".json") && !text.contains("://") => {
                        assert!(files.contains_key(text), "{kind}, {file}: {text}");
                    }
                    "party-uuids" | "member-of-organizations" => _ = named.insert(text),
                    name if name.ends_with("-uuid") => _ = named.insert(text),
                    _ => {}
                }
            });
            for uuid in named.iter().chain(&hrefs) {
                assert!(
                    defined.contains(uuid),
                    "{kind}, {file}: {uuid} leads nowhere"
                );
            }
        }
    }
}

fn id_of_part<'v>(value: &'v Value, name: &str) -> Option<&'v str> {
    let part = value.as_object()?;
    (part.get("name")? == name)
        .then(|| part.get("id"))??
        .as_str()
}

#[test]
fn a_finding_stands_only_where_there_is_a_verdict() {
    let report = report(&Filling::default());
    let files = read(&report);
    let result = &files[oscal::RESULTS]["assessment-results"]["results"][0];
    let stated = |of: &str| -> BTreeMap<String, &Value> {
        let items = result[of].as_array().unwrap().iter();
        let control = |item: &Value| {
            let props = item["props"].as_array().unwrap();
            let found = props.iter().find(|prop| prop["name"] == "control-id");
            found.map(|prop| prop["value"].as_str().unwrap().to_owned())
        };
        items
            .filter_map(|item| Some((control(item)?, item)))
            .collect()
    };
    let (findings, observations) = (stated("findings"), stated("observations"));
    for control in report.controls() {
        let state = findings
            .get(&control.id)
            .map(|finding| finding["target"]["status"]["state"].as_str().unwrap());
        let expected = match control.status {
            Status::Implemented => Some("satisfied"),
            Status::Partial | Status::Fails => Some("not-satisfied"),
            Status::NotApplicable | Status::NotTested => None,
        };
        assert_eq!(state, expected, "{}", control.id);
        assert!(observations.contains_key(&control.id), "{}", control.id);
    }
}

#[test]
fn likelihood_and_impact_stand_before_and_after() {
    let report = report(&Filling::default());
    let files = read(&report);
    let risks = &files[oscal::RESULTS]["assessment-results"]["results"][0]["risks"];
    let risk = &risks[0];
    let facet = |of: usize, name: &str| {
        let facets = risk["characterizations"][of]["facets"].as_array().unwrap();
        facets.iter().find(|facet| facet["name"] == name).unwrap()
    };
    let part = report.risks().next().unwrap();
    let residual = part.residual.impact.as_ref().unwrap();
    assert_eq!(residual.amount.minor_units(), 220_000);
    assert_eq!(facet(1, "impact-amount")["value"], "2200.00");
    assert_eq!(facet(1, "probability")["value"], "0.0125");
    assert_eq!(facet(0, "likelihood")["props"][0]["value"], "initial");
    assert_eq!(facet(1, "likelihood")["props"][0]["value"], "adjusted");
    assert_eq!(risk["deadline"], "2027-03-31T23:59:59Z");
}

/// A text without differences in white space, which titles and properties do not keep.
fn plain(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What stands nowhere: what only pages and signatures need, the format's own name, and which identifiers the edition
/// does not use any more.
const NOT_THERE: [&str; 5] = ["@context", "format", "language", "presentation", "retired"];

fn texts<'v>(value: &'v Value, place: &str, found: &mut Vec<(String, &'v str)>) {
    match value {
        Value::String(text) => found.push((place.to_owned(), text)),
        Value::Array(items) => items.iter().for_each(|item| texts(item, place, found)),
        Value::Object(members) => {
            for (name, member) in members {
                if !NOT_THERE.contains(&name.as_str()) {
                    texts(member, &format!("{place}.{name}"), found);
                }
            }
        }
        _ => {}
    }
}

#[test]
fn nothing_is_lost() {
    for (kind, report) in reports() {
        let value = report.to_value().unwrap();
        let mut said = String::new();
        // Most texts stand somewhere as a whole, or as a line, and are found at once.
        let mut whole = BTreeSet::new();
        for document in read(&report).values() {
            walk("", document, &mut |_, value| {
                if let Some(text) = value.as_str() {
                    said.push_str(&plain(text));
                    said.push('\n');
                    whole.extend(text.lines().chain([text]).map(plain));
                }
            });
        }
        let mut expected = Vec::new();
        texts(&value, "", &mut expected);
        assert!(expected.len() > 1000);
        let mut missing = BTreeMap::new();
        let folded = said.to_lowercase();
        for (place, text) in expected {
            // What a section comes to follows from its controls.
            if place.starts_with(".sections") && place.contains(".conformance.") {
                continue;
            }
            let text = plain(text);
            let stands = whole.contains(&text) || said.contains(&text);
            if !stands && !folded.contains(&text.to_lowercase()) {
                missing.insert(place, text);
            }
        }
        assert!(missing.is_empty(), "{kind}: {missing:#?}");
    }
}

#[test]
fn the_same_report_gives_the_same_bytes_and_another_one_other_documents() {
    let report = report(&Filling::default());
    let made = documents(&report).unwrap();
    assert_eq!(made, documents(&report).unwrap());
    let mut later = report.clone();
    later.generated_at = "2026-11-23T00:00:00Z".to_owned();
    let (one, other) = (read(&report), read(&later));
    let uuid = |files: &BTreeMap<_, Value>, file, root: &str| files[file][root]["uuid"].clone();
    let root = "assessment-results";
    assert_ne!(
        uuid(&one, oscal::RESULTS, root),
        uuid(&other, oscal::RESULTS, root)
    );
    // The edition is the same, and so is a risk.
    assert_eq!(one[oscal::CATALOG], other[oscal::CATALOG]);
    let risk = |files: &BTreeMap<_, Value>| {
        files[oscal::RESULTS][root]["results"][0]["risks"][3]["uuid"].clone()
    };
    assert_eq!(risk(&one), risk(&other));
    later.generated_at = "yesterday".to_owned();
    assert!(
        documents(&later)
            .unwrap_err()
            .to_string()
            .contains("when it was made")
    );
}

#[test]
fn what_the_first_reports_do_not_say_follows() {
    let mut report = report(&Filling::default());
    let whole = read(&report);
    for category in &mut report.register.categories {
        for risk in &mut category.risks {
            (risk.inherent.rating, risk.residual.rating) = (None, None);
        }
    }
    assert_eq!(read(&report), whole);
}

#[test]
fn an_assertion_is_the_operators_own() {
    let mut report = report(&Filling::default());
    let role = |report: &Report| {
        let files = read(report);
        let result = &files[oscal::RESULTS]["assessment-results"]["results"][0];
        result["attestations"][0]["responsible-parties"][0]["role-id"].clone()
    };
    assert_eq!(role(&report), "assessor");
    report.kind = AssessmentKind::SelfAssessment;
    assert_eq!(role(&report), "operator");
}

#[test]
fn a_day_is_one_of_the_device() {
    let mut report = report(&Filling::default());
    let mut local = report.local_day.unwrap();
    local.utc_offset_minutes = assay_assessment::UtcOffset::from_minutes(-210).unwrap();
    report.local_day = Some(local);
    let files = read(&report);
    let result = &files[oscal::RESULTS]["assessment-results"]["results"][0];
    assert_eq!(result["start"], "2026-01-01T00:00:00-03:30");
    assert_eq!(result["end"], "2026-10-31T23:59:59-03:30");
}

/// Which members there are, and where.
#[test]
fn the_structure_is_as_it_was() {
    let files = read(&report(&Filling::default()));
    let mut places = BTreeSet::new();
    fn members(place: &str, value: &Value, places: &mut BTreeSet<String>) {
        match value {
            Value::Array(items) => items.iter().for_each(|item| members(place, item, places)),
            Value::Object(all) => {
                for (name, member) in all {
                    members(&format!("{place}/{name}"), member, places);
                }
            }
            _ => _ = places.insert(place.to_owned()),
        }
    }
    for (file, document) in &files {
        members(file, document, &mut places);
    }
    let places: Vec<String> = places.into_iter().collect();
    insta::assert_snapshot!(places.join("\n"));
}
