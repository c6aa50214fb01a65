//! What goes along with a document (ISO 19005-3, 6.8; ISO 14289-1, 7.11), and what it asks of readers.

use std::collections::BTreeMap;

use lopdf::Dictionary;

use crate::subject::{Subject, dictionary_of};
use crate::{Faults, holds};

/// The attached files of a document by their names, as the tree of names has them.
fn attached(subject: &Subject) -> Vec<(Vec<u8>, &Dictionary)> {
    let names = subject.dictionary(subject.catalog(), "Names");
    let names = names.and_then(|names| subject.dictionary(names, "EmbeddedFiles"));
    let names = names
        .map(|names| subject.array(names, "Names"))
        .unwrap_or_default();
    let pairs = names.chunks_exact(2);
    pairs
        .map(|two| {
            (
                two[0].as_str().unwrap().to_vec(),
                dictionary_of(two[1]).unwrap(),
            )
        })
        .collect()
}

#[test]
fn attached_files_say_what_they_are_and_belong_to_the_document() {
    let check = |subject: &Subject| {
        let mut faults = Faults::new();
        let files = attached(subject);
        if files.is_empty() || !files.is_sorted_by_key(|(name, _)| name) {
            faults.push(format!("{} files, not in order", files.len()));
        }
        let associated = subject.array(subject.catalog(), "AF");
        if associated.len() != files.len() {
            faults.push(format!("{} belong to the document", associated.len()));
        }
        for (_, file) in files {
            let name = subject.text_at(file, "UF");
            if name.is_empty() || name != subject.text_at(file, "F") {
                faults.push(format!("{name} has two names"));
            }
            if subject.text_at(file, "Desc").is_empty() {
                faults.push(format!("{name} is not described"));
            }
            let wanted = if name.starts_with("evidence-") {
                "Data"
            } else {
                "Source"
            };
            if subject.name_at(file, "AFRelationship") != wanted {
                faults.push(format!("{name} is not {wanted}"));
            }
            if !associated
                .iter()
                .any(|one| dictionary_of(one) == Some(file))
            {
                faults.push(format!("{name} does not belong to the document"));
            }
            let Some(bytes) = subject
                .dictionary(file, "EF")
                .and_then(|files| subject.dictionary(files, "F"))
            else {
                faults.push(format!("{name} is not there"));
                continue;
            };
            let kinds = BTreeMap::from([
                ("json", "application/json"),
                ("png", "image/png"),
                ("jpg", "image/jpeg"),
            ]);
            let ending = name.rsplit('.').next().unwrap_or_default();
            if kinds.get(ending) != Some(&subject.name_at(bytes, "Subtype")) {
                faults.push(format!(
                    "{name} is no {}",
                    subject.name_at(bytes, "Subtype")
                ));
            }
            let facts = subject.dictionary(bytes, "Params");
            if facts.is_none_or(|facts| subject.text_at(facts, "ModDate").is_empty()) {
                faults.push(format!("{name} has no date"));
            }
        }
        faults
    };
    let clauses = "ISO 19005-3, 6.8; ISO 14289-1, 7.11";
    for key in [&b"AFRelationship"[..], b"UF", b"Desc", b"ModDate"] {
        holds(clauses, check, |subject| {
            if key == b"ModDate" {
                return subject.spoil(
                    |dictionary| dictionary.has(b"Params"),
                    |dictionary| drop(dictionary.remove(b"Params")),
                );
            }
            let file = |dictionary: &Dictionary| dictionary.has_type(b"Filespec");
            subject.spoil(file, |dictionary| drop(dictionary.remove(key)))
        });
    }
    holds(clauses, check, |subject| {
        subject.catalog_mut().remove(b"AF").is_some()
    });
}

#[test]
fn the_catalog_asks_for_nothing_that_an_archive_lacks() {
    const NONE: [&str; 6] = [
        "OCProperties",
        "Requirements",
        "Perms",
        "NeedsRendering",
        "Encrypt",
        "Legal",
    ];
    let check = |subject: &Subject| {
        let mut faults = Faults::new();
        for key in NONE {
            if subject.catalog().has(key.as_bytes()) {
                faults.push(key.to_owned());
            }
        }
        for (id, dictionary) in subject.dictionaries() {
            for key in ["AlternatePresentations", "PresSteps", "OC", "OCGs"] {
                if dictionary.has(key.as_bytes()) {
                    faults.push(format!("{id:?}: {key}"));
                }
            }
        }
        faults
    };
    let clauses = "ISO 19005-3, 6.1.12, 6.9, 6.10 and 6.11; ISO 14289-1, 7.10 and 7.16";
    for key in NONE {
        holds(clauses, check, |subject| {
            subject.catalog_mut().set(key, Dictionary::new());
            true
        });
    }
}
