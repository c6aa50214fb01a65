//! Five labelled levels with what each stands for.

use assay_assessment::ScaleLevel;
use leptos::prelude::*;

use crate::components::field::fresh_id;

/// A level, its word, and the value that it stands for.
pub type Rung = (ScaleLevel, &'static str, String);

/// One of five levels: radio buttons one below the other, from the least to the greatest.
#[component]
pub fn Ladder(
    /// What is asked for, read out.
    #[prop(into)]
    legend: String,
    /// The five levels.
    #[prop(into)]
    rungs: Signal<Vec<Rung>>,
    /// The level that is chosen.
    #[prop(into)]
    value: Signal<Option<ScaleLevel>>,
    /// Called with the level that was chosen.
    #[prop(into)]
    on_choose: Callback<ScaleLevel>,
    /// Whether it cannot be changed now.
    #[prop(into)]
    disabled: Signal<bool>,
) -> impl IntoView {
    let name = fresh_id("ladder");
    let draw = move |(level, words, anchor): Rung| {
        let chosen = move || value.get() == Some(level);
        view! {
            <label class="ladder-rung" class:ladder-chosen=chosen>
                <input
                    type="radio"
                    name=name.clone()
                    prop:checked=chosen
                    disabled=move || disabled.get()
                    on:change=move |_| on_choose.run(level)
                />
                <span>{words}</span>
                <span class="ladder-anchor numbers">{anchor}</span>
            </label>
        }
    };
    view! {
        <fieldset class="ladder">
            <legend class="visually-hidden">{legend}</legend>
            {move || rungs.get().into_iter().map(&draw).collect_view()}
        </fieldset>
    }
}
