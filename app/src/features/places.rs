//! Addresses of places inside the open assessment, for `href`.

use assay_assessment::{ActionId, EvidenceId, Subject};
use assay_catalog::{ControlId, RiskId};

use crate::{
    route::{AssessmentKey, ItemKey, Part, Place, Route},
    workbench::Workbench,
};

/// The address of a place in the open assessment, such as `#/a/<uuid>/risks/SLS6`.
#[must_use]
pub fn place(workbench: Workbench, place: Place) -> String {
    let key = workbench.with_untracked(|assessment| AssessmentKey::parse(assessment.id().as_str()));
    match key {
        Ok(assessment) => Route::Assessment { assessment, place }.fragment(),
        // An assessment's identifier always is a UUID; the list is the one place left otherwise.
        Err(_) => Route::Welcome.fragment(),
    }
}

/// The address of a part of the open assessment.
#[must_use]
pub fn part(workbench: Workbench, part: Part) -> String {
    let key = workbench.with_untracked(|assessment| AssessmentKey::parse(assessment.id().as_str()));
    part.route(key.ok().as_ref())
        .unwrap_or(Route::Welcome)
        .fragment()
}

/// The address of a risk.
#[must_use]
pub fn risk(workbench: Workbench, risk: RiskId) -> String {
    place(
        workbench,
        Place::Risks(ItemKey::parse(&risk.to_string()).ok()),
    )
}

/// The address of a control.
#[must_use]
pub fn control(workbench: Workbench, control: &ControlId) -> String {
    place(
        workbench,
        Place::Controls(ItemKey::parse(control.as_str()).ok()),
    )
}

/// The address of an item of evidence.
#[must_use]
pub fn evidence(workbench: Workbench, item: &EvidenceId) -> String {
    place(
        workbench,
        Place::Evidence(ItemKey::parse(item.as_str()).ok()),
    )
}

/// The address of an action.
#[must_use]
pub fn action(workbench: Workbench, action: &ActionId) -> String {
    place(
        workbench,
        Place::Actions(ItemKey::parse(action.as_str()).ok()),
    )
}

/// The address of a control or a risk.
#[must_use]
pub fn subject(workbench: Workbench, subject: &Subject) -> String {
    match subject {
        Subject::Control(id) => control(workbench, id),
        Subject::Risk(id) => risk(workbench, *id),
    }
}
