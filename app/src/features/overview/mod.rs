//! The overview: whether the operator conforms, what is missing, and which risks to spend money on
//! first. Every line leads into the room where it can be changed.

pub mod attention;
pub mod carried;
pub mod conformance;
pub mod edition;
pub mod sections;
pub mod work;

use leptos::prelude::*;

use self::{
    attention::Attention,
    carried::CarriedPanel,
    conformance::ConformancePanel,
    edition::EditionPanel,
    sections::Sections,
    work::{RecordPanel, WorkPanel},
};
use super::risks::{Priorities, RiskMatrix, RiskRoom, matrix, register::MatrixKey, room};
use crate::{
    components::{PageHeading, Panel},
    words::risks::where_the_next_helps,
    workbench::use_workbench,
};

/// The overview of the open assessment.
#[component]
pub fn OverviewView() -> impl IntoView {
    let workbench = use_workbench();
    let standings = workbench.derived().standings;
    let room = RiskRoom::of(workbench);
    let facts = room::risk_facts(workbench);
    let scales = workbench.memo(|assessment| assessment.scales().clone());
    let priorities =
        Signal::derive(move || scales.with(|scales| where_the_next_helps(scales.currency())));
    let lead = workbench.memo(|assessment| {
        let operator = assessment.details().operator.name.trim();
        if operator.is_empty() {
            "The operator is not named yet".to_owned()
        } else {
            crate::words::name(operator)
        }
    });
    view! {
        <div class="page overview">
            <PageHeading title="Overview" lead />
            <div class="panel-grid">
                <CarriedPanel />
                <ConformancePanel />
                <Attention />
                <Sections />
                <Panel
                    title="Risk matrix"
                    aside=Signal::derive(move || standings.with(|all| matrix::scored_words(all)))
                    span=5
                >
                    <RiskMatrix standings room most=3 />
                    <MatrixKey />
                </Panel>
                <Panel title=priorities aside="exposure removed per cost of mitigation">
                    <Priorities facts most=6 />
                </Panel>
                <WorkPanel />
                <RecordPanel />
                <EditionPanel />
            </div>
        </div>
    }
}
