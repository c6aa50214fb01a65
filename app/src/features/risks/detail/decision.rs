//! What mitigation brings and costs, and what is decided about a risk.

use assay_assessment::{
    Acceptance, Assessment, Day, Edit, Money, RiskFinding, TextLimit, Treatment, Whose,
    exposure::RiskStanding,
};
use assay_catalog::RiskId;
use leptos::prelude::*;

use super::super::matrix::SmallMatrix;
use crate::{
    components::{
        Button, ButtonKind, ChoiceOption, Mark, MoneyField, Segmented, Tag, TextArea, TextField,
    },
    features::keeping::{DayField, keeper_of},
    words::risks::{change_words, unit_words, worth_words},
    workbench::{Workbench, use_workbench},
};

/// The way from inherent to residual in the matrix, its cost, and what it removes.
#[component]
pub fn Mitigating(
    /// The risk.
    risk: RiskId,
    /// Where it stands.
    standing: Memo<Option<RiskStanding>>,
) -> impl IntoView {
    let workbench = use_workbench();
    let scales = workbench.memo(|assessment| assessment.scales().clone());
    let cost = of_finding(workbench, risk, |finding| finding.mitigation_cost);
    let read_only = Signal::derive(move || workbench.is_read_only());
    let inherent = Signal::derive(move || standing.get()?.inherent);
    let residual = Signal::derive(move || standing.get()?.residual);
    let removed = move || {
        let standing = standing.get()?;
        let removed = standing.removed()?;
        let words = scales.with(|scales| scales.currency().format(i128::from(removed)));
        let change = change_words(standing.inherent?, standing.residual?);
        Some((words, change))
    };
    let worth = move || {
        let worth = standing.get()?.worth?;
        let unit = scales.with(|scales| unit_words(scales.currency()).to_owned());
        Some((worth_words(worth), format!("per {unit} of cost")))
    };
    let set_cost = move |entered: Option<u64>| {
        let cost = entered.and_then(|units| Money::from_minor_units(units).ok());
        _ = workbench.perform(Edit::SetMitigationCost { risk, cost });
    };
    view! {
        <section class="risk-mitigating" aria-label="What mitigation brings">
            <SmallMatrix inherent residual />
            <div class="risk-mitigating-figures">
                <Figure
                    label="Exposure removed"
                    value=Signal::derive(removed)
                    missing="Needs both scores"
                />
                <Figure
                    label="Removed per cost"
                    value=Signal::derive(move || worth().map(|(words, unit)| (words, Some(unit))))
                    missing="Needs both scores and a cost above zero"
                />
                <MoneyField
                    label="Cost of mitigation"
                    currency=Signal::derive(move || {
                        scales.with(|scales| scales.currency().code().to_owned())
                    })
                    decimals=Signal::derive(move || scales.with(|scales| scales.currency().decimals()))
                    value=Signal::derive(move || cost.get().map(u64::from))
                    on_change=set_cost
                    keeper=keeper_of(workbench, "Cost of mitigation", Whose::Risk(risk))
                    disabled=read_only
                />
            </div>
        </section>
    }
}

/// A figure with its name, or why there is none.
#[component]
fn Figure(
    label: &'static str,
    value: Signal<Option<(String, Option<String>)>>,
    missing: &'static str,
) -> impl IntoView {
    view! {
        <div class="risk-figure">
            <span class="eyebrow">{label}</span>
            {move || match value.get() {
                Some((words, more)) => view! {
                    <span class="risk-figure-value numbers">{words}</span>
                    <span class="faint risk-figure-more">{more}</span>
                }
                .into_any(),
                None => view! { <span class="faint risk-figure-more">{missing}</span> }.into_any(),
            }}
        </div>
    }
}

/// Treatment, owner, due day, and the acceptance where the risk is to be accepted.
#[component]
pub fn Decision(
    /// The risk.
    risk: RiskId,
) -> impl IntoView {
    let workbench = use_workbench();
    let read_only = Signal::derive(move || workbench.is_read_only());
    let treatment = of_finding(workbench, risk, |finding| finding.treatment);
    let owner = of_finding(workbench, risk, |finding| finding.owner.clone());
    let due = of_finding(workbench, risk, |finding| finding.due);
    let accepted = of_finding(workbench, risk, |finding| finding.acceptance.is_some());
    let set_treatment =
        move |treatment| _ = workbench.perform(Edit::SetTreatment { risk, treatment });
    let options = Treatment::ALL
        .map(|each| ChoiceOption::new(each, each.label()))
        .to_vec();
    let type_owner = move |text: String| {
        workbench.type_into(&format!("owner {risk}"), text, move |_, text| {
            let owner = text.to_owned();
            Some(Edit::SetRiskOwner { risk, owner })
        });
    };
    let set_due = move |due| _ = workbench.perform(Edit::SetRiskDue { risk, due });
    let shows_acceptance =
        Memo::new(move |_| treatment.get() == Some(Treatment::Accept) || accepted.get());
    view! {
        <section class="stack" aria-labelledby=format!("decision-{risk}")>
            <div class="risk-part-head">
                <h3 id=format!("decision-{risk}")>"Decision"</h3>
                {move || treatment.get().map(|_| view! {
                    <Button
                        kind=ButtonKind::Quiet
                        disabled=read_only
                        on_press=move |()| set_treatment(None)
                    >
                        "Clear the treatment"
                    </Button>
                })}
            </div>
            <Segmented
                label="Treatment"
                options
                value=treatment
                on_choose=move |chosen| set_treatment(Some(chosen))
                disabled=read_only
            />
            <div class="two-columns" on:focusout=move |_| workbench.flush_typing()>
                <TextField
                    label="Owner of the risk"
                    value=workbench.shown(format!("owner {risk}"), owner)
                    on_input=type_owner
                    placeholder="Who answers for it"
                    longest=TextLimit::Line.characters()
                    disabled=read_only
                />
                <DayField
                    label="Treatment in place by"
                    value=due
                    on_change=set_due
                    about=("Due day", Whose::Risk(risk))
                />
            </div>
            {move || shows_acceptance.get().then(|| view! {
                <AcceptanceEditor risk treatment read_only />
            })}
        </section>
    }
}

/// Who accepts the risk, when and why.
#[component]
fn AcceptanceEditor(
    risk: RiskId,
    treatment: Memo<Option<Treatment>>,
    read_only: Signal<bool>,
) -> impl IntoView {
    let workbench = use_workbench();
    let acceptance = of_finding(workbench, risk, |finding| finding.acceptance.clone());
    let complete = move || acceptance.with(|found| found.as_ref().is_some_and(is_complete));
    let by = move || acceptance.with(|found| found.as_ref().map(|found| found.by.clone()));
    let on = move || acceptance.with(|found| found.as_ref().map(|found| found.on));
    let reason = move || acceptance.with(|found| found.as_ref().map(|found| found.reason.clone()));
    let field_of = move |field: &str| format!("acceptance {field} {risk}");
    let shown_by = workbench.shown(
        field_of("by"),
        Signal::derive(move || by().unwrap_or_default()),
    );
    let shown_reason = workbench.shown(
        field_of("reason"),
        Signal::derive(move || reason().unwrap_or_default()),
    );
    // Each field writes its own part of what stands there when its text is written, so that none
    // takes back what was typed into another one at the same time.
    let type_part = move |field: &str, text: String, part: fn(&mut Acceptance) -> &mut String| {
        let today = workbench.day_for_writing();
        workbench.type_into(&field_of(field), text, move |assessment, text| {
            // An empty text does not begin an acceptance that is not there yet.
            let begins = !text.is_empty() || assessment.risk(risk).acceptance.is_some();
            begins.then(|| {
                accept(assessment, risk, today, |acceptance| {
                    text.clone_into(part(acceptance));
                })
            })
        });
    };
    let set_day = move |day: Option<Day>| {
        let edit = day.map(|day| {
            workbench.with_untracked(|assessment| {
                accept(assessment, risk, day, |acceptance| acceptance.on = day)
            })
        });
        _ = edit.map(|edit| workbench.perform(edit));
    };
    let until = move || acceptance.with(|found| found.as_ref().and_then(|found| found.until));
    let set_until = move |until: Option<Day>| {
        let today = workbench.day_for_writing();
        let edit = workbench.with_untracked(|assessment| {
            accept(assessment, risk, today, |acceptance| {
                acceptance.until = until
            })
        });
        _ = workbench.perform(edit);
    };
    let mark = move || {
        if complete() {
            view! { <Tag mark=Mark::Pass>"Recorded"</Tag> }.into_any()
        } else {
            view! { <Tag mark=Mark::Attention>"Required: who, when and why"</Tag> }.into_any()
        }
    };
    let withdrawn = move || treatment.get() != Some(Treatment::Accept);
    view! {
        <fieldset class="risk-acceptance" on:focusout=move |_| workbench.flush_typing()>
            <legend>"Acceptance" {mark}</legend>
            {move || withdrawn().then(|| view! {
                <p class="field-hint">
                    "The treatment is not to accept the risk. What was recorded stays until it is taken away."
                </p>
            })}
            <div class="two-columns">
                <TextField
                    label="Accepted by"
                    value=shown_by
                    on_input=move |text| type_part("by", text, |acceptance| &mut acceptance.by)
                    longest=TextLimit::Line.characters()
                    required=true
                    disabled=read_only
                />
                <DayField
                    label="Accepted on"
                    value=Signal::derive(on)
                    on_change=set_day
                    about=("Day of the acceptance", Whose::Risk(risk))
                    required=true
                />
                <DayField
                    label="Accepted until"
                    hint="Then somebody has to decide again."
                    value=Signal::derive(until)
                    on_change=set_until
                    about=("End of the acceptance", Whose::Risk(risk))
                />
            </div>
            <TextArea
                label="Why the risk is acceptable"
                value=shown_reason
                longest=TextLimit::Paragraph.characters()
                on_input=move |text| {
                    type_part("reason", text, |acceptance| &mut acceptance.reason);
                }
                required=true
                disabled=read_only
            />
            {move || acceptance.with(Option::is_some).then(|| view! {
                <div class="cluster">
                    <Button
                        kind=ButtonKind::Quiet
                        disabled=read_only
                        on_press=move |()| {
                            workbench.flush_typing();
                            _ = workbench.perform(Edit::SetAcceptance { risk, acceptance: None });
                        }
                    >
                        "Take the acceptance away"
                    </Button>
                </div>
            })}
        </fieldset>
    }
}

/// Whether an acceptance says who and why; the day is always there.
fn is_complete(acceptance: &Acceptance) -> bool {
    !acceptance.by.trim().is_empty() && !acceptance.reason.trim().is_empty()
}

/// The edit that changes a part of a risk's acceptance; one that is not there yet begins with
/// `day`.
fn accept(
    assessment: &Assessment,
    risk: RiskId,
    day: Day,
    change: impl FnOnce(&mut Acceptance),
) -> Edit {
    let before = assessment.risk(risk).acceptance;
    let begun = || Acceptance {
        by: String::new(),
        on: day,
        reason: String::new(),
        until: None,
    };
    let mut after = before.unwrap_or_else(begun);
    change(&mut after);
    Edit::SetAcceptance {
        risk,
        acceptance: Some(after),
    }
}

/// A memo of a part of what was found of a risk.
fn of_finding<T>(
    workbench: Workbench,
    risk: RiskId,
    read: impl Fn(&RiskFinding) -> T + Send + Sync + 'static,
) -> Memo<T>
where
    T: PartialEq + Send + Sync + 'static,
{
    let untouched = RiskFinding::default();
    workbench.memo(move |assessment| read(assessment.risk_if_touched(risk).unwrap_or(&untouched)))
}
