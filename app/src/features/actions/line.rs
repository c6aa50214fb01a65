//! An action as one line, wherever a control, a risk or a finding has it.

use assay_assessment::{Action, ActionId, ActionState};
use leptos::prelude::*;

use super::writing::{set, state};
use crate::{
    components::{Button, ButtonKind, Card, Icon, Mark, Tag},
    features::places,
    words::{
        actions::{label, standing_and_owner},
        deficiencies::unlink,
    },
    workbench::use_workbench,
};

/// The actions that mend a control or a risk, or answer a finding, each with the way to say that it is done.
#[component]
pub fn ActionLines(
    /// The actions, in order.
    #[prop(into)]
    actions: Signal<Vec<ActionId>>,
    /// Called with one to take away, where that can be done: it stays among the actions.
    #[prop(optional, into)]
    on_unlink: Option<Callback<ActionId>>,
) -> impl IntoView {
    view! {
        <ul class="card-list" role="list">
            <For each=move || actions.get() key=Clone::clone let:id>
                <ActionLine id on_unlink />
            </For>
        </ul>
    }
}

#[component]
fn ActionLine(id: ActionId, on_unlink: Option<Callback<ActionId>>) -> impl IntoView {
    let workbench = use_workbench();
    let read = id.clone();
    let action = workbench.memo(move |assessment| assessment.actions().get(&read).cloned());
    let of = move |part: fn(&Action) -> String| {
        Signal::derive(move || action.with(|action| action.as_ref().map(part).unwrap_or_default()))
    };
    let is_open = Memo::new(move |_| {
        action.with(|action| {
            let state = action.as_ref().map(|action| action.state);
            state == Some(ActionState::Open)
        })
    });
    let tag = move || {
        let (mark, words) = action.with(|action| state(action.as_ref(), workbench.today()));
        // That an action is open is what one expects of it.
        (mark != Mark::Open).then(|| view! { <Tag mark>{words}</Tag> })
    };
    let words = view! {
        <span class="card-also">
            {move || action.with(|action| action.as_ref().map(|action| standing_and_owner(action, workbench.today())))}
        </span>
    };
    let named = of(label);
    let href = places::action(workbench, &id);
    let id = StoredValue::new(id);
    let done = move || {
        let on = workbench.day_for_writing();
        id.with_value(|id| {
            set(workbench, id, |action| {
                action.state = ActionState::Done { on }
            });
        });
    };
    view! {
        <Card href=Some(href) name=named words=words.into_any()>
            {tag}
            <Show when=move || is_open.get()>
                <Button
                    on_press=done
                    disabled=Signal::derive(move || workbench.is_read_only())
                    icon=Icon::Check
                >
                    "Done"
                </Button>
            </Show>
            {on_unlink.map(|on_unlink| view! {
                <Button
                    kind=ButtonKind::Quiet
                    disabled=Signal::derive(move || workbench.is_read_only())
                    title=Signal::derive(move || unlink(&named.get()))
                    on_press=move || on_unlink.run(id.get_value())
                >
                    "Unlink"
                    <span class="visually-hidden">{move || format!(" {}", named.get())}</span>
                </Button>
            })}
        </Card>
    }
}
