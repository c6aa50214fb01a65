//! Who assesses.

use assay_assessment::{Assessor, Details, TextLimit};
use leptos::prelude::*;

use super::writing::{set, text, type_text};
use crate::{
    browser::focus,
    components::{Button, ButtonKind, Icon, IconButton, Panel, Tag, TextField},
    words,
    workbench::{Workbench, use_workbench},
};

/// The assessors. The first is the lead.
#[component]
pub(super) fn AssessorsPanel() -> impl IntoView {
    let workbench = use_workbench();
    let number = workbench.memo(|assessment| assessment.details().assessors.len());
    // Where the list was put into another order, each row gets elements of its own: what was typed
    // for one assessor is not taken back in the row of another.
    let people = workbench.memo(|assessment| assessment.details().assessors.clone());
    let order = Memo::new(move |before: Option<&(u64, Vec<Assessor>)>| {
        let now = people.get();
        let order = match before {
            Some((order, before)) if is_rearranged(before, &now) => order + 1,
            Some((order, _)) => *order,
            None => 0,
        };
        (order, now)
    });
    let rows = move || {
        let order = order.with(|(order, _)| *order);
        (0..number.get()).map(move |place| (order, place))
    };
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
                <For each=rows key=|row| *row children=|(_, place)| view! { <AssessorFields place /> } />
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

/// The name of a field among those of the details.
fn field_of(place: usize, label: &str) -> String {
    format!("assessor {place} {label}")
}

/// Lets what could not be saved follow the assessor that it was entered for.
fn move_drafts(workbench: Workbench, to: impl Fn(usize) -> Option<usize>) {
    workbench.move_drafts(|field| {
        let assessor = field.strip_prefix("details assessor ");
        let parts = assessor.and_then(|assessor| assessor.split_once(' '));
        let Some((Ok(place), label)) = parts.map(|(place, label)| (place.parse(), label)) else {
            return Some(field.to_owned());
        };
        to(place).map(|place| format!("details {}", field_of(place, label)))
    });
}

/// Whether assessors have other places than before: more has happened than that one was written
/// into, or that some came or went at the end.
fn is_rearranged(before: &[Assessor], now: &[Assessor]) -> bool {
    let changed = before.iter().zip(now).filter(|(old, new)| old != new);
    changed.count() > usize::from(before.len() == now.len())
}

/// Name, organisation and role of the assessor at a place of the list.
#[component]
fn AssessorFields(place: usize) -> impl IntoView {
    let workbench = use_workbench();
    let disabled = Signal::derive(move || workbench.is_read_only());
    let field = move |label: &'static str,
                      read: fn(&Assessor) -> &String,
                      write: fn(&mut Assessor, String)| {
        let value = text(workbench, &field_of(place, label), move |details| {
            details
                .assessors
                .get(place)
                .map_or("", |assessor| read(assessor))
        });
        view! {
            <TextField
                label
                value
                on_input=move |text| {
                    type_text(workbench, &field_of(place, label), text, move |details, text| {
                        if let Some(assessor) = details.assessors.get_mut(place) {
                            write(assessor, text);
                        }
                    });
                }
                longest=TextLimit::Line.characters()
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
            words::name(name)
        }
    });
    let lead = move || {
        set(workbench, |details| {
            if place < details.assessors.len() {
                let assessor = details.assessors.remove(place);
                details.assessors.insert(0, assessor);
            }
        });
        move_drafts(workbench, |from| match from {
            from if from == place => Some(0),
            from if from < place => Some(from + 1),
            from => Some(from),
        });
        focus::move_to("[data-assessor=\"0\"] input");
    };
    let remove = move || {
        set(workbench, |details| {
            if place < details.assessors.len() {
                details.assessors.remove(place);
            }
        });
        move_drafts(workbench, |from| match from {
            from if from == place => None,
            from if from > place => Some(from - 1),
            from => Some(from),
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_new_where_assessors_have_changed_places() {
        let of = |names: &[&str]| -> Vec<Assessor> {
            let named = names.iter().map(|name| Assessor {
                name: (*name).to_owned(),
                ..Assessor::default()
            });
            named.collect()
        };
        let rearranged = |before: &[&str], now: &[&str]| is_rearranged(&of(before), &of(now));
        assert!(!rearranged(&["Ada", "Bob"], &["Ada", "Bo"]));
        assert!(!rearranged(&["Ada"], &["Ada", ""]));
        assert!(!rearranged(&["Ada", "Bob"], &["Ada"]));
        assert!(rearranged(&["Ada", "Bob"], &["Bob", "Ada"]));
        assert!(rearranged(&["Ada", "Bob"], &["Bob"]));
        assert!(rearranged(&["Bob"], &["Ada", "Bob"]));
    }
}
