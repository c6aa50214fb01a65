//! What is said of a file whose bytes are missing on this device or changed, wherever it is shown.

use assay_assessment::{Absence, EvidenceId};
use leptos::prelude::*;

use super::adder::EvidenceAdder;
use crate::{
    components::{Mark, Tag},
    words::evidence,
    workbench::use_workbench,
};

/// What is wrong with a file, beside its name; nothing when nothing is.
#[component]
pub fn AbsenceTag(
    /// What is wrong.
    absence: Option<Absence>,
) -> impl IntoView {
    absence.map(|absence| view! { <Tag mark=Mark::Fail>{evidence::absence(absence)}</Tag> })
}

/// Above an item whose file is missing or changed: what that means, and how to mend it.
#[component]
pub(super) fn AbsenceRemark(
    /// The item.
    id: EvidenceId,
) -> impl IntoView {
    let workbench = use_workbench();
    let absence = Memo::new(move |_| {
        let presence = workbench.presence();
        workbench.with(|assessment| {
            let item = assessment.evidence().get(&id)?;
            presence.of_item(item)
        })
    });
    move || {
        absence.get().map(|absence| {
            let what = match absence {
                Absence::Missing => "The bytes of this file are not on this device: it was lost, or the browser cleared it.",
                Absence::Changed => "The bytes that this device holds for this file are not those of its digest: they were changed, or the disk is failing.",
            };
            view! {
                <section class="evidence-absent" role="alert">
                    <p><AbsenceTag absence=Some(absence) /></p>
                    <p>{what} " A report that is signed now says so. Add the same file again, or open a backup that holds it, and it is whole."</p>
                    <EvidenceAdder subject=Signal::stored(None) />
                </section>
            }
        })
    }
}
