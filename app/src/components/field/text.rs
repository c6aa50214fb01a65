//! Fields for text, dates and passphrases.

use leptos::prelude::*;

use super::frame::Frame;

/// One line of text.
#[component]
pub fn TextField(
    /// What is asked for.
    #[prop(into)]
    label: Signal<String>,
    /// What is entered.
    #[prop(into)]
    value: Signal<String>,
    /// Called with the text at every key.
    #[prop(optional, into)]
    on_input: Option<Callback<String>>,
    /// Called with the text when the field is left or Enter is pressed, if it has changed.
    #[prop(optional, into)]
    on_commit: Option<Callback<String>>,
    /// A line below the field.
    #[prop(optional, into)]
    hint: Option<Signal<String>>,
    /// What is wrong with it.
    #[prop(optional, into)]
    error: Signal<Option<String>>,
    /// An example, shown while the field is empty.
    #[prop(optional, into)]
    placeholder: Option<String>,
    /// Whether the assessment cannot do without it.
    #[prop(optional)]
    required: bool,
    /// Whether it cannot be changed now.
    #[prop(optional, into)]
    disabled: Signal<bool>,
    /// The most characters that it takes.
    #[prop(optional, into)]
    longest: Option<u32>,
) -> impl IntoView {
    let frame = Frame::new(label, hint, error);
    let control = view! {
        <input
            class="field-control"
            type="text"
            id=frame.id.clone()
            prop:value=move || value.get()
            placeholder=placeholder
            required=required
            disabled=move || disabled.get()
            maxlength=longest.map(|longest| longest.to_string())
            autocomplete="off"
            aria-describedby=frame.described_by()
            aria-invalid=frame.invalid()
            on:input=move |event| tell(on_input, event_target_value(&event))
            on:change=move |event| tell(on_commit, event_target_value(&event))
        />
    };
    frame.around(control)
}

/// Several lines of text.
#[component]
pub fn TextArea(
    /// What is asked for.
    #[prop(into)]
    label: Signal<String>,
    /// What is entered.
    #[prop(into)]
    value: Signal<String>,
    /// Called with the text at every key.
    #[prop(optional, into)]
    on_input: Option<Callback<String>>,
    /// Called with the text when the field is left, if it has changed.
    #[prop(optional, into)]
    on_commit: Option<Callback<String>>,
    /// A line below the field.
    #[prop(optional, into)]
    hint: Option<Signal<String>>,
    /// What is wrong with it.
    #[prop(optional, into)]
    error: Signal<Option<String>>,
    /// How many lines it shows.
    #[prop(default = 3)]
    rows: u8,
    /// Whether the assessment cannot do without it.
    #[prop(optional)]
    required: bool,
    /// Whether it cannot be changed now.
    #[prop(optional, into)]
    disabled: Signal<bool>,
) -> impl IntoView {
    let frame = Frame::new(label, hint, error);
    let control = view! {
        <textarea
            class="field-control field-area"
            id=frame.id.clone()
            rows=rows.to_string()
            prop:value=move || value.get()
            required=required
            disabled=move || disabled.get()
            aria-describedby=frame.described_by()
            aria-invalid=frame.invalid()
            on:input=move |event| tell(on_input, event_target_value(&event))
            on:change=move |event| tell(on_commit, event_target_value(&event))
        ></textarea>
    };
    frame.around(control)
}

/// What is said of a day that was left half entered.
const HALF_A_DAY: &str = "Enter the whole day, with a year from 1000 to 9999, or clear the field. What stood here before is kept.";

/// A day of the calendar, as `YYYY-MM-DD`; empty when there is none.
#[component]
pub fn DateField(
    /// What is asked for.
    #[prop(into)]
    label: Signal<String>,
    /// The day, or an empty text.
    #[prop(into)]
    value: Signal<String>,
    /// Called with the day, or an empty text when it was taken away.
    #[prop(into)]
    on_change: Callback<String>,
    /// Whether there is always a day: then taking it away is not told, and it stands here again as
    /// soon as the field is left.
    #[prop(optional)]
    required: bool,
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
    let input = NodeRef::<leptos::html::Input>::new();
    let half_entered = RwSignal::new(false);
    let error = Signal::derive(move || {
        let half = half_entered.get().then(|| HALF_A_DAY.to_owned());
        half.or_else(|| error.get())
    });
    let frame = Frame::new(label, hint, error);
    // While a day is typed piece by piece, browsers tell of empty texts and of the year 2 on the
    // way to 2026. Neither is meant, and to take them up would empty the field under the user.
    let is_half = move || {
        // Browsers also tell of the blur of a field that is just being taken away.
        input
            .try_get_untracked()
            .flatten()
            .is_some_and(|input| input.matches(":invalid").unwrap_or(false))
    };
    let change = move |day: String| {
        if !is_half() {
            half_entered.set(false);
            if !(required && day.is_empty()) {
                on_change.try_run(day);
            }
        }
    };
    let leave = move || {
        let half = is_half();
        _ = half_entered.try_set(half);
        if required
            && !half
            && let (Some(Some(input)), Some(day)) =
                (input.try_get_untracked(), value.try_get_untracked())
        {
            input.set_value(&day);
        }
    };
    let control = view! {
        <input
            class="field-control field-date"
            node_ref=input
            type="date"
            id=frame.id.clone()
            min="1000-01-01"
            max="9999-12-31"
            prop:value=move || value.get()
            disabled=move || disabled.get()
            aria-required=required.then_some("true")
            aria-describedby=frame.described_by()
            aria-invalid=frame.invalid()
            on:change=move |event| change(event_target_value(&event))
            on:blur=move |_| leave()
        />
    };
    frame.around(control)
}

/// A passphrase: shown as dots, kept by no browser.
#[component]
pub fn PasswordField(
    /// What is asked for.
    #[prop(into)]
    label: Signal<String>,
    /// What is entered.
    #[prop(into)]
    value: Signal<String>,
    /// Called with the text at every key.
    #[prop(into)]
    on_input: Callback<String>,
    /// A line below the field.
    #[prop(optional, into)]
    hint: Option<Signal<String>>,
    /// What is wrong with it.
    #[prop(optional, into)]
    error: Signal<Option<String>>,
    /// Whether a new passphrase is chosen here, rather than a known one entered.
    #[prop(optional)]
    new: bool,
) -> impl IntoView {
    let frame = Frame::new(label, hint, error);
    let control = view! {
        <input
            class="field-control"
            type="password"
            id=frame.id.clone()
            prop:value=move || value.get()
            autocomplete=if new { "new-password" } else { "current-password" }
            spellcheck="false"
            aria-describedby=frame.described_by()
            aria-invalid=frame.invalid()
            on:input=move |event| on_input.run(event_target_value(&event))
        />
    };
    frame.around(control)
}

fn tell(callback: Option<Callback<String>>, text: String) {
    if let Some(callback) = callback {
        // A field that is taken away tells of its change last, when whoever made the callback may be
        // gone.
        callback.try_run(text);
    }
}
