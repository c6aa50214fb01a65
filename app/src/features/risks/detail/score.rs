//! One score of a risk: its probability, its impact, and the exposure that follows at once.

use assay_assessment::{Score, exposure::Exposure};
use assay_catalog::RiskId;
use leptos::prelude::*;

use super::super::heat::HeatChip;
use super::{impact::ImpactEditor, probability::ProbabilityEditor, ways::Side};
use crate::{
    components::{Button, ButtonKind},
    words::risks::arithmetic,
    workbench::use_workbench,
};

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
