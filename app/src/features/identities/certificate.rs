//! An organisation's certificate for an identity: asking for one, and putting it in place.

use assay_jobs::{Certified, PlaceCertificate, RequestCertificate};
use assay_seal::{StoredIdentity, identity::MAX_KEY_FILE_BYTES};
use leptos::{prelude::*, task::spawn_local};

use super::saving::save_text;
use crate::{
    beside,
    browser::{
        Cancellation,
        files::{self, HowMany, PickedFile},
        focus,
    },
    components::{Button, ButtonKind, FileDrop, Icon, PasswordField},
    desk::{Desk, file_name, use_desk},
    features::taken::Taken,
    shell::Notices,
    words::{self, certificates, sentence},
    workbench::now,
};

/// What the dialog of an identity's certificate holds.
#[component]
pub(super) fn CertificateForm(
    /// Whose.
    identity: StoredIdentity,
    /// Whether the dialog is open.
    open: RwSignal<bool>,
    /// Called after the certificate is on disk.
    on_change: Callback<()>,
) -> impl IntoView {
    let (desk, notices) = (use_desk(), Notices::from_context());
    let passphrase = RwSignal::new(String::new());
    let (problem, refusal) = (RwSignal::new(None::<String>), RwSignal::new(None::<String>));
    let busy = RwSignal::new(false);
    let request = RwSignal::new(None::<(String, String)>);
    let identity = StoredValue::new(identity);
    let ask = move || {
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        problem.set(None);
        let identity = identity.get_value();
        let taken = Taken::from([passphrase]);
        spawn_local(async move {
            let [typed] = taken.texts();
            let name = file_name(identity.name(), now(), "csr.pem");
            let made = beside::perform_briefly(RequestCertificate {
                identity,
                passphrase: typed.clone(),
            });
            let made = made.await.map_err(|error| error.to_string());
            let _room_left = busy.try_set(false);
            match made.and_then(|made| made.map_err(|refused| refused.to_string())) {
                Ok(text) => {
                    taken.empty();
                    let _room_left = request.try_set(Some((name, text)));
                    focus::move_soon(".identities-request .button-primary");
                }
                Err(why) => _ = problem.try_set(Some(sentence(&why))),
            }
        });
    };
    let take = UnsyncCallback::new(move |picked: Vec<PickedFile>| {
        let Some(file) = picked.into_iter().next() else {
            return;
        };
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        refusal.set(None);
        let identity = identity.get_value();
        spawn_local(async move {
            let placed = place(desk, &file, identity).await;
            let _room_left = busy.try_set(false);
            match placed {
                Ok(said) => {
                    notices.done(said);
                    let _room_left = open.try_set(false);
                    on_change.try_run(());
                }
                Err(why) => _ = refusal.try_set(Some(sentence(&why))),
            }
        });
    });
    view! {
        <form
            class="identities-form identities-request"
            novalidate=true
            on:submit=move |event| {
                event.prevent_default();
                ask();
            }
        >
            <p class="identities-quiet">
                "Your organisation's authority can confirm that this key is yours. Give it the request; it answers with a certificate, which goes into every PDF that you sign from then on. The key stays here, and what was signed before stays as it is."
            </p>
            {move || match request.get() {
                None => view! {
                    <PasswordField label="Passphrase of the identity" value=passphrase on_input=move |text| passphrase.set(text) error=problem />
                    <Button kind=ButtonKind::Primary busy submit=true>"Make the request"</Button>
                }
                .into_any(),
                Some((name, text)) => view! {
                    <Button
                        kind=ButtonKind::Primary
                        icon=Icon::Save
                        on_press=move || {
                            let (name, text) = (name.clone(), text.clone());
                            spawn_local(save_text(notices, name, "application/pkcs10", text));
                        }
                    >
                        "Save the request"
                    </Button>
                }
                .into_any(),
            }}
        </form>
        <FileDrop label="The certificate that came back: PEM, DER or PKCS#7" over_label="Let go to read the certificate" button="Choose a certificate" how_many=HowMany::One on_files=take />
        {move || refusal.get().map(|text| view! { <p class="identities-problem" role="alert">{text}</p> })}
    }
}

/// Puts a certificate in its place and keeps the identity; gives what is to be said of it.
async fn place(desk: Desk, file: &PickedFile, identity: StoredIdentity) -> Result<String, String> {
    if file.size() > MAX_KEY_FILE_BYTES as u64 {
        return Err(certificates::TOO_LARGE.to_owned());
    }
    let bytes = files::read(file, |_| {}, &Cancellation::new()).await;
    let bytes = bytes.map_err(|error| error.to_string())?;
    let placed = beside::perform_briefly(PlaceCertificate { identity, bytes }).await;
    let placed = placed.map_err(|error| error.to_string())?;
    let Certified { identity, details } = placed.map_err(|refused| refused.to_string())?;
    let kept = desk.keep_identity(&identity).await;
    kept.map_err(|error| error.to_string())?;
    Ok(certificates::placed(
        &words::name(&details.subject),
        &words::name(&details.issuer),
    ))
}
