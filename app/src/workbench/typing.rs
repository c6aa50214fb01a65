//! Typing: at most a quarter of a second of it is ever unwritten.

use assay_assessment::{Assessment, Edit};
use leptos::prelude::*;

use super::Workbench;
use crate::browser::timers::Timeout;

/// How long typing may stay unwritten, in milliseconds.
const LONGEST_UNWRITTEN: u32 = 250;

/// Makes the edit that brings a field to what was typed last; nothing when it is that already.
type PendingEdit = Box<dyn FnOnce(&Assessment) -> Option<Edit>>;

/// What was typed and is not written yet, by field.
#[derive(Default)]
pub struct Typing {
    pending: Vec<(String, PendingEdit)>,
    timer: Option<Timeout>,
}

impl Workbench {
    /// Takes what was typed into a field: the edit is made within a quarter of a second, out of
    /// the last thing that was typed there until then.
    pub fn type_into(&self, field: &str, edit: impl FnOnce(&Assessment) -> Option<Edit> + 'static) {
        let workbench = *self;
        self.is_typing.set(true);
        self.typing.update_value(|typing| {
            typing.pending.retain(|(standing, _)| standing != field);
            typing.pending.push((field.to_owned(), Box::new(edit)));
            // The timer is not put off by further keys, or fast typing would never be written.
            if typing.timer.is_none() {
                typing.timer = Some(Timeout::new(LONGEST_UNWRITTEN, move || {
                    workbench.flush_typing()
                }));
            }
        });
    }

    /// Writes everything that was typed, now: on blur, before undo, and before the page hides.
    pub fn flush_typing(&self) {
        let taken = self.typing.try_update_value(|typing| {
            typing.timer = None;
            std::mem::take(&mut typing.pending)
        });
        let taken = taken.unwrap_or_default();
        if taken.is_empty() {
            return;
        }
        for (_, make) in taken {
            if let Some(edit) = self.with_untracked(make) {
                // What is wrong was shown to the user by `perform`.
                let _shown = self.perform(edit);
            }
        }
        // Only now: the saver already says "saving" for what has become an edit.
        self.is_typing.set(false);
    }
}
