//! What the list and the detail share.

use assay_assessment::Status;
use assay_catalog::{Control, ControlId};
use leptos::prelude::*;

use super::facts::ControlFacts;
use super::filter::{Candidate, ControlFilter, Filtered, SearchIndex};
use super::order;
use crate::features::kept::kept;
use crate::features::places;
use crate::route::{ItemKey, Place, Route};
use crate::shell::Navigation;
use crate::workbench::{Workbench, use_workbench};

/// What the list and the detail share; they get it as a parameter. It lives as long as the view.
#[derive(Clone, Copy)]
pub struct ControlsState {
    pub(super) workbench: Workbench,
    navigation: Navigation,
    /// The open control, by its place in the catalog.
    pub(super) open: Memo<Option<usize>>,
    /// The control that was open last, where going on begins while none is.
    last: StoredValue<Option<usize>>,
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
        let found = Memo::new(move |_| text.with(|text| index.find(text)));
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
                        })
                        .collect()
                    })
                })
            });
            filter.with(|filter| filter.apply(&candidates))
        });
        let open = Memo::new(move |_| {
            selected.with(|selected| {
                let selected = selected.as_ref()?;
                let mut controls = catalog.controls().iter();
                controls.position(|control| control.id() == selected)
            })
        });
        Self {
            workbench,
            navigation: Navigation::from_context(),
            open,
            last: StoredValue::new(None),
            filter,
            filtered,
            facts,
        }
    }

    /// The control at a place of the catalog.
    pub(super) fn control_at(&self, place: usize) -> Option<&'static Control> {
        self.workbench.catalog().controls().get(place)
    }

    /// Remembers which control is open, so that the keyboard goes on from there.
    pub(super) fn remember(&self, place: usize) {
        self.last.set_value(Some(place));
    }

    /// The control that was open last.
    pub(super) fn last(&self) -> Option<usize> {
        self.last.get_value()
    }

    /// The control that a step leads to; `None` at the end of the list. Follows the filter and the
    /// open control.
    pub(super) fn neighbour(&self, forward: bool) -> Option<usize> {
        let from = self.open.get().or_else(|| self.last());
        self.filtered
            .with(|filtered| order::step(&filtered.shown, from, forward))
    }

    /// Opens a control. From control to control Back does not go through each one.
    pub(super) fn show(&self, place: usize) {
        let Some(route) = self
            .control_at(place)
            .and_then(|control| self.route(Some(control)))
        else {
            return;
        };
        if self.open.get_untracked().is_some() {
            self.navigation.replace(&route);
        } else {
            self.navigation.go(&route);
        }
    }

    /// Goes back to the list.
    pub(super) fn show_list(&self) {
        if let Some(route) = self.route(None) {
            self.navigation.go(&route);
        }
    }

    /// Sets the status of the open control; says whether one is open.
    pub(super) fn choose_status(&self, status: Status) -> bool {
        let open = self.open.get_untracked();
        let Some(control) = open.and_then(|place| self.control_at(place)) else {
            return false;
        };
        // What is wrong was shown to the user by the workbench.
        let _shown = self.workbench.set_status(control.id(), status);
        true
    }

    /// The address of the list without an open control.
    pub(super) fn list_address(&self) -> String {
        places::place(self.workbench, Place::Controls(None))
    }

    fn route(&self, control: Option<&Control>) -> Option<Route> {
        let item = control.map(|control| ItemKey::parse(control.id().as_str()));
        let item = item.transpose().ok()?;
        Route::parse(&places::place(self.workbench, Place::Controls(item))).ok()
    }
}
