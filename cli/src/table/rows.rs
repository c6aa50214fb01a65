//! The rows of one report.

use assay_assessment::{Currency, Money};
use assay_report::document::{
    ControlPart, EvidenceContent, EvidencePart, Report, RiskPart, ScorePart, TallyPart,
};

use super::{cell::Cell, columns, partition::Partition};

/// The rows of one report, without the columns that are the same in all of them: those that name its file, and those of
/// its partition.
#[derive(Debug)]
pub(crate) struct Rows {
    pub(super) partition: Partition,
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
        let currency = &report.scales.currency;
        let risks = report.register.categories.iter().flat_map(|category| {
            let risks = category.risks.iter();
            risks.map(move |each| risk(&category.id, each, currency))
        });
        Self {
            partition: Partition::of(report),
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
        Cell::day(report.period.from),
        Cell::day(report.period.to),
        Cell::moment(&report.generated_at),
        Cell::text(&report.generator),
        Cell::text(&edition.name),
        Cell::text(&edition.version),
        Cell::day(edition.date.parse().ok()),
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
        Cell::day(assessed.map(|assessed| assessed.on)),
        Cell::text_of(assessed.map(|assessed| &assessed.by)),
        Cell::said(&control.note),
        Cell::List(control.evidence.clone()),
        Cell::List(control.actions.clone()),
        Cell::List(risks.collect()),
    ]
}

fn risk(category: &str, risk: &RiskPart, currency: &Currency) -> Vec<Cell> {
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
        money(risk.mitigation_cost),
        risk.treatment.map_or(Cell::Nothing, Cell::word),
        Cell::said(&risk.owner),
        Cell::day(risk.due),
        Cell::text_of(acceptance.map(|acceptance| &acceptance.by)),
        Cell::day(acceptance.map(|acceptance| acceptance.on)),
        Cell::day(acceptance.and_then(|acceptance| acceptance.until)),
        Cell::said(&risk.note),
        Cell::List(risk.evidence.clone()),
        Cell::List(risk.actions.clone()),
        Cell::text(currency.code()),
        Cell::number(currency.decimals()),
    ]);
    row
}

/// Minor units of the report's currency.
fn money(amount: Option<Money>) -> Cell {
    amount.map_or(Cell::Nothing, |amount| Cell::number(amount.minor_units()))
}

fn score(score: &ScorePart) -> [Cell; 4] {
    let probability = score.probability.as_ref();
    [
        probability.map_or(Cell::Nothing, |probability| {
            Cell::number(probability.basis_points.get())
        }),
        money(score.impact.as_ref().map(|impact| impact.amount)),
        money(score.exposure),
        score.rating.map_or(Cell::Nothing, Cell::word),
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
            Cell::Nothing,
        ],
        EvidenceContent::Link { address } => [
            Cell::text("link"),
            Cell::Nothing,
            Cell::Nothing,
            Cell::Nothing,
            Cell::Nothing,
            Cell::text(address),
        ],
    });
    row.extend([
        item.absent.map_or(Cell::Nothing, Cell::word),
        Cell::said(&item.description),
        item.method.map_or(Cell::Nothing, Cell::word),
        Cell::day(item.captured_on),
        Cell::moment(&item.added_at),
        Cell::List(item.controls.clone()),
        Cell::List(item.risks.clone()),
    ]);
    row
}
