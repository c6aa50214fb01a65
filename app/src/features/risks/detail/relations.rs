//! The controls that address a risk and the mitigations that help against it.

use assay_assessment::Status;
use assay_catalog::{Control, ControlId, Mitigation, RiskId};
use leptos::prelude::*;

use crate::{
    components::{Mark, StatusMark, Tag},
    features::{catalog_text::CatalogText, marks::mark_of_status, places},
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
    let mitigations = use_workbench().catalog().mitigations_for(risk);
    let figure = format!("{} described", mitigations.len());
    let folds = mitigations
        .into_iter()
        .map(|mitigation| view! { <MitigationFold mitigation /> })
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

#[component]
fn MitigationFold(mitigation: &'static Mitigation) -> impl IntoView {
    view! {
        <details class="risk-fold">
            <summary>
                {mitigation.title()}
                {mitigation.wording().is_summary().then(|| view! {
                    <Tag mark=Mark::Information>"Our summary"</Tag>
                })}
            </summary>
            <div class="risk-fold-text"><CatalogText blocks=mitigation.blocks() /></div>
        </details>
    }
}
