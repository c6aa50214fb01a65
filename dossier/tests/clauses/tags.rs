//! What the structure says (ISO 14289-1, 7.1 to 7.9 and 7.18.5; ISO 19005-3, 6.7).

use std::collections::BTreeSet;

use lopdf::{Dictionary, Object};

use crate::structure::{Element, Kid, Tree};
use crate::subject::{Subject, named};
use crate::{Faults, holds};

/// The kinds of elements that ISO 32000-1 has (14.8.4), of those that are used, and what may hold each; an empty list
/// is whatever holds text and blocks.
const KINDS: [(&str, &[&str]); 26] = [
    ("Document", &["StructTreeRoot"]),
    ("Sect", &[]),
    ("H1", &[]),
    ("H2", &[]),
    ("H3", &[]),
    ("H4", &[]),
    ("H5", &[]),
    ("H6", &[]),
    ("P", &[]),
    ("BlockQuote", &[]),
    ("Note", &[]),
    ("Code", &[]),
    ("L", &[]),
    ("LI", &["L"]),
    ("Lbl", &["LI", "Note", "Link", "Reference"]),
    ("LBody", &["LI"]),
    ("Table", &[]),
    ("THead", &["Table"]),
    ("TBody", &["Table"]),
    ("TR", &["Table", "THead", "TBody"]),
    ("TH", &["TR"]),
    ("TD", &["TR"]),
    ("Figure", &[]),
    ("TOC", &[]),
    ("TOCI", &["TOC"]),
    ("Reference", &[]),
];

/// Those that may hold nothing but some others.
const HOLDERS: [(&str, &[&str]); 7] = [
    ("L", &["LI"]),
    ("LI", &["Lbl", "LBody"]),
    ("Table", &["THead", "TBody", "TR"]),
    ("THead", &["TR"]),
    ("TBody", &["TR"]),
    ("TR", &["TH", "TD"]),
    ("TOC", &["TOCI", "TOC"]),
];

fn element(
    subject: &mut Subject,
    kind: &'static [u8],
    change: impl FnOnce(&mut Dictionary),
) -> bool {
    subject.spoil(|dictionary| named(dictionary, b"S", kind), change)
}

#[test]
fn the_document_says_that_it_is_tagged_and_in_which_language_and_shows_its_title() {
    let check = |subject: &Subject| {
        let catalog = subject.catalog();
        let marked = subject.dictionary(catalog, "MarkInfo");
        let is =
            |key: &[u8]| marked.and_then(|marked| marked.get(key).and_then(Object::as_bool).ok());
        let view = subject.dictionary(catalog, "ViewerPreferences");
        let shown =
            view.and_then(|view| view.get(b"DisplayDocTitle").and_then(Object::as_bool).ok());
        let language = subject.text_at(catalog, "Lang");
        let mut faults = Faults::new();
        if is(b"Marked") != Some(true) || is(b"Suspects") == Some(true) {
            faults.push(format!("{marked:?}"));
        }
        if shown != Some(true) {
            faults.push("its title is not shown".to_owned());
        }
        if !language.starts_with("en") {
            faults.push(format!("its language is {language}"));
        }
        faults
    };
    let clauses = "ISO 14289-1, 7.1 and 7.2; ISO 19005-3, 6.7.2.2 and 6.7.4";
    for key in [&b"MarkInfo"[..], b"Lang", b"ViewerPreferences"] {
        holds(clauses, check, |subject| {
            subject.catalog_mut().remove(key).is_some()
        });
    }
}

#[test]
fn elements_are_of_standard_kinds_and_in_what_may_hold_them() {
    let check = |subject: &Subject| {
        let mut faults = Faults::new();
        let tree = Tree::of(subject);
        for element in &tree.elements {
            let kind = element.kind.as_str();
            let holders = KINDS.iter().find(|(name, _)| *name == kind);
            let holder = tree.holder(element);
            match holders {
                None if kind == "Link" => {}
                None => faults.push(format!("{:?} is a {kind}", element.id)),
                Some((_, holders)) if holders.is_empty() || holders.contains(&holder) => {}
                Some(_) => faults.push(format!("a {kind} is in a {holder}")),
            }
            let Some((_, only)) = HOLDERS.iter().find(|(name, _)| *name == kind) else {
                continue;
            };
            if element
                .kids
                .iter()
                .any(|kid| !matches!(kid, Kid::Element(_)))
            {
                faults.push(format!("a {kind} holds text"));
            }
            for inner in tree.below(element) {
                if !only.contains(&inner.kind.as_str()) {
                    faults.push(format!("a {kind} holds a {}", inner.kind));
                }
            }
            if element.kids.is_empty() {
                faults.push(format!("a {kind} is empty"));
            }
        }
        // No kind of the standard is said to be another one.
        let root = subject
            .dictionary(subject.catalog(), "StructTreeRoot")
            .unwrap();
        for (kind, _) in subject.dictionary(root, "RoleMap").into_iter().flatten() {
            let kind = String::from_utf8_lossy(kind);
            if KINDS.iter().any(|(name, _)| *name == kind) {
                faults.push(format!("{kind} is mapped"));
            }
        }
        faults
    };
    let clauses = "ISO 14289-1, 7.1, 7.2 and 7.6; ISO 19005-3, 6.7.3.4";
    holds(clauses, check, |subject| {
        element(subject, b"LBody", |one| one.set("S", "P"))
    });
    holds(clauses, check, |subject| {
        element(subject, b"P", |one| one.set("S", "Absatz"))
    });
}

#[test]
fn headings_skip_no_level() {
    let check = |subject: &Subject| {
        let mut faults = Faults::new();
        let mut above = 0;
        for element in &Tree::of(subject).elements {
            let level = match element.kind.strip_prefix('H') {
                Some("") => {
                    faults.push("a heading without a level".to_owned());
                    continue;
                }
                Some(level) => level.parse::<u32>().unwrap_or(0),
                None => continue,
            };
            if level == 0 || level > above + 1 {
                faults.push(format!("a heading of level {level} follows one of {above}"));
            }
            above = level;
        }
        if above == 0 {
            faults.push("there are no headings".to_owned());
        }
        faults
    };
    let clauses = "ISO 14289-1, 7.4.1, 7.4.2 and 7.4.4";
    holds(clauses, check, |subject| {
        element(subject, b"H1", |one| one.set("S", "H3"))
    });
    holds(clauses, check, |subject| {
        element(subject, b"H2", |one| one.set("S", "H"))
    });
}

#[test]
fn tables_are_regular_and_their_headers_say_what_they_head() {
    let check = |subject: &Subject| {
        let mut faults = Faults::new();
        let tree = Tree::of(subject);
        for table in tree.of_kind("Table") {
            let mut rows: Vec<&Element<'_>> = Vec::new();
            for inner in tree.below(table) {
                match inner.kind.as_str() {
                    "TR" => rows.push(inner),
                    _ => rows.extend(tree.below(inner)),
                }
            }
            let widths: BTreeSet<i64> = rows.iter().map(|row| width(&tree, row)).collect();
            if widths.len() > 1 {
                faults.push(format!("{:?} has rows of {widths:?} cells", table.id));
            }
            let mut heads_columns = false;
            for row in rows {
                let cells = tree.below(row);
                let headers = cells.iter().filter(|cell| cell.kind == "TH");
                let headers: Vec<&[u8]> = headers.map(|cell| scope(&tree, cell)).collect();
                for scope in &headers {
                    match *scope {
                        b"Column" => heads_columns = true,
                        b"Row" | b"Both" => {}
                        _ => faults.push(format!("{:?}: a header heads nothing", table.id)),
                    }
                }
                if headers.is_empty() && !heads_columns {
                    faults.push(format!("{:?}: a row without a header", table.id));
                }
            }
        }
        faults
    };
    holds("ISO 14289-1, 7.5", check, |subject| {
        element(subject, b"TH", |one| drop(one.remove(b"A")))
    });
    holds("ISO 14289-1, 7.2 and 7.5", check, |subject| {
        element(subject, b"TR", |one| {
            let Ok(Object::Array(cells)) = one.get_mut(b"K") else {
                return;
            };
            cells.pop();
        })
    });
}

/// What a header cell heads.
fn scope<'t>(tree: &'t Tree<'_>, cell: &Element<'_>) -> &'t [u8] {
    let scope = tree.attribute(cell, "Table", "Scope").map(Object::as_name);
    scope.and_then(Result::ok).unwrap_or_default()
}

/// How many columns the cells of a row take.
fn width(tree: &Tree<'_>, row: &Element<'_>) -> i64 {
    let cells = tree.below(row);
    let spans = cells.iter().map(|cell| {
        let span = tree.attribute(cell, "Table", "ColSpan").map(Object::as_i64);
        span.and_then(Result::ok).unwrap_or(1)
    });
    spans.sum()
}

#[test]
fn lists_say_how_they_are_numbered() {
    let check = |subject: &Subject| {
        let tree = Tree::of(subject);
        let unnumbered = tree.of_kind("L").filter(|list| {
            let numbering = tree
                .attribute(list, "List", "ListNumbering")
                .map(Object::as_name);
            !matches!(numbering, Some(Ok(b"Decimal" | b"Disc" | b"None")))
        });
        unnumbered.map(|list| format!("{:?}", list.id)).collect()
    };
    holds("ISO 14289-1, 7.6", check, |subject| {
        element(subject, b"L", |one| drop(one.remove(b"A")))
    });
}

#[test]
fn figures_are_described_and_say_where_they_are() {
    let check = |subject: &Subject| {
        let mut faults = Faults::new();
        let tree = Tree::of(subject);
        for figure in tree.of_kind("Figure") {
            if subject.text_at(figure.dictionary, "Alt").trim().is_empty() {
                faults.push(format!("{:?} is not described", figure.id));
            }
            let bounds = tree
                .attribute(figure, "Layout", "BBox")
                .map(Object::as_array);
            if !bounds.is_some_and(|bounds| bounds.is_ok_and(|bounds| bounds.len() == 4)) {
                faults.push(format!("{:?} is nowhere", figure.id));
            }
        }
        faults
    };
    let clauses = "ISO 14289-1, 7.3; ISO 19005-3, 6.7.5";
    holds(clauses, check, |subject| {
        element(subject, b"Figure", |one| drop(one.remove(b"Alt")))
    });
    holds(clauses, check, |subject| {
        element(subject, b"Figure", |one| drop(one.remove(b"A")))
    });
}

#[test]
fn each_note_has_a_name_of_its_own() {
    let check = |subject: &Subject| {
        let mut names = BTreeSet::new();
        let tree = Tree::of(subject);
        let notes = tree.of_kind("Note").filter(|note| {
            let name = subject.get(note.dictionary, "ID").map(Object::as_str);
            let name = name.and_then(Result::ok).unwrap_or_default();
            name.is_empty() || !names.insert(name)
        });
        notes.map(|note| format!("{:?}", note.id)).collect()
    };
    holds("ISO 14289-1, 7.9", check, |subject| {
        element(subject, b"Note", |one| drop(one.remove(b"ID")))
    });
}

#[test]
fn links_are_in_the_structure_and_say_where_they_lead() {
    let check = |subject: &Subject| {
        let mut faults = Faults::new();
        let tree = Tree::of(subject);
        let mut in_links = BTreeSet::new();
        for element in &tree.elements {
            for kid in &element.kids {
                let Kid::Annotation(id) = kid else {
                    continue;
                };
                if element.kind != "Link" {
                    faults.push(format!("{id:?} is in a {}", element.kind));
                } else if !in_links.insert(*id) {
                    faults.push(format!("{id:?} is in two links"));
                }
            }
        }
        for (_, id, annotation) in subject.annotations() {
            if !in_links.contains(&id) {
                faults.push(format!("{id:?} is in no link"));
            }
            if subject.text_at(annotation, "Contents").trim().is_empty() {
                faults.push(format!("{id:?} says nothing"));
            }
        }
        faults
    };
    let clauses = "ISO 14289-1, 7.18.1 and 7.18.5; ISO 19005-3, 6.7.6";
    holds(clauses, check, |subject| {
        element(subject, b"Link", |one| one.set("S", "Span"))
    });
    holds(clauses, check, |subject| {
        subject.spoil(
            |dictionary| named(dictionary, b"Subtype", b"Link"),
            |dictionary| drop(dictionary.remove(b"Contents")),
        )
    });
}
