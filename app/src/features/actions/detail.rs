//! One action: what is to be done, by whom, until when, and what it mends.

use assay_assessment::{Action, ActionId, ActionState, Day, Edit, Subject, TextLimit, Whose};
use leptos::prelude::*;

use super::writing::{set, state, type_text};
use crate::{
    components::{Button, ButtonKind, Checkbox, Icon, StatusMark, TextArea, TextField},
    features::{
        deficiency_lines::{DeficiencyLines, in_order},
        keeping::DayField,
        list::{List, Steps},
        places,
        subjects::{SubjectLinks, subjects_of},
    },
    route::Place,
    shell::{Navigation, Notices},
    words::actions::{answers, deleted, label, standing},
    workbench::use_workbench,
};

/// One action.
#[component]
pub(super) fn ActionDetail(
    /// Which one; it exists.
    id: ActionId,
    /// The list that it is in.
    list: List<ActionId>,
) -> impl IntoView {
    let workbench = use_workbench();
    let read = id.clone();
    let action = workbench.memo(move |assessment| assessment.actions().get(&read).cloned());
    let of = move |part: fn(&Action) -> String| {
        Signal::derive(move || action.with(|action| action.as_ref().map(part).unwrap_or_default()))
    };
    let heading = of(label);
    let mark = Signal::derive(move || {
        let today = workbench.today();
        action.with(|action| state(action.as_ref(), today).0)
    });
    let where_it_stands = Signal::derive(move || {
        let today = workbench.today();
        action.with(|action| {
            action
                .as_ref()
                .map(|action| standing(action, today))
                .unwrap_or_default()
        })
    });
    view! {
        <article class="action-detail" on:focusout=move |_| workbench.flush_typing()>
            <Steps list />
            <header class="action-head">
                <h2 tabindex="-1" data-detail-heading="">{move || heading.get()}</h2>
                <p role="status"><StatusMark mark text=where_it_stands words=true /></p>
            </header>
            <Words id=id.clone() action />
            <When id=id.clone() action />
            <Mends id=id.clone() action />
            <Answers id=id.clone() />
            <Removal id />
        </article>
    }
}

/// Title, description and owner.
#[component]
fn Words(id: ActionId, action: Memo<Option<Action>>) -> impl IntoView {
    let workbench = use_workbench();
    let disabled = Signal::derive(move || workbench.is_read_only());
    let of = move |part: fn(Action) -> String| {
        Signal::derive(move || action.get().map(part).unwrap_or_default())
    };
    let (titled, described, owned) = (id.clone(), id.clone(), id.clone());
    let shown = move |field: &str, part: fn(Action) -> String| {
        workbench.shown(format!("action {field} {id}"), of(part))
    };
    view! {
        <div data-action-title="">
            <TextField
                label="What is to be done"
                value=shown("title", |action| action.title)
                on_input=move |text| type_text(workbench, &titled, "title", text, |action, text| action.title = text)
                longest=TextLimit::Line.characters()
                disabled
            />
        </div>
        <TextArea
            label="How, and how one will see that it is done"
            value=shown("description", |action| action.description)
            on_input=move |text| type_text(workbench, &described, "description", text, |action, text| action.description = text)
            longest=TextLimit::Paragraph.characters()
            disabled
        />
        <TextField
            label="Owner"
            placeholder="Who does it"
            value=shown("owner", |action| action.owner)
            on_input=move |text| type_text(workbench, &owned, "owner", text, |action, text| action.owner = text)
            longest=TextLimit::Line.characters()
            disabled
        />
    }
}

/// The day by which it is due, and whether and when it was done.
#[component]
fn When(id: ActionId, action: Memo<Option<Action>>) -> impl IntoView {
    let workbench = use_workbench();
    let done_on = Memo::new(move |_| match action.get()?.state {
        ActionState::Done { on } => Some(on),
        ActionState::Open => None,
    });
    let whose = Whose::Action(id.clone());
    let done_whose = StoredValue::new(whose.clone());
    let (due_id, ticked_id, done_id) = (id.clone(), id.clone(), StoredValue::new(id));
    let set_due = move |day| set(workbench, &due_id, |action| action.due = day);
    let tick = move |ticked: bool| {
        let state = if ticked {
            ActionState::Done {
                on: workbench.day_for_writing(),
            }
        } else {
            ActionState::Open
        };
        set(workbench, &ticked_id, |action| action.state = state);
    };
    let set_done = Callback::new(move |day: Option<Day>| {
        if let Some(on) = day {
            set(workbench, &done_id.get_value(), |action| {
                action.state = ActionState::Done { on };
            });
        }
    });
    view! {
        <div class="action-when">
            <DayField
                label="Due"
                value=Signal::derive(move || action.get()?.due)
                on_change=set_due
                about=("Due day", whose)
            />
            <div class="stack-tight">
                <span class="eyebrow" aria-hidden="true">"State"</span>
                <Checkbox
                    label="Done"
                    checked=Signal::derive(move || done_on.get().is_some())
                    on_change=tick
                    disabled=Signal::derive(move || workbench.is_read_only())
                />
            </div>
            <Show when=move || done_on.get().is_some()>
                <DayField
                    label="Done on"
                    value=done_on
                    on_change=set_done
                    about=("Day of completion", done_whose.get_value())
                    needed="What is done has a day. Untick \u{201c}Done\u{201d} to open it again."
                />
            </Show>
        </div>
    }
}

#[component]
fn Mends(id: ActionId, action: Memo<Option<Action>>) -> impl IntoView {
    let workbench = use_workbench();
    let linked = Memo::new(move |_| {
        action.with(|action| {
            let action = action.as_ref();
            action
                .map(|action| subjects_of(&action.controls, &action.risks))
                .unwrap_or_default()
        })
    });
    let unlinked = id.clone();
    let link = move |subject| {
        set(workbench, &id, |action| match subject {
            Subject::Control(control) => _ = action.controls.insert(control),
            Subject::Risk(risk) => _ = action.risks.insert(risk),
        });
    };
    let unlink = move |subject| {
        set(workbench, &unlinked, |action| match subject {
            Subject::Control(control) => _ = action.controls.remove(&control),
            Subject::Risk(risk) => _ = action.risks.remove(&risk),
        });
    };
    view! {
        <SubjectLinks
            heading=Signal::derive(move || format!("Mends {}", linked.read().len()))
            choose="Link to a control or a risk"
            subjects=linked
            on_link=link
            on_unlink=unlink
        />
    }
}

/// The findings that the action answers; nothing while there are none.
#[component]
fn Answers(id: ActionId) -> impl IntoView {
    let workbench = use_workbench();
    let answered =
        workbench.memo(move |assessment| in_order(assessment.deficiencies_answered_by(&id)));
    view! {
        <Show when=move || !answered.with(Vec::is_empty)>
            <section class="stack-tight">
                <h3 class="eyebrow">{move || answers(answered.with(Vec::len))}</h3>
                <DeficiencyLines deficiencies=answered />
            </section>
        </Show>
    }
}

#[component]
fn Removal(id: ActionId) -> impl IntoView {
    let (workbench, notices, navigation) = (
        use_workbench(),
        Notices::from_context(),
        Navigation::from_context(),
    );
    let remove = move || {
        workbench.flush_typing();
        let removal = workbench.with_untracked(|assessment| {
            let label = label(assessment.actions().get(&id)?);
            Some((label, Edit::remove_action(assessment, &id)?))
        });
        if let Some((label, edit)) = removal
            && workbench.perform(edit).is_ok()
        {
            navigation.replace(&places::route(workbench, Place::Actions(None)));
            notices.offer(deleted(&label), "Undo", move || {
                // What is wrong was shown to the user by the workbench.
                _ = workbench.undo();
            });
        }
    };
    view! {
        <div>
            <Button
                kind=ButtonKind::Danger
                icon=Icon::Trash
                disabled=Signal::derive(move || workbench.is_read_only())
                on_press=remove
            >
                "Delete this action"
            </Button>
        </div>
    }
}
