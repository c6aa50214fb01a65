//! Addresses of places inside the open assessment.

use assay_assessment::{ActionId, DeficiencyId, EvidenceId, Subject};
use assay_catalog::{ControlId, RiskId};

use crate::{
    route::{Part, Place, ReferenceEntry, Route},
    workbench::Workbench,
};

/// A place in the open assessment.
#[must_use]
pub fn route(workbench: Workbench, place: Place) -> Route {
    Route::Assessment {
        assessment: workbench.with_untracked(|assessment| assessment.id().clone()),
        place,
    }
}

/// The address of a place in the open assessment, for `href`: `#/a/<uuid>/risks/SLS6`.
#[must_use]
pub fn place(workbench: Workbench, place: Place) -> String {
    route(workbench, place).fragment()
}

/// The address of a part of the open assessment.
#[must_use]
pub fn part(workbench: Workbench, part: Part) -> String {
    match part.place() {
        Some(of_the_assessment) => place(workbench, of_the_assessment),
        None => part.route(None).unwrap_or(Route::Welcome).fragment(),
    }
}

/// The address of a risk.
#[must_use]
pub fn risk(workbench: Workbench, risk: RiskId) -> String {
    place(workbench, Place::Risks(Some(risk)))
}

/// The address of a control.
#[must_use]
pub fn control(workbench: Workbench, control: &ControlId) -> String {
    place(workbench, Place::Controls(Some(control.clone())))
}

/// The address of an item of evidence.
#[must_use]
pub fn evidence(workbench: Workbench, item: &EvidenceId) -> String {
    place(workbench, Place::Evidence(Some(item.clone())))
}

/// The address of an action.
#[must_use]
pub fn action(workbench: Workbench, action: &ActionId) -> String {
    place(workbench, Place::Actions(Some(action.clone())))
}

/// The address of a finding.
#[must_use]
pub fn deficiency(workbench: Workbench, deficiency: &DeficiencyId) -> String {
    place(workbench, Place::Findings(Some(deficiency.clone())))
}

/// The address of an entry of the reference part.
#[must_use]
pub fn reference(workbench: Workbench, entry: ReferenceEntry) -> String {
    place(workbench, Place::Reference(Some(entry)))
}

/// The address of a control or a risk.
#[must_use]
pub fn subject(workbench: Workbench, subject: &Subject) -> String {
    match subject {
        Subject::Control(id) => control(workbench, id),
        Subject::Risk(id) => risk(workbench, *id),
    }
}
