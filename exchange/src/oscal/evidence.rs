//! Evidence: a resource of the back matter each, with the digest of its file.

use assay_report::document::{EvidenceContent, EvidencePart};
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use serde_json::{Value, json};

use super::{
    frame::Frame,
    value::{defined, line, line_or, method, paragraphs, property, property_of, prose, word},
};
use crate::words;

/// All evidence of the report.
pub(super) fn resources(frame: &Frame) -> Vec<Value> {
    let evidence = frame.report.evidence.iter();
    evidence.map(|item| resource(frame, item)).collect()
}

/// What leads from an observation to these items.
pub(super) fn relevant(frame: &Frame, identifiers: &[String]) -> Vec<Value> {
    frame
        .evidence(identifiers)
        .map(|item| {
            json!({
                "href": format!("#{}", frame.uuid("evidence", &item.id)),
                "description": prose(&line_or(&item.label, words::NOT_STATED)),
            })
        })
        .collect()
}

fn resource(frame: &Frame, item: &EvidencePart) -> Value {
    let picture = item.picture.as_ref();
    let mut props = vec![
        defined("type", "evidence"),
        property("evidence-id", &item.id),
        property("added-at", &item.added_at),
        property_of("captured-on", item.captured_on),
        property_of("method", item.method.map(method)),
        property_of("absent", item.absent.map(word)),
        property_of(
            "alternative-text",
            picture.map(|picture| &picture.alternative_text),
        ),
    ];
    let controls = item.controls.iter();
    props.extend(controls.map(|control| property("control-id", control)));
    props.extend(item.risks.iter().map(|risk| property("risk-id", risk)));
    let (link, remarks) = match &item.content {
        EvidenceContent::File {
            name,
            media_type,
            size,
            sha256,
        } => {
            props.push(property("file-name", name));
            props.push(property("size", size.to_string()));
            // RFC 6920: a name by what is in it, which promises no place.
            let digest = URL_SAFE_NO_PAD.encode(sha256.as_bytes());
            let link = json!({
                "href": format!("ni:///sha-256;{digest}"),
                "media-type": line(media_type),
                "hashes": [{ "algorithm": "SHA-256", "value": sha256.to_string() }],
            });
            (link, words::BY_DIGEST)
        }
        EvidenceContent::Link { address } => {
            let href = line(address).replace(' ', "%20");
            (json!({ "href": href }), "")
        }
    };
    json!({
        "uuid": frame.uuid("evidence", &item.id),
        "title": line_or(&item.label, words::NOT_STATED),
        "description": prose(&item.description),
        "props": props,
        "rlinks": [link],
        "remarks": paragraphs([remarks.to_owned(), item.absent.map(words::absent).unwrap_or_default()]),
    })
}
