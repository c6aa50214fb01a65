//! The logo on the cover: its file, and what it is in words. It is kept on this device for the next report.

use assay_jobs::LookAtLogo;
use assay_report::document::{Logo, MOST_LOGO_BYTES};
use leptos::{prelude::*, task::spawn_local};

use super::presenting::Presenting;
use crate::{
    beside,
    browser::{
        Cancellation,
        files::{self, HowMany, PickedFile},
        focus,
    },
    components::{Button, Icon, TextField},
    desk::{Desk, use_desk},
    shell::Notices,
    words::{presenting, sentence},
};

/// The fields about the logo.
#[component]
pub(super) fn LogoFields(presenting: Presenting) -> impl IntoView {
    let (desk, notices) = (use_desk(), Notices::from_context());
    let text = RwSignal::new(String::new());
    let problem = RwSignal::new(None::<String>);
    // What goes along with the file, once it was looked at.
    let along = RwSignal::new(None::<String>);
    let choose = move || {
        let said = text.get_untracked().trim().to_owned();
        if said.is_empty() {
            problem.set(Some(presenting::LOGO_TEXT_FIRST.to_owned()));
            return focus::move_soon(".report-logo input");
        }
        problem.set(None);
        spawn_local(async move {
            let Some(file) = files::pick(".png,.jpg,.jpeg", HowMany::One).await.pop() else {
                return;
            };
            let taken = take(desk, &file, said).await;
            // The room may have been left; the file is kept all the same, and is no harm.
            if problem.is_disposed() {
                return;
            }
            match taken {
                Ok((logo, goes_along)) => {
                    along.set(goes_along);
                    presenting.choose(desk, notices, |chosen| chosen.logo = Some(logo));
                    focus::move_soon(".report-logo button");
                }
                Err(error) => problem.set(Some(sentence(&error))),
            }
        });
    };
    let remove = move || {
        along.set(None);
        if let Some(logo) = untrack(|| presenting.get()).logo {
            text.set(logo.alternative_text);
            presenting.choose(desk, notices, |chosen| chosen.logo = None);
            focus::move_soon(".report-logo input");
            spawn_local(async move {
                if let Err(error) = desk.remove_report_file(&logo.sha256.to_string()).await {
                    notices.warn(error.to_string());
                }
            });
        }
    };
    let logo = Memo::new(move |_| presenting.get().logo);
    view! {
        <fieldset class="report-others report-logo">
            <legend>"Logo on the cover"</legend>
            {move || match logo.get() {
                Some(logo) => view! {
                    <div class="cluster">
                        <span>{presenting::logo(&logo)}</span>
                        <Button on_press=remove>"Remove the logo"</Button>
                    </div>
                }
                .into_any(),
                None => view! {
                    <TextField
                        label="Alternative text of the logo"
                        hint=Signal::stored(presenting::LOGO_HINT.to_owned())
                        value=text
                        longest=Logo::LIMIT.characters()
                        on_input=move |typed| {
                            problem.set(None);
                            text.set(typed);
                        }
                        error=problem
                    />
                    <Button icon=Icon::Folder on_press=choose>"Choose a logo file"</Button>
                }
                .into_any(),
            }}
            <div role="status">
                {move || along.get().map(|words| view! { <p class="report-quiet">{words}</p> })}
            </div>
        </fieldset>
    }
}

/// Looks at a file beside the page and keeps it: what is stated of it, and what goes along with it.
async fn take(
    desk: Desk,
    file: &PickedFile,
    text: String,
) -> Result<(Logo, Option<String>), String> {
    if file.size() > MOST_LOGO_BYTES {
        let size = file.size();
        return Err(presenting::logo_too_large(
            &file.name(),
            size,
            MOST_LOGO_BYTES,
        ));
    }
    let bytes = files::read(file, |_| {}, &Cancellation::new()).await;
    let bytes = bytes.map_err(|error| error.to_string())?;
    let looked = beside::perform_briefly(LookAtLogo {
        bytes: bytes.clone(),
    })
    .await;
    let looked = looked.map_err(|error| error.to_string())?;
    let looked = looked.map_err(|refused| refused.to_string())?;
    let goes_along = looked.goes_along();
    let logo = looked.stated(text).map_err(|error| error.to_string())?;
    let kept = desk.keep_logo(&file.name(), &bytes).await;
    kept.map_err(|error| error.to_string())?;
    Ok((logo, goes_along))
}
