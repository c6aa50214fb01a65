//! A whole report on the screen: the same outline as the PDF's, from its title to its last section.

use assay_report::outline::Outline;
use leptos::prelude::*;

use crate::components::BlocksView;

/// The report as one sheet.
#[component]
pub fn ReportPaper(
    /// What it says.
    outline: Outline,
) -> impl IntoView {
    view! {
        <div class="report-paper">
            <h2>{outline.title}</h2>
            {outline.notice.map(|notice| view! { <p><strong>{notice}</strong></p> })}
            <BlocksView blocks=outline.cover />
            {outline.sections.into_iter().map(|section| view! {
                <h2>{section.title}</h2>
                <BlocksView blocks=section.blocks />
            }).collect_view()}
        </div>
    }
}
