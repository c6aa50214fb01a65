//! The time stamp of a file that is valid: what an authority is asked, and what it answered.

use std::sync::Arc;

use assay_dossier::{Checked, FileKind, StampQuery, Stamped};
use assay_jobs::{AskForStamp, TakeStamp};
use leptos::{prelude::*, task::spawn_local};

use super::{
    countersign::HandedIn,
    stamp_view::{Authorities, StampFacts, certificates},
};
use crate::{
    beside,
    browser::{
        Cancellation,
        files::{self, HowMany, PickedFile},
        focus,
    },
    components::{Button, ButtonKind, FileDrop, Panel},
    features::save_file::SaveFile,
    words::{sentence, stamps},
};

/// The largest answer of an authority that is read, in bytes; real ones have some thousand.
const LARGEST: u64 = 1024 * 1024;

/// The way to a time stamp of the file that is shown.
#[component]
pub(super) fn Stamping(
    /// The file's number in this room.
    number: u64,
    /// What was found about it.
    checked: Arc<Checked>,
    authorities: Authorities,
    handed_in: HandedIn,
) -> impl IntoView {
    let open = RwSignal::new(false);
    let (kind, looked_at) = (checked.kind, checked.sha256);
    let query = RwSignal::new(None::<Result<StampQuery, String>>);
    let taken = RwSignal::new(None::<Result<Stamped, String>>);
    let busy = RwSignal::new(false);
    let of_file = move || handed_in.with_value(|all| all.get(&number).cloned());
    let ask = move || {
        let Some(file) = of_file() else { return };
        open.set(true);
        spawn_local(async move {
            let asked = asked(&file, looked_at).await;
            if query.try_set(Some(asked)).is_none() {
                focus::move_soon(".verify-stamping");
            }
        });
    };
    let take = UnsyncCallback::new(move |picked: Vec<PickedFile>| {
        let (Some(answer), Some(file)) = (picked.into_iter().next(), of_file()) else {
            return;
        };
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        taken.set(None);
        spawn_local(async move {
            let outcome = held_against(&file, looked_at, &answer, authorities).await;
            let _room_left = busy.try_set(false);
            let _room_left = taken.try_set(Some(outcome));
        });
    });
    view! {
        <Panel title="Time stamp">
            <p class="verify-quiet">{stamps::about(kind)}</p>
            <Show
                when=move || open.get()
                fallback=move || view! {
                    <Button on_press=ask>"Get or check a time stamp\u{2026}"</Button>
                }
            >
                <div class="verify-stamping" tabindex="-1">
                    {move || query.get().map(|asked| match asked {
                        Ok(query) => view! { <Query query kind /> }.into_any(),
                        Err(why) => view! { <p class="report-problem" role="alert">{sentence(&why)}</p> }.into_any(),
                    })}
                    <FileDrop label="The authority's answer" over_label="Let go to check the answer" button="Choose the answer" accept=".tsr,.tst,.der,application/timestamp-reply" how_many=HowMany::One on_files=take />
                    <div role="status">
                        {move || busy.get().then_some("Checking the time stamp\u{2026}")}
                    </div>
                    {move || taken.get().map(|taken| match taken {
                        Ok(stamped) => view! { <Answer stamped kind authorities /> }.into_any(),
                        Err(why) => view! { <p class="report-problem" role="alert">{sentence(&why)}</p> }.into_any(),
                    })}
                </div>
            </Show>
        </Panel>
    }
}

/// What is sent to an authority.
#[component]
fn Query(query: StampQuery, kind: FileKind) -> impl IntoView {
    view! {
        <dl class="verify-facts">
            <dt>{stamps::digest_of(kind)}</dt>
            <dd class="mono">{query.digest.to_string()}</dd>
        </dl>
        <p class="verify-quiet">{stamps::HOW_TO_ASK}</p>
        <p class="mono verify-command">{stamps::COMMAND}</p>
        <SaveFile
            name=query.name
            media_type="application/timestamp-query"
            bytes=query.query
            label="Save the query".to_owned()
        />
    }
}

/// What was found about the answer, and the PDF with it.
#[component]
fn Answer(stamped: Stamped, kind: FileKind, authorities: Authorities) -> impl IntoView {
    let holds = stamped.stamp.holds();
    let file = stamped.name.map(|name| {
        let label = stamps::SAVE_STAMPED.to_owned();
        view! {
            <SaveFile name media_type="application/pdf" bytes=stamped.bytes label kind=ButtonKind::Primary />
        }
    });
    view! {
        <div role="status"><StampFacts stamp=stamped.stamp authorities /></div>
        {(holds && kind == FileKind::Json).then(|| view! { <p>{stamps::KEEP_BESIDE}</p> })}
        {file}
    }
}

/// What an authority is asked for a file.
async fn asked(
    file: &PickedFile,
    looked_at: assay_assessment::Sha256Digest,
) -> Result<StampQuery, String> {
    let bytes = files::read(file, |_| {}, &Cancellation::new()).await;
    let job = AskForStamp {
        name: file.given_name(),
        bytes: bytes.map_err(|error| error.to_string())?,
        looked_at,
    };
    let asked = beside::perform_briefly(job).await;
    asked
        .map_err(|error| error.to_string())?
        .map_err(|refused| refused.to_string())
}

/// An answer, held against the file that it should be of.
async fn held_against(
    file: &PickedFile,
    looked_at: assay_assessment::Sha256Digest,
    answer: &PickedFile,
    authorities: Authorities,
) -> Result<Stamped, String> {
    if answer.size() > LARGEST {
        return Err(stamps::TOO_LARGE.to_owned());
    }
    let read = async |file: &PickedFile| {
        let bytes = files::read(file, |_| {}, &Cancellation::new()).await;
        bytes.map_err(|error| error.to_string())
    };
    let job = TakeStamp {
        name: file.given_name(),
        bytes: read(file).await?,
        looked_at,
        answer: read(answer).await?,
        authorities: certificates(authorities),
    };
    let taken = beside::perform_briefly(job).await;
    taken
        .map_err(|error| error.to_string())?
        .map_err(|refused| refused.to_string())
}
