//! How far each section of the catalog is.

use assay_assessment::{Status, conformance::Conformance};
use assay_catalog::{Catalog, ControlId, Section};
use leptos::prelude::*;

use super::conformance::{ORDER, parts_of};
use crate::{
    components::{Panel, StackedBar},
    features::{marks::mark_of_status, places},
    workbench::use_workbench,
};

/// A bar for each section, and what the colours mean.
#[component]
pub fn Sections() -> impl IntoView {
    let catalog = use_workbench().catalog();
    let rows = catalog
        .sections()
        .iter()
        .map(|section| view! { <SectionRow section /> })
        .collect_view();
    let legend = ORDER
        .map(|status| {
            let colour = mark_of_status(status).word();
            view! {
                <li>
                    <i class=format!("legend-swatch stacked-bar-{colour}")></i>
                    {status.label()}
                </li>
            }
        })
        .collect_view();
    view! {
        <Panel title="By section" aside="tested of all" span=7>
            <ul class="section-bars" role="list">{rows}</ul>
            <ul class="legend" role="list" aria-label="What the bars show">{legend}</ul>
        </Panel>
    }
}

/// A section's bar. It leads to the section's first control that is not tested yet, or else to its
/// first one.
#[component]
fn SectionRow(section: &'static Section) -> impl IntoView {
    let workbench = use_workbench();
    let catalog = workbench.catalog();
    let tally = workbench
        .memo(move |assessment| Conformance::of_section(assessment, catalog, section).all());
    let statuses = workbench.derived().statuses;
    let target = Memo::new(move |_| {
        statuses.with(|statuses| {
            let untested = |id: &&ControlId| {
                statuses.get(*id).copied().unwrap_or_default() == Status::NotTested
            };
            let mut controls = controls_of(catalog, section);
            let first = controls.clone().next();
            controls.find(untested).or(first).cloned()
        })
    });
    let href = move || {
        target.with(|control| {
            control
                .as_ref()
                .map(|control| places::control(workbench, control))
        })
    };
    view! {
        <li>
            <a class="section-row" href=href>
                <span class="section-title">{section.short_title()}</span>
                <StackedBar
                    label="Controls"
                    parts=Signal::derive(move || parts_of(tally.get()))
                />
                <span class="section-figure numbers">
                    {move || format!("{}/{}", tally.get().tested(), tally.get().total())}
                    <span class="visually-hidden">" tested"</span>
                </span>
            </a>
        </li>
    }
}

fn controls_of<'a>(
    catalog: &'a Catalog,
    section: &'a Section,
) -> impl Iterator<Item = &'a ControlId> + Clone {
    section
        .groups()
        .iter()
        .filter_map(|group| catalog.group(group))
        .flat_map(|group| group.controls())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_control_belongs_to_one_section() {
        let catalog = assay_catalog::Editions::bundled_draft();
        let all = catalog
            .sections()
            .iter()
            .flat_map(|section| controls_of(catalog, section));
        assert_eq!(all.count(), catalog.controls().len());
    }
}
