//! The currency, and what the five levels of probability and impact stand for.

use assay_assessment::{Edit, ScaleLevel, Scales};
use leptos::prelude::*;

use super::{
    about::sentence,
    rescale::rescaling_edits,
    scales_draft::{ScalesDraft, ScalesProblems},
};
use crate::{
    components::{
        Button, MoneyField, Panel, PercentField, SelectField, TextField, field::SelectOption,
    },
    workbench::{Workbench, use_workbench},
};

/// What is being edited, and what is wrong with it.
#[derive(Clone, Copy)]
struct Editing {
    workbench: Workbench,
    draft: RwSignal<ScalesDraft>,
    problems: Memo<ScalesProblems>,
    /// Why sound scales could still not be written.
    refused: RwSignal<Option<String>>,
    read_only: Signal<bool>,
}

impl Editing {
    /// Changes the draft, and writes it once it fits together and is something else.
    fn change(self, change: impl FnOnce(&mut ScalesDraft)) {
        self.workbench.flush_typing();
        self.draft.update(change);
        self.refused.set(None);
        let Ok(scales) = self.draft.with_untracked(ScalesDraft::check) else {
            return;
        };
        match edit(self.workbench, scales) {
            Ok(None) => {}
            // The workbench tells the user what it refuses.
            Ok(Some(edit)) => _ = self.workbench.perform(edit),
            Err(reason) => self.refused.set(Some(reason)),
        }
    }
}

/// The edit that writes scales, with all amounts counted anew where the decimals are others;
/// `None` when they stand already.
fn edit(workbench: Workbench, scales: Scales) -> Result<Option<Edit>, String> {
    let risks = workbench.catalog().active_risks().map(|risk| risk.id());
    workbench.with_untracked(|assessment| {
        if *assessment.scales() == scales {
            return Ok(None);
        }
        let again = rescaling_edits(assessment, risks, scales.currency().decimals())
            .map_err(|error| sentence(&error.to_string()))?;
        let scales = Edit::SetScales { scales };
        Ok(Some(if again.is_empty() {
            scales
        } else {
            Edit::Several {
                edits: std::iter::once(scales).chain(again).collect(),
            }
        }))
    })
}

/// The scales.
#[component]
pub(super) fn ScalesPanel() -> impl IntoView {
    let workbench = use_workbench();
    let written = workbench.memo(|assessment| ScalesDraft::of(assessment.scales()));
    let draft = RwSignal::new(written.get_untracked());
    let refused = RwSignal::new(None::<String>);
    let set_back = move || {
        refused.set(None);
        draft.set(written.get_untracked());
    };
    Effect::new(move || {
        written.track();
        set_back();
    });
    let editing = Editing {
        workbench,
        draft,
        problems: Memo::new(move |_| draft.with(|draft| *draft.check().err().unwrap_or_default())),
        refused,
        read_only: Signal::derive(move || workbench.is_read_only()),
    };
    let unwritten = Memo::new(move |_| draft.get() != written.get());
    view! {
        <Panel title="Scales and currency" aside="what the five levels stand for">
            <div class="stack">
                <CurrencyFields editing />
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
fn CurrencyFields(editing: Editing) -> impl IntoView {
    let draft = editing.draft;
    let decimals: Vec<_> = (0..=8_u8)
        .map(|decimals| {
            let words = match decimals {
                0 => "0, such as JPY".to_owned(),
                2 => "2, such as EUR and USD".to_owned(),
                other => other.to_string(),
            };
            SelectOption::new(decimals.to_string(), words)
        })
        .collect();
    view! {
        <div class="details-currency">
            <div class="details-code">
                <TextField
                    label="Currency"
                    hint="Three capital letters of ISO 4217. The code is a name: no amount is exchanged at a rate."
                    value=Signal::derive(move || draft.with(|draft| draft.code.clone()))
                    on_commit=move |text: String| {
                        editing.change(|draft| draft.code = text.trim().to_ascii_uppercase());
                    }
                    error=Signal::derive(move || editing.problems.with(|problems| problems.code.clone()))
                    longest=3_u32
                    disabled=editing.read_only
                />
            </div>
            <SelectField
                label="Decimals"
                hint="Every amount is counted anew with them, and rounded where there are fewer."
                options=Signal::stored(decimals)
                value=Signal::derive(move || draft.with(|draft| draft.decimals.to_string()))
                on_change=move |text: String| {
                    if let Ok(decimals) = text.parse() {
                        editing.change(|draft| *draft = draft.with_decimals(decimals));
                    }
                }
                error=editing.refused
                disabled=editing.read_only
            />
        </div>
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
            currency=Signal::derive(move || editing.draft.with(|draft| draft.code.clone()))
            decimals=Signal::derive(move || editing.draft.with(|draft| draft.decimals))
            value=Signal::derive(move || editing.draft.with(|draft| draft.impact[place]))
            on_change=move |units| editing.change(|draft| draft.impact[place] = units)
            error=Signal::derive(move || editing.problems.with(|problems| problems.impact[place].clone()))
            disabled=editing.read_only
        />
    }
}
