//! What the assessment is called, who assesses whom, and for which days it speaks.

use assay_assessment::{AssessmentKind, TextLimit, Whose};
use leptos::prelude::*;

use super::writing::{set, text, type_text};
use crate::{
    components::{ChoiceOption, Panel, Segmented, TextField},
    features::period::{PeriodFields, PeriodNames},
    workbench::use_workbench,
};

/// What the period is called.
const PERIOD: PeriodNames = PeriodNames {
    period: "Period",
    first: "First day of the period",
    last: "Last day of the period",
    labels: ["Period from", "Period to"],
};

/// Title, kind and period.
#[component]
pub(super) fn AboutPanel() -> impl IntoView {
    let workbench = use_workbench();
    let kind = workbench.memo(|assessment| Some(assessment.details().kind));
    let kinds = [AssessmentKind::Independent, AssessmentKind::SelfAssessment]
        .map(|kind| ChoiceOption::new(kind, kind.label()));
    view! {
        <Panel title="Assessment" span=6>
            <div class="stack">
                <TextField
                    label="Title"
                    hint="What it is called in lists and on the report."
                    value=text(workbench, "title", |details| &details.title)
                    on_input=move |text| {
                        type_text(workbench, "title", text, |details, text| details.title = text);
                    }
                    longest=TextLimit::Line.characters()
                    disabled=Signal::derive(move || workbench.is_read_only())
                />
                <Segmented
                    label="Kind"
                    options=kinds.to_vec()
                    value=kind
                    on_choose=move |kind| set(workbench, |details| details.kind = kind)
                    disabled=Signal::derive(move || workbench.is_read_only())
                />
                <PeriodFields
                    value=workbench.memo(|assessment| assessment.details().period)
                    on_change=move |period| set(workbench, |details| details.period = period)
                    names=PERIOD
                    whose=Whose::Assessment
                />
            </div>
        </Panel>
    }
}

/// The operator's name and contact.
#[component]
pub(super) fn OperatorPanel() -> impl IntoView {
    let workbench = use_workbench();
    let disabled = Signal::derive(move || workbench.is_read_only());
    view! {
        <Panel title="Operator" span=6>
            <div class="stack">
                <TextField
                    label="Name"
                    hint="The legal or common name of the node operator that is assessed."
                    value=text(workbench, "operator name", |details| &details.operator.name)
                    on_input=move |text| {
                        type_text(workbench, "operator name", text, |details, text| {
                            details.operator.name = text;
                        });
                    }
                    longest=TextLimit::Line.characters()
                    disabled
                />
                <TextField
                    label="Contact"
                    hint="How to reach the operator: a person, an address, a telephone number."
                    value=text(workbench, "operator contact", |details| &details.operator.contact)
                    on_input=move |text| {
                        type_text(workbench, "operator contact", text, |details, text| {
                            details.operator.contact = text;
                        });
                    }
                    longest=TextLimit::Line.characters()
                    disabled
                />
            </div>
        </Panel>
    }
}
