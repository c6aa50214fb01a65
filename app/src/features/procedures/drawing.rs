//! Drawing a sample that anybody can draw again: from a list, by a seed.

use assay_assessment::{Draw, TextLimit};
use leptos::{prelude::*, task::spawn_local};

use super::writing::Place;
use crate::{
    browser::{
        Cancellation,
        files::{self, HowMany, PickedFile},
        random,
    },
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

/// The largest file that a list is read from, in bytes: more than 100,000 lines of a register have.
const LARGEST_LIST: u64 = 32_000_000;

/// A file that holds the list.
#[derive(Clone, PartialEq, Eq)]
struct ListFile {
    name: String,
    text: String,
}

/// Reads a file of lines, or says why not.
async fn read_list(file: &PickedFile) -> Result<ListFile, String> {
    let name = file.name();
    if file.size() > LARGEST_LIST {
        return Err(words::procedures::list_too_large(&name));
    }
    let read = files::read(file, |_| {}, &Cancellation::default()).await;
    let bytes = read.map_err(|error| error.to_string())?;
    match String::from_utf8(bytes) {
        Ok(text) => Ok(ListFile { name, text }),
        Err(_) => Err(words::procedures::list_is_no_text(&name)),
    }
}

/// List, size and seed; made anew at each opening.
#[component]
fn Form(open: RwSignal<bool>, place: Place) -> impl IntoView {
    let list = RwSignal::new(String::new());
    let from_file = RwSignal::new(None::<ListFile>);
    let size = RwSignal::new(
        place
            .part(|procedure| procedure.sample.size)
            .get_untracked(),
    );
    let seed = RwSignal::new(random::uuid().unwrap_or_default());
    let refused = RwSignal::new(None::<String>);
    // How often a list was chosen or typed: a file that is still read when another list is there is late.
    let lists = StoredValue::new(0_u32);
    let choose = move || {
        lists.update_value(|lists| *lists += 1);
        let own = lists.get_value();
        spawn_local(async move {
            let Some(file) = files::pick(".csv,.txt,text/csv,text/plain", HowMany::One)
                .await
                .pop()
            else {
                return;
            };
            let read = read_list(&file).await;
            // The dialog may have been closed meanwhile, and its signals are gone with it.
            if lists.try_get_value() != Some(own) {
                return;
            }
            match read {
                Ok(read) => {
                    let _closed = refused.try_set(None);
                    let _closed = from_file.try_set(Some(read));
                }
                Err(why) => {
                    let _closed = refused.try_set(Some(why));
                }
            }
        });
    };
    let draw = move || {
        let (size, seed) = (size.get_untracked().unwrap_or(0), seed.get_untracked());
        let drawn = from_file.with_untracked(|file| match file {
            Some(file) => Draw::of(&file.text, size, &seed),
            None => list.with_untracked(|list| Draw::of(list, size, &seed)),
        });
        match drawn {
            Err(error) => refused.set(Some(sentence(&error.to_string()))),
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
    let file_words = move || {
        from_file.with(|file| {
            file.as_ref()
                .map(|file| words::procedures::list_of(&file.name, Draw::items_in(&file.text)))
        })
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
                "Put the whole list here, an item on each line, or choose a file whose lines are the items, such as a CSV file without its first line. The list is not kept; its digest and the items that are drawn are."
            </p>
            <Show
                when=move || from_file.with(Option::is_some)
                fallback=move || view! {
                    <TextArea
                        label="The list"
                        rows=8
                        value=list
                        on_input=move |text: String| {
                            lists.update_value(|lists| *lists += 1);
                            refused.set(None);
                            list.set(text);
                        }
                    />
                    <div>
                        <Button on_press=choose>"Choose a file"</Button>
                    </div>
                }
            >
                <div class="cluster">
                    <p>{file_words}</p>
                    <Button kind=ButtonKind::Quiet on_press=move || from_file.set(None)>
                        "Paste a list instead"
                    </Button>
                </div>
            </Show>
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
                {move || refused.get().map(|why| view! { <p class="field-error">{why}</p> })}
            </div>
            <div class="dialog-actions">
                <Button on_press=move || open.set(false)>"Cancel"</Button>
                <Button kind=ButtonKind::Primary submit=true>"Draw"</Button>
            </div>
        </form>
    }
}
