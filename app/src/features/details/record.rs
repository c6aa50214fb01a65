//! What nobody can change: which assessment this is, against which catalog, and its journal.

use leptos::prelude::*;

use crate::{
    components::{CopyButton, Mark, Panel, Tag},
    words,
    workbench::use_workbench,
};

/// The facts, with a button to copy each digest.
#[component]
pub(super) fn RecordPanel() -> impl IntoView {
    let workbench = use_workbench();
    let (id, edition, example) = workbench.with_untracked(|assessment| {
        (
            assessment.id().to_string(),
            assessment.edition().clone(),
            assessment.is_example(),
        )
    });
    let bundled = workbench.catalog().edition().sha256();
    let digest = edition.sha256.to_string();
    let other = digest != bundled;
    let entries = Memo::new(move |_| workbench.with_record(|record| record.journal().next_seq()));
    let head =
        Memo::new(move |_| workbench.with_record(|record| record.journal().head().to_string()));
    view! {
        <Panel title="Record" aside="cannot be changed">
            <dl class="details-facts">
                <dt>"Identifier"</dt>
                <dd>
                    <span class="mono">{id.clone()}</span>
                    <CopyButton text=id label="Copy the identifier" />
                </dd>
                <dt>"Example"</dt>
                <dd>
                    {if example {
                        view! { <Tag mark=Mark::Information>"Example"</Tag>" Made up to show the screens; every report says so." }.into_any()
                    } else {
                        view! { "No, a real assessment." }.into_any()
                    }}
                </dd>
                <dt>"Catalog"</dt>
                <dd>
                    {format!("{}, {}, {}", edition.name, edition.version, edition.date)}
                    {other.then(|| view! {
                        " "<Tag mark=Mark::Attention>"an earlier text of this edition than this page holds"</Tag>
                    })}
                </dd>
                <dt>"Catalog\u{2019}s SHA-256"</dt>
                <dd>
                    <span class="mono">{digest.clone()}</span>
                    <CopyButton text=digest label="Copy the catalog\u{2019}s digest" />
                </dd>
                <dt>"Journal"</dt>
                <dd class="numbers">
                    {move || {
                        let number = entries.get();
                        words::count(number, "entry", "entries")
                    }}
                </dd>
                <dt>"Journal\u{2019}s head"</dt>
                <dd>
                    <span class="mono">{move || head.get()}</span>
                    <CopyButton text=head label="Copy the journal\u{2019}s head" />
                </dd>
            </dl>
        </Panel>
    }
}
