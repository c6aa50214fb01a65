//! A whole report on the screen: the same outline as the PDF's, from its title to its last section.

use assay_report::outline::Outline;
use leptos::prelude::*;

use crate::components::{Slices, draw_blocks};

/// The report as one sheet. Its headings stand there at once, and what is below them comes block by block.
#[component]
pub fn ReportPaper(
    /// What it says.
    outline: Outline,
) -> impl IntoView {
    let parts = std::iter::once((None, outline.cover)).chain(
        outline
            .sections
            .into_iter()
            .map(|section| (Some(section.title), section.blocks)),
    );
    let parts: Vec<_> = parts.collect();
    let slices = Slices::of(parts.iter().map(|(_, blocks)| blocks.len()).sum());
    let mut from = 0;
    let parts: Vec<_> = parts
        .into_iter()
        .map(|(title, blocks)| {
            let count = blocks.len();
            let drawn = slices.draw(from, count, move |number| {
                draw_blocks(blocks.get(number..=number).unwrap_or_default())
            });
            from += count;
            view! {
                {title.map(|title| view! { <h2>{title}</h2> })}
                <div class="outline">{drawn}</div>
            }
        })
        .collect();
    view! {
        <div class="report-paper">
            <h2>{outline.title}</h2>
            {outline.notice.map(|notice| view! { <p><strong>{notice}</strong></p> })}
            {parts}
        </div>
    }
}
