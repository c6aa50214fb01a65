//! The verify room.

use std::sync::Arc;

use assay_dossier::{Checked, FileKind, Outcome, Standing};
use leptos::{prelude::*, task::spawn_local};

use super::{
    checks::{Entry, State},
    countersign::{Countersign, HandedIn},
    disclosures::Disclosures,
    outcome_view::OutcomeView,
    pack_view::PackView,
    publish::Publish,
    room::Room,
    stamping::Stamping,
};
use crate::{
    beside::NothingBeside,
    browser::files::{self, HowMany},
    components::{Button, FileDrop, Icon, Mark, PageHeading, Panel, StatusMark, StoppableProgress},
    features::{
        marks::mark_of_standing,
        other_programs::{OtherPrograms, ReportBytes, ReportFile},
    },
    words,
};

/// Verifying reports.
#[component]
pub fn VerifyView() -> impl IntoView {
    let room = Room::enter();
    let choose_folder = move || {
        spawn_local(async move {
            if let Some(folder) = files::pick_folder().await {
                room.take_folder(folder);
            }
        });
    };
    // A memo, so that another file's verdict does not draw this one's anew.
    let shown = Memo::new(move |_| room.checks.with(|checks| checks.shown().cloned()));
    view! {
        <div class="verify">
            <PageHeading
                title="Verify a report"
                lead="Drop the JSON, the PDF or an evidence pack. It is checked here, on this device; it is not kept and nothing is sent."
            />
            <FileDrop
                label="Drop signed reports here"
                over_label="Let go to verify"
                button="Choose reports"
                accept=".json,.pdf,.zip,application/json,application/pdf,application/zip"
                how_many=HowMany::Several
                on_files=UnsyncCallback::new(move |picked| room.hand_in(picked))
            >
                <Button icon=Icon::Folder on_press=choose_folder>"Choose an unpacked folder"</Button>
            </FileDrop>
            <NothingBeside />
            <Lines room />
            {move || shown.get().map(|entry| match entry.state {
                State::Working => view! { <Working room number=entry.number name=entry.name /> }.into_any(),
                State::Refused(why) => {
                    let word = Outcome::CannotBeChecked.word();
                    view! { <Refused name=entry.name word mark=Mark::Attention why /> }.into_any()
                }
                State::Damaged(why) => {
                    view! { <Refused name=entry.name word=Standing::Fails.word() mark=Mark::Fail why /> }.into_any()
                }
                State::Pack(check) => {
                    view! { <PackView number=entry.number name=entry.name check room /> }.into_any()
                }
                State::Checked(checked) => {
                    let valid = checked.outcome == Outcome::Valid;
                    let is_public = checked.held.as_ref().is_ok_and(|held| held.public().is_some());
                    let is_report = checked.kind == FileKind::Json
                        && checked.held.as_ref().is_ok_and(|held| held.report().is_some());
                    let (number, handed_in) = (entry.number, room.handed_in);
                    let (edition, report) = (Arc::clone(&checked), Arc::clone(&checked));
                    let (stampable, exchanged) = (Arc::clone(&checked), Arc::clone(&checked));
                    view! {
                        <OutcomeView name=entry.name checked known=room.known authorities=room.authorities checks=room.checks>
                            {(valid && is_public).then(|| view! { <Disclosures number checked=Arc::clone(&edition) handed_in /> })}
                            {valid.then(|| view! { <Countersign number checks=room.checks handed_in /> })}
                            {valid.then(|| view! { <Stamping number checked=Arc::clone(&stampable) authorities=room.authorities handed_in /> })}
                            {(valid && is_report).then(|| view! { <Publish number checked=Arc::clone(&report) handed_in /> })}
                            {for_other_programs(number, &exchanged, handed_in)}
                        </OutcomeView>
                    }
                    .into_any()
                }
            })}
        </div>
    }
}

/// The way to files for other programs, of a report that nothing speaks against.
fn for_other_programs(
    number: u64,
    checked: &Checked,
    handed_in: HandedIn,
) -> Option<impl IntoView + use<>> {
    let is_report = checked
        .held
        .as_ref()
        .is_ok_and(|held| held.report().is_some());
    let file = handed_in.with_value(|all| all.get(&number).cloned())?;
    (is_report && checked.standing() != Standing::Fails).then(|| {
        let report = ReportFile {
            name: file.name(),
            bytes: ReportBytes::HandedIn(file, checked.sha256),
        };
        view! {
            <Panel title="For other programs">
                <OtherPrograms report />
            </Panel>
        }
    })
}

/// A file that waits or is being checked.
#[component]
fn Working(room: Room, number: u64, name: String) -> impl IntoView {
    let doing = Memo::new(move |_| {
        room.under_way
            .with(|all| all.get(&number).map(|one| one.doing.clone()))
    });
    let words = move || doing.get().map(|doing| doing.words()).unwrap_or_default();
    let done = move || doing.get().and_then(|doing| doing.per_mille());
    let stop = move || {
        room.under_way.with_untracked(|all| {
            if let Some(one) = all.get(&number) {
                one.cancellation.cancel();
            }
        });
    };
    view! {
        <p role="status">{format!("Checking {name}\u{2026}")}</p>
        <Show when=move || doing.read().is_some()>
            <StoppableProgress label=Signal::derive(words) done=Signal::derive(done) on_stop=stop />
        </Show>
    }
}

/// A line for each file, when there is more than one; the chosen one is shown below.
#[component]
fn Lines(room: Room) -> impl IntoView {
    let line = move |entry: &Entry, shown: bool| {
        let number = entry.number;
        let mark = entry.state.standing().map_or(Mark::Open, mark_of_standing);
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
fn Refused(name: String, word: &'static str, mark: Mark, why: String) -> impl IntoView {
    view! {
        <Panel title=name>
            <p class="verify-verdict" role="alert" data-verdict=word>
                <StatusMark mark text=word />
                <strong>{word}</strong>
            </p>
            <p>{words::capital(&why)}</p>
        </Panel>
    }
}
