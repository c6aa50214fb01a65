//! What changed from one edition to another, as a page of its own: worked out beside the page, shown word
//! by word, and saved as Markdown.

use assay_assessment::Sha256Digest;
use assay_catalog::{Catalog, Editions};
use assay_jobs::CompareEditions;
use assay_report::markdown;
use leptos::{prelude::*, task::spawn_local};

use crate::{
    beside::{self, BesideError},
    browser::{
        Cancellation,
        files::{self, SaveError, Saved},
    },
    components::{
        Button, ButtonKind, Icon, LinkButton, PageHeading, Slices, StoppableProgress, draw_blocks,
    },
    desk::use_desk,
    route::Route,
    shell::Notices,
    words,
};

/// The level of the headings that the differences stand under.
const PARENT_LEVEL: u8 = 1;

/// How far it is.
#[derive(Clone)]
enum State {
    Working(Cancellation),
    Stopped,
    Done(String),
    Failed(String),
}

/// What changed between two editions of this device.
#[component]
pub(super) fn ChangesView(from: Sha256Digest, to: Sha256Digest) -> impl IntoView {
    let desk = use_desk();
    let cancellation = Cancellation::new();
    let state = RwSignal::new(State::Working(cancellation.clone()));
    let both = RwSignal::new(None::<(&'static Catalog, &'static Catalog)>);
    let given_up = cancellation.clone();
    on_cleanup(move || given_up.cancel());
    spawn_local(async move {
        let editions = desk.editions().await;
        let found = find(&editions, from).zip(find(&editions, to));
        let next = match found {
            None => State::Failed(words::editions::not_both_here().to_owned()),
            Some((old, new)) => {
                let _room_left = both.try_set(Some((old, new)));
                let job = CompareEditions {
                    old: old.edition_file(),
                    new: new.edition_file(),
                };
                match beside::perform(job, |()| {}, &cancellation).await {
                    Ok(Ok(text)) => State::Done(text),
                    Ok(Err(refused)) => State::Failed(refused.to_string()),
                    Err(BesideError::Stopped) => State::Stopped,
                    Err(BesideError::Failed(why)) => State::Failed(format!("{why}.")),
                }
            }
        };
        let _room_left = state.try_set(next);
    });
    let title = move || {
        both.get().map_or_else(
            || "What changed".to_owned(),
            |(old, new)| words::editions::from_to(old.edition(), new.edition()),
        )
    };
    view! {
        <div class="page page-narrow editions">
            <PageHeading title=Signal::derive(title) lead="What changed between two editions, word by word.">
                <LinkButton href=Route::Editions.fragment() icon=Icon::Back>"Editions"</LinkButton>
            </PageHeading>
            {move || match state.get() {
                State::Working(cancellation) => view! {
                    <StoppableProgress label="Comparing" done=None on_stop=move || cancellation.cancel() />
                }
                .into_any(),
                State::Stopped => view! { <p>"Not compared."</p> }.into_any(),
                State::Failed(why) => view! { <p class="editions-problem" role="alert">{why}</p> }.into_any(),
                State::Done(text) => both
                    .get_untracked()
                    .map(|(old, new)| view! { <Changes old new text /> })
                    .into_any(),
            }}
        </div>
    }
}

fn find(editions: &Editions, digest: Sha256Digest) -> Option<&'static Catalog> {
    let found = editions.find(&digest.to_string());
    found.map(|found| found.catalog)
}

#[component]
fn Changes(old: &'static Catalog, new: &'static Catalog, text: String) -> impl IntoView {
    let notices = Notices::from_context();
    let blocks = markdown::blocks(&text, PARENT_LEVEL);
    let save = move || {
        let text = text.clone();
        spawn_local(async move {
            let name = words::editions::difference_name(old.edition(), new.edition());
            match files::save(&name, "text/markdown", text.as_bytes()).await {
                Ok(Saved::ReadBack { name }) => notices.done(words::files::saved(&name)),
                Ok(Saved::HandedToBrowser { name }) => {
                    notices.done(words::files::handed_to_browser(&name));
                }
                Err(SaveError::Cancelled) => {}
                Err(error) => notices.warn(error.to_string()),
            }
        });
    };
    let count = blocks.len();
    let drawn = Slices::of(count).draw(0, count, move |number| {
        draw_blocks(blocks.get(number..=number).unwrap_or_default())
    });
    view! {
        <div>
            <Button kind=ButtonKind::Plain icon=Icon::Save on_press=save>"Save as Markdown"</Button>
        </div>
        <div class="outline">{drawn}</div>
    }
}
