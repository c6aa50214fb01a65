//! What somebody has undertaken to do about the control.

use assay_assessment::{Action, ActionId, ActionState, Day, Edit, Status, TextLimit};
use assay_catalog::Control;
use leptos::prelude::*;

use super::super::state::ControlsState;
use super::{DetailPart, read_only};
use crate::browser::{focus, random};
use crate::components::icon::Icon;
use crate::components::{Button, ButtonKind, DateField, TextField};
use crate::features::actions::ActionLines;

/// The open actions, and adding one while the control fails.
#[component]
pub(super) fn ActionsPart(state: ControlsState, control: &'static Control) -> impl IntoView {
    let open_actions = state.workbench.memo(move |assessment| {
        let actions = assessment.actions_for_control(control.id());
        let mut open: Vec<_> = actions
            .filter(|(_, action)| action.state == ActionState::Open)
            .collect();
        // Those without a day come last.
        open.sort_by_key(|(_, action)| (action.due.is_none(), action.due));
        open.into_iter()
            .map(|(id, _)| id.clone())
            .collect::<Vec<_>>()
    });
    let fails = state.workbench.memo(move |assessment| {
        let finding = assessment.control_if_touched(control.id());
        finding.is_some_and(|finding| matches!(finding.status, Status::Partial | Status::Fails))
    });
    let shown = Memo::new(move |_| fails.get() || open_actions.with(|open| !open.is_empty()));
    let adding = RwSignal::new(false);
    view! {
        <Show when=move || shown.get()>
            <DetailPart
                title="Actions"
                count=Signal::derive(move || open_actions.with(Vec::len))
            >
                <ActionLines actions=open_actions />
                <Show
                    when=move || adding.get()
                    fallback=move || view! {
                        <div data-add-action="">
                            <Button
                                icon=Icon::Plus
                                on_press=move || {
                                    adding.set(true);
                                    focus::move_soon(".control-new-action input");
                                }
                                disabled=read_only(state)
                            >
                                "Add action"
                            </Button>
                        </div>
                    }
                >
                    <NewAction state control adding />
                </Show>
            </DetailPart>
        </Show>
    }
}

#[component]
fn NewAction(
    state: ControlsState,
    control: &'static Control,
    /// Whether this form is shown.
    adding: RwSignal<bool>,
) -> impl IntoView {
    let workbench = state.workbench;
    let title = RwSignal::new(String::new());
    let owner = RwSignal::new(String::new());
    let due = RwSignal::new(String::new());
    let error = RwSignal::new(None::<String>);
    let close = move || {
        adding.set(false);
        focus::move_soon("[data-add-action] button");
    };
    let add = move || {
        if title.with_untracked(|title| title.trim().is_empty()) {
            error.set(Some("Say what is to be done.".to_owned()));
            return;
        }
        let id = match random::bytes() {
            Ok(bytes) => ActionId::from_random(bytes),
            Err(failure) => {
                error.set(Some(failure.to_string()));
                return;
            }
        };
        let action = Action {
            title: title.get_untracked().trim().to_owned(),
            owner: owner.get_untracked().trim().to_owned(),
            due: due.get_untracked().parse::<Day>().ok(),
            controls: [control.id().clone()].into(),
            ..Action::default()
        };
        match workbench.perform(Edit::AddAction { id, action }) {
            Ok(()) => close(),
            Err(failure) => error.set(Some(failure.to_string())),
        }
    };
    view! {
        <form
            class="control-new-action"
            novalidate=true
            aria-label="New action"
            on:submit=move |event| {
                event.prevent_default();
                add();
            }
        >
            <TextField
                label="What is to be done"
                value=title
                on_input=move |text| {
                    title.set(text);
                    error.set(None);
                }
                error=Signal::derive(move || error.get())
                longest=TextLimit::Line.characters()
                required=true
            />
            <div class="control-new-action-line">
                <TextField label="Owner" value=owner on_input=move |text| owner.set(text) longest=TextLimit::Line.characters() />
                <DateField label="Due" value=due on_change=move |day| due.set(day) />
            </div>
            <div class="cluster">
                <Button kind=ButtonKind::Primary submit=true>"Add action"</Button>
                <Button on_press=close>"Cancel"</Button>
            </div>
        </form>
    }
}
