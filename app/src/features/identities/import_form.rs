//! Taking in a key that was made elsewhere.

use assay_seal::{
    StoredIdentity, UnixMillis,
    identity::{ImportKeyError, import_private_key},
};
use leptos::{prelude::*, task::spawn_local};

use super::create_form::{keep, passphrase_problem};
use crate::{
    browser::{
        Cancellation, clock,
        files::{self, HowMany, PickedFile},
        random, timers,
    },
    components::{Button, ButtonKind, FileDrop, PasswordField, TextField},
    desk::use_desk,
    shell::Notices,
};

/// A key file, its passphrase, and the new name and passphrase.
#[component]
pub(super) fn ImportForm(
    /// Called after the identity is on disk.
    on_change: Callback<()>,
) -> impl IntoView {
    let (desk, notices) = (use_desk(), Notices::from_context());
    let key = RwSignal::new(None::<(String, Vec<u8>)>);
    let file_passphrase = RwSignal::new(String::new());
    let name = RwSignal::new(String::new());
    let organisation = RwSignal::new(String::new());
    let passphrase = RwSignal::new(String::new());
    let again = RwSignal::new(String::new());
    let problem = RwSignal::new(None::<String>);
    let busy = RwSignal::new(false);
    let take = UnsyncCallback::new(move |picked: Vec<PickedFile>| {
        spawn_local(async move {
            let Some(file) = picked.into_iter().next() else {
                return;
            };
            match files::read(&file, |_| {}, &Cancellation::new()).await {
                Ok(content) => {
                    problem.set(None);
                    key.set(Some((file.name(), content.bytes)));
                }
                Err(error) => problem.set(Some(error.to_string())),
            }
        });
    });
    let import = move || {
        let Some((_, bytes)) = key.get_untracked() else {
            return;
        };
        problem.set(passphrase_problem(
            &passphrase.read_untracked(),
            &again.read_untracked(),
        ));
        if busy.get_untracked() || problem.with_untracked(Option::is_some) {
            return;
        }
        busy.set(true);
        // Read now: after a wait the room may be left, and its fields gone.
        let typed =
            [file_passphrase, name, organisation, passphrase].map(|field| field.get_untracked());
        spawn_local(async move {
            timers::sleep(30).await;
            let [
                file_passphrase_typed,
                name_typed,
                organisation_typed,
                passphrase_typed,
            ] = &typed;
            let made = make(
                &bytes,
                file_passphrase_typed,
                name_typed,
                organisation_typed,
                passphrase_typed,
            );
            match keep(desk, made).await {
                Ok(identity) => {
                    for field in [file_passphrase, name, organisation, passphrase, again] {
                        let _room_left = field.try_set(String::new());
                    }
                    let _room_left = key.try_set(None);
                    notices.done(format!(
                        "Identity \u{201c}{}\u{201d} imported.",
                        identity.name()
                    ));
                    on_change.try_run(());
                }
                Err(error) => _ = problem.try_set(Some(error)),
            }
            let _room_left = busy.try_set(false);
        });
    };
    view! {
        <FileDrop label="PKCS#8, SEC1 or OpenSSH, P-256" button="Choose a key file" how_many=HowMany::One on_files=take />
        {move || problem.get().map(|text| view! { <p class="identities-problem" role="alert">{text}</p> })}
        <Show when=move || key.read().is_some()>
            <form
                class="identities-form"
                on:submit=move |event| {
                    event.prevent_default();
                    import();
                }
            >
                <p>{move || key.get().map(|(file, _)| format!("Key file: {file}"))}</p>
                <PasswordField
                    label="Passphrase of the file"
                    hint="Empty when the file is not encrypted."
                    value=file_passphrase
                    on_input=move |text| file_passphrase.set(text)
                />
                <TextField label="Name" value=name on_input=move |text| name.set(text) required=true />
                <TextField label="Organisation" value=organisation on_input=move |text| organisation.set(text) />
                <PasswordField label="New passphrase" value=passphrase on_input=move |text| passphrase.set(text) new=true />
                <PasswordField label="New passphrase again" value=again on_input=move |text| again.set(text) new=true />
                <Button
                    kind=ButtonKind::Primary
                    disabled=Signal::derive(move || busy.get() || name.read().trim().is_empty())
                    on_press=import
                >
                    {move || if busy.get() { "Importing\u{2026}" } else { "Import the key" }}
                </Button>
            </form>
        </Show>
    }
}

fn make(
    bytes: &[u8],
    file_passphrase: &str,
    name: &str,
    organisation: &str,
    passphrase: &str,
) -> Result<StoredIdentity, String> {
    let given = (!file_passphrase.is_empty()).then_some(file_passphrase);
    let key = import_private_key(bytes, given).map_err(|error| match error {
        ImportKeyError::WrongPassphrase => "Wrong passphrase of the file.".to_owned(),
        other => format!("Not imported: {other}."),
    })?;
    let at = UnixMillis::new(clock::now()).map_err(|error| error.to_string())?;
    let identity = key
        .into_identity(name, organisation, at)
        .map_err(|error| error.to_string())?;
    let entropy = random::bytes().map_err(|error| error.to_string())?;
    identity
        .protect(passphrase, &entropy)
        .map_err(|error| error.to_string())
}
