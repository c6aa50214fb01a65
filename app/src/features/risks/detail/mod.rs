//! One risk: what it says, how it is scored, what is decided, and what bears on it.

pub mod decision;
mod impact;
pub mod ladder;
mod probability;
pub mod relations;
pub mod retired;
pub mod score;
pub mod support;
pub mod ways;

use assay_assessment::{Subject, TextLimit};
use assay_catalog::{Risk, RiskId, Wording};
use leptos::prelude::*;

use self::{
    decision::{Decision, Mitigating},
    relations::{Controls, Mitigations},
    retired::RetiredRisk,
    score::ScoreEditor,
    support::{Actions, Deficiencies, EvidenceOf},
    ways::Side,
};
use super::filter::replaced_by;
use crate::{
    components::{Mark, NoteEditor, StatusMark, Tag},
    features::{
        carrying::EarlierRiskPart,
        catalog_text::CatalogText,
        list::{List, Steps},
        own_risks::{OwnRiskControls, OwnRiskSays, RemoveOwnRisk},
    },
    workbench::{Workbench, use_workbench},
};

/// A risk with all that can be said about it. A retired one names its successors.
#[component]
pub fn RiskDetail(
    /// Which risk.
    risk: RiskId,
    /// The list that it is in.
    list: List<RiskId>,
) -> impl IntoView {
    let workbench = use_workbench();
    let is_own = workbench.memo(move |assessment| assessment.own_risks().contains_key(&risk));
    move || detail(workbench, risk, is_own.get(), list)
}

fn detail(workbench: Workbench, risk: RiskId, is_own: bool, list: List<RiskId>) -> AnyView {
    match workbench.catalog().risk(risk) {
        None if is_own => view! { <AddedRisk risk list /> }.into_any(),
        Some(found) if found.is_active() => view! { <ActiveRisk risk=found list /> }.into_any(),
        Some(found) => view! { <RetiredRisk risk=found /> }.into_any(),
        None => view! {
            <p class="muted">{format!("There is no risk {risk} in this catalog. Choose one from the list.")}</p>
        }
        .into_any(),
    }
}

#[component]
fn ActiveRisk(risk: &'static Risk, list: List<RiskId>) -> impl IntoView {
    let id = risk.id();
    list.parts([
        (move || view! { <Head risk list /> }).into(),
        (move || view! { <Found risk=id /> }).into(),
        (move || {
            view! {
                <Controls risk=id />
                <Mitigations risk=id />
                <About risk />
            }
        })
        .into(),
    ])
}

/// A risk of the assessor's own: what it says is entered here.
#[component]
fn AddedRisk(risk: RiskId, list: List<RiskId>) -> impl IntoView {
    let workbench = use_workbench();
    let title = Memo::new(move |_| workbench.risk_title(risk));
    view! {
        <header class="risk-head">
            <div class="risk-crumb">
                <span>"Your own risk"</span>
                <Steps list />
            </div>
            <h2 class="risk-title" tabindex="-1" data-detail-heading="">
                <span class="risk-title-id numbers">{risk.to_string()}</span>
                " "
                {title}
            </h2>
        </header>
        <OwnRiskSays risk />
        <Found risk />
        <OwnRiskControls risk />
        <RemoveOwnRisk risk />
    }
}

/// What was found and decided of a risk, and what supports that.
#[component]
fn Found(risk: RiskId) -> impl IntoView {
    let workbench = use_workbench();
    let id = risk;
    let standings = workbench.derived().standings;
    let standing = Memo::new(move |_| {
        standings.with(|all| all.iter().find(|standing| standing.risk == id).copied())
    });
    let note = workbench.memo(move |assessment| {
        assessment
            .risk_if_touched(id)
            .map(|finding| finding.note.clone())
            .unwrap_or_default()
    });
    view! {
        <EarlierRiskPart risk=id />
        <Findings risk=id />
        <div class="risk-scores">
            <ScoreEditor risk=id side=Side::Inherent />
            <ScoreEditor risk=id side=Side::Residual />
        </div>
        <Mitigating risk=id standing />
        <Decision risk=id />
        <NoteEditor
            label="Note"
            value=workbench.shown(format!("note {id}"), note)
            longest=TextLimit::Note.characters()
            on_input=move |text| workbench.type_risk_note(id, text)
            on_leave=Callback::new(move |()| workbench.flush_typing())
            disabled=Signal::derive(move || workbench.is_read_only())
            parent_level=3
        />
        <Deficiencies risk=id />
        <EvidenceOf risk=id />
        <Actions risk=id />
    }
}

/// Where the risk stands in the register, its title and its description.
#[component]
fn Head(risk: &'static Risk, list: List<RiskId>) -> impl IntoView {
    let catalog = use_workbench().catalog();
    let id = risk.id();
    let category = catalog
        .category(risk.category())
        .map(|category| category.title());
    let group = risk.group().map(|group| group.as_str());
    let title_is_ours = risk.title_wording().is_some_and(Wording::is_summary);
    let text_is_ours = risk.wording().is_some_and(Wording::is_summary);
    let sign = match (title_is_ours, text_is_ours) {
        (true, _) => Some("Wording: our summary"),
        (false, true) => Some("Description: our summary"),
        (false, false) => None,
    };
    let description = match risk.description_items() {
        [only] => view! { <p class="risk-description">{only.clone()}</p> }.into_any(),
        items => {
            let items = items.iter().map(|item| view! { <li>{item.clone()}</li> });
            view! { <ul class="risk-description">{items.collect_view()}</ul> }.into_any()
        }
    };
    let replaced: Vec<_> = replaced_by(catalog, id)
        .map(|retired| retired.to_string())
        .collect();
    view! {
        <header class="risk-head">
            <div class="risk-crumb">
                <span>{category}</span>
                <span aria-hidden="true">"\u{203a}"</span>
                <span>{group}</span>
                <Steps list />
            </div>
            <h2 class="risk-title" tabindex="-1" data-detail-heading="">
                <span class="risk-title-id numbers">{id.to_string()}</span>
                " "
                {risk.title()}
            </h2>
            {description}
            <div class="cluster">
                {sign.map(|words| view! {
                    <Tag
                        mark=Mark::Information
                        title="The specification's own row is part of its published page; these words are ours."
                    >
                        {words}
                    </Tag>
                })}
                {(!replaced.is_empty()).then(|| view! {
                    <Tag title="Retired identifiers that lead to this risk">
                        {format!("Replaces {}", replaced.join(", "))}
                    </Tag>
                })}
            </div>
        </header>
    }
}

/// What the X-ray found about the risk, with what to do.
#[component]
fn Findings(risk: RiskId) -> impl IntoView {
    let derived = use_workbench().derived();
    let findings = Memo::new(move |_| {
        derived.findings.with(|findings| {
            findings
                .iter()
                .filter(|finding| finding.subject == Subject::Risk(risk))
                .cloned()
                .collect::<Vec<_>>()
        })
    });
    let draw = move || {
        let items = findings.get().into_iter().map(|finding| {
            let words = format!("This {}.", finding.rule.about_one());
            view! {
                <li class="risk-finding">
                    <StatusMark mark=Mark::Attention text="Needs attention" />
                    <p>
                        <strong>{words}</strong>
                        " "
                        {finding.rule.advice()}
                        {finding.detail.map(|detail| format!(" {}", crate::words::name(&detail.to_string())))}
                    </p>
                </li>
            }
        });
        items.collect_view()
    };
    view! {
        <Show when=move || !findings.with(Vec::is_empty)>
            <ul class="risk-findings" role="list" aria-label="What the X-ray found">{draw}</ul>
        </Show>
    }
}

/// The introduction of the risk's category.
#[component]
fn About(risk: &'static Risk) -> impl IntoView {
    let category = use_workbench().catalog().category(risk.category())?;
    Some(view! {
        <details class="risk-fold">
            <summary>{format!("About the category: {}", category.title())}</summary>
            <div class="risk-fold-text"><CatalogText blocks=category.introduction() /></div>
        </details>
    })
}
