//! Who signs, in which role, with which passphrase.

use assay_report::document::Role;
use assay_seal::StoredIdentity;
use leptos::{prelude::*, task::spawn_local};

use super::{
    font::{ChosenFont, FontChoice},
    produce::{SignedReport, produce},
};
use crate::{
    browser::timers,
    components::{
        Button, ButtonKind, ChoiceOption, Icon, LinkButton, PasswordField, Segmented, SelectField,
        field::SelectOption,
    },
    desk::use_desk,
    route::Route,
    workbench::{now, use_workbench},
};

/// The form that signs; what was signed goes into `signed`.
#[component]
pub(super) fn SignForm(
    /// What was signed last, in this visit to the room.
    signed: RwSignal<Option<SignedReport>>,
    /// A font for characters that the others lack.
    font: FontChoice,
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
        Some(Ok(list)) => view! { <Form list signed font /> }.into_any(),
    }
    }
}

#[component]
fn Form(
    list: Vec<StoredIdentity>,
    signed: RwSignal<Option<SignedReport>>,
    font: FontChoice,
) -> impl IntoView {
    let (workbench, desk) = (use_workbench(), use_desk());
    let chosen = RwSignal::new(
        list.first()
            .map(|one| one.fingerprint().to_string())
            .unwrap_or_default(),
    );
    let options: Vec<SelectOption> = list
        .iter()
        .map(|one| SelectOption {
            value: one.fingerprint().to_string(),
            label: match one.organisation() {
                "" => one.name().to_owned(),
                organisation => format!("{}, {organisation}", one.name()),
            },
        })
        .collect();
    let list = StoredValue::new(list);
    let role = RwSignal::new(Role::Assessor);
    let passphrase = RwSignal::new(String::new());
    let problem = RwSignal::new(None::<String>);
    let busy = RwSignal::new(false);
    let roles: Vec<ChoiceOption<Role>> = [Role::Assessor, Role::Operator, Role::Reviewer]
        .map(|role| ChoiceOption::new(role, role.label()))
        .into();

    let sign = move || {
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        problem.set(None);
        workbench.flush_typing();
        let stored = list.with_value(|list| {
            let chosen = chosen.get_untracked();
            list.iter()
                .find(|one| one.fingerprint().to_string() == chosen)
                .cloned()
        });
        let (typed, role) = (passphrase.get_untracked(), role.get_untracked());
        let font = font.get_untracked();
        spawn_local(async move {
            // The key is derived with 600,000 rounds; the page says what it does before it stands still.
            timers::sleep(30).await;
            // Who has left the room since then signs nothing, and the room's fields are gone.
            if busy.is_disposed() || workbench.is_put_away() {
                return;
            }
            let unlocked = stored
                .ok_or_else(|| "choose who signs".to_owned())
                .and_then(|stored| stored.unlock(&typed).map_err(|error| error.to_string()));
            let produced = unlocked.and_then(|identity| {
                let font = font.as_ref().map(|font| &*font.bytes);
                let produced = workbench
                    .with_record_untracked(|record| produce(record, &identity, role, now(), font))
                    .map_err(|error| error.to_string());
                produced.map(|report| (report, identity.fingerprint()))
            });
            match produced {
                Ok((report, fingerprint)) => {
                    passphrase.set(String::new());
                    signed.set(Some(report));
                    // Which identity comes first next time is a convenience only.
                    let _convenience = desk.remember_signing(fingerprint).await;
                }
                Err(error) => problem.set(Some(sentence(&error))),
            }
            let _room_left = busy.try_set(false);
        });
    };

    view! {
        <form
            class="report-sign"
            on:submit=move |event| {
                event.prevent_default();
                sign();
            }
        >
            <SelectField label="Identity" options=Signal::stored(options) value=chosen on_change=move |value| chosen.set(value) />
            <p class="report-fingerprint">"Fingerprint " <span class="mono">{move || chosen.get()}</span></p>
            <Segmented
                label="Signs as"
                options=roles
                value=Signal::derive(move || Some(role.get()))
                on_choose=move |chosen| role.set(chosen)
            />
            <ChosenFont font />
            <PasswordField
                label="Passphrase"
                value=passphrase
                on_input=move |text| passphrase.set(text)
                error=problem
            />
            <div class="cluster">
                <Button
                    kind=ButtonKind::Primary
                    icon=Icon::Report
                    disabled=Signal::derive(move || busy.get() || passphrase.read().is_empty())
                    on_press=sign
                >
                    {move || if busy.get() { "Signing\u{2026}" } else { "Sign the report" }}
                </Button>
                <LinkButton href=Route::Identities.fragment()>"Identities"</LinkButton>
            </div>
            <p class="report-quiet">
                "The time of signing is what this device's clock says; no third party attests it."
            </p>
        </form>
    }
}

/// An error's words as a sentence.
pub(super) fn sentence(text: &str) -> String {
    let mut characters = text.chars();
    let start: String = characters
        .next()
        .map(|first| first.to_uppercase().collect())
        .unwrap_or_default();
    let end = if text.ends_with('.') { "" } else { "." };
    format!("{start}{}{end}", characters.as_str())
}
