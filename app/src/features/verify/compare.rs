//! Comparing a fingerprint that a file has with the one that the user was told, before somebody counts as known.

use assay_dossier::Compared;
use leptos::prelude::*;

use crate::{
    components::{Button, ButtonKind, TextField},
    words::known::Asked,
};

/// The way to mark somebody as known.
#[component]
pub(super) fn Compare(
    /// What is asked, and of whom.
    asked: Asked,
    /// Holds what the user was told against what the file has.
    #[prop(into)]
    compare: Callback<String, Compared>,
    /// Called with how the user was told, when it is the same.
    #[prop(into)]
    on_same: Callback<String>,
) -> impl IntoView {
    let open = RwSignal::new(false);
    let (told, why) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let problem = RwSignal::new(None::<String>);
    let remember = move || match compare.run(told.get_untracked()) {
        Compared::TooShort => problem.set(Some(asked.too_short.to_owned())),
        Compared::Different => problem.set(Some(asked.different.to_owned())),
        Compared::Same => on_same.run(why.get_untracked().trim().to_owned()),
    };
    view! {
        <Show
            when=move || open.get()
            fallback=move || view! { <Button on_press=move || open.set(true)>{asked.begin}</Button> }
        >
            <form
                class="verify-compare"
                on:submit=move |event| {
                    event.prevent_default();
                    remember();
                }
            >
                <p>{asked.how}</p>
                <TextField
                    label=Signal::stored(asked.label.to_owned())
                    value=told
                    on_input=move |text| {
                        problem.set(None);
                        told.set(text);
                    }
                    hint=Signal::stored(asked.hint.to_owned())
                    error=problem
                />
                <TextField
                    label="How you were told"
                    value=why
                    on_input=move |text| why.set(text)
                    hint="For yourself: by telephone, from a card, in person"
                    longest=500_usize
                />
                <div class="cluster">
                    <Button kind=ButtonKind::Primary submit=true>"Compare and mark as known"</Button>
                    <Button on_press=move || open.set(false)>"Cancel"</Button>
                </div>
            </form>
        </Show>
    }
}
