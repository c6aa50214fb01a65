//! What a reader can press: links, bookmarks, the form of the signatures, and the signatures.

use std::collections::BTreeSet;

use lopdf::{Dictionary, Object};

use crate::subject::{Subject, dictionary_of, named};
use crate::{Faults, holds};

/// The flags of an annotation (ISO 32000-1, Table 165) which hide it, and the one that prints it.
const HIDING: i64 = 1 | 2 | 32 | 256;
const PRINT: i64 = 4;

#[test]
fn every_annotation_is_a_link_that_is_shown_and_printed() {
    let check = |subject: &Subject| {
        let mut faults = Faults::new();
        for (_, id, annotation) in subject.annotations() {
            let flags = annotation
                .get(b"F")
                .and_then(Object::as_i64)
                .unwrap_or_default();
            if subject.name_at(annotation, "Subtype") != "Link" {
                faults.push(format!(
                    "{id:?}: {}",
                    subject.name_at(annotation, "Subtype")
                ));
            }
            if flags & PRINT == 0 || flags & HIDING != 0 {
                faults.push(format!("{id:?}: flags {flags}"));
            }
        }
        faults
    };
    let clauses = "ISO 19005-3, 6.3.1 and 6.3.2; ISO 14289-1, 7.18.2, 7.18.6, 7.18.7 and 7.18.8";
    let spoil = |key: &'static str, value: Object| {
        move |subject: &mut Subject| {
            subject.spoil(
                |dictionary| named(dictionary, b"Subtype", b"Link"),
                |dictionary| dictionary.set(key, value.clone()),
            )
        }
    };
    holds(clauses, check, spoil("F", Object::Integer(6)));
    holds(clauses, check, spoil("Subtype", "Movie".into()));
}

#[test]
fn pages_with_links_are_gone_through_in_the_order_of_the_structure() {
    let check = |subject: &Subject| {
        let mut faults = Faults::new();
        for (id, page) in subject.pages() {
            let has_links = !subject.array(page, "Annots").is_empty();
            if has_links && subject.name_at(page, "Tabs") != "S" {
                faults.push(format!("{id:?}"));
            }
        }
        faults
    };
    holds("ISO 14289-1, 7.18.3", check, |subject| {
        subject.spoil(
            |dictionary| dictionary.has_type(b"Page") && dictionary.has(b"Annots"),
            |dictionary| drop(dictionary.remove(b"Tabs")),
        )
    });
}

#[test]
fn actions_only_lead_to_pages_and_addresses() {
    let check = |subject: &Subject| {
        let mut faults = Faults::new();
        for (id, dictionary) in subject.dictionaries() {
            for key in ["A", "OpenAction", "Next", "PA"] {
                for action in subject.array(dictionary, key) {
                    // Attributes of the structure have the same key, and no kind of action.
                    let kind =
                        dictionary_of(action).map_or("", |action| subject.name_at(action, "S"));
                    if !matches!(kind, "" | "GoTo" | "URI") {
                        faults.push(format!("{id:?}: {kind}"));
                    }
                }
            }
            for key in [&b"AA"[..], b"JS", b"JavaScript"] {
                if dictionary.has(key) {
                    faults.push(format!("{id:?}: {}", String::from_utf8_lossy(key)));
                }
            }
        }
        faults
    };
    let clauses = "ISO 19005-3, 6.5.1 and 6.5.2; ISO 14289-1, 7.19";
    holds(clauses, check, |subject| {
        let mut launch = Dictionary::new();
        launch.set("S", "Launch");
        subject.catalog_mut().set("OpenAction", launch);
        true
    });
    holds(clauses, check, |subject| {
        subject.catalog_mut().set("AA", Dictionary::new());
        true
    });
}

fn fields(subject: &Subject) -> Vec<&Dictionary> {
    let form = subject.dictionary(subject.catalog(), "AcroForm").unwrap();
    let fields = subject.array(form, "Fields").into_iter();
    fields.map(|field| dictionary_of(field).unwrap()).collect()
}

#[test]
fn the_form_holds_signature_fields_that_stand_on_no_page() {
    let check = |subject: &Subject| {
        let mut faults = Faults::new();
        let form = subject.dictionary(subject.catalog(), "AcroForm").unwrap();
        for key in [&b"NeedAppearances"[..], b"XFA"] {
            if form.has(key) {
                faults.push(String::from_utf8_lossy(key).into_owned());
            }
        }
        let mut names = BTreeSet::new();
        for field in fields(subject) {
            let name = subject.text_at(field, "T");
            let only: [&[u8]; 3] = [b"FT", b"T", b"V"];
            if subject.name_at(field, "FT") != "Sig"
                || !field.iter().all(|(key, _)| only.contains(&key.as_slice()))
            {
                faults.push(format!("the field {name} is {field:?}"));
            }
            if name.is_empty() || !names.insert(name) {
                faults.push("two fields have one name".to_owned());
            }
        }
        if names.is_empty() {
            faults.push("there is no field".to_owned());
        }
        faults
    };
    let clauses = "ISO 19005-3, 6.4.1 and 6.4.2; ISO 14289-1, 7.14, 7.15, 7.18.1 and 7.18.4";
    holds(clauses, check, |subject| {
        subject.spoil(
            |dictionary| named(dictionary, b"FT", b"Sig"),
            |dictionary| dictionary.set("Subtype", "Widget"),
        )
    });
    holds(clauses, check, |subject| {
        subject.spoil(
            |dictionary| dictionary.has(b"SigFlags"),
            |dictionary| dictionary.set("NeedAppearances", true),
        )
    });
}

#[test]
fn each_signature_is_over_all_of_its_revision_but_itself() {
    let check = |subject: &Subject| {
        let mut faults = Faults::new();
        let mut signatures = 0;
        for field in fields(subject) {
            let Some(signature) = subject.dictionary(field, "V") else {
                continue;
            };
            signatures += 1;
            let range: Vec<usize> = subject
                .array(signature, "ByteRange")
                .iter()
                .map(|number| usize::try_from(number.as_i64().unwrap()).unwrap())
                .collect();
            let [start, before, after, rest] = range[..] else {
                faults.push(format!("{range:?}"));
                continue;
            };
            let bytes = &subject.bytes;
            let whole = start == 0
                && bytes.get(before) == Some(&b'<')
                && bytes.get(after - 1) == Some(&b'>')
                && bytes
                    .get(..after + rest)
                    .is_some_and(|signed| signed.ends_with(b"\n%%EOF"));
            if !whole {
                faults.push(format!("{range:?} of {}", bytes.len()));
            }
            if subject.name_at(signature, "SubFilter") != "ETSI.CAdES.detached" {
                faults.push(format!("{signature:?}"));
            }
        }
        // One signer with the certificate in each (ISO 32000-1, 12.8.3.3): it would not be valid otherwise.
        let found = assay_seal::pdf::verify_pdf(&subject.bytes);
        let valid = found.is_ok_and(|found| {
            found.signatures.len() == signatures
                && found
                    .signatures
                    .iter()
                    .all(|one| one.outcome == assay_seal::pdf::SignatureOutcome::Valid)
        });
        if signatures == 0 || !valid {
            faults.push(format!("not all of {signatures} are valid"));
        }
        faults
    };
    let clauses = "ISO 19005-3, 6.4.3; ISO 14289-1, 7.13";
    holds(clauses, check, |subject| {
        subject.replace(b"/ByteRange[0 ", b"/ByteRange[1 ")
    });
    holds(clauses, check, |subject| {
        subject.spoil(
            |dictionary| dictionary.has(b"ByteRange"),
            |dictionary| dictionary.set("ByteRange", vec![1.into(), 2.into(), 3.into(), 4.into()]),
        )
    });
}

#[test]
fn bookmarks_have_titles_and_lead_to_pages() {
    let check = |subject: &Subject| {
        let mut faults = Faults::new();
        let pages: BTreeSet<_> = subject.document.page_iter().collect();
        let Some(outlines) = subject.dictionary(subject.catalog(), "Outlines") else {
            return vec!["there are none".to_owned()];
        };
        let mut waiting: Vec<&Dictionary> =
            subject.dictionary(outlines, "First").into_iter().collect();
        if waiting.is_empty() {
            faults.push("there are none".to_owned());
        }
        while let Some(bookmark) = waiting.pop() {
            let title = subject.text_at(bookmark, "Title");
            let action = subject.dictionary(bookmark, "A");
            let place = action.map_or(bookmark, |action| action);
            let key = if action.is_some() { "D" } else { "Dest" };
            let page = match subject.get(place, key) {
                Some(Object::Array(place)) => {
                    place.first().and_then(|page| page.as_reference().ok())
                }
                _ => None,
            };
            if title.trim().is_empty() || page.is_none_or(|page| !pages.contains(&page)) {
                faults.push(format!("“{title}” leads to {page:?}"));
            }
            for key in ["First", "Next"] {
                waiting.extend(subject.dictionary(bookmark, key));
            }
        }
        faults
    };
    holds("ISO 14289-1, 7.17", check, |subject| {
        subject.spoil(
            |dictionary| dictionary.has(b"Title") && dictionary.has(b"Parent"),
            |dictionary| dictionary.set("Title", Object::string_literal(" ")),
        )
    });
}
