//! A list at the left and the open item at the right; one at a time where it is narrow.

use leptos::prelude::*;

use super::icon::{Icon, IconView};
use super::status_mark::{Mark, StatusMark};

/// List and detail. On a narrow screen the list is shown until an item is open, and the detail then
/// has a way back.
#[component]
pub fn SplitView(
    /// What the list holds, for those who cannot see it: `Controls`.
    #[prop(into)]
    label: Signal<String>,
    /// Whether an item is open.
    #[prop(into)]
    open: Signal<bool>,
    /// The address of the list without an open item.
    #[prop(into)]
    back: Signal<String>,
    /// What stands above the list and does not scroll: its filter.
    #[prop(optional, into)]
    filter: Option<ViewFn>,
    /// The list: [`ListHeading`]s and [`ListRow`]s.
    #[prop(into)]
    list: ViewFn,
    /// The open item, or what to say while none is open.
    children: ChildrenFn,
) -> impl IntoView {
    view! {
        <div class="split-view" class:split-view-open=move || open.get()>
            <section class="split-view-list" aria-label=move || label.get()>
                {filter.map(|filter| view! { <div class="split-view-filter">{filter.run()}</div> })}
                <div class="split-view-rows" data-list="">{list.run()}</div>
            </section>
            <section class="split-view-detail" aria-label="Open item" data-detail="">
                <a class="split-view-back" href=move || back.get()>
                    <IconView icon=Icon::Back />
                    {move || format!("All {}", label.get().to_lowercase())}
                </a>
                <div class="split-view-content">{children()}</div>
            </section>
        </div>
    }
}

/// The heading of a group of rows; it stays in sight while its rows scroll.
#[component]
pub fn ListHeading(
    /// The group's name.
    #[prop(into)]
    title: Signal<String>,
    /// How far it is, at the right.
    #[prop(optional, into)]
    figure: Option<Signal<String>>,
) -> impl IntoView {
    view! {
        <h2 class="list-heading">
            <span>{move || title.get()}</span>
            {figure.map(|figure| view! {
                <span class="numbers list-heading-figure">{move || figure.get()}</span>
            })}
        </h2>
    }
}

/// A row of the list: a link to the item.
#[component]
pub fn ListRow(
    /// The item's address.
    #[prop(into)]
    href: Signal<String>,
    /// Whether it is the open one.
    #[prop(into)]
    current: Signal<bool>,
    /// The mark at its start and the same in words.
    #[prop(optional, into)]
    mark: Option<Signal<(Mark, String)>>,
    /// What it is called.
    #[prop(into)]
    title: Signal<String>,
    /// A line below the title.
    #[prop(optional, into)]
    more: Option<Signal<String>>,
    /// A word or figure at its end.
    #[prop(optional, into)]
    end: Option<Signal<String>>,
) -> impl IntoView {
    view! {
        <a
            class="list-row"
            href=move || href.get()
            aria-current=move || current.get().then_some("true")
        >
            <span class="list-row-mark">
                {mark.map(|mark| view! {
                    <StatusMark
                        mark=Signal::derive(move || mark.get().0)
                        text=Signal::derive(move || mark.get().1)
                    />
                })}
            </span>
            <span class="list-row-words">
                <span class="list-row-title">{move || title.get()}</span>
                {more.map(|more| view! {
                    <span class="list-row-more" hidden=move || more.get().is_empty()>
                        {move || more.get()}
                    </span>
                })}
            </span>
            {end.map(|end| view! { <span class="list-row-end numbers">{move || end.get()}</span> })}
        </a>
    }
}
