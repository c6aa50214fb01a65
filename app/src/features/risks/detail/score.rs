//! One score of a risk: its probability, its impact, and the exposure that follows at once.

use assay_assessment::{
    BasisPoints, Edit, Impact, ImpactFactors, Money, Probability, RiskFinding, ScaleLevel, Scales,
    Score, exposure::Exposure,
};
use assay_catalog::RiskId;
use leptos::prelude::*;

use super::super::{heat::HeatChip, words::arithmetic};
use super::ladder::Ladder;
use crate::{
    components::{Button, ButtonKind, MoneyField, PercentField},
    workbench::use_workbench,
};

/// Which of a risk's two scores.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// Before mitigation.
    Inherent,
    /// After mitigation.
    Residual,
}

impl Side {
    /// The score on this side.
    #[must_use]
    pub const fn of(self, finding: &RiskFinding) -> Score {
        match self {
            Self::Inherent => finding.inherent,
            Self::Residual => finding.residual,
        }
    }

    /// The edit that sets the score on this side.
    #[must_use]
    pub const fn edit(self, risk: RiskId, score: Score) -> Edit {
        match self {
            Self::Inherent => Edit::SetInherentScore { risk, score },
            Self::Residual => Edit::SetResidualScore { risk, score },
        }
    }

    const fn title(self) -> &'static str {
        match self {
            Self::Inherent => "Inherent",
            Self::Residual => "Residual",
        }
    }

    const fn when(self) -> &'static str {
        match self {
            Self::Inherent => "before mitigation",
            Self::Residual => "after mitigation",
        }
    }
}

/// How a value is entered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Way {
    Level,
    Exact,
    Factors,
}

impl Way {
    const fn words(self) -> &'static str {
        match self {
            Self::Level => "Level",
            Self::Exact => "Exact",
            Self::Factors => "In parts",
        }
    }
}

/// The editor of one score.
#[component]
pub fn ScoreEditor(
    /// The risk.
    risk: RiskId,
    /// Which score.
    side: Side,
) -> impl IntoView {
    let workbench = use_workbench();
    let score = workbench.memo(move |assessment| {
        assessment
            .risk_if_touched(risk)
            .map_or(Score::default(), |finding| side.of(finding))
    });
    let scales = workbench.memo(|assessment| assessment.scales().clone());
    let exposure = Memo::new(move |_| scales.with(|scales| Exposure::of(&score.get(), scales)));
    // What is wrong was shown to the user by `perform`.
    let set = Callback::new(move |score: Score| _ = workbench.perform(side.edit(risk, score)));
    let read_only = Signal::derive(move || workbench.is_read_only());
    let inherent = workbench.memo(move |assessment| {
        assessment
            .risk_if_touched(risk)
            .map_or(Score::default(), |finding| finding.inherent)
    });
    let figure = move || {
        let exposure = exposure.get()?;
        Some(scales.with(|scales| scales.currency().format_money(exposure.amount)))
    };
    let copies = move || side == Side::Residual && inherent.get() != score.get();
    view! {
        <section class="score" aria-label=format!("{} score", side.title())>
            <header class="score-head">
                <h3>{side.title()} <small>{side.when()}</small></h3>
                <HeatChip cell=Signal::derive(move || Some(exposure.get()?.cell)) />
            </header>
            <p class="score-exposure numbers" role="status">
                <span class="visually-hidden">{format!("{} exposure: ", side.title())}</span>
                <strong>{move || figure().unwrap_or_else(|| "\u{2013}".to_owned())}</strong>
                <span class="score-arithmetic">
                    {move || scales.with(|scales| arithmetic(&score.get(), scales))}
                </span>
            </p>
            <ProbabilityEditor score scales set read_only side />
            <ImpactEditor score scales set read_only side />
            <div class="cluster">
                <Button
                    kind=ButtonKind::Quiet
                    disabled=Signal::derive(move || {
                        read_only.get() || score.get() == Score::default()
                    })
                    on_press=move |()| set.run(Score::default())
                >
                    "Clear this score"
                </Button>
                {move || copies().then(|| view! {
                    <Button
                        kind=ButtonKind::Quiet
                        disabled=read_only
                        on_press=move |()| set.run(inherent.get_untracked())
                    >
                        "Same as inherent"
                    </Button>
                })}
            </div>
        </section>
    }
}

/// Five levels or a percentage.
#[component]
fn ProbabilityEditor(
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
                        disabled=read_only
                    />
                }
                .into_any(),
            }}
        </div>
    }
}

/// Five levels, an amount, or five factors with their sum.
#[component]
fn ImpactEditor(
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
                        disabled=read_only
                    />
                }
                .into_any(),
                Way::Factors => view! {
                    <Factors score currency decimals set_impact=Callback::new(set_impact) read_only />
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
    score: Memo<Score>,
    currency: Signal<String>,
    decimals: Signal<u8>,
    set_impact: Callback<Option<Impact>>,
    read_only: Signal<bool>,
) -> impl IntoView {
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
                let part = factors(score.get()).parts().get(place).map(|(_, part)| *part);
                part.filter(|part| *part > Money::ZERO).map(u64::from)
            });
            let enter = move |entered: Option<u64>| {
                let part = entered.and_then(|units| Money::from_minor_units(units).ok());
                let mut all = factors(score.get_untracked());
                set_factor(&mut all, place, part.unwrap_or_default());
                let empty = all == ImpactFactors::default();
                set_impact.run((!empty).then_some(Impact::Factors(all)));
            };
            view! { <MoneyField label=words currency decimals value on_change=enter disabled=read_only /> }
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

/// The name of a value, and the ways in which it can be entered. Going another way changes nothing
/// until a value is entered there.
#[component]
fn WayHead(
    title: &'static str,
    what: String,
    ways: Vec<Way>,
    way: Memo<Way>,
    #[prop(into)] on_choose: Callback<Way>,
) -> impl IntoView {
    let buttons = ways
        .into_iter()
        .map(|this| {
            view! {
                <button
                    type="button"
                    class="score-way"
                    aria-pressed=move || (way.get() == this).to_string()
                    on:click=move |_| on_choose.run(this)
                >
                    {this.words()}
                </button>
            }
        })
        .collect_view();
    view! {
        <div class="score-value-head">
            <span class="eyebrow">{title}</span>
            <span class="score-ways" role="group" aria-label=format!("{what}: how it is entered")>
                {buttons}
            </span>
        </div>
    }
}

/// Says below a ladder that the value was entered another way.
fn left_over(value: impl Fn() -> Option<String> + Send + Sync + 'static) -> impl IntoView {
    move || {
        value().map(|value| {
            view! {
                <p class="field-hint">
                    {format!("Entered as {value}. Choosing a level takes its place.")}
                </p>
            }
        })
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

    #[test]
    fn each_side_edits_its_own_score() {
        let risk = RiskId::parse("SLS6").unwrap();
        let score = Score::default();
        assert!(matches!(
            Side::Inherent.edit(risk, score),
            Edit::SetInherentScore { .. }
        ));
        assert!(matches!(
            Side::Residual.edit(risk, score),
            Edit::SetResidualScore { .. }
        ));
    }
}
