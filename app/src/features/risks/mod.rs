//! The risk register: a list of the active risks, and beside it the open risk, or the register as
//! a whole while none is open.
//!
//! ```text
//! room.rs        filter and order, and what lists show of every risk
//! filter.rs      which risks the list shows, and in which order (pure)
//! words.rs       what the numbers are called (pure)
//! list.rs        the list and its filter
//! commands.rs    what the keyboard does
//! detail/        the open risk
//! register.rs    all risks: totals, matrix, ranking, priorities, retired ones
//! ```

pub mod filter;
pub mod room;
pub mod words;

pub mod heat;
pub mod matrix;
pub mod priorities;

mod commands;
pub mod detail;
pub mod list;
pub mod ranking;
pub mod register;

use assay_catalog::RiskId;
use leptos::prelude::*;

use self::{
    detail::RiskDetail,
    filter::arrange,
    list::{RiskFilterBar, RiskList},
    register::RiskRegister,
};
pub use self::{matrix::RiskMatrix, priorities::Priorities, room::RiskRoom};
use crate::{
    browser::focus,
    components::{OnePerSubject, SplitView},
    features::places,
    route::{Part, Route},
    shell::Navigation,
    workbench::use_workbench,
};

/// The part of the page for risks.
#[component]
pub fn RisksView(
    /// The open risk, as the address names it.
    #[prop(into)]
    selected: Signal<Option<RiskId>>,
) -> impl IntoView {
    let workbench = use_workbench();
    let room = RiskRoom::of(workbench);
    let facts = room::risk_facts(workbench);
    let shown = Memo::new(move |_| {
        facts.with(|facts| {
            room.filter
                .with(|filter| arrange(workbench.catalog(), facts, filter, room.sorting.get()))
        })
    });
    let selected = Memo::new(move |_| selected.get());
    let navigation = Navigation::from_context();
    // Where there is room for one of list and register only, the list comes first.
    let register = RwSignal::new(false);
    commands::obey(commands::Moved {
        workbench,
        shown,
        selected,
        register,
    });
    Effect::new(move |before: Option<Option<RiskId>>| {
        let now = selected.get();
        if before.is_some_and(|before| before != now) {
            register.set(false);
            request_animation_frame(|| {
                focus::bring_into_sight("[data-list] [aria-current]");
                focus::scroll_to_top("[data-detail]");
            });
        }
        now
    });
    let open_first = move |()| {
        if let Some(risk) = shown.with_untracked(|shown| shown.first().copied())
            && let Ok(route) = Route::parse(&places::risk(workbench, risk))
        {
            navigation.go(&route);
        }
    };
    let filter = move || {
        view! {
            <RiskFilterBar room facts shown on_enter=open_first on_register=move |()| register.set(true) />
        }
    };
    view! {
        <SplitView
            label="Risks"
            open=Signal::derive(move || selected.get().is_some() || register.get())
            back=places::part(workbench, Part::Risks)
            filter
            list=move || view! { <RiskList room facts shown selected /> }
        >
            <OnePerSubject
                subject=selected
                draw=|risk| view! { <RiskDetail risk /> }
                otherwise=move || view! {
                    <RiskRegister room facts on_list=move |()| register.set(false) />
                }
            />
        </SplitView>
    }
}
