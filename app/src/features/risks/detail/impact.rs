//! An impact: one of five levels, an amount, or the five factors of the specification.

use assay_assessment::{About, Impact, ImpactFactors, Money, ScaleLevel, Scales, Score, Whose};
use assay_catalog::RiskId;
use leptos::prelude::*;

use super::{
    ladder::Ladder,
    ways::{Side, Way, WayHead, left_over},
};
use crate::{
    components::MoneyField,
    features::keeping::{keeper, keeper_of},
    workbench::use_workbench,
};

/// Five levels, an amount, or five factors with their sum.
#[component]
pub(super) fn ImpactEditor(
    risk: RiskId,
    score: Memo<Score>,
    scales: Memo<Scales>,
    set: Callback<Score>,
    read_only: Signal<bool>,
    side: Side,
) -> impl IntoView {
    let chosen = RwSignal::new(None::<Way>);
    let way = Memo::new(move |_| {
        chosen.get().unwrap_or(match score.get().impact {
            Some(Impact::Exact(_)) => Way::Exact,
            Some(Impact::Factors(_)) => Way::Factors,
            _ => Way::Level,
        })
    });
    let set_impact = move |impact: Option<Impact>| {
        set.run(Score {
            impact,
            ..score.get_untracked()
        });
    };
    let legend = format!("{} impact", side.title());
    let rungs = move || {
        scales.with(|scales| {
            ScaleLevel::ALL.map(|level| {
                let anchor = scales.currency().format_money(scales.impact_of(level));
                (level, level.impact_label(), anchor)
            })
        })
    };
    let level = Signal::derive(move || match score.get().impact {
        Some(Impact::Level(level)) => Some(level),
        _ => None,
    });
    let amount = Signal::derive(move || {
        let impact = score.get().impact?;
        Some(u64::from(scales.with(|scales| impact.resolve(scales))))
    });
    let formatted = move || {
        let units = amount.get()?;
        Some(scales.with(|scales| scales.currency().format(i128::from(units))))
    };
    let currency =
        Signal::derive(move || scales.with(|scales| scales.currency().code().to_owned()));
    let decimals = Signal::derive(move || scales.with(|scales| scales.currency().decimals()));
    let enter = move |entered: Option<u64>| {
        let amount = entered.and_then(|units| Money::from_minor_units(units).ok());
        set_impact(amount.map(Impact::Exact));
    };
    let legend_of_field = legend.clone();
    let workbench = use_workbench();
    let name = match side {
        Side::Inherent => "Inherent impact",
        Side::Residual => "Residual impact",
    };
    let entry = keeper_of(workbench, name, Whose::Risk(risk));
    view! {
        <div class="score-value">
            <WayHead
                title="Impact"
                what=legend.clone()
                ways=vec![Way::Level, Way::Exact, Way::Factors]
                way
                on_choose=move |way| chosen.set(Some(way))
            />
            {move || match way.get() {
                Way::Level => view! {
                    <Ladder
                        legend=legend.clone()
                        rungs=Signal::derive(move || rungs().to_vec())
                        value=level
                        on_choose=move |level| set_impact(Some(Impact::Level(level)))
                        disabled=read_only
                    />
                    {left_over(move || {
                        let by_level = matches!(score.get().impact, Some(Impact::Level(_)));
                        if by_level { None } else { formatted() }
                    })}
                }
                .into_any(),
                Way::Exact => view! {
                    <MoneyField
                        label=legend_of_field.clone()
                        currency
                        decimals
                        value=amount
                        on_change=enter
                        keeper=entry
                        disabled=read_only
                    />
                }
                .into_any(),
                Way::Factors => view! {
                    <Factors risk side score currency decimals set_impact=Callback::new(set_impact) read_only />
                    <p class="score-sum">
                        <span>"Sum"</span>
                        <strong class="numbers">{move || formatted().unwrap_or_else(|| "\u{2013}".to_owned())}</strong>
                    </p>
                    {move || {
                        let other = !matches!(score.get().impact, Some(Impact::Factors(_)) | None);
                        other.then(|| view! {
                            <p class="field-hint">"The sum takes the place of this amount with the first part that is entered."</p>
                        })
                    }}
                }
                .into_any(),
            }}
        </div>
    }
}

/// The five factors that the specification lists.
#[component]
fn Factors(
    risk: RiskId,
    side: Side,
    score: Memo<Score>,
    currency: Signal<String>,
    decimals: Signal<u8>,
    set_impact: Callback<Option<Impact>>,
    read_only: Signal<bool>,
) -> impl IntoView {
    let workbench = use_workbench();
    let factors = move |score: Score| match score.impact {
        Some(Impact::Factors(factors)) => factors,
        _ => ImpactFactors::default(),
    };
    let fields = ImpactFactors::default()
        .parts()
        .into_iter()
        .enumerate()
        .map(|(place, (words, _))| {
            let value = Signal::derive(move || {
                let part = factors(score.get())
                    .parts()
                    .get(place)
                    .map(|(_, part)| *part);
                part.filter(|part| *part > Money::ZERO).map(u64::from)
            });
            let enter = move |entered: Option<u64>| {
                let part = entered.and_then(|units| Money::from_minor_units(units).ok());
                let mut all = factors(score.get_untracked());
                set_factor(&mut all, place, part.unwrap_or_default());
                let empty = all == ImpactFactors::default();
                set_impact.run((!empty).then_some(Impact::Factors(all)));
            };
            let about = About::new(
                match side {
                    Side::Inherent => "Part of the inherent impact",
                    Side::Residual => "Part of the residual impact",
                },
                Whose::Risk(risk),
            );
            let entry = keeper(workbench, format!("entry {about:?} {place}"), about);
            view! {
                <MoneyField
                    label=words
                    currency
                    decimals
                    value
                    on_change=enter
                    keeper=entry
                    disabled=read_only
                />
            }
        })
        .collect_view();
    view! { <div class="score-factors">{fields}</div> }
}

/// Sets the factor at a place of [`ImpactFactors::parts`].
fn set_factor(factors: &mut ImpactFactors, place: usize, amount: Money) {
    let fields = [
        &mut factors.direct_cost,
        &mut factors.staff_time,
        &mut factors.remediation,
        &mut factors.compensation_and_legal,
        &mut factors.lost_opportunity,
    ];
    if let Some(field) = fields.into_iter().nth(place) {
        *field = amount;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_factor_is_set_where_it_is_listed() {
        for place in 0..5 {
            let mut factors = ImpactFactors::default();
            let amount = Money::from_minor_units(7).unwrap();
            set_factor(&mut factors, place, amount);
            for (other, (_, part)) in factors.parts().into_iter().enumerate() {
                let expected = if other == place { amount } else { Money::ZERO };
                assert_eq!(part, expected, "{place} {other}");
            }
        }
    }
}
