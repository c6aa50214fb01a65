//! Every document that any build wrote meets the published JSON Schema of its format, whose shape grows and never breaks.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "tests fail by panicking"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::io::Read;
use std::path::Path;

use crate::common;
use assay_assessment::{Timestamp, backup};
use assay_catalog::Editions;
use assay_dossier::check_backup;
use assay_seal::pdf::{attachment, attachment_names};
use flate2::read::GzDecoder;
use jsonschema::Validator;
use serde_json::{Value, json};

/// Files that are no documents of ours, and what is kept on one device and handed to nobody.
const WITHOUT: [&str; 3] = ["identity.json", "authority.pem.gz", "two.json.tsr"];

/// The published schemas, by the name of the format and its version: `assay-report/1`.
fn schemas() -> BTreeMap<String, Validator> {
    let editions = ("assay-edition", assay_catalog::SCHEMA);
    let backups = ("assay-backup", backup::SCHEMA);
    let all = assay_report::SCHEMAS.into_iter().chain([editions, backups]);
    let validator = |(format, text): (&str, &str)| {
        let schema: Value = serde_json::from_str(text).unwrap();
        let (properties, edition) = (&schema["properties"], &schema["properties"]["edition"]);
        let key = match edition["properties"]["format"]["const"].as_str() {
            Some(key) => key.to_owned(),
            None => format!("{format}/{}", properties["version"]["const"]),
        };
        assert!(key.starts_with(&format!("{format}/")), "{key}");
        (key, jsonschema::validator_for(&schema).unwrap())
    };
    all.map(validator).collect()
}

/// What a document says that it is. An edition says it within.
fn says_it_is(document: &Value) -> String {
    match document["edition"]["format"].as_str() {
        Some(format) => format.to_owned(),
        None => format!(
            "{}/{}",
            document["format"].as_str().unwrap_or_default(),
            document["version"]
        ),
    }
}

/// What a file holds: documents of ours, as JSON.
fn documents(name: &str, bytes: &[u8]) -> Vec<Value> {
    if name.ends_with(".pdf") {
        let names = attachment_names(bytes);
        let ours = names.iter().filter(|name| name.ends_with(".json"));
        let found = ours.map(|name| {
            let text = attachment(bytes, name).unwrap();
            serde_json::from_slice(&text).unwrap()
        });
        return found.collect();
    }
    if name.ends_with(".assay") {
        return vec![serde_json::from_slice(&manifest(bytes)).unwrap()];
    }
    vec![serde_json::from_slice(bytes).unwrap_or_else(|error| panic!("{name}: {error}"))]
}

/// The manifest of a backup that is sound.
fn manifest(bytes: &[u8]) -> Vec<u8> {
    let mut read = |range: std::ops::Range<u64>| {
        let range = usize::try_from(range.start).unwrap()..usize::try_from(range.end).unwrap();
        Ok::<_, std::convert::Infallible>(bytes[range].to_vec())
    };
    let contents = check_backup(bytes.len() as u64, &Editions::bundled(), &mut read);
    contents.unwrap().manifest
}

/// Every file of the fixtures, unpacked, with its folder.
fn fixtures() -> Vec<(String, Vec<u8>)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures");
    let mut found = Vec::new();
    for folder in std::fs::read_dir(root).unwrap() {
        let folder = folder.unwrap().path();
        if !folder.is_dir() {
            continue;
        }
        for file in std::fs::read_dir(&folder).unwrap() {
            let path = file.unwrap().path();
            let name = path.file_name().unwrap().to_str().unwrap().to_owned();
            if WITHOUT.contains(&name.as_str()) {
                continue;
            }
            let mut bytes = std::fs::read(&path).unwrap();
            if name.ends_with(".gz") {
                let mut unpacked = Vec::new();
                GzDecoder::new(bytes.as_slice())
                    .read_to_end(&mut unpacked)
                    .unwrap();
                bytes = unpacked;
            }
            let folder = folder.file_name().unwrap().to_str().unwrap();
            found.push((format!("{folder}/{}", name.trim_end_matches(".gz")), bytes));
        }
    }
    found.sort();
    found
}

fn problems(schema: &Validator, value: &Value) -> Vec<String> {
    let errors = schema.iter_errors(value);
    errors
        .map(|error| format!("{}: {error}", error.instance_path()))
        .collect()
}

#[test]
fn what_any_build_wrote_meets_the_schema_of_its_format() {
    let schemas = schemas();
    let mut met = BTreeSet::new();
    for (name, bytes) in fixtures() {
        let documents = documents(&name, &bytes);
        assert!(!documents.is_empty(), "{name}");
        for document in documents {
            let key = says_it_is(&document);
            let schema = schemas
                .get(&key)
                .unwrap_or_else(|| panic!("{name} is {key}"));
            assert_eq!(problems(schema, &document), [""; 0], "{name}");
            met.insert(key);
        }
    }
    // There is a fixture of each format and version that is published.
    assert_eq!(met, schemas.into_keys().collect());
}

#[test]
fn a_manifest_of_today_meets_its_schema_and_what_is_none_does_not() {
    let schema = &schemas()["assay-backup/1"];
    let at = Timestamp::from_milliseconds(common::AT);
    let written = backup::write(&common::record(), [], at).unwrap().bytes;
    let whole: Value = serde_json::from_slice(&manifest(&written)).unwrap();
    assert_eq!(problems(schema, &whole), [""; 0]);
    assert!(!whole["missing"].as_array().unwrap().is_empty());
    for (pointer, wrong) in [
        ("/version", json!(2)),
        ("/format", json!("assay-report")),
        ("/assessment", json!("07070707")),
        ("/created", json!("2026-11-22T09:30:00Z")),
        ("/created", json!(1.5)),
        ("/entries", json!(0)),
        ("/head", json!("00")),
        ("/edition/sha256", json!(null)),
        ("/members/0/name", json!("../journal.jsonl")),
        ("/members/0/size", json!(-1)),
        ("/missing", json!({})),
    ] {
        let mut value = whole.clone();
        *value.pointer_mut(pointer).unwrap() = wrong;
        assert!(!schema.is_valid(&value), "{pointer}");
    }
    for member in whole.as_object().unwrap().keys() {
        let mut value = whole.clone();
        value.as_object_mut().unwrap().remove(member);
        assert!(!schema.is_valid(&value), "{member}");
    }
    let mut more = whole.clone();
    more["more"] = json!(1);
    assert!(!schema.is_valid(&more));
}
