//! What both values of a score have: whose score it is, and the ways in which a value is entered.

use assay_assessment::{Edit, RiskFinding, Score};
use assay_catalog::RiskId;
use leptos::prelude::*;

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

    /// When it holds.
    pub(super) const fn when(self) -> &'static str {
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
