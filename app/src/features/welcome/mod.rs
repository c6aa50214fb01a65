//! The assessments kept on this device, and what to do on the first visit.

pub mod card;
pub mod deleted;
pub mod deleting;
pub mod first_run;
pub mod new_assessment;
pub mod open_file;
pub mod rename;

use leptos::prelude::*;

use self::card::AssessmentCard;
use self::deleted::DeletedList;
use self::deleting::{DeleteDialog, Deleting};
use self::first_run::{Choices, EmptyStoreRemark};
use self::new_assessment::NewAssessmentDialog;
use self::open_file::{OpenFile, OpenFileDialogs};
use self::rename::RenameDialog;
use crate::browser::files::HowMany;
use crate::components::{
    Button, ButtonKind, DropAnywhere, EmptyState, FileDrop, Icon, LinkButton, PageHeading,
    ProgressBar,
};
use crate::desk::{LibraryState, use_desk};
use crate::features::carrying::{CarryOnDialog, CarryingOn};
use crate::features::handed_over::HandedOver;
use crate::features::making::Making;
use crate::route::Route;
use crate::shell::{Commands, Navigation, Notices, WelcomeCommand};
use crate::words;

/// The name under which the example is made.
const EXAMPLE: &str = "example";

/// The list of assessments, or the welcome where there is none.
#[component]
pub fn WelcomeView() -> impl IntoView {
    let desk = use_desk();
    let creating = RwSignal::new(false);
    let renaming = RwSignal::new(None::<(String, String)>);
    let deleting = RwSignal::new(None::<Deleting>);
    let carrying = RwSignal::new(None::<CarryingOn>);
    let opening = OpenFile::new();
    opening.take().run(HandedOver::from_context().collect());
    Commands::from_context().on(move |command: WelcomeCommand| match command {
        WelcomeCommand::New => {
            creating.set(true);
            true
        }
        WelcomeCommand::OpenFile => {
            opening.choose();
            true
        }
    });
    let state = desk.library_state();
    let is_empty = Memo::new(move |_| desk.assessments().with(Vec::is_empty));
    view! {
        <div class="page page-narrow welcome">
            {move || match state.get() {
                LibraryState::Opening => view! {
                    <ProgressBar label="Reading the list of assessments" done=None />
                }.into_any(),
                LibraryState::Unavailable(error) => unavailable(error.to_string()),
                LibraryState::Ready if is_empty.get() => view! {
                    <FirstRun creating opening />
                }.into_any(),
                LibraryState::Ready => view! { <List creating renaming deleting carrying opening /> }.into_any(),
            }}
            <DeletedList />
        </div>
        <NewAssessmentDialog open=creating />
        <RenameDialog renaming />
        <DeleteDialog deleting />
        <CarryOnDialog from=carrying />
        <OpenFileDialogs opening />
    }
}

/// Nothing is here yet.
#[component]
fn FirstRun(creating: RwSignal<bool>, opening: OpenFile) -> impl IntoView {
    view! {
        <header class="welcome-head">
            <h1>"Assess a node operator"</h1>
            <p class="muted">
                "Against ValOS, the Validator Operations Standard, or another catalog from a file: walk through the controls, note what you find, attach evidence, weigh the risks, and hand over a signed report. Everything stays in this browser on this device: this page reaches no network."
            </p>
        </header>
        <Choices creating opening />
        <DropAnywhere words="Let go to open the backup" over=RwSignal::new(false) on_files=opening.take() />
        <EmptyStoreRemark />
    }
}

/// What is here.
#[component]
fn List(
    creating: RwSignal<bool>,
    renaming: RwSignal<Option<(String, String)>>,
    deleting: RwSignal<Option<Deleting>>,
    carrying: RwSignal<Option<CarryingOn>>,
    opening: OpenFile,
) -> impl IntoView {
    let desk = use_desk();
    let lead = move || {
        let count = desk.assessments().with(Vec::len);
        words::assessments::on_this_device(count)
    };
    let has_example = Memo::new(move |_| {
        desk.assessments()
            .with(|list| list.iter().any(|entry| entry.example))
    });
    view! {
        <PageHeading title="Assessments" lead=lead>
            <Button icon=Icon::Folder on_press=move || opening.choose()>"Open a file"</Button>
            <Button kind=ButtonKind::Primary icon=Icon::Plus on_press=move || creating.set(true)>
                "New assessment"
            </Button>
        </PageHeading>
        <ul class="welcome-list">
            // An entry that changes is drawn anew, because everything on its card may have changed.
            <For
                each=move || desk.assessments().get()
                key=|entry| (entry.id.clone(), entry.changed, entry.title.clone(), entry.last_backup.clone().map(|last| (last.seq, last.checked)))
                let(entry)
            >
                <li><AssessmentCard entry renaming deleting carrying /></li>
            </For>
        </ul>
        <FileDrop
            label="Drop a backup (.assay) here to open it"
            over_label="Let go to open the backup"
            button="Open a file"
            accept=".assay,.json,.html,.htm"
            how_many=HowMany::One
            on_files=opening.take()
        />
        <div class="cluster">
            <LinkButton href=Route::Verify.fragment() icon=Icon::Verify>"Verify a report"</LinkButton>
            <Show when=move || !has_example.get()>
                <Button icon=Icon::Eye busy=Making::from_context().is_under_way(EXAMPLE) on_press=open_example()>"Look at the example"</Button>
            </Show>
        </div>
    }
}

/// Why nothing can be kept here.
fn unavailable(why: String) -> AnyView {
    let desk = use_desk();
    view! {
        <EmptyState
            icon=Icon::Warning
            title="The list of assessments cannot be opened"
            text=words::assessments::list_unavailable(&why)
        >
            <Button kind=ButtonKind::Primary on_press=move || desk.try_again()>"Try again"</Button>
            <LinkButton href=Route::Verify.fragment() icon=Icon::Verify>"Verify a report"</LinkButton>
        </EmptyState>
    }
    .into_any()
}

/// Goes into an assessment.
fn go_to_assessment(navigation: Navigation, id: &str) {
    if let Some(route) = Route::overview_of(id) {
        navigation.go(&route);
    }
}

/// Keeps the example on this device, unless it is here, and goes into it.
fn open_example() -> impl Fn() + Send + Sync + Copy + 'static {
    let (desk, navigation, notices) = (
        use_desk(),
        Navigation::from_context(),
        Notices::from_context(),
    );
    let making = Making::from_context();
    move || {
        making.run(EXAMPLE, async move {
            match desk.begin_example().await {
                Ok(id) => go_to_assessment(navigation, &id),
                Err(error) => notices.warn(error.to_string()),
            }
        });
    }
}
