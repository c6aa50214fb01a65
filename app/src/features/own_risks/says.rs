//! What a risk of the assessor's own says: fields where one of the edition has text.

use std::collections::BTreeSet;

use assay_assessment::{Assessment, Edit, OwnRisk, Subject, TextLimit};
use assay_catalog::RiskId;
use leptos::prelude::*;

use crate::components::{Button, ButtonKind, Icon, TextArea, TextField};
use crate::features::{
    places,
    subjects::{SubjectLinks, subjects_of},
};
use crate::route::Place;
use crate::shell::{Navigation, Notices};
use crate::words::risks;
use crate::workbench::{Workbench, use_workbench};

/// The edit that changes one thing about an own risk; `None` when it is gone.
fn change(
    assessment: &Assessment,
    risk: RiskId,
    change: impl FnOnce(&mut OwnRisk),
) -> Option<Edit> {
    let mut own = assessment.own_risks().get(&risk)?.clone();
    change(&mut own);
    let own = Some(Box::new(own));
    Some(Edit::SetOwnRisk { risk, own })
}

/// Changes one thing now, after what was typed until then.
fn set(workbench: Workbench, risk: RiskId, with: impl FnOnce(&mut OwnRisk)) {
    workbench.flush_typing();
    if let Some(edit) = workbench.with_untracked(|assessment| change(assessment, risk, with)) {
        // The workbench tells the user what it refuses.
        _ = workbench.perform(edit);
    }
}

/// Title, category and description.
#[component]
pub fn OwnRiskSays(
    /// The risk.
    risk: RiskId,
) -> impl IntoView {
    let workbench = use_workbench();
    let disabled = Signal::derive(move || workbench.is_read_only());
    let shown = move |field: &str, part: fn(&OwnRisk) -> &String| {
        let value = workbench.memo(move |assessment| {
            let own = assessment.own_risks().get(&risk);
            own.map(|own| part(own).clone()).unwrap_or_default()
        });
        workbench.shown(format!("own risk {field} {risk}"), value)
    };
    let type_into = move |field: &str, text: String, with: fn(&mut OwnRisk, String)| {
        workbench.type_into(
            &format!("own risk {field} {risk}"),
            text,
            move |assessment, text| change(assessment, risk, |own| with(own, text.to_owned())),
        );
    };
    view! {
        <div class="own-risk" on:focusout=move |_| workbench.flush_typing()>
            <TextField
                label="Title"
                value=shown("title", |own| &own.title)
                on_input=move |text| type_into("title", text, |own, text| own.title = text)
                longest=TextLimit::Line.characters()
                required=true
                disabled
            />
            <TextField
                label="Category"
                value=shown("category", |own| &own.category)
                on_input=move |text| type_into("category", text, |own, text| own.category = text)
                hint="May be one of the edition's, or left empty."
                longest=TextLimit::Line.characters()
                disabled
            />
            <TextArea
                label="Description"
                value=shown("description", |own| &own.description)
                on_input=move |text| type_into("description", text, |own, text| own.description = text)
                hint="How it comes about, and what follows."
                longest=TextLimit::Paragraph.characters()
                disabled
            />
        </div>
    }
}

/// The controls that address it, and a way to name another.
#[component]
pub fn OwnRiskControls(
    /// The risk.
    risk: RiskId,
) -> impl IntoView {
    let workbench = use_workbench();
    let linked = workbench.memo(move |assessment| {
        let own = assessment.own_risks().get(&risk);
        own.map(|own| subjects_of(&own.controls, &BTreeSet::new()))
            .unwrap_or_default()
    });
    let link = move |subject| {
        if let Subject::Control(control) = subject {
            set(workbench, risk, |own| _ = own.controls.insert(control));
        }
    };
    let unlink = move |subject| {
        if let Subject::Control(control) = subject {
            set(workbench, risk, |own| _ = own.controls.remove(&control));
        }
    };
    view! {
        <SubjectLinks
            heading=Signal::derive(move || format!("Controls that address it {}", linked.read().len()))
            choose="Add a control"
            subjects=linked
            on_link=link
            on_unlink=unlink
            only_controls=true
        />
    }
}

/// The button that takes the risk away.
#[component]
pub fn RemoveOwnRisk(
    /// The risk.
    risk: RiskId,
) -> impl IntoView {
    let (workbench, notices, navigation) = (
        use_workbench(),
        Notices::from_context(),
        Navigation::from_context(),
    );
    let remove = move || {
        workbench.flush_typing();
        let removal = workbench.with_untracked(|assessment| {
            let title = assessment.own_risks().get(&risk)?.title.clone();
            Some((title, Edit::remove_own_risk(assessment, risk)?))
        });
        if let Some((title, edit)) = removal
            && workbench.perform(edit).is_ok()
        {
            navigation.replace(&places::route(workbench, Place::Risks(None)));
            notices.offer(risks::removed(&title), "Undo", move || {
                // What is wrong was shown to the user by the workbench.
                _ = workbench.undo();
            });
        }
    };
    view! {
        <div>
            <Button
                kind=ButtonKind::Danger
                icon=Icon::Trash
                disabled=Signal::derive(move || workbench.is_read_only())
                on_press=remove
            >
                "Delete this risk"
            </Button>
        </div>
    }
}
