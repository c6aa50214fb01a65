//! How each edit changes the assessment: checked first, changed last, and the value that stood
//! there handed back as the inverse edit.

use std::collections::BTreeMap;
use std::mem;

use assay_catalog::{Catalog, ControlId, RiskId};

use super::{
    Edit, EditError, Subject,
    checks::{
        check_action, check_control, check_details, check_earlier, check_evidence, check_own_risk,
        check_own_risk_unused, check_procedure, check_risk, check_subject, check_withdrawn, fits,
    },
    currency::set_currency,
    deficiencies,
};
use crate::{
    Assessment, ControlFinding, RiskFinding, TextChange, TextLimit, Withdrawn, WithdrawnFindings,
};

pub(super) fn apply(
    edit: Edit,
    assessment: &mut Assessment,
    catalog: &Catalog,
) -> Result<Edit, EditError> {
    Ok(match edit {
        Edit::SetDetails { details } => {
            check_details(&details)?;
            Edit::SetDetails {
                details: mem::replace(&mut assessment.details, details),
            }
        }
        Edit::SetEngagementTerms { terms } => Edit::SetEngagementTerms {
            terms: mem::replace(&mut assessment.engagement.terms, terms),
        },
        Edit::SetEngagementText { field, text } => {
            fits(field.title(), &text, field.limit())?;
            let texts = &mut assessment.engagement.texts;
            let before = if text.is_empty() {
                texts.remove(&field)
            } else {
                texts.insert(field, text)
            };
            let text = before.unwrap_or_default();
            Edit::SetEngagementText { field, text }
        }
        Edit::SetCurrency { currency } => Edit::SetCurrency {
            currency: set_currency(assessment, currency)?,
        },
        Edit::SetScales { scales } => Edit::SetScales {
            scales: mem::replace(&mut assessment.scales, scales),
        },
        Edit::SetControlStatus { control, status } => {
            let status = on_control(assessment, catalog, &control, |finding| {
                mem::replace(&mut finding.status, status)
            })?;
            Edit::SetControlStatus { control, status }
        }
        Edit::SetControlReason { control, reason } => {
            fits("reason", &reason, TextLimit::Paragraph)?;
            let reason = on_control(assessment, catalog, &control, |finding| {
                mem::replace(&mut finding.reason, reason)
            })?;
            Edit::SetControlReason { control, reason }
        }
        Edit::SetControlMethods { control, methods } => {
            let methods = on_control(assessment, catalog, &control, |finding| {
                mem::replace(&mut finding.methods, methods)
            })?;
            Edit::SetControlMethods { control, methods }
        }
        Edit::SetControlAssessed { control, assessed } => {
            if let Some(assessed) = &assessed {
                fits("assessor's name", &assessed.by, TextLimit::Line)?;
            }
            let assessed = on_control(assessment, catalog, &control, |finding| {
                mem::replace(&mut finding.assessed, assessed)
            })?;
            Edit::SetControlAssessed { control, assessed }
        }
        Edit::ChangeControlNote { control, change } => {
            let note = assessment
                .control_if_touched(&control)
                .map_or("", |finding| &finding.note);
            let changed = changed_note(note, &change)?;
            on_control(assessment, catalog, &control, |finding| {
                finding.note = changed
            })?;
            Edit::ChangeControlNote {
                control,
                change: change.inverse(),
            }
        }
        Edit::SetProcedure {
            control,
            number,
            procedure,
        } => {
            if let Some(procedure) = &procedure {
                check_procedure(number, procedure)?;
            }
            let procedure = on_control(assessment, catalog, &control, |finding| match procedure {
                Some(procedure) => finding.procedures.insert(number, *procedure),
                None => finding.procedures.remove(&number),
            })?;
            Edit::SetProcedure {
                control,
                number,
                procedure: procedure.map(Box::new),
            }
        }
        Edit::SetEffectiveness {
            control,
            effectiveness,
        } => {
            let effectiveness = on_control(assessment, catalog, &control, |finding| {
                mem::replace(&mut finding.effectiveness, effectiveness)
            })?;
            Edit::SetEffectiveness {
                control,
                effectiveness,
            }
        }
        Edit::SetEarlierControl { control, earlier } => {
            if let Some(earlier) = &earlier {
                check_earlier(earlier)?;
            }
            let earlier = on_control(assessment, catalog, &control, |finding| {
                mem::replace(&mut finding.earlier, earlier)
            })?;
            Edit::SetEarlierControl { control, earlier }
        }
        Edit::SetInherentScore { risk, score } => {
            let score = on_risk(assessment, catalog, risk, |finding| {
                mem::replace(&mut finding.inherent, score)
            })?;
            Edit::SetInherentScore { risk, score }
        }
        Edit::SetResidualScore { risk, score } => {
            let score = on_risk(assessment, catalog, risk, |finding| {
                mem::replace(&mut finding.residual, score)
            })?;
            Edit::SetResidualScore { risk, score }
        }
        Edit::SetMitigationCost { risk, cost } => {
            let cost = on_risk(assessment, catalog, risk, |finding| {
                mem::replace(&mut finding.mitigation_cost, cost)
            })?;
            Edit::SetMitigationCost { risk, cost }
        }
        Edit::SetTreatment { risk, treatment } => {
            let treatment = on_risk(assessment, catalog, risk, |finding| {
                mem::replace(&mut finding.treatment, treatment)
            })?;
            Edit::SetTreatment { risk, treatment }
        }
        Edit::SetRiskOwner { risk, owner } => {
            fits("owner", &owner, TextLimit::Line)?;
            let owner = on_risk(assessment, catalog, risk, |finding| {
                mem::replace(&mut finding.owner, owner)
            })?;
            Edit::SetRiskOwner { risk, owner }
        }
        Edit::SetRiskDue { risk, due } => {
            let due = on_risk(assessment, catalog, risk, |finding| {
                mem::replace(&mut finding.due, due)
            })?;
            Edit::SetRiskDue { risk, due }
        }
        Edit::SetAcceptance { risk, acceptance } => {
            if let Some(acceptance) = &acceptance {
                fits("name of who accepts", &acceptance.by, TextLimit::Line)?;
                fits(
                    "reason of the acceptance",
                    &acceptance.reason,
                    TextLimit::Paragraph,
                )?;
            }
            let acceptance = on_risk(assessment, catalog, risk, |finding| {
                mem::replace(&mut finding.acceptance, acceptance)
            })?;
            Edit::SetAcceptance { risk, acceptance }
        }
        Edit::ChangeRiskNote { risk, change } => {
            let note = assessment
                .risk_if_touched(risk)
                .map_or("", |finding| &finding.note);
            let changed = changed_note(note, &change)?;
            on_risk(assessment, catalog, risk, |finding| finding.note = changed)?;
            Edit::ChangeRiskNote {
                risk,
                change: change.inverse(),
            }
        }
        Edit::SetOwnRisk { risk, own } => {
            let standing = match own {
                Some(own) => {
                    check_own_risk(risk, &own, assessment, catalog)?;
                    assessment.own_risks.insert(risk, *own)
                }
                None => {
                    check_own_risk_unused(risk, assessment)?;
                    assessment.own_risks.remove(&risk)
                }
            };
            Edit::SetOwnRisk {
                risk,
                own: standing.map(Box::new),
            }
        }
        Edit::SetEarlierRisk { risk, earlier } => {
            let earlier = on_risk(assessment, catalog, risk, |finding| {
                mem::replace(&mut finding.earlier, earlier)
            })?;
            Edit::SetEarlierRisk { risk, earlier }
        }
        Edit::SetWithdrawn { subject, withdrawn } => {
            if let Some(withdrawn) = &withdrawn {
                check_withdrawn(withdrawn)?;
            }
            let withdrawn = set_withdrawn(assessment, &subject, withdrawn)?;
            Edit::SetWithdrawn { subject, withdrawn }
        }
        Edit::AddEvidence { id, item } => {
            check_evidence(&item, assessment, catalog)?;
            if assessment.evidence.contains_key(&id) {
                return Err(EditError::DuplicateEvidence(id));
            }
            assessment.evidence.insert(id.clone(), item);
            Edit::RemoveEvidence { id }
        }
        Edit::DescribeEvidence {
            id,
            title,
            description,
            method,
            captured_on,
        } => {
            fits("title", &title, TextLimit::Line)?;
            fits("description", &description, TextLimit::Paragraph)?;
            let Some(item) = assessment.evidence.get_mut(&id) else {
                return Err(EditError::UnknownEvidence(id));
            };
            Edit::DescribeEvidence {
                id,
                title: mem::replace(&mut item.title, title),
                description: mem::replace(&mut item.description, description),
                method: mem::replace(&mut item.method, method),
                captured_on: mem::replace(&mut item.captured_on, captured_on),
            }
        }
        Edit::SetPicture { id, picture } => {
            let Some(item) = assessment.evidence.get_mut(&id) else {
                return Err(EditError::UnknownEvidence(id));
            };
            picture.check(&item.kind)?;
            Edit::SetPicture {
                id,
                picture: mem::replace(&mut item.picture, picture),
            }
        }
        Edit::LinkEvidence { id, subject } => {
            check_subject(&subject, assessment, catalog)?;
            if set_link(assessment, &id, &subject, true)? {
                Edit::UnlinkEvidence { id, subject }
            } else {
                // The link stood already, so taking this edit back must leave it standing.
                Edit::LinkEvidence { id, subject }
            }
        }
        Edit::UnlinkEvidence { id, subject } => {
            check_subject(&subject, assessment, catalog)?;
            if set_link(assessment, &id, &subject, false)? {
                Edit::LinkEvidence { id, subject }
            } else {
                Edit::UnlinkEvidence { id, subject }
            }
        }
        Edit::RemoveEvidence { id } => match assessment.evidence.remove(&id) {
            Some(item) => Edit::AddEvidence { id, item },
            None => return Err(EditError::UnknownEvidence(id)),
        },
        Edit::AddAction { id, action } => {
            check_action(&action, assessment, catalog)?;
            if assessment.actions.contains_key(&id) {
                return Err(EditError::DuplicateAction(id));
            }
            assessment.actions.insert(id.clone(), action);
            Edit::RemoveAction { id }
        }
        Edit::ChangeAction { id, action } => {
            check_action(&action, assessment, catalog)?;
            let Some(standing) = assessment.actions.get_mut(&id) else {
                return Err(EditError::UnknownAction(id));
            };
            Edit::ChangeAction {
                id,
                action: mem::replace(standing, action),
            }
        }
        Edit::RemoveAction { id } => {
            deficiencies::check_action_unused(&id, assessment)?;
            match assessment.actions.remove(&id) {
                Some(action) => Edit::AddAction { id, action },
                None => return Err(EditError::UnknownAction(id)),
            }
        }
        Edit::AddDeficiency { id, deficiency } => {
            deficiencies::add(assessment, catalog, id, *deficiency)?
        }
        Edit::SetDeficiencyTerms { id, terms } => {
            deficiencies::set_terms(assessment, catalog, id, *terms)?
        }
        Edit::ChangeDeficiencyText { id, field, change } => {
            deficiencies::change_text(assessment, id, field, &change)?
        }
        Edit::RemoveDeficiency { id } => deficiencies::remove(assessment, id)?,
        Edit::Several { edits } => Edit::Several {
            edits: apply_several(edits, assessment, catalog)?,
        },
    })
}

/// Applies plain edits in order; when one fails, takes the ones before it back.
fn apply_several(
    edits: Vec<Edit>,
    assessment: &mut Assessment,
    catalog: &Catalog,
) -> Result<Vec<Edit>, EditError> {
    let nested = edits
        .iter()
        .any(|edit| matches!(edit, Edit::Several { .. }));
    if edits.is_empty() || edits.len() > Edit::MOST_AT_ONCE || nested {
        return Err(EditError::NotPlainParts);
    }
    let mut inverses = Vec::with_capacity(edits.len());
    for edit in edits {
        match apply(edit, assessment, catalog) {
            Ok(inverse) => inverses.push(inverse),
            Err(error) => {
                for inverse in inverses.into_iter().rev() {
                    // An inverse applies to exactly the state that its edit left, so it holds.
                    apply(inverse, assessment, catalog)?;
                }
                return Err(error);
            }
        }
    }
    inverses.reverse();
    Ok(inverses)
}

/// Changes the finding of a control; a finding that is back at the default is not stored.
fn on_control<T>(
    assessment: &mut Assessment,
    catalog: &Catalog,
    control: &ControlId,
    change: impl FnOnce(&mut ControlFinding) -> T,
) -> Result<T, EditError> {
    check_control(control, catalog)?;
    let finding = assessment.controls.entry(control.clone()).or_default();
    let before = change(finding);
    if *finding == ControlFinding::default() {
        assessment.controls.remove(control);
    }
    Ok(before)
}

/// Changes the finding of a risk; a finding that is back at the default is not stored.
fn on_risk<T>(
    assessment: &mut Assessment,
    catalog: &Catalog,
    risk: RiskId,
    change: impl FnOnce(&mut RiskFinding) -> T,
) -> Result<T, EditError> {
    check_risk(risk, assessment, catalog)?;
    let finding = assessment.risks.entry(risk).or_default();
    let before = change(finding);
    if *finding == RiskFinding::default() {
        assessment.risks.remove(&risk);
    }
    Ok(before)
}

/// Keeps or forgets a finding about what the edition does not have any more, and returns the one
/// before.
fn set_withdrawn(
    assessment: &mut Assessment,
    subject: &Subject,
    withdrawn: Option<Box<Withdrawn>>,
) -> Result<Option<Box<Withdrawn>>, EditError> {
    let kept = &mut assessment.withdrawn;
    Ok(match subject {
        Subject::Control(control) => in_map(&mut kept.controls, control, withdrawn)?,
        Subject::Risk(risk) => in_map(&mut kept.risks, risk, withdrawn)?,
    })
}

fn in_map<Id: Ord + Clone>(
    map: &mut BTreeMap<Id, Withdrawn>,
    id: &Id,
    withdrawn: Option<Box<Withdrawn>>,
) -> Result<Option<Box<Withdrawn>>, EditError> {
    let Some(withdrawn) = withdrawn else {
        return Ok(map.remove(id).map(Box::new));
    };
    if map.len() >= WithdrawnFindings::MOST && !map.contains_key(id) {
        return Err(EditError::TooManyWithdrawn);
    }
    Ok(map.insert(id.clone(), *withdrawn).map(Box::new))
}

/// Links or unlinks, and says whether that changed anything.
fn set_link(
    assessment: &mut Assessment,
    id: &crate::EvidenceId,
    subject: &Subject,
    linked: bool,
) -> Result<bool, EditError> {
    let item = assessment
        .evidence
        .get_mut(id)
        .ok_or_else(|| EditError::UnknownEvidence(id.clone()))?;
    Ok(match (subject, linked) {
        (Subject::Control(control), true) => item.controls.insert(control.clone()),
        (Subject::Control(control), false) => item.controls.remove(control),
        (Subject::Risk(risk), true) => item.risks.insert(*risk),
        (Subject::Risk(risk), false) => item.risks.remove(risk),
    })
}

fn changed_note(note: &str, change: &TextChange) -> Result<String, EditError> {
    let changed = change.apply(note).ok_or(EditError::NoteHasChanged)?;
    fits("note", &changed, TextLimit::Note)?;
    Ok(changed)
}
