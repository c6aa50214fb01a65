//! What the risk room keeps while the user is elsewhere: filter and order of its list.

use std::collections::BTreeMap;

use assay_assessment::{RiskFinding, exposure::MatrixCell};
use assay_catalog::RiskId;
use leptos::prelude::*;

use super::filter::{RiskFacts, RiskFilter, Sorting};
use crate::workbench::Workbench;

/// Filter and order of the list of risks. A handle: copies are the same.
#[derive(Clone, Copy)]
pub struct RiskRoom {
    /// Which risks are listed.
    pub filter: RwSignal<RiskFilter>,
    /// In which order.
    pub sorting: RwSignal<Sorting>,
}

impl RiskRoom {
    /// A room in which nothing is filtered.
    #[must_use]
    pub fn new() -> Self {
        Self {
            filter: RwSignal::new(RiskFilter::default()),
            sorting: RwSignal::new(Sorting::default()),
        }
    }

    /// Lists the risks of one cell of the matrix, and nothing else.
    pub fn show_cell(&self, cell: MatrixCell) {
        self.filter.set(RiskFilter {
            cell: Some(cell),
            ..RiskFilter::default()
        });
    }
}

impl Default for RiskRoom {
    fn default() -> Self {
        Self::new()
    }
}

/// Keeps the room's filter and order as long as the caller's owner lives, so that the list is the
/// same when the user comes back, and so that other parts can lead to a filtered list.
pub fn provide_risk_room() {
    provide_context(RiskRoom::new());
}

/// The room that was provided, or else one that lives as long as its view.
#[must_use]
pub fn use_risk_room() -> RiskRoom {
    use_context::<RiskRoom>().unwrap_or_default()
}

/// What lists and tables show of every active risk; changes only when one of them shows something
/// else.
#[must_use]
pub fn risk_facts(workbench: Workbench) -> Memo<BTreeMap<RiskId, RiskFacts>> {
    let derived = workbench.derived();
    Memo::new(move |_| {
        let untouched = RiskFinding::default();
        derived.standings.with(|standings| {
            derived.risks_needing_attention.with(|attention| {
                workbench.with(|assessment| {
                    standings
                        .iter()
                        .map(|standing| {
                            let finding = assessment
                                .risk_if_touched(standing.risk)
                                .unwrap_or(&untouched);
                            let facts = RiskFacts {
                                standing: *standing,
                                treatment: finding.treatment,
                                owner: finding.owner.clone(),
                                due: finding.due,
                                needs_attention: attention.contains(&standing.risk),
                            };
                            (standing.risk, facts)
                        })
                        .collect()
                })
            })
        })
    })
}
