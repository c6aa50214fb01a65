//! A font of the user's own, for scripts that the report's fonts do not have.

use std::rc::Rc;

use assay_jobs::CheckFont;
use leptos::{prelude::*, task::spawn_local};

use crate::{
    beside,
    browser::{
        Cancellation,
        files::{self, HowMany},
    },
    components::{Button, Icon},
    words::{sentence, signing},
};

/// The largest font file that is taken, in bytes. Those with all Chinese characters have about 20 MB.
const LARGEST_FONT: u64 = 40 * 1024 * 1024;

/// A font file that goes into the next PDF for the characters that the other fonts lack.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct ExtraFont {
    /// The name of the file.
    pub name: String,
    /// Its bytes: a font that was read, and has a character that was missing.
    pub bytes: Rc<[u8]>,
}

/// The font of this visit to the room; the page keeps none.
pub(super) type FontChoice = RwSignal<Option<ExtraFont>, LocalStorage>;

/// Which characters the PDF lacks, and the way to a font that has them.
#[component]
pub(super) fn Substituted(
    /// The characters that the PDF shows as boxes.
    characters: Vec<char>,
    /// Where a chosen font goes.
    font: FontChoice,
) -> impl IntoView {
    let problem = RwSignal::new(None::<String>);
    let list: Vec<String> = characters
        .iter()
        .map(|character| format!("{character} (U+{:04X})", u32::from(*character)))
        .collect();
    let missing = StoredValue::new(characters);
    let choose = move || {
        spawn_local(async move {
            let Some(file) = files::pick(".ttf,.otf", HowMany::One).await.pop() else {
                return;
            };
            let taken = if file.size() > LARGEST_FONT {
                Err(signing::font_too_large(
                    &file.name(),
                    file.size(),
                    LARGEST_FONT,
                ))
            } else {
                files::read(&file, |_| {}, &Cancellation::new())
                    .await
                    .map_err(|error| error.to_string())
            };
            let checked = match (taken, missing.try_get_value()) {
                (Ok(bytes), Some(missing)) => {
                    match beside::perform_briefly(CheckFont { bytes, missing }).await {
                        Ok(Ok(font)) => Ok(font.bytes),
                        Ok(Err(refused)) => Err(signing::font_not_taken(&file.name(), &refused)),
                        Err(error) => Err(signing::font_not_taken(&file.name(), &error)),
                    }
                }
                (Err(error), _) => Err(error),
                // The room was left.
                (Ok(_), None) => return,
            };
            match checked {
                Ok(content) => {
                    let _room_left = problem.try_set(None);
                    let _room_left = font.try_set(Some(ExtraFont {
                        name: file.name(),
                        bytes: content.into(),
                    }));
                }
                Err(error) => _ = problem.try_set(Some(sentence(&error))),
            }
        });
    };
    view! {
        <div class="report-substituted">
            <p class="report-problem">
                "The PDF shows a box for characters that its fonts do not have: " {list.join(", ")}
                ". The JSON holds them as they are."
            </p>
            <p>"With a font file that has them (TrueType or OpenType), sign once more."</p>
            <Button icon=Icon::Folder on_press=choose>"Choose a font file"</Button>
            {move || problem.get().map(|text| view! { <p class="report-problem" role="alert">{text}</p> })}
        </div>
    }
}

/// Says in the form which font the next PDF gets, and lets it be taken back.
#[component]
pub(super) fn ChosenFont(
    /// The font that was chosen.
    font: FontChoice,
) -> impl IntoView {
    move || {
        font.get().map(|chosen| {
            view! {
                <div class="cluster" role="status">
                    <span>"Font for missing characters: " <strong>{chosen.name}</strong></span>
                    <Button on_press=move || font.set(None)>"Without it"</Button>
                </div>
            }
        })
    }
}
