//! Which controls address which risks, and which mitigations help against them: a row for each control and
//! each mitigation, as the name of a risk is short and theirs are long; so the register need not repeat it
//! with each risk.

use std::collections::{BTreeSet, HashMap};

use assay_assessment::Status;

use super::Composer;
use super::words::{comma_separated, control_anchor, status_badge};
use crate::document::{Report, RiskPart};
use crate::outline::{Align, Block, Inline, Line, Table};

/// The name by which links reach the section.
pub(super) const ANCHOR: &str = "relations";

/// The name by which links reach the row of a control.
pub(super) fn row_anchor(control: &str) -> String {
    format!("{ANCHOR}:{control}")
}

/// Statuses, those first that a reader has to look at.
const GRAVEST_FIRST: [Status; 5] = [
    Status::Fails,
    Status::Partial,
    Status::NotTested,
    Status::Implemented,
    Status::NotApplicable,
];

/// What belongs to every risk of the edition, and so is said once.
pub(super) struct Common<'r> {
    /// Identifiers of the controls that address them all.
    pub(super) controls: BTreeSet<&'r str>,
    /// Identifiers of the mitigations that help against them all.
    mitigations: BTreeSet<&'r str>,
}

impl<'r> Common<'r> {
    pub(super) fn of(report: &'r Report) -> Self {
        Self {
            controls: in_all(report, |risk| {
                risk.controls.iter().map(|each| each.id.as_str()).collect()
            }),
            mitigations: in_all(report, |risk| {
                risk.mitigations
                    .iter()
                    .map(|each| each.id.as_str())
                    .collect()
            }),
        }
    }
}

/// What belongs to every risk of the edition; those of the assessor stand for themselves.
fn in_all<'r>(
    report: &'r Report,
    of: impl Fn(&'r RiskPart) -> BTreeSet<&'r str>,
) -> BTreeSet<&'r str> {
    let mut sets = report.risks().filter(|risk| !risk.own).map(of);
    match (sets.next(), sets.next()) {
        (Some(first), Some(second)) => sets.fold(&first & &second, |common, set| &common & &set),
        // Of a single risk everything would be said to be of every one.
        _ => BTreeSet::new(),
    }
}

/// A control or a mitigation, and the risks that it belongs to, in their order.
struct Related<'r> {
    id: &'r str,
    title: &'r str,
    risks: Vec<&'r RiskPart>,
}

/// Turns what belongs to each risk about; in the order in which `order` names it.
fn turned<'r>(
    report: &'r Report,
    of: impl Fn(&'r RiskPart) -> Vec<(&'r str, &'r str)>,
    order: impl Iterator<Item = &'r str>,
) -> Vec<Related<'r>> {
    let mut places = HashMap::new();
    let mut related: Vec<Related<'r>> = Vec::new();
    for risk in report.risks() {
        for (id, title) in of(risk) {
            let place = *places.entry(id).or_insert(related.len());
            match related.get_mut(place) {
                Some(each) => each.risks.push(risk),
                None => related.push(Related {
                    id,
                    title,
                    risks: vec![risk],
                }),
            }
        }
    }
    let order: HashMap<&str, usize> = order.zip(0..).collect();
    related.sort_by_key(|each| order.get(each.id).copied().unwrap_or(usize::MAX));
    related
}

/// The risks of a row by their identifiers; those of the edition in one word, if it is all of them.
fn risks_in_words(related: &Related<'_>, common: &BTreeSet<&str>) -> String {
    let is_common = common.contains(related.id);
    let mut words = Vec::new();
    if is_common {
        words.push("every risk of the specification");
    }
    let named = related.risks.iter().filter(|risk| risk.own || !is_common);
    words.extend(named.map(|risk| risk.id.as_str()));
    words.join(", ")
}

impl<'r> Composer<'r> {
    /// The controls that address every risk, by their status; nothing if none do.
    pub(super) fn controls_of_every_risk(&self) -> Option<Block> {
        let common = &self.common.controls;
        let first = self.report.risks().find(|risk| !risk.own)?;
        let mut line = vec![Inline::text(match common.len() {
            0 => return None,
            1 => "One control addresses every risk of the specification:".to_owned(),
            number => format!(
                "{} controls address every risk of the specification:",
                self.writing.number(number)
            ),
        })];
        for status in GRAVEST_FIRST {
            let controls = first.controls.iter();
            let links = controls
                .filter(|each| each.status == status && common.contains(each.id.as_str()))
                .map(|each| {
                    vec![Inline::internal(
                        each.short_title.clone(),
                        control_anchor(&each.id),
                    )]
                });
            let links = comma_separated(links.collect());
            if !links.is_empty() {
                line.extend([Inline::text(" "), status_badge(status), Inline::text(" ")]);
                line.extend(links);
            }
        }
        line.extend([
            Inline::text(
                ". Each risk names the others that fail or are partial, and counts the rest: ",
            ),
            Inline::internal("which these are", ANCHOR),
            Inline::text("."),
        ]);
        Some(Block::Paragraph(line))
    }

    /// The controls that address a risk beside those that address every one: those that fail or are partial
    /// by name, and how many others there are, which are listed with the relations.
    pub(super) fn addressing(&self, risk: &RiskPart) -> Option<Line> {
        if risk.controls.is_empty() {
            return None;
        }
        let is_said = |id: &str| !risk.own && self.common.controls.contains(id);
        let mut line: Line = Vec::new();
        for status in GRAVEST_FIRST {
            let controls = risk.controls.iter();
            let of_status: Vec<_> = controls
                .filter(|each| each.status == status && !is_said(&each.id))
                .collect();
            if of_status.is_empty() {
                continue;
            }
            if !line.is_empty() {
                line.push(Inline::text("  "));
            }
            line.extend([status_badge(status), Inline::text(" ")]);
            if matches!(status, Status::Fails | Status::Partial) {
                let links = of_status.iter().map(|each| {
                    let anchor = control_anchor(&each.id);
                    vec![Inline::internal(each.short_title.clone(), anchor)]
                });
                line.extend(comma_separated(links.collect()));
            } else {
                line.push(Inline::text(self.writing.number(of_status.len())));
            }
        }
        if line.is_empty() {
            line.push(Inline::text("Only those that address every risk"));
        }
        Some(line)
    }

    pub(super) fn relations(&self) -> Vec<Block> {
        let report = self.report;
        let mut blocks = vec![Block::remark(
            "The specification says which controls address a risk, and which mitigations help against \
             it; for risks that the assessor added, the assessor does.",
        )];
        let mut controls = Table::new(
            "Controls and the risks that they address",
            &[
                ("Control", 52, Align::Start),
                ("Risks that it addresses", 78, Align::Start),
            ],
        );
        let of = |risk: &'r RiskPart| {
            let controls = risk.controls.iter();
            controls
                .map(|each| (each.id.as_str(), each.short_title.as_str()))
                .collect()
        };
        let order = report.controls().map(|control| control.id.as_str());
        for related in turned(report, of, order) {
            controls.push(
                Some(row_anchor(related.id)),
                true,
                vec![
                    vec![Inline::internal(related.title, control_anchor(related.id))],
                    vec![Inline::text(risks_in_words(
                        &related,
                        &self.common.controls,
                    ))],
                ],
            );
        }
        let mut mitigations = Table::new(
            "Mitigations and the risks that they help against",
            &[
                ("Mitigation", 40, Align::Start),
                ("Risks that it helps against", 90, Align::Start),
            ],
        );
        let of = |risk: &'r RiskPart| {
            let mitigations = risk.mitigations.iter();
            mitigations
                .map(|each| (each.id.as_str(), each.title.as_str()))
                .collect()
        };
        let order = report.mitigations.iter().map(|each| each.id.as_str());
        let described: BTreeSet<&str> = order.clone().collect();
        for related in turned(report, of, order) {
            let title = if described.contains(related.id) {
                Inline::internal(related.title, related.id)
            } else {
                Inline::text(related.title)
            };
            let risks = risks_in_words(&related, &self.common.mitigations);
            mitigations.push(None, true, vec![vec![title], vec![Inline::text(risks)]]);
        }
        for table in [controls, mitigations] {
            if !table.rows.is_empty() {
                blocks.push(Block::Table(table));
            }
        }
        blocks
    }
}
