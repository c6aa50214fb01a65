//! One score of a risk: its probability, its impact, and the exposure that follows at once.

use assay_assessment::{Edit, RiskFinding, Score, exposure::Exposure};
use assay_catalog::RiskId;
use leptos::prelude::*;

use super::super::{heat::HeatChip, words::arithmetic};
use super::{impact::ImpactEditor, probability::ProbabilityEditor};
use crate::{
    components::{Button, ButtonKind},
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

    /// The word for it.
    #[must_use]
    pub const fn title(self) -> &'static str {
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
pub enum Way {
    /// One of five levels.
    Level,
    /// A number.
    Exact,
    /// Five amounts and their sum.
    Factors,
}

impl Way {
    /// The word for it.
    #[must_use]
    pub const fn words(self) -> &'static str {
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
                <h3>{side.title()} " " <small>{side.when()}</small></h3>
                <HeatChip cell=Signal::derive(move || Some(exposure.get()?.cell)) />
            </header>
            <p class="score-exposure numbers" role="status">
                <span class="visually-hidden">{format!("{} exposure: ", side.title())}</span>
                <strong>{move || figure().unwrap_or_else(|| "\u{2013}".to_owned())}</strong>
                <span class="score-arithmetic">
                    {move || scales.with(|scales| arithmetic(&score.get(), scales))}
                </span>
            </p>
            <ProbabilityEditor risk score scales set read_only side />
            <ImpactEditor risk score scales set read_only side />
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

/// The name of a value, and the ways in which it can be entered. Going another way changes nothing
/// until a value is entered there.
#[component]
pub(super) fn WayHead(
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
pub(super) fn left_over(
    value: impl Fn() -> Option<String> + Send + Sync + 'static,
) -> impl IntoView {
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
