//! What lies in the evidence library for a risk, and what is to be done about it.

use assay_assessment::{ActionState, Subject, TextLimit};
use assay_catalog::RiskId;
use leptos::prelude::*;

use crate::{
    components::{Button, ButtonKind, Icon, TextField},
    features::{
        actions::ActionLines,
        deficiency_lines::{DeficiencyLines, in_order},
        evidence::{EvidenceAdder, EvidenceLines, LinkExisting, LinkExistingButton, facts_of},
    },
    words::count,
    workbench::use_workbench,
};

/// The items of evidence that support the risk.
#[component]
pub fn EvidenceOf(
    /// The risk.
    risk: RiskId,
) -> impl IntoView {
    let items = facts_of(use_workbench(), move |item| item.risks.contains(&risk));
    let picking = RwSignal::new(false);
    view! {
        <section class="stack-tight" aria-label="Evidence">
            <div class="risk-part-head">
                <h3>"Evidence"</h3>
                <span class="faint numbers">
                    {move || items.with(|items| count(items.len(), "item", "items"))}
                </span>
            </div>
            <EvidenceLines items subject=Subject::Risk(risk) />
            <Show when=move || items.with(Vec::is_empty)>
                <p class="risk-none">"No item of the evidence library supports this risk yet."</p>
            </Show>
            <div data-add-evidence="" class="stack-tight">
                <EvidenceAdder subject=Signal::stored(Some(Subject::Risk(risk))) />
                <div class="cluster">
                    <LinkExistingButton subject=Subject::Risk(risk) open=picking />
                </div>
            </div>
            <LinkExisting subject=Subject::Risk(risk) open=picking />
        </section>
    }
}

/// The findings that raise the risk; nothing while there are none.
#[component]
pub fn Deficiencies(
    /// The risk.
    risk: RiskId,
) -> impl IntoView {
    let about = use_workbench()
        .memo(move |assessment| in_order(assessment.deficiencies_about(&Subject::Risk(risk))));
    view! {
        <Show when=move || !about.with(Vec::is_empty)>
            <section class="stack-tight" aria-label="Findings">
                <div class="risk-part-head">
                    <h3>"Findings"</h3>
                    <span class="faint numbers">
                        {move || count(about.with(Vec::len), "finding", "findings")}
                    </span>
                </div>
                <DeficiencyLines deficiencies=about />
            </section>
        </Show>
    }
}

/// The actions that lower the risk, and a way to add one.
#[component]
pub fn Actions(
    /// The risk.
    risk: RiskId,
) -> impl IntoView {
    let workbench = use_workbench();
    let all = workbench.memo(move |assessment| {
        let actions = assessment.actions_for_risk(risk);
        let all = actions.map(|(id, action)| (id.clone(), action.state == ActionState::Open));
        all.collect::<Vec<_>>()
    });
    let ids = move || all.with(|all| all.iter().map(|(id, _)| id.clone()).collect::<Vec<_>>());
    let title = RwSignal::new(String::new());
    let add = move || {
        let words = title.get_untracked().trim().to_owned();
        if words.is_empty() {
            return;
        }
        // What is wrong was shown to the user; the text stays, so that it can be mended.
        if workbench
            .add_action(Some(Subject::Risk(risk)), &words)
            .is_ok()
        {
            title.set(String::new());
        }
    };
    let read_only = Signal::derive(move || workbench.is_read_only());
    view! {
        <section class="stack-tight" aria-label="Actions">
            <div class="risk-part-head">
                <h3>"Actions"</h3>
                <span class="faint numbers">
                    {move || all.with(|all| {
                        let open = all.iter().filter(|(_, is_open)| *is_open).count();
                        format!("{open} open of {}", all.len())
                    })}
                </span>
            </div>
            <ActionLines actions=Signal::derive(ids) />
            <form
                class="risk-add"
                novalidate=true
                on:submit=move |event| {
                    event.prevent_default();
                    add();
                }
            >
                <TextField
                    label="New action"
                    value=title
                    on_input=move |text| title.set(text)
                    placeholder="What is to be done"
                    longest=TextLimit::Line.characters()
                    disabled=read_only
                />
                <Button
                    kind=ButtonKind::Plain
                    icon=Icon::Plus
                    disabled=Signal::derive(move || {
                        read_only.get() || title.with(|title| title.trim().is_empty())
                    })
                    submit=true
                >
                    "Add"
                </Button>
            </form>
        </section>
    }
}
