//! The report room.

use assay_assessment::conformance::Verdict;
use assay_report::outline;
use leptos::prelude::*;

use super::{
    export::Export,
    font::FontChoice,
    paper::ReportPaper,
    produce::{SignedReport, assemble},
    sign_form::SignForm,
};
use crate::{
    components::{Button, Icon, PageHeading, Panel, StatusMark},
    features::{marks::mark_of_verdict, places},
    route::Part,
    words,
    workbench::{now, use_workbench},
};

/// The report: what it will say, signing, and saving.
#[component]
pub fn ReportView() -> impl IntoView {
    let signed = RwSignal::new(None::<SignedReport>);
    let font = FontChoice::new_local(None);
    view! {
        <div class="report">
            <PageHeading
                title="Report"
                lead="A signed JSON and a signed PDF of everything in this assessment. Who receives them can check both without Assay."
            />
            <Readiness />
            <Panel title="Sign">
                <SignForm signed font />
            </Panel>
            {move || signed.get().map(|report| view! { <Export report font /> })}
            <Preview />
        </div>
    }
}

/// What a reader of the report would miss.
#[component]
fn Readiness() -> impl IntoView {
    let workbench = use_workbench();
    let derived = workbench.derived();
    let unnamed = workbench.memo(|assessment| {
        let details = assessment.details();
        details.operator.name.is_empty() || details.assessors.is_empty() || details.scope.is_empty()
    });
    let findings = move || derived.findings.read().len();
    view! {
        <Panel title="What it says">
            {move || {
                let conformance = derived.conformance.get();
                let verdict: Verdict = conformance.verdict();
                view! {
                    <p class="report-verdict">
                        <StatusMark mark=mark_of_verdict(verdict) text=verdict.label() />
                        <strong>{verdict.label()}</strong>
                    </p>
                    <p>{conformance.explanation()}</p>
                }
            }}
            <ul class="report-hints">
                <Show when=move || unnamed.get()>
                    <li>
                        "Operator, assessors or scope are not filled in: "
                        <a href=places::part(workbench, Part::Details)>"assessment data"</a>"."
                    </li>
                </Show>
                <Show when=move || { findings() > 0 }>
                    <li>
                        {move || words::count(findings(), "point needs attention", "points need attention")}
                        " and will be listed: "
                        <a href=places::part(workbench, Part::Overview)>"overview"</a>"."
                    </li>
                </Show>
            </ul>
        </Panel>
    }
}

/// The report as it would be now, drawn from the same outline as the PDF.
#[component]
fn Preview() -> impl IntoView {
    let workbench = use_workbench();
    let shown = RwSignal::new(false);
    view! {
        <section class="report-preview">
            <Button icon=Icon::Eye on_press=move || shown.update(|shown| *shown = !*shown)>
                {move || if shown.get() { "Hide the preview" } else { "Preview the report" }}
            </Button>
            {move || shown.get().then(|| {
                let report = workbench.with_record(|record| assemble(record, Vec::new(), now()));
                view! { <ReportPaper outline=outline::of(&report) /> }
            })}
        </section>
    }
}
