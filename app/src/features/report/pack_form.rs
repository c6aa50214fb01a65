//! Saving an evidence pack of what was signed: the report with the evidence files, for whoever is to look at these.

use assay_assessment::backup::named_files;
use leptos::{prelude::*, task::spawn_local};

use super::just_signed::JustSigned;
use crate::{
    browser::files::{SaveError, Saved},
    components::{Button, Icon, PasswordField},
    desk::{Desk, DeskError, Work, use_desk},
    shell::{Notices, Transfers},
    words::packs,
    workbench::{Workbench, use_workbench},
};

/// The passphrase once more, and the button. The work goes on when the room is left.
#[component]
pub(super) fn PackForm(
    /// What was signed.
    signed: StoredValue<JustSigned>,
) -> impl IntoView {
    let (desk, workbench) = (use_desk(), use_workbench());
    let (notices, transfers) = (Notices::from_context(), Transfers::from_context());
    let passphrase = RwSignal::new(String::new());
    let problem = RwSignal::new(None::<String>);
    let said = RwSignal::new(None::<String>);
    let busy = RwSignal::new(false);
    let save = move || {
        if busy.get_untracked() || passphrase.read_untracked().is_empty() {
            return;
        }
        busy.set(true);
        problem.set(None);
        said.set(None);
        let (typed, signed) = (passphrase.get_untracked(), signed.get_value());
        spawn_local(async move {
            let saved = save_pack((desk, workbench), transfers, signed, typed).await;
            let _room_left = busy.try_set(false);
            match saved {
                Ok(words) => {
                    let _room_left = passphrase.try_set(String::new());
                    // Where the room was left, it is told like everything else.
                    if said.try_set(Some(words.clone())).is_some() {
                        notices.done(words);
                    }
                }
                // Closing the dialog was the user's own wish.
                Err(NotSaved::Cancelled) => {}
                Err(NotSaved::Because(words)) => {
                    if problem.try_set(Some(words.clone())).is_some() {
                        notices.warn(words);
                    }
                }
            }
        });
    };
    let holds = signed.with_value(|signed| {
        let mut files = named_files(&signed.assessment);
        files.retain(|sha256, _| signed.presence.of(*sha256).is_none());
        packs::holds(signed.files().count(), files.len(), files.values().sum())
    });
    view! {
        <section class="report-pack" aria-label="Evidence pack">
            <h3>"Evidence pack"</h3>
            <p>{holds}</p>
            <form
                class="report-sign"
                novalidate=true
                on:submit=move |event| {
                    event.prevent_default();
                    save();
                }
            >
                <PasswordField
                    label="Passphrase, once more"
                    value=passphrase
                    on_input=move |text| passphrase.set(text)
                    error=problem
                />
                <div class="cluster">
                    <Button
                        icon=Icon::Save
                        disabled=Signal::derive(move || passphrase.read().is_empty())
                        busy
                        submit=true
                    >
                        "Save the evidence pack"
                    </Button>
                </div>
            </form>
            <div role="status">{move || said.get().map(|words| view! { <p>{words}</p> })}</div>
        </section>
    }
}

/// Why there is no pack.
enum NotSaved {
    /// The user closed the dialog.
    Cancelled,
    /// Another reason, in words.
    Because(String),
}

/// Saves a pack and says honestly how it ended.
async fn save_pack(
    (desk, workbench): (Desk, Workbench),
    transfers: Transfers,
    signed: JustSigned,
    passphrase: String,
) -> Result<String, NotSaved> {
    let Some(shown) = transfers.begin("evidence pack") else {
        return Err(NotSaved::Because(packs::being_saved_already().to_owned()));
    };
    let tell = shown.tell();
    let work = Work::new(
        move |now| tell(now.words(), now.per_mille()),
        shown.cancellation(),
    );
    let saved = desk
        .save_pack(workbench, signed.pack(), passphrase, &work)
        .await;
    drop(shown);
    match saved {
        Ok(outcome) => {
            let words = match &outcome.saved {
                Saved::ReadBack { name } => packs::saved(name),
                Saved::HandedToBrowser { name } => packs::handed_to_browser(name),
            };
            Ok(match outcome.absent.len() {
                0 => words,
                absent => format!("{words} {}", packs::lacks(absent)),
            })
        }
        Err(DeskError::Save(SaveError::Cancelled)) => Err(NotSaved::Cancelled),
        Err(error) => Err(NotSaved::Because(error.to_string())),
    }
}
