//! The controls that address a risk and the mitigations that help against it.

use assay_assessment::Status;
use assay_catalog::{Block, Control, ControlId, RiskId};
use leptos::prelude::*;

use crate::{
    components::{Mark, StatusMark, Tag},
    features::{catalog_text::CatalogText, marks::mark_of_status, places},
    route::ReferenceEntry,
    workbench::use_workbench,
};

/// The controls that address the risk, each with its status.
#[component]
pub fn Controls(
    /// The risk.
    risk: RiskId,
) -> impl IntoView {
    let workbench = use_workbench();
    let controls = workbench.catalog().controls_addressing(risk);
    let statuses = workbench.derived().statuses;
    let ids: Vec<_> = controls
        .iter()
        .map(|control| control.id().clone())
        .collect();
    let figure = move || {
        statuses.with(|statuses| {
            let passes =
                |id: &&ControlId| statuses.get(*id).copied().and_then(Status::passes) == Some(true);
            let passing = ids.iter().filter(passes);
            format!("{} of {} pass", passing.count(), ids.len())
        })
    };
    let rows = controls
        .into_iter()
        .map(|control| view! { <ControlLine control /> })
        .collect_view();
    view! {
        <section class="stack-tight" aria-label="Controls that address it">
            <div class="risk-part-head">
                <h3>"Controls that address it"</h3>
                <span class="faint numbers">{figure}</span>
            </div>
            <ul class="risk-lines" role="list">{rows}</ul>
        </section>
    }
}

#[component]
fn ControlLine(control: &'static Control) -> impl IntoView {
    let workbench = use_workbench();
    let statuses = workbench.derived().statuses;
    let id = control.id();
    let status =
        Memo::new(move |_| statuses.with(|statuses| statuses.get(id).copied().unwrap_or_default()));
    view! {
        <li>
            <a class="risk-line" href=places::control(workbench, id)>
                <StatusMark
                    mark=Signal::derive(move || mark_of_status(status.get()))
                    text=Signal::derive(move || Status::label(status.get()).to_owned())
                />
                <span>{control.short_title()}</span>
                <span class="list-row-end">{control.level().to_string()}</span>
            </a>
        </li>
    }
}

/// The mitigations that the specification describes, each folded away.
#[component]
pub fn Mitigations(
    /// The risk.
    risk: RiskId,
) -> impl IntoView {
    let catalog = use_workbench().catalog();
    let mitigations = catalog.mitigations_for(risk);
    let sections = catalog.mitigation_sections_for(risk);
    let figure = format!("{} described", mitigations.len() + sections.len());
    let mitigations = mitigations.into_iter().map(|mitigation| Described {
        title: mitigation.title(),
        blocks: mitigation.blocks(),
        is_summary: mitigation.wording().is_summary(),
        entry: ReferenceEntry::Mitigation(mitigation.id().clone()),
    });
    let sections = sections.into_iter().map(|section| Described {
        title: section.title(),
        blocks: section.blocks(),
        is_summary: false,
        entry: ReferenceEntry::Section(section.id().clone()),
    });
    let folds = sections
        .chain(mitigations)
        .map(|described| view! { <MitigationFold described /> })
        .collect_view();
    view! {
        <section class="stack-tight" aria-label="Mitigations">
            <div class="risk-part-head">
                <h3>"Mitigations"</h3>
                <span class="faint numbers">{figure}</span>
            </div>
            <div class="risk-folds">{folds}</div>
        </section>
    }
}

/// A mitigation, or a section of mitigations that helps as a whole.
struct Described {
    title: &'static str,
    blocks: &'static [Block],
    is_summary: bool,
    entry: ReferenceEntry,
}

#[component]
fn MitigationFold(described: Described) -> impl IntoView {
    let workbench = use_workbench();
    let Described {
        title,
        blocks,
        is_summary,
        entry,
    } = described;
    view! {
        <details class="risk-fold">
            <summary>
                {title}
                {is_summary.then(|| view! { <Tag mark=Mark::Information>"Partly our summary"</Tag> })}
            </summary>
            <div class="risk-fold-text">
                <CatalogText blocks />
                <p>
                    <a href=places::reference(workbench, entry)>
                        "In the reference"
                        <span class="visually-hidden">{format!(": {title}")}</span>
                    </a>
                </p>
            </div>
        </details>
    }
}
