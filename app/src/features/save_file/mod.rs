//! A file that is ready to be saved, with a button of its own, because browsers open a save dialog only for a click.
//! "Exported" is said only of bytes that were read back from the file.

use leptos::{prelude::*, task::spawn_local};

use crate::{
    browser::files::{self, SaveError, Saved},
    components::{Button, ButtonKind, Icon},
    words,
};

/// The button that saves a file, and what came of it.
#[component]
pub fn SaveFile(
    /// What the file is called.
    name: String,
    /// What it is.
    #[prop(into)]
    media_type: String,
    /// What is in it.
    bytes: Vec<u8>,
    /// What the button says.
    label: String,
    /// How much it asks to be pressed.
    #[prop(optional)]
    kind: ButtonKind,
) -> impl IntoView {
    let file = StoredValue::new((name, media_type, bytes));
    let outcome = RwSignal::new(None::<Result<String, String>>);
    let save = move || {
        spawn_local(async move {
            let (name, media_type, bytes) = file.get_value();
            let said = match files::save(&name, &media_type, &bytes).await {
                Ok(Saved::ReadBack { name }) => Ok(words::files::report_saved(&name)),
                Ok(Saved::HandedToBrowser { name }) => {
                    Ok(words::files::report_handed_to_browser(&name))
                }
                Err(SaveError::Cancelled) => return,
                Err(error) => Err(error.to_string()),
            };
            let _room_left = outcome.try_set(Some(said));
        });
    };
    view! {
        <div class="save-file">
            <Button kind icon=Icon::Save on_press=save>{label}</Button>
            {move || outcome.get().map(|said| match said {
                Ok(text) => view! { <p role="status">{text}</p> }.into_any(),
                Err(text) => view! { <p class="save-file-problem" role="alert">{text}</p> }.into_any(),
            })}
        </div>
    }
}
