//! That everything painted is content of the structure or an artifact (ISO 14289-1, 7.1 and 7.8; ISO 19005-3, 6.7.2).

use std::collections::{BTreeMap, BTreeSet};

use lopdf::content::Operation;
use lopdf::{Dictionary, Object, ObjectId};

use crate::structure::{Kid, Tree, numbered};
use crate::subject::{Subject, dictionary_of};
use crate::{Faults, holds};

/// What something painted belongs to.
enum Belongs {
    Content(i64),
    Artifact,
    /// A part of what surrounds it, without a number of its own.
    Part,
}

fn belonging(subject: &Subject, page: &Dictionary, operation: &Operation) -> Belongs {
    let artifact = operation.operands.first() == Some(&Object::Name(b"Artifact".to_vec()));
    let properties = properties(subject, page, operation);
    let number =
        properties.and_then(|properties| properties.get(b"MCID").and_then(Object::as_i64).ok());
    match number {
        Some(number) if !artifact => Belongs::Content(number),
        _ if artifact => Belongs::Artifact,
        _ => Belongs::Part,
    }
}

/// The properties of marked content (ISO 32000-1, 14.6.2), written there or among the page's resources.
fn properties<'s>(
    subject: &'s Subject,
    page: &'s Dictionary,
    operation: &'s Operation,
) -> Option<&'s Dictionary> {
    match operation.operands.get(1)? {
        Object::Name(name) => {
            let resources = subject.dictionary(page, "Resources")?;
            let named = subject.dictionary(resources, "Properties")?;
            subject.dictionary(named, str::from_utf8(name).ok()?)
        }
        written => dictionary_of(written),
    }
}

/// Operators that leave something on the page (ISO 32000-1, Table 51).
fn paints(operator: &str) -> bool {
    matches!(
        operator,
        "f" | "F"
            | "f*"
            | "S"
            | "s"
            | "B"
            | "B*"
            | "b"
            | "b*"
            | "Tj"
            | "TJ"
            | "'"
            | "\""
            | "Do"
            | "sh"
    )
}

/// What stands on the pages: the numbers of content on each, and what is wrong.
fn painted(subject: &Subject) -> (BTreeMap<(ObjectId, i64), usize>, Faults) {
    let mut numbers = BTreeMap::new();
    let mut faults = Faults::new();
    for (place, (id, page)) in subject.pages().into_iter().enumerate() {
        let mut around: Vec<Belongs> = Vec::new();
        for operation in subject.operations(id) {
            match operation.operator.as_str() {
                "BDC" | "BMC" => {
                    let inner = belonging(subject, page, &operation);
                    let whole = |outer: &Belongs| !matches!(outer, Belongs::Part);
                    if !matches!(inner, Belongs::Part) && around.iter().any(whole) {
                        faults.push(format!("page {place}: one is in another"));
                    }
                    if let Belongs::Content(number) = inner {
                        *numbers.entry((id, number)).or_default() += 1;
                    }
                    around.push(inner);
                }
                "EMC" => drop(around.pop()),
                operator if paints(operator) => {
                    let belongs = |outer: &Belongs| !matches!(outer, Belongs::Part);
                    if !around.iter().any(belongs) {
                        faults.push(format!("page {place}: {operator} belongs to nothing"));
                    }
                }
                _ => {}
            }
        }
        if !around.is_empty() {
            faults.push(format!("page {place}: {} are not ended", around.len()));
        }
    }
    (numbers, faults)
}

#[test]
fn everything_painted_is_content_or_an_artifact_and_all_content_is_in_the_structure_once() {
    let check = |subject: &Subject| {
        let (painted, mut faults) = painted(subject);
        let tree = Tree::of(subject);
        let mut read: BTreeMap<(ObjectId, i64), usize> = BTreeMap::new();
        for element in &tree.elements {
            for kid in &element.kids {
                if let Kid::Content(page, number) = kid {
                    *read.entry((*page, *number)).or_default() += 1;
                }
            }
        }
        for (place, times) in &painted {
            if *times != 1 || read.get(place) != Some(&1) {
                faults.push(format!(
                    "{place:?} is painted {times} times and read {:?}",
                    read.get(place)
                ));
            }
        }
        for place in read.keys().filter(|place| !painted.contains_key(place)) {
            faults.push(format!("{place:?} is read and not painted"));
        }
        faults
    };
    let clauses = "ISO 14289-1, 7.1; ISO 19005-3, 6.7.2 and 6.7.3";
    holds(clauses, check, |subject| {
        subject.repaint(|operations| {
            // What is painted first, without what it belongs to.
            let first = operations
                .iter()
                .position(|one| one.operator == "BDC")
                .unwrap();
            let end = operations
                .iter()
                .position(|one| one.operator == "EMC")
                .unwrap();
            operations.remove(end);
            operations.remove(first);
            true
        })
    });
    holds(clauses, check, |subject| {
        subject.spoil(
            |dictionary| dictionary.has(b"S") && matches!(dictionary.get(b"K"), Ok(Object::Integer(_)))
                || dictionary.has(b"S") && matches!(dictionary.get(b"K"), Ok(Object::Array(kids)) if matches!(kids.first(), Some(Object::Integer(_)))),
            |dictionary| drop(dictionary.remove(b"K")),
        )
    });
}

#[test]
fn the_tree_of_parents_leads_from_content_and_links_to_their_elements() {
    let check = |subject: &Subject| {
        let mut faults = Faults::new();
        let tree = Tree::of(subject);
        let root = subject
            .dictionary(subject.catalog(), "StructTreeRoot")
            .unwrap();
        let parents = subject.dictionary(root, "ParentTree").unwrap();
        let parents: BTreeMap<i64, &Object> = numbered(subject, parents).into_iter().collect();
        let key = |dictionary: &Dictionary, key: &[u8]| {
            let number = dictionary.get(key).and_then(Object::as_i64).ok()?;
            parents.get(&number).copied()
        };
        for element in &tree.elements {
            for kid in &element.kids {
                let found = match kid {
                    Kid::Element(_) => continue,
                    Kid::Content(page, number) => {
                        let page = subject.document.get_dictionary(*page).unwrap();
                        let elements =
                            key(page, b"StructParents").map(|found| subject.resolved(found));
                        let elements = elements.and_then(|elements| elements.as_array().ok());
                        elements
                            .and_then(|elements| elements.get(usize::try_from(*number).unwrap()))
                    }
                    Kid::Annotation(annotation) => key(
                        subject.document.get_dictionary(*annotation).unwrap(),
                        b"StructParent",
                    ),
                };
                let found = found.and_then(|found| found.as_reference().ok());
                if found != Some(element.id) {
                    faults.push(format!("{kid:?} of {:?} leads to {found:?}", element.id));
                }
            }
        }
        faults
    };
    holds("ISO 14289-1, 7.1; ISO 19005-3, 6.7.3.3", check, |subject| {
        subject.spoil(
            |dictionary| dictionary.has(b"StructParents"),
            |dictionary| dictionary.set("StructParents", 0x7fff),
        )
    });
}

#[test]
fn headers_and_footers_are_artifacts_of_the_pages() {
    let check = |subject: &Subject| {
        let mut faults = Faults::new();
        for (number, (id, page)) in subject.pages().into_iter().enumerate() {
            let mut kinds = BTreeSet::new();
            for operation in subject.operations(id) {
                let artifact =
                    operation.operands.first() == Some(&Object::Name(b"Artifact".to_vec()));
                if !artifact {
                    continue;
                }
                let Some(properties) = properties(subject, page, &operation) else {
                    continue;
                };
                let kind = subject.name_at(properties, "Subtype").to_owned();
                let wanted = if kind.is_empty() {
                    "Layout"
                } else {
                    "Pagination"
                };
                if subject.name_at(properties, "Type") != wanted {
                    faults.push(format!("page {number}: {properties:?}"));
                }
                kinds.insert(kind);
            }
            if !kinds.contains("Footer") || (number > 0 && !kinds.contains("Header")) {
                faults.push(format!("page {number} has {kinds:?}"));
            }
        }
        faults
    };
    holds("ISO 14289-1, 7.8", check, |subject| {
        subject.repaint(|operations| {
            let footer = operations
                .iter_mut()
                .filter(|one| one.operator == "BDC")
                .find_map(|one| match one.operands.get_mut(1) {
                    Some(Object::Dictionary(properties)) if properties.has(b"Subtype") => {
                        Some(properties)
                    }
                    _ => None,
                });
            footer.is_some_and(|properties| {
                properties.set("Type", "Background");
                true
            })
        })
    });
}
