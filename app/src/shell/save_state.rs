//! Whether everything is on disk: always in sight.

use leptos::prelude::*;

use crate::storage::SaveState;

/// The state of saving as a dot and a word. What is read out is only the change to and from "not
/// saved": every key in a note makes "saving" and "saved", and nobody could work with that read out.
#[component]
pub(super) fn SaveStateView(
    /// The state; nothing is shown while no assessment is open.
    state: Signal<Option<SaveState>>,
) -> impl IntoView {
    let failed = Memo::new(move |_| match state.get() {
        Some(SaveState::NotSaved(error)) => Some(error.to_string()),
        _ => None,
    });
    let announced = Memo::new(move |before: Option<&(bool, String)>| {
        let failed_before = before.is_some_and(|(failed, _)| *failed);
        match failed.get() {
            Some(why) => (true, format!("Not saved: {why}")),
            None if failed_before => (false, "Saved again.".to_owned()),
            None => (false, String::new()),
        }
    });
    view! {
        {move || state.get().map(|state| {
            let (class, words) = match state {
                SaveState::Saved => ("save-state save-state-saved", "Saved"),
                SaveState::Saving => ("save-state save-state-saving", "Saving"),
                SaveState::NotSaved(_) => ("save-state save-state-failed", "Not saved"),
            };
            view! {
                <span class=class data-save-state=words>
                    <span class="save-state-dot" aria-hidden="true"></span>
                    <span class="save-state-words">{words}</span>
                </span>
            }
        })}
        <span class="visually-hidden" role="status" aria-live="polite">
            {move || announced.get().1}
        </span>
    }
}
