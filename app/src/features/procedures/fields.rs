//! The fields of a procedure.

use assay_assessment::{Method, ProcedureResult, TextLimit};
use assay_catalog::ControlId;
use leptos::prelude::*;

use super::{NOT_STATED, sample::SampleFields, writing::Place};
use crate::{
    browser::focus,
    components::{ChoiceOption, Icon, IconButton, Segmented, TextArea},
};

/// Method, what was done, sample, result and exceptions.
#[component]
pub(super) fn ProcedureFields(
    /// The control.
    control: &'static ControlId,
    /// The procedure's number.
    number: u16,
) -> impl IntoView {
    let place = Place::of(control, number);
    let disabled = place.read_only();
    let method = place.part(|procedure| procedure.method);
    let result = place.part(|procedure| procedure.result);
    let excepted = place.part(|procedure| !procedure.exceptions.is_empty());
    let asks = move || result.get() == Some(ProcedureResult::Exceptions) || excepted.get();
    let remove = move || {
        if place.remove() {
            focus::move_quietly_to(".procedures .control-part-aside button");
        }
    };
    view! {
        <li class="procedure" data-procedure=number.to_string() on:focusout=move |_| place.workbench().flush_typing()>
            <div class="procedure-head">
                <h4>{format!("Procedure {number}")}</h4>
                <IconButton
                    label=Signal::stored(format!("Remove procedure {number}"))
                    icon=Icon::Trash
                    on_press=remove
                    disabled
                />
            </div>
            <Segmented
                label="By which method"
                options=ChoiceOption::or_none(NOT_STATED, &Method::ALL, Method::label)
                value=Signal::derive(move || Some(method.get()))
                on_choose=move |method| _ = place.set(|procedure| procedure.method = method)
                disabled
            />
            <TextArea
                label="What was done"
                value=place.text("done", |procedure| &procedure.done)
                on_input=move |text| {
                    place.type_text("done", text, |procedure, text| procedure.done = text);
                }
                longest=TextLimit::Paragraph.characters()
                disabled
            />
            <SampleFields place />
            <Segmented
                label="What it came to"
                options=ChoiceOption::or_none(NOT_STATED, &ProcedureResult::ALL, ProcedureResult::label)
                value=Signal::derive(move || Some(result.get()))
                on_choose=move |result| _ = place.set(|procedure| procedure.result = result)
                disabled
            />
            <Show when=asks>
                <TextArea
                    label="Exceptions"
                    hint="What departs from the control, in how many of the items."
                    value=place.text("exceptions", |procedure| &procedure.exceptions)
                    on_input=move |text| {
                        place.type_text("exceptions", text, |procedure, text| procedure.exceptions = text);
                    }
                    longest=TextLimit::Paragraph.characters()
                    disabled
                />
            </Show>
        </li>
    }
}
