//! Fields of the open assessment in words, and where they are.

use crate::{
    features::places,
    route::{Place, Route},
    words,
    workbench::{Step, Workbench},
};
use assay_assessment::{About, Whose};

/// A field and whose it is: `Note of “Signing keys managed”`.
pub(super) fn words(step: &Step) -> String {
    let About { field, whose } = &step.about;
    match (&step.title, whose) {
        (_, Whose::Assessment) => (*field).to_owned(),
        (Some(title), _) => format!("{field} of \u{201c}{}\u{201d}", words::name(title)),
        (None, _) => step.about.to_string(),
    }
}

/// Where a field is; where its owner is gone, the list that it was in.
pub(super) fn route(workbench: Workbench, about: &About) -> Route {
    let place = workbench.with_untracked(|assessment| match &about.whose {
        Whose::Assessment => Place::Details,
        Whose::Control(id) => Place::Controls(Some(id.clone())),
        Whose::Risk(id) => Place::Risks(Some(*id)),
        Whose::Evidence(id) => {
            let is_there = assessment.evidence().contains_key(id);
            Place::Evidence(is_there.then(|| id.clone()))
        }
        Whose::Action(id) => {
            let is_there = assessment.actions().contains_key(id);
            Place::Actions(is_there.then(|| id.clone()))
        }
    });
    places::route(workbench, place)
}
