//! A note in Markdown: written in a plain field, and shown as the report will show it.

use leptos::prelude::*;

use super::field::{Frame, Length, OwnElement};
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
    /// The most characters that fit. The field takes more, and says that they are too many.
    #[prop(optional, into)]
    longest: Option<usize>,
) -> impl IntoView {
    let value = Memo::new(move |_| value.get());
    let length = Length::of(longest, value);
    let no_error = Signal::stored(None::<String>);
    let frame = Frame::new(label, None, no_error).with_length(length);
    let element = OwnElement::of(frame.id.clone(), value);
    let own = frame.clone();
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
    // The field stays while the preview is shown, so that its own undo stays too.
    let field = element.draw(move |text| {
        view! {
            <textarea
                class="field-control field-area note-editor-field"
                dir="auto"
                id=own.id.clone()
                rows="5"
                data-note=""
                prop:value=text
                hidden=move || preview.get()
                readonly=move || disabled.get()
                aria-describedby=own.described_by()
                aria-invalid=own.invalid()
                on:input=move |event| {
                    let text = event_target_value(&event);
                    length.measure(&text);
                    on_input.try_run(text);
                }
                on:blur=move |_| {
                    if let Some(on_leave) = on_leave {
                        // A field that is taken away loses the focus last, when whoever made the
                        // callback may be gone.
                        on_leave.try_run(());
                    }
                }
            ></textarea>
        }
    });
    view! {
        <div class="note-editor">
            <div class="note-editor-head">
                <label class="eyebrow" for=frame.id.clone()>{move || label.get()}</label>
                <span class="note-editor-hint">"Markdown"</span>
                {tab(false, "Write")}
                {tab(true, "Preview")}
            </div>
            {field}
            <Show when=move || preview.get()>
                <div class="note-editor-preview">
                    <MarkdownView text=value parent_level />
                </div>
            </Show>
            {frame.below()}
        </div>
    }
}
