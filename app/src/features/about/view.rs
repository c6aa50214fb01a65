//! The room.

use assay_catalog::Editions;
use leptos::prelude::*;

use super::licences::LicencesPanel;
use crate::{
    components::{CopyButton, PageHeading, Panel},
    words::{self, about},
};

/// Version, editions, licences, and how to check the file itself.
#[component]
pub fn AboutView() -> impl IntoView {
    view! {
        <div class="about">
            <PageHeading title="About" lead=about::lead() />
            <CheckPanel />
            <EditionsPanel />
            <LicencesPanel />
        </div>
    }
}

/// How to check this file. A page that was changed would say of itself whatever it likes, so it only says how others
/// find out.
#[component]
fn CheckPanel() -> impl IntoView {
    let commands = about::COMMANDS.map(|(system, command)| {
        view! {
            <dt>{system}</dt>
            <dd>
                <code class="about-command">{command}</code>
                <CopyButton text=command.to_owned() label=format!("Copy the command for {system}") />
            </dd>
        }
    });
    view! {
        <Panel title="Is this file the one that was released?" aside=about::VERSION>
            <p>{about::no_file_vouches_for_itself()}</p>
            <dl class="about-facts">{commands.collect_view()}</dl>
            <p class="muted">{about::compare_with()}</p>
        </Panel>
    }
}

/// The editions of standards that are inside, each with its digest.
#[component]
fn EditionsPanel() -> impl IntoView {
    let editions = Editions::bundled().all().into_iter().map(|catalog| {
        let edition = catalog.edition();
        let sha256 = edition.sha256().to_owned();
        view! {
            <dt>{words::editions::title(catalog)}</dt>
            <dd>
                <span class="mono">{sha256.clone()}</span>
                <CopyButton text=sha256 label="Copy the digest" />
            </dd>
        }
    });
    view! {
        <Panel title="Editions inside">
            <p>{about::what_a_digest_is_of()}</p>
            <dl class="about-facts">{editions.collect_view()}</dl>
        </Panel>
    }
}
