//! Risks: each active risk with its two scores as facets, how it is treated, and what is to be done.

use assay_assessment::{Money, Status, Treatment};
use assay_report::document::{
    ActionPart, ImpactPart, MitigationPart, ProbabilityPart, RiskPart, ScorePart,
};
use serde_json::{Value, json};

use super::{
    frame::Frame,
    identifiers::NAMESPACE,
    observations,
    value::{defined, labelled, line_or, paragraphs, property, property_of, prose, word},
};
use crate::{edition, plain, words};

/// The risk of that identifier.
pub(super) fn uuid(frame: &Frame, risk: &str) -> String {
    frame.uuid("risk", risk)
}

/// All of a report.
pub(super) fn all(frame: &Frame) -> Vec<Value> {
    let categories = frame.report.register.categories.iter();
    let risks = categories.flat_map(|category| {
        let risks = category.risks.iter();
        risks.map(move |each| (category.title.as_str(), each))
    });
    risks
        .map(|(category, each)| risk(frame, category, each))
        .collect()
}

fn risk(frame: &Frame, category: &str, risk: &RiskPart) -> Value {
    let title = line_or(&risk.title, &risk.id);
    let description = paragraphs(&risk.description);
    let note = prose(&risk.note);
    let minor = |amount: Option<Money>| amount.map(Money::minor_units);
    let earlier = risk.earlier.as_ref();
    let mut props = vec![
        property("risk-id", &risk.id),
        property("category", category),
        property("arises-from", &risk.group),
        property("added-by-assessor", if risk.own { "true" } else { "" }),
        property(
            "title-wording",
            if risk.title_summary { "summary" } else { "" },
        ),
        property(
            "description-wording",
            if risk.description_summary {
                "summary"
            } else {
                ""
            },
        ),
        property("owner", &risk.owner),
        property_of("treatment", risk.treatment.map(word)),
        property_of("mitigation-cost-minor-units", minor(risk.mitigation_cost)),
        property_of("exposure-removed-minor-units", risk.removed),
        property_of("removed-per-cost-hundredths", risk.worth_hundredths),
        property_of(
            "carried-as",
            earlier.map(|earlier| word(earlier.carried_as)),
        ),
        property_of(
            "confirmation",
            earlier.map(|earlier| word(earlier.confirmation)),
        ),
        property_of(
            "confirmed-on",
            earlier.and_then(|earlier| earlier.confirmed_on),
        ),
    ];
    let controls = risk.controls.iter();
    props.extend(controls.map(|control| property("control-id", &control.id)));
    let facets = [
        characterization(frame, "initial", &risk.inherent),
        characterization(frame, "adjusted", &risk.residual),
    ];
    json!({
        "uuid": uuid(frame, &risk.id),
        "title": title,
        "description": if description.is_empty() { title.clone() } else { description },
        "statement": if note.is_empty() { title } else { note },
        "props": props,
        "status": status(frame, risk),
        "origins": [frame.origin()],
        "characterizations": facets,
        "mitigating-factors": mitigating(frame, risk),
        "deadline": risk.due.map(|due| frame.end(due)),
        "remediations": remediations(frame, risk),
        "risk-log": log(frame, risk),
        "related-observations": observations::about_risk(frame, risk),
    })
}

/// OSCAL's words for what becomes of a risk. That one is closed, a report does not say.
fn status(frame: &Frame, risk: &RiskPart) -> &'static str {
    let accepted = risk.acceptance.as_ref();
    if accepted.is_some_and(|accepted| accepted.until.is_none_or(|until| until >= frame.today())) {
        return "deviation-approved";
    }
    let open = actions(frame, risk).any(|action| action.done_on.is_none());
    if open { "remediating" } else { "open" }
}

fn actions<'f>(frame: &'f Frame, risk: &'f RiskPart) -> impl Iterator<Item = &'f ActionPart> {
    let actions = frame.report.actions.iter();
    actions.filter(|action| risk.actions.contains(&action.id) || action.risks.contains(&risk.id))
}

/// A score; nothing where none is stated.
fn characterization(frame: &Frame, state: &str, score: &ScorePart) -> Value {
    let mut facets = Vec::new();
    if let Some(probability) = &score.probability {
        facets.extend(likelihood(frame, state, probability));
    }
    if let Some(impact) = &score.impact {
        facets.extend(impacts(frame, state, impact));
    }
    if let Some(exposure) = score.exposure {
        facets.push(amount(frame, "exposure", state, exposure, Vec::new()));
    }
    if let Some(rating) = plain::rating(score) {
        let further = vec![property("rating", word(rating))];
        facets.push(facet("risk", state, rating.label(), further));
    }
    if facets.is_empty() {
        return Value::Null;
    }
    json!({ "origin": frame.origin(), "facets": facets })
}

fn facet(name: &str, state: &str, value: &str, further: Vec<Value>) -> Value {
    let mut props = vec![defined("state", state)];
    props.extend(further);
    json!({
        "name": name,
        "system": NAMESPACE,
        "value": line_or(value, words::NOT_STATED),
        "props": props,
    })
}

fn likelihood(frame: &Frame, state: &str, probability: &ProbabilityPart) -> [Value; 2] {
    let points = probability.basis_points.get();
    let levels = frame.report.scales.levels.iter();
    let level = levels
        .clone()
        .find(|level| level.level == probability.level);
    let label = level.map_or("", |level| level.probability_label.as_str());
    let number = probability.level.number().to_string();
    let chosen = if probability.by_level {
        "level"
    } else {
        "number"
    };
    let of_level = vec![property("level", &number), property("stated-by", chosen)];
    let exact = format!("{}.{:04}", points / 10_000, points % 10_000);
    let basis = vec![property("basis-points", points.to_string())];
    [
        facet(
            "likelihood",
            state,
            line_or(label, &number).as_str(),
            of_level,
        ),
        facet("probability", state, &exact, basis),
    ]
}

fn impacts(frame: &Frame, state: &str, impact: &ImpactPart) -> [Value; 2] {
    let levels = frame.report.scales.levels.iter();
    let level = levels.clone().find(|level| level.level == impact.level);
    let label = level.map_or("", |level| level.impact_label.as_str());
    let number = impact.level.number().to_string();
    let chosen = if impact.by_level { "level" } else { "number" };
    let of_level = vec![property("level", &number), property("stated-by", chosen)];
    let factors = impact.factors.iter().map(|factor| {
        let amount = decimal(frame, factor.amount);
        property("factor", format!("{}: {amount}", factor.label))
    });
    [
        facet("impact", state, line_or(label, &number).as_str(), of_level),
        amount(
            frame,
            "impact-amount",
            state,
            impact.amount,
            factors.collect(),
        ),
    ]
}

/// An amount as a facet: major units as a decimal number, and beside it minor units and the currency.
fn amount(frame: &Frame, name: &str, state: &str, amount: Money, further: Vec<Value>) -> Value {
    let currency = &frame.report.scales.currency;
    let mut props = vec![
        property("currency", currency.code()),
        property("minor-units", amount.minor_units().to_string()),
    ];
    props.extend(further);
    facet(name, state, &decimal(frame, amount), props)
}

/// Major units, with a point and the currency's decimals.
fn decimal(frame: &Frame, amount: Money) -> String {
    let units = i64::try_from(amount.minor_units()).unwrap_or(i64::MAX);
    plain::decimal(units, frame.report.scales.currency.decimals())
}

/// The controls that are in place against it, at least in part.
fn mitigating(frame: &Frame, risk: &RiskPart) -> Vec<Value> {
    let in_place = |status| matches!(status, Status::Implemented | Status::Partial);
    let controls = risk
        .controls
        .iter()
        .filter(|control| in_place(control.status));
    controls
        .map(|control| {
            let place = format!("{}/{}", risk.id, control.id);
            let status = control.status.label();
            json!({
                "uuid": frame.uuid("mitigating-factor", &place),
                "description": prose(&format!("{} {}: {status}", control.id, control.short_title)),
                "props": [property("control-id", &control.id), property("status", word(control.status))],
            })
        })
        .collect()
}

/// How it is treated, the actions that lower it, and what the edition recommends.
fn remediations(frame: &Frame, risk: &RiskPart) -> Vec<Value> {
    let mut all: Vec<Value> = risk
        .treatment
        .map(|how| treated(frame, risk, how))
        .into_iter()
        .collect();
    all.extend(actions(frame, risk).map(|action| action_response(frame, risk, action)));
    let recommended = risk.mitigations.iter();
    all.extend(recommended.map(|named| {
        let mitigations = frame.report.mitigations.iter();
        let mitigation = mitigations.clone().find(|each| each.id == named.id);
        recommendation(frame, risk, &named.id, &named.title, mitigation)
    }));
    all
}

fn treated(frame: &Frame, risk: &RiskPart, how: Treatment) -> Value {
    let kind = match how {
        Treatment::Mitigate => "mitigate",
        Treatment::Accept => "accept",
        Treatment::Transfer => "transfer",
        Treatment::Avoid => "avoid",
    };
    json!({
        "uuid": frame.uuid("treatment", &risk.id),
        "lifecycle": "planned",
        "title": format!("Treatment: {}", how.label()),
        "description": paragraphs([
            labelled("Treatment", how.label()),
            labelled("Owner", &risk.owner),
        ]),
        "props": [defined("type", kind)],
    })
}

fn action_response(frame: &Frame, risk: &RiskPart, action: &ActionPart) -> Value {
    let place = format!("{}/{}", risk.id, action.id);
    let lifecycle = if action.done_on.is_some() {
        "completed"
    } else {
        "planned"
    };
    let milestone = action.due.map(|due| {
        json!({
            "uuid": frame.uuid("milestone", &place),
            "type": "milestone",
            "title": line_or(&action.title, &action.id),
            "timing": { "on-date": { "date": frame.end(due) } },
            "props": [property_of("done-on", action.done_on)],
        })
    });
    json!({
        "uuid": frame.uuid("response", &place),
        "lifecycle": lifecycle,
        "title": line_or(&action.title, &action.id),
        "description": line_or_said(&action.description, &action.title),
        "props": action_props(action),
        "origins": [frame.origin_of(&action.owner)],
        "tasks": [milestone],
    })
}

fn line_or_said(text: &str, instead: &str) -> String {
    match prose(text) {
        text if text.is_empty() => line_or(instead, words::NOT_STATED),
        text => text,
    }
}

/// What is said of an action besides its words.
pub(super) fn action_props(action: &ActionPart) -> Vec<Value> {
    let mut props = vec![
        property("action-id", &action.id),
        property("owner", &action.owner),
        property_of("due", action.due),
        property_of("done-on", action.done_on),
        property("overdue", if action.overdue { "true" } else { "" }),
    ];
    let controls = action.controls.iter();
    props.extend(controls.map(|control| property("control-id", control)));
    props.extend(action.risks.iter().map(|risk| property("risk-id", risk)));
    props
}

fn recommendation(
    frame: &Frame,
    risk: &RiskPart,
    identifier: &str,
    title: &str,
    mitigation: Option<&MitigationPart>,
) -> Value {
    let text = mitigation.map(|mitigation| edition::markdown(&mitigation.text));
    json!({
        "uuid": frame.uuid("recommendation", &format!("{}/{identifier}", risk.id)),
        "lifecycle": "recommendation",
        "title": line_or(title, identifier),
        "description": line_or_said(&text.unwrap_or_default(), title),
        "props": [property("mitigation-id", identifier)],
    })
}

/// That somebody accepted it.
fn log(frame: &Frame, risk: &RiskPart) -> Value {
    let Some(accepted) = &risk.acceptance else {
        return Value::Null;
    };
    let by = frame.person(&accepted.by);
    json!({ "entries": [{
        "uuid": frame.uuid("acceptance", &risk.id),
        "title": "Accepted",
        "description": prose(&accepted.reason),
        "start": frame.beginning(accepted.on),
        "end": accepted.until.map(|until| frame.end(until)),
        "logged-by": [by.map(|party| json!({ "party-uuid": party }))],
        "status-change": "deviation-approved",
    }] })
}
