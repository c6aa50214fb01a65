//! What is shown of one subject after the other, each with elements of its own.

use std::hash::Hash;

use leptos::prelude::*;

/// Draws the open subject. Another subject gets other elements, never those of the one before:
/// what a browser keeps with an element (what was typed and can be taken back, the focus, how far
/// it is scrolled) then never passes from subject to subject.
#[component]
pub fn OnePerSubject<K, D, V>(
    /// The open subject.
    #[prop(into)]
    subject: Signal<Option<K>>,
    /// Draws it.
    draw: D,
    /// What is drawn while none is open.
    #[prop(into)]
    otherwise: ViewFn,
) -> impl IntoView
where
    K: Clone + Eq + Hash + Send + Sync + 'static,
    D: Fn(K) -> V + Clone + Send + Sync + 'static,
    V: IntoView + 'static,
{
    let draw = move |subject: Option<K>| match subject {
        Some(subject) => draw(subject).into_any(),
        None => otherwise.run(),
    };
    view! { <For each=move || [subject.get()] key=Clone::clone children=draw /> }
}
