//! Reading an edition from a file. What was read is shown before it is kept, and nothing is kept of a
//! file with a problem.

use assay_assessment::Day;
use assay_catalog::{
    Catalog, Difference,
    difference::{Counts, nearest},
};
use assay_jobs::{EditionRead, EditionRefused, ReadEdition};
use leptos::{prelude::*, task::spawn_local};

use super::card::sentences;
use crate::{
    beside::{self, BesideError},
    browser::{
        Cancellation, clock,
        files::{self, PickedFile},
    },
    components::{Button, ButtonKind, DateField, Mark, Panel, StatusMark, StoppableProgress},
    desk::{Desk, use_desk},
    shell::Notices,
    storage::EditionSource,
    words,
};

/// How many controls are shown of what was read.
const SAMPLE: usize = 3;

/// What is going on.
#[derive(Clone)]
enum State {
    Nothing,
    /// A file is being read.
    Reading(String, Cancellation),
    /// The file does not say its date.
    DateNeeded,
    /// What was read.
    Read(Box<Preview>),
    /// Why nothing was.
    Refused(String, EditionRefused),
}

/// What was read, before it is kept.
#[derive(Clone)]
struct Preview {
    catalog: &'static Catalog,
    source: EditionSource,
    notes: Vec<String>,
    /// Whether the date is only that of the file's drawing, which the user may put right.
    date_of_drawing: bool,
    /// Whether the same edition is on this device already.
    is_here: bool,
    /// The edition here that is most like it, and how much changed from that.
    nearest: Option<(&'static Catalog, Counts)>,
}

/// Reads editions. A handle: copies are the same. It lives as long as the room.
#[derive(Clone, Copy)]
pub(super) struct Importing {
    desk: Desk,
    notices: Notices,
    state: RwSignal<State>,
    /// The file that is asked about.
    file: StoredValue<Option<PickedFile>, LocalStorage>,
    on_kept: Callback<()>,
}

impl Importing {
    pub(super) fn new(on_kept: Callback<()>) -> Self {
        let importing = Self {
            desk: use_desk(),
            notices: Notices::from_context(),
            state: RwSignal::new(State::Nothing),
            file: StoredValue::new_local(None),
            on_kept,
        };
        // Nobody waits for what is read in a room that was left.
        on_cleanup(move || importing.stop());
        importing
    }

    /// Reads a file. One that is being read meanwhile is given up, and where the room was left, nothing
    /// is read.
    pub(super) fn read(self, file: PickedFile) {
        if self.file.try_set_value(Some(file)).is_none() {
            self.read_with(None);
        }
    }

    fn read_with(self, date: Option<String>) {
        self.stop();
        let Some(file) = self.file.try_get_value().flatten() else {
            return;
        };
        let cancellation = Cancellation::new();
        let reading = State::Reading(file.name(), cancellation.clone());
        self.state.set(reading);
        spawn_local(async move {
            let state = self.what_became(&file, date, &cancellation).await;
            // Another file was chosen meanwhile, or the room left.
            if !cancellation.is_cancelled() {
                let _room_left = self.state.try_set(state);
            }
        });
    }

    async fn what_became(
        self,
        file: &PickedFile,
        date: Option<String>,
        cancellation: &Cancellation,
    ) -> State {
        let refused = |why: String| {
            let problems = vec![why];
            State::Refused(file.name(), EditionRefused { problems, more: 0 })
        };
        if file.size() > assay_catalog::MAX_FILE_BYTES as u64 {
            return refused(words::editions::too_large(file.size()));
        }
        let bytes = match files::read(file, |_| {}, cancellation).await {
            Ok(bytes) => bytes,
            Err(error) => return refused(error.to_string()),
        };
        let size = bytes.len() as u64;
        let job = ReadEdition { bytes, date };
        let (text, notes, sha256, date_of_drawing) =
            match beside::perform(job, |()| {}, cancellation).await {
                Ok(Ok(EditionRead::Whole {
                    file,
                    notes,
                    sha256,
                    date_of_drawing,
                })) => (file, notes, sha256, date_of_drawing),
                Ok(Ok(EditionRead::DateNeeded)) => return State::DateNeeded,
                Ok(Err(problems)) => return State::Refused(file.name(), problems),
                Err(BesideError::Stopped) => return State::Nothing,
                Err(BesideError::Failed(words)) => return refused(format!("{words}.")),
            };
        let mut editions = self.desk.editions().await;
        let before = editions.all();
        match editions.add(&text) {
            Ok(catalog) => State::Read(Box::new(Preview {
                catalog,
                nearest: nearest(catalog, &before)
                    .map(|old| (old, Difference::between(old, catalog).counts())),
                source: EditionSource {
                    title: catalog.edition().title(),
                    file: file.name(),
                    bytes: size,
                    sha256,
                    kept: clock::now(),
                },
                notes,
                date_of_drawing,
                is_here: editions.all().len() == before.len(),
            })),
            Err(error) => refused(error.to_string()),
        }
    }

    fn keep(self, preview: Box<Preview>) {
        spawn_local(async move {
            let Preview {
                catalog, source, ..
            } = *preview;
            match self.desk.keep_edition(catalog, source).await {
                Ok(()) => {
                    self.notices.done(words::editions::kept(catalog.edition()));
                    // Another file may have been read meanwhile, or the room left.
                    self.state.try_update(|state| {
                        if matches!(state, State::Read(shown) if std::ptr::eq(shown.catalog, catalog)) {
                            *state = State::Nothing;
                        }
                    });
                    self.on_kept.try_run(());
                }
                Err(error) => self.notices.warn(error.to_string()),
            }
        });
    }

    fn stop(self) {
        let reading = self.state.try_with_untracked(|state| match state {
            State::Reading(_, cancellation) => Some(cancellation.clone()),
            _ => None,
        });
        if let Some(cancellation) = reading.flatten() {
            cancellation.cancel();
        }
    }

    fn forget(self) {
        self.stop();
        self.state.set(State::Nothing);
    }
}

/// What is going on, or nothing.
#[component]
pub(super) fn ImportingView(importing: Importing) -> impl IntoView {
    move || {
        match importing.state.get() {
        State::Nothing => ().into_any(),
        State::Reading(name, _) => view! {
            <StoppableProgress
                label=format!("Reading {}", words::files::quoted(&name))
                done=None
                on_stop=move || importing.forget()
            />
        }
        .into_any(),
        State::DateNeeded => view! {
            <Panel title="Of which day is this edition?">
                <div class="editions-body">
                <p>"The file does not say it. The day is part of what the edition is called, and of its digest."</p>
                <AskDate importing kind=ButtonKind::Primary words="Read it" />
                <div class="cluster">
                    <Button on_press=move || importing.forget()>"Cancel"</Button>
                </div>
                </div>
            </Panel>
        }
        .into_any(),
        State::Read(preview) => view! { <PreviewPanel importing preview /> }.into_any(),
        State::Refused(name, refused) => view! { <Refusal importing name refused /> }.into_any(),
    }
    }
}

/// Asks for the edition's date, and reads the file again with it.
#[component]
fn AskDate(
    importing: Importing,
    /// How much the button asks to be pressed.
    kind: ButtonKind,
    /// What the button says.
    words: &'static str,
) -> impl IntoView {
    let date = RwSignal::new(String::new());
    let day = move || date.with(|date| date.trim().parse::<Day>().ok());
    view! {
        <DateField
            label="Date of the edition"
            value=date
            on_change=move |text: String| date.set(text)
        />
        <div>
            <Button
                kind
                disabled=Signal::derive(move || day().is_none())
                on_press=move || {
                    if let Some(day) = untrack(day) {
                        importing.read_with(Some(day.to_string()));
                    }
                }
            >
                {words}
            </Button>
        </div>
    }
}

/// What was read: counts, a few texts, what to know of it.
#[component]
fn PreviewPanel(importing: Importing, preview: Box<Preview>) -> impl IntoView {
    let Preview {
        catalog,
        notes,
        is_here,
        date_of_drawing,
        nearest,
        ..
    } = *preview.clone();
    let edition = catalog.edition();
    let sample = catalog.controls().iter().take(SAMPLE).map(|control| {
        view! {
            <li>
                <b class="mono">{control.id().as_str()}</b>
                " "
                {control.statement()}
            </li>
        }
    });
    let known = notes.len();
    let notes = notes.into_iter().map(|note| view! { <li>{note}</li> });
    let provenance = catalog.provenance();
    view! {
        <Panel title=words::editions::read(edition) aside=words::name(edition.name())>
            <div class="editions-body">
            <p>{words::editions::holds(catalog)}</p>
            <p class="muted">{provenance.source()}</p>
            {nearest.filter(|_| !is_here).map(|(old, counts)| view! {
                <h3 class="eyebrow">{words::editions::compared_with(old.edition())}</h3>
                <ul>
                    {words::editions::changes(&counts)
                        .into_iter()
                        .map(|line| view! { <li>{line}</li> })
                        .collect_view()}
                </ul>
            })}
            {date_of_drawing.then(|| view! {
                <details class="editions-more">
                    <summary>"It is of another day"</summary>
                    <p>"The page only says the day on which it was drawn, and a draft is drawn anew each time that it is opened. The day is part of what the edition is called, and of its digest."</p>
                    <AskDate importing kind=ButtonKind::Plain words="Read it with this date" />
                </details>
            })}
            <h3 class="eyebrow">"Its first controls"</h3>
            <ul>{sample.collect_view()}</ul>
            {(known > 0).then(|| view! {
                <details class="editions-more">
                    <summary>{words::count(known, "thing to know", "things to know")}</summary>
                    <ul>{notes.collect_view()}</ul>
                </details>
            })}
            <details class="editions-more">
                <summary>"Whose words it holds"</summary>
                {sentences("In the specification's own words", provenance.verbatim())}
                {sentences("Our own summaries", provenance.summaries())}
                {sentences("Read differently from how it is published", provenance.changes())}
                {sentences("Not part of this edition", provenance.omissions())}
            </details>
            {is_here.then(|| view! { <p role="status">{words::editions::here_already(edition)}</p> })}
            <div class="cluster">
                {(!is_here).then(|| {
                    let preview = preview.clone();
                    view! {
                        <Button kind=ButtonKind::Primary on_press=move || importing.keep(preview.clone())>
                            "Keep this edition"
                        </Button>
                    }
                })}
                <Button on_press=move || importing.forget()>
                    {if is_here { "Close" } else { "Discard" }}
                </Button>
            </div>
            </div>
        </Panel>
    }
}

/// Why a file gives no edition: every problem with its place.
#[component]
fn Refusal(importing: Importing, name: String, refused: EditionRefused) -> impl IntoView {
    let EditionRefused { problems, more } = refused;
    let title = words::editions::not_read(&name, problems.len() + more);
    let items = problems
        .into_iter()
        .map(|problem| view! { <li>{problem}</li> });
    view! {
        <Panel title="Not an edition that can be kept">
            <div class="editions-body">
            <p role="alert">
                <StatusMark mark=Mark::Fail text="Refused" />
                " "
                {title}
            </p>
            <ul class="editions-problems">{items.collect_view()}</ul>
            {(more > 0).then(|| view! { <p class="muted">{format!("and {more} more")}</p> })}
            <div class="cluster">
                <Button on_press=move || importing.forget()>"Close"</Button>
            </div>
            </div>
        </Panel>
    }
}
