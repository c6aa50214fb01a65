//! What the X-ray would ask about this control, with what to do.

use assay_assessment::{Subject, xray::Finding};
use assay_catalog::Control;
use leptos::prelude::*;

use super::super::state::ControlsState;
use crate::components::{Mark, StatusMark};

/// The findings about the control; nothing while there are none.
#[component]
pub(super) fn FindingsPart(state: ControlsState, control: &'static Control) -> impl IntoView {
    let findings = Memo::new(move |_| {
        state.workbench.derived().findings.with(|findings| {
            let subject = Subject::Control(control.id().clone());
            let about = findings.iter().filter(|finding| finding.subject == subject);
            about.cloned().collect::<Vec<_>>()
        })
    });
    view! {
        <Show when=move || findings.with(|findings| !findings.is_empty())>
            <section class="control-findings" aria-label="Needs attention">
                {move || findings.get().into_iter().map(draw_finding).collect_view()}
            </section>
        </Show>
    }
}

fn draw_finding(finding: Finding) -> impl IntoView {
    view! {
        <div class="control-finding">
            <StatusMark mark=Mark::Attention text="Needs attention" />
            <div>
                <p class="control-finding-title">{crate::words::capital(finding.rule.about_one())}</p>
                {finding.detail.as_ref().map(|detail| view! { <p>{crate::words::name(&detail.to_string())}</p> })}
                <p>{finding.rule.advice()}</p>
            </div>
        </div>
    }
}
