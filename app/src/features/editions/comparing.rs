//! What changed between two editions: counted, shown word by word, and saved as Markdown.

use assay_catalog::{Catalog, Difference};
use assay_report::markdown;
use leptos::{prelude::*, task::spawn_local};

use crate::{
    browser::files::{self, SaveError, Saved},
    components::{
        Button, ButtonKind, Icon, Panel, SelectField, Slices, draw_blocks, field::SelectOption,
    },
    desk::EditionHere,
    shell::Notices,
    words,
};

/// The level of the headings that the differences stand under.
const PARENT_LEVEL: u8 = 2;

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
    let shown = RwSignal::new(None::<(&'static Catalog, &'static Catalog)>);
    let catalogs = StoredValue::new(catalogs);
    let find = move |chosen: RwSignal<Option<String>>| {
        let chosen = chosen.get_untracked()?;
        catalogs.with_value(|catalogs| {
            let mut catalogs = catalogs.iter().copied();
            catalogs.find(|catalog| catalog.edition().sha256() == chosen)
        })
    };
    let choose = move |end: RwSignal<Option<String>>, label: &'static str| {
        let options = options.clone();
        view! {
            <SelectField
                label
                options
                value=Signal::derive(move || end.get().unwrap_or_default())
                on_change=move |chosen: String| {
                    shown.set(None);
                    end.set(Some(chosen));
                }
            />
        }
    };
    view! {
        <Panel title="What changed between two editions">
            <div class="editions-body">
                <div class="editions-compared">
                    {choose(old, "From")}
                    {choose(new, "To")}
                    <Button on_press=move || shown.set(find(old).zip(find(new)))>"Compare"</Button>
                </div>
                {move || shown.get().map(|(old, new)| view! { <Changes old new /> })}
            </div>
        </Panel>
    }
}

#[component]
fn Changes(old: &'static Catalog, new: &'static Catalog) -> impl IntoView {
    let notices = Notices::from_context();
    let text = Difference::between(old, new).to_markdown(old, new);
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
        <Button kind=ButtonKind::Plain icon=Icon::Save on_press=save>"Save as Markdown"</Button>
        <div class="outline editions-changes" tabindex="0" role="region" aria-label="What changed">{drawn}</div>
    }
}
