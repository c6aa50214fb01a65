//! Yes or no.

use leptos::{html, prelude::*};

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
    let input = NodeRef::<html::Input>::new();
    // The browser ticks the box before anybody is asked. What was not taken leaves it as it is.
    let show_what_is = move || {
        if let (Some(input), Some(checked)) = (input.get_untracked(), checked.try_get_untracked()) {
            input.set_checked(checked);
        }
    };
    view! {
        <label class="checkbox">
            <input
                type="checkbox"
                node_ref=input
                prop:checked=move || checked.get()
                disabled=move || disabled.get()
                on:change=move |event| {
                    on_change.try_run(event_target_checked(&event));
                    show_what_is();
                }
            />
            <span>{move || label.get()}</span>
        </label>
    }
}
