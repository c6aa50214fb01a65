//! The dialog that adds a risk: its identifier, which stays, and its title.

use assay_assessment::{Assessment, Edit, OwnRisk, TextLimit};
use assay_catalog::{Catalog, RiskId};
use leptos::prelude::*;

use crate::components::{Button, ButtonKind, Dialog, Icon, TextField};
use crate::words::risks;
use crate::workbench::use_workbench;

/// The button that opens the dialog, and the dialog.
#[component]
pub fn AddRisk(
    /// Called with the identifier of a risk that was added.
    #[prop(into)]
    on_added: Callback<RiskId>,
) -> impl IntoView {
    let workbench = use_workbench();
    let open = RwSignal::new(false);
    view! {
        <Button
            icon=Icon::Plus
            disabled=Signal::derive(move || workbench.is_read_only())
            on_press=move || open.set(true)
        >
            "Add a risk"
        </Button>
        <Dialog open title="Add a risk">
            <Form open on_added />
        </Dialog>
    }
}

/// What is asked for; made anew at each opening.
#[component]
fn Form(open: RwSignal<bool>, on_added: Callback<RiskId>) -> impl IntoView {
    let workbench = use_workbench();
    let catalog = workbench.catalog();
    let free = workbench.with_untracked(|assessment| OwnRisk::next_id(assessment, catalog));
    let id = RwSignal::new(free.map(|id| id.to_string()).unwrap_or_default());
    let title = RwSignal::new(String::new());
    let missing = RwSignal::new(false);
    let wrong = Memo::new(move |_| {
        workbench.with(|assessment| id.with(|id| read(id, assessment, catalog).err()))
    });
    let untitled = move || title.with(|title| title.trim().is_empty());
    let add = move || {
        let read =
            workbench.with_untracked(|assessment| read(&id.get_untracked(), assessment, catalog));
        let Ok(risk) = read else {
            // The field says what is wrong.
            return;
        };
        let title = title.get_untracked().trim().to_owned();
        if title.is_empty() || !TextLimit::Line.admits(&title) {
            missing.set(true);
            return;
        }
        let own = OwnRisk {
            title,
            ..OwnRisk::default()
        };
        let own = Some(Box::new(own));
        workbench.flush_typing();
        // What is wrong was shown to the user by the workbench.
        if workbench.perform(Edit::SetOwnRisk { risk, own }).is_ok() {
            open.set(false);
            on_added.run(risk);
        }
    };
    view! {
        <form
            class="stack"
            novalidate=true
            on:submit=move |event| {
                event.prevent_default();
                add();
            }
        >
            <TextField
                label="Title"
                value=title
                on_input=move |text: String| title.set(text)
                error=Signal::derive(move || {
                    (missing.get() && untitled()).then(|| risks::name_the_risk().to_owned())
                })
                required=true
                longest=TextLimit::Line.characters()
            />
            <TextField
                label="Identifier"
                value=id
                on_input=move |text: String| id.set(text)
                error=wrong
                hint="It stands in lists, the matrix and the report, and stays."
            />
            <div class="dialog-actions">
                <Button on_press=move || open.set(false)>"Cancel"</Button>
                <Button kind=ButtonKind::Primary submit=true>"Add"</Button>
            </div>
        </form>
    }
}

/// The identifier that was entered, or why it cannot be one.
fn read(text: &str, assessment: &Assessment, catalog: &Catalog) -> Result<RiskId, String> {
    let id =
        RiskId::parse(text.trim()).map_err(|error| crate::words::sentence(&error.to_string()))?;
    if assessment.register_risk(catalog, id).is_some() || catalog.risk(id).is_some() {
        return Err(risks::identifier_is_taken(&id.to_string()));
    }
    Ok(id)
}
