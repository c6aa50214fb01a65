//! Findings as lines, wherever a control, a risk or an action has them; the way to write one stands
//! with a control.

use assay_assessment::{Deficiency, DeficiencyId, Subject};
use leptos::prelude::*;

use super::{
    marks::mark_of_deficiency,
    places::{self, deficiency as address},
};
use crate::{
    browser::focus,
    components::{Card, Mark, Tag},
    route::Place,
    shell::Navigation,
    words::{
        capital,
        deficiencies::{gravity, label, state},
    },
    workbench::{Workbench, use_workbench},
};

/// Findings in the order of their list: the gravest first.
pub fn in_order<'a>(
    deficiencies: impl Iterator<Item = (&'a DeficiencyId, &'a Deficiency)>,
) -> Vec<DeficiencyId> {
    let mut ordered: Vec<_> = deficiencies
        .map(|(id, deficiency)| (deficiency.order(), id))
        .collect();
    ordered.sort();
    ordered.into_iter().map(|(_, id)| id.clone()).collect()
}

/// Begins a finding about a control or a risk, goes to it, and puts the focus into its title.
pub fn begin(workbench: Workbench, navigation: Navigation, about: Subject) {
    workbench.flush_typing();
    // What is wrong was shown to the user by the workbench.
    if let Ok(id) = workbench.add_deficiency(Some(about)) {
        navigation.go(&places::route(workbench, Place::Findings(Some(id))));
        focus_on_title();
    }
}

/// Puts the focus into the title of the finding that is open as soon as it is drawn.
pub fn focus_on_title() {
    focus::move_soon("[data-deficiency-part=\"Title\"] input");
}

/// Findings, each with how grave it is and what it lacks.
#[component]
pub fn DeficiencyLines(
    /// The findings, in order.
    #[prop(into)]
    deficiencies: Signal<Vec<DeficiencyId>>,
) -> impl IntoView {
    view! {
        <ul class="card-list" role="list">
            <For each=move || deficiencies.get() key=Clone::clone let:id>
                <DeficiencyLine id />
            </For>
        </ul>
    }
}

#[component]
fn DeficiencyLine(id: DeficiencyId) -> impl IntoView {
    let workbench = use_workbench();
    let href = address(workbench, &id);
    let deficiency = workbench.memo(move |assessment| assessment.deficiencies().get(&id).cloned());
    let of = move |part: fn(&Deficiency) -> String| {
        Signal::derive(move || {
            deficiency.with(|finding| finding.as_ref().map(part).unwrap_or_default())
        })
    };
    let words = of(|finding| capital(&state(finding)));
    let words = view! { <span class="card-also">{move || words.get()}</span> };
    // One that is gone is drawn once more before its line goes too.
    let tag = move || {
        let (mark, words) = deficiency.with(|finding| match finding {
            Some(finding) => (mark_of_deficiency(finding), gravity(finding)),
            None => (Mark::Open, ""),
        });
        view! { <Tag mark>{words}</Tag> }
    };
    view! {
        <Card href=Some(href) name=of(label) words=words.into_any()>
            {tag}
        </Card>
    }
}
