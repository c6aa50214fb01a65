//! Findings: one of each control with a verdict that one of OSCAL's two states holds.

use assay_assessment::Status;
use assay_report::document::ControlPart;
use serde_json::{Value, json};

use super::{
    catalog,
    frame::Frame,
    observations,
    value::{labelled, line_or, paragraphs, property, word},
};
use crate::words;

/// OSCAL's state of the target, and its reason. Not Applicable and Not Tested fit neither.
pub(super) const fn state(status: Status) -> Option<(&'static str, &'static str)> {
    match status {
        Status::Implemented => Some(("satisfied", "pass")),
        Status::Partial => Some(("not-satisfied", "other")),
        Status::Fails => Some(("not-satisfied", "fail")),
        Status::NotApplicable | Status::NotTested => None,
    }
}

/// The finding of a control.
pub(super) fn uuid(frame: &Frame, control: &str) -> String {
    frame.uuid("finding", control)
}

/// All of a report.
pub(super) fn all(frame: &Frame) -> Vec<Value> {
    let controls = frame.report.controls();
    controls.filter_map(|control| of(frame, control)).collect()
}

fn of(frame: &Frame, control: &ControlPart) -> Option<Value> {
    let (state, reason) = state(control.status)?;
    let implementation = match control.status {
        Status::Implemented => Some("implemented"),
        Status::Partial => Some("partial"),
        _ => None,
    };
    let risks = control.risks.iter();
    let risks = risks.filter(|named| frame.report.risks().any(|risk| risk.id == named.id));
    let risks: Vec<Value> = risks
        .map(|risk| json!({ "risk-uuid": super::risks::uuid(frame, &risk.id) }))
        .collect();
    let by = control
        .assessed
        .as_ref()
        .map(|assessed| frame.origin_of(&assessed.by));
    Some(json!({
        "uuid": uuid(frame, &control.id),
        "title": line_or(&control.short_title, &control.id),
        "description": paragraphs([
            labelled("Status", control.status.label()),
            labelled("Reason", &control.reason),
        ]),
        "props": [
            property("control-id", &control.id),
            property("level", &control.level),
            property("status", word(control.status)),
        ],
        "origins": [by],
        "target": {
            "type": "statement-id",
            "target-id": catalog::statement_id(&control.id),
            "title": line_or(&control.short_title, &control.id),
            "status": {
                "state": state,
                "reason": reason,
                "remarks": if control.status == Status::Partial { words::PARTIAL } else { "" },
            },
            "implementation-status": implementation.map(|state| json!({ "state": state })),
        },
        "related-observations": observations::about_control(frame, control),
        "related-risks": risks,
    }))
}
