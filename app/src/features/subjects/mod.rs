//! The controls and risks that something is about: a list of links, and a way to link another.

use std::collections::BTreeSet;

use assay_assessment::Subject;
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
    let options = Memo::new(move |_| subjects.with(|standing| options(catalog, standing)));
    let link = move |key: String| {
        if let Some(subject) = subject_of(catalog, &key) {
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
    let (key, title) = name_of(use_workbench().catalog(), &subject);
    let href = places::subject(use_workbench(), &subject);
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
fn name_of(catalog: &Catalog, subject: &Subject) -> (String, String) {
    let (key, title) = match subject {
        Subject::Control(id) => (
            id.to_string(),
            catalog.control(id).map(|control| control.short_title()),
        ),
        Subject::Risk(id) => (
            id.to_string(),
            catalog.risk(*id).and_then(|risk| risk.title()),
        ),
    };
    (key, title.unwrap_or_default().to_owned())
}

/// The control or risk of that identifier, if the edition has one.
fn subject_of(catalog: &Catalog, key: &str) -> Option<Subject> {
    let risk = RiskId::parse(key)
        .ok()
        .filter(|id| catalog.risk(*id).is_some())
        .map(Subject::Risk);
    risk.or_else(|| {
        let control = ControlId::parse(key).ok()?;
        Some(Subject::Control(catalog.control(&control)?.id().clone()))
    })
}

/// Every control and active risk that is not linked yet, below a line that is none of them.
fn options(catalog: &Catalog, standing: &[Subject]) -> Vec<SelectOption> {
    let controls = catalog
        .controls()
        .iter()
        .map(|control| Subject::Control(control.id().clone()));
    let risks = catalog.active_risks().map(|risk| Subject::Risk(risk.id()));
    let others = controls
        .chain(risks)
        .filter(|subject| !standing.contains(subject))
        .map(|subject| {
            let (key, title) = name_of(catalog, &subject);
            let label = format!("{key} \u{2013} {title}");
            SelectOption::new(key, label)
        });
    std::iter::once(SelectOption::new("", "Choose a control or a risk"))
        .chain(others)
        .collect()
}

#[cfg(test)]
mod tests {
    use assay_catalog::Editions;

    use super::*;

    #[test]
    fn every_line_leads_back_to_its_subject_and_what_is_linked_is_not_offered() {
        let catalog = Editions::bundled_draft();
        let all = options(catalog, &[]);
        assert!(all.len() > 100);
        assert_eq!(subject_of(catalog, &all[0].value), None);
        for option in &all[1..] {
            let subject = subject_of(catalog, &option.value).unwrap();
            assert_eq!(name_of(catalog, &subject).0, option.value);
            assert!(!name_of(catalog, &subject).1.is_empty(), "{}", option.value);
            assert!(!options(catalog, &[subject]).contains(option));
        }
    }
}
