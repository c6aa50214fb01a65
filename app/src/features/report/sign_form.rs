//! Who signs, in which role, with which passphrase.

use assay_dossier::{SignedReport, Signing, produce};
use assay_report::document::Role;
use assay_seal::{StoredIdentity, UnixMillis};
use leptos::{prelude::*, task::spawn_local};

use super::{
    font::{ChosenFont, FontChoice},
    signer::{Signer, doubts},
};
use crate::{
    browser::{Cancellation, focus, timers},
    components::{
        Button, ButtonKind, ChoiceOption, Icon, LinkButton, Mark, PasswordField, ProgressBar,
        Segmented, SelectField, StatusMark, field::SelectOption,
    },
    desk::use_desk,
    route::Route,
    words::{self, sentence},
    workbench::{EvidenceCheck, Workbench, now, use_workbench, utc_offset},
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
                "" => words::name(one.name()),
                organisation => {
                    format!("{}, {}", words::name(one.name()), words::name(organisation))
                }
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

    let chosen_identity = move || {
        list.with_value(|list| {
            list.iter()
                .find(|one| one.fingerprint().to_string() == *chosen.read())
                .cloned()
        })
    };
    // What speaks against this signer in this role, as the assessment stands.
    let doubted = Memo::new(move |_| {
        let Some(identity) = chosen_identity() else {
            return Vec::new();
        };
        let signer = Signer {
            name: identity.name(),
            organisation: identity.organisation(),
            role: role.get(),
        };
        workbench.with(|assessment| doubts(signer, assessment.details()))
    });
    // What the signer should know of what was just signed.
    let remark = RwSignal::new(None::<String>);
    // How far the evidence is read, in per mille; `None` while it is not.
    let reading = RwSignal::new(None::<u32>);
    let under_way = StoredValue::new(None::<Cancellation>);
    let stop = move || {
        if let Some(Some(cancellation)) = under_way.try_get_value() {
            cancellation.cancel();
        }
    };
    on_cleanup(stop);

    let sign = move || {
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        problem.set(None);
        remark.set(None);
        workbench.flush_typing();
        let stored = untrack(chosen_identity);
        let (typed, role) = (passphrase.get_untracked(), role.get_untracked());
        let font = font.get_untracked();
        let cancellation = Cancellation::new();
        under_way.set_value(Some(cancellation.clone()));
        spawn_local(async move {
            // The key is derived with 600,000 rounds; the page says what it does before it stands still.
            timers::sleep(30).await;
            // Who has left the room since then signs nothing, and the room's fields are gone.
            if busy.is_disposed() || workbench.is_put_away() {
                return;
            }
            let unlocked = stored
                .ok_or_else(|| "choose who signs".to_owned())
                .and_then(|stored| {
                    // Nothing is asked of the key while the clock is wrong.
                    let at = UnixMillis::new(now().milliseconds());
                    let at = at.map_err(|error| error.to_string())?;
                    stored.check_time(at).map_err(|error| error.to_string())?;
                    stored.unlock(&typed).map_err(|error| error.to_string())
                });
            let checked = match unlocked {
                Ok(identity) => checked_evidence(workbench, reading, &cancellation)
                    .await
                    .map(|absent| (identity, absent)),
                Err(error) => Err(error),
            };
            // Reading all files may take minutes.
            if busy.is_disposed() || workbench.is_put_away() {
                return;
            }
            let produced = checked.and_then(|(identity, absent)| {
                let font = font.as_ref().map(|font| &*font.bytes);
                let presence = workbench.presence_untracked();
                let now = now();
                let produced = workbench
                    .with_record_untracked(|record| {
                        let signing = Signing {
                            identity: &identity,
                            role,
                            at: now,
                            utc_offset: utc_offset(now),
                            extra_font: font,
                        };
                        produce(record, &presence, &signing)
                    })
                    .map_err(|error| error.to_string());
                produced.map(|report| (report, identity.fingerprint(), absent))
            });
            match produced {
                Ok((report, fingerprint, absent)) => {
                    passphrase.set(String::new());
                    signed.set(Some(report));
                    remark.set((absent > 0).then(|| {
                        format!(
                            "The report says of {} that {} bytes were missing or changed on this device when it was signed.",
                            words::count(absent, "evidence file", "evidence files"),
                            words::plural(absent, "its", "their")
                        )
                    }));
                    focus::move_soon(".report-signed");
                    // Which identity comes first next time is a convenience only.
                    let _convenience = desk.remember_signing(fingerprint).await;
                }
                Err(error) => {
                    problem.set(Some(sentence(&error)));
                    focus::move_to(".report-sign input[type=\"password\"]");
                }
            }
            let _room_left = busy.try_set(false);
        });
    };

    view! {
        <form
            class="report-sign"
            novalidate=true
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
            <div role="status">
                {move || doubted.get().into_iter().map(|doubt| view! {
                    <p class="report-doubt"><StatusMark mark=Mark::Attention text="Warning" />{doubt}</p>
                }).collect_view()}
            </div>
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
                    disabled=Signal::derive(move || passphrase.read().is_empty())
                    busy
                    submit=true
                >
                    {move || if busy.get() { "Signing\u{2026}" } else { "Sign the report" }}
                </Button>
                <LinkButton href=Route::Identities.fragment()>"Identities"</LinkButton>
            </div>
            {move || reading.get().is_some().then(|| {
                view! {
                    <div class="report-reading">
                        <ProgressBar
                            label="Checking the evidence before signing"
                            done=Signal::derive(move || reading.get())
                        />
                        <Button kind=ButtonKind::Quiet on_press=stop>"Cancel"</Button>
                    </div>
                }
            })}
            <div role="status">
                {move || remark.get().map(|text| view! { <p class="report-problem">{text}</p> })}
            </div>
            <p class="report-quiet">
                "The time of signing is what this device's clock says; no third party attests it."
            </p>
        </form>
    }
}

/// Reads every evidence file and compares it with its digest; `shown` says how far that is. Says how
/// many are missing or changed, or why nothing can be signed now.
async fn checked_evidence(
    workbench: Workbench,
    shown: RwSignal<Option<u32>>,
    cancellation: &Cancellation,
) -> Result<usize, String> {
    // Who has left the room sees nothing of it.
    let progress = |per_mille| _ = shown.try_set(Some(per_mille));
    let checked = workbench.check_evidence(progress, cancellation).await;
    let _room_left = shown.try_set(None);
    match checked {
        Ok(EvidenceCheck::Done { absent, .. }) => Ok(absent),
        Ok(EvidenceCheck::Stopped) => Err("signing was stopped; nothing was signed".to_owned()),
        Err(error) => Err(error.to_string()),
    }
}
