//! A mitigation or a section of mitigations, with the risks that it helps against and the controls that
//! address the same risks.

use std::collections::BTreeMap;

use assay_assessment::Status;
use assay_catalog::{
    Catalog, Control, ControlId, DefinedIn, Mitigation, MitigationSection, Risk, RiskScope,
};
use leptos::prelude::*;

use crate::{
    components::{Mark, StatusMark, Tag},
    features::{
        catalog_text::CatalogText,
        list::{List, Steps},
        marks::mark_of_status,
        places,
    },
    route::ReferenceEntry,
    words,
    workbench::use_workbench,
};

/// A mitigation.
#[component]
pub(super) fn MitigationDetail(
    mitigation: &'static Mitigation,
    list: List<ReferenceEntry>,
) -> impl IntoView {
    let workbench = use_workbench();
    let catalog = workbench.catalog();
    let section = catalog.mitigation_section(mitigation.section());
    let within = section.map(|section| {
        let entry = ReferenceEntry::Section(section.id().clone());
        view! { <a href=places::reference(workbench, entry)>{section.title()}</a> }
    });
    let here = DefinedIn::Mitigation(mitigation.id().clone());
    view! {
        <article class="reference-detail">
            <div class="reference-crumb">
                <span>{within}</span>
                <span aria-hidden="true">"\u{203a}"</span>
                <span class="mono">{mitigation.id().as_str()}</span>
                <Steps list />
            </div>
            <h2 tabindex="-1" data-detail-heading="">{mitigation.title()}</h2>
            {mitigation.wording().is_summary().then(|| view! {
                <div class="cluster">
                    <Tag mark=Mark::Information title="Each part that is ours is marked where it stands.">
                        "Partly our summary"
                    </Tag>
                </div>
            })}
            <CatalogText blocks=mitigation.blocks() />
            <Terms here />
            <Against
                risks=catalog.risks_mitigated_by(mitigation.id())
                scope=mitigation.mitigates()
            />
        </article>
    }
}

/// A section of mitigations.
#[component]
pub(super) fn SectionDetail(
    section: &'static MitigationSection,
    list: List<ReferenceEntry>,
) -> impl IntoView {
    let workbench = use_workbench();
    let catalog = workbench.catalog();
    let mitigations = section
        .mitigations()
        .iter()
        .filter_map(|id| catalog.mitigation(id))
        .map(|mitigation| {
            let entry = ReferenceEntry::Mitigation(mitigation.id().clone());
            view! { <li><a href=places::reference(workbench, entry)>{mitigation.title()}</a></li> }
        })
        .collect_view();
    let here = DefinedIn::Section(section.id().clone());
    view! {
        <article class="reference-detail">
            <div class="reference-crumb">
                <span class="mono">{section.id().as_str()}</span>
                <Steps list />
            </div>
            <h2 tabindex="-1" data-detail-heading="">{section.title()}</h2>
            <CatalogText blocks=section.blocks() />
            <Terms here />
            <section class="reference-part">
                <h3 class="eyebrow">"Mitigations in this section"</h3>
                <ul class="reference-links" role="list">{mitigations}</ul>
            </section>
            <Against
                risks=catalog.risks_mitigated_by_section(section.id())
                scope=section.mitigates()
            />
        </article>
    }
}

/// The terms that are defined in a text.
#[component]
fn Terms(here: DefinedIn) -> impl IntoView {
    let workbench = use_workbench();
    let terms = workbench.catalog().glossary().iter();
    let here: Vec<&str> = terms
        .filter(|term| term.found_in() == Some(&here))
        .map(|term| term.term())
        .collect();
    (!here.is_empty()).then(|| {
        view! {
            <p class="muted">
                {format!("Defined here: {}. ", here.join(", "))}
                <a href=places::reference(workbench, ReferenceEntry::Glossary)>"Glossary"</a>
            </p>
        }
    })
}

/// The risks that something helps against, and the controls that address them.
#[component]
fn Against(risks: Vec<&'static Risk>, scope: &'static RiskScope) -> impl IntoView {
    let workbench = use_workbench();
    if risks.is_empty() {
        return ().into_any();
    }
    let controls = controls_addressing_any(workbench.catalog(), &risks);
    let links = risks
        .iter()
        .map(|risk| {
            view! {
                <li>
                    <a class="reference-link" href=places::risk(workbench, risk.id())>
                        <b class="numbers">{risk.id().to_string()}</b>
                        <span>{risk.title()}</span>
                    </a>
                </li>
            }
        })
        .collect_view();
    let rows = controls
        .iter()
        .map(|(control, common)| view! { <ControlRow control common=*common /> })
        .collect_view();
    let remark = scope
        .all_risks()
        .then_some("The specification names all risks here.");
    view! {
        <section class="reference-part" aria-label="Risks it helps against">
            <h3 class="eyebrow">{format!("Helps against {}", words::count(risks.len(), "risk", "risks"))}</h3>
            {remark.map(|remark| view! { <p class="muted">{remark}</p> })}
            <details open={risks.len() <= 12}>
                <summary>"The risks"</summary>
                <ul class="reference-links" role="list">{links}</ul>
            </details>
        </section>
        <section class="reference-part" aria-label="Controls that address the same risks">
            <h3 class="eyebrow">
                {format!("{} the same risks", words::count(controls.len(), "control addresses", "controls address"))}
            </h3>
            <details open={controls.len() <= 12}>
                <summary>"The controls, with how many of these risks each addresses"</summary>
                <ul class="reference-links" role="list">{rows}</ul>
            </details>
        </section>
    }
    .into_any()
}

#[component]
fn ControlRow(control: &'static Control, common: usize) -> impl IntoView {
    let workbench = use_workbench();
    let statuses = workbench.derived().statuses;
    let id = control.id();
    let status =
        Memo::new(move |_| statuses.with(|statuses| statuses.get(id).copied().unwrap_or_default()));
    view! {
        <li>
            <a class="reference-link" href=places::control(workbench, id)>
                <StatusMark
                    mark=Signal::derive(move || mark_of_status(status.get()))
                    text=Signal::derive(move || Status::label(status.get()).to_owned())
                />
                <span>{control.short_title()}</span>
                <span class="list-row-end numbers">{words::count(common, "risk", "risks")}</span>
            </a>
        </li>
    }
}

/// The controls that address any of some risks, each with how many of them: most first, equal ones in
/// the order of the edition.
fn controls_addressing_any(
    catalog: &'static Catalog,
    risks: &[&Risk],
) -> Vec<(&'static Control, usize)> {
    let mut common: BTreeMap<&ControlId, usize> = BTreeMap::new();
    for risk in risks {
        for control in catalog.controls_addressing(risk.id()) {
            *common.entry(control.id()).or_default() += 1;
        }
    }
    let mut found: Vec<_> = catalog
        .controls()
        .iter()
        .filter_map(|control| Some((control, *common.get(control.id())?)))
        .collect();
    found.sort_by_key(|(_, common)| std::cmp::Reverse(*common));
    found
}

#[cfg(test)]
mod tests {
    use assay_catalog::{Editions, MitigationId};

    use super::*;

    #[test]
    fn controls_come_by_how_many_of_the_risks_they_address() {
        let catalog = Editions::bundled_draft();
        let id = MitigationId::parse("sec-mit-training").unwrap();
        let risks = catalog.risks_mitigated_by(&id);
        let found = controls_addressing_any(catalog, &risks);
        assert!(found.is_sorted_by_key(|(_, common)| std::cmp::Reverse(*common)));
        for (control, common) in found {
            let addressed = catalog.risks_addressed_by(control.id());
            let both = risks.iter().filter(|risk| addressed.contains(risk)).count();
            assert_eq!(common, both);
        }
    }
}
