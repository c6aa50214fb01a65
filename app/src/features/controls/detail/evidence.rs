//! The evidence that supports the control.

pub mod card;
pub mod picker;

use assay_assessment::Subject;
use assay_catalog::Control;
use leptos::prelude::*;

use self::card::{Card, EvidenceCard};
use self::picker::LinkExisting;
use super::super::state::ControlsState;
use super::{DetailPart, read_only};
use crate::components::icon::Icon;
use crate::components::{Button, Kbd};
use crate::features::evidence::EvidenceAdder;

/// What supports the control, and adding to it.
#[component]
pub(super) fn EvidencePart(state: ControlsState, control: &'static Control) -> impl IntoView {
    let cards = Memo::new(move |_| {
        let presence = state.workbench.presence();
        state.workbench.with(|assessment| {
            let items = assessment.evidence_for_control(control.id());
            items
                .map(|(id, item)| Card::of(id, item, state.workbench.day_of(item), &presence))
                .collect::<Vec<_>>()
        })
    });
    let picking = RwSignal::new(false);
    let library_has_more = state.workbench.memo(move |assessment| {
        let mut items = assessment.evidence().values();
        items.any(|item| !item.controls.contains(control.id()))
    });
    let count = Signal::derive(move || cards.with(Vec::len));
    view! {
        <DetailPart
            title="Evidence"
            count
            aside=move || view! { <Kbd caps=vec!["e".to_owned()] /> }
        >
            <Show when=move || cards.with(|cards| !cards.is_empty())>
                <ul class="control-cards" role="list">
                    <For each=move || cards.get() key=Card::clone let:card>
                        <EvidenceCard state control card />
                    </For>
                </ul>
            </Show>
            <Show when=move || cards.with(Vec::is_empty)>
                <p class="control-none">"Nothing supports this control yet."</p>
            </Show>
            <div class="control-evidence-add" data-add-evidence="">
                <EvidenceAdder subject=Some(Subject::Control(control.id().clone())) />
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
