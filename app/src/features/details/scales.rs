//! What the five levels of probability and impact stand for, below the currency.

use assay_assessment::{About, Edit, ScaleLevel, Whose};
use leptos::prelude::*;

use super::{
    currency::CurrencyFields,
    scales_draft::{ScalesDraft, ScalesProblems},
};
use crate::{
    components::{Button, Keeper, MoneyField, Panel, PercentField, Unread},
    features::keeping::{keeper, keeper_of},
    workbench::{Workbench, use_workbench},
};

/// What is being edited, and what is wrong with it.
#[derive(Clone, Copy)]
struct Editing {
    workbench: Workbench,
    draft: RwSignal<ScalesDraft>,
    problems: Memo<ScalesProblems>,
    read_only: Signal<bool>,
    /// Keeps anchors that do not fit together yet.
    entry: Keeper,
}

impl Editing {
    /// Changes the draft, and writes it once it fits together and is something else.
    fn change(self, change: impl FnOnce(&mut ScalesDraft)) {
        self.workbench.flush_typing();
        self.draft.update(change);
        let scales = match self.draft.with_untracked(ScalesDraft::check) {
            Ok(scales) => scales,
            Err(problems) => {
                return self.entry.set(Some(Unread {
                    text: self.draft.with_untracked(ScalesDraft::write),
                    why: problems.first(),
                }));
            }
        };
        self.entry.set(None);
        // The workbench tells the user what it refuses.
        _ = self.workbench.perform(Edit::SetScales { scales });
    }
}

/// The scales.
#[component]
pub(super) fn ScalesPanel() -> impl IntoView {
    let workbench = use_workbench();
    let written = workbench.memo(|assessment| ScalesDraft::of(assessment.scales()));
    let entry = keeper_of(workbench, "Scales", Whose::Assessment);
    let standing = written.get_untracked();
    let kept = entry
        .get_untracked()
        .and_then(|unread| standing.read(&unread.text));
    let draft = RwSignal::new(kept.unwrap_or(standing));
    let set_back = move || {
        entry.set(None);
        draft.set(written.get_untracked());
    };
    Effect::new(move |before: Option<ScalesDraft>| {
        let now = written.get();
        if before.is_some_and(|before| before != now) {
            set_back();
        }
        now
    });
    let editing = Editing {
        workbench,
        draft,
        problems: Memo::new(move |_| draft.with(|draft| *draft.check().err().unwrap_or_default())),
        read_only: Signal::derive(move || workbench.is_read_only()),
        entry,
    };
    let unwritten = Memo::new(move |_| draft.get() != written.get());
    view! {
        <Panel title="Scales and currency" aside="what the five levels stand for">
            <div class="stack">
                // Anchors that are not written yet are in the currency that stands.
                <CurrencyFields disabled=Signal::derive(move || {
                    editing.read_only.get() || unwritten.get()
                }) />
                <div class="two-columns">
                    <fieldset class="details-levels">
                        <legend>"Probability within a year"</legend>
                        {ScaleLevel::ALL.map(|level| view! { <ProbabilityAnchor editing level /> })}
                    </fieldset>
                    <fieldset class="details-levels">
                        <legend>"Impact when it happens"</legend>
                        {ScaleLevel::ALL.map(|level| view! { <ImpactAnchor editing level /> })}
                    </fieldset>
                </div>
                <div class="details-unwritten" role="status">
                    <Show when=move || unwritten.get()>
                        <p>
                            "These scales are not saved yet: mend the fields that are marked. Until then the ones before hold."
                        </p>
                        <Button on_press=set_back>"Set them back"</Button>
                    </Show>
                </div>
            </div>
        </Panel>
    }
}

#[component]
fn ProbabilityAnchor(editing: Editing, level: ScaleLevel) -> impl IntoView {
    let place = level.index();
    view! {
        <PercentField
            label=format!("{} {}", level.number(), level.probability_label())
            value=Signal::derive(move || editing.draft.with(|draft| draft.probability[place]))
            on_change=move |points| editing.change(|draft| draft.probability[place] = points)
            error=Signal::derive(move || editing.problems.with(|problems| problems.probability[place].clone()))
            keeper=anchor_keeper(editing, "probability", level)
            disabled=editing.read_only
        />
    }
}

#[component]
fn ImpactAnchor(editing: Editing, level: ScaleLevel) -> impl IntoView {
    let place = level.index();
    view! {
        <MoneyField
            label=format!("{} {}", level.number(), level.impact_label())
            currency=Signal::derive(move || editing.draft.with(|draft| draft.currency.code().to_owned()))
            decimals=Signal::derive(move || editing.draft.with(|draft| draft.currency.decimals()))
            value=Signal::derive(move || editing.draft.with(|draft| draft.impact[place]))
            on_change=move |units| editing.change(|draft| draft.impact[place] = units)
            error=Signal::derive(move || editing.problems.with(|problems| problems.impact[place].clone()))
            keeper=anchor_keeper(editing, "impact", level)
            disabled=editing.read_only
        />
    }
}

/// Keeps what is no number in the field of one anchor.
fn anchor_keeper(editing: Editing, scale: &str, level: ScaleLevel) -> Keeper {
    let field = format!("entry anchor {scale} {}", level.number());
    let about = About::new("Scales", Whose::Assessment);
    keeper(editing.workbench, field, about)
}
