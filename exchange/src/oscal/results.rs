//! The assessment results.

use assay_assessment::{AssessmentKind, EngagementText, Status};
use assay_report::document::{Report, SumPart, TallyPart};
use serde_json::{Value, json};

use super::{
    CATALOG, PLAN, evidence, findings,
    frame::{ASSESSOR, Frame, OPERATOR, other_file},
    identifiers::{NAMESPACE, token},
    observations, risks,
    value::{line_or, paragraphs, property, property_of, prose, word},
};
use crate::words;

/// What the results hold, and the plan of action and milestones repeats in part.
pub(super) struct Parts {
    pub(super) observations: Vec<Value>,
    pub(super) risks: Vec<Value>,
    pub(super) findings: Vec<Value>,
    pub(super) evidence: Vec<Value>,
}

impl Parts {
    pub(super) fn of(frame: &Frame) -> Self {
        Self {
            observations: observations::all(frame),
            risks: risks::all(frame),
            findings: findings::all(frame),
            evidence: evidence::resources(frame),
        }
    }
}

pub(super) fn document(frame: &Frame, parts: Parts) -> Value {
    let report = frame.report;
    let plan = frame.uuid("resource", "plan");
    let catalog = frame.uuid("resource", "catalog");
    let mut resources = vec![
        other_file(&plan, "Assessment plan", words::THE_PLAN, PLAN),
        other_file(&catalog, "Catalog", words::THE_CATALOG, CATALOG),
    ];
    resources.extend(parts.evidence);
    let from = report.period.from;
    let scope = prose(&report.scope);
    json!({
        "metadata": frame.metadata("assessment results"),
        "import-ap": { "href": format!("#{plan}") },
        "results": [{
            "uuid": frame.uuid("result", "assessment"),
            "title": line_or(&report.title, words::NOT_STATED),
            "description": if scope.is_empty() { words::NOT_STATED.to_owned() } else { scope },
            "start": from.map_or_else(|| frame.made_at(), |day| frame.beginning(day)),
            "end": report.period.to.map(|day| frame.end(day)),
            "props": props(report),
            "local-definitions": { "assessment-assets": frame.assets() },
            "reviewed-controls": reviewed(report, &catalog),
            "attestations": [attestation(frame)],
            "observations": parts.observations,
            "risks": parts.risks,
            "findings": parts.findings,
            "remarks": paragraphs([
                report.conformance.explanation.as_str(),
                if from.is_none() { words::NO_DAY } else { "" },
            ]),
        }],
        "back-matter": { "resources": resources },
    })
}

fn props(report: &Report) -> Vec<Value> {
    let verdict = report.conformance.verdict;
    let totals = &report.register.totals;
    let sum = |sum: Option<SumPart>| sum.map(|sum| sum.exposure);
    let mut props = vec![
        property("conformance", word(verdict)),
        property("currency", report.scales.currency.code()),
        property(
            "currency-decimals",
            report.scales.currency.decimals().to_string(),
        ),
        property("exposure-before-minor-units", totals.inherent.to_string()),
        property("exposure-after-minor-units", totals.residual.to_string()),
        property_of("risks-compared", totals.compared),
        property_of("risks-unscored", totals.unscored),
        property_of(
            "exposure-scored-before-only-minor-units",
            sum(totals.inherent_only),
        ),
        property_of(
            "exposure-scored-after-only-minor-units",
            sum(totals.residual_only),
        ),
    ];
    let tallies = [
        ("mandatory", &report.conformance.mandatory),
        ("recommended", &report.conformance.recommended),
    ];
    props.extend(
        tallies
            .into_iter()
            .flat_map(|(name, counts)| tally(name, counts)),
    );
    let levels = report.scales.levels.iter();
    props.extend(levels.flat_map(|level| {
        let number = level.level.number();
        let points = level.probability.get();
        let amount = report.scales.currency.format_money(level.impact);
        [
            property(
                &format!("probability-level-{number}"),
                format!("{}, from {points} basis points", level.probability_label),
            ),
            property(
                &format!("impact-level-{number}"),
                format!("{}, from {amount}", level.impact_label),
            ),
        ]
    }));
    let carried = report.carried_from.as_ref();
    props.push(property_of("carried-from", carried.map(|from| &from.id)));
    let against = report.assessed_against.as_ref();
    props.push(property_of(
        "assessed-against-sha256",
        against.map(|edition| edition.sha256),
    ));
    let engagement = report.engagement.as_ref();
    props.extend([
        property_of(
            "assurance",
            engagement.and_then(|part| part.assurance.map(word)),
        ),
        property_of(
            "conclusion",
            engagement.and_then(|part| part.conclusion.map(word)),
        ),
        property_of("dated", engagement.and_then(|part| part.dated)),
        property_of("asserted-on", engagement.and_then(|part| part.asserted_on)),
    ]);
    props
}

fn tally(name: &str, counts: &TallyPart) -> Vec<Value> {
    let all = [
        Status::Implemented,
        Status::NotApplicable,
        Status::Partial,
        Status::Fails,
        Status::NotTested,
    ];
    let counted = all.into_iter().map(|status| {
        let name = format!("{name}-{}", word(status));
        property(&name, counts.of(status).to_string())
    });
    counted.collect()
}

/// All controls but those that are not tested.
fn reviewed(report: &Report, catalog: &str) -> Value {
    let untested = report
        .controls()
        .filter(|control| control.status == Status::NotTested);
    let untested: Vec<Value> = untested
        .map(|control| json!({ "control-id": token(&control.id) }))
        .collect();
    json!({
        "links": [{ "href": format!("#{catalog}"), "rel": "reference" }],
        "control-selections": [{ "include-all": {}, "exclude-controls": untested }],
    })
}

/// What is written of the engagement; nothing where nothing is.
fn attestation(frame: &Frame) -> Value {
    let Some(engagement) = &frame.report.engagement else {
        return Value::Null;
    };
    let texts = EngagementText::ALL.into_iter();
    let said = texts.filter_map(|text| {
        let said = prose(engagement.texts.get(&text)?);
        let name = word(text);
        (!said.is_empty()).then(|| {
            json!({
                "uuid": frame.uuid("engagement", &name),
                "name": name,
                "ns": NAMESPACE,
                "title": text.title(),
                "prose": said,
            })
        })
    });
    let parts: Vec<Value> = said.collect();
    if parts.is_empty() {
        return Value::Null;
    }
    let (role, parties) = match frame.report.kind {
        AssessmentKind::Independent => (ASSESSOR, frame.assessors()),
        // It is the assertion of the operator's management.
        AssessmentKind::SelfAssessment => (OPERATOR, vec![frame.operator()]),
    };
    let responsible =
        (!parties.is_empty()).then(|| json!({ "role-id": role, "party-uuids": parties }));
    json!({ "responsible-parties": [responsible], "parts": parts })
}
