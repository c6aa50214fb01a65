//! What is chosen of the engagement: the level of assurance, the conclusion, and the two days.

use assay_assessment::{Assurance, Conclusion, Edit, EngagementTerms, Whose, engagement::Way};
use leptos::prelude::*;

use super::checklist::name;
use crate::{
    components::{ChoiceOption, Segmented},
    features::keeping::DayField,
    workbench::{Workbench, use_workbench},
};

/// Changes one of the terms now, after what was typed until then.
fn set(workbench: Workbench, change: impl FnOnce(&mut EngagementTerms)) {
    workbench.flush_typing();
    let mut terms = workbench.with_untracked(|assessment| assessment.engagement().terms);
    change(&mut terms);
    // The workbench tells the user what it refuses.
    _ = workbench.perform(Edit::SetEngagementTerms { terms });
}

fn shown<T: Clone + PartialEq + Send + Sync + 'static>(
    workbench: Workbench,
    read: fn(&EngagementTerms) -> T,
) -> Memo<T> {
    workbench.memo(move |assessment| read(&assessment.engagement().terms))
}

/// Level of assurance and conclusion.
#[component]
pub(super) fn ConclusionChoices() -> impl IntoView {
    let workbench = use_workbench();
    let disabled = Signal::derive(move || workbench.is_read_only());
    let level = shown(workbench, |terms| terms.assurance);
    let conclusion = shown(workbench, |terms| terms.conclusion);
    view! {
        <div data-way=name(Way::Assurance)>
            <Segmented
                label=Way::Assurance.title()
                options=ChoiceOption::or_none("None yet", &Assurance::ALL, Assurance::label)
                value=Signal::derive(move || Some(level.get()))
                on_choose=move |level| set(workbench, |terms| terms.assurance = level)
                disabled
            />
        </div>
        <div data-way=name(Way::Conclusion)>
            <Segmented
                label=Way::Conclusion.title()
                options=ChoiceOption::or_none("None yet", &Conclusion::ALL, Conclusion::label)
                value=Signal::derive(move || Some(conclusion.get()))
                on_choose=move |conclusion| set(workbench, |terms| terms.conclusion = conclusion)
                disabled
            />
        </div>
    }
}

/// The day of the report.
#[component]
pub(super) fn Dated() -> impl IntoView {
    let workbench = use_workbench();
    view! {
        <div data-way=name(Way::Dated)>
            <DayField
                label=Way::Dated.title()
                value=shown(workbench, |terms| terms.dated)
                on_change=move |day| set(workbench, |terms| terms.dated = day)
                about=(Way::Dated.title(), Whose::Engagement)
                hint="Not before the last evidence was there."
            />
        </div>
    }
}

/// The day of the assertion.
#[component]
pub(super) fn AssertedOn() -> impl IntoView {
    let workbench = use_workbench();
    view! {
        <div data-way=name(Way::AssertedOn)>
            <DayField
                label=Way::AssertedOn.title()
                value=shown(workbench, |terms| terms.asserted_on)
                on_change=move |day| set(workbench, |terms| terms.asserted_on = day)
                about=(Way::AssertedOn.title(), Whose::Engagement)
            />
        </div>
    }
}
