//! The field above a list that narrows it. `/` leads here, Enter opens the first row, Escape empties
//! it, and once more leaves it.

use leptos::prelude::*;

use super::icon::{Icon, IconView};
use super::kbd::Kbd;

/// The field.
#[component]
pub fn FilterField(
    /// What it does, read out: `Filter risks`.
    label: &'static str,
    /// What can be looked for.
    placeholder: &'static str,
    /// What is looked for.
    #[prop(into)]
    value: Signal<String>,
    /// Called with the text at every key.
    #[prop(into)]
    on_input: Callback<String>,
    /// Called to open the first row of what is left.
    #[prop(into)]
    on_enter: Callback<()>,
) -> impl IntoView {
    view! {
        <div class="filter-field">
            <IconView icon=Icon::Search />
            <input
                type="search"
                class="field-control"
                data-filter=""
                aria-label=label
                aria-keyshortcuts="/"
                placeholder=placeholder
                autocomplete="off"
                spellcheck="false"
                prop:value=move || value.get()
                on:input=move |event| on_input.run(event_target_value(&event))
                on:keydown=move |event| match event.key().as_str() {
                    "Enter" if !event.is_composing() => on_enter.run(()),
                    // The first Escape empties the field; the next one is the page's.
                    "Escape" if value.with_untracked(|text| !text.is_empty()) => {
                        event.prevent_default();
                        on_input.run(String::new());
                    }
                    _ => {}
                }
            />
            <Kbd caps=vec!["/".to_owned()] />
        </div>
    }
}
