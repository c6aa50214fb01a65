//! Changing one field of an action.

use assay_assessment::{Action, ActionId, ActionState, Assessment, Day, Edit};

use crate::{components::Mark, workbench::Workbench};

/// The edit that changes one thing about an action; `None` when the action is gone.
pub(super) fn change(
    assessment: &Assessment,
    id: &ActionId,
    change: impl FnOnce(&mut Action),
) -> Option<Edit> {
    let mut action = assessment.actions().get(id)?.clone();
    change(&mut action);
    Some(Edit::ChangeAction {
        id: id.clone(),
        action,
    })
}

/// Changes one thing about an action now, after what was typed until then.
pub(super) fn set(workbench: Workbench, id: &ActionId, with: impl FnOnce(&mut Action)) {
    workbench.flush_typing();
    if let Some(edit) = workbench.with_untracked(|assessment| change(assessment, id, with)) {
        // The workbench tells the user what it refuses.
        _ = workbench.perform(edit);
    }
}

/// Takes what was typed into one field of an action.
pub(super) fn type_text(
    workbench: Workbench,
    id: &ActionId,
    field: &str,
    text: String,
    with: fn(&mut Action, String),
) {
    let id = id.clone();
    workbench.type_into(
        &format!("action {field} {id}"),
        text,
        move |assessment, text| change(assessment, &id, |action| with(action, text.to_owned())),
    );
}

/// Whether an action is done or overdue, as a mark and in a word. One that is gone is drawn once
/// more as open, before its row goes too.
pub(super) fn state(action: Option<&Action>, today: Day) -> (Mark, &'static str) {
    match action {
        Some(action) if action.state != ActionState::Open => (Mark::Pass, "Done"),
        Some(action) if action.is_overdue(today) => (Mark::Fail, "Overdue"),
        _ => (Mark::Open, "Open"),
    }
}
