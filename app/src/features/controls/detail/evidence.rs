//! The evidence that supports the control.

pub mod picker;

use assay_assessment::Subject;
use assay_catalog::Control;
use leptos::prelude::*;

use self::picker::LinkExisting;
use super::super::state::ControlsState;
use super::{DetailPart, read_only};
use crate::components::icon::Icon;
use crate::components::{Button, Kbd};
use crate::features::evidence::{EvidenceAdder, EvidenceLines, facts_of};

/// What supports the control, and adding to it.
#[component]
pub(super) fn EvidencePart(state: ControlsState, control: &'static Control) -> impl IntoView {
    let items = facts_of(state.workbench, |item| item.controls.contains(control.id()));
    let subject = Subject::Control(control.id().clone());
    let picking = RwSignal::new(false);
    let library_has_more = state.workbench.memo(move |assessment| {
        let mut items = assessment.evidence().values();
        items.any(|item| !item.controls.contains(control.id()))
    });
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
                <EvidenceAdder subject=Some(subject) />
                <Button
                    icon=Icon::Link
                    on_press=move || picking.set(true)
                    disabled=Signal::derive(move || {
                        read_only(state).get() || !library_has_more.get()
                    })
                >
                    "Link existing evidence"
                </Button>
            </div>
            <LinkExisting state control open=picking />
        </DetailPart>
    }
}
