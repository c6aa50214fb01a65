//! The room of the editions.

use leptos::{prelude::*, task::spawn_local};

use super::{
    card::EditionCard,
    changes::ChangesView,
    comparing::Comparing,
    importing::{Importing, ImportingView},
};
use crate::{
    beside::NothingBeside,
    browser::files::{HowMany, PickedFile},
    components::{FileDrop, PageHeading},
    desk::{EditionHere, LibraryState, use_desk},
    features::handed_over::{HandedOver, kind_of},
    route::Route,
    shell::Navigation,
};

/// The editions of this device, or what changed between two of them.
#[component]
pub fn EditionsView() -> impl IntoView {
    let compared = Navigation::from_context().memo(|route| match route {
        Route::Changes { from, to } => Some((*from, *to)),
        _ => None,
    });
    move || match compared.get() {
        Some((from, to)) => view! { <ChangesView from to /> }.into_any(),
        None => view! { <EditionsHere /> }.into_any(),
    }
}

#[component]
fn EditionsHere() -> impl IntoView {
    let desk = use_desk();
    let here = RwSignal::new(None::<Result<Vec<EditionHere>, String>>);
    let read_again = Callback::new(move |()| {
        spawn_local(async move {
            let read = desk.editions_here().await;
            let _room_left = here.try_set(Some(read.map_err(|error| error.to_string())));
        });
    });
    Effect::new(move || {
        if desk.library_state().get() != LibraryState::Opening {
            read_again.run(());
        }
    });
    let importing = Importing::new(read_again);
    let handed_over = HandedOver::from_context();
    let take = UnsyncCallback::new(move |picked: Vec<PickedFile>| {
        let Some(file) = picked.into_iter().next() else {
            return;
        };
        spawn_local(async move {
            let kind = kind_of(&file).await;
            if !handed_over.pass_on(&file, kind, &Route::Editions) {
                importing.read(file);
            }
        });
    });
    take.run(handed_over.collect());
    view! {
        <div class="page page-narrow editions">
            <PageHeading
                title="Editions"
                lead="An assessment is made against one edition of a standard, and stays with it. This page carries two editions of ValOS; another one is read from a file."
            />
            <NothingBeside />
            <ImportingView importing />
            {move || match here.get() {
                None => view! { <p role="status">"Looking for the editions on this device\u{2026}"</p> }.into_any(),
                Some(Err(error)) => view! { <p class="editions-problem" role="alert">{error}</p> }.into_any(),
                Some(Ok(list)) => view! {
                    <ul class="editions-list" role="list">
                        {list
                            .iter()
                            .cloned()
                            .map(|edition| view! { <li><EditionCard edition on_change=read_again /></li> })
                            .collect_view()}
                    </ul>
                    <Comparing here=list />
                }
                .into_any(),
            }}
            <FileDrop
                label="Drop an edition here: an edition file of Assay, the published page of ValOS as a browser saves it, or an OSCAL catalog in JSON"
                over_label="Let go to read the edition"
                button="Choose a file"
                accept=".json,.html,.htm"
                how_many=HowMany::One
                on_files=take
            />
        </div>
    }
}
