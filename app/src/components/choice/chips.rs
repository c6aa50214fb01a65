//! Any of a few, and filters that are on or off.

use leptos::prelude::*;

use super::ChoiceOption;
use crate::components::field::fresh_id;
use crate::components::icon::{Icon, IconView};

/// Several boxes to tick, drawn as chips.
#[component]
pub fn Chips<T>(
    /// What is asked for; the group's label.
    #[prop(into)]
    label: Signal<String>,
    /// What there is to choose from.
    options: Vec<ChoiceOption<T>>,
    /// What is chosen.
    #[prop(into)]
    value: Signal<Vec<T>>,
    /// Called with what was ticked or unticked, and whether it is ticked now.
    #[prop(into)]
    on_change: Callback<(T, bool)>,
    /// Whether it cannot be changed now.
    #[prop(optional, into)]
    disabled: Signal<bool>,
) -> impl IntoView
where
    T: Clone + PartialEq + Send + Sync + 'static,
{
    let name = fresh_id("chips");
    let chips = options
        .into_iter()
        .map(|option| {
            let ChoiceOption {
                value: this, label, ..
            } = option;
            let chosen = {
                let this = this.clone();
                Signal::derive(move || value.with(|value| value.contains(&this)))
            };
            let change = move |on: bool| on_change.run((this.clone(), on));
            view! {
                <label class="chip chip-box" class:chip-on=move || chosen.get()>
                    <input
                        class="visually-hidden"
                        type="checkbox"
                        name=name.clone()
                        prop:checked=move || chosen.get()
                        disabled=move || disabled.get()
                        on:change=move |event| change(event_target_checked(&event))
                    />
                    <span class="chip-tick" aria-hidden="true">
                        <IconView icon=Icon::Check />
                    </span>
                    <span>{label}</span>
                </label>
            }
        })
        .collect_view();
    view! {
        <fieldset class="chips-group">
            <legend class="eyebrow">{move || label.get()}</legend>
            <div class="chips">{chips}</div>
        </fieldset>
    }
}

/// A filter that is on or off, with how many it would leave.
#[component]
pub fn Chip(
    /// The words.
    #[prop(into)]
    label: Signal<String>,
    /// How many items it would leave.
    #[prop(optional, into)]
    count: Option<Signal<usize>>,
    /// Whether it is on.
    #[prop(into)]
    pressed: Signal<bool>,
    /// Called when it is pressed.
    #[prop(into)]
    on_press: Callback<()>,
) -> impl IntoView {
    view! {
        <button
            type="button"
            class="chip"
            class:chip-on=move || pressed.get()
            aria-pressed=move || pressed.get().to_string()
            on:click=move |_| on_press.run(())
        >
            <span>{move || label.get()}</span>
            {count.map(|count| view! {
                " "
                <span class="chip-count numbers">{move || count.get()}</span>
            })}
        </button>
    }
}
