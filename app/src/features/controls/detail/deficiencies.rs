//! The findings about the control, and the way to write one.

use assay_assessment::{Status, Subject};
use assay_catalog::Control;
use leptos::prelude::*;

use super::super::state::ControlsState;
use super::{DetailPart, read_only};
use crate::components::icon::Icon;
use crate::components::{Button, ButtonKind};
use crate::features::deficiency_lines::{DeficiencyLines, begin, in_order};
use crate::shell::Navigation;

/// The findings, and writing one: in plain sight while the control fails or is partial and has none.
#[component]
pub(super) fn DeficienciesPart(state: ControlsState, control: &'static Control) -> impl IntoView {
    let navigation = Navigation::from_context();
    let about = state.workbench.memo(move |assessment| {
        let subject = Subject::Control(control.id().clone());
        in_order(assessment.deficiencies_about(&subject))
    });
    let is_asked_for = state.workbench.memo(move |assessment| {
        let finding = assessment.control_if_touched(control.id());
        finding.is_some_and(|finding| matches!(finding.status, Status::Partial | Status::Fails))
    });
    let is_asked_for = Memo::new(move |_| is_asked_for.get() && about.with(Vec::is_empty));
    let write = move |kind: ButtonKind| {
        let begin = move || {
            let subject = Subject::Control(control.id().clone());
            begin(state.workbench, navigation, subject);
        };
        view! {
            <Button kind icon=Icon::Plus on_press=begin disabled=read_only(state)>
                "Write a finding"
            </Button>
        }
    };
    view! {
        <DetailPart
            title="Findings"
            count=Signal::derive(move || about.with(Vec::len))
            aside=move || view! {
                <Show when=move || !is_asked_for.get()>{write(ButtonKind::Plain)}</Show>
            }
        >
            <DeficiencyLines deficiencies=about />
            <Show when=move || is_asked_for.get()>
                <div class="control-write-finding">
                    <p>"What does not hold, why, and what should be done?"</p>
                    {write(ButtonKind::Primary)}
                </div>
            </Show>
        </DetailPart>
    }
}
