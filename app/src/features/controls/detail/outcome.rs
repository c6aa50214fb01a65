//! What was found: status, reason, methods, who assessed it and when, and the note.

use assay_assessment::{Assessed, ControlFinding, Day, Edit, Method, Status, TextLimit, Whose};
use assay_catalog::Control;
use leptos::prelude::*;

use super::super::state::ControlsState;
use super::read_only;
use crate::components::choice::ChoiceOption;
use crate::components::{Chips, NoteEditor, Segmented, TextArea, TextField};
use crate::features::keeping::DayField;
use crate::features::marks::mark_of_status;

/// What the reason is for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Reason {
    /// None is asked for, and none is there.
    Hidden,
    /// None is asked for, but one was written before.
    Kept,
    /// Why the control does not concern this operator; required.
    NotApplicable,
    /// What is missing.
    Missing,
}

/// A part of what was found of the control that only changes when it does itself.
fn part<T>(
    state: ControlsState,
    control: &'static Control,
    read: impl Fn(&ControlFinding) -> T + Send + Sync + 'static,
) -> Memo<T>
where
    T: Default + PartialEq + Send + Sync + 'static,
{
    state.workbench.memo(move |assessment| {
        assessment
            .control_if_touched(control.id())
            .map(&read)
            .unwrap_or_default()
    })
}

/// Status, reason, methods, and who assessed it when.
#[component]
pub(super) fn OutcomePart(state: ControlsState, control: &'static Control) -> impl IntoView {
    let status = part(state, control, |finding| finding.status);
    let has_reason = part(state, control, |finding| !finding.reason.is_empty());
    let reason = Memo::new(move |_| match status.get() {
        Status::NotApplicable => Reason::NotApplicable,
        Status::Partial | Status::Fails => Reason::Missing,
        Status::NotTested | Status::Implemented if has_reason.get() => Reason::Kept,
        Status::NotTested | Status::Implemented => Reason::Hidden,
    });
    let options = Status::ALL
        .into_iter()
        .zip('1'..='5')
        .map(|(status, key)| {
            ChoiceOption::new(status, short_label(status))
                .with_mark(mark_of_status(status))
                .with_key(key)
        })
        .collect();
    view! {
        <Segmented
            label="Status"
            options
            value=Signal::derive(move || Some(status.get()))
            on_choose=move |status| _ = state.workbench.set_status(control.id(), status)
            disabled=read_only(state)
        />
        {move || match reason.get() {
            Reason::Hidden => ().into_any(),
            purpose => view! { <ReasonField state control purpose /> }.into_any(),
        }}
        <div class="two-columns">
            <MethodsField state control />
            <AssessedFields state control />
        </div>
    }
}

/// The status's label, short enough for a fifth of the bar.
fn short_label(status: Status) -> &'static str {
    match status {
        Status::NotTested => "Not tested",
        Status::Implemented => "Implemented",
        Status::NotApplicable => "Not applicable",
        Status::Partial => "Partial",
        Status::Fails => "Fails",
    }
}

#[component]
fn ReasonField(state: ControlsState, control: &'static Control, purpose: Reason) -> impl IntoView {
    let workbench = state.workbench;
    let reason = part(state, control, |finding| finding.reason.clone());
    let required = purpose == Reason::NotApplicable;
    let (label, hint) = match purpose {
        Reason::NotApplicable => (
            "Reason (required)",
            "Why the control does not concern this operator.",
        ),
        Reason::Missing => (
            "What is missing",
            "What would have to change for the control to pass.",
        ),
        Reason::Kept | Reason::Hidden => (
            "Reason",
            "Written for another status; it stays in the report until you empty it.",
        ),
    };
    let error = Signal::derive(move || {
        (required && reason.with(|reason| reason.trim().is_empty()))
            .then(|| "Not Applicable counts as passing, so the report needs a reason.".to_owned())
    });
    let type_reason = move |text: String| {
        let field = format!("reason {}", control.id());
        workbench.type_into(&field, text, move |_, text| {
            Some(Edit::SetControlReason {
                control: control.id().clone(),
                reason: text.to_owned(),
            })
        });
    };
    view! {
        <TextArea
            label
            hint
            value=workbench.shown(format!("reason {}", control.id()), reason)
            longest=TextLimit::Paragraph.characters()
            error
            required
            on_input=type_reason
            on_commit=move |_| workbench.flush_typing()
            disabled=read_only(state)
        />
    }
}

#[component]
fn MethodsField(state: ControlsState, control: &'static Control) -> impl IntoView {
    let methods = part(state, control, |finding| {
        finding.methods.iter().copied().collect::<Vec<_>>()
    });
    let options = Method::ALL
        .into_iter()
        .map(|method| ChoiceOption::new(method, method.label()))
        .collect();
    view! {
        <div class="control-methods">
            <Chips
                label="Method"
                options
                value=methods
                on_change=move |(method, _)| {
                    // What is wrong was shown to the user by the workbench.
                    let _shown = state.workbench.toggle_method(control.id(), method);
                }
                disabled=read_only(state)
            />
            <details class="control-explain">
                <summary>"What the methods mean"</summary>
                <dl>
                    {Method::ALL
                        .into_iter()
                        .map(|method| view! {
                            <dt>{method.label()}</dt>
                            <dd>{meaning(method)}</dd>
                        })
                        .collect_view()}
                </dl>
                <p class="faint">"After NIST SP 800-53A Revision 5."</p>
            </details>
        </div>
    }
}

/// What a method is, after the definitions of NIST SP 800-53A Revision 5.
fn meaning(method: Method) -> &'static str {
    match method {
        Method::Examine => {
            "Check, inspect, review, observe, study or analyse documents, mechanisms or activities."
        }
        Method::Interview => {
            "Hold discussions with individuals or groups to understand, to clarify, or to find evidence."
        }
        Method::Test => {
            "Exercise something under specified conditions and compare actual with expected behaviour."
        }
    }
}

#[component]
fn AssessedFields(state: ControlsState, control: &'static Control) -> impl IntoView {
    let workbench = state.workbench;
    let assessed = part(state, control, |finding| finding.assessed.clone());
    let set_day = move |on: Option<Day>| {
        let before = assessed.get_untracked();
        // What is wrong was shown to the user by the workbench.
        let _shown = workbench.perform(Edit::SetControlAssessed {
            control: control.id().clone(),
            assessed: on.map(|on| Assessed::with_day(before.as_ref(), on, &workbench.author())),
        });
    };
    let field = format!("assessor {}", control.id());
    let name = Signal::derive(move || {
        assessed.with(|assessed| {
            assessed
                .as_ref()
                .map(|assessed| assessed.by.clone())
                .unwrap_or_default()
        })
    });
    let shown_name = workbench.shown(field.clone(), name);
    let type_name = move |name: String| {
        let today = workbench.day_for_writing();
        workbench.type_into(&field, name, move |assessment, name| {
            let before = assessment.control_if_touched(control.id());
            let before = before.and_then(|finding| finding.assessed.as_ref());
            Some(Edit::SetControlAssessed {
                control: control.id().clone(),
                assessed: Assessed::with_name(before, name.to_owned(), today),
            })
        });
    };
    view! {
        <div class="control-assessed">
            <DayField
                label="Assessed on"
                value=Signal::derive(move || {
                    assessed.with(|assessed| assessed.as_ref().map(|assessed| assessed.on))
                })
                on_change=set_day
                // The name that a person entered would go with the day.
                required=Signal::derive(move || {
                    assessed.with(|assessed| assessed.as_ref().is_some_and(Assessed::has_entered_name))
                })
                about=("Day of assessment", Whose::Control(control.id().clone()))
            />
            <TextField
                label="Assessed by"
                value=shown_name
                on_input=type_name
                on_commit=move |_| workbench.flush_typing()
                longest=TextLimit::Line.characters()
                disabled=read_only(state)
            />
        </div>
    }
}

/// The note, written and shown as the report will show it.
#[component]
pub(super) fn NotePart(state: ControlsState, control: &'static Control) -> impl IntoView {
    let workbench = state.workbench;
    let note = part(state, control, |finding| finding.note.clone());
    view! {
        <NoteEditor
            value=workbench.shown(format!("note {}", control.id()), note)
            longest=TextLimit::Note.characters()
            on_input=move |text| workbench.type_control_note(control.id(), text)
            on_leave=move |()| workbench.flush_typing()
            disabled=read_only(state)
            parent_level=3
        />
    }
}
