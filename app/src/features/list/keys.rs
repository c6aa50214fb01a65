//! What every list does for the keyboard, the palette and buttons. Each command of lists stands here
//! once, so that a key does the same in each list, and none can be forgotten in one.

use leptos::prelude::*;

use super::{List, Listed};
use crate::{
    browser::focus,
    route::{Part, Place},
    shell::{Commands, ListCommand},
};

/// The field that narrows a list.
const FILTER: &str = "[data-filter]";

impl<K: Listed> List<K> {
    /// Obeys for as long as the calling component is there.
    pub(super) fn obey(self) {
        Commands::from_context().on(move |command: ListCommand| match command {
            ListCommand::Next => {
                self.step(true);
                true
            }
            ListCommand::Previous => {
                self.step(false);
                true
            }
            ListCommand::FocusFilter => self.focus_filter(),
            ListCommand::Back => self.back(),
            ListCommand::EditNote => edit_note(),
            ListCommand::AddEvidence => add_evidence() || self.add_to_library(),
            ListCommand::Confirm => match self.open.get_untracked().map(K::place) {
                // What is wrong was shown to the user by the workbench.
                Some(Place::Controls(Some(control))) => {
                    _ = self.workbench.confirm_control(&control);
                    true
                }
                Some(Place::Risks(Some(risk))) => {
                    _ = self.workbench.confirm_risk(risk);
                    true
                }
                _ => false,
            },
            ListCommand::ChooseStatus(status) => match self.open.get_untracked().map(K::place) {
                Some(Place::Controls(Some(control))) => {
                    // What is wrong was shown to the user by the workbench.
                    _ = self.workbench.set_status(&control, status);
                    true
                }
                _ => false,
            },
        });
    }

    /// Puts the focus into the filter, which a small screen shows only with the list.
    fn focus_filter(self) -> bool {
        if !focus::move_to(FILTER) {
            self.show_list();
            focus::move_soon(FILTER);
        }
        true
    }

    /// Closes the detail and puts the focus on the row that was open; says whether one was.
    fn back(self) -> bool {
        let open = self.open.get_untracked();
        if open.is_none() && !self.beside.get_untracked() {
            return false;
        }
        self.show_list();
        let row = open.map(|open| format!("[data-list] a[href=\"{}\"]", self.address(&open)));
        request_animation_frame(move || {
            if !row.is_some_and(|row| focus::move_to(&row)) {
                focus::move_to(FILTER);
            }
        });
        true
    }

    /// While no item is open, the library's own place for new evidence stands beside its list.
    fn add_to_library(self) -> bool {
        if K::PART != Part::Evidence {
            return false;
        }
        self.show_list();
        request_animation_frame(|| _ = add_evidence());
        true
    }
}

/// Puts the focus into the open item's note; says whether it has one. While the preview is shown the
/// field is hidden, and its tabs lead back to it.
fn edit_note() -> bool {
    focus::move_to("[data-detail] [data-note]")
        || focus::move_to("[data-detail] .note-editor-tab[aria-pressed=\"false\"]")
}

/// Puts the focus on what adds evidence to what is open; says whether anything does.
pub fn add_evidence() -> bool {
    focus::move_to("[data-detail] [data-add-evidence] button:not(:disabled)")
}
