//! Entering a link as evidence.

use assay_assessment::{EvidenceKind, LinkAddress, Subject};
use leptos::prelude::*;

use super::ingest::add;
use crate::{
    components::{Button, Icon, TextField},
    workbench::use_workbench,
};

/// A button that becomes a field for an address.
#[component]
pub(super) fn LinkForm(
    /// What the link supports.
    subject: Signal<Option<Subject>>,
) -> impl IntoView {
    let workbench = use_workbench();
    let open = RwSignal::new(false);
    let typed = RwSignal::new(String::new());
    let problem = RwSignal::new(None::<String>);
    let enter = move || match typed.get_untracked().parse::<LinkAddress>() {
        Ok(address) => match add(
            workbench,
            EvidenceKind::Link { address },
            subject.get_untracked(),
        ) {
            Ok(_) => {
                typed.set(String::new());
                problem.set(None);
                open.set(false);
            }
            Err(error) => problem.set(Some(error.to_string())),
        },
        Err(error) => problem.set(Some(error.to_string())),
    };
    move || {
        if !open.get() {
            return view! {
                <Button
                    icon=Icon::Link
                    disabled=Signal::derive(move || workbench.is_read_only())
                    on_press=move || open.set(true)
                >
                    "Add a link"
                </Button>
            }
            .into_any();
        }
        view! {
            <form
                class="evidence-link-form"
                on:submit=move |event| {
                    event.prevent_default();
                    enter();
                }
            >
                <TextField
                    label="Address"
                    value=typed
                    on_input=move |text| typed.set(text)
                    error=problem
                    hint="https, http, mailto, or a file name beside the report. Assay never opens it by itself."
                />
                <div class="cluster">
                    <Button on_press=enter>"Add the link"</Button>
                    <Button on_press=move || {
                        problem.set(None);
                        open.set(false);
                    }>"Cancel"</Button>
                </div>
            </form>
        }
        .into_any()
    }
}
