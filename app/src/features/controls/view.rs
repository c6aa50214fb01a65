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
use crate::components::{EmptyState, OnePerSubject, SplitView};
use crate::features::list_commands::{ListCommands, add_evidence, edit_note};
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
            <OnePerSubject
                subject=state.open
                draw=move |place| state.control_at(place).map(|control| view! {
                    <ControlDetail state control />
                })
                otherwise=move || view! {
                    {move || view! { <NothingOpen missing=selected.get().is_some() /> }}
                }
            />
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
    let open = Signal::derive(move || {
        let place = state.open.get()?;
        state
            .control_at(place)
            .map(|control| control.id().to_string())
    });
    let step = move |forward| {
        if let Some(place) = untrack(|| state.neighbour(forward)) {
            state.show(place);
        }
    };
    let list = ListCommands {
        step: Callback::new(step),
        open,
        show_list: Callback::new(move |()| state.show_list()),
    };
    list.obey();
    Commands::from_context().on(move |command| match command {
        Command::ChooseStatus(number) => {
            let status = usize::from(number)
                .checked_sub(1)
                .and_then(|place| Status::ALL.get(place));
            status.is_some_and(|status| state.choose_status(*status))
        }
        Command::EditNote => edit_note(),
        Command::AddEvidence => add_evidence(),
        _ => false,
    });
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
