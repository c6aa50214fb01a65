//! Which two editions are to be compared.

use assay_catalog::Catalog;
use leptos::prelude::*;

use crate::{
    components::{LinkButton, Panel, SelectField, field::SelectOption},
    desk::EditionHere,
    route::Route,
    words,
};

/// Two editions, and what changed from the one to the other.
#[component]
pub(super) fn Comparing(
    /// The editions of this device.
    here: Vec<EditionHere>,
) -> impl IntoView {
    let catalogs: Vec<&'static Catalog> = here.iter().map(|each| each.catalog).collect();
    let options: Vec<_> = catalogs
        .iter()
        .map(|catalog| {
            let words = words::assessments::edition_choice(catalog);
            SelectOption::new(catalog.edition().sha256(), words)
        })
        .collect();
    // Releases stand first; who compares mostly goes from a release to what comes after it.
    let end = |edition: Option<&&'static Catalog>| {
        RwSignal::new(edition.map(|catalog| catalog.edition().sha256().to_owned()))
    };
    let (old, new) = (end(catalogs.first()), end(catalogs.get(1)));
    let address = move || {
        let route = Route::Changes {
            from: old.get()?.parse().ok()?,
            to: new.get()?.parse().ok()?,
        };
        Some(route.fragment())
    };
    let choose = move |end: RwSignal<Option<String>>, label: &'static str| {
        let options = options.clone();
        view! {
            <SelectField
                label
                options
                value=Signal::derive(move || end.get().unwrap_or_default())
                on_change=move |chosen: String| end.set(Some(chosen))
            />
        }
    };
    view! {
        <Panel title="What changed between two editions">
            <div class="editions-body">
                <div class="editions-compared">
                    {choose(old, "From")}
                    {choose(new, "To")}
                    {move || address().map(|href| view! { <LinkButton href>"Compare"</LinkButton> })}
                </div>
            </div>
        </Panel>
    }
}
