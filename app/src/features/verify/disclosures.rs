//! What was disclosed of a public edition, compared with it.

use std::sync::Arc;

use assay_dossier::{Checked, CheckedDisclosures};
use assay_jobs::CheckDisclosures;
use assay_report::public::Standing;
use leptos::{prelude::*, task::spawn_local};
use serde_json::Value;

use super::countersign::HandedIn;
use crate::{
    beside,
    browser::{
        Cancellation,
        files::{self, HowMany, PickedFile},
    },
    components::{Button, ButtonKind, FileDrop, Mark, Panel, StatusMark, TextArea},
    desk::{Desk, use_desk},
    words::{publishing, sentence},
};

/// The largest file of disclosures that is read, in bytes.
const LARGEST: u64 = 32 * 1024 * 1024;

/// Where disclosures are handed in, and what was found of them.
#[component]
pub(super) fn Disclosures(
    /// The number of the edition in this room.
    number: u64,
    /// What was found about the edition.
    checked: Arc<Checked>,
    handed_in: HandedIn,
) -> impl IntoView {
    let desk = use_desk();
    let typed = RwSignal::new(String::new());
    let problem = RwSignal::new(None::<String>);
    let found = RwSignal::new(None::<Arc<CheckedDisclosures>>);
    let busy = RwSignal::new(false);
    let sha256 = checked.sha256;
    let compare = move |text: String| {
        let Some(edition) = handed_in.with_value(|all| all.get(&number).cloned()) else {
            return;
        };
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        problem.set(None);
        found.set(None);
        spawn_local(async move {
            let outcome = compared(desk, &edition, text).await;
            let outcome = outcome.and_then(|found| {
                let same = found.edition.sha256 == sha256;
                same.then_some(found)
                    .ok_or_else(|| publishing::OTHER_FILE.to_owned())
            });
            let (what, wrong) = match outcome {
                Ok(found) => (Some(Arc::new(found)), None),
                Err(why) => (None, Some(sentence(&why))),
            };
            let _room_left = found.try_set(what);
            let _room_left = problem.try_set(wrong);
            let _room_left = busy.try_set(false);
        });
    };
    let take = UnsyncCallback::new(move |picked: Vec<PickedFile>| {
        let Some(file) = picked.into_iter().next() else {
            return;
        };
        spawn_local(async move {
            match text_of(&file).await {
                Ok(text) if !busy.is_disposed() => compare(text),
                Ok(_) => {}
                Err(why) => _ = problem.try_set(Some(sentence(&why))),
            }
        });
    });
    view! {
        <Panel title="What was disclosed of it">
            <p class="verify-quiet">
                "Whoever made the edition can give out what it leaves out, one thing at a time. Hand it in here to see whether it is that."
            </p>
            <FileDrop label="A file of disclosures" over_label="Let go to compare" button="Choose disclosures" accept=".json,.txt,application/json,text/plain" how_many=HowMany::One on_files=take />
            <form
                class="verify-compare"
                on:submit=move |event| {
                    event.prevent_default();
                    compare(typed.get_untracked());
                }
            >
                <TextArea label="Or lines with one disclosure each" value=typed on_input=move |text| typed.set(text) error=problem />
                <div class="cluster">
                    <Button kind=ButtonKind::Primary submit=true busy disabled=Signal::derive(move || typed.read().trim().is_empty())>
                        "Compare"
                    </Button>
                </div>
            </form>
            <div role="status">
                {move || found.get().map(|found| view! { <Found found /> })}
            </div>
        </Panel>
    }
}

#[component]
fn Found(found: Arc<CheckedDisclosures>) -> impl IntoView {
    let whole = found
        .restored
        .as_ref()
        .map(|restored| restored.contradictions.is_empty());
    let lines = found.disclosed.iter().map(|one| {
        let holds = one.standing == Standing::Holds;
        let (mark, text) = match holds {
            true => (Mark::Pass, "Holds"),
            false => (Mark::Fail, "Does not hold"),
        };
        let why = publishing::standing(&one.standing);
        let value = match &one.value {
            Value::String(text) => text.clone(),
            other => other.to_string(),
        };
        view! {
            <li>
                <p class="verify-disclosed"><StatusMark mark text /><strong>{text}</strong>" "<span class="mono">{one.path.clone()}</span></p>
                {why.map(|why| view! { <p>{why}</p> })}
                {holds.then(|| view! { <p class="verify-disclosed-value"><bdi>{value}</bdi></p> })}
            </li>
        }
    });
    view! {
        <p class="verify-disclosed-sum">{publishing::held(&found.disclosed)}</p>
        {whole.map(|agrees| view! { <p>{publishing::restored(agrees)}</p> })}
        <ul class="verify-disclosures">{lines.take(200).collect_view()}</ul>
        {(found.disclosed.len() > 200).then(|| view! { <p class="verify-quiet">{publishing::more(found.disclosed.len() - 200)}</p> })}
    }
}

/// The text of a file of disclosures.
async fn text_of(file: &PickedFile) -> Result<String, String> {
    if file.size() > LARGEST {
        return Err(publishing::TOO_LARGE.to_owned());
    }
    let bytes = files::read(file, |_| {}, &Cancellation::new()).await;
    let bytes = bytes.map_err(|error| error.to_string())?;
    String::from_utf8(bytes).map_err(|_| publishing::NO_TEXT.to_owned())
}

/// Compares disclosures with the edition, beside the page.
async fn compared(
    desk: Desk,
    edition: &PickedFile,
    disclosures: String,
) -> Result<CheckedDisclosures, String> {
    let bytes = files::read(edition, |_| {}, &Cancellation::new()).await;
    let job = CheckDisclosures {
        edition: bytes.map_err(|error| error.to_string())?,
        disclosures,
        editions: desk.editions().await.files(),
    };
    let found = beside::perform(job, |_| {}, &Cancellation::new()).await;
    found
        .map_err(|error| error.to_string())?
        .map_err(|refused| refused.to_string())
}
