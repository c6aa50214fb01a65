//! A whole report on the screen: the same outline as the PDF's, from its title to its last section.

use std::sync::Arc;

use assay_report::outline::{Composed, Outline};
use leptos::{prelude::*, task::spawn_local};

use crate::{
    browser::timers,
    components::{Slices, draw_blocks},
};

/// The report as one sheet: what it says is composed in the page's next turns, then its headings stand there, and what
/// is below them comes block by block.
#[component]
pub fn ReportPaper(
    /// Begins to compose what it says, which takes a moment for a long report.
    outline: impl FnOnce() -> Option<Composed<'static>> + 'static,
) -> impl IntoView {
    let made = RwSignal::new(None);
    spawn_local(async move {
        timers::yield_to_page().await;
        // Where nobody sees it any more, it is not made.
        if made.is_disposed() {
            return;
        }
        let Some(mut composed) = outline() else {
            return;
        };
        loop {
            timers::yield_to_page().await;
            composed = match composed {
                Composed::InPart(_) if made.is_disposed() => return,
                Composed::InPart(rest) => rest.go_on(),
                Composed::Wholly(outline) => {
                    // Nobody is left to be told when it is not shown any more.
                    let _not_shown = made.try_set(Some(Arc::<Outline>::from(outline)));
                    return;
                }
            };
        }
    });
    move || made.get().map(sheet)
}

fn sheet(outline: Arc<Outline>) -> AnyView {
    let parts = std::iter::once((None, &outline.cover)).chain(
        outline
            .sections
            .iter()
            .map(|section| (Some(section.title.clone()), &section.blocks)),
    );
    let parts: Vec<_> = parts.map(|(title, blocks)| (title, blocks.len())).collect();
    let slices = Slices::of(parts.iter().map(|(_, count)| count).sum());
    let mut from = 0;
    let parts: Vec<_> = parts
        .into_iter()
        .enumerate()
        .map(|(part, (title, count))| {
            let outline = Arc::clone(&outline);
            let drawn = slices.draw(from, count, move |number| {
                let blocks = match part.checked_sub(1) {
                    None => Some(&outline.cover),
                    Some(section) => outline.sections.get(section).map(|section| &section.blocks),
                };
                let block = blocks.and_then(|blocks| blocks.get(number..=number));
                draw_blocks(block.unwrap_or_default())
            });
            from += count;
            view! {
                {title.map(|title| view! { <h2>{title}</h2> })}
                <div class="outline">{drawn}</div>
            }
        })
        .collect();
    let (title, notice) = (outline.title.clone(), outline.notice.clone());
    let logo = outline
        .logo
        .as_ref()
        .map(crate::words::presenting::shows_logo);
    view! {
        <div class="report-paper">
            <h2>{title}</h2>
            {logo.map(|words| view! { <p class="outline-remark" dir="auto">{words}</p> })}
            {notice.map(|notice| view! { <p><strong>{notice}</strong></p> })}
            {parts}
        </div>
    }
    .into_any()
}
