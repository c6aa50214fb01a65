//! Risks with their scores, and the edition's mitigations.

use assay_report::document::{Report, RiskPart, ScorePart, TextPart};

use super::controls::item;

use crate::plain::rating;
use crate::xlsx::cell::{Cell, Sheet, Width};

use Width::{Middle, Narrow, Wide};

pub(super) fn risks(report: &Report) -> Sheet {
    let categories = report.register.categories.iter();
    let rows = categories.flat_map(|category| {
        let risks = category.risks.iter();
        risks.map(|each| risk(report, &category.title, each))
    });
    Sheet {
        name: "Risks",
        keys: 1,
        columns: vec![
            ("Risk", Narrow),
            ("Category", Middle),
            ("Title", Middle),
            ("Description", Wide),
            ("Arises from", Middle),
            ("Added by the assessor", Narrow),
            ("Probability before", Narrow),
            ("Impact before", Narrow),
            ("Exposure before", Narrow),
            ("Rating before", Narrow),
            ("Probability after", Narrow),
            ("Impact after", Narrow),
            ("Exposure after", Narrow),
            ("Rating after", Narrow),
            ("Exposure removed", Narrow),
            ("Cost of mitigation", Narrow),
            ("Removed per cost", Narrow),
            ("Impact before, broken down", Middle),
            ("Impact after, broken down", Middle),
            ("Treatment", Narrow),
            ("Owner", Middle),
            ("Due", Narrow),
            ("Accepted by", Middle),
            ("Accepted on", Narrow),
            ("Accepted until", Narrow),
            ("Why accepted", Wide),
            ("Note", Wide),
            ("Controls", Middle),
            ("Mitigations", Middle),
            ("Evidence", Middle),
            ("Actions", Middle),
            ("Of the assessment before", Narrow),
            ("Confirmed on", Narrow),
        ],
        rows: rows.collect(),
    }
}

fn risk(report: &Report, category: &str, risk: &RiskPart) -> Vec<Cell> {
    let accepted = risk.acceptance.as_ref();
    let earlier = risk.earlier.as_ref();
    let mut row = vec![
        Cell::text(&risk.id),
        Cell::text(category),
        Cell::text(&risk.title),
        Cell::lines(&risk.description),
        Cell::text(&risk.group),
        Cell::flag(risk.own),
    ];
    row.extend(score(&risk.inherent));
    row.extend(score(&risk.residual));
    row.extend([
        risk.removed.map_or(Cell::Empty, Cell::Amount),
        Cell::money(risk.mitigation_cost),
        risk.worth_hundredths.map_or(Cell::Empty, Cell::Hundredths),
        factors(report, &risk.inherent),
        factors(report, &risk.residual),
        Cell::of(risk.treatment.map(|treatment| treatment.label())),
        Cell::text(&risk.owner),
        Cell::day(risk.due),
        Cell::of(accepted.map(|accepted| &accepted.by)),
        Cell::day(accepted.map(|accepted| accepted.on)),
        Cell::day(accepted.and_then(|accepted| accepted.until)),
        Cell::of(accepted.map(|accepted| &accepted.reason)),
        Cell::text(&risk.note),
        Cell::lines(risk.controls.iter().map(|control| &control.id)),
        Cell::lines(risk.mitigations.iter().map(|mitigation| &mitigation.id)),
        Cell::lines(&risk.evidence),
        Cell::lines(&risk.actions),
        Cell::of(earlier.map(|earlier| earlier.confirmation.label())),
        Cell::day(earlier.and_then(|earlier| earlier.confirmed_on)),
    ]);
    row
}

fn score(score: &ScorePart) -> [Cell; 4] {
    let probability = score.probability.as_ref();
    let probability = probability.map(|probability| probability.basis_points);
    [
        probability.map_or(Cell::Empty, Cell::Probability),
        Cell::money(score.impact.as_ref().map(|impact| impact.amount)),
        Cell::money(score.exposure),
        Cell::of(rating(score).map(|rating| rating.label())),
    ]
}

fn factors(report: &Report, score: &ScorePart) -> Cell {
    let impact = score.impact.as_ref();
    let factors = impact.into_iter().flat_map(|impact| &impact.factors);
    let currency = &report.scales.currency;
    Cell::lines(factors.map(|factor| {
        let amount = currency.format_money(factor.amount);
        format!("{}: {amount}", factor.label)
    }))
}

pub(super) fn mitigations(report: &Report) -> Sheet {
    let mitigations = report.mitigations.iter();
    let rows = mitigations.map(|mitigation| {
        vec![
            Cell::text(&mitigation.id),
            Cell::text(&mitigation.title),
            Cell::lines(mitigation.text.iter().map(text)),
        ]
    });
    Sheet {
        name: "Mitigations",
        keys: 1,
        columns: vec![("Mitigation", Middle), ("Title", Middle), ("Text", Wide)],
        rows: rows.collect(),
    }
}

fn text(part: &TextPart) -> String {
    let mut lines = vec![part.text.clone()];
    lines.extend(part.items.iter().map(item));
    lines.retain(|line| !line.is_empty());
    lines.join("\n")
}
