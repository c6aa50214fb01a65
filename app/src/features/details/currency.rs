//! What all amounts are counted in: a currency of ISO 4217, or a unit of the assessor's own.

use assay_assessment::{Currency, Edit, Whose};
use leptos::prelude::*;

use super::currency_draft::CurrencyDraft;
use crate::{
    components::{Button, Keeper, SelectField, TextField, Unread, field::SelectOption},
    features::keeping::keeper_of,
    words::sentence,
    workbench::{Workbench, use_workbench},
};

/// What is being chosen, and why it is not written.
#[derive(Clone, Copy)]
struct Choosing {
    workbench: Workbench,
    draft: RwSignal<CurrencyDraft>,
    /// Keeps a choice that cannot be written, and why.
    entry: Keeper,
}

impl Choosing {
    /// Changes the choice, and writes it once it is a currency that every amount can be counted in.
    fn change(self, change: impl FnOnce(&mut CurrencyDraft)) {
        self.workbench.flush_typing();
        self.draft.update(change);
        let checked = self.workbench.with_untracked(|assessment| {
            let standing = assessment.scales().currency();
            let currency = self.draft.with_untracked(|draft| draft.check(standing))?;
            let edit = Edit::SetCurrency { currency };
            // Tried on a copy, so that what stands in the way is told at the field.
            let _undo = edit
                .clone()
                .apply(&mut assessment.clone(), self.workbench.catalog())
                .map_err(|error| sentence(&error.to_string()))?;
            Ok(edit)
        });
        match checked {
            Ok(edit) => {
                self.entry.set(None);
                // The workbench tells the user what it refuses.
                _ = self.workbench.perform(edit);
            }
            Err(why) => self.entry.set(Some(Unread {
                text: self.draft.with_untracked(CurrencyDraft::write),
                why,
            })),
        }
    }

    /// Why the choice cannot be written.
    fn problem(self) -> Signal<Option<String>> {
        Signal::derive(move || self.entry.get().map(|unread| unread.why))
    }
}

/// The fields for the currency.
#[component]
pub(super) fn CurrencyFields(
    /// Whether it cannot be changed now.
    disabled: Signal<bool>,
) -> impl IntoView {
    let workbench = use_workbench();
    let written = workbench.memo(|assessment| CurrencyDraft::of(assessment.scales().currency()));
    let entry = keeper_of(workbench, "Currency", Whose::Assessment);
    let kept = entry
        .get_untracked()
        .and_then(|unread| CurrencyDraft::read(&unread.text));
    let draft = RwSignal::new(kept.unwrap_or_else(|| written.get_untracked()));
    let set_back = move || {
        entry.set(None);
        draft.set(written.get_untracked());
    };
    Effect::new(move |before: Option<CurrencyDraft>| {
        let now = written.get();
        if before.is_some_and(|before| before != now) {
            set_back();
        }
        now
    });
    let choosing = Choosing {
        workbench,
        draft,
        entry,
    };
    let own = Memo::new(move |_| draft.with(|draft| draft.own));
    let kinds = [("iso", "Currency of ISO 4217"), ("own", "Unit of your own")];
    let kinds = kinds
        .map(|(value, label)| SelectOption::new(value, label))
        .to_vec();
    view! {
        <div class="details-currency">
            <SelectField
                label="Amounts are in a"
                hint="No amount is exchanged at a rate, and none is rounded."
                options=Signal::stored(kinds)
                value=Signal::derive(move || if own.get() { "own" } else { "iso" }.to_owned())
                on_change=move |kind: String| choosing.change(|draft| draft.own = kind == "own")
                disabled
            />
            <Show
                when=move || own.get()
                fallback=move || view! { <ListedCurrency choosing disabled /> }
            >
                <OwnUnit choosing disabled />
            </Show>
        </div>
        <div class="details-unwritten" role="status">
            <Show when=move || draft.get() != written.get()>
                <p>"This currency is not saved yet. Until then amounts are in the one before."</p>
                <Button on_press=set_back>"Set it back"</Button>
            </Show>
        </div>
    }
}

#[component]
fn ListedCurrency(choosing: Choosing, disabled: Signal<bool>) -> impl IntoView {
    let draft = choosing.draft;
    let options = Memo::new(move |_| {
        let nothing = draft.with(|draft| draft.code.is_empty());
        let nothing = nothing.then(|| SelectOption::new("", "Choose"));
        let codes = Currency::iso_4217_codes();
        let codes = codes.into_iter().map(|code| SelectOption::new(code, code));
        nothing.into_iter().chain(codes).collect::<Vec<_>>()
    });
    view! {
        <SelectField
            label="Currency"
            hint=Signal::derive(move || {
                draft.with(CurrencyDraft::decimals_words).unwrap_or_default()
            })
            options
            value=Signal::derive(move || draft.with(|draft| draft.code.clone()))
            on_change=move |code: String| choosing.change(|draft| draft.code = code)
            error=choosing.problem()
            disabled
        />
    }
}

#[component]
fn OwnUnit(choosing: Choosing, disabled: Signal<bool>) -> impl IntoView {
    let draft = choosing.draft;
    let decimals: Vec<_> = (0..=Currency::MOST_DECIMALS)
        .map(|decimals| SelectOption::new(decimals.to_string(), decimals.to_string()))
        .collect();
    view! {
        <TextField
            label="Name of the unit"
            hint="1 to 8 letters and digits, such as ETH or USDC."
            value=Signal::derive(move || draft.with(|draft| draft.unit.clone()))
            on_commit=move |text: String| {
                choosing.change(|draft| draft.unit = text.trim().to_owned());
            }
            error=choosing.problem()
            disabled
        />
        <SelectField
            label="Decimals"
            hint="How many digits an amount may have after the point."
            options=Signal::stored(decimals)
            value=Signal::derive(move || draft.with(|draft| draft.decimals.to_string()))
            on_change=move |text: String| {
                if let Ok(decimals) = text.parse() {
                    choosing.change(|draft| draft.decimals = decimals);
                }
            }
            disabled
        />
    }
}
