//! The list of findings, and adding one.

use assay_assessment::{Deficiency, DeficiencyId};
use leptos::prelude::*;

use super::{
    detail::DeficiencyDetail,
    order::{DeficiencyFilter, Show, listed},
};
use crate::{
    components::{Button, EmptyState, Icon, ListHeading, ListRow, Mark, PageHeading},
    features::{
        deficiency_lines::focus_on_title,
        list::{Drawn, EndOfDrawn, List, ListHead, ListRoom, NothingLeft, OnlyChips, kept},
        marks::mark_of_deficiency,
    },
    words::{
        self,
        deficiencies::{about, gravity, gravity_and_state, label},
    },
    workbench::use_workbench,
};

/// The findings room.
#[component]
pub fn DeficienciesView(
    /// The open finding.
    selected: Signal<Option<DeficiencyId>>,
) -> impl IntoView {
    let workbench = use_workbench();
    let filter = kept::<DeficiencyFilter>(workbench);
    let arrange = move |filter: &DeficiencyFilter| {
        workbench.with(|assessment| listed(assessment.deficiencies(), filter))
    };
    let all = Memo::new(move |_| arrange(&DeficiencyFilter::default()));
    let shown = Memo::new(move |_| filter.with(arrange));
    let open = Memo::new(move |_| {
        selected
            .get()
            .filter(|id| workbench.with(|assessment| assessment.deficiencies().contains_key(id)))
    });
    let list = List::new(filter, all, shown, open);
    view! {
        <ListRoom
            list
            filter=move || view! { <FilterBar filter list /> }
            rows=move || view! { <Rows list /> }
            draw=move |id| view! { <DeficiencyDetail id list /> }
            otherwise=|| view! { <Introduction /> }
        />
    }
}

#[component]
fn FilterBar(filter: RwSignal<DeficiencyFilter>, list: List<DeficiencyId>) -> impl IntoView {
    let workbench = use_workbench();
    let add = move || {
        workbench.flush_typing();
        // What is wrong was shown to the user by the workbench.
        if let Ok(id) = workbench.add_deficiency(None) {
            // The new finding must be in the list, whatever was filtered for.
            filter.set(DeficiencyFilter::default());
            list.go(&id);
            focus_on_title();
        }
    };
    let count = move |show: Show| {
        workbench.with(|assessment| {
            let all = assessment.deficiencies().values();
            all.filter(|deficiency| show.admits(deficiency)).count()
        })
    };
    view! {
        <ListHead list label="Filter findings" placeholder="Title, text, control, risk">
            <OnlyChips all=Show::ALL filter put=|filter| &mut filter.show count />
        </ListHead>
        <div>
            <Button
                icon=Icon::Plus
                disabled=Signal::derive(move || workbench.is_read_only())
                on_press=add
            >
                "Add finding"
            </Button>
        </div>
    }
}

#[component]
fn Rows(list: List<DeficiencyId>) -> impl IntoView {
    let workbench = use_workbench();
    let none = workbench.memo(|assessment| assessment.deficiencies().is_empty());
    let shown = list.shown();
    let number = Memo::new(move |_| shown.with(Vec::len));
    let drawn = Drawn::of(list);
    let rows =
        move || shown.with(|shown| shown.iter().take(drawn.rows()).cloned().collect::<Vec<_>>());
    view! {
        <div hidden=move || number.get() == 0>
            <ListHeading
                title="Gravest first"
                figure=Signal::derive(move || words::count(number.get(), "finding", "findings"))
            />
        </div>
        <For each=rows key=Clone::clone let:id>
            <Row id list />
        </For>
        <EndOfDrawn list drawn />
        <p class="deficiency-none" hidden=move || !none.get()>"No findings yet."</p>
        <NothingLeft list />
    }
}

#[component]
fn Row(id: DeficiencyId, list: List<DeficiencyId>) -> impl IntoView {
    let workbench = use_workbench();
    let read = id.clone();
    let deficiency =
        workbench.memo(move |assessment| assessment.deficiencies().get(&read).cloned());
    // One that is gone is drawn once more before its row goes too.
    let of = move |part: fn(&Deficiency) -> String| {
        Signal::derive(move || deficiency.with(|one| one.as_ref().map(part).unwrap_or_default()))
    };
    let mark = Signal::derive(move || {
        let none = (Mark::Open, String::new());
        deficiency.with(|one| {
            one.as_ref().map_or(none, |one| {
                (mark_of_deficiency(one), gravity(one).to_owned())
            })
        })
    });
    view! {
        <ListRow
            href=list.address(&id)
            current=list.is_open(id)
            mark
            title=of(label)
            more=of(gravity_and_state)
            end=of(about)
        />
    }
}

/// What stands beside the list while no finding is open.
#[component]
fn Introduction() -> impl IntoView {
    let workbench = use_workbench();
    let empty = workbench.memo(|assessment| assessment.deficiencies().is_empty());
    view! {
        <PageHeading
            level=2
            title="Findings"
            lead="What you bring to the operator\u{2019}s attention: what is and what should be, why it is not so, what follows, and what its management answers. The report lists every finding."
        />
        <Show
            when=move || empty.get()
            fallback=|| view! { <p class="muted">"Choose a finding from the list."</p> }
        >
            <EmptyState
                icon=Icon::Findings
                title="No findings yet"
                text="Add one here, or write one from a control that fails; it is then linked at once."
            />
        </Show>
    }
}
