//! The room: sections and mitigations at the left, and at the right the open entry.

use leptos::prelude::*;

use super::{
    detail::{MitigationDetail, SectionDetail},
    entries::{ReferenceFilter, Row, rows},
    terms::{Glossary, Works},
};
use crate::{
    components::{EmptyState, Icon, ListHeading, ListRow, PageHeading},
    features::{
        catalog_text::CatalogText,
        list::{List, ListHead, ListRoom, NothingLeft, kept},
    },
    route::ReferenceEntry,
    words,
    workbench::use_workbench,
};

/// The reference part.
#[component]
pub fn ReferenceView(
    /// The open entry.
    selected: Signal<Option<ReferenceEntry>>,
) -> impl IntoView {
    let workbench = use_workbench();
    let catalog = workbench.catalog();
    let filter = kept::<ReferenceFilter>(workbench);
    let entries = StoredValue::new(rows(catalog));
    let left = move |filter: &ReferenceFilter| {
        entries.with_value(|rows| {
            let left = rows.iter().filter(|row| row.passes(filter));
            left.map(|row| row.entry.clone()).collect::<Vec<_>>()
        })
    };
    let all = Memo::new(move |_| left(&ReferenceFilter::default()));
    let shown = Memo::new(move |_| filter.with(left));
    let open = Memo::new(move |_| {
        let selected = selected.get();
        selected.filter(|entry| all.with(|all| all.contains(entry)))
    });
    let list = List::new(filter, all, shown, open);
    view! {
        <ListRoom
            list
            filter=move || view! {
                <ListHead list label="Filter the reference" placeholder="Word, risk, term" />
            }
            rows=move || view! { <Rows entries list /> }
            draw=move |entry| match entry {
                ReferenceEntry::Mitigation(id) => catalog
                    .mitigation(&id)
                    .map(|mitigation| view! { <MitigationDetail mitigation list /> })
                    .into_any(),
                ReferenceEntry::Section(id) => catalog
                    .mitigation_section(&id)
                    .map(|section| view! { <SectionDetail section list /> })
                    .into_any(),
                ReferenceEntry::Glossary => view! { <Glossary list /> }.into_any(),
                ReferenceEntry::Works => view! { <Works list /> }.into_any(),
            }
            otherwise=move || view! { <Introduction missing=selected.get_untracked().is_some() /> }
        />
    }
}

/// All rows; those that the filter leaves out are hidden, not taken away.
#[component]
fn Rows(entries: StoredValue<Vec<Row>>, list: List<ReferenceEntry>) -> impl IntoView {
    let rows = entries.with_value(|rows| {
        rows.iter()
            .map(|row| view! { <EntryRow row=row.clone() list /> })
            .collect_view()
    });
    view! {
        <ul class="reference-rows" role="list">{rows}</ul>
        <NothingLeft list />
    }
}

#[component]
fn EntryRow(row: Row, list: List<ReferenceEntry>) -> impl IntoView {
    let catalog = use_workbench().catalog();
    let Row { entry, title, .. } = row;
    let shown = list.shown();
    let is_shown = {
        let entry = entry.clone();
        Memo::new(move |_| shown.with(|shown| shown.contains(&entry)))
    };
    let figure = match &entry {
        ReferenceEntry::Mitigation(id) => catalog.risks_mitigated_by(id).len(),
        ReferenceEntry::Section(id) => catalog.risks_mitigated_by_section(id).len(),
        ReferenceEntry::Glossary | ReferenceEntry::Works => 0,
    };
    let end = match figure {
        0 => String::new(),
        number => words::count(number, "risk", "risks"),
    };
    let class = match &entry {
        ReferenceEntry::Mitigation(_) => "reference-row reference-row-within",
        _ => "reference-row",
    };
    view! {
        <li class=class hidden=move || !is_shown.get()>
            <ListRow
                href=list.address(&entry)
                current=list.is_open(entry)
                title
                end
            />
        </li>
    }
}

/// What stands beside the list while nothing is open: how the edition introduces its controls and
/// mitigations.
#[component]
fn Introduction(
    /// Whether an entry was asked for that the edition does not have.
    missing: bool,
) -> impl IntoView {
    let catalog = use_workbench().catalog();
    if missing {
        return view! {
            <EmptyState
                icon=Icon::Book
                title="This edition holds no such entry"
                text="The address names a mitigation or a section that this edition does not have. Choose one from the list."
            />
        }
        .into_any();
    }
    let part = |title: &'static str, blocks: &'static [assay_catalog::Block]| {
        (!blocks.is_empty()).then(|| {
            view! {
                <section class="reference-part">
                    <ListHeading title figure="" />
                    <CatalogText blocks />
                </section>
            }
        })
    };
    view! {
        <div class="reference-detail">
            <PageHeading
                title="Reference"
                lead="What the edition says beside its controls and risks: the mitigations that it describes, its terms, and the works that it refers to. Whose words a text has is said beside it."
            />
            <p class="muted">{catalog.edition().title()}</p>
            {part("The controls", catalog.controls_introduction())}
            {part("The mitigations", catalog.mitigations_introduction())}
        </div>
    }
    .into_any()
}
