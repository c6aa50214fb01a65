//! Looks at what only the whole catalog shows.

use std::collections::{BTreeMap, BTreeSet};

use super::entities::Entities;
use super::reading::{Kind, Reading};
use super::{Place, ProblemKind};
use crate::catalog::Parts;
use crate::{RiskId, RiskScope, RiskState};

/// The most controls that an edition may have; NIST SP 800-53 has about 1,200.
const MOST_CONTROLS: usize = 20_000;

/// The most risks, active and retired.
const MOST_RISKS: usize = 5_000;

/// The most relations between controls, risks, mitigations and criteria; ValOS has about 3,000.
const MOST_RELATIONS: usize = 500_000;

/// Notes dangling identifiers, retired risks whose successors lead back to themselves, and an edition
/// that is too large to be worked out. Whether it is, is asked before anything is.
pub(super) fn check(entities: &Entities, reading: &Reading) {
    reading.note_dangling();
    if !is_within_bounds(&entities.parts, reading) {
        return;
    }
    let successors: BTreeMap<RiskId, &[RiskId]> = entities
        .parts
        .risks
        .iter()
        .filter_map(|risk| match &risk.state {
            RiskState::Retired { replaced_by } => Some((risk.id, replaced_by.as_slice())),
            RiskState::Active { .. } => None,
        })
        .collect();
    for risk in successors.keys() {
        if leads_back(*risk, &successors) {
            let place = reading
                .place_of(Kind::Risk, risk)
                .unwrap_or_else(|| Place::whole_file("risks.json"));
            let risk = risk.to_string();
            reading.note(place, ProblemKind::ReplacementCycle { risk });
        }
    }
}

fn leads_back(start: RiskId, successors: &BTreeMap<RiskId, &[RiskId]>) -> bool {
    let mut seen = BTreeSet::new();
    let mut waiting = vec![start];
    while let Some(risk) = waiting.pop() {
        for next in successors.get(&risk).copied().unwrap_or_default() {
            if *next == start {
                return true;
            }
            if seen.insert(*next) {
                waiting.push(*next);
            }
        }
    }
    false
}

fn is_within_bounds(parts: &Parts, reading: &Reading) -> bool {
    let found = [
        (
            "controls",
            parts.controls.len(),
            MOST_CONTROLS,
            "controls.json",
        ),
        ("risks", parts.risks.len(), MOST_RISKS, "risks.json"),
        (
            "relations",
            most_relations(parts),
            MOST_RELATIONS,
            "controls.json",
        ),
    ];
    let mut within = true;
    for (what, found, most, file) in found {
        if found > most {
            within = false;
            let kind = ProblemKind::TooMany { what, found, most };
            reading.note(Place::whole_file(file), kind);
        }
    }
    within
}

/// How many relations there are at most, without working them out.
fn most_relations(parts: &Parts) -> usize {
    let active: BTreeSet<RiskId> = parts
        .risks
        .iter()
        .filter(|risk| risk.is_active())
        .map(|risk| risk.id())
        .collect();
    let of_scope = |scope: &RiskScope| {
        // A retired risk stands for any number of others.
        let names_only_active = scope.risks().iter().all(|risk| active.contains(risk));
        if scope.all_risks() || !scope.categories().is_empty() || !names_only_active {
            active.len()
        } else {
            scope.risks().len()
        }
    };
    let of_sections: BTreeMap<_, _> = parts
        .sections
        .iter()
        .map(|section| (section.id(), section.criteria().len()))
        .collect();
    let groups = parts.groups.iter().map(|group| {
        let criteria = of_sections.get(group.section()).copied().unwrap_or(0);
        let each = of_scope(group.addresses()) + group.criteria().len() + criteria;
        group.controls().len().saturating_mul(each)
    });
    let mitigations = parts
        .mitigations
        .iter()
        .map(|each| of_scope(each.mitigates()));
    let sections = parts
        .mitigation_sections
        .iter()
        .map(|each| of_scope(each.mitigates()));
    groups
        .chain(mitigations)
        .chain(sections)
        .fold(0, usize::saturating_add)
}
