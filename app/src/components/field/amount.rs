//! Amounts of money and probabilities: whole numbers of the smallest unit, shown as decimals.

use leptos::prelude::*;

use super::{
    decimal::{format_amount, parse_amount},
    frame::Frame,
    own_element::OwnElement,
    unread::{Keeper, Unread},
};

/// An amount of money, in whole minor units of the currency.
#[component]
pub fn MoneyField(
    /// What is asked for.
    #[prop(into)]
    label: Signal<String>,
    /// The currency's code, shown before the amount.
    #[prop(into)]
    currency: Signal<String>,
    /// How many decimals the currency has: 2 for cents, 0 for yen.
    #[prop(into)]
    decimals: Signal<u8>,
    /// The amount in minor units; `None` for an empty field.
    #[prop(into)]
    value: Signal<Option<u64>>,
    /// Called with the amount when the field is left or Enter is pressed, if it has changed.
    #[prop(into)]
    on_change: Callback<Option<u64>>,
    /// The most that can be entered, in minor units.
    #[prop(default = 10_000_000_000_000)]
    most: u64,
    /// A line below the field.
    #[prop(optional, into)]
    hint: Option<Signal<String>>,
    /// What is wrong with the amount; what is typed and is no amount is said by the field itself.
    #[prop(optional, into)]
    error: Signal<Option<String>>,
    /// Whether it cannot be changed now.
    #[prop(optional, into)]
    disabled: Signal<bool>,
    /// Who keeps what was entered and is no amount.
    #[prop(optional)]
    keeper: Keeper,
) -> impl IntoView {
    view! {
        <AmountField
            label
            before=currency
            after=""
            decimals
            value
            on_change
            most
            hint=hint
            error
            disabled
            keeper
        />
    }
}

/// How many there are of something.
#[component]
pub fn CountField(
    /// What is asked for.
    #[prop(into)]
    label: Signal<String>,
    /// The number; `None` for an empty field.
    #[prop(into)]
    value: Signal<Option<u32>>,
    /// Called with the number when the field is left or Enter is pressed, if it has changed.
    #[prop(into)]
    on_change: Callback<Option<u32>>,
    /// Whether it cannot be changed now.
    #[prop(optional, into)]
    disabled: Signal<bool>,
    /// Who keeps what was entered and is no number.
    #[prop(optional)]
    keeper: Keeper,
) -> impl IntoView {
    // The field takes no more than fits.
    let change = Callback::new(move |count: Option<u64>| {
        on_change.run(count.and_then(|count| u32::try_from(count).ok()));
    });
    view! {
        <AmountField
            label
            before=""
            after=""
            decimals=0_u8
            value=Signal::derive(move || value.get().map(u64::from))
            on_change=change
            most=u64::from(u32::MAX)
            hint=None
            error=Signal::stored(None)
            disabled
            keeper
        />
    }
}

/// A probability in per cent, kept in whole basis points: 10000 is certain.
#[component]
pub fn PercentField(
    /// What is asked for.
    #[prop(into)]
    label: Signal<String>,
    /// The probability in basis points; `None` for an empty field.
    #[prop(into)]
    value: Signal<Option<u64>>,
    /// Called with the basis points when the field is left or Enter is pressed, if they have changed.
    #[prop(into)]
    on_change: Callback<Option<u64>>,
    /// A line below the field.
    #[prop(optional, into)]
    hint: Option<Signal<String>>,
    /// What is wrong with the amount; what is typed and is no amount is said by the field itself.
    #[prop(optional, into)]
    error: Signal<Option<String>>,
    /// Whether it cannot be changed now.
    #[prop(optional, into)]
    disabled: Signal<bool>,
    /// Who keeps what was entered and is no amount.
    #[prop(optional)]
    keeper: Keeper,
) -> impl IntoView {
    view! {
        <AmountField
            label
            before=""
            after="%"
            decimals=2
            value
            on_change
            most=10_000
            hint=hint
            error
            disabled
            keeper
        />
    }
}

/// The common part: a text that is read when the field is left, and put back into shape.
#[component]
fn AmountField(
    label: Signal<String>,
    #[prop(into)] before: Signal<String>,
    #[prop(into)] after: Signal<String>,
    #[prop(into)] decimals: Signal<u8>,
    value: Signal<Option<u64>>,
    on_change: Callback<Option<u64>>,
    most: u64,
    hint: Option<Signal<String>>,
    error: Signal<Option<String>>,
    disabled: Signal<bool>,
    keeper: Keeper,
) -> impl IntoView {
    let shaped = move |units: Option<u64>, decimals: u8| {
        units
            .map(|units| format_amount(units, decimals))
            .unwrap_or_default()
    };
    Effect::new(move |before: Option<Option<u64>>| {
        let now = value.get();
        // What could not be read was meant to take the place of another amount.
        if before.is_some_and(|before| before != now) {
            keeper.set(None);
        }
        now
    });
    let error = Signal::derive(move || {
        let unread = keeper.get().map(|unread| unread.why);
        unread.or_else(|| error.get())
    });
    // What is being typed and cannot be read; while there is such a text it stays in the field.
    let text = Memo::new(move |_| match keeper.get() {
        Some(unread) => unread.text,
        None => shaped(value.get(), decimals.get()),
    });
    let frame = Frame::new(label, hint, error);
    let element = OwnElement::of(frame.id.clone(), text);
    let id = StoredValue::new(frame.id.clone());
    let commit = move |text: String| {
        // A field that is taken away tells of its change last, when its signals may be gone.
        let (Some(decimals), Some(before), Some(id)) = (
            decimals.try_get_untracked(),
            value.try_get_untracked(),
            id.try_get_value(),
        ) else {
            return;
        };
        match parse_amount(&text, decimals, most) {
            Ok(units) => {
                keeper.set(None);
                // The text is put into shape also where the amount stays the same, and nothing else
                // would draw the field again.
                element.say(&id, &shaped(units, decimals));
                if units != before {
                    on_change.try_run(units);
                }
            }
            Err(error) => keeper.set(Some(Unread {
                text,
                why: error.to_string(),
            })),
        }
    };
    let own = frame.clone();
    let control = element.draw(move |text| {
        view! {
            <input
                class="field-control numbers"
                type="text"
                inputmode="decimal"
                id=own.id.clone()
                prop:value=text
                disabled=move || disabled.get()
                autocomplete="off"
                aria-describedby=own.described_by()
                aria-invalid=own.invalid()
                on:change=move |event| commit(event_target_value(&event))
            />
        }
    });
    frame.around(view! {
        <div class="field-affixed">
            <span class="field-affix" aria-hidden="true">{move || before.get()}</span>
            {control}
            <span class="field-affix" aria-hidden="true">{move || after.get()}</span>
        </div>
    })
}
