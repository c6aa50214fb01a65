//! Controls with what was found of them, and what was done to find it.

use assay_report::document::{ControlPart, ItemPart, ProcedurePart, Report};

use crate::xlsx::cell::{Cell, Sheet, Width};

use Width::{Middle, Narrow, Wide};

pub(super) fn controls(report: &Report) -> Sheet {
    let groups = report
        .sections
        .iter()
        .flat_map(|section| section.groups.iter().map(move |group| (section, group)));
    let rows = groups.flat_map(|(section, group)| {
        let controls = group.controls.iter();
        controls.map(|each| control(&section.title, &group.title, each))
    });
    Sheet {
        name: "Controls",
        keys: 1,
        columns: vec![
            ("Control", Middle),
            ("Section", Middle),
            ("Group", Middle),
            ("Level", Narrow),
            ("Title", Middle),
            ("Statement", Wide),
            ("Status", Narrow),
            ("Reason", Wide),
            ("Methods", Narrow),
            ("Assessed on", Narrow),
            ("Assessed by", Middle),
            ("Note", Wide),
            ("Design", Narrow),
            ("Operation", Narrow),
            ("Evidence", Middle),
            ("Actions", Middle),
            ("Risks", Narrow),
            ("Criteria of other standards", Middle),
        ],
        rows: rows.collect(),
    }
}

fn control(section: &str, group: &str, control: &ControlPart) -> Vec<Cell> {
    let assessed = control.assessed.as_ref();
    let effectiveness = control.effectiveness;
    let mut statement = vec![control.statement.clone()];
    statement.extend(control.parts.iter().map(item));
    vec![
        Cell::text(&control.id),
        Cell::text(section),
        Cell::text(group),
        Cell::text(&control.level),
        Cell::text(&control.short_title),
        Cell::lines(statement),
        Cell::text(control.status.label()),
        Cell::text(&control.reason),
        Cell::lines(control.methods.iter().map(|method| method.label())),
        Cell::day(assessed.map(|assessed| assessed.on)),
        Cell::of(assessed.map(|assessed| &assessed.by)),
        Cell::text(&control.note),
        Cell::of(effectiveness.design.map(|design| design.label())),
        Cell::of(effectiveness.operation.map(|operation| operation.label())),
        Cell::lines(&control.evidence),
        Cell::lines(&control.actions),
        Cell::lines(control.risks.iter().map(|risk| &risk.id)),
        Cell::lines(control.criteria.iter().map(|criterion| &criterion.label)),
    ]
}

/// An item of a list with those within it.
pub(super) fn item(part: &ItemPart) -> String {
    let mut text = format!("- {}", part.text);
    for inner in &part.items {
        text.push_str("\n  ");
        text.push_str(&item(inner).replace('\n', "\n  "));
    }
    text
}

pub(super) fn procedures(report: &Report) -> Sheet {
    let rows = report.controls().flat_map(|control| {
        let procedures = control.procedures.iter();
        procedures.map(|each| procedure(&control.id, each))
    });
    Sheet {
        name: "Procedures",
        keys: 2,
        columns: vec![
            ("Control", Middle),
            ("Number", Narrow),
            ("Method", Narrow),
            ("Done", Wide),
            ("Result", Narrow),
            ("Exceptions", Wide),
            ("Population", Middle),
            ("Population size", Narrow),
            ("Sample size", Narrow),
            ("Chosen", Middle),
            ("Sample from", Narrow),
            ("Sample to", Narrow),
            ("Seed of the draw", Middle),
            ("SHA-256 of the list", Middle),
            ("Drawn", Wide),
        ],
        rows: rows.collect(),
    }
}

fn procedure(control: &str, procedure: &ProcedurePart) -> Vec<Cell> {
    let sample = procedure.sample.as_ref();
    let draw = sample.and_then(|sample| sample.draw.as_ref());
    let count = |number: Option<u32>| number.map_or(Cell::Empty, Cell::integer);
    let drawn = draw.into_iter().flat_map(|draw| &draw.items);
    vec![
        Cell::text(control),
        Cell::integer(procedure.number),
        Cell::of(procedure.method.map(|method| method.label())),
        Cell::text(&procedure.done),
        Cell::of(procedure.result.map(|result| result.label())),
        Cell::text(&procedure.exceptions),
        Cell::of(sample.map(|sample| &sample.population)),
        count(sample.and_then(|sample| sample.population_size)),
        count(sample.and_then(|sample| sample.size)),
        Cell::of(sample.map(|sample| &sample.chosen)),
        Cell::day(sample.and_then(|sample| sample.period.from)),
        Cell::day(sample.and_then(|sample| sample.period.to)),
        Cell::of(draw.map(|draw| &draw.seed)),
        Cell::of(draw.map(|draw| draw.list.to_string())),
        Cell::lines(drawn.map(|item| format!("{}: {}", item.line, item.text))),
    ]
}
