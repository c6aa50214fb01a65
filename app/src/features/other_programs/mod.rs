//! A signed report as files for other programs: a workbook, OSCAL, CISO Assistant, one page, Markdown.

use assay_assessment::Sha256Digest;
use assay_jobs::{CheckReport, ExchangeReport, Exchanged, ExchangedFile, Refused};
use leptos::{prelude::*, task::spawn_local};

use crate::{
    beside::{self, BesideError},
    browser::{
        Cancellation,
        files::{self, PickedFile},
        focus,
    },
    components::{Button, ButtonKind, StoppableProgress},
    desk::{Desk, use_desk},
    features::save_file::SaveFile,
    words::{other_programs, sentence},
};

/// A report that files are made of.
#[derive(Clone)]
pub struct ReportFile {
    /// What it is called.
    pub name: String,
    /// Where its bytes are.
    pub bytes: ReportBytes,
}

/// Where the bytes of a report are.
#[derive(Clone)]
pub enum ReportBytes {
    /// Here.
    Kept(Vec<u8>),
    /// In a file that was handed in, and had that digest when it was checked.
    HandedIn(PickedFile, Sha256Digest),
}

/// The way to files for other programs, and the files when they are made.
#[component]
pub fn OtherPrograms(
    /// What they are made of.
    report: ReportFile,
) -> impl IntoView {
    let desk = use_desk();
    let name = StoredValue::new(report.name.clone());
    let report = StoredValue::new_local(report);
    let made = RwSignal::new(None::<Exchanged>);
    let problem = RwSignal::new(None::<String>);
    let under_way = RwSignal::new(None::<Cancellation>);
    let stop = move || {
        if let Some(Some(cancellation)) = under_way.try_get_untracked() {
            cancellation.cancel();
        }
    };
    // Nobody waits for the files in a room that was left.
    on_cleanup(stop);
    let make = move || {
        if under_way.read_untracked().is_some() {
            return;
        }
        let cancellation = Cancellation::new();
        under_way.set(Some(cancellation.clone()));
        problem.set(None);
        let of = report.get_value();
        spawn_local(async move {
            let outcome = of.bytes.exchanged(desk, &cancellation).await;
            if under_way.try_set(None).is_some() {
                return;
            }
            match outcome {
                Ok(files) => {
                    _ = made.try_set(Some(files));
                    focus::move_soon(".other-programs-made");
                }
                Err(why) => _ = problem.try_set(why.map(|why| sentence(&why))),
            }
        });
    };
    view! {
        <section class="other-programs">
            <p class="other-programs-lead">{other_programs::LEAD}</p>
            <Show when=move || made.read().is_none()>
                <div class="cluster">
                    <Button on_press=make busy=Signal::derive(move || under_way.read().is_some())>
                        "Make files for other programs"
                    </Button>
                </div>
                <Show when=move || under_way.read().is_some()>
                    <StoppableProgress label="Making the files" done=None on_stop=stop />
                </Show>
                {move || problem.get().map(|why| view! { <p class="save-file-problem" role="alert">{why}</p> })}
            </Show>
            {move || made.get().map(|made| view! { <Made name=name.get_value() made /> })}
        </section>
    }
}

/// The files, each with a button of its own.
#[component]
fn Made(name: String, made: Exchanged) -> impl IntoView {
    let named = |ending: &str, file: ExchangedFile| ExchangedFile {
        name: other_programs::name_of(&name, ending),
        ..file
    };
    let workbook = either(made.workbook, |file| {
        save(named("xlsx", file), "Save the workbook (XLSX)".to_owned())
    });
    let page = save(
        named("page.html", made.page),
        "Save the page (HTML)".to_owned(),
    );
    let markdown = save(named("md", made.markdown), "Save the Markdown".to_owned());
    let oscal = together(made.oscal, other_programs::OSCAL);
    let ciso_assistant = together(made.ciso_assistant, other_programs::CISO_ASSISTANT);
    view! {
        <div class="other-programs-made" tabindex="-1" role="group" aria-label="Files for other programs">
            <div class="save-files">{workbook}{page}{markdown}</div>
            {oscal}
            {ciso_assistant}
        </div>
    }
}

/// What is made of it, or why there is nothing.
fn either<Value, View: IntoView + 'static>(
    value: Result<Value, Refused>,
    draw: impl FnOnce(Value) -> View,
) -> AnyView {
    match value {
        Ok(value) => draw(value).into_any(),
        Err(why) => {
            view! { <p class="save-file-problem">{sentence(&why.to_string())}</p> }.into_any()
        }
    }
}

/// Files that belong together, below how, or why there are none.
fn together(files: Result<Vec<ExchangedFile>, Refused>, how: &'static str) -> AnyView {
    either(files, |files| {
        let buttons = files.into_iter().map(|file| {
            let label = format!("Save {}", file.name);
            save(file, label)
        });
        view! {
            <p class="other-programs-lead">{how}</p>
            <div class="save-files">{buttons.collect_view()}</div>
        }
    })
}

fn save(file: ExchangedFile, label: String) -> impl IntoView {
    let ExchangedFile {
        name,
        media_type,
        bytes,
    } = file;
    view! { <SaveFile name media_type bytes label kind=ButtonKind::default() /> }
}

impl ReportBytes {
    /// Has the files made beside the page. `Err(None)` when it was stopped.
    async fn exchanged(
        self,
        desk: Desk,
        cancellation: &Cancellation,
    ) -> Result<Exchanged, Option<String>> {
        let (bytes, expected) = match self {
            Self::Kept(bytes) => (bytes, None),
            Self::HandedIn(file, sha256) => {
                let read = files::read(&file, |_| {}, cancellation).await;
                let bytes = read.map_err(|error| said(error.to_string(), cancellation))?;
                (bytes, Some(sha256))
            }
        };
        // Time stamps and drawn pages do not change what the files say: neither authorities nor fonts are needed.
        let check = CheckReport {
            bytes,
            editions: desk.editions().await.files(),
            authorities: Vec::new(),
            fonts: Vec::new(),
        };
        let job = ExchangeReport { of: check };
        match beside::perform(job, |_| {}, cancellation).await {
            Ok(Ok(made)) if expected.is_none_or(|expected| expected == made.of) => Ok(made),
            Ok(Ok(_)) => Err(Some(other_programs::OTHER_FILE.to_owned())),
            Ok(Err(refused)) => Err(Some(refused.to_string())),
            Err(BesideError::Stopped) => Err(None),
            Err(BesideError::Failed(words)) => Err(Some(words)),
        }
    }
}

/// What is said of an error; nothing when somebody stopped it.
fn said(why: String, cancellation: &Cancellation) -> Option<String> {
    (!cancellation.is_cancelled()).then_some(why)
}
