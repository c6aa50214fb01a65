//! Observations: what was found of each control, whatever its status; each procedure; the assessor's findings; what
//! the rules of the X-ray found; what evidence there is of a risk; and what an assessment before found.

use assay_assessment::{ControlEffectiveness, DeficiencyText, Sample};
use assay_report::document::{
    ControlPart, DeficiencyPart, EarlierControlPart, FindingPart, ProcedurePart, RiskPart,
    WithdrawnPart,
};
use serde_json::{Value, json};

use super::{
    evidence,
    frame::Frame,
    value::{labelled, line_or, methods, paragraphs, property, property_of, word},
};
use crate::words;

/// All of a report.
pub(super) fn all(frame: &Frame) -> Vec<Value> {
    let report = frame.report;
    let mut observations = Vec::new();
    for control in report.controls() {
        observations.push(of_control(frame, control));
        let procedures = control.procedures.iter();
        observations.extend(procedures.map(|each| of_procedure(frame, control, each)));
        if let Some(earlier) = &control.earlier {
            observations.push(of_earlier(frame, control, earlier));
        }
    }
    let deficiencies = report.deficiencies.iter();
    observations.extend(deficiencies.map(|each| of_deficiency(frame, each)));
    observations.extend(report.risks().filter_map(|risk| of_risk(frame, risk)));
    let rules = report.findings.iter();
    observations.extend(rules.map(|finding| of_rule(frame, finding)));
    if let Some(withdrawn) = &report.withdrawn {
        for (kind, parts) in [("control", &withdrawn.controls), ("risk", &withdrawn.risks)] {
            observations.extend(parts.iter().map(|part| of_withdrawn(frame, kind, part)));
        }
    }
    observations
}

/// The UUIDs of those that a control's finding rests on.
pub(super) fn about_control(frame: &Frame, control: &ControlPart) -> Vec<Value> {
    let mut related = vec![frame.uuid("observation/control", &control.id)];
    let procedures = control.procedures.iter();
    related.extend(procedures.map(|each| procedure_uuid(frame, control, each)));
    if control.earlier.is_some() {
        related.push(frame.uuid("observation/earlier", &control.id));
    }
    let findings = frame.report.deficiencies.iter();
    let about = findings.filter(|finding| finding.controls.contains(&control.id));
    related.extend(about.map(|finding| frame.uuid("observation/finding", &finding.id)));
    references(related)
}

/// The same of a risk.
pub(super) fn about_risk(frame: &Frame, risk: &RiskPart) -> Vec<Value> {
    let mut related = Vec::new();
    if !risk.evidence.is_empty() {
        related.push(frame.uuid("observation/risk", &risk.id));
    }
    let findings = frame.report.deficiencies.iter();
    let about = findings.filter(|finding| finding.risks.contains(&risk.id));
    related.extend(about.map(|finding| frame.uuid("observation/finding", &finding.id)));
    references(related)
}

/// A finding of the assessor, as what is related.
pub(super) fn deficiency(frame: &Frame, identifier: &str) -> Value {
    json!({ "observation-uuid": frame.uuid("observation/finding", identifier) })
}

fn references(uuids: Vec<String>) -> Vec<Value> {
    let uuids = uuids.into_iter();
    uuids
        .map(|uuid| json!({ "observation-uuid": uuid }))
        .collect()
}

fn of_control(frame: &Frame, control: &ControlPart) -> Value {
    let assessed = control.assessed.as_ref();
    let no_day = assessed.is_none();
    let no_verdict = super::findings::state(control.status).is_none();
    let ControlEffectiveness { design, operation } = control.effectiveness;
    let mut props = vec![
        property("control-id", &control.id),
        property("level", &control.level),
        property("status", word(control.status)),
        property_of("design", design.map(word)),
        property_of("operation", operation.map(word)),
    ];
    let actions = control.actions.iter();
    props.extend(actions.map(|action| property("action-id", action)));
    json!({
        "uuid": frame.uuid("observation/control", &control.id),
        "title": line_or(&control.short_title, &control.id),
        "description": paragraphs([
            labelled("Status", control.status.label()),
            labelled("Reason", &control.reason),
            control.note.clone(),
        ]),
        "props": props,
        "methods": methods(&control.methods),
        "types": ["control-objective"],
        "origins": [assessed.map(|assessed| frame.origin_of(&assessed.by))],
        "subjects": [frame.subject()],
        "relevant-evidence": evidence::relevant(frame, &control.evidence),
        "collected": assessed.map_or_else(|| frame.made_at(), |assessed| frame.beginning(assessed.on)),
        "remarks": paragraphs([
            if no_day { words::NO_DAY } else { "" },
            if no_verdict { words::NO_VERDICT } else { "" },
        ]),
    })
}

fn procedure_uuid(frame: &Frame, control: &ControlPart, procedure: &ProcedurePart) -> String {
    let place = format!("{}/{}", control.id, procedure.number);
    frame.uuid("observation/procedure", &place)
}

fn of_procedure(frame: &Frame, control: &ControlPart, procedure: &ProcedurePart) -> Value {
    let assessed = control.assessed.as_ref();
    let sample = procedure.sample.as_ref();
    let mut props = vec![
        property("control-id", &control.id),
        property("procedure", procedure.number.to_string()),
        property_of("result", procedure.result.map(word)),
    ];
    props.extend(sample.into_iter().flat_map(sample_props));
    let done = labelled("Done", &procedure.done);
    let result = procedure
        .result
        .map(|result| labelled("Result", result.label()));
    let drawn = sample.and_then(|sample| sample.draw.as_ref());
    let drawn: Vec<String> = drawn
        .into_iter()
        .flat_map(|draw| &draw.items)
        .map(|item| format!("- {}: {}", item.line, item.text))
        .collect();
    let said = paragraphs([
        done,
        result.unwrap_or_default(),
        labelled("Exceptions", &procedure.exceptions),
        labelled("Drawn, by their line in the list", &drawn_list(&drawn)),
    ]);
    json!({
        "uuid": procedure_uuid(frame, control, procedure),
        "title": line_or(&format!("{}: procedure {}", control.id, procedure.number), words::NOT_STATED),
        "description": line_or_prose(said),
        "props": props,
        "methods": methods(procedure.method.as_ref()),
        "types": ["control-objective"],
        "origins": [assessed.map(|assessed| frame.origin_of(&assessed.by))],
        "subjects": [frame.subject()],
        "collected": assessed.map_or_else(|| frame.made_at(), |assessed| frame.beginning(assessed.on)),
        "remarks": if assessed.is_none() { words::NO_DAY } else { "" },
    })
}

fn drawn_list(items: &[String]) -> String {
    if items.is_empty() {
        String::new()
    } else {
        format!("\n\n{}", items.join("\n"))
    }
}

fn line_or_prose(text: String) -> String {
    if text.is_empty() {
        words::NOT_STATED.to_owned()
    } else {
        text
    }
}

fn sample_props(sample: &Sample) -> Vec<Value> {
    let draw = sample.draw.as_ref();
    vec![
        property("population", &sample.population),
        property_of("population-size", sample.population_size),
        property_of("sample-size", sample.size),
        property("chosen", &sample.chosen),
        property_of("sample-from", sample.period.from),
        property_of("sample-to", sample.period.to),
        property_of("draw-seed", draw.map(|draw| &draw.seed)),
        property_of("draw-list-sha256", draw.map(|draw| draw.list)),
        property_of("draw-list-lines", draw.map(|draw| draw.lines)),
    ]
}

fn of_earlier(frame: &Frame, control: &ControlPart, earlier: &EarlierControlPart) -> Value {
    let assessed = earlier.assessed.as_ref();
    json!({
        "uuid": frame.uuid("observation/earlier", &control.id),
        "title": line_or(&format!("{}: {}", words::EARLIER, control.short_title), words::EARLIER),
        "description": paragraphs([
            labelled("Status", earlier.status.label()),
            labelled("Reason", &earlier.reason),
            earlier.note.clone(),
        ]),
        "props": [
            property("control-id", &control.id),
            property("status", word(earlier.status)),
            property("carried-as", word(earlier.carried_as)),
            property("confirmation", word(earlier.confirmation)),
        ],
        "methods": methods(&earlier.methods),
        "types": ["historic"],
        "origins": [assessed.map(|assessed| frame.origin_of(&assessed.by))],
        "collected": assessed.map_or_else(|| frame.made_at(), |assessed| frame.beginning(assessed.on)),
        "remarks": if assessed.is_none() { words::NO_DAY } else { "" },
    })
}

fn of_deficiency(frame: &Frame, part: &DeficiencyPart) -> Value {
    let mut props = vec![
        property("finding-id", &part.id),
        property_of("severity", part.severity.map(word)),
        property_of("follow-up", part.follow_up.map(word)),
        property_of("position", part.position.map(word)),
        property("responded-by", &part.responded_by),
        property_of("responded-on", part.responded_on),
    ];
    for (name, identifiers) in [
        ("control-id", &part.controls),
        ("risk-id", &part.risks),
        ("action-id", &part.actions),
    ] {
        props.extend(identifiers.iter().map(|id| property(name, id)));
    }
    let texts = DeficiencyText::ALL.map(|text| {
        let said = part.texts.get(&text).map_or("", String::as_str);
        labelled(text.label(), said)
    });
    json!({
        "uuid": frame.uuid("observation/finding", &part.id),
        "title": line_or(&part.title, words::NOT_STATED),
        "description": line_or_prose(paragraphs(texts)),
        "props": props,
        "methods": methods([]),
        "types": ["finding"],
        "origins": [frame.origin()],
        "subjects": [frame.subject()],
        "collected": frame.made_at(),
        "remarks": words::NO_DAY,
    })
}

/// What evidence there is about a risk.
fn of_risk(frame: &Frame, risk: &RiskPart) -> Option<Value> {
    if risk.evidence.is_empty() {
        return None;
    }
    let named: Vec<_> = frame.evidence(&risk.evidence).collect();
    let mut found: Vec<_> = named.iter().filter_map(|item| item.method).collect();
    found.sort_unstable();
    let captured = named.iter().filter_map(|item| item.captured_on).max();
    Some(json!({
        "uuid": frame.uuid("observation/risk", &risk.id),
        "title": line_or(&format!("{} {}", words::EVIDENCE_OF_RISK, risk.id), words::EVIDENCE_OF_RISK),
        "description": line_or(&risk.title, words::NOT_STATED),
        "props": [property("risk-id", &risk.id)],
        "methods": methods(&found),
        "subjects": [frame.subject()],
        "relevant-evidence": evidence::relevant(frame, &risk.evidence),
        "collected": captured.map_or_else(|| frame.made_at(), |day| frame.beginning(day)),
        "remarks": if captured.is_none() { words::NO_DAY } else { "" },
    }))
}

fn of_rule(frame: &Frame, finding: &FindingPart) -> Value {
    let items = finding.items.iter().map(|item| {
        let detail = item.detail.as_deref().map(|detail| format!(" ({detail})"));
        format!("- {} {}{}", item.id, item.title, detail.unwrap_or_default())
    });
    let items: Vec<String> = items.collect();
    json!({
        "uuid": frame.uuid("observation/rule", &finding.rule),
        "title": line_or(&finding.summary, &finding.rule),
        "description": line_or_prose(paragraphs([finding.advice.clone(), items.join("\n")])),
        "props": [property("rule", &finding.rule)],
        "methods": ["EXAMINE"],
        "origins": [frame.origin_of_program()],
        "collected": frame.made_at(),
        "remarks": words::OF_A_RULE,
    })
}

fn of_withdrawn(frame: &Frame, kind: &str, part: &WithdrawnPart) -> Value {
    json!({
        "uuid": frame.uuid(&format!("observation/withdrawn-{kind}"), &part.id),
        "title": line_or(&format!("{} {}", part.id, part.title), words::NOT_STATED),
        "description": line_or_prose(paragraphs([
            part.statement.as_str(), part.found.as_str(), part.note.as_str()
        ])),
        "props": [property(&format!("withdrawn-{kind}-id"), &part.id)],
        "methods": methods([]),
        "types": ["historic"],
        "collected": frame.made_at(),
        "remarks": paragraphs([words::WITHDRAWN, words::NO_DAY]),
    })
}
