//! Signing what was received: the file that is shown, and those beside it that hold the same.

use std::{collections::BTreeMap, sync::Arc};

use assay_dossier::{Checked, Countersigned, FileKind, Outcome, ROLES, obstacle};
use assay_jobs::CountersignFiles;
use assay_report::document::Role;
use assay_seal::StoredIdentity;
use leptos::{prelude::*, task::spawn_local};

use super::checks::{Checks, State};
use crate::{
    beside::{self, BesideError},
    browser::{
        Cancellation,
        files::{self, PickedFile},
        focus,
    },
    components::{
        Button, ButtonKind, ChoiceOption, Icon, Mark, Panel, PasswordField, Segmented, StatusMark,
        StoppableProgress,
    },
    desk::{Desk, use_desk},
    features::{
        report::{IdentityChoice, IdentityField, with_identities},
        save_file::SaveFile,
    },
    words::{self, sentence, verify},
    workbench::now,
};

/// The files that were handed in, by their numbers.
pub(super) type HandedIn = StoredValue<BTreeMap<u64, PickedFile>, LocalStorage>;

/// A file that can be signed.
#[derive(Clone)]
struct Candidate {
    number: u64,
    name: String,
    checked: Arc<Checked>,
}

impl PartialEq for Candidate {
    /// A file is checked once, so its number says everything.
    fn eq(&self, other: &Self) -> bool {
        self.number == other.number
    }
}

/// The way to sign the file that is shown, where it is valid.
#[component]
pub(super) fn Countersign(
    /// The file's number.
    number: u64,
    /// All files of the room.
    checks: RwSignal<Checks>,
    /// Their bytes, as they were handed in.
    handed_in: HandedIn,
) -> impl IntoView {
    let open = RwSignal::new(false);
    let signed = RwSignal::new(Vec::<Countersigned>::new());
    view! {
        <Panel title="Sign it as well">
            <p class="verify-quiet">
                "Whoever is named in the report, reviewed it or received it signs the same file, on their own device. What it says stays as it is, and those who signed before stay signed."
            </p>
            <Show
                when=move || open.get()
                fallback=move || view! {
                    <Button on_press=move || open.set(true)>"Sign what was received\u{2026}"</Button>
                }
            >
                {with_identities(move |choice| view! { <Form choice number checks handed_in signed /> })}
            </Show>
            {move || (!signed.read().is_empty()).then(|| view! { <SignedFiles files=signed.get() /> })}
        </Panel>
    }
}

#[component]
fn Form(
    choice: IdentityChoice,
    number: u64,
    checks: RwSignal<Checks>,
    handed_in: HandedIn,
    signed: RwSignal<Vec<Countersigned>>,
) -> impl IntoView {
    let desk = use_desk();
    let role = RwSignal::new(Role::Operator);
    let passphrase = RwSignal::new(String::new());
    let problem = RwSignal::new(None::<String>);
    let busy = RwSignal::new(false);
    let done = RwSignal::new(None::<usize>);
    let under_way = StoredValue::new(None::<Cancellation>);
    let stop = move || {
        if let Some(Some(cancellation)) = under_way.try_get_value() {
            cancellation.cancel();
        }
    };
    on_cleanup(stop);
    let roles: Vec<ChoiceOption<Role>> = ROLES
        .map(|role| ChoiceOption::new(role, role.label()))
        .into();

    let candidates = Memo::new(move |_| checks.with(|checks| same_as(number, checks)));
    let hindered = move || {
        let identity = choice.get()?;
        candidates.with(|all| {
            let shown = all.iter().find(|one| one.number == number)?;
            obstacle(&shown.checked, identity.fingerprint(), role.get())
        })
    };
    // Those that can be signed, the shown one among them: one that was signed before is left as it is.
    let to_sign = move || {
        let Some(identity) = choice.get() else {
            return Vec::new();
        };
        let all = candidates.get().into_iter();
        let free =
            |one: &Candidate| obstacle(&one.checked, identity.fingerprint(), role.get()).is_none();
        all.filter(free).collect::<Vec<_>>()
    };

    let sign = move || {
        if busy.get_untracked() {
            return;
        }
        let (identity, files) = untrack(|| (choice.get(), to_sign()));
        if let Some(why) = untrack(hindered) {
            problem.set(Some(sentence(&why.to_string())));
            return;
        }
        let Some(identity) = identity else { return };
        busy.set(true);
        problem.set(None);
        let picked = handed_in.with_value(|all| {
            let file = |one: Candidate| Some((one.checked, all.get(&one.number)?.clone()));
            files.into_iter().filter_map(file).collect::<Vec<_>>()
        });
        let asked = Asked {
            identity,
            passphrase: passphrase.get_untracked(),
            role: role.get_untracked(),
            files: picked,
        };
        let cancellation = Cancellation::new();
        under_way.set_value(Some(cancellation.clone()));
        done.set(Some(0));
        spawn_local(async move {
            let reached = move |files| _ = done.try_set(Some(files));
            let outcome = asked.perform(desk, reached, &cancellation).await;
            // Who has left the room hands nothing out, and the room's fields are gone.
            if busy.is_disposed() {
                return;
            }
            done.set(None);
            busy.set(false);
            match outcome {
                Ok(files) => {
                    passphrase.set(String::new());
                    signed.set(files);
                    focus::move_soon(".verify-countersigned");
                }
                Err(why) => {
                    problem.set(Some(sentence(&why)));
                    focus::move_to(".verify-countersign input[type=\"password\"]");
                }
            }
        });
    };

    view! {
        <form
            class="verify-countersign"
            novalidate=true
            on:submit=move |event| {
                event.prevent_default();
                sign();
            }
        >
            <IdentityField choice />
            <Segmented
                label="Signs as"
                options=roles
                value=Signal::derive(move || Some(role.get()))
                on_choose=move |chosen| role.set(chosen)
            />
            <div role="status">
                <p class="verify-quiet">{move || words::signing::meaning_of(role.get())}</p>
                {move || match hindered() {
                    Some(why) => view! {
                        <p class="report-doubt"><StatusMark mark=Mark::Attention text="Not possible" />{sentence(&why.to_string())}</p>
                    }
                    .into_any(),
                    None => {
                        let names: Vec<String> = to_sign().into_iter().map(|one| one.name).collect();
                        view! { <p class="verify-quiet">{verify::will_sign(&names)}</p> }.into_any()
                    }
                }}
            </div>
            <PasswordField
                label="Passphrase"
                value=passphrase
                on_input=move |text| {
                    problem.set(None);
                    passphrase.set(text);
                }
                error=problem
            />
            <div class="cluster">
                <Button
                    kind=ButtonKind::Primary
                    icon=Icon::Report
                    disabled=Signal::derive(move || passphrase.read().is_empty() || hindered().is_some())
                    busy
                    submit=true
                >
                    {move || if busy.get() { "Signing\u{2026}" } else { "Sign" }}
                </Button>
            </div>
            <Show when=move || done.read().is_some()>
                <StoppableProgress
                    label=Signal::derive(move || verify::signing_files(done.get().unwrap_or_default()))
                    done=Signal::stored(None)
                    on_stop=stop
                />
            </Show>
        </form>
    }
}

/// The valid files of the room that hold what this one holds.
fn same_as(number: u64, checks: &Checks) -> Vec<Candidate> {
    let valid = |state: &State| match state {
        State::Checked(checked) if checked.outcome == Outcome::Valid => Some(Arc::clone(checked)),
        _ => None,
    };
    let entries = checks.entries().iter();
    let all = entries.filter_map(|entry| {
        Some(Candidate {
            number: entry.number,
            name: entry.name.clone(),
            checked: valid(&entry.state)?,
        })
    });
    let all: Vec<Candidate> = all.collect();
    let Some(shown) = all.iter().find(|one| one.number == number).cloned() else {
        return Vec::new();
    };
    let mut seen = Vec::new();
    all.into_iter()
        .filter(|one| one.checked.held == shown.checked.held)
        .filter(|one| {
            // The same file, handed in twice, is signed once: the one that is shown.
            let again = seen.contains(&one.checked.sha256) || {
                one.number != number && one.checked.sha256 == shown.checked.sha256
            };
            seen.push(one.checked.sha256);
            !again
        })
        .collect()
}

/// What is asked for, taken out of the room's fields.
struct Asked {
    identity: StoredIdentity,
    passphrase: String,
    role: Role,
    files: Vec<(Arc<Checked>, PickedFile)>,
}

impl Asked {
    async fn perform(
        self,
        desk: Desk,
        reached: impl FnMut(usize) + 'static,
        cancellation: &Cancellation,
    ) -> Result<Vec<Countersigned>, String> {
        let mut job = CountersignFiles {
            looked_at: Vec::new(),
            files: Vec::new(),
            identity: self.identity,
            passphrase: self.passphrase,
            role: self.role,
            at: now(),
            editions: desk.editions().await.files(),
        };
        for (checked, file) in self.files {
            // Read anew, and compared with what was checked: whoever keeps the file may have changed it since.
            let bytes = files::read(&file, |_| {}, cancellation).await;
            job.files.push(bytes.map_err(|error| error.to_string())?);
            job.looked_at.push((file.given_name(), checked.sha256));
        }
        match beside::perform(job, reached, cancellation).await {
            Ok(Ok(signed)) => Ok(signed.files),
            Ok(Err(refused)) => Err(refused.to_string()),
            Err(BesideError::Stopped) => Err("signing was stopped; nothing was signed".to_owned()),
            Err(BesideError::Failed(words)) => Err(words),
        }
    }
}

/// The files that were signed, to be saved.
#[component]
fn SignedFiles(files: Vec<Countersigned>) -> impl IntoView {
    let said = verify::countersigned(files.len());
    let buttons = files.into_iter().map(|file| {
        let media_type = match file.kind {
            FileKind::Json => "application/json",
            FileKind::Pdf => "application/pdf",
        };
        let label = format!("Save {}", words::name(&file.name));
        view! { <SaveFile name=file.name media_type bytes=file.bytes label kind=ButtonKind::Primary /> }
    });
    view! {
        <p class="verify-countersigned" tabindex="-1">{said}</p>
        <div class="save-files">{buttons.collect_view()}</div>
    }
}
