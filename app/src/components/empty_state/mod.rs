//! What is shown where there is nothing yet: why it is empty, and what to do.

use leptos::prelude::*;

use super::icon::{Icon, IconView};

/// An empty place.
#[component]
pub fn EmptyState(
    /// A drawing for the kind of thing that would be here.
    #[prop(optional, into)]
    icon: Option<Icon>,
    /// What is not here, in a few words.
    #[prop(into)]
    title: Signal<String>,
    /// Why, and what to do.
    #[prop(optional, into)]
    text: Option<Signal<String>>,
    /// More words, or buttons.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    view! {
        <div class="empty-state">
            {icon.map(|icon| view! { <div class="empty-state-icon"><IconView icon /></div> })}
            <p class="empty-state-title">{move || title.get()}</p>
            {text.map(|text| view! { <p class="empty-state-text">{move || text.get()}</p> })}
            {children.map(|children| view! { <div class="cluster">{children()}</div> })}
        </div>
    }
}
