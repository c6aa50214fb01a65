//! Fields for text, dates and passphrases.

use leptos::prelude::*;

use super::{
    frame::Frame,
    length::Length,
    own_element::OwnElement,
    unread::{Keeper, Unread},
};
use crate::words::one_line;

/// One line of text. A tab or a line break that is pasted into it becomes a space.
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
    /// The most characters that fit. The field takes more, and says that they are too many: nothing
    /// that was entered is cut.
    #[prop(optional, into)]
    longest: Option<usize>,
) -> impl IntoView {
    let value = Memo::new(move |_| value.get());
    let length = Length::of(longest, value);
    let frame = Frame::new(label, hint, error).with_length(length);
    let element = OwnElement::of(frame.id.clone(), value);
    let own = frame.clone();
    let control = element.draw(move |text| {
        let (id, placeholder) = (own.id.clone(), placeholder.clone());
        view! {
            <input
                class="field-control"
                type="text"
                dir="auto"
                id=own.id.clone()
                prop:value=text
                placeholder=placeholder
                required=required
                disabled=move || disabled.get()
                autocomplete="off"
                aria-describedby=own.described_by()
                aria-invalid=own.invalid()
                on:input=move |event| {
                    let typed = event_target_value(&event);
                    let line = one_line(&typed);
                    length.measure(&line);
                    if line != typed {
                        element.say(&id, &line);
                    }
                    tell(on_input, line);
                }
                on:change=move |event| tell(on_commit, one_line(&event_target_value(&event)))
            />
        }
    });
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
    /// The most characters that fit. The field takes more, and says that they are too many.
    #[prop(optional, into)]
    longest: Option<usize>,
) -> impl IntoView {
    let value = Memo::new(move |_| value.get());
    let length = Length::of(longest, value);
    let frame = Frame::new(label, hint, error).with_length(length);
    let own = frame.clone();
    let control = OwnElement::of(frame.id.clone(), value).draw(move |text| {
        view! {
            <textarea
                class="field-control field-area"
                dir="auto"
                id=own.id.clone()
                rows=rows.to_string()
                prop:value=text
                required=required
                disabled=move || disabled.get()
                aria-describedby=own.described_by()
                aria-invalid=own.invalid()
                on:input=move |event| {
                    let text = event_target_value(&event);
                    length.measure(&text);
                    tell(on_input, text);
                }
                on:change=move |event| tell(on_commit, event_target_value(&event))
            ></textarea>
        }
    });
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
    #[prop(optional, into)]
    required: Signal<bool>,
    /// A line below the field.
    #[prop(default = None)]
    hint: Option<Signal<String>>,
    /// What is wrong with it.
    #[prop(optional, into)]
    error: Signal<Option<String>>,
    /// Whether it cannot be changed now.
    #[prop(optional, into)]
    disabled: Signal<bool>,
    /// Who knows of a day that was left half entered, or that the owner of the field refused.
    #[prop(optional)]
    keeper: Keeper,
) -> impl IntoView {
    let input = NodeRef::<leptos::html::Input>::new();
    let error = Signal::derive(move || {
        let half = keeper.get().map(|half| half.why);
        half.or_else(|| error.get())
    });
    // No browser tells what a half entered day says, so it goes with its field.
    on_cleanup(move || keeper.set(None));
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
            keeper.set(None);
            if !(required.try_get_untracked().unwrap_or(false) && day.is_empty()) {
                on_change.try_run(day);
            }
        }
    };
    let leave = move || {
        let half = is_half();
        let was_half = || {
            let kept = keeper.get_untracked();
            kept.is_some_and(|kept| kept.why == HALF_A_DAY)
        };
        if half {
            keeper.set(Some(Unread {
                text: String::new(),
                why: HALF_A_DAY.to_owned(),
            }));
        } else if was_half() {
            // What the owner of the field refused stays refused when the field is left.
            keeper.set(None);
        }
        if required.try_get_untracked().unwrap_or(false)
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
            aria-required=move || required.get().then_some("true")
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
    let frame = Frame::new(label, hint, error).answering();
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
