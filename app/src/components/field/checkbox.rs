//! Yes or no.

use leptos::prelude::*;

/// A box to tick, with its words beside it.
#[component]
pub fn Checkbox(
    /// What is said by ticking it.
    #[prop(into)]
    label: Signal<String>,
    /// Whether it is ticked.
    #[prop(into)]
    checked: Signal<bool>,
    /// Called with whether it is ticked now.
    #[prop(into)]
    on_change: Callback<bool>,
    /// Whether it cannot be changed now.
    #[prop(optional, into)]
    disabled: Signal<bool>,
) -> impl IntoView {
    view! {
        <label class="checkbox">
            <input
                type="checkbox"
                prop:checked=move || checked.get()
                disabled=move || disabled.get()
                on:change=move |event| {
                    on_change.try_run(event_target_checked(&event));
                }
            />
            <span>{move || label.get()}</span>
        </label>
    }
}
