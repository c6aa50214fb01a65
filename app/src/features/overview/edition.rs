//! Which catalog the assessment was made against, and whose words it holds.

use leptos::prelude::*;

use crate::{
    components::{CopyButton, Mark, Panel, Tag},
    workbench::use_workbench,
};

/// The edition with its digest, and where its words come from.
#[component]
pub fn EditionPanel() -> impl IntoView {
    let workbench = use_workbench();
    let edition = workbench.catalog().edition();
    let provenance = edition.provenance();
    let assessed = workbench.with_untracked(|assessment| assessment.edition().clone());
    let other = (assessed.sha256.to_string() != edition.sha256())
        .then_some("Begun with an earlier text of this edition");
    let list = |title: &'static str, items: &'static [String]| {
        let drawn = items
            .iter()
            .map(|item| view! { <li>{item.as_str()}</li> })
            .collect_view();
        (!items.is_empty()).then(|| {
            view! {
                <h3>{title}</h3>
                <ul>{drawn}</ul>
            }
        })
    };
    view! {
        <Panel title="Catalog" span=4>
            <p class="edition-name">{edition.name()}</p>
            <p class="edition-line">{format!("{}, {}", edition.version(), edition.date())}</p>
            {other.map(|words| view! { <Tag mark=Mark::Attention>{words}</Tag> })}
            <details class="edition-more">
                <summary>"Digest, licence and wording"</summary>
                <h3>"SHA-256 of the catalog"</h3>
                <p class="mono">{edition.sha256()}</p>
                <CopyButton text=edition.sha256().to_owned() label="Copy the digest" />
                <h3>"Licence"</h3>
                <p>
                    {edition.notice()}
                </p>
                {(!edition.url().is_empty()).then(|| view! {
                    <p class="mono">{edition.url()}</p>
                    <CopyButton text=edition.url().to_owned() label="Copy the address" />
                })}
                <h3>"Source"</h3>
                <p>{provenance.source()}</p>
                {list("In the specification's own words", provenance.verbatim())}
                {list("Our own summaries", provenance.summaries())}
                {list("Read differently from how it is published", provenance.changes())}
                {list("Not part of this edition", provenance.omissions())}
            </details>
        </Panel>
    }
}
