//! Typing: at most a quarter of a second of it is ever unwritten.

use assay_assessment::{Assessment, Edit};
use leptos::prelude::*;

use super::{Draft, Workbench};
use crate::browser::timers::Timeout;

/// How long typing may stay unwritten, in milliseconds.
const LONGEST_UNWRITTEN: u32 = 250;

/// Makes the edit that brings a field to what was typed last; nothing when what the field belongs to
/// is gone.
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
    /// the last thing that was typed there until then. A text that stands there already is no edit,
    /// and leaves no draft. What the edit does not take is kept as a [`Draft`] of the field.
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
            let edit = self.with_untracked(|assessment| {
                let edit = make(assessment, &text)?;
                let standing = standing_beside(assessment, &edit);
                (standing.as_ref() != Some(&edit)).then_some((edit, standing))
            });
            let Some((edit, standing)) = edit else {
                self.let_go(&field);
                continue;
            };
            let about = edit.about_beside(standing.as_ref().unwrap_or(&edit));
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
}

/// The edit that would set what stands now: it tells which field an edit is about to change, and
/// whether it changes anything. `None` where the edit names only a part of what stands.
fn standing_beside(assessment: &Assessment, edit: &Edit) -> Option<Edit> {
    Some(match edit {
        Edit::SetDetails { .. } => Edit::SetDetails {
            details: assessment.details().clone(),
        },
        Edit::SetControlReason { control, .. } => Edit::SetControlReason {
            control: control.clone(),
            reason: assessment.control(control).reason,
        },
        Edit::SetControlAssessed { control, .. } => Edit::SetControlAssessed {
            control: control.clone(),
            assessed: assessment.control(control).assessed,
        },
        Edit::SetRiskOwner { risk, .. } => Edit::SetRiskOwner {
            risk: *risk,
            owner: assessment.risk(*risk).owner,
        },
        Edit::SetAcceptance { risk, .. } => Edit::SetAcceptance {
            risk: *risk,
            acceptance: assessment.risk(*risk).acceptance,
        },
        Edit::SetEngagementText { field, .. } => Edit::SetEngagementText {
            field: *field,
            text: assessment.engagement().text(*field).to_owned(),
        },
        Edit::SetProcedure {
            control, number, ..
        } => {
            let finding = assessment.control_if_touched(control);
            let standing = finding.and_then(|finding| finding.procedures.get(number));
            Edit::SetProcedure {
                control: control.clone(),
                number: *number,
                procedure: standing.cloned().map(Box::new),
            }
        }
        Edit::SetOwnRisk { risk, .. } => Edit::SetOwnRisk {
            risk: *risk,
            own: assessment.own_risks().get(risk).cloned().map(Box::new),
        },
        Edit::DescribeEvidence { id, .. } => {
            let item = assessment.evidence().get(id)?;
            Edit::describe_evidence(id, item.clone())
        }
        Edit::SetPicture { id, .. } => Edit::SetPicture {
            id: id.clone(),
            picture: assessment.evidence().get(id)?.picture.clone(),
        },
        Edit::ChangeAction { id, .. } => Edit::ChangeAction {
            id: id.clone(),
            action: assessment.actions().get(id)?.clone(),
        },
        Edit::SetDeficiencyTerms { id, .. } => Edit::SetDeficiencyTerms {
            id: id.clone(),
            terms: Box::new(assessment.deficiencies().get(id)?.terms.clone()),
        },
        _ => return None,
    })
}
