//! Linking evidence that is already in the library, to a control or a risk.

use std::collections::BTreeMap;

use assay_assessment::{Edit, Evidence, EvidenceId, Subject};
use leptos::prelude::*;

use super::{
    facts::EvidenceFacts,
    line::{EvidenceLine, facts_of},
};
use crate::{
    components::{Button, ButtonKind, Dialog, Icon, TextField},
    words::evidence,
    workbench::use_workbench,
};

/// The most items that are listed at once; more are found by a longer text.
const MOST_LISTED: usize = 50;

/// Whether an item supports a control or a risk.
fn supports(item: &Evidence, subject: &Subject) -> bool {
    match subject {
        Subject::Control(control) => item.controls.contains(control),
        Subject::Risk(risk) => item.risks.contains(risk),
    }
}

/// Opens the dialog in which items are chosen, where the library has any to choose from.
#[component]
pub fn LinkExistingButton(
    /// What the items are to support.
    subject: Subject,
    /// Whether the dialog is open.
    open: RwSignal<bool>,
) -> impl IntoView {
    let workbench = use_workbench();
    let library_has_more = workbench.memo(move |assessment| {
        let mut items = assessment.evidence().values();
        items.any(|item| !supports(item, &subject))
    });
    let disabled = Signal::derive(move || workbench.is_read_only() || !library_has_more.get());
    view! {
        <Button icon=Icon::Link on_press=move || open.set(true) disabled>
            "Link existing evidence"
        </Button>
    }
}

/// The dialog in which items are chosen.
#[component]
pub fn LinkExisting(
    /// What the items are to support.
    subject: Subject,
    /// Whether it is open.
    open: RwSignal<bool>,
) -> impl IntoView {
    view! {
        <Dialog open title="Link existing evidence" wide=true light_dismiss=true>
            <Choices subject=subject.clone() open />
        </Dialog>
    }
}

#[component]
fn Choices(subject: Subject, open: RwSignal<bool>) -> impl IntoView {
    let workbench = use_workbench();
    let text = RwSignal::new(String::new());
    let linked = subject.clone();
    let candidates = facts_of(workbench, move |item| !supports(item, &linked));
    // What is looked for in does not change while one types.
    let searched = workbench.memo(|assessment| {
        let items = assessment.evidence().iter();
        let text =
            |item: &Evidence| format!("{} {}", item.label(), item.description).to_lowercase();
        items
            .map(|(id, item)| (id.clone(), text(item)))
            .collect::<BTreeMap<_, _>>()
    });
    let fitting = Memo::new(move |_| {
        let text = text.read().to_lowercase();
        let searched = searched.read();
        let fits = |facts: &EvidenceFacts| {
            let searched = searched.get(&facts.id).map_or("", String::as_str);
            text.split_whitespace().all(|word| searched.contains(word))
        };
        candidates.with(|all| {
            all.iter()
                .filter(|facts| fits(facts))
                .cloned()
                .collect::<Vec<_>>()
        })
    });
    let left_out = move || fitting.with(|fitting| fitting.len().saturating_sub(MOST_LISTED));
    let subject = StoredValue::new(subject);
    let link = move |id: &EvidenceId| {
        // What is wrong was shown to the user by the workbench.
        let _shown = workbench.perform(Edit::LinkEvidence {
            id: id.clone(),
            subject: subject.get_value(),
        });
    };
    view! {
        <div class="stack">
            <TextField
                label="Find in the evidence library"
                value=text
                on_input=move |typed| text.set(typed)
            />
            <ul class="card-list evidence-choices" role="list">
                <For
                    each=move || fitting.with(|all| all.iter().take(MOST_LISTED).cloned().collect::<Vec<_>>())
                    key=Clone::clone
                    let:facts
                >
                    {
                        let (id, title) = (facts.id.clone(), evidence::link(&facts.label));
                        view! {
                            <EvidenceLine facts>
                                <Button title on_press=move || link(&id)>"Link"</Button>
                            </EvidenceLine>
                        }
                    }
                </For>
            </ul>
            <p class="muted" role="status">
                {move || evidence::fitting(fitting.with(Vec::len), left_out())}
            </p>
            <div class="dialog-actions">
                <Button kind=ButtonKind::Primary on_press=move || open.set(false)>"Done"</Button>
            </div>
        </div>
    }
}
