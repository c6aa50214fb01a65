//! What is there, what is missing with the way to it, and what contradicts what.

use assay_assessment::{
    Element,
    engagement::{Way, doubts},
};
use leptos::prelude::*;

use crate::{
    browser::focus,
    components::{Mark, Panel, StatusMark},
    features::places,
    route::Part,
    words,
    workbench::use_workbench,
};

/// The name by which the checklist finds a field.
pub(super) fn name(way: Way) -> String {
    format!("{way:?}")
}

/// A line of the checklist.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Line {
    element: Element,
    missing: Vec<Way>,
}

/// The checklist of ISAE 3000 (Revised), paragraph 69, as far as it is for the assessor to fill in.
#[component]
pub(super) fn Checklist() -> impl IntoView {
    let workbench = use_workbench();
    let lines = workbench.memo(|assessment| {
        let (details, engagement) = (assessment.details(), assessment.engagement());
        let asked_for = Element::ALL
            .into_iter()
            .filter(|element| element.is_asked_for(details, engagement));
        let line = |element: Element| Line {
            element,
            missing: element.missing(details, engagement),
        };
        asked_for.map(line).collect::<Vec<_>>()
    });
    let catalog = workbench.catalog();
    let contradictions = Memo::new(move |_| {
        let today = workbench.today();
        workbench.with(|assessment| doubts(assessment, catalog, today))
    });
    let aside = Signal::derive(move || {
        lines.with(|lines| {
            let there = lines.iter().filter(|line| line.missing.is_empty()).count();
            words::engagement::there(there, lines.len())
        })
    });
    view! {
        <Panel title="Checklist" aside span=5>
            <Show when=move || !contradictions.with(Vec::is_empty)>
                <ul class="engagement-doubts" role="list">
                    {move || {
                        let doubts = contradictions.get().into_iter();
                        doubts.map(|doubt| view! {
                            <li>
                                <StatusMark mark=Mark::Attention text="Look at this" />
                                <span>{doubt.to_string()}</span>
                            </li>
                        }).collect_view()
                    }}
                </ul>
            </Show>
            <ul class="engagement-checklist" role="list">
                <For each=move || lines.get() key=|line| (line.element, line.missing.clone()) let:line>
                    <ElementLine line />
                </For>
            </ul>
        </Panel>
    }
}

#[component]
fn ElementLine(line: Line) -> impl IntoView {
    let workbench = use_workbench();
    let there = line.missing.is_empty();
    // The clauses are of a standard for others than the operator itself.
    let kind = workbench.with_untracked(|assessment| assessment.details().kind);
    let clause = line.element.clause_for(kind);
    let (mark, word) = if there {
        (Mark::Pass, "There")
    } else {
        (Mark::Open, "Missing")
    };
    let ways = line.missing.into_iter().map(|way| {
        if way == Way::Details {
            return view! { <a href=places::part(workbench, Part::Details)>"Details"</a> }
                .into_any();
        }
        let go = move |_| {
            let field = format!(
                "[data-way=\"{}\"] :is(input:checked, input:not([type=\"radio\"]), textarea)",
                name(way)
            );
            focus::move_to(&field);
        };
        view! {
            <button type="button" class="engagement-way" on:click=go>{way.title()}</button>
        }
        .into_any()
    });
    view! {
        <li class="engagement-element">
            <StatusMark mark text=word />
            <span class="engagement-element-words">
                {line.element.title()}
                {clause.map(|clause| view! { <small>{clause}</small> })}
            </span>
            <span class="engagement-ways">{ways.collect_view()}</span>
        </li>
    }
}
