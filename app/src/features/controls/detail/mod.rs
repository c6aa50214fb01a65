//! The open control: what the specification says, what was found, and what it hangs together with.

pub mod actions;
pub mod deficiencies;
pub mod evidence;
pub mod findings;
pub mod heading;
pub mod outcome;
pub mod relations;
pub mod standing;

use assay_catalog::Control;
use leptos::prelude::*;

use self::actions::ActionsPart;
use self::deficiencies::DeficienciesPart;
use self::evidence::EvidencePart;
use self::findings::FindingsPart;
use self::heading::{Breadcrumb, GuidancePart, StatementPart};
use self::outcome::{NotePart, OutcomePart};
use self::relations::{CriteriaPart, RisksPart};
use self::standing::StandingPart;
use super::state::ControlsState;
use crate::features::carrying::EarlierControlPart;
use crate::features::procedures::ProceduresPart;

/// Everything about one control, in the order in which an assessor needs it.
#[component]
pub(super) fn ControlDetail(
    /// The shared state.
    state: ControlsState,
    /// The control.
    control: &'static Control,
) -> impl IntoView {
    state.list.parts([
        (move || {
            view! {
                <Breadcrumb state control />
                <StatementPart state control />
                <GuidancePart state control />
                <EarlierControlPart control=control.id() />
                <OutcomePart state control />
            }
        })
        .into(),
        (move || {
            view! {
                <FindingsPart state control />
                <DeficienciesPart state control />
                <ProceduresPart control=control.id() />
                <NotePart state control />
            }
        })
        .into(),
        (move || {
            view! {
                <EvidencePart state control />
                <ActionsPart state control />
                <RisksPart state control />
                <CriteriaPart state control />
                <StandingPart state control />
            }
        })
        .into(),
    ])
}

/// A part of the detail with its small heading.
#[component]
fn DetailPart(
    /// The heading.
    #[prop(into)]
    title: Signal<String>,
    /// How many things it holds.
    #[prop(optional, into)]
    count: Option<Signal<usize>>,
    /// What stands at the right of the heading.
    #[prop(optional, into)]
    aside: Option<ViewFn>,
    /// The content.
    children: Children,
) -> impl IntoView {
    view! {
        <section class="control-part">
            <div class="control-part-head">
                <h3 class="eyebrow">
                    {move || title.get()}
                    {count.map(|count| view! {
                        " "
                        <span class="numbers">{move || count.get()}</span>
                    })}
                </h3>
                {aside.map(|aside| view! { <div class="control-part-aside">{aside.run()}</div> })}
            </div>
            {children()}
        </section>
    }
}

/// Whether nothing can be changed now, for `disabled`.
fn read_only(state: ControlsState) -> Signal<bool> {
    Signal::derive(move || state.workbench.is_read_only())
}
