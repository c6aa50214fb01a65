//! What the assessment is called, who assesses whom, and for which days it speaks.

use assay_assessment::{AssessmentKind, Day, EditError, Period};
use leptos::prelude::*;

use super::writing::{set, text, type_text};
use crate::{
    components::{ChoiceOption, DateField, Panel, Segmented, TextField},
    words::one_line,
    workbench::use_workbench,
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
                    value=text(workbench, |details| &details.title)
                    on_input=move |text: String| {
                        type_text(workbench, "title", move |details| details.title = one_line(&text));
                    }
                    longest=100_u32
                    disabled=Signal::derive(move || workbench.is_read_only())
                />
                <Segmented
                    label="Kind"
                    options=kinds.to_vec()
                    value=kind
                    on_choose=move |kind| set(workbench, |details| details.kind = kind)
                    disabled=Signal::derive(move || workbench.is_read_only())
                />
                <PeriodFields />
            </div>
        </Panel>
    }
}

/// The two days of the period. They are written together, once they fit together.
#[component]
fn PeriodFields() -> impl IntoView {
    let workbench = use_workbench();
    let disabled = Signal::derive(move || workbench.is_read_only());
    let written = workbench.memo(|assessment| assessment.details().period);
    let draft = RwSignal::new(written.get_untracked());
    Effect::new(move || draft.set(written.get()));
    let problem = Signal::derive(move || {
        let ends_early = !is_sound(draft.get());
        ends_early.then(|| sentence(&EditError::PeriodEndsBeforeItBegins.to_string()))
    });
    let change = move |text: &str, place: fn(&mut Period) -> &mut Option<Day>| {
        let day = if text.is_empty() {
            Ok(None)
        } else {
            text.parse().map(Some)
        };
        // The field gives a whole day or an empty text.
        let Ok(day) = day else { return };
        let mut period = draft.get_untracked();
        *place(&mut period) = day;
        draft.set(period);
        if is_sound(period) {
            set(workbench, |details| details.period = period);
        }
    };
    let shown = move |place: fn(&Period) -> Option<Day>| {
        Signal::derive(move || {
            let day = draft.with(place);
            day.map(|day| day.to_string()).unwrap_or_default()
        })
    };
    view! {
        <div class="details-period">
            <DateField
                label="Period from"
                value=shown(|period| period.from)
                on_change=move |text: String| change(&text, |period| &mut period.from)
                disabled
            />
            <DateField
                label="Period to"
                value=shown(|period| period.to)
                on_change=move |text: String| change(&text, |period| &mut period.to)
                error=problem
                disabled
            />
        </div>
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
                    value=text(workbench, |details| &details.operator.name)
                    on_input=move |text: String| {
                        type_text(workbench, "operator name", move |details| {
                            details.operator.name = one_line(&text);
                        });
                    }
                    longest=100_u32
                    disabled
                />
                <TextField
                    label="Contact"
                    hint="How to reach the operator: a person, an address, a telephone number."
                    value=text(workbench, |details| &details.operator.contact)
                    on_input=move |text: String| {
                        type_text(workbench, "operator contact", move |details| {
                            details.operator.contact = one_line(&text);
                        });
                    }
                    longest=100_u32
                    disabled
                />
            </div>
        </Panel>
    }
}

/// Whether the period does not end before it begins.
fn is_sound(period: Period) -> bool {
    !matches!((period.from, period.to), (Some(from), Some(to)) if to < from)
}

/// A message as a sentence: its first letter large, and a full stop.
pub(super) fn sentence(message: &str) -> String {
    let mut letters = message.chars();
    let first = letters.next().map(|first| first.to_uppercase().to_string());
    format!("{}{}.", first.unwrap_or_default(), letters.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_period_of_one_day_or_without_an_end_is_sound() {
        let day = |text: &str| Some(text.parse::<Day>().unwrap());
        let period = |from, to| Period { from, to };
        let (first, second) = (day("2026-01-01"), day("2026-03-31"));
        assert!(is_sound(period(first, first)));
        assert!(is_sound(period(first, None)) && is_sound(period(None, first)));
        assert!(is_sound(period(first, second)) && !is_sound(period(second, first)));
    }
}
