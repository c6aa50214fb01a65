//! The controls and risks that something is about: a list of links, and a way to link another.

use std::collections::BTreeSet;

use assay_assessment::{Assessment, RegisterRisk, Subject};
use assay_catalog::{Catalog, ControlId, RiskId};
use leptos::prelude::*;

use super::places;
use crate::{
    browser::focus,
    components::{
        Button, ButtonKind, SelectField,
        field::{SelectOption, fresh_id},
    },
    workbench::use_workbench,
};

/// The controls and risks that something is linked with, in one list.
#[must_use]
pub fn subjects_of(controls: &BTreeSet<ControlId>, risks: &BTreeSet<RiskId>) -> Vec<Subject> {
    let controls = controls.iter().cloned().map(Subject::Control);
    controls
        .chain(risks.iter().copied().map(Subject::Risk))
        .collect()
}

/// What something is about: each with its title, a link to it, and a button that takes it away.
#[component]
pub fn SubjectLinks(
    /// The heading, with how many there are.
    #[prop(into)]
    heading: Signal<String>,
    /// What the list for another one is called.
    #[prop(into)]
    choose: Signal<String>,
    /// The controls and risks that are linked.
    #[prop(into)]
    subjects: Signal<Vec<Subject>>,
    /// Called with one to link.
    #[prop(into)]
    on_link: Callback<Subject>,
    /// Called with one to unlink.
    #[prop(into)]
    on_unlink: Callback<Subject>,
    /// Whether only controls can be linked.
    #[prop(optional)]
    only_controls: bool,
) -> impl IntoView {
    let workbench = use_workbench();
    let catalog = workbench.catalog();
    let disabled = Signal::derive(move || workbench.is_read_only());
    let section = fresh_id("subjects");
    let field = format!("#{section} select");
    let unlink = Callback::new(move |subject| {
        on_unlink.run(subject);
        // The button that had the focus is gone; what is left is the way to link again.
        focus::move_quietly_to(&field);
    });
    let options = Memo::new(move |_| {
        workbench.with(|assessment| {
            subjects.with(|standing| options(assessment, catalog, standing, only_controls))
        })
    });
    let link = move |key: String| {
        let subject = workbench.with_untracked(|assessment| subject_of(assessment, catalog, &key));
        if let Some(subject) = subject {
            on_link.run(subject);
        }
    };
    view! {
        <section class="subjects" id=section>
            <h3 class="eyebrow">{move || heading.get()}</h3>
            <ul class="subjects-list" role="list">
                <For each=move || subjects.get() key=Clone::clone let:subject>
                    <Linked subject on_unlink=unlink disabled />
                </For>
            </ul>
            <SelectField
                label=choose
                options
                value=Signal::stored(String::new())
                on_change=link
                disabled
            />
        </section>
    }
}

#[component]
fn Linked(subject: Subject, on_unlink: Callback<Subject>, disabled: Signal<bool>) -> impl IntoView {
    let workbench = use_workbench();
    let (key, title) =
        workbench.with(|assessment| name_of(assessment, workbench.catalog(), &subject));
    let href = places::subject(workbench, &subject);
    view! {
        <li>
            <a href=href><span class="mono">{key.clone()}</span>" "{title}</a>
            <Button
                kind=ButtonKind::Quiet
                disabled
                title=format!("Unlink from {key}")
                on_press=move || on_unlink.run(subject.clone())
            >
                "Unlink"
                <span class="visually-hidden">{format!(" from {key}")}</span>
            </Button>
        </li>
    }
}

/// The identifier and the title of a control or a risk.
fn name_of(assessment: &Assessment, catalog: &Catalog, subject: &Subject) -> (String, String) {
    let (key, title) = match subject {
        Subject::Control(id) => (
            id.to_string(),
            catalog.control(id).map(|control| control.short_title()),
        ),
        Subject::Risk(id) => {
            let risk = assessment.register_risk(catalog, *id);
            (id.to_string(), risk.map(RegisterRisk::title))
        }
    };
    (key, title.unwrap_or_default().to_owned())
}

/// The control or risk of that identifier, if there is one.
fn subject_of(assessment: &Assessment, catalog: &Catalog, key: &str) -> Option<Subject> {
    let risk = RiskId::parse(key)
        .ok()
        .filter(|id| assessment.register_risk(catalog, *id).is_some())
        .map(Subject::Risk);
    risk.or_else(|| {
        let control = ControlId::parse(key).ok()?;
        Some(Subject::Control(catalog.control(&control)?.id().clone()))
    })
}

/// Every control and risk that is not linked yet, below a line that is none of them.
fn options(
    assessment: &Assessment,
    catalog: &Catalog,
    standing: &[Subject],
    only_controls: bool,
) -> Vec<SelectOption> {
    let controls = catalog
        .controls()
        .iter()
        .map(|control| Subject::Control(control.id().clone()));
    let risks = assessment
        .register(catalog)
        .filter(|_| !only_controls)
        .map(|risk| Subject::Risk(risk.id()));
    let others = controls
        .chain(risks)
        .filter(|subject| !standing.contains(subject))
        .map(|subject| {
            let (key, title) = name_of(assessment, catalog, &subject);
            let label = format!("{key} \u{2013} {title}");
            SelectOption::new(key, label)
        });
    let first = if only_controls {
        "Choose a control"
    } else {
        "Choose a control or a risk"
    };
    std::iter::once(SelectOption::new("", first))
        .chain(others)
        .collect()
}

#[cfg(test)]
mod tests {
    use assay_assessment::{AssessmentId, Edit, EditionReference, Opening, OwnRisk};
    use assay_catalog::Editions;

    use super::*;

    #[test]
    fn every_line_leads_back_to_its_subject_and_what_is_linked_is_not_offered() {
        let catalog = Editions::bundled_draft();
        let mut assessment = Assessment::open(Opening {
            assessment: AssessmentId::from_random([1; 16]),
            edition: EditionReference::of(catalog),
            example: false,
            carried_from: None,
        });
        let own = OwnRisk {
            title: "The lease ends".to_owned(),
            ..OwnRisk::default()
        };
        let edit = Edit::SetOwnRisk {
            risk: RiskId::parse("OWN1").unwrap(),
            own: Some(Box::new(own)),
        };
        let _undo = edit.apply(&mut assessment, catalog).unwrap();
        let all = options(&assessment, catalog, &[], false);
        assert_eq!(all.len(), 1 + 64 + 75);
        assert_eq!(options(&assessment, catalog, &[], true).len(), 1 + 64);
        assert_eq!(subject_of(&assessment, catalog, &all[0].value), None);
        for option in &all[1..] {
            let subject = subject_of(&assessment, catalog, &option.value).unwrap();
            let (key, title) = name_of(&assessment, catalog, &subject);
            assert_eq!(key, option.value);
            assert!(!title.is_empty(), "{}", option.value);
            assert!(!options(&assessment, catalog, &[subject], false).contains(option));
        }
    }
}
