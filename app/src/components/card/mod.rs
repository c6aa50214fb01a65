//! A line with an edge around it: what something is called, what is to be known of it, and what can
//! be done with it.

use leptos::prelude::*;

/// A card of a list; the list has the class `card-list`.
#[component]
pub fn Card(
    /// Its kind in at most four capitals; its words say it too.
    #[prop(default = None)]
    kind: Option<String>,
    /// Where its name leads, if anywhere.
    #[prop(default = None)]
    href: Option<String>,
    /// What it is called.
    #[prop(into)]
    name: Signal<String>,
    /// The lines below its name.
    words: AnyView,
    /// What can be done with it.
    children: Children,
) -> impl IntoView {
    let named = move || name.get();
    view! {
        <li class="card">
            {kind.map(|kind| view! { <span class="card-kind" aria-hidden="true">{kind}</span> })}
            <div class="card-words">
                {match href {
                    Some(href) => view! { <a href=href>{named}</a> }.into_any(),
                    None => view! { <span>{named}</span> }.into_any(),
                }}
                {words}
            </div>
            {children()}
        </li>
    }
}
