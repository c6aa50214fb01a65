//! Files that are dropped beside the zone: where a room takes files, its whole page does.

use leptos::prelude::*;

use crate::browser::dialog;
use crate::browser::files::{self, PickedFile};

/// Takes files that are dropped anywhere on the page but on a dialog, and says meanwhile where they
/// will go. A zone that takes them itself stops the event first.
#[component]
pub fn DropAnywhere(
    /// Where they will go, such as `Let go to verify the report`.
    #[prop(into)]
    words: Signal<String>,
    /// Whether files are over the page now; kept by this component.
    over: RwSignal<bool>,
    /// Called with the files; never with none.
    #[prop(into)]
    on_files: UnsyncCallback<Vec<PickedFile>>,
) -> impl IntoView {
    let dragged = window_event_listener(leptos::ev::dragover, move |event| {
        if files::is_file_drag(&event) && !dialog::any_open() {
            // Where nobody does this, the boot script says that nothing is taken, and the pointer shows it.
            files::accept_drag(&event);
            if !over.get_untracked() {
                over.set(true);
            }
        }
    });
    let left = window_event_listener(leptos::ev::dragleave, move |event| {
        // Between two elements of the page the pointer enters another; out of the window it enters none.
        if event.related_target().is_none() && over.get_untracked() {
            over.set(false);
        }
    });
    let dropped = window_event_listener(leptos::ev::drop, move |event| {
        if over.get_untracked() {
            over.set(false);
        }
        if dialog::any_open() {
            return;
        }
        let picked = files::from_drop(&event);
        if !picked.is_empty() {
            event.prevent_default();
            on_files.run(picked);
        }
    });
    on_cleanup(move || {
        dragged.remove();
        left.remove();
        dropped.remove();
    });
    view! {
        <p class="file-drop-anywhere" hidden=move || !over.get()>{move || words.get()}</p>
    }
}
