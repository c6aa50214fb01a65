//! Looks at what only the whole catalog shows.

use std::collections::{BTreeMap, BTreeSet};

use super::entities::Entities;
use super::reading::{Kind, Reading};
use super::{Place, ProblemKind};
use crate::{RiskId, RiskState};

/// Notes dangling identifiers, and retired risks whose successors lead back to themselves.
pub(super) fn check(entities: &Entities, reading: &Reading) {
    reading.note_dangling();
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
