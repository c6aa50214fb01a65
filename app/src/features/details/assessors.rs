//! Who assesses.

use assay_assessment::{Assessor, Details};
use leptos::prelude::*;

use super::writing::{set, text, type_text};
use crate::{
    browser::focus,
    components::{Button, ButtonKind, Icon, IconButton, Panel, Tag, TextField},
    words::{self, one_line},
    workbench::use_workbench,
};

/// The assessors. The first is the lead.
#[component]
pub(super) fn AssessorsPanel() -> impl IntoView {
    let workbench = use_workbench();
    let number = workbench.memo(|assessment| assessment.details().assessors.len());
    let full = move || number.get() >= Details::MOST_ASSESSORS;
    let add = move || {
        let place = number.get_untracked();
        set(workbench, |details| {
            details.assessors.push(Assessor::default());
        });
        // The new fields are drawn by then.
        request_animation_frame(move || {
            focus::move_to(&format!("[data-assessor=\"{place}\"] input"));
        });
    };
    view! {
        <Panel
            title="Assessors"
            aside=Signal::derive(move || words::count(number.get(), "assessor", "assessors"))
        >
            <p class="details-remark">
                "The first is the lead assessor, whose name signs what is written into the journal from then on."
            </p>
            <ol class="details-assessors" role="list">
                <For each=move || 0..number.get() key=|place| *place let:place>
                    <AssessorFields place />
                </For>
            </ol>
            <Button
                icon=Icon::Plus
                disabled=Signal::derive(move || workbench.is_read_only() || full())
                on_press=add
            >
                <span data-add-assessor="">"Add assessor"</span>
            </Button>
            <Show when=full>
                <p class="field-hint">
                    {format!("At most {} assessors are named.", Details::MOST_ASSESSORS)}
                </p>
            </Show>
        </Panel>
    }
}

/// Name, organisation and role of the assessor at a place of the list.
#[component]
fn AssessorFields(place: usize) -> impl IntoView {
    let workbench = use_workbench();
    let disabled = Signal::derive(move || workbench.is_read_only());
    let field = move |label: &'static str,
                      read: fn(&Assessor) -> &String,
                      write: fn(&mut Assessor, String)| {
        let value = text(workbench, move |details| {
            details
                .assessors
                .get(place)
                .map_or("", |assessor| read(assessor))
        });
        view! {
            <TextField
                label
                value
                on_input=move |text: String| {
                    type_text(workbench, &format!("{label} {place}"), move |details| {
                        if let Some(assessor) = details.assessors.get_mut(place) {
                            write(assessor, one_line(&text));
                        }
                    });
                }
                longest=100_u32
                disabled
            />
        }
    };
    let called = workbench.memo(move |assessment| {
        let assessor = assessment.details().assessors.get(place);
        let name = assessor
            .map(|assessor| assessor.name.trim())
            .unwrap_or_default();
        if name.is_empty() {
            format!("assessor {}", place + 1)
        } else {
            name.to_owned()
        }
    });
    let lead = move || {
        set(workbench, |details| {
            if place < details.assessors.len() {
                let assessor = details.assessors.remove(place);
                details.assessors.insert(0, assessor);
            }
        });
        focus::move_to("[data-assessor=\"0\"] input");
    };
    let remove = move || {
        set(workbench, |details| {
            if place < details.assessors.len() {
                details.assessors.remove(place);
            }
        });
        // The row that had the focus may be gone; the button below the list stays.
        focus::move_quietly_to("button:has(> .button-words > [data-add-assessor])");
    };
    view! {
        <li class="details-assessor" data-assessor=place.to_string()>
            {field("Name", |assessor| &assessor.name, |assessor, text| assessor.name = text)}
            {field("Organisation", |assessor| &assessor.organisation, |assessor, text| assessor.organisation = text)}
            {field("Role", |assessor| &assessor.role, |assessor, text| assessor.role = text)}
            <div class="details-assessor-end">
                {if place == 0 {
                    view! { <Tag>"Lead"</Tag> }.into_any()
                } else {
                    view! {
                        <Button
                            kind=ButtonKind::Quiet
                            disabled
                            title=Signal::derive(move || format!("Make {} the lead assessor", called.get()))
                            on_press=lead
                        >
                            "Make lead"
                        </Button>
                    }
                    .into_any()
                }}
                <IconButton
                    label=Signal::derive(move || format!("Remove {}", called.get()))
                    icon=Icon::Trash
                    on_press=remove
                    disabled
                />
            </div>
        </li>
    }
}
