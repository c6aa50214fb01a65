//! Linking evidence that is already in the library.

use std::collections::BTreeMap;

use assay_assessment::{Edit, Evidence, EvidenceId, Subject};
use assay_catalog::Control;
use leptos::prelude::*;

use super::super::super::state::ControlsState;
use crate::components::{Button, ButtonKind, Dialog, TextField};
use crate::features::evidence::{EvidenceFacts, EvidenceLine, facts_of};

/// The most items that are listed at once; more are found by a longer text.
const MOST_LISTED: usize = 50;

/// The dialog in which items are chosen.
#[component]
pub(super) fn LinkExisting(
    state: ControlsState,
    control: &'static Control,
    /// Whether it is open.
    open: RwSignal<bool>,
) -> impl IntoView {
    view! {
        <Dialog open title="Link existing evidence" wide=true light_dismiss=true>
            <Choices state control open />
        </Dialog>
    }
}

#[component]
fn Choices(state: ControlsState, control: &'static Control, open: RwSignal<bool>) -> impl IntoView {
    let text = RwSignal::new(String::new());
    let candidates = facts_of(state.workbench, move |item| {
        !item.controls.contains(control.id())
    });
    // What is looked for in does not change while one types.
    let searched = state.workbench.memo(|assessment| {
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
    let link = move |id: &EvidenceId| {
        // What is wrong was shown to the user by the workbench.
        let _shown = state.workbench.perform(Edit::LinkEvidence {
            id: id.clone(),
            subject: Subject::Control(control.id().clone()),
        });
    };
    view! {
        <div class="stack">
            <TextField
                label="Find in the evidence library"
                value=text
                on_input=move |typed| text.set(typed)
            />
            <ul class="card-list control-choices" role="list">
                <For
                    each=move || fitting.with(|all| all.iter().take(MOST_LISTED).cloned().collect::<Vec<_>>())
                    key=Clone::clone
                    let:facts
                >
                    {
                        let (id, title) = (facts.id.clone(), format!("Link {}", facts.label));
                        view! {
                            <EvidenceLine facts>
                                <Button title on_press=move || link(&id)>"Link"</Button>
                            </EvidenceLine>
                        }
                    }
                </For>
            </ul>
            <p class="muted" role="status">
                {move || match (fitting.with(Vec::len), left_out()) {
                    (0, _) => "No item fits.".to_owned(),
                    (_, 0) => String::new(),
                    (_, more) => format!("{more} more. Type to narrow the list."),
                }}
            </p>
            <div class="dialog-actions">
                <Button kind=ButtonKind::Primary on_press=move || open.set(false)>"Done"</Button>
            </div>
        </div>
    }
}
