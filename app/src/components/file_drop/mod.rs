//! A place to drop files on, with a button beside it that opens the browser's file dialog.

mod anywhere;

pub use anywhere::DropAnywhere;

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::button::Button;
use super::icon::{Icon, IconView};
use crate::browser::files::{self, HowMany, PickedFile};
use crate::browser::{dialog, focus};

/// Takes files: dropped here or anywhere on the page, pasted while the focus is inside, or chosen.
#[component]
pub fn FileDrop(
    /// What to drop here, such as `Drop a report here`.
    #[prop(into)]
    label: Signal<String>,
    /// What is said while files are over the page, such as `Let go to verify the report`.
    #[prop(into)]
    over_label: Signal<String>,
    /// What the button says, such as `Choose a file`.
    #[prop(into)]
    button: Signal<String>,
    /// Suffixes and media types that the file dialog offers, such as `.json,application/pdf`.
    #[prop(optional, into)]
    accept: String,
    /// How many files are taken at once.
    #[prop(default = HowMany::Several)]
    how_many: HowMany,
    /// Called with the files; never with none.
    #[prop(into)]
    on_files: UnsyncCallback<Vec<PickedFile>>,
    /// Whether a paste is also taken while the focus is elsewhere on the page. One with text into a
    /// field of text stays the field's; a picture alone, which no field takes, comes here. At most one
    /// such place is shown at a time.
    #[prop(optional)]
    paste_anywhere: bool,
    /// Whether nothing can be taken now. What is dropped or pasted is handed on all the same, so that
    /// who would take it can say why not.
    #[prop(optional, into)]
    disabled: Signal<bool>,
    /// More below the button, such as what happens to the file.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let over = RwSignal::new(false);
    let take = move |mut picked: Vec<PickedFile>| {
        if how_many == HowMany::One {
            picked.truncate(1);
        }
        if !picked.is_empty() {
            on_files.run(picked);
        }
    };
    let paste = move |event: &leptos::ev::ClipboardEvent| {
        if event.default_prevented() || (focus::takes_text(event) && files::paste_has_text(event)) {
            return;
        }
        let picked = files::from_paste(event);
        if !picked.is_empty() {
            event.prevent_default();
            take(picked);
        }
    };
    if paste_anywhere {
        let elsewhere = window_event_listener(leptos::ev::paste, move |event| {
            if !dialog::any_open() {
                paste(&event);
            }
        });
        on_cleanup(move || elsewhere.remove());
    }
    let accept = StoredValue::new(accept);
    let choose = Callback::new(move |()| {
        let accept = accept.get_value();
        spawn_local(async move { take(files::pick(&accept, how_many).await) });
    });
    view! {
        <div
            class="file-drop"
            class:file-drop-over=move || over.get()
            on:dragenter=move |event| {
                event.prevent_default();
                over.set(true);
            }
            on:dragover=move |event| {
                event.prevent_default();
                event.stop_propagation();
                over.set(true);
            }
            on:dragleave=move |_| over.set(false)
            on:drop=move |event| {
                event.prevent_default();
                event.stop_propagation();
                over.set(false);
                take(files::from_drop(&event));
            }
            on:paste=move |event| paste(&event)
        >
            <DropAnywhere words=over_label over on_files=move |picked| take(picked) />
            <IconView icon=Icon::Upload />
            <span class="file-drop-words">{move || label.get()}</span>
            <Button on_press=choose disabled icon=Icon::Folder>{move || button.get()}</Button>
            {children.map(|children| view! { <div class="file-drop-more">{children()}</div> })}
        </div>
    }
}
