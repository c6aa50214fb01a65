//! What the assessment is called, who assesses whom, and for which days it speaks.

use assay_assessment::{AssessmentKind, Day, EditError, Period, TextLimit, Whose};
use leptos::prelude::*;

use super::writing::{set, text, type_text};
use crate::{
    components::{ChoiceOption, Panel, Segmented, TextField, Unread},
    features::keeping::{DayField, keeper_of},
    words::sentence,
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
                <PeriodFields />
            </div>
        </Panel>
    }
}

/// The two days of the period. They are written together, once they fit together.
#[component]
fn PeriodFields() -> impl IntoView {
    let workbench = use_workbench();
    let written = workbench.memo(|assessment| assessment.details().period);
    let entry = keeper_of(workbench, "Period", Whose::Assessment);
    // A period that does not fit together is kept as `from/to` until it does.
    let kept = entry
        .get_untracked()
        .and_then(|unread| read_period(&unread.text));
    let draft = RwSignal::new(kept.unwrap_or_else(|| written.get_untracked()));
    Effect::new(move |before: Option<Period>| {
        let now = written.get();
        if before.is_some_and(|before| before != now) {
            draft.set(now);
            entry.set(None);
        }
        now
    });
    let problem = Signal::derive(move || {
        let ends_early = !is_sound(draft.get());
        ends_early.then(|| sentence(&EditError::PeriodEndsBeforeItBegins.to_string()))
    });
    let change = move |day: Option<Day>, place: fn(&mut Period) -> &mut Option<Day>| {
        let mut period = draft.get_untracked();
        *place(&mut period) = day;
        draft.set(period);
        if is_sound(period) {
            entry.set(None);
            set(workbench, |details| details.period = period);
        } else {
            entry.set(Some(Unread {
                text: write_period(period),
                why: sentence(&EditError::PeriodEndsBeforeItBegins.to_string()),
            }));
        }
    };
    let shown = move |place: fn(&Period) -> Option<Day>| Signal::derive(move || draft.with(place));
    view! {
        <div class="details-period">
            <DayField
                label="Period from"
                value=shown(|period| period.from)
                on_change=move |day| change(day, |period| &mut period.from)
                about=("First day of the period", Whose::Assessment)
            />
            <DayField
                label="Period to"
                value=shown(|period| period.to)
                on_change=move |day| change(day, |period| &mut period.to)
                about=("Last day of the period", Whose::Assessment)
                error=problem
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

/// A period as `from/to`, either of which may be empty.
fn write_period(period: Period) -> String {
    let day = |day: Option<Day>| day.map(|day| day.to_string()).unwrap_or_default();
    format!("{}/{}", day(period.from), day(period.to))
}

fn read_period(text: &str) -> Option<Period> {
    let (from, to) = text.split_once('/')?;
    Some(Period {
        from: from.parse().ok(),
        to: to.parse().ok(),
    })
}

/// Whether the period does not end before it begins.
fn is_sound(period: Period) -> bool {
    !matches!((period.from, period.to), (Some(from), Some(to)) if to < from)
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

    #[test]
    fn a_period_that_is_kept_is_the_same_again() {
        let day = |text: &str| Some(text.parse::<Day>().unwrap());
        for period in [
            Period::default(),
            Period {
                from: day("2026-03-31"),
                to: day("2026-01-01"),
            },
            Period {
                from: None,
                to: day("2026-01-01"),
            },
        ] {
            assert_eq!(read_period(&write_period(period)), Some(period));
        }
    }
}
