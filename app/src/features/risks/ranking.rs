//! The ranking of exposures: what is exposed now, and what was before mitigation.

use assay_assessment::exposure::{self, RiskStanding};
use leptos::prelude::*;

use crate::{
    components::{Button, ButtonKind},
    features::places,
    words::risks,
    workbench::use_workbench,
};

/// How many rows stand there before more are asked for.
const FIRST: usize = 12;

/// The scored risks, the greatest exposure first, with bars on one scale.
#[component]
pub fn Ranking() -> impl IntoView {
    let workbench = use_workbench();
    let standings = workbench.derived().standings;
    let ranked = Memo::new(move |_| standings.with(|all| exposure::ranking(all)));
    let largest = Memo::new(move |_| ranked.with(|ranked| largest_amount(ranked)));
    let scales = workbench.memo(|assessment| assessment.scales().clone());
    let all = RwSignal::new(false);
    let row = move |standing: RiskStanding| {
        let risk = standing.risk;
        let title = Memo::new(move |_| workbench.risk_title(risk));
        let figure = |exposure: Option<exposure::Exposure>| {
            exposure.map(|exposure| {
                scales.with(|scales| scales.currency().format_money(exposure.amount))
            })
        };
        let bar = |exposure: Option<exposure::Exposure>, class: &'static str| {
            let amount = exposure?.amount.minor_units();
            Some(view! { <i class=class style:width=share(amount, largest.get())></i> })
        };
        let words = risks::way(figure(standing.inherent), figure(standing.residual));
        view! {
            <li>
                <a class="ranking-row" href=places::risk(workbench, risk)>
                    <b class="numbers">{risk.to_string()}</b>
                    <span class="ranking-title">{title}</span>
                    <span class="ranking-bars" aria-hidden="true">
                        {bar(standing.inherent, "ranking-was")}
                        {bar(standing.residual, "ranking-now")}
                    </span>
                    <span class="ranking-figure numbers">{words}</span>
                </a>
            </li>
        }
    };
    let rows = move || {
        let most = if all.get() { usize::MAX } else { FIRST };
        ranked.get().into_iter().take(most).map(row).collect_view()
    };
    let hidden = move || ranked.with(|ranked| ranked.len().saturating_sub(FIRST));
    view! {
        <Show
            when=move || !ranked.with(Vec::is_empty)
            fallback=|| view! { <p class="muted">"No risk is scored yet. Open one from the list."</p> }
        >
            <ol class="ranking" role="list">{rows}</ol>
            {move || (hidden() > 0).then(|| view! {
                <Button kind=ButtonKind::Quiet on_press=move |()| all.update(|all| *all = !*all)>
                    {move || {
                        if all.get() {
                            "Show the first ones only".to_owned()
                        } else {
                            format!("Show {} more", hidden())
                        }
                    }}
                </Button>
            })}
        </Show>
    }
}

/// The greatest amount of any bar, in minor units.
fn largest_amount(ranked: &[RiskStanding]) -> u64 {
    ranked
        .iter()
        .flat_map(|standing| [standing.inherent, standing.residual])
        .flatten()
        .map(|exposure| exposure.amount.minor_units())
        .max()
        .unwrap_or(0)
}

/// A bar's length, in tenths of a per cent of the longest one; never so short that it is not seen.
fn share(amount: u64, largest: u64) -> String {
    let tenths = u128::from(amount) * 1000 / u128::from(largest.max(1));
    let tenths = tenths.clamp(6, 1000);
    format!("{}.{}%", tenths / 10, tenths % 10)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bars_are_on_one_scale_and_always_seen() {
        assert_eq!(share(50, 100), "50.0%");
        assert_eq!(share(100, 100), "100.0%");
        assert_eq!(share(0, 100), "0.6%");
        assert_eq!(share(0, 0), "0.6%");
        assert_eq!(share(u64::MAX, u64::MAX), "100.0%");
    }
}
