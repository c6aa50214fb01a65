//! Key presses become commands, by the table of shortcuts.

use std::time::Duration;

use leptos::ev;
use leptos::prelude::*;

use super::commands::{Commands, cannot_be_done};
use super::navigation::Navigation;
use super::notices::Notices;
use super::shortcuts::{ListCommand, Outcome, PREFIX_MILLISECONDS, PageCommand, look_up, words_of};
use crate::browser::{dialog, keyboard};

/// Obeys the keyboard for as long as the calling component is there.
pub(super) fn obey_keyboard(
    commands: Commands,
    navigation: Navigation,
    notices: Notices,
    single_keys: RwSignal<bool>,
) {
    let after_g = StoredValue::new(None::<TimeoutHandle>);
    let listener = window_event_listener(ev::keydown, move |event| {
        let Some(press) = keyboard::read(&event) else {
            return;
        };
        let waited = after_g.try_update_value(Option::take).flatten();
        let had_prefix = waited.is_some();
        if let Some(timeout) = waited {
            timeout.clear();
        }
        let part = navigation.route_untracked().part();
        match look_up(&press, part, had_prefix, single_keys.get_untracked()) {
            // In a dialog the keys belong to the dialog.
            outcome if dialog::any_open() => {
                // Only the palette's own keys are kept from the browser, whose search bar has them too.
                if outcome == Outcome::Run(PageCommand::OpenPalette.into()) {
                    event.prevent_default();
                }
            }
            Outcome::Run(command) => {
                let done = commands.run(command);
                let is_back = command == ListCommand::Back.into();
                // Escape that led nowhere is left to the browser, which may leave full screen.
                if done || !is_back {
                    event.prevent_default();
                }
                // A key that was promised and does nothing would leave the user guessing.
                if !done && !is_back {
                    notices.say(cannot_be_done(words_of(command)));
                }
            }
            Outcome::Wait => {
                event.prevent_default();
                let forget = move || {
                    after_g.try_set_value(None);
                };
                let wait = Duration::from_millis(PREFIX_MILLISECONDS);
                after_g.set_value(set_timeout_with_handle(forget, wait).ok());
            }
            Outcome::Ignore => {}
        }
    });
    on_cleanup(move || listener.remove());
}
