//! How the control's group and section stand, and what that says about conformance.

use assay_assessment::{Status, conformance::Conformance};
use assay_catalog::Control;
use leptos::prelude::*;

use super::super::state::ControlsState;
use super::DetailPart;
use crate::components::progress::StackedPart;
use crate::components::{StackedBar, StatusMark};
use crate::features::marks::{mark_of_status, mark_of_verdict};
use crate::words::controls::progress_words;

/// The rollup of the group and of the section.
#[component]
pub(super) fn StandingPart(state: ControlsState, control: &'static Control) -> impl IntoView {
    let (workbench, catalog) = (state.workbench, state.workbench.catalog());
    let group = catalog.group_of(control).map(|group| {
        let rollup = workbench.memo(move |all| Conformance::of_group(all, catalog, group));
        view! { <Rollup kind="Group" title=group.title() rollup /> }
    });
    let section = catalog.section_of(control).map(|section| {
        let rollup = workbench.memo(move |all| Conformance::of_section(all, catalog, section));
        view! { <Rollup kind="Section" title=section.short_title() rollup /> }
    });
    view! {
        <DetailPart title="Where this stands">
            <div class="control-standing">{group}{section}</div>
        </DetailPart>
    }
}

#[component]
fn Rollup(kind: &'static str, title: &'static str, rollup: Memo<Conformance>) -> impl IntoView {
    let parts = move || {
        let tally = rollup.with(|rollup| rollup.all());
        Status::ALL
            .into_iter()
            .map(|status| StackedPart {
                mark: mark_of_status(status),
                words: status.label().to_lowercase(),
                count: tally.of(status),
            })
            .collect::<Vec<_>>()
    };
    let verdict = Memo::new(move |_| rollup.with(|rollup| rollup.verdict()));
    view! {
        <div class="control-rollup">
            <p class="control-rollup-head">
                <span><span class="faint">{kind} " "</span>{title}</span>
                <span class="numbers">
                    {move || progress_words(rollup.with(|rollup| rollup.all()))}
                </span>
            </p>
            <StackedBar label=format!("{kind} {title}") parts=Signal::derive(parts) />
            <p class="control-rollup-verdict">
                <StatusMark
                    words=true
                    mark=Signal::derive(move || mark_of_verdict(verdict.get()))
                    text=Signal::derive(move || verdict.get().label().to_owned())
                />
                <span class="muted">{move || rollup.with(Conformance::explanation)}</span>
            </p>
        </div>
    }
}
