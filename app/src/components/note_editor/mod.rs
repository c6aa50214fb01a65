//! A note in Markdown: written in a plain field, and shown as the report will show it.

use leptos::prelude::*;

use super::field::fresh_id;
use super::outline_view::MarkdownView;

/// Writes a note. What is typed is told at every key, so that nothing waits to be saved.
#[component]
pub fn NoteEditor(
    /// What the note is about; its label.
    #[prop(default = "Note".into(), into)]
    label: Signal<String>,
    /// The note, Markdown.
    #[prop(into)]
    value: Signal<String>,
    /// Called with the note at every key.
    #[prop(into)]
    on_input: Callback<String>,
    /// Called when the field loses the focus: the time to write what is pending.
    #[prop(optional, into)]
    on_leave: Option<Callback<()>>,
    /// Whether it cannot be changed now.
    #[prop(optional, into)]
    disabled: Signal<bool>,
    /// Level of the heading that the note stands under, 1 to 6; its own headings start below it.
    #[prop(default = 2)]
    parent_level: u8,
) -> impl IntoView {
    let id = fresh_id("note");
    let preview = RwSignal::new(false);
    let tab = move |shows_preview: bool, words: &'static str| {
        view! {
            <button
                type="button"
                class="note-editor-tab"
                aria-pressed=move || (preview.get() == shows_preview).to_string()
                on:click=move |_| preview.set(shows_preview)
            >
                {words}
            </button>
        }
    };
    let field_id = id.clone();
    view! {
        <div class="note-editor">
            <div class="note-editor-head">
                <label class="eyebrow" for=id>{move || label.get()}</label>
                <span class="note-editor-hint">"Markdown"</span>
                {tab(false, "Write")}
                {tab(true, "Preview")}
            </div>
            // The field stays while the preview is shown, so that its own undo stays too.
            <textarea
                class="field-control field-area note-editor-field"
                id=field_id
                rows="5"
                data-note=""
                prop:value=move || value.get()
                hidden=move || preview.get()
                readonly=move || disabled.get()
                on:input=move |event| on_input.run(event_target_value(&event))
                on:blur=move |_| {
                    if let Some(on_leave) = on_leave {
                        // A field that is taken away loses the focus last, when whoever made the
                        // callback may be gone.
                        on_leave.try_run(());
                    }
                }
            ></textarea>
            <Show when=move || preview.get()>
                <div class="note-editor-preview">
                    <MarkdownView text=value parent_level />
                </div>
            </Show>
        </div>
    }
}
