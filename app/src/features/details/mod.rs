//! The assessment's own data: what the cover of the report says, the scales that risks are scored
//! on, and the facts that nobody can change.

mod about;
mod assessors;
mod currency;
mod currency_draft;
mod record;
mod scales;
mod scales_draft;
mod scope;
mod writing;

use leptos::prelude::*;

use self::{
    about::{AboutPanel, OperatorPanel},
    assessors::AssessorsPanel,
    record::RecordPanel,
    scales::ScalesPanel,
    scope::ScopePanel,
};
use crate::{
    components::{PageHeading, Slices},
    workbench::use_workbench,
};

/// The details of the open assessment.
#[component]
pub fn DetailsView() -> impl IntoView {
    let workbench = use_workbench();
    let panels = Slices::parts([
        (|| view! { <AboutPanel /> }).into(),
        (|| view! { <OperatorPanel /> }).into(),
        (|| view! { <ScopePanel /> }).into(),
        (|| view! { <AssessorsPanel /> }).into(),
        (|| view! { <ScalesPanel /> }).into(),
        (|| view! { <RecordPanel /> }).into(),
    ]);
    view! {
        <div class="page details" on:focusout=move |_| workbench.flush_typing()>
            <PageHeading
                title="Details"
                lead="What the cover of the report says, and the scales that risks are scored on."
            />
            <div class="panel-grid">
                {panels}
            </div>
        </div>
    }
}
