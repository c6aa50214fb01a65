//! A font of the user's own, for scripts that the report's fonts do not have.

use std::rc::Rc;

use assay_dossier::SignedReport;
use assay_jobs::{CheckFont, FindLacking};
use assay_report::{document::Report, pdf::Lacking};
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

/// Which characters the PDF would lack if it were signed now, looked up beside the page, and the way to a font that
/// has them. In a browser that runs nothing beside the page it is known after signing only.
#[component]
pub(super) fn LackingNow(
    /// The report as it would be signed now; what it is made of is followed.
    report: impl Fn() -> Report + 'static,
    /// What was signed last, in this visit to the room.
    signed: RwSignal<Option<SignedReport>>,
    /// Where a chosen font goes.
    font: FontChoice,
) -> impl IntoView {
    let found = RwSignal::new(Vec::<Lacking>::new());
    let under_way = StoredValue::new(None::<Cancellation>);
    let stop = move || {
        if let Some(Some(earlier)) = under_way.try_get_value() {
            earlier.cancel();
        }
    };
    on_cleanup(stop);
    Effect::new(move |_| {
        if !beside::is_there() {
            let substituted =
                signed.with(|signed| signed.as_ref().map(|one| one.substituted.clone()));
            found.set(
                substituted
                    .into_iter()
                    .flatten()
                    .map(Lacking::somewhere)
                    .collect(),
            );
            return;
        }
        stop();
        let chosen = font.get();
        let job = FindLacking {
            report: Box::new(report()),
            extra_font: chosen.map(|font| font.bytes.to_vec()).unwrap_or_default(),
        };
        let cancellation = Cancellation::new();
        under_way.set_value(Some(cancellation.clone()));
        spawn_local(async move {
            let answer = beside::perform(job, |()| {}, &cancellation).await;
            // What could not be looked up is said when the report is signed; an older answer is none.
            if let Ok(Ok(answer)) = answer
                && !cancellation.is_cancelled()
            {
                let _room_left = found.try_set(answer.lacking);
            }
        });
    });
    view! {
        <div role="status">
            {move || {
                let lacking = found.get();
                (!lacking.is_empty()).then(|| view! { <ChooseFont lacking font /> })
            }}
        </div>
    }
}

/// The characters that the PDF would lack, and where they stand; a button that asks for a font.
#[component]
fn ChooseFont(lacking: Vec<Lacking>, font: FontChoice) -> impl IntoView {
    let problem = RwSignal::new(None::<String>);
    let words = signing::would_lack(&lacking);
    let missing: Vec<char> = lacking.into_iter().map(|each| each.character).collect();
    let missing = StoredValue::new(missing);
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
        <div class="report-lacking">
            <p class="report-problem">{words}</p>
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
