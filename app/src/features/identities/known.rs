//! The signers whom the user knows: who they are, since when and why, and the list as a file.

use assay_assessment::Timestamp;
use assay_dossier::{
    Known, LARGEST_KNOWN_LIST, ListedSigner, NewSigners, new_signers, read_known_list,
    write_known_list,
};
use leptos::{prelude::*, task::spawn_local};

use crate::{
    browser::{
        Cancellation,
        files::{self, HowMany, PickedFile},
        focus,
    },
    components::{Button, ButtonKind, FileDrop, Icon, Mark, Panel, StatusMark},
    desk::{Desk, file_name, use_desk},
    features::identities::{known_row::KnownRow, saving::save_text},
    shell::Notices,
    storage::KnownSigner,
    words::{self, known},
    workbench::now,
};

/// The panel of known signers.
#[component]
pub(super) fn KnownSigners() -> impl IntoView {
    let (desk, notices) = (use_desk(), Notices::from_context());
    let signers = RwSignal::new(None::<Result<Vec<KnownSigner>, String>>);
    let read_again = Callback::new(move |()| {
        spawn_local(async move {
            let read = desk.known_signers().await.map(|mut signers| {
                signers.sort_by_key(|signer| signer.name.to_lowercase());
                signers
            });
            let _room_left = signers.try_set(Some(read.map_err(|error| error.to_string())));
        });
    });
    read_again.run(());
    let save = move || {
        let listed: Vec<ListedSigner> = signers.with_untracked(|signers| match signers {
            Some(Ok(signers)) => signers.iter().filter_map(listed).collect(),
            _ => Vec::new(),
        });
        spawn_local(async move {
            match write_known_list(&listed) {
                Ok(bytes) => {
                    let name = file_name("known-signers", now(), "json");
                    save_text(notices, name, "application/json", bytes).await;
                }
                Err(error) => notices.warn(error.to_string()),
            }
        });
    };
    let row = move |signer: KnownSigner| {
        let fingerprint = signer.fingerprint.clone();
        let forget = move |()| {
            let fingerprint = fingerprint.clone();
            spawn_local(async move {
                match desk.forget_signer(&fingerprint).await {
                    Ok(()) => {
                        read_again.try_run(());
                        focus::move_to("#main h1");
                    }
                    Err(error) => notices.warn(error.to_string()),
                }
            });
        };
        view! {
            <KnownRow
                name=signer.name
                fingerprint=signer.fingerprint
                confirmed=signer.confirmed
                why=signer.why
                forgetting=known::FORGET_SIGNER
                on_forget=forget
            />
        }
    };
    view! {
        <Panel title="Signers you know">
            <p class="identities-quiet">
                "Keys whose fingerprint you compared. Verify says so of their signatures, and warns of another key under the same name. They stay on this device; the list as a file is for your other devices and for colleagues who trust you."
            </p>
            {move || match signers.get() {
                None => view! { <p role="status">"Reading the list on this device\u{2026}"</p> }.into_any(),
                Some(Err(error)) => view! { <p class="identities-problem" role="alert">{error}</p> }.into_any(),
                Some(Ok(list)) if list.is_empty() => view! {
                    <p>"Nobody yet. A signer is marked as known under Verify, where a valid signature is shown."</p>
                }
                .into_any(),
                Some(Ok(list)) => view! {
                    <ul class="identities-known">
                        {list.into_iter().map(row).collect_view()}
                    </ul>
                    <div class="cluster">
                        <Button icon=Icon::Save on_press=save>"Save the list"</Button>
                    </div>
                }
                .into_any(),
            }}
            <FromList on_change=read_again />
        </Panel>
    }
}

/// What a list brings, before it is taken.
#[derive(Clone, PartialEq, Eq)]
struct Offer {
    file: String,
    found: NewSigners,
}

/// Taking signers from somebody's list.
#[component]
fn FromList(on_change: Callback<()>) -> impl IntoView {
    let (desk, notices) = (use_desk(), Notices::from_context());
    let offer = RwSignal::new(None::<Offer>);
    let problem = RwSignal::new(None::<String>);
    let busy = RwSignal::new(false);
    // How many lists were chosen: of two that are read at once, the one that was chosen last is shown.
    let chosen = StoredValue::new(0_u32);
    let take = UnsyncCallback::new(move |picked: Vec<PickedFile>| {
        let Some(file) = picked.into_iter().next() else {
            return;
        };
        let own = chosen.get_value() + 1;
        chosen.set_value(own);
        spawn_local(async move {
            let read = read(desk, &file).await;
            if chosen.try_get_value() != Some(own) {
                return;
            }
            let (found, wrong) = match read {
                Ok(found) => (Some(found), None),
                Err(why) => (None, Some(why)),
            };
            let _room_left = offer.try_set(found);
            let _room_left = problem.try_set(wrong);
        });
    });
    let keep = move || {
        let Some(Offer { file, found }) = offer.get_untracked() else {
            return;
        };
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        spawn_local(async move {
            let kept = keep_all(desk, &file, found.new).await;
            match kept {
                Ok(count) => {
                    notices.done(known::taken(count));
                    let _room_left = offer.try_set(None);
                }
                Err(error) => notices.warn(error),
            }
            let _room_left = busy.try_set(false);
            on_change.try_run(());
        });
    };
    view! {
        <FileDrop label="A list of known signers" over_label="Let go to read the list" button="Choose a list" accept=".json,application/json" how_many=HowMany::One on_files=take />
        {move || problem.get().map(|text| view! { <p class="identities-problem" role="alert">{text}</p> })}
        {move || offer.get().map(|Offer { file, found }| {
            let NewSigners { new, already, namesakes } = found;
            let summary = known::summary(&file, new.len(), already);
            let none = new.is_empty();
            let rows = new.into_iter().map(|signer| {
                let warned = namesakes.contains(&signer.fingerprint);
                view! {
                    <li>
                        <strong><bdi>{words::name(&signer.name)}</bdi></strong>
                        <p class="mono identities-known-print">{signer.fingerprint.to_string()}</p>
                        <p class="identities-quiet">{known::since(&signer.since, &signer.why)}</p>
                        {warned.then(|| view! {
                            <p class="identities-problem"><StatusMark mark=Mark::Attention text="Warning" />{known::NAMESAKE}</p>
                        })}
                    </li>
                }
            });
            view! {
                <div class="identities-offer" role="status">
                    <p>{summary}</p>
                    <ul class="identities-known">{rows.collect_view()}</ul>
                </div>
                <div class="cluster">
                    {(!none).then(|| view! {
                        <Button kind=ButtonKind::Primary busy on_press=keep>"Mark them as known"</Button>
                    })}
                    <Button on_press=move || offer.set(None)>{if none { "Close" } else { "Cancel" }}</Button>
                </div>
            }
        })}
    }
}

/// Those whom the user knows now, as the disk has them: another room or window may have added to them.
async fn known_now(desk: Desk) -> Result<Vec<Known>, String> {
    let signers = desk.known_signers().await;
    let known = signers.map_err(|error| error.to_string())?;
    Ok(known
        .into_iter()
        .map(|signer| Known {
            name: signer.name,
            fingerprint: signer.fingerprint,
        })
        .collect())
}

/// Reads a list, and compares it with those whom the user knows.
async fn read(desk: Desk, file: &PickedFile) -> Result<Offer, String> {
    if file.size() > LARGEST_KNOWN_LIST as u64 {
        return Err(assay_dossier::KnownListError::TooLarge.to_string());
    }
    let bytes = files::read(file, |_| {}, &Cancellation::new()).await;
    let list = read_known_list(&bytes.map_err(|error| error.to_string())?);
    let list = list.map_err(|error| words::sentence(&error.to_string()))?;
    Ok(Offer {
        file: file.name(),
        found: new_signers(list, &known_now(desk).await?),
    })
}

/// Keeps each whom the user did not come to know meanwhile; says how many are kept, or why the next is not.
async fn keep_all(desk: Desk, file: &str, signers: Vec<ListedSigner>) -> Result<usize, String> {
    let mut kept = 0;
    for signer in new_signers(signers, &known_now(desk).await?).new {
        let why = known::of_list(file, &signer.why);
        let fingerprint = signer.fingerprint.to_string();
        desk.know_signer(&fingerprint, &signer.name, &why)
            .await
            .map_err(|error| error.to_string())?;
        kept += 1;
    }
    Ok(kept)
}

/// A signer as a list has them; `None` if what is stored is no fingerprint.
fn listed(signer: &KnownSigner) -> Option<ListedSigner> {
    Some(ListedSigner {
        name: signer.name.clone(),
        fingerprint: signer.fingerprint.parse().ok()?,
        since: Timestamp::from_milliseconds(signer.confirmed).rfc3339(),
        why: signer.why.chars().take(500).collect(),
    })
}
