//! The assessment plan: what was to be assessed. A report states little of a plan, and nothing is added to it.

use serde_json::{Value, json};

use super::{
    CATALOG,
    frame::{Frame, other_file},
    identifiers::NAMESPACE,
    value::{line_or, prose},
};
use crate::words;

pub(super) fn document(frame: &Frame) -> Value {
    let report = frame.report;
    let no_plan = frame.uuid("resource", "system-security-plan");
    let catalog = frame.uuid("resource", "catalog");
    let period = report.period.from.zip(report.period.to);
    let timing = period.map(|(from, to)| {
        json!({ "within-date-range": { "start": frame.beginning(from), "end": frame.end(to) } })
    });
    let subject = json!({ "type": "party", "include-subjects": [frame.subject()] });
    let scope = prose(&report.scope);
    let terms = (!scope.is_empty()).then(|| {
        json!({ "parts": [{
            "uuid": frame.uuid("term", "scope"),
            "name": "scope",
            "ns": NAMESPACE,
            "title": "Scope",
            "prose": scope,
        }] })
    });
    json!({
        "metadata": frame.metadata("assessment plan"),
        "import-ssp": { "href": format!("#{no_plan}"), "remarks": words::NO_SYSTEM_SECURITY_PLAN },
        "terms-and-conditions": terms,
        "reviewed-controls": {
            "control-selections": [{ "include-all": {} }],
            "links": [{ "href": format!("#{catalog}"), "rel": "reference" }],
        },
        "assessment-subjects": [subject],
        "assessment-assets": frame.assets(),
        "tasks": [{
            "uuid": frame.uuid("task", "assessment"),
            "type": "action",
            "title": line_or(&report.title, words::NOT_STATED),
            "description": words::THE_PLAN,
            "timing": timing,
        }],
        "back-matter": { "resources": [
            other_file(&catalog, "Catalog", words::THE_CATALOG, CATALOG),
            {
                "uuid": no_plan,
                "title": "System security plan",
                "description": words::NO_SYSTEM_SECURITY_PLAN,
            },
        ] },
    })
}
