//! A list at the left and the open item at the right; one at a time where there is little room.

pub mod one_per_subject;

use leptos::ev::KeyboardEvent;
use leptos::prelude::*;

use super::icon::{Icon, IconView};
use super::status_mark::{Mark, StatusMark};
use crate::browser::focus::{self, Step};

/// List and detail. On a small screen the list is shown until an item is open, and the detail then
/// has a way back. The arrow keys go from row to row, and a link leads past them all.
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
    /// Whether what stands beside the list while no item is open is shown on a small screen too,
    /// below the list.
    #[prop(optional)]
    introduced: bool,
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
        <div
            class="split-view"
            class:split-view-introduced=introduced
            class:split-view-open=move || open.get()
        >
            <h1 class="visually-hidden">{move || label.get()}</h1>
            <section class="split-view-list" aria-label=move || format!("List of {}", label.get().to_lowercase())>
                <a
                    class="skip-link visually-hidden"
                    href="#main"
                    on:click=|event| {
                        // The fragment of the address is the page's route, so the link only moves the focus.
                        event.prevent_default();
                        focus::move_to_detail();
                    }
                >
                    "Skip the list"
                </a>
                {filter.map(|filter| view! { <div class="split-view-filter">{filter.run()}</div> })}
                <div
                    class="split-view-rows"
                    data-list=""
                    on:keydown=|event| go_along_the_rows(&event)
                    on:click=|event| {
                        // The row of what is open leads nowhere new, but into it.
                        if focus::is_from(&event, ".list-row[aria-current]") {
                            focus::move_to_detail();
                        }
                    }
                >
                    {list.run()}
                </div>
            </section>
            <section class="split-view-detail" aria-label="Open item" data-detail="" tabindex="-1">
                <a class="split-view-back" href=move || back.get()>
                    <IconView icon=Icon::Back />
                    {move || format!("All {}", label.get().to_lowercase())}
                </a>
                <div class="split-view-content">{children()}</div>
            </section>
        </div>
    }
}

/// The arrow keys move the focus from row to row, Home and End to the first and the last.
fn go_along_the_rows(event: &KeyboardEvent) {
    let step = match event.key().as_str() {
        "ArrowDown" => Step::Next,
        "ArrowUp" => Step::Previous,
        "Home" => Step::First,
        "End" => Step::Last,
        _ => return,
    };
    let plain = !(event.ctrl_key() || event.alt_key() || event.meta_key() || event.shift_key());
    if plain
        && focus::is_from(event, ".list-row")
        && focus::step_among("[data-list] .list-row", step)
    {
        event.prevent_default();
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
