//! What every list of items does for the keyboard, the palette and buttons, so that a key does the
//! same in each.

use leptos::prelude::*;

use crate::{
    browser::focus,
    shell::{Announcements, Command, Commands, Topic},
};

/// The field that narrows a list.
const FILTER: &str = "[data-filter]";

/// What a list can do.
#[derive(Clone, Copy)]
pub struct ListCommands {
    /// Opens the next item, or with `false` the previous one; at the list's ends it does nothing.
    pub step: Callback<bool>,
    /// The key of the open item, with which the address of its row ends.
    pub open: Signal<Option<String>>,
    /// Goes back to the list.
    pub show_list: Callback<()>,
}

impl ListCommands {
    /// Obeys for as long as the calling component is there.
    pub fn obey(self) {
        Commands::from_context().on(move |command| match command {
            Command::NextItem | Command::PreviousItem => {
                self.step.run(command == Command::NextItem);
                true
            }
            Command::FocusFilter => self.focus_filter(),
            Command::BackToList => self.back_to_list(),
            _ => false,
        });
    }

    /// Puts the focus into the filter, which a small screen shows only with the list.
    fn focus_filter(self) -> bool {
        if !focus::move_to(FILTER) {
            self.show_list.run(());
            request_animation_frame(|| {
                focus::move_to(FILTER);
            });
        }
        true
    }

    /// Closes the detail and puts the focus on the row that was open; says whether one was.
    fn back_to_list(self) -> bool {
        let Some(key) = self.open.get_untracked() else {
            return false;
        };
        self.show_list.run(());
        request_animation_frame(move || {
            if !focus::move_to(&format!("[data-list] a[href$=\"/{key}\"]")) {
                focus::move_to(FILTER);
            }
        });
        true
    }
}

/// Puts the focus into the open item's note; says whether it has one. While the preview is shown the
/// field is hidden, and its tabs lead back to it.
pub fn edit_note() -> bool {
    focus::move_to("[data-detail] [data-note]")
        || focus::move_to("[data-detail] .note-editor-tab[aria-pressed=\"false\"]")
}

/// Puts the focus on what adds evidence to what is open; says whether anything does.
pub fn add_evidence() -> bool {
    focus::move_to("[data-detail] [data-add-evidence] button:not(:disabled)")
}

/// Reads out how much of a list is left whenever its filter changes.
pub fn announce_count<F: Send + Sync + 'static>(filter: RwSignal<F>, count: Signal<String>) {
    let announcements = Announcements::from_context();
    Effect::new(move |before: Option<()>| {
        filter.track();
        let count = count.get();
        // A list that is only opened says nothing; its heading does.
        if before.is_some() {
            announcements.say(Topic::Filter, count);
        }
    });
}
