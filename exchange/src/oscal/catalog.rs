//! The catalog: the edition's sections, groups and controls, its mitigations and its glossary. It is the same for
//! every report of an edition.

use assay_report::document::{
    CategoryPart, ControlPart, GroupPart, ItemPart, SectionPart, TextPart,
};
use serde_json::{Value, json};

use super::{
    VERSION,
    frame::Frame,
    identifiers::{NAMESPACE, Uuid, token},
    value::{defined, line, line_or, paragraphs, property, property_of, prose},
};
use crate::{
    edition::{markdown, whose_words},
    words,
};

/// The identifier of a control's statement, which findings are about.
pub(super) fn statement_id(control: &str) -> String {
    format!("{}_smt", token(control))
}

pub(super) fn document(frame: &Frame) -> Value {
    let report = frame.report;
    let mut groups: Vec<Value> = report.sections.iter().map(section).collect();
    let mitigations: Vec<Value> = report
        .mitigations
        .iter()
        .map(|mitigation| {
            json!({
                "id": token(&mitigation.id),
                "name": "mitigation",
                "ns": NAMESPACE,
                "title": line_or(&mitigation.title, &mitigation.id),
                "props": [defined("label", &line_or(&mitigation.id, words::NOT_STATED))],
                "prose": markdown(&mitigation.text),
            })
        })
        .collect();
    if !mitigations.is_empty() {
        groups.push(json!({
            "id": "assay-mitigations", "class": "mitigations", "title": "Mitigations", "parts": mitigations
        }));
    }
    let categories: Vec<Value> = report.register.categories.iter().map(category).collect();
    if !categories.is_empty() {
        groups.push(json!({
            "id": "assay-risk-categories", "class": "risk-categories", "title": "Risk categories", "parts": categories
        }));
    }
    let terms: Vec<Value> = report
        .glossary
        .iter()
        .map(|term| {
            json!({
                "name": "term",
                "ns": NAMESPACE,
                "title": line_or(&term.term, words::NOT_STATED),
                "props": [wording(term.summary)],
                "prose": prose(&term.definition),
            })
        })
        .collect();
    if !terms.is_empty() {
        groups.push(json!({
            "id": "assay-glossary", "class": "glossary", "title": "Glossary", "parts": terms
        }));
    }
    json!({ "metadata": metadata(frame), "groups": groups })
}

/// A category of risks, without the risks: those are assessed, and stand in the results.
fn category(category: &CategoryPart) -> Value {
    json!({
        "id": token(&category.id),
        "name": "risk-category",
        "ns": NAMESPACE,
        "title": line_or(&category.title, &category.id),
        "props": [
            defined("label", &line_or(&category.id, words::NOT_STATED)),
            property("prefix", &category.prefix),
        ],
        "prose": markdown(&category.introduction),
    })
}

fn metadata(frame: &Frame) -> Value {
    let edition = &frame.report.edition;
    let day = edition.date.parse::<assay_assessment::Day>();
    // A day without a zone is one of no place: it is written as UTC.
    let published = day.map_or_else(|_| frame.made_at(), |day| format!("{day}T00:00:00Z"));
    let publisher = Uuid::scope(&format!("publisher/{}", line(&edition.publisher))).to_string();
    let is_named = !line(&edition.publisher).is_empty();
    json!({
        "title": line_or(&format!("{} {}", edition.name, edition.version), words::NOT_STATED),
        "published": published,
        "last-modified": published,
        "version": line_or(&edition.version, words::NOT_STATED),
        "oscal-version": VERSION,
        "props": [
            property("edition-sha256", edition.sha256.to_string()),
            property("edition-date", &edition.date),
            property("licence", &edition.licence),
            property("copyright", &edition.copyright),
        ],
        "links": [address(&edition.url).map(|href| json!({ "href": href, "rel": "canonical" }))],
        "roles": [is_named.then(|| json!({ "id": "publisher", "title": "Publisher" }))],
        "parties": [is_named.then(|| json!({
            "uuid": publisher, "type": "organization", "name": line(&edition.publisher)
        }))],
        "responsible-parties": [is_named.then(|| json!({
            "role-id": "publisher", "party-uuids": [publisher]
        }))],
        "remarks": paragraphs([words::OF_THE_EDITION.to_owned(), whose_words(&edition.provenance)]),
    })
}

/// An address that is one for certain.
fn address(url: &str) -> Option<&str> {
    let is_web = url.starts_with("https://") || url.starts_with("http://");
    let plain = url
        .bytes()
        .all(|byte| byte.is_ascii_graphic() && !b"\"<>\\^`{|}".contains(&byte));
    (is_web && plain).then_some(url)
}

fn section(section: &SectionPart) -> Value {
    let groups: Vec<Value> = section.groups.iter().map(group).collect();
    json!({
        "id": token(&section.id),
        "class": "section",
        "title": line_or(&section.title, &section.id),
        "props": [defined("label", &line_or(&section.id, words::NOT_STATED))],
        "groups": groups,
    })
}

fn group(group: &GroupPart) -> Value {
    let id = token(&group.id);
    let mut props = vec![defined("label", &line_or(&group.id, words::NOT_STATED))];
    let standards = group.standards.iter();
    props.extend(standards.map(|standard| property("external-standard", standard)));
    let controls: Vec<Value> = group.controls.iter().map(control).collect();
    json!({
        "id": id,
        "class": "control-group",
        "title": line_or(&group.title, &group.id),
        "props": props,
        "parts": guidance(&id, &group.guidance),
        "controls": controls,
    })
}

fn control(control: &ControlPart) -> Value {
    let id = token(&control.id);
    let statement = statement_id(&control.id);
    let mut props = vec![
        defined("label", &line_or(&control.id, words::NOT_STATED)),
        property("level", &control.level),
        property(
            "title-wording",
            if control.title_published {
                "published"
            } else {
                "summary"
            },
        ),
        property_of("period", control.period.as_ref()),
    ];
    let criteria = control.criteria.iter();
    props.extend(criteria.map(|criterion| property("external-criterion", &criterion.label)));
    let mut parts = vec![json!({
        "id": statement,
        "name": "statement",
        "prose": prose(&control.statement),
        "parts": items(&statement, &control.parts),
    })];
    if let Some(sentence) = &control.sentence {
        parts.push(json!({
            "id": format!("{id}_sentence"),
            "name": "published-sentence",
            "ns": NAMESPACE,
            "prose": prose(sentence),
        }));
    }
    parts.extend(guidance(&id, &control.guidance));
    json!({
        "id": id,
        "title": line_or(&control.short_title, &control.id),
        "props": props,
        "parts": parts,
    })
}

fn items(within: &str, all: &[ItemPart]) -> Vec<Value> {
    let numbered = all.iter().zip(1_u32..);
    numbered
        .map(|(item, number)| {
            let id = format!("{within}.{number}");
            let inner = items(&id, &item.items);
            json!({ "id": id, "name": "item", "prose": prose(&item.text), "parts": inner })
        })
        .collect()
}

fn guidance(of: &str, texts: &[TextPart]) -> Vec<Value> {
    let numbered = texts.iter().zip(1_u32..);
    numbered
        .map(|(text, number)| {
            json!({
                "id": format!("{of}_gdn.{number}"),
                "name": "guidance",
                "props": [wording(text.summary)],
                "prose": markdown(std::slice::from_ref(text)),
            })
        })
        .collect()
}

/// Whose words they are: nothing where they are those of the specification.
fn wording(summary: bool) -> Value {
    property("wording", if summary { "summary" } else { "" })
}
