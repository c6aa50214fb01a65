//! The list: sections with their rollup, groups where they hold more than one control, and rows.

use assay_assessment::conformance::Conformance;
use assay_catalog::Control;
use leptos::prelude::*;

use super::order::{self, ListGroup, ListSection};
use super::state::ControlsState;
use crate::components::{ListRow, Mark, StatusMark};
use crate::features::list::{Drawn, EndOfDrawn, NothingLeft};
use crate::features::marks;
use crate::words::controls::{line, progress_words, verdict_words};

/// The rows, as far as they were seen; those that the filter leaves out are hidden, not taken away, so that
/// typing in the filter makes little new.
#[component]
pub(super) fn ControlList(
    /// The shared state.
    state: ControlsState,
) -> impl IntoView {
    let drawn = Drawn::of(state.list);
    let sections = order::sections(state.workbench.catalog());
    let controls = state.workbench.catalog().controls();
    let some_are_ours = controls.iter().any(|control| !control.title_published());
    let empty = Memo::new(move |_| state.filtered.with(|filtered| filtered.shown.is_empty()));
    view! {
        {sections
            .into_iter()
            .map(|section| view! { <SectionRows state drawn section /> })
            .collect_view()}
        <EndOfDrawn list=state.list drawn />
        <NothingLeft list=state.list />
        {some_are_ours.then(|| view! {
            <p class="controls-titles" hidden=move || empty.get()>
                "The short titles in this list are ours. Each control's own words stand in its detail."
            </p>
        })}
    }
}

/// Whether any of these places is shown.
fn any_shown(state: ControlsState, places: Vec<usize>) -> Memo<bool> {
    Memo::new(move |_| {
        state.filtered.with(|filtered| {
            let is_shown = |place: &usize| filtered.shown.binary_search(place).is_ok();
            places.iter().any(is_shown)
        })
    })
}

/// Whether any of these places is shown as far as the list is drawn. What was drawn stays.
fn any_drawn(state: ControlsState, drawn: Drawn, places: Vec<usize>) -> Memo<bool> {
    Memo::new(move |before: Option<&bool>| {
        let rows = drawn.rows();
        before == Some(&true)
            || state.filtered.with(|filtered| {
                let rank = |place: &usize| filtered.shown.binary_search(place).ok();
                places.iter().find_map(rank).is_some_and(|rank| rank < rows)
            })
    })
}

#[component]
fn SectionRows(state: ControlsState, drawn: Drawn, section: ListSection) -> impl IntoView {
    let shown = any_shown(state, section.places().collect());
    let is_drawn = any_drawn(state, drawn, section.places().collect());
    let catalog = state.workbench.catalog();
    let rollup = {
        let section = section.section;
        state
            .workbench
            .memo(move |assessment| Conformance::of_section(assessment, catalog, section))
    };
    view! {
        <section class="controls-section" hidden=move || !(shown.get() && is_drawn.get())>
            <h2 class="list-heading">
                <span>{section.section.short_title()}</span>
                <Rollup rollup />
            </h2>
            {section
                .groups
                .into_iter()
                .map(|group| view! { <GroupRows state drawn group /> })
                .collect_view()}
        </section>
    }
}

#[component]
fn GroupRows(state: ControlsState, drawn: Drawn, group: ListGroup) -> impl IntoView {
    let is_drawn = any_drawn(state, drawn, group.places().collect());
    let group = StoredValue::new(group);
    view! {
        <Show when=move || is_drawn.get()>
            <DrawnGroup state group=group.get_value() />
        </Show>
    }
}

#[component]
fn DrawnGroup(state: ControlsState, group: ListGroup) -> impl IntoView {
    let shown = any_shown(state, group.places().collect());
    let catalog = state.workbench.catalog();
    // Most groups hold one control, whose row would only be said twice by a heading.
    let heading = (group.controls.len() > 1).then(|| {
        let group = group.group;
        let rollup = state
            .workbench
            .memo(move |assessment| Conformance::of_group(assessment, catalog, group));
        view! {
            <h3 class="controls-group-heading">
                <span>{group.title()}</span>
                <Rollup rollup />
            </h3>
        }
    });
    let several = heading.is_some();
    view! {
        <div class="controls-group" class:controls-group-several=several hidden=move || !shown.get()>
            {heading}
            <ul class="controls-rows" role="list">
                {group
                    .controls
                    .into_iter()
                    .map(|(place, control)| view! { <Row state place control /> })
                    .collect_view()}
            </ul>
        </div>
    }
}

/// How many pass, and the verdict as a mark with its words.
#[component]
fn Rollup(rollup: Memo<Conformance>) -> impl IntoView {
    let verdict = Memo::new(move |_| rollup.with(|rollup| rollup.verdict()));
    view! {
        <span class="controls-rollup list-heading-figure">
            <span class="numbers">
                {move || {
                    let tally = rollup.with(|rollup| rollup.all());
                    format!("{} of {}", tally.passing(), tally.total())
                }}
            </span>
            <span class="visually-hidden">
                {move || format!(" ({})", progress_words(rollup.with(|rollup| rollup.all())))}
            </span>
            <StatusMark
                mark=Signal::derive(move || marks::mark_of_verdict(verdict.get()))
                text=Signal::derive(move || verdict_words(rollup.get()))
            />
        </span>
    }
}

/// One control. It follows its own facts, so that it is redrawn only when what it says changes.
#[component]
fn Row(state: ControlsState, place: usize, control: &'static Control) -> impl IntoView {
    let workbench = state.workbench;
    let shown = any_shown(state, vec![place]);
    let facts = Memo::new(move |_| {
        state
            .facts
            .with(|facts| facts.get(place).cloned().unwrap_or_default())
    });
    let attention = Memo::new(move |_| {
        let needing = workbench.derived().controls_needing_attention;
        needing.with(|controls| controls.contains(control.id()))
    });
    let id = control.id();
    view! {
        <li class="controls-row" hidden=move || !shown.get()>
            <ListRow
                href=state.list.address(id)
                current=state.list.is_open(id.clone())
                mark=Signal::derive(move || {
                    let status = facts.with(|facts| facts.status);
                    (marks::mark_of_status(status), status.label().to_owned())
                })
                title=control.short_title()
                more=Signal::derive(move || {
                    let today = workbench.today();
                    facts.with(|facts| line(&facts.said(today), today))
                })
                end=control.level().to_string()
            />
            <Show when=move || attention.get()>
                <span class="controls-row-flag">
                    <StatusMark mark=Mark::Attention text="Needs attention" />
                </span>
            </Show>
        </li>
    }
}
