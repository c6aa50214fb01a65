//! Where the next unit of money helps most.

use std::collections::BTreeMap;

use assay_assessment::{
    Treatment,
    exposure::{self, Exposure, RiskStanding},
};
use assay_catalog::RiskId;
use leptos::prelude::*;

use super::filter::RiskFacts;
use crate::{
    features::places,
    words::risks::{unit_words, worth_words},
    workbench::use_workbench,
};

/// The risks whose mitigation has a price, the best use of money first.
#[component]
pub fn Priorities(
    /// What is known of every active risk.
    facts: Memo<BTreeMap<RiskId, RiskFacts>>,
    /// The most rows.
    #[prop(default = 8)]
    most: usize,
) -> impl IntoView {
    let workbench = use_workbench();
    let standings = workbench.derived().standings;
    let ranked = Memo::new(move |_| standings.with(|all| exposure::priorities(all)));
    let scales = workbench.memo(|assessment| assessment.scales().clone());
    let money = move |exposure: Option<Exposure>| {
        let exposure = exposure?;
        Some(scales.with(|scales| scales.currency().format_money(exposure.amount)))
    };
    let row = move |standing: RiskStanding| {
        let risk = standing.risk;
        let title = Memo::new(move |_| workbench.risk_title(risk));
        let cost = standing
            .worth
            .map(|worth| scales.with(|scales| scales.currency().format_money(worth.cost)));
        let (treatment, owner) = facts.with(|facts| {
            facts.get(&risk).map_or((None, String::new()), |facts| {
                (facts.treatment.map(Treatment::label), facts.owner.clone())
            })
        });
        let dash = || "\u{2013}".to_owned();
        view! {
            <tr role="row">
                <th scope="row" role="rowheader">
                    <a class="priorities-risk" href=places::risk(workbench, risk)>
                        <b class="numbers">{risk.to_string()}</b>
                        " "
                        {title}
                    </a>
                </th>
                <td role="cell" class="number" data-label="Inherent">{money(standing.inherent)}</td>
                <td role="cell" class="number" data-label="Residual">{money(standing.residual)}</td>
                <td role="cell" class="number" data-label="Cost">{cost}</td>
                <td role="cell" class="number priorities-worth" data-label="Removed per cost">
                    {standing.worth.map(worth_words)}
                </td>
                <td role="cell" data-label="Treatment">{treatment.map_or_else(dash, str::to_owned)}</td>
                <td role="cell" data-label="Owner">{if owner.is_empty() { dash() } else { crate::words::name(&owner) }}</td>
            </tr>
        }
    };
    let rows = move || ranked.get().into_iter().take(most).map(row).collect_view();
    let hidden = move || ranked.with(|ranked| ranked.len().saturating_sub(most));
    view! {
        <Show
            when=move || !ranked.with(Vec::is_empty)
            fallback=|| view! {
                <p class="muted">
                    "Score a risk before and after mitigation and enter what the mitigation costs; the risks then stand here in the order in which money helps most."
                </p>
            }
        >
            <div class="priorities">
                <table role="table">
                    <thead role="rowgroup">
                        <tr role="row">
                            <th scope="col" role="columnheader">"Risk"</th>
                            <th scope="col" role="columnheader" class="number">"Inherent"</th>
                            <th scope="col" role="columnheader" class="number">"Residual"</th>
                            <th scope="col" role="columnheader" class="number">"Cost"</th>
                            <th scope="col" role="columnheader" class="number">
                                {move || scales.with(|scales| {
                                    format!("Removed per {}", unit_words(scales.currency()))
                                })}
                            </th>
                            <th scope="col" role="columnheader">"Treatment"</th>
                            <th scope="col" role="columnheader">"Owner"</th>
                        </tr>
                    </thead>
                    <tbody role="rowgroup">{rows}</tbody>
                </table>
            </div>
            {move || (hidden() > 0).then(|| view! {
                <p class="field-hint">
                    {format!("{} more: sort the list of risks by removed per cost.", hidden())}
                </p>
            })}
        </Show>
    }
}
