//! One of several, as the browser's own list.

use leptos::prelude::*;

use super::frame::Frame;

/// One line of a [`SelectField`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SelectOption {
    /// What is told when it is chosen.
    pub value: String,
    /// What is shown.
    pub label: String,
}

impl SelectOption {
    /// A line of a list.
    pub fn new(value: impl Into<String>, label: impl Into<String>) -> Self {
        Self {
            value: value.into(),
            label: label.into(),
        }
    }
}

/// A list to choose one from.
#[component]
pub fn SelectField(
    /// What is asked for.
    #[prop(into)]
    label: Signal<String>,
    /// What there is to choose from.
    #[prop(into)]
    options: Signal<Vec<SelectOption>>,
    /// The value that is chosen.
    #[prop(into)]
    value: Signal<String>,
    /// Called with the value that was chosen.
    #[prop(into)]
    on_change: Callback<String>,
    /// A line below the field.
    #[prop(optional, into)]
    hint: Option<Signal<String>>,
    /// What is wrong with it.
    #[prop(optional, into)]
    error: Signal<Option<String>>,
    /// Whether it cannot be changed now.
    #[prop(optional, into)]
    disabled: Signal<bool>,
) -> impl IntoView {
    let frame = Frame::new(label, hint, error);
    let control = view! {
        <select
            class="field-control field-select"
            id=frame.id.clone()
            disabled=move || disabled.get()
            aria-describedby=frame.described_by()
            aria-invalid=frame.invalid()
            on:change=move |event| {
                on_change.try_run(event_target_value(&event));
            }
        >
            {move || {
                options
                    .get()
                    .into_iter()
                    .map(|option| {
                        let this = option.value.clone();
                        view! {
                            <option value=option.value prop:selected=move || value.get() == this>
                                {option.label}
                            </option>
                        }
                    })
                    .collect_view()
            }}
        </select>
    };
    frame.around(control)
}
