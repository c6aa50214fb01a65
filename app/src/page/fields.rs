//! Fields of the open assessment in words, and where they are.

use crate::{
    features::places,
    route::{Place, Route},
    words,
    workbench::{Step, Workbench},
};
use assay_assessment::{About, Whose};

/// The field that a step changed, and whose it is.
pub(super) fn words(step: &Step) -> String {
    words::fields::field(&step.about, step.title.as_deref())
}

/// Where a field is; where its owner is gone, the list that it was in.
pub(super) fn route(workbench: Workbench, about: &About) -> Route {
    let place = workbench.with_untracked(|assessment| match &about.whose {
        Whose::Assessment => Place::Details,
        Whose::Engagement => Place::Engagement,
        Whose::Control(id) | Whose::Procedure(id, _) => Place::Controls(Some(id.clone())),
        Whose::Risk(id) => Place::Risks(Some(*id)),
        Whose::Evidence(id) => {
            let is_there = assessment.evidence().contains_key(id);
            Place::Evidence(is_there.then(|| id.clone()))
        }
        Whose::Deficiency(id) => {
            let is_there = assessment.deficiencies().contains_key(id);
            Place::Findings(is_there.then(|| id.clone()))
        }
        Whose::Action(id) => {
            let is_there = assessment.actions().contains_key(id);
            Place::Actions(is_there.then(|| id.clone()))
        }
    });
    places::route(workbench, place)
}
