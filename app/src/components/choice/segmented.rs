//! One of a few, all in sight: radio buttons drawn as one bar, as on a recorder.

use leptos::prelude::*;

use super::ChoiceOption;
use crate::components::field::fresh_id;
use crate::components::kbd::Kbd;
use crate::components::status_mark::{Mark, StatusMark};

/// A group of radio buttons, side by side, or one below the other where it is narrow. The arrow keys
/// move within it, as in every group of radio buttons.
#[component]
pub fn Segmented<T>(
    /// What is asked for; the group's label.
    #[prop(into)]
    label: Signal<String>,
    /// What there is to choose from.
    options: Vec<ChoiceOption<T>>,
    /// What is chosen; `None` while nothing is.
    #[prop(into)]
    value: Signal<Option<T>>,
    /// Called with what was chosen.
    #[prop(into)]
    on_choose: Callback<T>,
    /// Whether it cannot be changed now.
    #[prop(optional, into)]
    disabled: Signal<bool>,
    /// Whether the label is only read out, because something else in sight says it.
    #[prop(optional)]
    quiet_label: bool,
) -> impl IntoView
where
    T: Clone + PartialEq + Send + Sync + 'static,
{
    let name = fresh_id("choice");
    let segments = options
        .into_iter()
        .map(|option| {
            let ChoiceOption {
                value: this,
                label,
                mark,
                key,
            } = option;
            let chosen = {
                let this = this.clone();
                Signal::derive(move || value.with(|value| value.as_ref() == Some(&this)))
            };
            let choose = Callback::new(move |()| on_choose.run(this.clone()));
            segment(name.clone(), label, mark, key, chosen, choose, disabled)
        })
        .collect_view();
    let legend = if quiet_label {
        "visually-hidden"
    } else {
        "eyebrow"
    };
    view! {
        <fieldset class="segmented">
            <legend class=legend>{move || label.get()}</legend>
            <div class="segmented-bar">{segments}</div>
        </fieldset>
    }
}

fn segment(
    name: String,
    label: String,
    mark: Option<Mark>,
    key: Option<char>,
    chosen: Signal<bool>,
    choose: Callback<()>,
    disabled: Signal<bool>,
) -> AnyView {
    let class = move || {
        let tone = mark.map(Mark::word).unwrap_or("plain");
        if chosen.get() {
            format!("segment segment-{tone} segment-chosen")
        } else {
            format!("segment segment-{tone}")
        }
    };
    let words = label.clone();
    view! {
        <label class=class>
            <input
                class="visually-hidden"
                type="radio"
                name=name
                prop:checked=move || chosen.get()
                disabled=move || disabled.get()
                aria-keyshortcuts=key.map(String::from)
                on:change=move |_| choose.run(())
            />
            {mark.map(|mark| view! {
                <span class="segment-mark" aria-hidden="true"><StatusMark mark text=words /></span>
            })}
            <span class="segment-words">{label}</span>
            {key.map(|key| view! { <Kbd caps=vec![key.to_string()] /> })}
        </label>
    }
    .into_any()
}
