//! Puts the list and the detail together.

use assay_catalog::ControlId;
use leptos::prelude::*;

use super::detail::ControlDetail;
use super::filter_bar::FilterBar;
use super::list::ControlList;
use super::state::ControlsState;
use crate::components::EmptyState;
use crate::components::icon::Icon;
use crate::features::list::ListRoom;

/// The room of the controls.
#[component]
pub fn ControlsView(
    /// The open control; `None` while there is only the list.
    #[prop(into)]
    selected: Signal<Option<ControlId>>,
) -> impl IntoView {
    let state = ControlsState::new(selected);
    let catalog = state.workbench.catalog();
    view! {
        <ListRoom
            list=state.list
            filter=move || view! { <FilterBar state /> }
            rows=move || view! { <ControlList state /> }
            draw=move |id: ControlId| catalog.control(&id).map(|control| view! {
                <ControlDetail state control />
            })
            otherwise=move || view! {
                {move || view! { <NothingOpen missing=selected.get().is_some() /> }}
            }
        />
    }
}

/// What stands in place of the detail while no control is open.
#[component]
fn NothingOpen(
    /// Whether a control was asked for that the catalog does not hold.
    missing: bool,
) -> impl IntoView {
    let (title, text) = if missing {
        (
            "This edition holds no such control",
            "The address names a control that this catalog does not have. Choose one from the list.",
        )
    } else {
        (
            "Choose a control",
            "Pick one from the list, or press j to begin with the first. The keys 1 to 5 set its status.",
        )
    };
    view! { <EmptyState icon=Icon::Controls title text /> }
}
