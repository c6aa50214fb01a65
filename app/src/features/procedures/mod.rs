//! What was done to find out about a control: procedures with their samples, and design and operation
//! apart.

mod drawing;
mod fields;
mod sample;
mod writing;

use assay_assessment::{ControlEffectiveness, ControlFinding, Edit, Effectiveness, Procedure};
use assay_catalog::ControlId;
use leptos::prelude::*;

use self::fields::ProcedureFields;
use crate::{
    browser::focus,
    components::{Button, ChoiceOption, Icon, Segmented},
    workbench::use_workbench,
};

/// The procedures of a control. Where there are none it is a line and a button.
#[component]
pub fn ProceduresPart(
    /// The control.
    control: &'static ControlId,
) -> impl IntoView {
    let workbench = use_workbench();
    let read_only = Signal::derive(move || workbench.is_read_only());
    let numbers = workbench.memo(move |assessment| {
        let finding = assessment.control_if_touched(control);
        finding
            .map(|finding| finding.procedures.keys().copied().collect::<Vec<_>>())
            .unwrap_or_default()
    });
    let next = Memo::new(move |_| numbers.with(|numbers| next_number(numbers)));
    let add = move || {
        workbench.flush_typing();
        // What is there now, and not when the button was drawn.
        let free = workbench.with_untracked(|assessment| {
            let finding = assessment.control_if_touched(control);
            let taken =
                finding.map(|finding| finding.procedures.keys().copied().collect::<Vec<_>>());
            next_number(&taken.unwrap_or_default())
        });
        let Some(number) = free else { return };
        let added = workbench.perform(Edit::SetProcedure {
            control: control.clone(),
            number,
            procedure: Some(Box::default()),
        });
        // What is wrong was shown to the user by the workbench.
        if added.is_ok() {
            request_animation_frame(move || {
                focus::move_to(&format!("[data-procedure=\"{number}\"] textarea"));
            });
        }
    };
    view! {
        <section class="control-part procedures">
            <div class="control-part-head">
                <h3 class="eyebrow">
                    "Procedures "
                    <span class="numbers">{move || numbers.read().len()}</span>
                </h3>
                <div class="control-part-aside">
                    <Button
                        icon=Icon::Plus
                        disabled=Signal::derive(move || read_only.get() || next.get().is_none())
                        on_press=add
                    >
                        "Add a procedure"
                    </Button>
                </div>
            </div>
            <ol class="procedures-list" role="list">
                <For each=move || numbers.get() key=|number| *number let:number>
                    <ProcedureFields control number />
                </For>
            </ol>
            <EffectivenessFields control />
        </section>
    }
}

/// The number of the next procedure: the one after the last.
fn next_number(taken: &[u16]) -> Option<u16> {
    let next = taken.last().map_or(1, |last| last.saturating_add(1));
    let free = |number: &u16| !taken.contains(number);
    // After the highest number, those that were taken away are free again.
    Some(next)
        .filter(|next| *next <= Procedure::MOST)
        .or_else(|| (1..=Procedure::MOST).find(free))
}

/// Design and operation.
#[component]
fn EffectivenessFields(control: &'static ControlId) -> impl IntoView {
    let workbench = use_workbench();
    let effectiveness = workbench.memo(move |assessment| {
        let finding = assessment.control_if_touched(control);
        let said = |finding: &ControlFinding| finding.effectiveness;
        finding.map(said).unwrap_or_default()
    });
    let set = move |change: &dyn Fn(&mut ControlEffectiveness)| {
        workbench.flush_typing();
        let mut effectiveness = workbench.with_untracked(|assessment| {
            let finding = assessment.control_if_touched(control);
            finding
                .map(|finding| finding.effectiveness)
                .unwrap_or_default()
        });
        change(&mut effectiveness);
        // The workbench tells the user what it refuses.
        _ = workbench.perform(Edit::SetEffectiveness {
            control: control.clone(),
            effectiveness,
        });
    };
    let choice =
        move |label: &'static str,
              read: fn(&ControlEffectiveness) -> Option<Effectiveness>,
              write: fn(&mut ControlEffectiveness, Option<Effectiveness>)| {
            view! {
                <Segmented
                    label
                    options=ChoiceOption::or_none(NOT_STATED, &Effectiveness::ALL, Effectiveness::label)
                    value=Signal::derive(move || Some(effectiveness.with(read)))
                    on_choose=move |chosen| set(&|standing| write(standing, chosen))
                    disabled=Signal::derive(move || workbench.is_read_only())
                />
            }
        };
    // Open where something is said.
    let open = effectiveness.with_untracked(|effectiveness| !effectiveness.is_empty());
    view! {
        <details class="control-explain" open=open>
            <summary>"Design and operation apart"</summary>
            <div class="procedures-apart">
                {choice("Design", |said| said.design, |said, chosen| said.design = chosen)}
                {choice("Operation", |said| said.operation, |said, chosen| said.operation = chosen)}
            </div>
        </details>
    }
}

/// The choice to say nothing.
const NOT_STATED: &str = "Not stated";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_go_on_after_the_last_and_fill_gaps_only_at_the_end() {
        assert_eq!(next_number(&[]), Some(1));
        assert_eq!(next_number(&[1, 3]), Some(4));
        assert_eq!(next_number(&[1, Procedure::MOST]), Some(2));
        assert_eq!(
            next_number(&(1..=Procedure::MOST).collect::<Vec<_>>()),
            None
        );
    }
}
