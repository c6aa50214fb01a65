//! Panels, and the heading of a page.

use leptos::prelude::*;

/// The heading of a page: its `h1`, a line below it, and what can be done here.
#[component]
pub fn PageHeading(
    /// The level of the heading: 2 beside a list, which has the page's `h1`.
    #[prop(default = 1)]
    level: u8,
    /// The heading.
    #[prop(into)]
    title: Signal<String>,
    /// A line that says what this page is for, or how far it is.
    #[prop(optional, into)]
    lead: Option<Signal<String>>,
    /// Buttons.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    view! {
        <header class="page-heading">
            <div class="page-heading-words">
                {if level == 1 {
                    view! { <h1 tabindex="-1">{move || title.get()}</h1> }.into_any()
                } else {
                    view! { <h2 class="page-heading-beside" tabindex="-1" data-detail-heading="">{move || title.get()}</h2> }.into_any()
                }}
                {lead.map(|lead| view! { <p class="muted">{move || lead.get()}</p> })}
            </div>
            {children.map(|children| view! { <div class="cluster">{children()}</div> })}
        </header>
    }
}

/// A framed part of a page with its own heading.
#[component]
pub fn Panel(
    /// The heading, an `h2`.
    #[prop(into)]
    title: Signal<String>,
    /// A remark at the right of the heading.
    #[prop(optional, into)]
    aside: Option<Signal<String>>,
    /// How many of twelve columns it takes in a `.panel-grid`: 4, 5, 6, 7, 8 or 12.
    #[prop(default = 12)]
    span: u8,
    /// The content.
    children: Children,
) -> impl IntoView {
    let id = super::field::fresh_id("panel");
    let labelled_by = id.clone();
    view! {
        <section class=format!("panel panel-span-{span}") aria-labelledby=labelled_by>
            <div class="panel-head">
                <h2 id=id>{move || title.get()}</h2>
                {aside.map(|aside| view! { <span class="panel-aside">{move || aside.get()}</span> })}
            </div>
            {children()}
        </section>
    }
}
