//! Severity as a colour with its word.

use assay_assessment::exposure::MatrixCell;
use leptos::prelude::*;

use crate::words::risks::cell_words;

/// How severe a cell of the matrix is; the word stands on the colour. `None` is `Not scored`.
#[component]
pub fn HeatChip(
    /// The cell.
    #[prop(into)]
    cell: Signal<Option<MatrixCell>>,
) -> impl IntoView {
    view! {
        <span
            class=move || match cell.get() {
                Some(cell) => format!("heat-chip heat-{}", cell.rating().number()),
                None => "heat-chip heat-none".to_owned(),
            }
            title=move || cell.get().map(cell_words)
        >
            {move || cell.get().map_or("Not scored", |cell| cell.rating().label())}
        </span>
    }
}
