//! How far each section of the catalog is.

use assay_assessment::{
    Status,
    conformance::{Conformance, Tally},
};
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
    // The name begins with what is seen, so that speaking it finds the link.
    let words = move || {
        let tally = tally.get();
        format!(
            "{} {}/{}: {}",
            section.short_title(),
            tally.tested(),
            tally.total(),
            tally_words(tally)
        )
    };
    view! {
        <li>
            <a class="section-row" href=href aria-label=words>
                <span class="section-title">{section.short_title()}</span>
                <StackedBar
                    label=section.title()
                    parts=Signal::derive(move || parts_of(tally.get()))
                />
                <span class="section-figure numbers">
                    {move || format!("{}/{}", tally.get().tested(), tally.get().total())}
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

/// A section's counts in words: `6 of 8 tested; 4 implemented, 1 fails`.
fn tally_words(tally: Tally) -> String {
    let counts: Vec<_> = ORDER
        .into_iter()
        .filter(|status| *status != Status::NotTested && tally.of(*status) > 0)
        .map(|status| format!("{} {}", tally.of(status), status.label().to_lowercase()))
        .collect();
    let tested = format!("{} of {} tested", tally.tested(), tally.total());
    if counts.is_empty() {
        tested
    } else {
        format!("{tested}; {}", counts.join(", "))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_are_told_in_words() {
        let mut tally = Tally {
            not_tested: 3,
            ..Tally::default()
        };
        assert_eq!(tally_words(tally), "0 of 3 tested");
        tally.implemented = 4;
        tally.fails = 1;
        assert_eq!(tally_words(tally), "5 of 8 tested; 4 implemented, 1 fails");
    }

    #[test]
    fn every_control_belongs_to_one_section() {
        let catalog = Catalog::bundled();
        let all = catalog
            .sections()
            .iter()
            .flat_map(|section| controls_of(catalog, section));
        assert_eq!(all.count(), catalog.controls().len());
    }
}
