//! What the list and the detail share.

use assay_catalog::{Control, ControlId};
use leptos::prelude::*;

use super::facts::ControlFacts;
use super::filter::{Candidate, ControlFilter, Filtered, SearchIndex};
use crate::features::list::{List, kept};
use crate::workbench::{Workbench, use_workbench};

/// What the list and the detail share; they get it as a parameter. It lives as long as the view.
#[derive(Clone, Copy)]
pub struct ControlsState {
    pub(super) workbench: Workbench,
    pub(super) list: List<ControlId>,
    pub(super) filter: RwSignal<ControlFilter>,
    /// What the filter leaves.
    pub(super) filtered: Memo<Filtered>,
    /// What the rows say, in the catalog's order.
    pub(super) facts: Memo<Vec<ControlFacts>>,
}

impl ControlsState {
    /// Makes the state of a view whose open control is `selected`.
    pub(super) fn new(selected: Signal<Option<ControlId>>) -> Self {
        let workbench = use_workbench();
        let catalog = workbench.catalog();
        let filter = kept::<ControlFilter>(workbench);
        let facts = workbench.memo(move |assessment| ControlFacts::of_all(assessment, catalog));
        let index = SearchIndex::of(catalog);
        let text = Memo::new(move |_| filter.with(|filter| filter.text.trim().to_owned()));
        let own = workbench.memo(|assessment| assessment.own_risks().clone());
        let found = Memo::new(move |_| own.with(|own| text.with(|text| index.find(text, own))));
        let attention = workbench.derived().controls_needing_attention;
        let filtered = Memo::new(move |_| {
            let candidates: Vec<_> = facts.with(|facts| {
                found.with(|found| {
                    attention.with(|attention| {
                        let rows = catalog.controls().iter().zip(facts).zip(found);
                        rows.map(|((control, facts), has_text)| Candidate {
                            has_text: *has_text,
                            status: facts.status,
                            level: control.level(),
                            needs_attention: attention.contains(control.id()),
                            confirmation: facts.confirmation,
                        })
                        .collect()
                    })
                })
            });
            filter.with(|filter| filter.apply(&candidates, catalog.edition().levels()))
        });
        let id_of = |control: &Control| control.id().clone();
        let all = Memo::new(move |_| catalog.controls().iter().map(id_of).collect());
        let shown = Memo::new(move |_| {
            let at = |place: &usize| catalog.controls().get(*place);
            filtered.with(|filtered| filtered.shown.iter().filter_map(at).map(id_of).collect())
        });
        let open = Memo::new(move |_| selected.get().filter(|id| catalog.control(id).is_some()));
        Self {
            workbench,
            list: List::new(filter, all, shown, open),
            filter,
            filtered,
            facts,
        }
    }
}
