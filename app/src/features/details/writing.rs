//! Changing one thing in the details.

use assay_assessment::{Assessment, Details, Edit};
use leptos::prelude::*;

use crate::workbench::Workbench;

/// The edit that changes one thing in the details.
fn edit(assessment: &Assessment, change: impl FnOnce(&mut Details)) -> Edit {
    let mut details = assessment.details().clone();
    change(&mut details);
    Edit::SetDetails { details }
}

/// Changes one thing in the details now, after what was typed until then.
pub(super) fn set(workbench: Workbench, change: impl FnOnce(&mut Details)) {
    workbench.flush_typing();
    // The workbench tells the user what it refuses.
    _ = workbench.perform(workbench.with_untracked(|assessment| edit(assessment, change)));
}

/// Takes what was typed into one field of the details.
pub(super) fn type_text(
    workbench: Workbench,
    field: &str,
    text: String,
    change: impl FnOnce(&mut Details, String) + 'static,
) {
    workbench.type_into(
        &format!("details {field}"),
        text,
        move |assessment, text| Some(edit(assessment, |details| change(details, text.to_owned()))),
    );
}

/// A text of the details as its field shows it.
pub(super) fn text(
    workbench: Workbench,
    field: &str,
    read: impl Fn(&Details) -> &str + Send + Sync + 'static,
) -> Memo<String> {
    let stored = workbench.memo(move |assessment| read(assessment.details()).to_owned());
    workbench.shown(format!("details {field}"), stored)
}
