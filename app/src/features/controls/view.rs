//! Puts the list and the detail together, and obeys the keyboard.

use assay_assessment::Status;
use assay_catalog::ControlId;
use leptos::prelude::*;

use super::detail::ControlDetail;
use super::filter_bar::FilterBar;
use super::list::ControlList;
use super::state::ControlsState;
use crate::browser::focus;
use crate::components::icon::Icon;
use crate::components::{EmptyState, SplitView};
use crate::shell::{Command, Commands};

/// The room of the controls.
#[component]
pub fn ControlsView(
    /// The open control; `None` while there is only the list.
    #[prop(into)]
    selected: Signal<Option<ControlId>>,
) -> impl IntoView {
    let state = ControlsState::new(selected);
    obey_commands(state);
    follow_the_open_row(state);
    view! {
        <SplitView
            label="Controls"
            open=Signal::derive(move || state.open.get().is_some())
            back=state.list_address()
            filter=move || view! { <FilterBar state /> }
            list=move || view! { <ControlList state /> }
        >
            {move || match state.open.get().and_then(|place| state.control_at(place)) {
                Some(control) => view! { <ControlDetail state control /> }.into_any(),
                None => view! { <NothingOpen missing=selected.get().is_some() /> }.into_any(),
            }}
        </SplitView>
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

/// What the keyboard, the palette and buttons ask for while the controls are shown.
fn obey_commands(state: ControlsState) {
    Commands::from_context().on(move |command| match command {
        Command::NextItem | Command::PreviousItem => {
            let forward = command == Command::NextItem;
            if let Some(place) = untrack(|| state.neighbour(forward)) {
                state.show(place);
            }
            true
        }
        Command::ChooseStatus(number) => {
            let status = usize::from(number)
                .checked_sub(1)
                .and_then(|place| Status::ALL.get(place));
            status.is_some_and(|status| state.choose_status(*status))
        }
        // While the preview is shown the field is hidden, and its tabs lead back to it.
        Command::EditNote => {
            focus::move_to("[data-detail] [data-note]")
                || focus::move_to("[data-detail] .note-editor-tab[aria-pressed=\"false\"]")
        }
        Command::AddEvidence => {
            focus::move_to("[data-detail] [data-add-evidence] button:not(:disabled)")
        }
        Command::FocusFilter => focus_filter(state),
        Command::BackToList => back_to_list(state),
        _ => false,
    });
}

/// Puts the focus into the filter, which a narrow screen shows only with the list.
fn focus_filter(state: ControlsState) -> bool {
    if !focus::move_to("[data-filter]") && state.open.get_untracked().is_some() {
        state.show_list();
        request_animation_frame(|| {
            focus::move_to("[data-filter]");
        });
    }
    true
}

/// Closes the detail and puts the focus on the row that was open; says whether one was.
fn back_to_list(state: ControlsState) -> bool {
    let was_open = state.open.get_untracked().is_some();
    if was_open {
        state.show_list();
        if let Some(control) = state.last().and_then(|place| state.control_at(place)) {
            let row = format!("[data-list] a[href$=\"/{}\"]", control.id());
            request_animation_frame(move || {
                focus::move_to(&row);
            });
        }
    }
    was_open
}

/// Keeps the row of the open control in sight, and begins the detail at its top.
fn follow_the_open_row(state: ControlsState) {
    Effect::new(move || {
        if let Some(place) = state.open.get() {
            state.remember(place);
            request_animation_frame(|| {
                focus::bring_into_sight("[data-list] a[aria-current=\"true\"]");
                focus::scroll_to_top("[data-detail]");
            });
        }
    });
}
