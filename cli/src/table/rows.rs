//! The rows of one report.

use assay_report::document::{
    ControlPart, EvidenceContent, EvidencePart, Report, RiskPart, ScorePart, TallyPart,
};
use serde::Serialize;

use super::columns;

/// What stands in a row and a column.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub(crate) enum Cell {
    Text(Option<String>),
    Integer(Option<i64>),
    Flag(bool),
    List(Vec<String>),
}

impl Cell {
    pub(super) fn text(text: &str) -> Self {
        Self::Text(Some(text.to_owned()))
    }

    /// A text that says nothing where it is empty.
    fn said(text: &str) -> Self {
        Self::Text(Some(text.to_owned()).filter(|text| !text.is_empty()))
    }

    /// A number; all of a report are below 2^53.
    fn number(number: impl TryInto<i64>) -> Self {
        Self::Integer(number.try_into().ok())
    }

    /// A word of the format, as the JSON has it.
    fn word(value: impl Serialize) -> Self {
        let value = serde_json::to_value(value).unwrap_or_default();
        Self::Text(value.as_str().map(str::to_owned))
    }

    fn shown(value: Option<impl ToString>) -> Self {
        Self::Text(value.map(|value| value.to_string()))
    }

    /// As a cell of CSV has it.
    pub(super) fn written(&self) -> String {
        match self {
            Self::Text(text) => text.clone().unwrap_or_default(),
            Self::Integer(number) => number.map(|number| number.to_string()).unwrap_or_default(),
            Self::Flag(flag) => flag.to_string(),
            Self::List(all) => all.join("; "),
        }
    }
}

/// The rows of one report, without the columns that name its file.
#[derive(Debug)]
pub(crate) struct Rows {
    reports: Vec<Vec<Cell>>,
    controls: Vec<Vec<Cell>>,
    risks: Vec<Vec<Cell>>,
    evidence: Vec<Vec<Cell>>,
}

impl Rows {
    pub(crate) fn of(report: &Report) -> Self {
        let groups = report
            .sections
            .iter()
            .flat_map(|section| section.groups.iter().map(move |group| (section, group)));
        let controls = groups.flat_map(|(section, group)| {
            let controls = group.controls.iter();
            controls.map(move |each| control(&section.id, &group.id, each))
        });
        let risks = report.register.categories.iter().flat_map(|category| {
            let risks = category.risks.iter();
            risks.map(move |each| risk(&category.id, each))
        });
        Self {
            reports: vec![whole(report)],
            controls: controls.collect(),
            risks: risks.collect(),
            evidence: report.evidence.iter().map(evidence).collect(),
        }
    }

    pub(super) fn of_table(&self, name: &str) -> &[Vec<Cell>] {
        match name {
            columns::CONTROLS => &self.controls,
            columns::RISKS => &self.risks,
            columns::EVIDENCE => &self.evidence,
            _ => &self.reports,
        }
    }
}

fn whole(report: &Report) -> Vec<Cell> {
    let edition = &report.edition;
    let conformance = &report.conformance;
    let mut row = vec![
        Cell::text(&report.id),
        Cell::text(&report.title),
        Cell::word(report.kind),
        Cell::text(&report.operator.name),
        Cell::Flag(report.example),
        Cell::shown(report.period.from),
        Cell::shown(report.period.to),
        Cell::text(&report.generated_at),
        Cell::text(&report.generator),
        Cell::text(&edition.name),
        Cell::text(&edition.version),
        Cell::text(&edition.date),
        Cell::text(&edition.sha256.to_string()),
        Cell::word(conformance.verdict),
    ];
    row.extend(tally(&conformance.mandatory));
    row.extend(tally(&conformance.recommended));
    row.extend([
        Cell::text(report.scales.currency.code()),
        Cell::number(report.scales.currency.decimals()),
        Cell::number(report.register.totals.inherent),
        Cell::number(report.register.totals.residual),
    ]);
    row
}

fn tally(tally: &TallyPart) -> [Cell; 5] {
    [
        tally.implemented,
        tally.not_applicable,
        tally.partial,
        tally.fails,
        tally.not_tested,
    ]
    .map(Cell::number)
}

fn control(section: &str, group: &str, control: &ControlPart) -> Vec<Cell> {
    let assessed = control.assessed.as_ref();
    let methods = control
        .methods
        .iter()
        .map(|method| Cell::word(method).written());
    let risks = control.risks.iter().map(|risk| risk.id.clone());
    vec![
        Cell::text(section),
        Cell::text(group),
        Cell::text(&control.id),
        Cell::text(&control.level),
        Cell::text(&control.short_title),
        Cell::word(control.status),
        Cell::said(&control.reason),
        Cell::List(methods.collect()),
        Cell::shown(assessed.map(|assessed| assessed.on)),
        Cell::shown(assessed.map(|assessed| &assessed.by)),
        Cell::said(&control.note),
        Cell::List(control.evidence.clone()),
        Cell::List(control.actions.clone()),
        Cell::List(risks.collect()),
    ]
}

fn risk(category: &str, risk: &RiskPart) -> Vec<Cell> {
    let mut row = vec![
        Cell::text(category),
        Cell::text(&risk.id),
        Cell::text(&risk.title),
        Cell::Flag(risk.own),
    ];
    row.extend(score(&risk.inherent));
    row.extend(score(&risk.residual));
    let acceptance = risk.acceptance.as_ref();
    row.extend([
        Cell::Integer(
            risk.mitigation_cost
                .and_then(|cost| i64::try_from(cost.minor_units()).ok()),
        ),
        risk.treatment.map_or(Cell::Text(None), Cell::word),
        Cell::said(&risk.owner),
        Cell::shown(risk.due),
        Cell::shown(acceptance.map(|acceptance| &acceptance.by)),
        Cell::shown(acceptance.map(|acceptance| acceptance.on)),
        Cell::shown(acceptance.and_then(|acceptance| acceptance.until)),
        Cell::said(&risk.note),
        Cell::List(risk.evidence.clone()),
        Cell::List(risk.actions.clone()),
    ]);
    row
}

fn score(score: &ScorePart) -> [Cell; 4] {
    let money = |amount: Option<assay_assessment::Money>| {
        Cell::Integer(amount.and_then(|amount| i64::try_from(amount.minor_units()).ok()))
    };
    let probability = score.probability.as_ref();
    [
        Cell::Integer(probability.map(|probability| probability.basis_points.get().into())),
        money(score.impact.as_ref().map(|impact| impact.amount)),
        money(score.exposure),
        score.rating.map_or(Cell::Text(None), Cell::word),
    ]
}

fn evidence(item: &EvidencePart) -> Vec<Cell> {
    let mut row = vec![Cell::text(&item.id), Cell::text(&item.label)];
    row.extend(match &item.content {
        EvidenceContent::File {
            name,
            media_type,
            size,
            sha256,
        } => [
            Cell::text("file"),
            Cell::text(name),
            Cell::text(media_type),
            Cell::number(*size),
            Cell::text(&sha256.to_string()),
            Cell::Text(None),
        ],
        EvidenceContent::Link { address } => [
            Cell::text("link"),
            Cell::Text(None),
            Cell::Text(None),
            Cell::Integer(None),
            Cell::Text(None),
            Cell::text(address),
        ],
    });
    row.extend([
        item.absent.map_or(Cell::Text(None), Cell::word),
        Cell::said(&item.description),
        item.method.map_or(Cell::Text(None), Cell::word),
        Cell::shown(item.captured_on),
        Cell::text(&item.added_at),
        Cell::List(item.controls.clone()),
        Cell::List(item.risks.clone()),
    ]);
    row
}
