//! What an edit may hold.

use std::collections::BTreeSet;

use assay_catalog::{Catalog, ControlId, RiskId};

use super::{EditError, Subject};
use crate::{
    Action, Assessment, Details, EarlierControl, Evidence, EvidenceKind, OwnRisk, Period,
    Procedure, Status, TextLimit, Withdrawn,
};

/// The largest integer that every JSON reader keeps exact (RFC 7493, section 2.2).
const LARGEST_EXACT_INTEGER: u64 = (1 << 53) - 1;

pub(super) fn fits(field: &'static str, text: &str, limit: TextLimit) -> Result<(), EditError> {
    limit
        .check(text)
        .map_err(|error| EditError::TextDoesNotFit { field, error })
}

pub(super) fn check_details(details: &Details) -> Result<(), EditError> {
    if details.assessors.len() > Details::MOST_ASSESSORS {
        return Err(EditError::TooManyAssessors);
    }
    details
        .texts()
        .try_for_each(|(field, text, limit)| fits(field, text, limit))?;
    check_period(details.period)
}

pub(super) fn check_evidence(
    item: &Evidence,
    assessment: &Assessment,
    catalog: &Catalog,
) -> Result<(), EditError> {
    fits("title", &item.title, TextLimit::Line)?;
    fits("description", &item.description, TextLimit::Paragraph)?;
    if let EvidenceKind::File {
        name,
        media_type,
        size,
        ..
    } = &item.kind
    {
        check_file_name(name)?;
        fits("media type", media_type, TextLimit::Line)?;
        if *size > LARGEST_EXACT_INTEGER {
            return Err(EditError::FileTooLarge(*size));
        }
    }
    item.picture.check(&item.kind)?;
    check_subjects(&item.controls, &item.risks, assessment, catalog)
}

/// A name goes into archives and download dialogs as it stands, so it must not lead elsewhere.
fn check_file_name(name: &str) -> Result<(), EditError> {
    fits("file's name", name, TextLimit::Line)?;
    if matches!(name.trim(), "" | "." | "..") || name.contains(['/', '\\']) {
        return Err(EditError::NotAFileName {
            name: name.chars().take(80).collect(),
        });
    }
    Ok(())
}

pub(super) fn check_procedure(number: u16, procedure: &Procedure) -> Result<(), EditError> {
    if !(1..=Procedure::MOST).contains(&number) {
        return Err(EditError::NoSuchProcedure(number));
    }
    for (field, text, limit) in procedure.texts() {
        fits(field, text, limit)?;
    }
    check_period(procedure.sample.period)?;
    match &procedure.sample.draw {
        Some(draw) if !draw.is_sound() => Err(EditError::UnsoundDraw),
        _ => Ok(()),
    }
}

fn check_period(period: Period) -> Result<(), EditError> {
    match (period.from, period.to) {
        (Some(from), Some(to)) if to < from => Err(EditError::PeriodEndsBeforeItBegins),
        _ => Ok(()),
    }
}

pub(super) fn check_earlier(earlier: &EarlierControl) -> Result<(), EditError> {
    if earlier.status == Status::NotTested {
        return Err(EditError::EarlierNotTested);
    }
    fits("earlier reason", &earlier.reason, TextLimit::Paragraph)?;
    fits("earlier note", &earlier.note, TextLimit::Note)?;
    match &earlier.assessed {
        Some(assessed) => fits("earlier assessor's name", &assessed.by, TextLimit::Line),
        None => Ok(()),
    }
}

pub(super) fn check_withdrawn(withdrawn: &Withdrawn) -> Result<(), EditError> {
    fits("title", &withdrawn.title, TextLimit::Line)?;
    fits("statement", &withdrawn.statement, TextLimit::Note)?;
    fits("earlier finding", &withdrawn.found, TextLimit::Note)?;
    fits("earlier note", &withdrawn.note, TextLimit::Note)
}

pub(super) fn check_action(
    action: &Action,
    assessment: &Assessment,
    catalog: &Catalog,
) -> Result<(), EditError> {
    fits("title", &action.title, TextLimit::Line)?;
    fits("description", &action.description, TextLimit::Paragraph)?;
    fits("owner", &action.owner, TextLimit::Line)?;
    check_subjects(&action.controls, &action.risks, assessment, catalog)
}

pub(super) fn check_subjects(
    controls: &BTreeSet<ControlId>,
    risks: &BTreeSet<RiskId>,
    assessment: &Assessment,
    catalog: &Catalog,
) -> Result<(), EditError> {
    controls
        .iter()
        .try_for_each(|control| check_control(control, catalog))?;
    risks
        .iter()
        .try_for_each(|risk| check_risk(*risk, assessment, catalog))
}

pub(super) fn check_subject(
    subject: &Subject,
    assessment: &Assessment,
    catalog: &Catalog,
) -> Result<(), EditError> {
    match subject {
        Subject::Control(control) => check_control(control, catalog),
        Subject::Risk(risk) => check_risk(*risk, assessment, catalog),
    }
}

pub(super) fn check_control(control: &ControlId, catalog: &Catalog) -> Result<(), EditError> {
    catalog
        .control(control)
        .map(|_| ())
        .ok_or_else(|| EditError::UnknownControl(control.clone()))
}

pub(super) fn check_own_risk(
    id: RiskId,
    own: &OwnRisk,
    assessment: &Assessment,
    catalog: &Catalog,
) -> Result<(), EditError> {
    if catalog.risk(id).is_some() {
        return Err(EditError::RiskOfEdition(id));
    }
    if own.title.trim().is_empty() {
        return Err(EditError::UntitledRisk);
    }
    fits("title", &own.title, TextLimit::Line)?;
    fits("category", &own.category, TextLimit::Line)?;
    fits("description", &own.description, TextLimit::Paragraph)?;
    let standing = &assessment.own_risks;
    if standing.len() >= OwnRisk::MOST && !standing.contains_key(&id) {
        return Err(EditError::TooManyOwnRisks);
    }
    own.controls
        .iter()
        .try_for_each(|control| check_control(control, catalog))
}

/// Whether an own risk may go: nothing else names it.
pub(super) fn check_own_risk_unused(id: RiskId, assessment: &Assessment) -> Result<(), EditError> {
    let used = assessment.risks.contains_key(&id)
        || assessment.evidence_for_risk(id).next().is_some()
        || assessment.actions_for_risk(id).next().is_some()
        || assessment
            .deficiencies_about(&Subject::Risk(id))
            .next()
            .is_some();
    if used {
        Err(EditError::OwnRiskInUse(id))
    } else {
        Ok(())
    }
}

pub(super) fn check_risk(
    risk: RiskId,
    assessment: &Assessment,
    catalog: &Catalog,
) -> Result<(), EditError> {
    if assessment.own_risks.contains_key(&risk) {
        return Ok(());
    }
    match catalog.risk(risk) {
        None => Err(EditError::UnknownRisk(risk)),
        Some(found) if found.is_active() => Ok(()),
        Some(_) => {
            let successors = catalog
                .successors(risk)
                .into_iter()
                .map(|successor| successor.id())
                .collect();
            Err(EditError::RetiredRisk { risk, successors })
        }
    }
}
