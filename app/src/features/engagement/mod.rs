//! The engagement: the terms of an independent assessment and its conclusion, or the assertion of the
//! operator's management.

mod checklist;
mod terms;
mod written;

use assay_assessment::{AssessmentKind, EngagementText};
use leptos::prelude::*;

use self::{
    checklist::Checklist,
    terms::{AssertedOn, ConclusionChoices, Dated},
    written::Written,
};
use crate::{
    components::{PageHeading, Panel, Slices},
    workbench::use_workbench,
};

/// The engagement of the open assessment.
#[component]
pub fn EngagementView() -> impl IntoView {
    let workbench = use_workbench();
    let kind = workbench.memo(|assessment| assessment.details().kind);
    let lead = move || match kind.get() {
        AssessmentKind::Independent => {
            "What an assurance report states beside its findings (ISAE 3000, paragraph 69). Assay offers wordings; what stands in the report is yours."
        }
        AssessmentKind::SelfAssessment => {
            "What the operator\u{2019}s management asserts. A self-assessment draws no conclusion of a third party."
        }
    };
    view! {
        <div class="page engagement" on:focusout=move |_| workbench.flush_typing()>
            <PageHeading title="Engagement" lead=Signal::derive(move || lead().to_owned()) />
            {move || match kind.get() {
                AssessmentKind::Independent => view! { <Independent /> }.into_any(),
                AssessmentKind::SelfAssessment => view! { <OwnAssertion /> }.into_any(),
            }}
        </div>
    }
}

#[component]
fn Independent() -> impl IntoView {
    let panels = Slices::parts([
        (|| view! { <Conclusion /> }).into(),
        (|| view! { <Checklist /> }).into(),
        (|| {
            view! {
                <Panel title="Practitioner" span=6>
                    <Texts texts=[
                        EngagementText::Firm,
                        EngagementText::Licence,
                        EngagementText::Address,
                        EngagementText::Approval,
                    ] />
                </Panel>
            }
        })
        .into(),
        (|| {
            view! {
                <Panel title="Readers" span=6>
                    <Texts texts=[
                        EngagementText::Addressees,
                        EngagementText::IntendedUsers,
                        EngagementText::Restrictions,
                    ] />
                </Panel>
            }
        })
        .into(),
        (|| view! { <ResponsibleParty /> }).into(),
        (|| {
            view! {
                <Panel title="Conduct of the engagement" span=6>
                    <Texts texts=[
                        EngagementText::Conduct,
                        EngagementText::QualityManagement,
                        EngagementText::Independence,
                        EngagementText::Work,
                    ] />
                </Panel>
            }
        })
        .into(),
        (|| {
            view! {
                <Panel title="Limits">
                    <Texts texts=[
                        EngagementText::Limitations,
                        EngagementText::Purpose,
                        EngagementText::SubsequentEvents,
                    ] />
                </Panel>
            }
        })
        .into(),
    ]);
    view! { <div class="panel-grid">{panels}</div> }
}

/// Fields, one below the other.
#[component]
fn Texts<const N: usize>(texts: [EngagementText; N]) -> impl IntoView {
    let fields = texts.map(|text| view! { <Written text /> }).collect_view();
    view! { <div class="stack">{fields}</div> }
}

#[component]
fn Conclusion() -> impl IntoView {
    view! {
        <Panel title="Conclusion" span=7>
            <div class="stack">
                <ConclusionChoices />
                <Written text=EngagementText::Wording />
                <Written text=EngagementText::Basis />
                <Dated />
                <Written text=EngagementText::Place />
            </div>
        </Panel>
    }
}

#[component]
fn ResponsibleParty() -> impl IntoView {
    view! {
        <Panel title="Responsible party" span=6>
            <div class="stack">
                <Written text=EngagementText::ResponsibleParty />
                <Asserted />
                <Written text=EngagementText::Responsibilities />
            </div>
        </Panel>
    }
}

#[component]
fn OwnAssertion() -> impl IntoView {
    view! {
        <div class="panel-grid">
            <Panel title="Management\u{2019}s assertion" span=7>
                <div class="stack">
                    <Asserted />
                    <Written text=EngagementText::Place />
                </div>
            </Panel>
            <Checklist />
        </div>
    }
}

/// The assertion, who made it, and when.
#[component]
fn Asserted() -> impl IntoView {
    view! {
        <Written text=EngagementText::Assertion />
        <Written text=EngagementText::AssertedBy />
        <AssertedOn />
    }
}
