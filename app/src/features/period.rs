//! The first and the last day of something, which have to fit together.

use assay_assessment::{Day, EditError, Period, Whose};
use leptos::prelude::*;

use crate::{
    components::Unread,
    features::keeping::{DayField, keeper_of},
    words::sentence,
    workbench::use_workbench,
};

/// What the two days are called.
#[derive(Clone, Copy)]
pub struct PeriodNames {
    /// The two days together, in the header.
    pub period: &'static str,
    /// The first day, in the header.
    pub first: &'static str,
    /// The last day, in the header.
    pub last: &'static str,
    /// The labels of the two fields.
    pub labels: [&'static str; 2],
}

/// Two days, which are written together, once they fit together.
#[component]
pub fn PeriodFields(
    /// The days that stand.
    #[prop(into)]
    value: Signal<Period>,
    /// Called with days that fit together.
    #[prop(into)]
    on_change: Callback<Period>,
    /// What they are called.
    names: PeriodNames,
    /// Whose they are.
    whose: Whose,
) -> impl IntoView {
    let workbench = use_workbench();
    let entry = keeper_of(workbench, names.period, whose.clone());
    // A period that does not fit together is kept as `from/to` until it does.
    let kept = entry
        .get_untracked()
        .and_then(|unread| read_period(&unread.text));
    let draft = RwSignal::new(kept.unwrap_or_else(|| value.get_untracked()));
    Effect::new(move |before: Option<Period>| {
        let now = value.get();
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
            on_change.run(period);
        } else {
            entry.set(Some(Unread {
                text: write_period(period),
                why: sentence(&EditError::PeriodEndsBeforeItBegins.to_string()),
            }));
        }
    };
    let shown = move |place: fn(&Period) -> Option<Day>| Signal::derive(move || draft.with(place));
    let [from, to] = names.labels;
    view! {
        <div class="period-fields">
            <DayField
                label=from
                value=shown(|period| period.from)
                on_change=move |day| change(day, |period| &mut period.from)
                about=(names.first, whose.clone())
            />
            <DayField
                label=to
                value=shown(|period| period.to)
                on_change=move |day| change(day, |period| &mut period.to)
                about=(names.last, whose.clone())
                error=problem
            />
        </div>
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
