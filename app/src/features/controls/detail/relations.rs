//! What the control hangs together with: risks of the register, and external criteria.

use std::collections::BTreeSet;

use assay_assessment::exposure::{Exposure, MatrixCell};
use assay_catalog::{
    Catalog, Control, Framework, InheritedCriterion, MitigationId, Risk, RiskId, RiskState,
};
use leptos::prelude::*;

use super::super::state::ControlsState;
use super::DetailPart;
use crate::components::{Button, Tag};
use crate::features::places;
use crate::features::risks::heat::HeatChip;
use crate::route::ReferenceEntry;
use crate::words;
use crate::words::controls::{retired, whole_category};

/// How many risks are shown before one asks for all of them.
const FEW: usize = 6;

/// The risks that the control addresses, the most exposed first.
#[component]
pub(super) fn RisksPart(state: ControlsState, control: &'static Control) -> impl IntoView {
    let catalog = state.workbench.catalog();
    let risks = catalog.risks_addressed_by(control.id());
    // The assessor's own come after those of the edition, until they are ordered by exposure.
    let of_edition: Vec<RiskId> = risks.iter().map(|risk| risk.id()).collect();
    let ids = state.workbench.memo(move |assessment| {
        let own = assessment.own_risks_addressed_by(control.id());
        let of_edition = of_edition.iter().copied();
        of_edition.chain(own.map(|(id, _)| id)).collect::<Vec<_>>()
    });
    let number = Memo::new(move |_| ids.with(Vec::len));
    let cells = Memo::new(move |_| {
        let standings = state.workbench.derived().standings;
        standings.with(|standings| {
            let exposure_of = |id: &RiskId| {
                let standing = standings.iter().find(|standing| standing.risk == *id)?;
                standing.current()
            };
            let mut rows: Vec<(RiskId, Option<Exposure>)> =
                ids.with(|ids| ids.iter().map(|id| (*id, exposure_of(id))).collect());
            // The sort is stable, so equal ones stay in the catalog's order; unscored ones come last.
            rows.sort_by_key(|(_, exposure)| {
                std::cmp::Reverse(exposure.map(|exposure| exposure.amount))
            });
            rows.into_iter()
                .map(|(id, exposure)| (id, exposure.map(|exposure| exposure.cell)))
                .collect::<Vec<_>>()
        })
    });
    let all = RwSignal::new(number.get_untracked() <= FEW + 2);
    let remarks = remarks(catalog, control);
    view! {
        <DetailPart title="Risks addressed" count=number>
            {move || (number.get() == 0).then(|| view! { <p class="control-none">"No risk."</p> })}
            <ul class="control-risks" role="list" hidden=move || number.get() == 0>
                {move || {
                    let limit = if all.get() { usize::MAX } else { FEW };
                    let rows = cells.get().into_iter().take(limit);
                    rows.map(|(risk, cell)| view! { <RiskRow state risk cell /> })
                        .collect_view()
                }}
            </ul>
            <Show when=move || !all.get()>
                <div>
                    <Button on_press=move || all.set(true)>{move || format!("Show all {}", number.get())}</Button>
                </div>
            </Show>
            {remarks
                .into_iter()
                .map(|remark| view! { <p class="control-remark">{remark}</p> })
                .collect_view()}
            <MitigationsOf state risks />
        </DetailPart>
    }
}

/// The mitigations that help against the same risks, folded away: they say how, where the control says
/// what.
#[component]
fn MitigationsOf(state: ControlsState, risks: Vec<&'static Risk>) -> impl IntoView {
    let catalog = state.workbench.catalog();
    let named: BTreeSet<&MitigationId> = risks
        .iter()
        .flat_map(|risk| catalog.mitigations_for(risk.id()))
        .map(|mitigation| mitigation.id())
        .collect();
    let links = catalog
        .mitigations()
        .iter()
        .filter(|mitigation| named.contains(mitigation.id()))
        .map(|mitigation| {
            let entry = ReferenceEntry::Mitigation(mitigation.id().clone());
            let href = places::reference(state.workbench, entry);
            view! { <li><a href=href>{mitigation.title()}</a></li> }
        })
        .collect_view();
    let number = words::count(named.len(), "mitigation", "mitigations");
    (!named.is_empty()).then(|| {
        view! {
            <details class="control-mitigations">
                <summary>{format!("{number} described against these risks")}</summary>
                <ul>{links}</ul>
            </details>
        }
    })
}

#[component]
fn RiskRow(
    state: ControlsState,
    risk: RiskId,
    /// The cell of the matrix that counts now.
    cell: Option<MatrixCell>,
) -> impl IntoView {
    view! {
        <li>
            <a class="control-risk" href=places::risk(state.workbench, risk)>
                <b class="numbers">{risk.to_string()}</b>
                <span>{move || state.workbench.risk_title(risk)}</span>
                <HeatChip cell />
            </a>
        </li>
    }
}

/// What the specification says beyond a list of active risks: all risks, whole categories, and
/// retired identifiers with what took their place.
fn remarks(catalog: &'static Catalog, control: &Control) -> Vec<String> {
    let Some(group) = catalog.group_of(control) else {
        return Vec::new();
    };
    let scope = group.addresses();
    let mut remarks = Vec::new();
    if scope.almost_all_risks() {
        remarks.push(
            "The specification says that this helps against almost all risks, and names no exception; Assay counts all of them."
                .to_owned(),
        );
    } else if scope.all_risks() {
        remarks.push("The specification names all risks here.".to_owned());
    }
    for category in scope
        .categories()
        .iter()
        .filter_map(|id| catalog.category(id))
    {
        remarks.push(whole_category(category.title()));
    }
    let named = scope.risks().iter().filter_map(|id| catalog.risk(*id));
    for risk in named.filter(|risk| matches!(risk.state(), RiskState::Retired { .. })) {
        let successors: Vec<_> = catalog
            .successors(risk.id())
            .into_iter()
            .map(|risk| risk.id().to_string())
            .collect();
        remarks.push(retired(&risk.id().to_string(), &successors));
    }
    remarks
}

/// The external criteria to which the control corresponds, by framework.
#[component]
pub(super) fn CriteriaPart(state: ControlsState, control: &'static Control) -> impl IntoView {
    let catalog = state.workbench.catalog();
    let criteria = catalog.criteria_of(control.id());
    let frameworks: Vec<_> = catalog
        .frameworks()
        .iter()
        .filter_map(|framework| {
            let of_it = |each: &&InheritedCriterion| each.criterion().framework() == framework.id();
            let criteria: Vec<_> = criteria.iter().filter(of_it).collect();
            (!criteria.is_empty()).then_some((framework, criteria))
        })
        .collect();
    let standards: Vec<&Framework> = catalog
        .group_of(control)
        .map(|group| group.standards())
        .unwrap_or_default()
        .iter()
        .filter_map(|id| catalog.framework(id))
        .collect();
    let none = frameworks.is_empty() && standards.is_empty();
    let works = places::reference(state.workbench, ReferenceEntry::Works);
    view! {
        <DetailPart title="Corresponds to">
            {none.then(|| view! { <p class="control-none">"No external criterion."</p> })}
            <dl class="control-criteria" hidden=none>
                {frameworks
                    .into_iter()
                    .map(|(framework, criteria)| view! {
                        <div>
                            <dt><a href=works.clone()>{framework.title()}</a></dt>
                            <dd>{criteria.into_iter().map(|each| draw_criterion(catalog, each)).collect_view()}</dd>
                        </div>
                    })
                    .collect_view()}
                {standards
                    .into_iter()
                    .map(|framework| view! {
                        <div>
                            <dt><a href=works.clone()>{framework.title()}</a></dt>
                            <dd><span class="control-inherited">"recommended as a whole by the guidance"</span></dd>
                        </div>
                    })
                    .collect_view()}
            </dl>
            {criteria.iter().any(InheritedCriterion::is_inherited).then(|| {
                let number = criteria.iter().filter(|each| each.is_inherited()).count();
                let words = words::count(number, "criterion is", "criteria are");
                view! {
                    <p class="control-remark">
                        {format!("{words} named by the section for all of its groups.")}
                    </p>
                }
            })}
        </DetailPart>
    }
}

fn draw_criterion(catalog: &'static Catalog, each: &'static InheritedCriterion) -> impl IntoView {
    view! {
        <Tag title=if each.is_inherited() { "Named by the section" } else { "Named by the control's group" }>
            <b>{catalog.criterion_label(each.criterion())}</b>
            {each.is_inherited().then(|| view! {
                <span class="control-inherited">"from the section"</span>
            })}
        </Tag>
    }
}
