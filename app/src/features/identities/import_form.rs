//! Taking in a key that was made elsewhere.

use assay_jobs::{ImportKey, ImportRefused, InspectKey, KeyCertificate, ReadKeyCertificate};
use assay_seal::{
    StoredIdentity, UnixMillis,
    identity::{ImportKeyError, KeyFile, MAX_KEY_FILE_BYTES},
};
use leptos::{prelude::*, task::spawn_local};

use super::create_form::{PassphraseProblem, keep};
use crate::{
    beside,
    browser::{
        Cancellation, clock,
        files::{self, HowMany, PickedFile},
        focus, random,
    },
    components::{Button, ButtonKind, CopyButton, FileDrop, PasswordField, TextField},
    desk::use_desk,
    features::{
        handed_over::{HandedOver, kind_of},
        taken::Taken,
    },
    route::Route,
    shell::Notices,
    words,
};

/// A key file, its passphrase, and the new name and passphrase.
#[component]
pub(super) fn ImportForm(
    /// Called after the identity is on disk.
    on_change: Callback<()>,
) -> impl IntoView {
    let (desk, notices) = (use_desk(), Notices::from_context());
    let key = RwSignal::new(None::<ChosenKey>);
    let refusal = RwSignal::new(None::<ImportKeyError>);
    let file_passphrase = RwSignal::new(String::new());
    let name = RwSignal::new(String::new());
    let organisation = RwSignal::new(String::new());
    let passphrase = RwSignal::new(String::new());
    let again = RwSignal::new(String::new());
    let problem = RwSignal::new(None::<String>);
    let busy = RwSignal::new(false);
    let handed_over = HandedOver::from_context();
    // What the certificate beside the key says, once it can be read.
    let certificate = RwSignal::new(None::<String>);
    // How many files were chosen: only the last one counts, whichever is looked at last.
    let chosen = StoredValue::new(0_u32);
    // What was proposed last: another key's certificate takes its place, and what was entered stays.
    let proposed = StoredValue::new([String::new(), String::new()]);
    // Proposes the names in the certificate where none were entered. Without a certificate, or with a passphrase that
    // does not open the file, there is nothing to propose; importing says what is wrong.
    let propose = move |bytes: Vec<u8>, file_passphrase: Option<String>| {
        let own = chosen.get_value();
        spawn_local(async move {
            let read = beside::perform_briefly(ReadKeyCertificate {
                bytes,
                file_passphrase,
            });
            let Ok(Ok(KeyCertificate {
                details: Some(details),
            })) = read.await
            else {
                return;
            };
            if chosen.try_get_value() != Some(own) {
                return;
            }
            certificate.set(Some(words::certificates::beside_key(
                &details.subject,
                &details.issuer,
            )));
            let found = [details.name, details.organisation].map(Option::unwrap_or_default);
            let before = proposed.get_value();
            for ((field, found), before) in [name, organisation].into_iter().zip(&found).zip(before)
            {
                if field.with_untracked(|text| text.is_empty() || *text == before) {
                    field.set(found.clone());
                }
            }
            proposed.set_value(found);
        });
    };
    let take = UnsyncCallback::new(move |picked: Vec<PickedFile>| {
        let Some(file) = picked.into_iter().next() else {
            return;
        };
        chosen.update_value(|count| *count += 1);
        let own = chosen.get_value();
        spawn_local(async move {
            // The file is looked at before anything is asked about it.
            let looked_at = look_at(&file).await;
            if chosen.try_get_value() != Some(own) {
                return;
            }
            if let Ok(Err(ImportKeyError::NotFound | ImportKeyError::TooLarge)) = looked_at {
                let kind = kind_of(&file).await;
                if handed_over.pass_on(&file, kind, &Route::Identities) {
                    return;
                }
            }
            let (chosen, refused, failed) = match looked_at {
                Ok(Ok(chosen)) => (Some(chosen), None, None),
                Ok(Err(error)) => (None, Some(error), None),
                Err(error) => (None, None, Some(error)),
            };
            if let Some(ChosenKey {
                bytes, encrypted, ..
            }) = &chosen
            {
                // A passphrase that stands there already is tried at once: nothing tells when it is entered again.
                let typed = file_passphrase.get_untracked();
                if !encrypted || !typed.is_empty() {
                    propose(bytes.clone(), Some(typed).filter(|_| *encrypted));
                }
            }
            let _room_left = certificate.try_set(None);
            let _room_left = key.try_set(chosen);
            let _room_left = refusal.try_set(refused);
            let _room_left = problem.try_set(failed);
        });
    });
    let import = move || {
        let Some(ChosenKey { bytes, .. }) = key.get_untracked() else {
            return;
        };
        refusal.set(None);
        let wrong = PassphraseProblem::of(&passphrase.read_untracked(), &again.read_untracked());
        problem.set(wrong.map(PassphraseProblem::words));
        if busy.get_untracked() || wrong.is_some() {
            return;
        }
        busy.set(true);
        let own = chosen.get_value();
        let taken = Taken::from([file_passphrase, name, organisation, passphrase, again]);
        spawn_local(async move {
            let made = make(bytes, taken.texts().clone()).await;
            let kept = match made {
                Ok(identity) => keep(desk, Ok(identity)).await.map_err(Err),
                Err(error) => Err(error),
            };
            // Another key file may be chosen meanwhile, or the room left.
            let is_still_chosen = chosen.try_get_value() == Some(own);
            match kept {
                Ok(identity) => {
                    let is_empty = taken.empty();
                    notices.done(words::signing::identity_imported(identity.name()));
                    on_change.try_run(());
                    if is_still_chosen {
                        let _room_left = key.try_set(None);
                    }
                    // The form is gone; what it took in stands above, under the heading.
                    if is_still_chosen && is_empty {
                        focus::move_to("#main h1");
                    }
                }
                Err(Ok(error)) if is_still_chosen => refusal.set(Some(error)),
                Err(Err(words)) if is_still_chosen => problem.set(Some(words)),
                Err(_) => {}
            }
            let _room_left = busy.try_set(false);
        });
    };
    view! {
        <FileDrop label="PKCS#8, SEC1, OpenSSH or PKCS#12, P-256" over_label="Let go to import the key" button="Choose a key file" how_many=HowMany::One on_files=take />
        {move || refusal.get().map(|error| view! { <Refusal error /> })}
        {move || problem.get().map(|text| view! { <p class="identities-problem" role="alert">{text}</p> })}
        <Show when=move || key.read().is_some()>
            <form
                class="identities-form"
                novalidate=true
                on:submit=move |event| {
                    event.prevent_default();
                    import();
                }
            >
                <p>{move || key.get().map(|chosen| words::signing::key_file(&chosen.name))}</p>
                <Show when=move || key.read().as_ref().is_some_and(|chosen| chosen.encrypted)>
                    <div on:change=move |_| {
                        if let Some(key) = key.get_untracked() {
                            propose(key.bytes, Some(file_passphrase.get_untracked()));
                        }
                    }>
                        <PasswordField
                            label="Passphrase of the file"
                            hint="The file is encrypted with it."
                            value=file_passphrase
                            on_input=move |text| file_passphrase.set(text)
                        />
                    </div>
                </Show>
                <div role="status">
                    {move || certificate.get().map(|text| view! { <p class="identities-quiet">{text}</p> })}
                </div>
                <TextField label="Name" value=name on_input=move |text| name.set(text) required=true />
                <TextField label="Organisation" value=organisation on_input=move |text| organisation.set(text) />
                <PasswordField label="New passphrase" value=passphrase on_input=move |text| passphrase.set(text) new=true />
                <PasswordField label="New passphrase again" value=again on_input=move |text| again.set(text) new=true />
                <Button
                    kind=ButtonKind::Primary
                    disabled=Signal::derive(move || name.read().trim().is_empty())
                    busy
                    submit=true
                >
                    {move || if busy.get() { "Importing\u{2026}" } else { "Import the key" }}
                </Button>
            </form>
        </Show>
    }
}

/// A key file that can be imported.
#[derive(Clone, PartialEq, Eq)]
struct ChosenKey {
    /// The file's name.
    name: String,
    bytes: Vec<u8>,
    /// Whether its passphrase is asked for.
    encrypted: bool,
}

/// What a file is; fails when it cannot be read.
async fn look_at(file: &PickedFile) -> Result<Result<ChosenKey, ImportKeyError>, String> {
    if file.size() > MAX_KEY_FILE_BYTES as u64 {
        return Ok(Err(ImportKeyError::TooLarge));
    }
    let content = files::read(file, |_| {}, &Cancellation::new())
        .await
        .map_err(|error| error.to_string())?;
    let inspected = beside::perform_briefly(InspectKey {
        bytes: content.clone(),
    });
    let inspected = inspected.await.map_err(|error| error.to_string())?;
    Ok(inspected.map(|KeyFile { encrypted }| ChosenKey {
        name: file.name(),
        bytes: content,
        encrypted,
    }))
}

/// Why a key file is not taken, with the command that helps.
#[component]
fn Refusal(error: ImportKeyError) -> impl IntoView {
    // The command stands last, and on a line of its own.
    let (words, command) = match &error {
        ImportKeyError::WrongPassphrase => {
            (words::signing::wrong_passphrase_of_file().to_owned(), None)
        }
        other => {
            let (why, command) = other.words_and_command();
            (
                words::signing::not_imported(&why, command.is_some()),
                command,
            )
        }
    };
    match command {
        None => view! { <p class="identities-problem" role="alert">{words}</p> }.into_any(),
        Some(command) => view! {
            <div class="identities-refusal">
                <div role="alert">
                    <p class="identities-problem">{words}</p>
                    <p class="mono identities-command">{command}</p>
                </div>
                <CopyButton text=command label="Copy the command" />
            </div>
        }
        .into_any(),
    }
}

/// Makes the identity. What is refused is the file, which has a remedy, or anything else, in words.
async fn make(
    bytes: Vec<u8>,
    [file_passphrase, name, organisation, passphrase, _]: [String; 5],
) -> Result<StoredIdentity, Result<ImportKeyError, String>> {
    let job = ImportKey {
        bytes,
        file_passphrase: Some(file_passphrase).filter(|text| !text.is_empty()),
        name,
        organisation,
        passphrase,
        at: UnixMillis::new(clock::now()).map_err(|error| Err(error.to_string()))?,
        protection_entropy: random::bytes().map_err(|error| Err(error.to_string()))?,
    };
    let made = beside::perform_briefly(job).await;
    made.map_err(|error| Err(error.to_string()))?
        .map_err(|refused| match refused {
            ImportRefused::File(error) => Ok(error),
            ImportRefused::Other(refused) => Err(refused.to_string()),
        })
}
