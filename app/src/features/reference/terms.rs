//! The glossary, and the works that the edition refers to.

use assay_catalog::{Catalog, Criterion, DefinedIn, Framework, GlossaryTerm, Work};
use leptos::prelude::*;

use crate::{
    components::{CopyButton, Mark, Tag},
    features::{
        list::{List, Steps},
        places,
    },
    route::ReferenceEntry,
    words,
    workbench::{Workbench, use_workbench},
};

/// The terms that the specification defines.
#[component]
pub(super) fn Glossary(list: List<ReferenceEntry>) -> impl IntoView {
    let workbench = use_workbench();
    let terms = workbench
        .catalog()
        .glossary()
        .iter()
        .map(|term| draw_term(workbench, term))
        .collect_view();
    view! {
        <article class="reference-detail">
            <div class="reference-crumb"><Steps list /></div>
            <h2 tabindex="-1" data-detail-heading="">"Glossary"</h2>
            <dl class="reference-terms">{terms}</dl>
        </article>
    }
}

fn draw_term(workbench: Workbench, term: &'static GlossaryTerm) -> impl IntoView {
    let catalog = workbench.catalog();
    let place = term.found_in().and_then(|found| match found {
        DefinedIn::Mitigation(id) => Some((
            ReferenceEntry::Mitigation(id.clone()),
            catalog.mitigation(id)?.title(),
        )),
        DefinedIn::Section(id) => Some((
            ReferenceEntry::Section(id.clone()),
            catalog.mitigation_section(id)?.title(),
        )),
    });
    view! {
        <div>
            <dt>{term.term()}</dt>
            <dd>
                {term.definition()}
                {term.wording().is_summary().then(|| view! {
                    " "<Tag mark=Mark::Information>"Our summary"</Tag>
                })}
                {place.map(|(entry, title)| view! {
                    " "
                    <a class="reference-source" href=places::reference(workbench, entry)>{title}</a>
                })}
            </dd>
        </div>
    }
}

/// The frameworks, with the controls that correspond to each, and the other works.
#[component]
pub(super) fn Works(list: List<ReferenceEntry>) -> impl IntoView {
    let workbench = use_workbench();
    let catalog = workbench.catalog();
    let frameworks = catalog
        .frameworks()
        .iter()
        .map(|framework| draw_framework(workbench, framework))
        .collect_view();
    let others = catalog
        .references()
        .iter()
        .map(|reference| {
            view! {
                <li>
                    <b class="mono">{reference.id().as_str()}</b>
                    {draw_work(reference.work())}
                </li>
            }
        })
        .collect_view();
    view! {
        <article class="reference-detail">
            <div class="reference-crumb"><Steps list /></div>
            <h2 tabindex="-1" data-detail-heading="">"Frameworks and references"</h2>
            <section class="reference-part">
                <h3 class="eyebrow">"Frameworks, to whose criteria controls correspond"</h3>
                <ul class="reference-works" role="list">{frameworks}</ul>
            </section>
            <section class="reference-part" hidden=catalog.references().is_empty()>
                <h3 class="eyebrow">"Other works"</h3>
                <ul class="reference-works" role="list">{others}</ul>
            </section>
        </article>
    }
}

fn draw_framework(workbench: Workbench, framework: &'static Framework) -> impl IntoView {
    let catalog = workbench.catalog();
    let criteria = catalog
        .criteria()
        .iter()
        .filter(|criterion| criterion.framework() == framework.id())
        .map(|criterion| draw_criterion(workbench, catalog, criterion))
        .collect_view();
    view! {
        <li>
            <b>{framework.label()}</b>
            {draw_work(framework.work())}
            <details>
                <summary>"Criteria and controls"</summary>
                <dl class="reference-criteria">{criteria}</dl>
            </details>
        </li>
    }
}

fn draw_criterion(
    workbench: Workbench,
    catalog: &'static Catalog,
    criterion: &'static Criterion,
) -> impl IntoView {
    let controls = catalog
        .controls_corresponding_to(criterion)
        .into_iter()
        .map(|control| {
            view! {
                <li>
                    <a href=places::control(workbench, control.id())>{control.short_title()}</a>
                </li>
            }
        })
        .collect_view();
    view! {
        <div>
            <dt>{criterion.reference().unwrap_or("As a whole")}</dt>
            <dd><ul role="list">{controls}</ul></dd>
        </div>
    }
}

/// A work: title, publisher and date, and its address to be copied, which this page cannot follow.
fn draw_work(work: &'static Work) -> impl IntoView {
    let by = [work.publisher(), work.date()];
    let by: Vec<_> = by.into_iter().flatten().collect();
    view! {
        <p>
            {words::name(work.title())}
            {(!by.is_empty()).then(|| format!(" ({})", by.join(", ")))}
        </p>
        {work.url().map(|url| view! {
            <p class="reference-address">
                <span class="mono">{url}</span>
                <CopyButton text=url.to_owned() label="Copy the address" />
            </p>
        })}
    }
}
