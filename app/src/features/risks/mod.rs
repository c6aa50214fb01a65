//! The risk register: a list of the active risks, and beside it the open risk, or the register as
//! a whole while none is open.
//!
//! ```text
//! room.rs        filter and order, and what lists show of every risk
//! filter.rs      which risks the list shows, and in which order (pure)
//! words.rs       what the numbers are called (pure)
//! list.rs        the list and its filter
//! detail/        the open risk
//! register.rs    all risks: totals, matrix, ranking, priorities, retired ones
//! ```

pub mod filter;
pub mod room;
pub mod words;

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
    list::{RiskFilterBar, RiskList},
    register::RiskRegister,
};
pub use self::{
    matrix::RiskMatrix,
    priorities::Priorities,
    room::{RiskRoom, provide_risk_room, use_risk_room},
};
use crate::{
    browser::focus, components::SplitView, features::places, route::Part, workbench::use_workbench,
};

/// The part of the page for risks.
#[component]
pub fn RisksView(
    /// The open risk, as the address names it.
    #[prop(into)]
    selected: Signal<Option<RiskId>>,
) -> impl IntoView {
    let workbench = use_workbench();
    let room = use_risk_room();
    let facts = room::risk_facts(workbench);
    let selected = Memo::new(move |_| selected.get());
    // Where there is room for one of list and register only, the list comes first.
    let register = RwSignal::new(false);
    Effect::new(move |before: Option<Option<RiskId>>| {
        let now = selected.get();
        if before.is_some_and(|before| before != now) {
            register.set(false);
            focus::scroll_to_top("[data-detail]");
            focus::bring_into_sight("[data-list] [aria-current]");
        }
        now
    });
    let filter = move || {
        view! {
            <RiskFilterBar room facts on_register=move |()| register.set(true) />
        }
    };
    view! {
        <SplitView
            label="Risks"
            open=Signal::derive(move || selected.get().is_some() || register.get())
            back=places::part(workbench, Part::Risks)
            filter
            list=move || view! { <RiskList room facts selected /> }
        >
            {move || match selected.get() {
                Some(risk) => view! { <RiskDetail risk /> }.into_any(),
                None => view! {
                    <RiskRegister room facts on_list=move |()| register.set(false) />
                }
                .into_any(),
            }}
        </SplitView>
    }
}
