//! What was carried over from the assessment before: how far it is confirmed, and what the edition does
//! not have any more.

use assay_assessment::{CarriedFrom, Confirmation, ConfirmationTally, Withdrawn};
use leptos::prelude::*;

use crate::{
    components::{CopyButton, MarkdownView, Panel, Tag},
    features::{
        carrying::mark_of_confirmation,
        controls::filter::ControlFilter,
        list::kept,
        places,
        risks::{
            RiskRoom,
            filter::{Only, RiskFilter},
        },
    },
    route::Place,
    words::{carrying, count},
    workbench::{Workbench, use_workbench},
};

/// The panel; nothing where the assessment carries on from none.
#[component]
pub fn CarriedPanel() -> impl IntoView {
    let workbench = use_workbench();
    let from = workbench.with_untracked(|assessment| assessment.carried_from().cloned())?;
    Some(view! { <Carried workbench from /> })
}

#[component]
fn Carried(workbench: Workbench, from: CarriedFrom) -> impl IntoView {
    let controls = workbench.memo(ConfirmationTally::of_controls);
    let risks = workbench.memo(ConfirmationTally::of_risks);
    let aside = Signal::derive(move || {
        let left = [controls, risks].map(|tally| tally.get().count(Confirmation::ToConfirm));
        format!("{} to confirm", left.iter().sum::<usize>())
    });
    let control_filter = kept::<ControlFilter>(workbench);
    let show_controls = move |confirmation| {
        control_filter.set(ControlFilter {
            confirmations: [confirmation].into(),
            ..ControlFilter::default()
        });
    };
    let risk_filter = RiskRoom::of(workbench).filter;
    let show_risks = move || {
        risk_filter.set(RiskFilter {
            only: Only::ToConfirm,
            ..RiskFilter::default()
        });
    };
    let of_controls = move || {
        let tally = controls.get();
        if tally.total() == 0 {
            return view! { <span>"Nothing was found of a control that this edition has"</span> }
                .into_any();
        }
        let some = Confirmation::ALL
            .into_iter()
            .filter(|each| tally.count(*each) > 0);
        some.map(|confirmation| {
            let words = format!(
                "{} {}",
                tally.count(confirmation),
                confirmation.label().to_lowercase()
            );
            view! {
                <span on:click=move |_| show_controls(confirmation)>
                    <Tag
                        href=places::place(workbench, Place::Controls(None))
                        mark=mark_of_confirmation(confirmation)
                    >
                        {words}
                    </Tag>
                </span>
            }
        })
        .collect_view()
        .into_any()
    };
    let of_risks = move || {
        let left = risks.get().count(Confirmation::ToConfirm);
        let all = count(risks.get().total(), "risk", "risks");
        if risks.get().total() == 0 {
            return view! { <span>"None was scored or decided"</span> }.into_any();
        }
        if left == 0 {
            return view! { <span>{format!("{all}, all confirmed or standing")}</span> }.into_any();
        }
        view! {
            <span on:click=move |_| show_risks()>
                <Tag
                    href=places::place(workbench, Place::Risks(None))
                    mark=mark_of_confirmation(Confirmation::ToConfirm)
                >
                    {format!("{left} of {all} to confirm")}
                </Tag>
            </span>
        }
        .into_any()
    };
    let (head, edition) = (from.head.to_string(), from.edition.title());
    view! {
        <Panel title="The assessment before" aside>
            <dl class="facts carried-facts">
                <div>
                    <dt>"Controls"</dt>
                    <dd><div class="carried-counts">{of_controls}</div></dd>
                </div>
                <div>
                    <dt>"Risks"</dt>
                    <dd><div class="carried-counts">{of_risks}</div></dd>
                </div>
            </dl>
            <details class="edition-more">
                <summary>"Which one"</summary>
                <p>{carrying::from_edition(&edition, from.entries)}</p>
                <h3>"Its identifier"</h3>
                <p class="mono">{from.assessment.to_string()}</p>
                <h3>"The head of its journal, as its reports name it"</h3>
                <p class="mono">{head.clone()}</p>
                <CopyButton text=head label="Copy the head" />
            </details>
            {no_longer_there(workbench)}
        </Panel>
    }
}

/// What was found about what the edition does not have any more.
fn no_longer_there(workbench: Workbench) -> impl IntoView {
    let withdrawn = workbench.with_untracked(|assessment| assessment.withdrawn().clone());
    let controls = withdrawn
        .controls
        .iter()
        .map(|(id, found)| (id.to_string(), found.clone()));
    let risks = withdrawn
        .risks
        .iter()
        .map(|(id, found)| (id.to_string(), found.clone()));
    let all: Vec<(String, Withdrawn)> = controls.chain(risks).collect();
    (!all.is_empty()).then(|| {
        let number = count(all.len(), "finding", "findings");
        view! {
            <details class="edition-more">
                <summary>{format!("{number} about what this edition does not have")}</summary>
                <div class="carried-withdrawn">
                    {all.into_iter().map(|(id, found)| view! { <WithdrawnItem id found /> }).collect_view()}
                </div>
            </details>
        }
    })
}

#[component]
fn WithdrawnItem(id: String, found: Withdrawn) -> impl IntoView {
    let note = found.note;
    view! {
        <article>
            <h3>{format!("{id} {}", found.title)}</h3>
            <blockquote>{found.statement}</blockquote>
            <pre dir="auto">{found.found}</pre>
            {(!note.trim().is_empty()).then(|| view! { <MarkdownView text=note parent_level=3 /> })}
        </article>
    }
}
