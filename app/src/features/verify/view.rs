//! The verify room.

use std::collections::BTreeMap;
use std::sync::Arc;

use assay_dossier::{CheckStage, FileKind, Known, Outcome};
use assay_jobs::CheckReport;
use leptos::{prelude::*, task::spawn_local};

use super::{
    checks::{Checks, Entry, State},
    countersign::{Countersign, HandedIn},
    disclosures::Disclosures,
    outcome_view::{OutcomeView, mark_of},
    publish::Publish,
    stamp_view::{Authorities, certificates},
    stamping::Stamping,
};
use crate::{
    beside::{self, BesideError, NothingBeside},
    browser::{
        Cancellation,
        files::{self, HowMany, PickedFile},
        timers,
    },
    components::{FileDrop, Mark, PageHeading, Panel, StatusMark, StoppableProgress},
    desk::{Desk, OwnFont, use_desk},
    features::handed_over::{HandedOver, kind_of},
    route::Route,
    words,
};

/// What the room has: the files and the signers whom the user knows.
#[derive(Clone, Copy)]
struct Room {
    desk: Desk,
    handed_over: HandedOver,
    checks: RwSignal<Checks>,
    known: RwSignal<Vec<Known>>,
    /// The time stamping authorities whom the user knows.
    authorities: Authorities,
    /// The files themselves, for those that are signed as well.
    handed_in: HandedIn,
    /// The files that are being checked, by their numbers: one of those that were handed in together.
    under_way: RwSignal<BTreeMap<u64, UnderWay>>,
}

/// A file that is being checked.
#[derive(Clone, Default)]
struct UnderWay {
    /// How far it is.
    stage: Option<CheckStage>,
    /// What stops it.
    cancellation: Cancellation,
}

impl Room {
    /// Takes files that were handed in here. A backup that comes alone goes to where it is opened;
    /// among others it has its line, which says what it is.
    fn hand_in(self, picked: Vec<PickedFile>) {
        let [only] = picked.as_slice() else {
            return self.take(picked);
        };
        let only = only.clone();
        spawn_local(async move {
            let kind = kind_of(&only).await;
            if !self.handed_over.pass_on(&only, kind, &Route::Verify) {
                self.take(picked);
            }
        });
    }

    /// Checks files one after the other. The room may be left meanwhile; then nobody asks for more.
    fn take(self, picked: Vec<PickedFile>) {
        let names = picked.iter().map(PickedFile::name);
        let Some(numbers) = self.checks.try_update(|checks| checks.take(names)) else {
            return;
        };
        let numbered = numbers.iter().copied().zip(picked.iter().cloned());
        self.handed_in.update_value(|all| all.extend(numbered));
        spawn_local(async move {
            // Without the library every signer and authority is unknown, which is the safe answer.
            let known = self.desk.known_signers().await.unwrap_or_default();
            let authorities = self.desk.known_authorities().await.unwrap_or_default();
            // Pages that were drawn with fonts of the user's are compared only where these are at hand.
            let fonts = self.desk.own_fonts().await.unwrap_or_default();
            let known = known.into_iter().map(|signer| Known {
                name: signer.name,
                fingerprint: signer.fingerprint,
            });
            if self.known.try_set(known.collect()).is_some()
                || self.authorities.try_set(authorities).is_some()
            {
                return;
            }
            for (file, number) in picked.into_iter().zip(numbers) {
                let cancellation = Cancellation::new();
                let begun = UnderWay {
                    stage: None,
                    cancellation: cancellation.clone(),
                };
                let begin = |all: &mut BTreeMap<_, _>| _ = all.insert(number, begun);
                if self.under_way.try_update(begin).is_none() {
                    return;
                }
                let reached = move |stage| {
                    self.under_way.try_update(|all| {
                        if let Some(one) = all.get_mut(&number) {
                            one.stage = Some(stage);
                        }
                    });
                };
                let known = certificates(self.authorities);
                let state =
                    checked(self.desk, &file, (known, &fonts), reached, &cancellation).await;
                self.under_way.try_update(|all| all.remove(&number));
                let settle = |checks: &mut Checks| checks.settle(number, state);
                if self.checks.try_update(settle).is_none() {
                    return;
                }
            }
        });
    }
}

/// Reads a file and has it checked, beside the page.
async fn checked(
    desk: Desk,
    file: &PickedFile,
    (authorities, fonts): (Vec<Vec<u8>>, &[OwnFont]),
    reached: impl FnMut(CheckStage) + 'static,
    cancellation: &Cancellation,
) -> State {
    let bytes = match files::read(file, |_| {}, cancellation).await {
        Ok(bytes) => bytes,
        Err(error) => return State::Refused(error.to_string()),
    };
    let check = CheckReport {
        bytes,
        editions: desk.editions().await.files(),
        authorities,
        fonts: fonts.iter().map(|font| font.bytes.to_vec()).collect(),
    };
    let outcome = beside::perform(check, reached, cancellation).await;
    // Taking the answer over took a moment already.
    timers::yield_to_page().await;
    match outcome {
        Ok(Ok(checked)) => State::Checked(Arc::new(checked)),
        Ok(Err(refused)) => State::Refused(format!("{refused}.")),
        Err(BesideError::Stopped) => State::Refused(
            "The check was stopped, so nothing can be said about the file. Hand it in again to check it.".to_owned(),
        ),
        Err(BesideError::Failed(words)) => State::Refused(format!("{words}.")),
    }
}

/// Verifying reports.
#[component]
pub fn VerifyView() -> impl IntoView {
    let room = Room {
        desk: use_desk(),
        handed_over: HandedOver::from_context(),
        checks: RwSignal::new(Checks::default()),
        known: RwSignal::new(Vec::new()),
        authorities: RwSignal::new(Vec::new()),
        handed_in: HandedIn::new_local(BTreeMap::new()),
        under_way: RwSignal::new(BTreeMap::new()),
    };
    // Nobody waits for a verdict in a room that was left.
    on_cleanup(move || {
        for one in room
            .under_way
            .try_get_untracked()
            .unwrap_or_default()
            .values()
        {
            one.cancellation.cancel();
        }
    });
    let carried = room.handed_over.collect();
    if !carried.is_empty() {
        room.take(carried);
    }
    // A memo, so that another file's verdict does not draw this one's anew.
    let shown = Memo::new(move |_| room.checks.with(|checks| checks.shown().cloned()));
    view! {
        <div class="verify">
            <PageHeading
                title="Verify a report"
                lead="Drop the JSON or the PDF. It is checked here, on this device; it is not kept and nothing is sent."
            />
            <FileDrop
                label="Drop signed reports here"
                over_label="Let go to verify"
                button="Choose reports"
                accept=".json,.pdf,application/json,application/pdf"
                how_many=HowMany::Several
                on_files=UnsyncCallback::new(move |picked| room.hand_in(picked))
            />
            <NothingBeside />
            <Lines room />
            {move || shown.get().map(|entry| match entry.state {
                State::Working => view! { <Working room number=entry.number name=entry.name /> }.into_any(),
                State::Refused(why) => view! { <Refused name=entry.name why /> }.into_any(),
                State::Checked(checked) => {
                    let valid = checked.outcome == Outcome::Valid;
                    let is_public = checked.held.as_ref().is_ok_and(|held| held.public().is_some());
                    let is_report = checked.kind == FileKind::Json
                        && checked.held.as_ref().is_ok_and(|held| held.report().is_some());
                    let (number, handed_in) = (entry.number, room.handed_in);
                    let (edition, report) = (Arc::clone(&checked), Arc::clone(&checked));
                    let stampable = Arc::clone(&checked);
                    view! {
                        <OutcomeView name=entry.name checked known=room.known authorities=room.authorities checks=room.checks>
                            {(valid && is_public).then(|| view! { <Disclosures number checked=Arc::clone(&edition) handed_in /> })}
                            {valid.then(|| view! { <Countersign number checks=room.checks handed_in /> })}
                            {valid.then(|| view! { <Stamping number checked=Arc::clone(&stampable) authorities=room.authorities handed_in /> })}
                            {(valid && is_report).then(|| view! { <Publish number checked=Arc::clone(&report) handed_in /> })}
                        </OutcomeView>
                    }
                    .into_any()
                }
            })}
        </div>
    }
}

/// A file that waits or is being checked.
#[component]
fn Working(room: Room, number: u64, name: String) -> impl IntoView {
    let stage = Memo::new(move |_| {
        room.under_way
            .with(|all| all.get(&number).map(|one| one.stage))
    });
    let words = move || match stage.get().flatten() {
        Some(CheckStage::Drawing) => "Drawing its pages again and comparing them".to_owned(),
        Some(CheckStage::Reading) | None => "Checking its signatures and what it says".to_owned(),
    };
    let stop = move || {
        room.under_way.with_untracked(|all| {
            if let Some(one) = all.get(&number) {
                one.cancellation.cancel();
            }
        });
    };
    view! {
        <p role="status">{format!("Checking {name}\u{2026}")}</p>
        <Show when=move || stage.get().is_some()>
            <StoppableProgress label=Signal::derive(words) done=Signal::stored(None) on_stop=stop />
        </Show>
    }
}

/// A line for each file, when there is more than one; the chosen one is shown below.
#[component]
fn Lines(room: Room) -> impl IntoView {
    let line = move |entry: &Entry, shown: bool| {
        let number = entry.number;
        let mark = match &entry.state {
            State::Working => Mark::Open,
            State::Refused(_) => Mark::Attention,
            State::Checked(checked) => mark_of(checked),
        };
        let word = entry.state.word();
        let name = entry.name.clone();
        view! {
            <li>
                <button
                    type="button"
                    class="verify-line"
                    aria-current=shown.then_some("true")
                    on:click=move |_| room.checks.update(|checks| checks.show(number))
                >
                    <StatusMark mark text=word />
                    <bdi class="verify-line-name">{name}</bdi>
                    <span class="verify-line-word">{word}</span>
                </button>
            </li>
        }
    };
    let lines = move || {
        room.checks.with(|checks| {
            let shown = checks.shown().map(|entry| entry.number);
            let entries = checks.entries();
            (entries.len() > 1).then(|| {
                let lines = entries.iter();
                let lines = lines.map(|entry| line(entry, Some(entry.number) == shown));
                view! { <ul class="verify-lines" aria-label="Files">{lines.collect_view()}</ul> }
            })
        })
    };
    view! { {lines} }
}

#[component]
fn Refused(name: String, why: String) -> impl IntoView {
    let outcome = assay_dossier::Outcome::CannotBeChecked.word();
    view! {
        <Panel title=name>
            <p class="verify-verdict" role="alert" data-verdict=outcome>
                <StatusMark mark=Mark::Attention text=outcome />
                <strong>{outcome}</strong>
            </p>
            <p>{words::capital(&why)}</p>
        </Panel>
    }
}
