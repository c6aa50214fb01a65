//! The licences of everything inside. The list is with the program beside the page, so it is read when somebody asks.

use std::sync::Arc;

use assay_jobs::{Licences, LicensedPart, ReadLicences};
use leptos::{prelude::*, task::spawn_local};

use crate::{
    beside,
    components::{Button, Icon, Panel, Slices},
    words::about,
};

/// How many lines of the list are drawn in one turn of the page.
const AT_ONCE: usize = 40;

/// The licences, once they are asked for.
#[component]
pub(super) fn LicencesPanel() -> impl IntoView {
    let read = RwSignal::new(None::<Result<Arc<Licences>, String>>);
    let busy = RwSignal::new(false);
    let show = move || {
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        spawn_local(async move {
            let outcome = match beside::perform_briefly(ReadLicences).await {
                Ok(Ok(licences)) => Ok(Arc::new(licences)),
                Ok(Err(refused)) => Err(format!("{refused}.")),
                Err(error) => Err(format!("{error}.")),
            };
            let _room_left = read.try_set(Some(outcome));
            let _room_left = busy.try_set(false);
        });
    };
    view! {
        <Panel title="Licences">
            <p>{about::licence()}</p>
            {move || match read.get() {
                None => view! {
                    <Button icon=Icon::Book busy on_press=show>"Show the licences of everything inside"</Button>
                }
                .into_any(),
                Some(Err(why)) => view! { <p role="alert">{why}</p> }.into_any(),
                Some(Ok(licences)) => view! { <List licences /> }.into_any(),
            }}
        </Panel>
    }
}

/// What is inside, and below it the texts that it goes with.
#[component]
fn List(licences: Arc<Licences>) -> impl IntoView {
    let count = licences.parts.len();
    let slices = count.div_ceil(AT_ONCE);
    let texts = licences.texts.len();
    let (of_parts, of_texts) = (Arc::clone(&licences), licences);
    let parts = Slices::of(slices).draw(0, slices, move |number| {
        let some = of_parts
            .parts
            .chunks(AT_ONCE)
            .nth(number)
            .unwrap_or_default();
        some.iter().map(draw_part).collect_view().into_any()
    });
    let texts = Slices::of(texts).draw(0, texts, move |number| {
        let text = of_texts.texts.get(number).cloned().unwrap_or_default();
        view! {
            <details>
                <summary>{about::text(number)}</summary>
                <pre class="about-licence" tabindex="0">{text}</pre>
            </details>
        }
        .into_any()
    });
    view! {
        <p role="status">{about::parts(count)}</p>
        <ul class="about-parts" aria-label="What is inside">{parts}</ul>
        <div class="about-texts">{texts}</div>
    }
}

fn draw_part(part: &LicensedPart) -> impl IntoView + use<> {
    let name = about::name(&part.name, &part.version);
    let licence = about::licence_of(&part.licence, &part.texts);
    view! { <li><strong>{name}</strong>" "<span>{licence}</span></li> }
}
