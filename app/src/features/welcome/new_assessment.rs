//! The dialog that begins an assessment: who is assessed, and by whom. The rest has time.

use assay_assessment::{AssessmentKind, Assessor, Details, Operator, TextLimit};
use assay_catalog::Catalog;
use leptos::{prelude::*, task::spawn_local};

use super::go_to_assessment;
use crate::components::field::SelectOption;
use crate::components::{
    Button, ButtonKind, ChoiceOption, Dialog, Segmented, SelectField, TextField,
};
use crate::desk::use_desk;
use crate::features::making::Making;
use crate::shell::{Navigation, Notices};
use crate::words;
use crate::workbench::today;

/// The name under which an assessment is begun.
const NEW: &str = "new assessment";

/// The dialog.
#[component]
pub(super) fn NewAssessmentDialog(
    /// Whether it is open.
    open: RwSignal<bool>,
) -> impl IntoView {
    view! {
        <Dialog open title="New assessment">
            <Form open />
        </Dialog>
    }
}

/// What is asked for; made anew at each opening, so it begins empty.
#[component]
fn Form(open: RwSignal<bool>) -> impl IntoView {
    let (desk, navigation, notices) = (
        use_desk(),
        Navigation::from_context(),
        Notices::from_context(),
    );
    let operator = RwSignal::new(String::new());
    let title = RwSignal::new(String::new());
    let assessor = RwSignal::new(String::new());
    let kind = RwSignal::new(AssessmentKind::default());
    // Imported editions are read from the disk; they join the list when they are there.
    spawn_local(async move { drop(desk.editions().await) });
    let editions = Signal::derive(move || desk.known_editions().get().all());
    let edition = RwSignal::new(None::<String>);
    let chosen_edition = move || {
        edition.with(|chosen| {
            let all = editions.get();
            let is_chosen =
                |catalog: &&&'static Catalog| chosen.as_deref() == Some(catalog.edition().sha256());
            all.iter().find(is_chosen).or(all.first()).copied()
        })
    };
    let missing = RwSignal::new(false);
    let making = Making::from_context();
    let busy = making.is_under_way(NEW);
    let year = today().day.to_string().chars().take(4).collect::<String>();
    let usual_title = move || {
        let operator = operator.with(|operator| operator.trim().to_owned());
        if operator.is_empty() {
            String::new()
        } else {
            TextLimit::Line.clip(&format!("{operator} {year}"))
        }
    };
    let hint = {
        let usual_title = usual_title.clone();
        move || words::assessments::title_hint(&usual_title())
    };
    let begin = Callback::new(move |()| {
        if operator.with_untracked(|operator| operator.trim().is_empty()) {
            missing.set(true);
            return;
        }
        let fits = |text: RwSignal<String>| {
            text.with_untracked(|text| TextLimit::Line.admits(text.trim()))
        };
        if ![operator, title, assessor].into_iter().all(fits) {
            // Each field says by how much it is too long.
            return;
        }
        let entered = title.with_untracked(|title| title.trim().to_owned());
        let details = Details {
            title: if entered.is_empty() {
                untrack(usual_title.clone())
            } else {
                entered
            },
            kind: kind.get_untracked(),
            operator: Operator {
                name: operator.with_untracked(|name| name.trim().to_owned()),
                ..Operator::default()
            },
            assessors: assessors(assessor.get_untracked().trim()),
            ..Details::default()
        };
        let Some(edition) = untrack(chosen_edition) else {
            return;
        };
        making.run(NEW, async move {
            match desk.begin(details, edition).await {
                Ok(id) => {
                    open.set(false);
                    go_to_assessment(navigation, &id);
                }
                Err(error) => notices.warn(error.to_string()),
            }
        });
    });
    let error = move || {
        let empty = operator.with(|operator| operator.trim().is_empty());
        (missing.get() && empty).then(|| words::assessments::name_the_operator().to_owned())
    };
    let kinds = [AssessmentKind::Independent, AssessmentKind::SelfAssessment]
        .map(|kind| ChoiceOption::new(kind, kind.label()))
        .to_vec();
    let choices = Signal::derive(move || {
        let choice = |catalog: &'static Catalog| {
            let sha256 = catalog.edition().sha256();
            SelectOption::new(sha256, words::assessments::edition_choice(catalog))
        };
        editions.get().into_iter().map(choice).collect::<Vec<_>>()
    });
    let edition_hint = move || {
        let status = chosen_edition().map(|catalog| catalog.edition().status());
        status
            .map(words::assessments::edition_hint)
            .unwrap_or_default()
            .to_owned()
    };
    view! {
        <form
            class="stack"
            novalidate=true
            on:submit=move |event| {
                event.prevent_default();
                begin.run(());
            }
        >
            <TextField
                label="Operator"
                value=operator
                on_input=move |text: String| operator.set(text)
                error=Signal::derive(error)
                required=true
                longest=TextLimit::Line.characters()
            />
            <TextField
                label="Title"
                value=title
                on_input=move |text: String| title.set(text)
                hint=Signal::derive(hint)
                longest=TextLimit::Line.characters()
            />
            <TextField
                label="Your name"
                value=assessor
                on_input=move |text: String| assessor.set(text)
                hint="It stands beside each change in the journal, and first among the assessors in the report."
                longest=TextLimit::Line.characters()
            />
            <SelectField
                label="Edition"
                options=choices
                value=Signal::derive(move || {
                    chosen_edition().map(|catalog| catalog.edition().sha256().to_owned()).unwrap_or_default()
                })
                on_change=move |chosen: String| edition.set(Some(chosen))
                hint=Signal::derive(edition_hint)
            />
            <Segmented
                label="Kind"
                options=kinds
                value=Signal::derive(move || Some(kind.get()))
                on_choose=move |chosen| kind.set(chosen)
            />
            <div class="dialog-actions">
                <Button on_press=move || open.set(false)>"Cancel"</Button>
                <Button kind=ButtonKind::Primary busy submit=true>"Begin"</Button>
            </div>
        </form>
    }
}

fn assessors(name: &str) -> Vec<Assessor> {
    if name.is_empty() {
        return Vec::new();
    }
    vec![Assessor {
        name: name.to_owned(),
        ..Assessor::default()
    }]
}
