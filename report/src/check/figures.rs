//! The figures of a report whose catalog is not at hand: what follows from the report alone.

use std::collections::BTreeMap;

use assay_assessment::conformance::Conformance;
use assay_assessment::exposure::RiskStanding;
use assay_assessment::{Timestamp, UtcOffset};
use assay_catalog::RiskId;

use super::parts::{control_finding, risk_finding, scales};
use crate::document::{
    ConformancePart, ControlPart, Report, in_order, register_figures, score_part,
};

/// The report with every figure worked out anew. What cannot be worked out stays as it is.
pub(super) fn worked_out_again(report: &Report) -> Report {
    let mut again = report.clone();
    for level in &mut again.scales.levels {
        level.probability_label = level.level.probability_label().to_owned();
        level.impact_label = level.level.impact_label().to_owned();
    }
    let evidence = naming(report.evidence.iter().map(|e| (&e.id, &e.controls)));
    let actions = naming(report.actions.iter().map(|a| (&a.id, &a.controls)));
    let levels = report.edition.levels();
    again.conformance = conformance(&levels, report.controls());
    for section in &mut again.sections {
        let controls = section.groups.iter().flat_map(|group| &group.controls);
        section.conformance = conformance(&levels, controls);
        for group in &mut section.groups {
            group.conformance = conformance(&levels, &group.controls);
            for control in &mut group.controls {
                let confirmation = control_finding(control).confirmation();
                if let Some((earlier, confirmation)) = control.earlier.as_mut().zip(confirmation) {
                    earlier.confirmation = confirmation;
                }
                control.evidence = of(&evidence, &control.id);
                control.actions = of(&actions, &control.id);
            }
        }
    }
    let generated_at = Timestamp::from_rfc3339(&report.generated_at);
    if let (Some(at), Some(local)) = (generated_at, &mut again.local_day) {
        local.day = at.day(local.utc_offset_minutes);
    }
    let today = again.local_day.map(|local| local.day);
    if let Some(today) = today.or(generated_at.map(|at| at.day(UtcOffset::UTC))) {
        for action in &mut again.actions {
            action.overdue = action.done_on.is_none() && action.due.is_some_and(|due| due < today);
        }
    }
    in_order(&mut again.deficiencies);
    risks(report, &mut again);
    again
}

fn risks(report: &Report, again: &mut Report) {
    let Ok(scales) = scales(&report.scales) else {
        return;
    };
    let statuses: BTreeMap<_, _> = report
        .controls()
        .map(|control| (&control.id, (&control.short_title, control.status)))
        .collect();
    let evidence = naming(report.evidence.iter().map(|e| (&e.id, &e.risks)));
    let actions = naming(report.actions.iter().map(|a| (&a.id, &a.risks)));
    let (mut standings, mut own) = (Vec::new(), Vec::new());
    for part in again
        .register
        .categories
        .iter_mut()
        .flat_map(|category| &mut category.risks)
    {
        for control in &mut part.controls {
            if let Some((title, status)) = statuses.get(&control.id) {
                control.short_title.clone_from(title);
                control.status = *status;
            }
        }
        part.evidence = of(&evidence, &part.id);
        part.actions = of(&actions, &part.id);
        let Ok(risk) = part.id.parse::<RiskId>() else {
            continue;
        };
        let finding = risk_finding(part);
        let standing = RiskStanding::of(risk, &finding, &scales);
        part.inherent = score_part(&finding.inherent, &scales);
        part.residual = score_part(&finding.residual, &scales);
        part.removed = standing.removed();
        part.worth_hundredths = standing.worth.map(|worth| worth.hundredths());
        if part.own {
            own.push(standing);
        } else {
            standings.push(standing);
        }
    }
    // Among equal losses the edition's come first and then the assessor's own by their numbers, in whichever
    // categories they stand.
    own.sort_by_key(|standing| standing.risk);
    standings.append(&mut own);
    register_figures(&mut again.register, &standings);
}

/// Who names whom, in their order.
type Naming<'r> = BTreeMap<&'r str, Vec<String>>;

fn naming<'r>(all: impl Iterator<Item = (&'r String, &'r Vec<String>)>) -> Naming<'r> {
    let mut naming = Naming::new();
    for (id, named) in all {
        for each in named {
            let list = naming.entry(each.as_str()).or_default();
            if list.last() != Some(id) {
                list.push(id.clone());
            }
        }
    }
    naming
}

fn of(naming: &Naming<'_>, id: &str) -> Vec<String> {
    naming.get(id).cloned().unwrap_or_default()
}

fn conformance<'r>(
    levels: &[(&str, bool)],
    controls: impl IntoIterator<Item = &'r ControlPart>,
) -> ConformancePart {
    Conformance::of_statuses(controls.into_iter().map(|control| {
        let mandatory = levels.contains(&(control.level.as_str(), true));
        (mandatory, control.status)
    }))
    .into()
}
