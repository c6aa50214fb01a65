//! Dialogs over the page: the browser's own `<dialog>`, which keeps the focus inside, closes on
//! Escape and gives the focus back to where it was.

use leptos::prelude::*;

use super::button::{Button, ButtonKind, IconButton};
use super::field::fresh_id;
use super::icon::Icon;
use crate::browser;

/// A dialog with a heading. Its content exists only while it is open.
#[component]
pub fn Dialog(
    /// Whether it is open. Closing by Escape, by the cross or by the veil sets it to `false`.
    open: RwSignal<bool>,
    /// The heading.
    #[prop(into)]
    title: Signal<String>,
    /// Whether it is wide: for lists and forms of two columns.
    #[prop(optional)]
    wide: bool,
    /// Whether a press beside it closes it. Leave it out where something has been entered.
    #[prop(optional)]
    light_dismiss: bool,
    /// Called after it was closed, in whatever way.
    #[prop(optional, into)]
    on_close: Option<Callback<()>>,
    /// The content, made anew at each opening.
    children: ChildrenFn,
) -> impl IntoView {
    let dialog = NodeRef::<leptos::html::Dialog>::new();
    let heading = fresh_id("dialog");
    let labelled_by = heading.clone();
    let children = StoredValue::new(children);
    Effect::new(move || {
        let wanted = open.get();
        if let Some(dialog) = dialog.get() {
            if wanted {
                browser::dialog::open(&dialog);
                // The content is drawn by then.
                request_animation_frame(move || browser::dialog::focus_first_field(&dialog));
            } else {
                browser::dialog::close(&dialog);
            }
        }
    });
    let closed = move || {
        open.set(false);
        if let Some(on_close) = on_close {
            // The dialog may close because whoever made the callback is going.
            on_close.try_run(());
        }
    };
    view! {
        <dialog
            class="dialog"
            class:dialog-wide=wide
            node_ref=dialog
            aria-labelledby=labelled_by
            on:close=move |_| closed()
            on:click=move |event| {
                let on_veil = dialog
                    .get_untracked()
                    .is_some_and(|dialog| browser::dialog::is_on_veil(&event, &dialog));
                if light_dismiss && on_veil {
                    open.set(false);
                }
            }
        >
            <div class="dialog-head">
                <h2 id=heading>{move || title.get()}</h2>
                <IconButton label="Close" icon=Icon::Close on_press=move || open.set(false) />
            </div>
            <Show when=move || open.get()>
                <div class="dialog-body">{children.with_value(|children| children())}</div>
            </Show>
        </dialog>
    }
}

/// Asks before something that cannot be taken back, or that costs work.
#[component]
pub fn ConfirmDialog(
    /// Whether it is open.
    open: RwSignal<bool>,
    /// The question.
    #[prop(into)]
    title: Signal<String>,
    /// What will happen.
    #[prop(into)]
    text: Signal<String>,
    /// What the button that does it says: a verb and its object, never "OK".
    #[prop(into)]
    confirm: Signal<String>,
    /// Whether it takes something away.
    #[prop(optional)]
    danger: bool,
    /// Called when it is confirmed; the dialog has closed itself.
    #[prop(into)]
    on_confirm: Callback<()>,
) -> impl IntoView {
    let kind = if danger {
        ButtonKind::Danger
    } else {
        ButtonKind::Primary
    };
    view! {
        <Dialog open title>
            <p>{move || text.get()}</p>
            <div class="dialog-actions">
                <Button on_press=move || open.set(false)>"Cancel"</Button>
                <Button
                    kind
                    on_press=move || {
                        open.set(false);
                        on_confirm.run(());
                    }
                >
                    {move || confirm.get()}
                </Button>
            </div>
        </Dialog>
    }
}
