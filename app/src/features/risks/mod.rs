//! The risk register: a list of the active risks, and beside it the open risk, or the register as
//! a whole while none is open.
//!
//! ```text
//! room.rs        filter and order, and what lists show of every risk
//! filter.rs      which risks the list shows, and in which order (pure)
//! list.rs        the list and its filter
//! detail/        the open risk
//! register.rs    all risks: totals, matrix, ranking, priorities, retired ones
//! ```

pub mod filter;
pub mod room;

pub mod heat;
pub mod matrix;
pub mod priorities;

pub mod detail;
pub mod list;
pub mod ranking;
pub mod register;

use assay_catalog::RiskId;
use leptos::prelude::*;

use self::{
    detail::RiskDetail,
    filter::{RiskFilter, arrange},
    list::{RiskFilterBar, RiskList},
    register::RiskRegister,
};
pub use self::{matrix::RiskMatrix, priorities::Priorities, room::RiskRoom};
use crate::{
    features::list::{List, ListRoom},
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
    let arranged = move |filter: &RiskFilter| {
        facts.with(|facts| arrange(workbench.catalog(), facts, filter, room.sorting.get()))
    };
    let all = Memo::new(move |_| arranged(&RiskFilter::default()));
    let shown = Memo::new(move |_| room.filter.with(arranged));
    let open = Memo::new(move |_| selected.get());
    let list = List::new(room.filter, all, shown, open);
    view! {
        <ListRoom
            list
            filter=move || view! { <RiskFilterBar room facts list /> }
            rows=move || view! { <RiskList sorting=room.sorting facts list /> }
            draw=move |risk| view! { <RiskDetail risk list /> }
            otherwise=move || view! {
                <RiskRegister room facts on_list=move |()| list.beside.set(false) />
            }
        />
    }
}
