//! The plan of action and milestones: what is to be done, and why.

use std::collections::BTreeSet;

use assay_report::document::{ActionPart, ControlPart, DeficiencyPart};
use serde_json::{Value, json};

use super::{
    RESULTS, findings,
    frame::{Frame, other_file},
    observations,
    results::Parts,
    risks,
    value::{labelled, line_or, paragraphs, property, property_of, word},
};
use crate::words;

/// The document; `None` where nothing is to be done, because OSCAL has none without an item.
pub(super) fn document(frame: &Frame, parts: &Parts) -> Option<Value> {
    let report = frame.report;
    let actions = report.actions.iter().map(|action| of_action(frame, action));
    let findings = report.deficiencies.iter();
    let unanswered = findings.filter(|finding| finding.actions.is_empty());
    let unanswered = unanswered.map(|finding| of_deficiency(frame, finding));
    let failing = report.controls().filter(|control| is_open(frame, control));
    let failing = failing.map(|control| of_control(frame, control));
    let items: Vec<Value> = actions.chain(unanswered).chain(failing).collect();
    if items.is_empty() {
        return None;
    }
    let mut named = BTreeSet::new();
    items.iter().for_each(|item| references(item, &mut named));
    // What is repeated names more, which is repeated too, because a document's references lead to what is in it.
    let findings = repeated(&parts.findings, &mut named);
    let risks = repeated(&parts.risks, &mut named);
    let observations = repeated(&parts.observations, &mut named);
    let evidence = repeated(&parts.evidence, &mut named);
    let results = frame.uuid("resource", "results");
    let mut resources = vec![other_file(
        &results,
        "Assessment results",
        words::THE_RESULTS,
        RESULTS,
    )];
    resources.extend(evidence);
    let mut metadata = frame.metadata("plan of action and milestones");
    if let Some(members) = metadata.as_object_mut() {
        let link = json!([{ "href": format!("#{results}"), "rel": "reference" }]);
        members.insert("links".to_owned(), link);
    }
    Some(json!({
        "metadata": metadata,
        "system-id": {
            "identifier-type": "http://ietf.org/rfc/rfc4122",
            "id": frame.uuid("system", "operator"),
        },
        "local-definitions": { "assessment-assets": frame.assets() },
        "observations": observations,
        "risks": risks,
        "findings": findings,
        "poam-items": items,
        "back-matter": { "resources": resources },
    }))
}

/// Those that are named, and what they name in turn.
fn repeated(all: &[Value], named: &mut BTreeSet<String>) -> Vec<Value> {
    let is_named = |item: &&Value| {
        let uuid = item.get("uuid").and_then(Value::as_str);
        uuid.is_some_and(|uuid| named.contains(uuid))
    };
    let found: Vec<Value> = all.iter().filter(is_named).cloned().collect();
    found.iter().for_each(|item| references(item, named));
    found
}

/// Which UUIDs a value names, as `...-uuid` or as `#...`.
fn references(value: &Value, named: &mut BTreeSet<String>) {
    match value {
        Value::Object(members) => {
            for (name, member) in members {
                match member.as_str() {
                    Some(uuid) if name.ends_with("-uuid") => _ = named.insert(uuid.to_owned()),
                    Some(href) if name == "href" => {
                        named.extend(href.strip_prefix('#').map(str::to_owned));
                    }
                    _ => references(member, named),
                }
            }
        }
        Value::Array(items) => items.iter().for_each(|item| references(item, named)),
        _ => {}
    }
}

/// Whether a control does not hold, and no action mends it.
fn is_open(frame: &Frame, control: &ControlPart) -> bool {
    let mended = |action: &ActionPart| action.controls.contains(&control.id);
    matches!(findings::state(control.status), Some(("not-satisfied", _)))
        && control.actions.is_empty()
        && !frame.report.actions.iter().any(mended)
}

fn of_action(frame: &Frame, action: &ActionPart) -> Value {
    let report = frame.report;
    let answered = report.deficiencies.iter();
    let answered = answered.filter(|finding| finding.actions.contains(&action.id));
    let answered: Vec<Value> = answered
        .map(|finding| observations::deficiency(frame, &finding.id))
        .collect();
    let description = paragraphs([
        action.description.clone(),
        labelled("Owner", &action.owner),
        action
            .due
            .map(|due| format!("Due: {due}"))
            .unwrap_or_default(),
        action
            .done_on
            .map(|day| format!("Done: {day}"))
            .unwrap_or_default(),
    ]);
    json!({
        "uuid": frame.uuid("item/action", &action.id),
        "title": line_or(&action.title, &action.id),
        "description": if description.is_empty() { words::NOT_STATED.to_owned() } else { description },
        "props": risks::action_props(action),
        "origins": [frame.origin_of(&action.owner)],
        "related-findings": of_controls(frame, &action.controls),
        "related-observations": answered,
        "related-risks": of_risks(frame, &action.risks),
    })
}

fn of_deficiency(frame: &Frame, part: &DeficiencyPart) -> Value {
    json!({
        "uuid": frame.uuid("item/finding", &part.id),
        "title": line_or(&part.title, words::NOT_STATED),
        "description": words::UNANSWERED,
        "props": [
            property("finding-id", &part.id),
            property_of("severity", part.severity.map(word)),
        ],
        "related-findings": of_controls(frame, &part.controls),
        "related-observations": [observations::deficiency(frame, &part.id)],
        "related-risks": of_risks(frame, &part.risks),
    })
}

fn of_control(frame: &Frame, control: &ControlPart) -> Value {
    json!({
        "uuid": frame.uuid("item/control", &control.id),
        "title": line_or(&control.short_title, &control.id),
        "description": words::UNMENDED,
        "props": [
            property("control-id", &control.id),
            property("status", word(control.status)),
        ],
        "related-findings": of_controls(frame, std::slice::from_ref(&control.id)),
    })
}

/// The findings of these controls, as far as there are any.
fn of_controls(frame: &Frame, identifiers: &[String]) -> Vec<Value> {
    let controls = frame.report.controls();
    let controls = controls.filter(|control| identifiers.contains(&control.id));
    let found = controls.filter(|control| findings::state(control.status).is_some());
    found
        .map(|control| json!({ "finding-uuid": findings::uuid(frame, &control.id) }))
        .collect()
}

fn of_risks(frame: &Frame, identifiers: &[String]) -> Vec<Value> {
    let risks = frame.report.risks();
    let risks = risks.filter(|risk| identifiers.contains(&risk.id));
    risks
        .map(|risk| json!({ "risk-uuid": risks::uuid(frame, &risk.id) }))
        .collect()
}
