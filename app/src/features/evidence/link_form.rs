//! Entering a link as evidence.

use assay_assessment::{EvidenceKind, LinkAddress, Subject};
use leptos::prelude::*;

use super::ingest::add;
use crate::{
    browser::focus,
    components::{Button, Icon, TextField},
    shell::{Announcements, Topic},
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
    let announcements = Announcements::from_context();
    let typed = RwSignal::new(String::new());
    let problem = RwSignal::new(None::<String>);
    let close = move || {
        open.set(false);
        focus::move_soon("[data-add-link] button");
    };
    let enter = move || match typed.get_untracked().parse::<LinkAddress>() {
        Ok(address) => match add(
            workbench,
            EvidenceKind::Link { address },
            subject.get_untracked(),
        ) {
            Ok(_) => {
                typed.set(String::new());
                problem.set(None);
                announcements.say(Topic::Evidence, "The link is added.");
                close();
            }
            Err(error) => problem.set(Some(error.to_string())),
        },
        Err(error) => problem.set(Some(error.to_string())),
    };
    move || {
        if !open.get() {
            return view! {
                <span data-add-link="">
                    <Button
                        icon=Icon::Link
                        disabled=Signal::derive(move || workbench.is_read_only())
                        on_press=move || {
                            open.set(true);
                            focus::move_soon(".evidence-link-form input");
                        }
                    >
                        "Add a link"
                    </Button>
                </span>
            }
            .into_any();
        }
        view! {
            <form
                class="evidence-link-form"
                novalidate=true
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
                    <Button submit=true>"Add the link"</Button>
                    <Button on_press=move || {
                        problem.set(None);
                        close();
                    }>"Cancel"</Button>
                </div>
            </form>
        }
        .into_any()
    }
}
