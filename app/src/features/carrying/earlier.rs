//! What the assessment before found, beside the control or risk that it is about.

use assay_assessment::Confirmation;
use assay_catalog::{ControlId, RiskId};
use leptos::prelude::*;

use crate::browser::focus;
use crate::components::{Button, Mark, MarkdownView, StatusMark, Tag};
use crate::features::marks::mark_of_status;
use crate::words::carrying;
use crate::workbench::use_workbench;

/// The colour of how far something is confirmed; its word says the same.
#[must_use]
pub const fn mark_of_confirmation(confirmation: Confirmation) -> Mark {
    match confirmation {
        Confirmation::ToConfirm => Mark::Attention,
        Confirmation::Carried => Mark::Information,
        Confirmation::Confirmed => Mark::Pass,
        Confirmation::Changed => Mark::Partial,
    }
}

/// What the assessment before found of a control; nothing where this one carries on from none.
#[component]
pub fn EarlierControlPart(control: &'static ControlId) -> impl IntoView {
    let workbench = use_workbench();
    let found = workbench.memo(move |assessment| {
        let finding = assessment.control_if_touched(control)?;
        Some((finding.earlier.clone()?, finding.confirmation()?))
    });
    let draw = move || {
        let (earlier, confirmation) = found.get()?;
        let can_confirm = !matches!(
            confirmation,
            Confirmation::Confirmed | Confirmation::Changed
        );
        let reason = earlier.reason.trim().to_owned();
        let note = earlier.note.clone();
        Some(view! {
            <p class="earlier-found">
                <StatusMark mark=mark_of_status(earlier.status) text=earlier.status.label() />
                <span>{carrying::earlier(&earlier)}</span>
                <Tag mark=mark_of_confirmation(confirmation)>{confirmation.label()}</Tag>
            </p>
            {(!reason.is_empty()).then(|| view! { <p class="earlier-reason" dir="auto">{reason}</p> })}
            {(!note.trim().is_empty()).then(|| view! {
                <details class="earlier-note" open=confirmation == Confirmation::ToConfirm>
                    <summary>"Its note"</summary>
                    <MarkdownView text=note parent_level=3 />
                </details>
            })}
            <p class="earlier-why">
                {carrying::about_control(earlier.carried_as, confirmation)}
            </p>
            {can_confirm.then(|| view! {
                <Confirm on_press=move || _ = workbench.confirm_control(control) />
            })}
        })
    };
    view! { <Frame is_there=Memo::new(move |_| found.with(Option::is_some)) draw=move || draw() /> }
}

/// That what is said of a risk is of the assessment before; nothing where this one carries on from
/// none.
#[component]
pub fn EarlierRiskPart(risk: RiskId) -> impl IntoView {
    let workbench = use_workbench();
    let found = workbench.memo(move |assessment| {
        let finding = assessment.risk_if_touched(risk)?;
        Some((finding.earlier?, finding.confirmation()?))
    });
    let draw = move || {
        let (earlier, confirmation) = found.get()?;
        let can_confirm = confirmation != Confirmation::Confirmed;
        Some(view! {
            <p class="earlier-found">
                <Tag mark=mark_of_confirmation(confirmation)>{confirmation.label()}</Tag>
                <span>{carrying::about_risk(earlier)}</span>
            </p>
            {can_confirm.then(|| view! {
                <Confirm on_press=move || _ = workbench.confirm_risk(risk) />
            })}
        })
    };
    view! { <Frame is_there=Memo::new(move |_| found.with(Option::is_some)) draw=move || draw() /> }
}

/// The frame around what was carried over.
#[component]
fn Frame(
    /// Whether there is anything.
    is_there: Memo<bool>,
    /// What is in it.
    #[prop(into)]
    draw: ViewFn,
) -> impl IntoView {
    view! {
        <Show when=move || is_there.get()>
            <section class="earlier" aria-label="The assessment before" tabindex="-1" data-earlier="">
                <h3 class="eyebrow">"The assessment before"</h3>
                {
                    let draw = draw.clone();
                    move || draw.run()
                }
            </section>
        </Show>
    }
}

/// The button that confirms, with its key.
#[component]
fn Confirm(
    /// Called when it is pressed.
    #[prop(into)]
    on_press: Callback<()>,
) -> impl IntoView {
    let workbench = use_workbench();
    view! {
        <div>
            <Button
                on_press=move || {
                    on_press.run(());
                    // The button goes with what it was for; what it was about stays.
                    focus::move_quietly_to("[data-earlier]");
                }
                caps=vec!["c".to_owned()]
                disabled=Signal::derive(move || workbench.is_read_only())
            >
                "Confirm"
            </Button>
        </div>
    }
}
