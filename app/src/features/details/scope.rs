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
    let too_long = RwSignal::new(false);
    let enter = move |typed: String| {
        let fits = TextLimit::Note.admits(&typed);
        too_long.set(!fits);
        if fits {
            type_text(workbench, "scope", move |details| details.scope = typed);
        }
    };
    view! {
        <Panel title="Scope" aside="stands on the report's first pages">
            <NoteEditor
                label="What is and is not looked at"
                value=text(workbench, |details| &details.scope)
                on_input=enter
                on_leave=move |()| workbench.flush_typing()
                disabled=Signal::derive(move || workbench.is_read_only())
            />
            <Show when=move || too_long.get()>
                <p class="field-error" role="alert">
                    {format!(
                        "At most {} bytes are kept here. Shorten the text; until then it is not saved.",
                        TextLimit::Note.bytes()
                    )}
                </p>
            </Show>
        </Panel>
    }
}
