//! A retired identifier: what took its place.

use assay_catalog::Risk;
use leptos::prelude::*;

use crate::{components::Mark, components::Tag, features::places, workbench::use_workbench};

/// Says that the identifier is no longer used, and leads to the risks that took its place.
#[component]
pub fn RetiredRisk(
    /// The retired risk.
    risk: &'static Risk,
) -> impl IntoView {
    let workbench = use_workbench();
    let successors = workbench.catalog().successors(risk.id());
    let links = successors
        .iter()
        .map(|successor| {
            view! {
                <li>
                    <a class="risk-line" href=places::risk(workbench, successor.id())>
                        <strong class="numbers">{successor.id().to_string()}</strong>
                        <span>{successor.title()}</span>
                    </a>
                </li>
            }
        })
        .collect_view();
    let words = if successors.is_empty() {
        "The specification removed this risk, and nothing took its place."
    } else {
        "The specification no longer uses this identifier. In its place stands:"
    };
    view! {
        <header class="risk-head">
            <h2 class="risk-title" tabindex="-1" data-detail-heading="">
                <span class="risk-title-id numbers">{risk.id().to_string()}</span>
                " "
                <Tag mark=Mark::NotApplicable>"Retired"</Tag>
            </h2>
            <p class="risk-description">{words}</p>
            <ul class="risk-lines" role="list">{links}</ul>
        </header>
    }
}
