//! Linking evidence that is already in the library.

use assay_assessment::{Edit, Subject};
use assay_catalog::Control;
use leptos::prelude::*;

use super::super::super::state::ControlsState;
use super::card::Card;
use crate::components::{Button, ButtonKind, Dialog, TextField};
use crate::features::evidence::AbsenceTag;

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
    let candidates = Memo::new(move |_| {
        let presence = state.workbench.presence();
        state.workbench.with(|assessment| {
            let items = assessment.evidence().iter();
            items
                .filter(|(_, item)| !item.controls.contains(control.id()))
                .map(|(id, item)| {
                    let searched = format!("{} {}", item.label(), item.description).to_lowercase();
                    (
                        Card::of(id, item, state.workbench.day_of(item), &presence),
                        searched,
                    )
                })
                .collect::<Vec<_>>()
        })
    });
    let fitting = Memo::new(move |_| {
        let text = text.get().to_lowercase();
        candidates.with(|candidates| {
            let fit = |searched: &str| text.split_whitespace().all(|word| searched.contains(word));
            let fitting = candidates.iter().filter(|(_, searched)| fit(searched));
            fitting.map(|(card, _)| card.clone()).collect::<Vec<_>>()
        })
    });
    let left_out = move || fitting.with(|fitting| fitting.len().saturating_sub(MOST_LISTED));
    let link = move |card: &Card| {
        // What is wrong was shown to the user by the workbench.
        let _shown = state.workbench.perform(Edit::LinkEvidence {
            id: card.id.clone(),
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
            <ul class="control-cards control-choices" role="list">
                <For
                    each=move || fitting.with(|all| all.iter().take(MOST_LISTED).cloned().collect::<Vec<_>>())
                    key=Card::clone
                    let:card
                >
                    <li class="control-card">
                        <span class="control-card-kind" aria-hidden="true">{card.kind.clone()}</span>
                        <div class="control-card-words">
                            <span>{card.label.clone()}</span>
                            <span class="control-card-line mono">{card.line.clone()}</span>
                            <AbsenceTag absence=card.absence />
                        </div>
                        <Button title=format!("Link {}", card.label) on_press=move || link(&card)>"Link"</Button>
                    </li>
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
