//! Keys as they stand on their caps.

use leptos::prelude::*;

/// The caps to press, in order. Hidden from screen readers, to which the same keys are told by
/// the overview of shortcuts.
#[component]
pub fn Kbd(
    /// The caps, as [`crate::shell::shortcuts::caps`] gives them.
    caps: Vec<String>,
) -> impl IntoView {
    view! {
        <span class="kbd" aria-hidden="true">
            {caps.into_iter().map(|cap| view! { <kbd>{cap}</kbd> }).collect_view()}
        </span>
    }
}
