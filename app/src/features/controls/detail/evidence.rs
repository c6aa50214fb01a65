//! The evidence that supports the control.

use assay_assessment::Subject;
use assay_catalog::Control;
use leptos::prelude::*;

use super::super::state::ControlsState;
use super::DetailPart;
use crate::components::Kbd;
use crate::features::evidence::{
    EvidenceAdder, EvidenceLines, LinkExisting, LinkExistingButton, facts_of,
};

/// What supports the control, and adding to it.
#[component]
pub(super) fn EvidencePart(state: ControlsState, control: &'static Control) -> impl IntoView {
    let items = facts_of(state.workbench, |item| item.controls.contains(control.id()));
    let subject = Subject::Control(control.id().clone());
    let picking = RwSignal::new(false);
    let count = Signal::derive(move || items.with(Vec::len));
    view! {
        <DetailPart
            title="Evidence"
            count
            aside=move || view! { <Kbd caps=vec!["e".to_owned()] /> }
        >
            <EvidenceLines items subject=subject.clone() />
            <Show when=move || items.with(Vec::is_empty)>
                <p class="control-none">"Nothing supports this control yet."</p>
            </Show>
            <div class="control-evidence-add" data-add-evidence="">
                <EvidenceAdder subject=Some(subject.clone()) />
                <LinkExistingButton subject=subject.clone() open=picking />
            </div>
            <LinkExisting subject=subject.clone() open=picking />
        </DetailPart>
    }
}
