//! One edition of this device.

use assay_assessment::Timestamp;
use leptos::{prelude::*, task::spawn_local};

use crate::{
    browser::files::{self, SaveError, Saved},
    components::{Button, CopyButton, Icon, Mark, Panel, Tag},
    desk::{EditionHere, use_desk},
    features::making::Making,
    shell::Notices,
    words,
    workbench::local_day,
};

/// What it holds, where it is from, what uses it; saving and removing it.
#[component]
pub(super) fn EditionCard(
    /// The edition.
    edition: EditionHere,
    /// Called after something was removed.
    on_change: Callback<()>,
) -> impl IntoView {
    let (desk, notices) = (use_desk(), Notices::from_context());
    let EditionHere {
        catalog,
        source,
        used_by,
    } = edition;
    let facts = catalog.edition();
    let provenance = catalog.provenance();
    let is_imported = source.is_some();
    let is_used = !used_by.is_empty();
    let making = Making::from_context();
    let removing = format!("removal of {}", facts.sha256());
    let busy = making.is_under_way(removing.clone());
    let save = move || {
        spawn_local(async move {
            let name = words::editions::file_name(facts);
            let file = catalog.edition_file();
            match files::save(&name, "application/json", file.as_bytes()).await {
                Ok(Saved::ReadBack { name }) => notices.done(words::files::saved(&name)),
                Ok(Saved::HandedToBrowser { name }) => {
                    notices.done(words::files::handed_to_browser(&name));
                }
                Err(SaveError::Cancelled) => {}
                Err(error) => notices.warn(error.to_string()),
            }
        });
    };
    let remove = move || {
        making.run(removing.clone(), async move {
            match desk.remove_edition(facts.sha256()).await {
                Ok(()) => notices.done(words::editions::removed(facts)),
                Err(error) => notices.warn(error.to_string()),
            }
            // The room may have been left meanwhile.
            on_change.try_run(());
        });
    };
    let from = source.as_ref().map(|source| {
        let kept = local_day(Timestamp::from_milliseconds(source.kept));
        words::editions::came_from(&source.file, source.bytes, &words::day(kept))
    });
    view! {
        <Panel title=words::editions::title(catalog) aside=words::name(facts.name())>
            <div class="editions-body">
                <div class="cluster">
                    <Tag>{words::editions::status(facts.status())}</Tag>
                    {is_imported.then(|| view! { <Tag mark=Mark::Information>"Imported"</Tag> })}
                </div>
                <p>{words::editions::holds(catalog)}</p>
                <p class="muted">{words::editions::used_by(&used_by)}</p>
                <details class="editions-more">
                    <summary>"Source, digest and wording"</summary>
                    <dl class="editions-facts">
                        <dt>"Source"</dt>
                        <dd>{provenance.source()}</dd>
                        {from.map(|from| view! { <dt>"File"</dt><dd>{from}</dd> })}
                        {source.map(|source| view! {
                            <dt>"SHA-256 of the file"</dt>
                            <dd class="mono">{source.sha256}</dd>
                        })}
                        <dt>"SHA-256 of the edition"</dt>
                        <dd>
                            <span class="mono">{facts.sha256()}</span>
                            <CopyButton text=facts.sha256().to_owned() label="Copy the digest" />
                        </dd>
                    </dl>
                    {sentences("In the specification's own words", provenance.verbatim())}
                    {sentences("Our own summaries", provenance.summaries())}
                    {sentences("Read differently from how it is published", provenance.changes())}
                    {sentences("Not part of this edition", provenance.omissions())}
                </details>
                <div class="cluster">
                    <Button icon=Icon::Save on_press=save>"Save this edition"</Button>
                    {is_imported.then(|| view! {
                        <Button icon=Icon::Trash busy disabled=is_used on_press=remove>"Remove"</Button>
                    })}
                </div>
            </div>
        </Panel>
    }
}

/// Sentences under a heading; nothing without any.
pub(super) fn sentences(title: &'static str, all: &'static [String]) -> impl IntoView {
    let items = all
        .iter()
        .map(|sentence| view! { <li>{sentence.as_str()}</li> })
        .collect_view();
    (!all.is_empty()).then(|| {
        view! {
            <h3 class="eyebrow">{title}</h3>
            <ul>{items}</ul>
        }
    })
}
