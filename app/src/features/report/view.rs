//! The report room.

use assay_assessment::{Details, conformance::Verdict, engagement};
use assay_dossier::assemble;
use assay_report::outline::{Composed, InParts};
use leptos::prelude::*;

use super::{
    export::Export, font::OwnFonts, just_signed::JustSigned, paper::ReportPaper,
    presenting::Presenting, sign_form::SignForm,
};
use crate::{
    components::{Button, Icon, PageHeading, Panel, Soon, StatusMark},
    desk::use_desk,
    features::{marks::mark_of_verdict, places},
    route::Part,
    words,
    workbench::{Workbench, now, use_workbench, utc_offset},
};

/// The report: what it will say, signing, and saving.
#[component]
pub fn ReportView() -> impl IntoView {
    let signed = RwSignal::new(None::<JustSigned>);
    let fonts = OwnFonts::of(use_desk());
    let presenting = Presenting::of(use_desk());
    view! {
        <div class="report">
            <PageHeading
                title="Report"
                lead="A signed JSON and a signed PDF of everything in this assessment, and an executive edition of a few pages. Who receives them can check each without Assay."
            />
            <Readiness />
            <Panel title="Sign">
                <SignForm signed fonts presenting />
            </Panel>
            {move || signed.get().map(|signed| view! { <Export signed /> })}
            <Preview presenting />
        </div>
    }
}

/// What a reader of the report would miss.
#[component]
fn Readiness() -> impl IntoView {
    let workbench = use_workbench();
    let derived = workbench.derived();
    let missing = workbench.memo(|assessment| missing_words(assessment.details()));
    let engagement = workbench.memo(|assessment| {
        words::engagement::missing(
            engagement::missing(assessment.details(), assessment.engagement()).len(),
        )
    });
    let contradictions = Memo::new(move |_| {
        let today = workbench.today();
        workbench
            .with(|assessment| engagement::doubts(assessment, workbench.catalog(), today).len())
    });
    let absent = Memo::new(move |_| {
        let presence = workbench.presence();
        workbench.with(|assessment| presence.count_absent(assessment))
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
                        {conformance.remainder().map(|words| view! { <span class="muted numbers">{words}</span> })}
                    </p>
                    <p>{conformance.explanation()}</p>
                }
            }}
            <ul class="report-hints">
                {move || missing.get().map(|words| view! {
                    <li>
                        {words}": "
                        <a href=places::part(workbench, Part::Details)>"assessment data"</a>"."
                    </li>
                })}
                {move || engagement.get().map(|words| view! {
                    <li>
                        {words}": "
                        <a href=places::part(workbench, Part::Engagement)>"engagement"</a>"."
                    </li>
                })}
                <Show when=move || { contradictions.get() > 0 }>
                    <li>
                        {move || words::count(contradictions.get(), "thing in the engagement contradicts", "things in the engagement contradict")}
                        " what was found: "
                        <a href=places::part(workbench, Part::Engagement)>"engagement"</a>"."
                    </li>
                </Show>
                <Show when=move || { absent.get() > 0 }>
                    <li>
                        {move || words::count(absent.get(), "evidence file is missing or changed", "evidence files are missing or changed")}
                        " on this device, and the report will say so: "
                        <a href=places::part(workbench, Part::Evidence)>"evidence"</a>"."
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

/// What a report should name and this one would not, in words: `The scope is not filled in`. `None` when nothing is missing.
fn missing_words(details: &Details) -> Option<String> {
    let named = |text: &str| !text.trim().is_empty();
    let assessors = details.assessors.iter().any(|each| named(&each.name));
    let there = (
        named(&details.operator.name),
        assessors,
        named(&details.scope),
    );
    let words = match there {
        (true, true, true) => return None,
        (false, true, true) => "The operator is",
        (true, false, true) => "The assessors are",
        (true, true, false) => "The scope is",
        (false, false, true) => "The operator and the assessors are",
        (false, true, false) => "The operator and the scope are",
        (true, false, false) => "The assessors and the scope are",
        (false, false, false) => "The operator, the assessors and the scope are",
    };
    Some(format!("{words} not filled in"))
}

/// The report as it would be now, drawn from the same outline as the PDF.
#[component]
fn Preview(presenting: Presenting) -> impl IntoView {
    let workbench = use_workbench();
    let shown = RwSignal::new(false);
    view! {
        <section class="report-preview">
            <Button icon=Icon::Eye on_press=move || shown.update(|shown| *shown = !*shown)>
                {move || if shown.get() { "Hide the preview" } else { "Preview the report" }}
            </Button>
            <Show when=move || shown.get()>
                // What the report is made of is put together in a turn of its own.
                <Soon>{move || draw_paper(workbench, presenting)}</Soon>
            </Show>
        </section>
    }
}

fn draw_paper(workbench: Workbench, presenting: Presenting) -> impl IntoView {
    let presence = workbench.presence();
    let now = now();
    let presentation = presenting.get();
    let report = workbench.with_record(|record| {
        assemble(
            record,
            &presence,
            Vec::new(),
            &presentation,
            now,
            utc_offset(now),
        )
    });
    let outline = move || Some(Composed::InPart(Box::new(InParts::of(&report))));
    view! { <ReportPaper outline /> }
}

#[cfg(test)]
mod tests {
    use assay_assessment::Assessor;

    use super::*;

    #[test]
    fn exactly_what_is_missing_is_named() {
        let mut details = Details::default();
        let words = |details: &Details| missing_words(details).unwrap_or_default();
        assert_eq!(
            words(&details),
            "The operator, the assessors and the scope are not filled in"
        );
        details.operator.name = "Nordlicht".to_owned();
        assert_eq!(
            words(&details),
            "The assessors and the scope are not filled in"
        );
        details.assessors.push(Assessor::default());
        assert_eq!(
            words(&details),
            "The assessors and the scope are not filled in"
        );
        details.assessors[0].name = "Ada Roth".to_owned();
        assert_eq!(words(&details), "The scope is not filled in");
        details.scope = "All validators".to_owned();
        assert_eq!(missing_words(&details), None);
        details.operator.name = " ".to_owned();
        assert_eq!(words(&details), "The operator is not filled in");
    }
}
