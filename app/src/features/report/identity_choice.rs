//! Which of the identities on this device signs.

use assay_seal::StoredIdentity;
use leptos::{prelude::*, task::spawn_local};

use crate::{
    components::{ButtonKind, Icon, LinkButton, SelectField, field::SelectOption},
    desk::use_desk,
    route::Route,
    words,
};

/// The identities of this device, and which of them is chosen. A handle: copies are the same.
#[derive(Clone, Copy)]
pub struct IdentityChoice {
    list: StoredValue<Vec<StoredIdentity>>,
    chosen: RwSignal<String>,
}

impl IdentityChoice {
    fn of(list: Vec<StoredIdentity>) -> Self {
        let first = list.first().map(|one| one.fingerprint().to_string());
        Self {
            list: StoredValue::new(list),
            chosen: RwSignal::new(first.unwrap_or_default()),
        }
    }

    /// The one that is chosen; followed.
    #[must_use]
    pub fn get(self) -> Option<StoredIdentity> {
        let chosen = self.chosen.get();
        self.list.with_value(|list| {
            list.iter()
                .find(|one| one.fingerprint().to_string() == chosen)
                .cloned()
        })
    }
}

/// Draws a form for one of the identities of this device, or the way to the first one.
pub fn with_identities<V: IntoView + 'static>(
    form: impl Fn(IdentityChoice) -> V + Send + 'static,
) -> impl IntoView {
    let desk = use_desk();
    let identities = RwSignal::new(None::<Result<Vec<StoredIdentity>, String>>);
    spawn_local(async move {
        let read = desk.identities().await.map_err(|error| error.to_string());
        let _room_left = identities.try_set(Some(read));
    });
    move || {
        match identities.get() {
        None => view! { <p role="status">"Reading the identities on this device\u{2026}"</p> }.into_any(),
        Some(Err(error)) => view! { <p class="report-problem" role="alert">{error}</p> }.into_any(),
        Some(Ok(list)) if list.is_empty() => view! {
            <p class="report-first">"There is no identity on this device yet. Create one with your name and a passphrase, or import a key."</p>
            <div class="cluster">
                <LinkButton kind=ButtonKind::Primary icon=Icon::Identities href=Route::Identities.fragment()>
                    "Create an identity"
                </LinkButton>
            </div>
        }
        .into_any(),
        Some(Ok(list)) => form(IdentityChoice::of(list)).into_any(),
    }
    }
}

/// The field in which the identity is chosen, with its fingerprint.
#[component]
pub fn IdentityField(choice: IdentityChoice) -> impl IntoView {
    let IdentityChoice { list, chosen } = choice;
    let options: Vec<SelectOption> = list.with_value(|list| {
        let option = |one: &StoredIdentity| SelectOption {
            value: one.fingerprint().to_string(),
            label: words::verify::signer(one.name(), one.organisation()),
        };
        list.iter().map(option).collect()
    });
    view! {
        <SelectField label="Identity" options=Signal::stored(options) value=chosen on_change=move |value| chosen.set(value) />
        <p class="report-fingerprint">"Fingerprint " <span class="mono">{move || chosen.get()}</span></p>
    }
}
