//! The actions that answer a finding: linked, unlinked, and added.

use assay_assessment::{ActionId, ActionState, Assessment, DeficiencyId, TextLimit};
use leptos::prelude::*;

use super::writing::set;
use crate::{
    browser::focus,
    components::{Button, Icon, SelectField, TextField, field::SelectOption},
    features::actions::ActionLines,
    words::actions::{label, standing_and_owner},
    workbench::use_workbench,
};

/// The actions, with the ways to link one, to unlink it, and to add one that is linked at once.
#[component]
pub(super) fn Answers(
    /// The finding.
    id: DeficiencyId,
) -> impl IntoView {
    let workbench = use_workbench();
    let disabled = Signal::derive(move || workbench.is_read_only());
    let id = StoredValue::new(id);
    let actions = workbench.memo(move |assessment| id.with_value(|id| linked(assessment, id)));
    let others = Memo::new(move |_| {
        let today = workbench.today();
        workbench.with(|assessment| {
            let linked = actions.read();
            let others = assessment.actions().iter();
            let others = others.filter(|(id, _)| !linked.contains(id));
            let line = |(id, action): (&ActionId, _)| {
                let words = standing_and_owner(action, today);
                SelectOption::new(
                    id.to_string(),
                    format!("{} \u{2013} {words}", label(action)),
                )
            };
            others.map(line).collect::<Vec<_>>()
        })
    });
    let options = Signal::derive(move || {
        let first = SelectOption::new("", "Choose an action");
        std::iter::once(first)
            .chain(others.get())
            .collect::<Vec<_>>()
    });
    let link = move |key: String| {
        let chosen = workbench.with_untracked(|assessment| {
            let mut all = assessment.actions().keys();
            all.find(|action| action.to_string() == key).cloned()
        });
        if let Some(action) = chosen {
            id.with_value(|id| set(workbench, id, |terms| _ = terms.actions.insert(action)));
        }
    };
    let unlink = move |action: ActionId| {
        id.with_value(|id| set(workbench, id, |terms| _ = terms.actions.remove(&action)));
        // The button that had the focus is gone; what is left is the way to link again.
        focus::move_soon(".deficiency-answers select");
    };
    view! {
        <section class="deficiency-answers stack-tight">
            <h3 class="eyebrow">"Actions " <span class="numbers">{move || actions.with(Vec::len)}</span></h3>
            <ActionLines actions on_unlink=Callback::new(unlink) />
            <Show when=move || !others.with(Vec::is_empty)>
                <SelectField
                    label="Link an action that is there"
                    options
                    value=Signal::stored(String::new())
                    on_change=link
                    disabled
                />
            </Show>
            <NewAction id />
        </section>
    }
}

/// The actions that answer a finding: what is open above what is done, and what is due first above what
/// is due later.
fn linked(assessment: &Assessment, id: &DeficiencyId) -> Vec<ActionId> {
    let Some(finding) = assessment.deficiencies().get(id) else {
        return Vec::new();
    };
    let mut linked: Vec<&ActionId> = finding.terms.actions.iter().collect();
    linked.sort_by_key(|id| {
        let action = assessment.actions().get(*id);
        let due = action.and_then(|action| action.due);
        let is_done = action.is_some_and(|action| action.state != ActionState::Open);
        (is_done, due.is_none(), due)
    });
    linked.into_iter().cloned().collect()
}

/// A field and a button that add an action; it mends what the finding is about.
#[component]
fn NewAction(id: StoredValue<DeficiencyId>) -> impl IntoView {
    let workbench = use_workbench();
    let read_only = Signal::derive(move || workbench.is_read_only());
    let title = RwSignal::new(String::new());
    let untitled = move || title.with(|title| title.trim().is_empty());
    let add = move || {
        let words = title.get_untracked().trim().to_owned();
        // What is wrong was shown to the user; the text stays, so that it can be mended.
        if !words.is_empty()
            && let Ok(Some(_)) = id.with_value(|id| workbench.add_answer(id, &words))
        {
            title.set(String::new());
        }
    };
    view! {
        <form
            class="deficiency-add"
            novalidate=true
            on:submit=move |event| {
                event.prevent_default();
                add();
            }
        >
            <TextField
                label="New action"
                value=title
                on_input=move |text| title.set(text)
                placeholder="What is to be done"
                longest=TextLimit::Line.characters()
                disabled=read_only
            />
            <Button
                icon=Icon::Plus
                disabled=Signal::derive(move || read_only.get() || untitled())
                submit=true
            >
                "Add"
            </Button>
        </form>
    }
}
