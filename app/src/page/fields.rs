//! Fields of the open assessment in words, and where they are.

use crate::{
    features::places,
    route::{Part, Place, Route},
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
pub(super) fn route(workbench: Workbench, about: &About) -> Option<Route> {
    let address = workbench.with_untracked(|assessment| match &about.whose {
        Whose::Assessment => places::place(workbench, Place::Details),
        Whose::Control(id) => places::control(workbench, id),
        Whose::Risk(id) => places::risk(workbench, *id),
        Whose::Evidence(id) if assessment.evidence().contains_key(id) => {
            places::evidence(workbench, id)
        }
        Whose::Evidence(_) => places::part(workbench, Part::Evidence),
        Whose::Action(id) if assessment.actions().contains_key(id) => places::action(workbench, id),
        Whose::Action(_) => places::part(workbench, Part::Actions),
    });
    Route::parse(&address).ok()
}
