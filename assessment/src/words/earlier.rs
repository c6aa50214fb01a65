//! What was found of something that the edition does not have any more, a line for each thing.

use std::fmt::Display;

use super::name;
use crate::{
    Assessed, ControlFinding, Impact, Method, Probability, RiskFinding, Scales, Score, TextLimit,
};

/// What was found of a control. `instead` are the controls that hold its content now.
pub(crate) fn found_of_control(
    finding: &ControlFinding,
    evidence: &[&str],
    instead: &[impl Display],
) -> String {
    let methods: Vec<&str> = finding.methods.iter().copied().map(Method::label).collect();
    lines([
        Some(("Status", finding.status.label().to_owned())),
        finding
            .assessed
            .as_ref()
            .map(|assessed| ("Assessed", day_and_name(assessed))),
        entered("Methods", methods.join(", ")),
        entered("Reason", finding.reason.trim().to_owned()),
        entered("Evidence", named(evidence)),
        entered("Now in", listed(instead)),
    ])
}

/// What was found and decided of a risk. `instead` are the risks that took its place.
pub(crate) fn found_of_risk(
    finding: &RiskFinding,
    scales: &Scales,
    evidence: &[&str],
    instead: &[impl Display],
) -> String {
    let currency = scales.currency();
    let acceptance = finding.acceptance.as_ref().map(|acceptance| {
        let (on, by, reason) = (acceptance.on, &acceptance.by, acceptance.reason.trim());
        let until = acceptance.until.map(|until| format!(", until {until}"));
        let until = until.unwrap_or_default();
        ("Accepted", format!("{on} by {}{until}: {reason}", name(by)))
    });
    let treatment = finding.treatment.map(|treatment| treatment.label());
    lines([
        score(&finding.inherent, scales).map(|score| ("Before mitigation", score)),
        score(&finding.residual, scales).map(|score| ("After mitigation", score)),
        finding
            .mitigation_cost
            .map(|cost| ("Cost of mitigation", currency.format_money(cost))),
        treatment.map(|treatment| ("Treatment", treatment.to_owned())),
        entered("Owner", name(&finding.owner)),
        finding.due.map(|due| ("Due", due.to_string())),
        acceptance,
        entered("Evidence", named(evidence)),
        entered("In its place", listed(instead)),
    ])
}

fn score(score: &Score, scales: &Scales) -> Option<String> {
    let probability = score.probability.map(|probability| {
        let points = probability.resolve(scales);
        match probability {
            Probability::Level(level) => format!("{} ({points})", level.probability_label()),
            Probability::Exact(_) => points.to_string(),
        }
    });
    let impact = score.impact.map(|impact| {
        let amount = scales.currency().format_money(impact.resolve(scales));
        match impact {
            Impact::Level(level) => format!("{} ({amount})", level.impact_label()),
            Impact::Exact(_) | Impact::Factors(_) => amount,
        }
    });
    match (probability, impact) {
        (None, None) => None,
        (probability, impact) => {
            let or_dash = |part: Option<String>| part.unwrap_or_else(|| "\u{2013}".to_owned());
            let (probability, impact) = (or_dash(probability), or_dash(impact));
            Some(format!("{probability} \u{d7} {impact}"))
        }
    }
}

fn day_and_name(assessed: &Assessed) -> String {
    if assessed.by.trim().is_empty() {
        assessed.on.to_string()
    } else {
        format!("{} by {}", assessed.on, name(&assessed.by))
    }
}

fn entered(label: &'static str, text: String) -> Option<(&'static str, String)> {
    (!text.is_empty()).then_some((label, text))
}

fn named(each: &[&str]) -> String {
    let names: Vec<String> = each.iter().copied().map(name).collect();
    names.join(", ")
}

fn listed(each: &[impl Display]) -> String {
    let each: Vec<String> = each.iter().map(ToString::to_string).collect();
    each.join(", ")
}

fn lines<const N: usize>(each: [Option<(&'static str, String)>; N]) -> String {
    let lines: Vec<String> = each
        .into_iter()
        .flatten()
        .map(|(label, text)| format!("{label}: {text}"))
        .collect();
    TextLimit::Note.clip(&lines.join("\n"))
}
