//! A button that copies a text and says whether it did.

use std::time::Duration;

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::icon::{Icon, IconView};
use crate::browser;

/// Copies a text to the clipboard.
#[component]
pub fn CopyButton(
    /// What is copied.
    #[prop(into)]
    text: Signal<String>,
    /// What the button says, such as `Copy address`.
    #[prop(default = "Copy".into(), into)]
    label: Signal<String>,
) -> impl IntoView {
    let answer = RwSignal::new(None::<Result<(), String>>);
    let copy = move |_| {
        let text = text.get_untracked();
        spawn_local(async move {
            let copied = browser::clipboard::write_text(&text).await;
            answer.try_set(Some(copied.map_err(|error| error.to_string())));
            set_timeout(move || drop(answer.try_set(None)), Duration::from_secs(4));
        });
    };
    let icon = move || match answer.get() {
        Some(Ok(())) => Icon::Check,
        Some(Err(_)) => Icon::Warning,
        None => Icon::Copy,
    };
    let words = move || match answer.get() {
        Some(Ok(())) => "Copied".to_owned(),
        Some(Err(error)) => error,
        None => label.get(),
    };
    view! {
        <button type="button" class="button copy-button" on:click=copy>
            <IconView icon=Signal::derive(icon) />
            <span class="button-words" aria-live="polite">{words}</span>
        </button>
    }
}
