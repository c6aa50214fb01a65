//! Drawing a sample that anybody can draw again: from a list, by a seed.

use assay_assessment::{Draw, DrawError, TextLimit};
use leptos::prelude::*;

use super::writing::Place;
use crate::{
    browser::random,
    components::{Button, ButtonKind, CountField, Dialog, TextArea, TextField},
    words::{self, sentence},
};

/// How a sample that was drawn here was chosen.
const CHOSEN: &str = "at random, by seed";

/// The items that were drawn.
#[component]
pub(super) fn Drawn(place: Place) -> impl IntoView {
    let draw = place.part(|procedure| procedure.sample.draw.as_deref().cloned());
    view! {
        {move || draw.get().map(|draw| {
            let about = words::procedures::drawn(&draw);
            view! {
                <div class="procedure-draw">
                    <p>{about}</p>
                    <ol role="list">
                        {draw.items.into_iter().map(|item| view! {
                            <li><span class="numbers">{item.line}</span> {item.text}</li>
                        }).collect_view()}
                    </ol>
                    <Button
                        kind=ButtonKind::Quiet
                        disabled=place.read_only()
                        on_press=move || _ = place.set(|procedure| procedure.sample.draw = None)
                    >
                        "Remove the draw"
                    </Button>
                </div>
            }
        })}
    }
}

/// The button that opens the dialog, and the dialog.
#[component]
pub(super) fn DrawSample(place: Place) -> impl IntoView {
    let open = RwSignal::new(false);
    view! {
        <div>
            <Button disabled=place.read_only() on_press=move || open.set(true)>"Draw a sample"</Button>
        </div>
        <Dialog open title="Draw a sample" wide=true>
            <Form open place />
        </Dialog>
    }
}

/// List, size and seed; made anew at each opening.
#[component]
fn Form(open: RwSignal<bool>, place: Place) -> impl IntoView {
    let list = RwSignal::new(String::new());
    let size = RwSignal::new(
        place
            .part(|procedure| procedure.sample.size)
            .get_untracked(),
    );
    let seed = RwSignal::new(random::uuid().unwrap_or_default());
    let refused = RwSignal::new(None::<DrawError>);
    let draw = move || {
        let drawn = list.with_untracked(|list| {
            Draw::of(
                list,
                size.get_untracked().unwrap_or(0),
                &seed.get_untracked(),
            )
        });
        match drawn {
            Err(error) => refused.set(Some(error)),
            Ok(draw) => {
                let kept = place.set(|procedure| {
                    let sample = &mut procedure.sample;
                    sample.size = u32::try_from(draw.items.len()).ok();
                    sample.population_size = Some(draw.lines);
                    sample.chosen = CHOSEN.to_owned();
                    sample.draw = Some(Box::new(draw));
                });
                if kept {
                    open.set(false);
                }
            }
        }
    };
    view! {
        <form
            class="stack"
            novalidate=true
            on:submit=move |event| {
                event.prevent_default();
                draw();
            }
        >
            <p class="muted">
                "Put the whole list here, an item on each line: paste it, or the lines of a CSV file. The list is not kept; its digest and the items that are drawn are."
            </p>
            <TextArea
                label="The list"
                rows=8
                value=list
                on_input=move |text: String| {
                    refused.set(None);
                    list.set(text);
                }
            />
            <div class="procedure-counts">
                <CountField
                    label="How many to draw"
                    value=size
                    on_change=move |chosen| {
                        refused.set(None);
                        size.set(chosen);
                    }
                />
                <TextField
                    label="Seed"
                    hint="Decides what is drawn. The same list, size and seed draw the same items."
                    value=seed
                    on_input=move |text: String| {
                        refused.set(None);
                        seed.set(text);
                    }
                    longest=TextLimit::Line.characters()
                />
            </div>
            <div role="alert">
                {move || refused.get().map(|error| view! {
                    <p class="field-error">{sentence(&error.to_string())}</p>
                })}
            </div>
            <div class="dialog-actions">
                <Button on_press=move || open.set(false)>"Cancel"</Button>
                <Button kind=ButtonKind::Primary submit=true>"Draw"</Button>
            </div>
        </form>
    }
}
