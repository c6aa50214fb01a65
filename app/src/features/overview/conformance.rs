//! The verdict, and what is mandatory and what is not apart.

use assay_assessment::{Status, conformance::Tally};
use assay_catalog::Level;
use leptos::prelude::*;

use crate::{
    components::{Panel, StackedBar, StackedPart, StatusMark},
    features::marks::{mark_of_status, mark_of_verdict},
    words::in_a_row,
    workbench::use_workbench,
};

/// Whether the operator conforms, and why.
#[component]
pub fn ConformancePanel() -> impl IntoView {
    let workbench = use_workbench();
    let conformance = workbench.derived().conformance;
    let levels = workbench.catalog().edition().levels();
    let named = |is_mandatory: bool| {
        let levels = levels
            .iter()
            .filter(|level| level.is_mandatory() == is_mandatory);
        in_a_row(&levels.map(Level::as_str).collect::<Vec<_>>(), "and")
    };
    let (mandatory_names, recommended_names) = (named(true), named(false));
    let verdict = Memo::new(move |_| conformance.with(|conformance| conformance.verdict()));
    let mandatory = Signal::derive(move || conformance.with(|conformance| conformance.mandatory));
    let recommended =
        Signal::derive(move || conformance.with(|conformance| conformance.recommended));
    view! {
        <Panel title="Conformance" span=5>
            <div class="verdict">
                <StatusMark
                    mark=Signal::derive(move || mark_of_verdict(verdict.get()))
                    text=Signal::derive(move || verdict.get().label().to_owned())
                    words=true
                />
                {move || conformance.with(|conformance| conformance.remainder()).map(|words| view! {
                    <span class="verdict-remainder numbers">{words}</span>
                })}
            </div>
            <p class="verdict-why">
                {move || conformance.with(|conformance| conformance.explanation())}
            </p>
            <div class="levels">
                {[(mandatory_names, mandatory), (recommended_names, recommended)]
                    .into_iter()
                    .filter(|(title, _)| !title.is_empty())
                    .map(|(title, tally)| view! { <LevelBar title tally /> })
                    .collect_view()}
            </div>
        </Panel>
    }
}

/// The controls of one level as a bar.
#[component]
fn LevelBar(title: String, tally: Signal<Tally>) -> impl IntoView {
    view! {
        <div class="level">
            <span class="level-title">{title.clone()}</span>
            <span class="numbers level-figure">
                {move || format!("{} of {} pass", tally.get().passing(), tally.get().total())}
            </span>
            <StackedBar label=title parts=Signal::derive(move || parts_of(tally.get())) />
        </div>
    }
}

/// The statuses of a tally as parts of a bar: what passes first, what is not tested last.
#[must_use]
pub(super) fn parts_of(tally: Tally) -> Vec<StackedPart> {
    ORDER
        .map(|status| StackedPart {
            mark: mark_of_status(status),
            words: status.label().to_lowercase(),
            count: tally.of(status),
        })
        .to_vec()
}

/// The statuses in the order of the bars.
pub(super) const ORDER: [Status; 5] = [
    Status::Implemented,
    Status::NotApplicable,
    Status::Partial,
    Status::Fails,
    Status::NotTested,
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_parts_of_a_bar_make_up_the_whole() {
        let tally = Tally {
            not_tested: 1,
            implemented: 2,
            not_applicable: 3,
            partial: 4,
            fails: 5,
        };
        let parts = parts_of(tally);
        assert_eq!(
            parts.iter().map(|part| part.count).sum::<u32>(),
            tally.total()
        );
        assert_eq!(parts.first().map(|part| part.count), Some(2));
        assert_eq!(
            parts.last().map(|part| part.words.as_str()),
            Some("not tested")
        );
    }
}
