//! What the list is narrowed to: search, statuses, levels and "needs attention".

use assay_assessment::{Confirmation, ConfirmationTally, Status};
use leptos::prelude::*;

use super::state::ControlsState;
use crate::components::{Chip, StatusMark};
use crate::features::list::ListHead;
use crate::features::marks::mark_of_status;

/// Everything above the list.
#[component]
pub(super) fn FilterBar(
    /// The shared state.
    state: ControlsState,
) -> impl IntoView {
    let statuses = move || {
        view! {
            <div class="controls-statuses" role="group" aria-label="Show only these statuses">
                {Status::ALL
                    .into_iter()
                    .enumerate()
                    .map(|(place, status)| view! { <StatusChip state status place /> })
                    .collect_view()}
            </div>
        }
    };
    let is_carried = state
        .workbench
        .with_untracked(|assessment| assessment.carried_from().is_some());
    let catalog = state.workbench.catalog();
    let carried = state.workbench.memo(ConfirmationTally::of_controls);
    // Examples of this edition's own kind.
    let placeholder = if catalog.risks().is_empty() {
        "Word or identifier"
    } else {
        "Word, SLS6, CC 6.1 \u{2026}"
    };
    let levels = state.workbench.catalog().edition().levels();
    view! {
        <ListHead
            list=state.list
            label="Filter controls by word, identifier, risk or criterion"
            placeholder
            beside=statuses
        >
            <Chip
                label="Needs attention"
                count=Signal::derive(move || state.filtered.with(|all| all.needing_attention))
                pressed=Signal::derive(move || state.filter.with(|filter| filter.needs_attention))
                on_press=move || {
                    state.filter.update(|filter| filter.needs_attention = !filter.needs_attention);
                }
            />
            {is_carried.then(|| {
                Confirmation::ALL
                    .into_iter()
                    .enumerate()
                    .map(|(place, confirmation)| view! {
                        <Show when=move || carried.with(|tally| tally.count(confirmation) > 0)>
                        <Chip
                            label=confirmation.label()
                            count=Signal::derive(move || {
                                state.filtered.with(|all| all.of_confirmation.get(place).copied().unwrap_or(0))
                            })
                            pressed=Signal::derive(move || {
                                state.filter.with(|filter| filter.confirmations.contains(&confirmation))
                            })
                            on_press=move || {
                                state.filter.update(|filter| filter.toggle_confirmation(confirmation));
                            }
                        />
                        </Show>
                    })
                    .collect_view()
            })}
            {levels
                .iter()
                .copied()
                .enumerate()
                .map(|(place, level)| view! {
                    <Chip
                        label=level.to_string()
                        count=Signal::derive(move || {
                            state.filtered.with(|all| all.of_level.get(place).copied().unwrap_or(0))
                        })
                        pressed=Signal::derive(move || {
                            state.filter.with(|filter| filter.levels.contains(&level))
                        })
                        on_press=move || state.filter.update(|filter| filter.toggle_level(level))
                    />
                })
                .collect_view()}
        </ListHead>
    }
}

#[component]
fn StatusChip(state: ControlsState, status: Status, place: usize) -> impl IntoView {
    let pressed = move || {
        state
            .filter
            .with(|filter| filter.statuses.contains(&status))
    };
    let count = move || {
        state
            .filtered
            .with(|all| all.of_status.get(place).copied().unwrap_or(0))
    };
    view! {
        <button
            type="button"
            class="controls-status"
            class:controls-status-on=pressed
            aria-pressed=move || pressed().to_string()
            on:click=move |_| state.filter.update(|filter| filter.toggle_status(status))
        >
            <StatusMark mark=mark_of_status(status) text=status.label() />
            <span class="numbers">{count}</span>
        </button>
    }
}
