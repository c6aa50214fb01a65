//! Whether everything is on disk: always in sight.

use leptos::prelude::*;

use super::announcements::{Announcements, Topic};
use super::model::Refused;
use crate::storage::SaveState;

/// The state of saving as a dot and a word. It is read out when it stands for a moment: every key in a
/// note makes "saving" and "saved", and nobody could work with that read out.
#[component]
pub(super) fn SaveStateView(
    /// The state; nothing is shown while no assessment is open.
    state: Signal<Option<SaveState>>,
    /// What was entered and could not be saved: then not everything is saved, whatever the disk says.
    refused: Signal<Option<Refused>>,
) -> impl IntoView {
    let refused = Memo::new(move |_| state.get().and_then(|_| refused.get()));
    let announcements = Announcements::from_context();
    Effect::new(move |before: Option<Option<SaveState>>| {
        let now = state.get();
        let why = match (&now, refused.get()) {
            (Some(SaveState::NotSaved(error)), _) => Some(error.while_saving()),
            (_, refused) => refused.map(|refused| refused.words),
        };
        // Another assessment was not saved a moment ago.
        let same = matches!((&before, &now), (Some(Some(_)), Some(_)));
        announcements.withdraw(Topic::Saving);
        match (&now, why) {
            _ if !same => {}
            (_, Some(why)) => announcements.say(Topic::Saving, format!("Not saved: {why}")),
            (Some(SaveState::Saved), None) => announcements.say(Topic::Saving, "Saved."),
            (_, None) => {}
        }
        now
    });
    let draw = move |state: SaveState| {
        let (class, words) = match (&state, refused.with(Option::is_some)) {
            (SaveState::NotSaved(_), _) | (_, true) => {
                ("save-state save-state-failed", "Not saved")
            }
            (SaveState::Saved, false) => ("save-state save-state-saved", "Saved"),
            (SaveState::Saving, false) => ("save-state save-state-saving", "Saving"),
        };
        let dot = || view! { <span class="save-state-dot" aria-hidden="true"></span> };
        match refused.get() {
            // The banner says what is wrong with the disk; this leads to the field.
            Some(Refused { words: why, route }) if !matches!(state, SaveState::NotSaved(_)) => {
                let title = why.clone();
                view! {
                <a class=class data-save-state=words href=route.fragment() title=title>
                    {dot()}
                    <span class="save-state-words">
                        {words}
                        <span class="save-state-why">": " {why}</span>
                    </span>
                </a>
                }
                .into_any()
            }
            _ => view! {
                <span class=class data-save-state=words>
                    {dot()}
                    <span class="save-state-words">{words}</span>
                </span>
            }
            .into_any(),
        }
    };
    view! {
        {move || state.get().map(draw)}
    }
}
