//! A probability: one of five levels, or a percentage.

use assay_assessment::{BasisPoints, Probability, ScaleLevel, Scales, Score, Whose};
use assay_catalog::RiskId;
use leptos::prelude::*;

use super::{
    ladder::Ladder,
    ways::{Side, Way, WayHead, left_over},
};
use crate::{components::PercentField, features::keeping::keeper_of, workbench::use_workbench};

/// Five levels or a percentage.
#[component]
pub(super) fn ProbabilityEditor(
    risk: RiskId,
    score: Memo<Score>,
    scales: Memo<Scales>,
    set: Callback<Score>,
    read_only: Signal<bool>,
    side: Side,
) -> impl IntoView {
    let chosen = RwSignal::new(None::<Way>);
    let way = Memo::new(move |_| {
        chosen.get().unwrap_or(match score.get().probability {
            Some(Probability::Exact(_)) => Way::Exact,
            _ => Way::Level,
        })
    });
    let set_probability = move |probability: Option<Probability>| {
        set.run(Score {
            probability,
            ..score.get_untracked()
        });
    };
    let legend = format!("{} probability", side.title());
    let rungs = move || {
        scales.with(|scales| {
            ScaleLevel::ALL.map(|level| {
                let anchor = scales.probability_of(level).to_string();
                (level, level.probability_label(), anchor)
            })
        })
    };
    let level = Signal::derive(move || match score.get().probability {
        Some(Probability::Level(level)) => Some(level),
        _ => None,
    });
    let points = Signal::derive(move || {
        let probability = score.get().probability?;
        Some(u64::from(scales.with(|scales| probability.resolve(scales))))
    });
    let enter = move |entered: Option<u64>| {
        let points = entered.and_then(|points| BasisPoints::new(points).ok());
        set_probability(points.map(Probability::Exact));
    };
    let legend_of_field = legend.clone();
    let workbench = use_workbench();
    let name = match side {
        Side::Inherent => "Inherent probability",
        Side::Residual => "Residual probability",
    };
    let entry = keeper_of(workbench, name, Whose::Risk(risk));
    view! {
        <div class="score-value">
            <WayHead
                title="Probability"
                what=legend.clone()
                ways=vec![Way::Level, Way::Exact]
                way
                on_choose=move |way| chosen.set(Some(way))
            />
            {move || match way.get() {
                Way::Level => view! {
                    <Ladder
                        legend=legend.clone()
                        rungs=Signal::derive(move || rungs().to_vec())
                        value=level
                        on_choose=move |level| set_probability(Some(Probability::Level(level)))
                        disabled=read_only
                    />
                    {left_over(move || {
                        let exact = matches!(score.get().probability, Some(Probability::Exact(_)));
                        exact.then(|| points.get().and_then(|points| BasisPoints::new(points).ok()))
                            .flatten()
                            .map(|points| points.to_string())
                    })}
                }
                .into_any(),
                Way::Exact | Way::Factors => view! {
                    <PercentField
                        label=legend_of_field.clone()
                        value=points
                        on_change=enter
                        hint="Within a year; two decimals are kept."
                        keeper=entry
                        disabled=read_only
                    />
                }
                .into_any(),
            }}
        </div>
    }
}
