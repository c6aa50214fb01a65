//! What the risk room keeps while the user is elsewhere: filter and order of its list. Other parts can
//! so lead to a filtered list.

use std::collections::BTreeMap;

use assay_assessment::{RiskFinding, exposure::MatrixCell};
use assay_catalog::RiskId;
use leptos::prelude::*;

use super::filter::{RiskFacts, RiskFilter, Sorting};
use crate::{features::list::kept, workbench::Workbench};

/// Filter and order of the list of risks. A handle: copies are the same.
#[derive(Clone, Copy)]
pub struct RiskRoom {
    /// Which risks are listed.
    pub filter: RwSignal<RiskFilter>,
    /// In which order.
    pub sorting: RwSignal<Sorting>,
}

impl RiskRoom {
    /// The room of the open assessment, as it was left.
    #[must_use]
    pub fn of(workbench: Workbench) -> Self {
        Self {
            filter: kept(workbench),
            sorting: kept(workbench),
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
                                confirmation: finding.confirmation(),
                                own: assessment.own_risks().get(&standing.risk).cloned(),
                            };
                            (standing.risk, facts)
                        })
                        .collect()
                })
            })
        })
    })
}
