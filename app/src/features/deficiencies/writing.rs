//! Changing one thing about a finding.

use assay_assessment::{Assessment, DeficiencyId, DeficiencyTerms, DeficiencyText, Edit};

use crate::workbench::Workbench;

/// The edit that changes one thing of what is chosen, named or linked; `None` when the finding is gone.
fn change(
    assessment: &Assessment,
    id: &DeficiencyId,
    change: impl FnOnce(&mut DeficiencyTerms),
) -> Option<Edit> {
    let mut terms = assessment.deficiencies().get(id)?.terms.clone();
    change(&mut terms);
    Some(Edit::SetDeficiencyTerms {
        id: id.clone(),
        terms: Box::new(terms),
    })
}

/// Changes one thing now, after what was typed until then.
pub(super) fn set(
    workbench: Workbench,
    id: &DeficiencyId,
    with: impl FnOnce(&mut DeficiencyTerms),
) {
    workbench.flush_typing();
    if let Some(edit) = workbench.with_untracked(|assessment| change(assessment, id, with)) {
        // The workbench tells the user what it refuses.
        _ = workbench.perform(edit);
    }
}

/// The name of a field of one line among all fields of the assessment.
pub(super) fn line_field(id: &DeficiencyId, field: &str) -> String {
    format!("finding {field} {id}")
}

/// Takes what was typed into a field of one line.
pub(super) fn type_line(
    workbench: Workbench,
    id: &DeficiencyId,
    field: &str,
    text: String,
    with: fn(&mut DeficiencyTerms, String),
) {
    let field = line_field(id, field);
    let id = id.clone();
    workbench.type_into(&field, text, move |assessment, text| {
        change(assessment, &id, |terms| with(terms, text.to_owned()))
    });
}

/// The name of the field of a text.
pub(super) fn text_field(id: &DeficiencyId, text: DeficiencyText) -> String {
    format!("finding {text:?} {id}")
}

/// Takes what was typed into the field of a text.
pub(super) fn type_text(
    workbench: Workbench,
    id: &DeficiencyId,
    text: DeficiencyText,
    typed: String,
) {
    let field = text_field(id, text);
    let id = id.clone();
    workbench.type_into(&field, typed, move |assessment, typed| {
        Edit::deficiency_text(assessment, &id, text, typed)
    });
}
