//! The mapping of the edition's controls to criteria of other standards.

use serde_json::{Value, json};

use super::{
    CATALOG,
    frame::{Frame, other_file},
    identifiers::{NAMESPACE, token},
    value::{line, property},
};
use crate::words;

/// The document; `None` where the edition names no criteria.
pub(super) fn document(frame: &Frame) -> Option<Value> {
    let named = frame.report.controls().flat_map(|control| {
        let criteria = control.criteria.iter();
        criteria.map(move |criterion| (control, criterion))
    });
    let maps: Vec<Value> = named
        .filter(|(_, criterion)| !line(&criterion.label).is_empty())
        .map(|(control, criterion)| {
            let label = line(&criterion.label);
            let inherited = if criterion.inherited {
                "section"
            } else {
                "control-group"
            };
            json!({
                "uuid": frame.uuid("map", &format!("{}/{inherited}/{label}", control.id)),
                "ns": NAMESPACE,
                "relationship": "corresponds-to",
                "sources": [{ "type": "control", "id-ref": token(&control.id) }],
                "targets": [{ "type": "criterion", "id-ref": label }],
                "props": [property("named-by", inherited)],
            })
        })
        .collect();
    if maps.is_empty() {
        return None;
    }
    let catalog = frame.uuid("resource", "catalog");
    let criteria = frame.uuid("resource", "criteria");
    Some(json!({
        "metadata": frame.metadata("mapping to criteria of other standards"),
        "provenance": {
            "method": "human",
            "matching-rationale": "semantic",
            "status": "complete",
            "mapping-description": words::MAPPING,
        },
        "mappings": [{
            "uuid": frame.uuid("mapping", "criteria"),
            "source-resource": { "type": "catalog", "href": format!("#{catalog}") },
            "target-resource": { "type": "catalog", "href": format!("#{criteria}") },
            "maps": maps,
        }],
        "back-matter": { "resources": [
            other_file(&catalog, "Catalog", words::THE_CATALOG, CATALOG),
            { "uuid": criteria, "title": "Criteria of other standards", "description": words::CRITERIA },
        ] },
    }))
}
