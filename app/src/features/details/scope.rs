//! What is and is not looked at.

use assay_assessment::TextLimit;
use leptos::prelude::*;

use super::writing::{text, type_text};
use crate::{
    components::{NoteEditor, Panel},
    workbench::use_workbench,
};

/// The scope, in Markdown.
#[component]
pub(super) fn ScopePanel() -> impl IntoView {
    let workbench = use_workbench();
    view! {
        <Panel title="Scope" aside="stands on the report's first pages">
            <NoteEditor
                label="What is and is not looked at"
                value=text(workbench, "scope", |details| &details.scope)
                longest=TextLimit::Note.characters()
                on_input=move |text| {
                    type_text(workbench, "scope", text, |details, text| details.scope = text);
                }
                on_leave=move |()| workbench.flush_typing()
                disabled=Signal::derive(move || workbench.is_read_only())
            />
        </Panel>
    }
}
