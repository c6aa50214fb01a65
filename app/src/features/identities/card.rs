//! One identity: who it is, and getting its key or certificate out.

use assay_jobs::{ExportKey, KeyForm};
use assay_seal::StoredIdentity;
use leptos::{prelude::*, task::spawn_local};

use super::{certificate::CertificateForm, saving::save_text};
use crate::{
    beside,
    browser::{focus, random},
    components::{
        Button, ButtonKind, ConfirmDialog, CopyButton, Dialog, Icon, Panel, PasswordField,
        SelectField, field::SelectOption,
    },
    desk::{file_name, use_desk},
    features::taken::Taken,
    shell::Notices,
    words,
    workbench::now,
};

/// One identity.
#[component]
pub(super) fn IdentityCard(
    /// Which.
    identity: StoredIdentity,
    /// Called after it was removed.
    on_change: Callback<()>,
) -> impl IntoView {
    let (desk, notices) = (use_desk(), Notices::from_context());
    let fingerprint = identity.fingerprint();
    let (exporting, removing) = (RwSignal::new(false), RwSignal::new(false));
    let certifying = RwSignal::new(false);
    let name = words::name(identity.name());
    let certificate = identity.certificate_pem().to_owned();
    let certificate_name = file_name(identity.name(), now(), "pem");
    let made = identity.created().to_rfc3339();
    let with_certificate = StoredValue::new(identity.clone());
    view! {
        <Panel title=name.clone() aside=words::name(identity.organisation())>
            <dl class="identities-facts">
                <dt>"Fingerprint"</dt><dd class="mono">{fingerprint.to_string()}</dd>
                <dt>"SSH"</dt><dd class="mono">{identity.ssh_fingerprint()}</dd>
                <dt>"did:key"</dt><dd class="mono">{identity.did_key()}</dd>
                <dt>"Since"</dt><dd>{made}</dd>
            </dl>
            <p class="identities-quiet">
                "Give the fingerprint to whoever receives your reports, by another way than the report: it is how they know that the key is yours."
            </p>
            <div class="cluster">
                <CopyButton text=fingerprint.to_string() label="Copy the fingerprint" />
                <Button icon=Icon::Save on_press=move || exporting.set(true)>"Export the key"</Button>
                <Button
                    icon=Icon::Save
                    on_press=move || {
                        let (file, text) = (certificate_name.clone(), certificate.clone());
                        spawn_local(save_text(notices, file, "application/x-pem-file", text));
                    }
                >
                    "Save the certificate"
                </Button>
                <Button icon=Icon::Identities on_press=move || certifying.set(true)>"Organisation's certificate"</Button>
                <Button kind=ButtonKind::Danger icon=Icon::Trash on_press=move || removing.set(true)>"Remove"</Button>
            </div>
            <Dialog open=exporting title=words::signing::export_the_key_of(&name)>
                <ExportForm identity=identity.clone() open=exporting />
            </Dialog>
            <Dialog open=certifying title=words::certificates::of(&name)>
                <CertificateForm identity=with_certificate.get_value() open=certifying on_change />
            </Dialog>
            <ConfirmDialog
                open=removing
                title=words::signing::remove_from_this_device(&name)
                text="The key is deleted here for good. Without an exported copy nobody can sign with it again; what it signed stays valid."
                confirm="Remove the identity"
                danger=true
                on_confirm=move |()| {
                    spawn_local(async move {
                        match desk.remove_identity(fingerprint).await {
                            // The room may be left meanwhile.
                            Ok(()) => _ = on_change.try_run(()),
                            Err(error) => notices.warn(error.to_string()),
                        }
                    });
                }
            />
        </Panel>
    }
}

#[component]
fn ExportForm(identity: StoredIdentity, open: RwSignal<bool>) -> impl IntoView {
    let notices = Notices::from_context();
    let form = RwSignal::new("pkcs8".to_owned());
    let passphrase = RwSignal::new(String::new());
    let problem = RwSignal::new(None::<String>);
    let ready = RwSignal::new(None::<(String, String)>);
    let busy = RwSignal::new(false);
    let options = vec![
        SelectOption {
            value: "pkcs8".to_owned(),
            label: "PKCS#8, encrypted".to_owned(),
        },
        SelectOption {
            value: "openssh".to_owned(),
            label: "OpenSSH, encrypted".to_owned(),
        },
        SelectOption {
            value: "sec1".to_owned(),
            label: "SEC1, not encrypted".to_owned(),
        },
    ];
    let identity = StoredValue::new(identity);
    let prepare = move || {
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        problem.set(None);
        // Read now: after a wait the room may be left, and its fields gone.
        let (identity, asked) = (identity.get_value(), form.get_untracked());
        let taken = Taken::from([passphrase]);
        spawn_local(async move {
            let [typed] = taken.texts();
            let exported = export(identity.clone(), &asked, typed.clone()).await;
            let _room_left = busy.try_set(false);
            // A key in the form chosen before may be one that nothing protects.
            if form.try_get_untracked().as_ref() != Some(&asked) {
                return;
            }
            match exported {
                Ok(text) => {
                    let suffix = if asked == "openssh" { "key" } else { "pem" };
                    let name = file_name(identity.name(), now(), suffix);
                    taken.empty();
                    let _room_left = ready.try_set(Some((name, text)));
                    focus::move_soon(".identities-export .button-primary");
                }
                Err(error) => _ = problem.try_set(Some(error)),
            }
        });
    };
    view! {
        <form
            class="identities-form identities-export"
            novalidate=true
            on:submit=move |event| {
                event.prevent_default();
                prepare();
            }
        >
            <SelectField label="Form" options=Signal::stored(options) value=form on_change=move |value| {
                ready.set(None);
                form.set(value);
            } />
            <Show when=move || form.read().as_str() == "sec1">
                <p class="identities-problem">"Whoever reads this file can sign as you. Keep it offline, or choose an encrypted form."</p>
            </Show>
            <PasswordField label="Passphrase of the identity" value=passphrase on_input=move |text| passphrase.set(text) error=problem />
            {move || match ready.get() {
                None => view! {
                    <Button kind=ButtonKind::Primary busy submit=true>"Unlock the key"</Button>
                }
                .into_any(),
                Some((name, text)) => view! {
                    <Button
                        kind=ButtonKind::Primary
                        icon=Icon::Save
                        on_press=move || {
                            let (name, text) = (name.clone(), text.clone());
                            spawn_local(async move {
                                save_text(notices, name, "application/x-pem-file", text).await;
                                ready.set(None);
                                open.set(false);
                            });
                        }
                    >
                        "Save the key file"
                    </Button>
                }
                .into_any(),
            }}
        </form>
    }
}

/// The key's text in the form that was asked for; it is encrypted with the same passphrase.
async fn export(
    identity: StoredIdentity,
    form: &str,
    passphrase: String,
) -> Result<String, String> {
    let job = ExportKey {
        identity,
        passphrase,
        form: match form {
            "openssh" => KeyForm::OpenSsh,
            "sec1" => KeyForm::Sec1,
            _ => KeyForm::Pkcs8,
        },
        entropy: random::bytes().map_err(|error| error.to_string())?,
    };
    let text = beside::perform_briefly(job).await;
    text.map_err(|error| error.to_string())?
        .map_err(|refused| words::sentence(&refused.to_string()))
}
