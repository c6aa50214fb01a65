//! The register as a whole, shown while no risk is open.

use std::collections::BTreeMap;

use assay_assessment::exposure::TotalExposure;
use assay_catalog::RiskId;
use leptos::prelude::*;

use super::{
    filter::RiskFacts,
    matrix::{RiskMatrix, scored_words},
    priorities::Priorities,
    ranking::Ranking,
    room::RiskRoom,
};
use crate::{
    components::{Button, ButtonKind, Icon, Slices},
    features::places,
    words::risks,
    workbench::use_workbench,
};

/// Totals, matrix, ranking, priorities, and the retired identifiers.
#[component]
pub fn RiskRegister(
    /// Filter of the list.
    room: RiskRoom,
    /// What is known of every active risk.
    facts: Memo<BTreeMap<RiskId, RiskFacts>>,
    /// Called to go back to the list where only one of list and register has room.
    #[prop(into)]
    on_list: Callback<()>,
) -> impl IntoView {
    let workbench = use_workbench();
    let standings = workbench.derived().standings;
    let scales = workbench.memo(|assessment| assessment.scales().clone());
    let priorities = move || scales.with(|scales| risks::where_the_next_helps(scales.currency()));
    // Each is a table or a drawing of all risks.
    let parts = Slices::parts([
        (|| view! { <Totals /> }).into(),
        (move || view! {
            <Part id="risk-matrix-heading" title="Matrix" key=|| view! { <MatrixKey /> }>
                <RiskMatrix standings room most=6 />
            </Part>
        })
        .into(),
        (|| view! {
            <Part id="risk-ranking-heading" title="Ranking" key=|| faint("outlined: inherent, filled: residual")>
                <Ranking />
            </Part>
        })
        .into(),
        (move || view! {
            <Part id="risk-priorities-heading" title=Signal::derive(priorities) key=|| faint("exposure removed per cost of mitigation")>
                <Priorities facts />
            </Part>
        })
        .into(),
        (|| view! { <Retired /> }).into(),
    ]);
    view! {
        <div class="risk-register">
            <div class="risk-register-back">
                <Button kind=ButtonKind::Quiet icon=Icon::Back on_press=on_list>"List of risks"</Button>
            </div>
            <header class="stack-tight">
                <h2 tabindex="-1" data-detail-heading="">"Risk register"</h2>
                <p class="muted">
                    {move || standings.with(|all| scored_words(all))}
                    ". Exposure is probability within a year \u{d7} impact."
                </p>
            </header>
            {parts}
        </div>
    }
}

/// A part of the register under its heading, with what explains it at the right.
#[component]
fn Part(
    id: &'static str,
    #[prop(into)] title: Signal<String>,
    #[prop(into)] key: ViewFn,
    children: Children,
) -> impl IntoView {
    view! {
        <section class="stack-tight" aria-labelledby=id>
            <div class="risk-part-head">
                <h3 id=id>{title}</h3>
                {key.run()}
            </div>
            {children()}
        </section>
    }
}

fn faint(words: &'static str) -> impl IntoView {
    view! { <span class="faint">{words}</span> }
}

/// What the names in the matrix mean.
#[component]
pub fn MatrixKey() -> impl IntoView {
    view! {
        <span class="matrix-key faint">
            <span class="risk-pin risk-pin-was" aria-hidden="true">"ID"</span>
            "inherent"
            <span class="risk-pin" aria-hidden="true">"ID"</span>
            "residual"
        </span>
    }
}

/// The sums over the risks that are scored both before and after mitigation.
#[component]
fn Totals() -> impl IntoView {
    let workbench = use_workbench();
    let standings = workbench.derived().standings;
    let scales = workbench.memo(|assessment| assessment.scales().clone());
    let total = Memo::new(move |_| standings.with(|all| TotalExposure::of(all)));
    let money = move |units: i128| scales.with(|scales| scales.currency().format(units));
    let figure = move |label: &'static str, value: Signal<String>| {
        view! {
            <div class="risk-figure">
                <span class="eyebrow">{label}</span>
                <span class="risk-figure-value numbers">{move || value.get()}</span>
            </div>
        }
    };
    // Sums of different risks are not compared: what is not in all three is named below them.
    let of_which = move || {
        let total = total.get();
        let left_out = scales.with(|scales| total.left_out(scales.currency()));
        risks::sums_of(total.compared, &left_out)
    };
    view! {
        <div class="risk-totals">
            {figure("Inherent exposure", Signal::derive(move || money(i128::from(total.get().inherent))))}
            {figure("Residual exposure", Signal::derive(move || money(i128::from(total.get().residual))))}
            {figure("Exposure removed", Signal::derive(move || money(i128::from(total.get().removed()))))}
            <p class="faint risk-totals-of" data-risk-totals-of="">{of_which}</p>
        </div>
    }
}

/// The identifiers that are no longer used, with what took their place.
#[component]
fn Retired() -> impl IntoView {
    let workbench = use_workbench();
    let catalog = workbench.catalog();
    let retired: Vec<_> = catalog
        .risks()
        .iter()
        .filter(|risk| !risk.is_active())
        .collect();
    let count = retired.len();
    if count == 0 {
        return None;
    }
    let rows = retired
        .into_iter()
        .map(|risk| {
            let successors = catalog.successors(risk.id());
            let links = successors
                .iter()
                .map(|successor| {
                    view! {
                        <li>
                            <a class="risk-successor" href=places::risk(workbench, successor.id())>
                                <b class="numbers">{successor.id().to_string()}</b>
                                " "
                                {successor.title()}
                            </a>
                        </li>
                    }
                })
                .collect_view();
            let content = if successors.is_empty() {
                view! { <span class="faint">"Removed; nothing took its place"</span> }.into_any()
            } else {
                view! { <ul>{links}</ul> }.into_any()
            };
            view! {
                <div class="risk-retired-row">
                    <dt class="numbers">{risk.id().to_string()}</dt>
                    <dd>{content}</dd>
                </div>
            }
        })
        .collect_view();
    Some(view! {
        <details class="risk-fold">
            <summary>{format!("Retired identifiers: {count}")}</summary>
            <dl class="risk-retired">{rows}</dl>
        </details>
    })
}
