//! Typing: at most a quarter of a second of it is ever unwritten.

use assay_assessment::{Assessment, Edit};
use leptos::prelude::*;

use super::{Draft, Workbench};
use crate::browser::timers::Timeout;

/// How long typing may stay unwritten, in milliseconds.
const LONGEST_UNWRITTEN: u32 = 250;

/// Makes the edit that brings a field to what was typed last; nothing when it is that already.
type PendingEdit = Box<dyn FnOnce(&Assessment, &str) -> Option<Edit>>;

/// What was typed and is not written yet, by field.
#[derive(Default)]
pub struct Typing {
    pending: Vec<Typed>,
    timer: Option<Timeout>,
}

/// What was typed into one field.
struct Typed {
    field: String,
    text: String,
    make: PendingEdit,
}

impl Workbench {
    /// Takes what was typed into a field: the edit is made within a quarter of a second, out of
    /// the last thing that was typed there until then. What the edit does not take is kept as a
    /// [`Draft`] of the field.
    pub fn type_into(
        &self,
        field: &str,
        text: String,
        make: impl FnOnce(&Assessment, &str) -> Option<Edit> + 'static,
    ) {
        let workbench = *self;
        self.is_typing.set(true);
        self.typing.update_value(|typing| {
            typing.pending.retain(|standing| standing.field != field);
            typing.pending.push(Typed {
                field: field.to_owned(),
                text,
                make: Box::new(make),
            });
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
        for Typed { field, text, make } in taken {
            let Some(edit) = self.with_untracked(|assessment| make(assessment, &text)) else {
                self.let_go(&field);
                continue;
            };
            let about = edit.about_beside(&self.standing_beside(&edit));
            match self.perform_quietly(edit) {
                Ok(()) => self.let_go(&field),
                Err(error) => self.hold(
                    &field,
                    Draft {
                        text,
                        why: error.to_string(),
                        about,
                    },
                ),
            }
        }
        // Only now: the saver already says "saving" for what has become an edit.
        self.is_typing.set(false);
    }

    /// The edit that would set what stands now: it tells which field an edit is about to change.
    fn standing_beside(&self, edit: &Edit) -> Edit {
        self.with_untracked(|assessment| match edit {
            Edit::SetDetails { .. } => Edit::SetDetails {
                details: assessment.details().clone(),
            },
            Edit::SetAcceptance { risk, .. } => Edit::SetAcceptance {
                risk: *risk,
                acceptance: assessment.risk(*risk).acceptance,
            },
            Edit::DescribeEvidence { id, .. } => match assessment.evidence().get(id).cloned() {
                Some(item) => Edit::DescribeEvidence {
                    id: id.clone(),
                    title: item.title,
                    description: item.description,
                    method: item.method,
                    captured_on: item.captured_on,
                },
                None => edit.clone(),
            },
            Edit::ChangeAction { id, .. } => match assessment.actions().get(id).cloned() {
                Some(action) => Edit::ChangeAction {
                    id: id.clone(),
                    action,
                },
                None => edit.clone(),
            },
            other => other.clone(),
        })
    }
}
