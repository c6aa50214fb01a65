//! How edits change the deficiencies, and what must hold of one.

use std::mem;

use assay_catalog::Catalog;

use super::{Edit, EditError, checks::check_subjects, checks::fits};
use crate::{
    ActionId, Assessment, Deficiency, DeficiencyId, DeficiencyTerms, DeficiencyText, TextChange,
    TextLimit,
};

pub(super) fn add(
    assessment: &mut Assessment,
    catalog: &Catalog,
    id: DeficiencyId,
    deficiency: Deficiency,
) -> Result<Edit, EditError> {
    check_terms(&deficiency.terms, assessment, catalog)?;
    for (field, text, limit) in deficiency.written() {
        fits(field, text, limit)?;
        if text.is_empty() {
            return Err(EditError::EmptyText(field));
        }
    }
    if assessment.deficiencies.contains_key(&id) {
        return Err(EditError::DuplicateDeficiency(id));
    }
    if assessment.deficiencies.len() >= Deficiency::MOST {
        return Err(EditError::TooManyDeficiencies);
    }
    assessment.deficiencies.insert(id.clone(), deficiency);
    Ok(Edit::RemoveDeficiency { id })
}

pub(super) fn remove(assessment: &mut Assessment, id: DeficiencyId) -> Result<Edit, EditError> {
    match assessment.deficiencies.remove(&id) {
        Some(deficiency) => Ok(Edit::AddDeficiency {
            id,
            deficiency: Box::new(deficiency),
        }),
        None => Err(EditError::UnknownDeficiency(id)),
    }
}

pub(super) fn set_terms(
    assessment: &mut Assessment,
    catalog: &Catalog,
    id: DeficiencyId,
    terms: DeficiencyTerms,
) -> Result<Edit, EditError> {
    check_terms(&terms, assessment, catalog)?;
    let Some(standing) = assessment.deficiencies.get_mut(&id) else {
        return Err(EditError::UnknownDeficiency(id));
    };
    Ok(Edit::SetDeficiencyTerms {
        id,
        terms: Box::new(mem::replace(&mut standing.terms, terms)),
    })
}

pub(super) fn change_text(
    assessment: &mut Assessment,
    id: DeficiencyId,
    field: DeficiencyText,
    change: &TextChange,
) -> Result<Edit, EditError> {
    let Some(standing) = assessment.deficiencies.get_mut(&id) else {
        return Err(EditError::UnknownDeficiency(id));
    };
    let changed = change
        .apply(standing.text(field))
        .ok_or(EditError::TextHasChanged(field.label()))?;
    fits(field.label(), &changed, TextLimit::Paragraph)?;
    if changed.is_empty() {
        standing.texts.remove(&field);
    } else {
        standing.texts.insert(field, changed);
    }
    Ok(Edit::ChangeDeficiencyText {
        id,
        field,
        change: change.inverse(),
    })
}

/// Whether an action may go: no deficiency names it as its answer.
pub(super) fn check_action_unused(id: &ActionId, assessment: &Assessment) -> Result<(), EditError> {
    match assessment.deficiencies_answered_by(id).next() {
        Some(_) => Err(EditError::ActionInUse(id.clone())),
        None => Ok(()),
    }
}

fn check_terms(
    terms: &DeficiencyTerms,
    assessment: &Assessment,
    catalog: &Catalog,
) -> Result<(), EditError> {
    fits("title", &terms.title, TextLimit::Line)?;
    fits(
        "name of who responded",
        &terms.responded_by,
        TextLimit::Line,
    )?;
    check_subjects(&terms.controls, &terms.risks, assessment, catalog)?;
    match terms
        .actions
        .iter()
        .find(|id| !assessment.actions.contains_key(*id))
    {
        Some(unknown) => Err(EditError::UnknownAction(unknown.clone())),
        None => Ok(()),
    }
}
