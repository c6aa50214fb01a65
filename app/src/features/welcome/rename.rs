//! The dialog that gives an assessment another title.

use assay_assessment::TextLimit;
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::components::{Button, ButtonKind, Dialog, TextField};
use crate::desk::use_desk;
use crate::shell::Notices;

/// The dialog; it is open while there is something to rename.
#[component]
pub(super) fn RenameDialog(
    /// The UUID and the title of what is renamed.
    renaming: RwSignal<Option<(String, String)>>,
) -> impl IntoView {
    let open = RwSignal::new(false);
    Effect::new(move || open.set(renaming.with(Option::is_some)));
    view! {
        <Dialog open title="Rename" on_close=move || renaming.set(None)>
            <Form renaming open />
        </Dialog>
    }
}

#[component]
fn Form(renaming: RwSignal<Option<(String, String)>>, open: RwSignal<bool>) -> impl IntoView {
    let (desk, notices) = (use_desk(), Notices::from_context());
    let (id, before) = renaming.get_untracked().unwrap_or_default();
    let title = RwSignal::new(before);
    let id = StoredValue::new(id);
    let rename = Callback::new(move |()| {
        let (id, title) = (id.get_value(), title.get_untracked().trim().to_owned());
        if title.is_empty() || !TextLimit::Line.admits(&title) {
            // The field and the button say so.
            return;
        }
        open.set(false);
        spawn_local(async move {
            if let Err(error) = desk.rename(&id, &title).await {
                notices.warn(error.to_string());
            }
        });
    });
    let unfit = Signal::derive(move || {
        title.with(|title| title.trim().is_empty() || !TextLimit::Line.admits(title.trim()))
    });
    view! {
        <form
            class="stack"
            novalidate=true
            on:submit=move |event| {
                event.prevent_default();
                rename.run(());
            }
        >
            <TextField
                label="Title"
                value=title
                on_input=move |text: String| title.set(text)
                longest=TextLimit::Line.characters()
            />
            <div class="dialog-actions">
                <Button on_press=move || open.set(false)>"Cancel"</Button>
                <Button kind=ButtonKind::Primary disabled=unfit submit=true>"Rename"</Button>
            </div>
        </form>
    }
}
