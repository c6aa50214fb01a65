//! Fonts of the user's own, for scripts that the report's fonts do not have. They are kept on this device, for all reports.

use assay_jobs::{CheckFont, FindLacking};
use assay_report::{
    document::Report,
    pdf::{Lacking, MAX_EXTRA_FONT_BYTES, MAX_EXTRA_FONTS, MAX_EXTRA_FONTS_BYTES},
};
use leptos::{prelude::*, task::spawn_local};

use super::just_signed::JustSigned;
use crate::{
    beside,
    browser::{
        Cancellation,
        files::{self, HowMany, PickedFile},
        focus,
    },
    components::{Button, Icon},
    desk::{Desk, OwnFont, use_desk},
    shell::Notices,
    words::{sentence, signing},
};

/// The fonts that PDFs are given, the preferred one first. A handle: copies are the same.
#[derive(Clone, Copy)]
pub struct OwnFonts(RwSignal<Vec<OwnFont>, LocalStorage>);

impl OwnFonts {
    /// Those that are kept on this device.
    pub fn of(desk: Desk) -> Self {
        let fonts = Self(RwSignal::new_local(Vec::new()));
        spawn_local(async move {
            // Without them a PDF has boxes, and that is said before it is signed.
            let kept = desk.own_fonts().await.unwrap_or_default();
            let add_earlier = |now: &mut Vec<OwnFont>| {
                let new = std::mem::replace(now, kept);
                for font in new {
                    if !now.contains(&font) {
                        now.push(font);
                    }
                }
            };
            let _room_left = fonts.0.try_update(add_earlier);
        });
        fonts
    }

    /// Their files, for a job; followed.
    pub fn files(self) -> Vec<Vec<u8>> {
        self.0
            .with(|fonts| fonts.iter().map(|font| font.bytes.to_vec()).collect())
    }

    /// The same as they are now.
    pub fn files_untracked(self) -> Vec<Vec<u8>> {
        untrack(|| self.files())
    }

    /// Why there is no room for one more of so many bytes.
    fn full(self, size: u64) -> Option<String> {
        let is_full = self.0.try_with_untracked(|fonts| {
            let all: usize = fonts.iter().map(|font| font.bytes.len()).sum();
            fonts.len() >= MAX_EXTRA_FONTS || all as u64 + size > MAX_EXTRA_FONTS_BYTES as u64
        });
        (is_full == Some(true))
            .then(|| signing::no_room_for_fonts(MAX_EXTRA_FONTS, MAX_EXTRA_FONTS_BYTES as u64))
    }

    /// Looks at a file, and keeps it when it has one of the missing characters.
    async fn take(self, desk: Desk, file: &PickedFile, missing: Vec<char>) -> Result<(), String> {
        if file.size() > MAX_EXTRA_FONT_BYTES as u64 {
            let (name, size) = (file.name(), file.size());
            return Err(signing::font_too_large(
                &name,
                size,
                MAX_EXTRA_FONT_BYTES as u64,
            ));
        }
        if let Some(full) = self.full(file.size()) {
            return Err(full);
        }
        let bytes = files::read(file, |_| {}, &Cancellation::new()).await;
        let bytes = bytes.map_err(|error| error.to_string())?;
        let font = match beside::perform_briefly(CheckFont { bytes, missing }).await {
            Ok(Ok(font)) => font,
            Ok(Err(refused)) => return Err(signing::font_not_taken(&file.name(), &refused)),
            Err(error) => return Err(signing::font_not_taken(&file.name(), &error)),
        };
        if font.covered.is_empty() {
            return Err(signing::font_has_none(&file.name()));
        }
        // Another one may have been taken meanwhile.
        if let Some(full) = self.full(file.size()) {
            return Err(full);
        }
        let kept = desk.keep_font(&file.name(), font.bytes).await;
        let kept = kept.map_err(|error| error.to_string())?;
        let _room_left = self.0.try_update(|fonts| {
            fonts.retain(|font| font.sha256 != kept.sha256);
            fonts.push(kept);
        });
        Ok(())
    }
}

/// Which characters the PDF would lack if it were signed now, looked up beside the page, and the way to a font that
/// has them. In a browser that runs nothing beside the page it is known after signing only.
#[component]
pub(super) fn LackingNow(
    /// The report as it would be signed now; what it is made of is followed.
    report: impl Fn() -> Report + 'static,
    /// What was signed last, in this visit to the room.
    signed: RwSignal<Option<JustSigned>>,
    /// The fonts that it is given.
    fonts: OwnFonts,
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
                signed.with(|signed| signed.as_ref().map(|one| one.report.substituted.clone()));
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
        let job = FindLacking {
            report: Box::new(report()),
            extra_fonts: fonts.files(),
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
                (!lacking.is_empty()).then(|| view! { <ChooseFont lacking fonts /> })
            }}
        </div>
    }
}

/// The characters that the PDF would lack, and where they stand; a button that asks for a font.
#[component]
fn ChooseFont(lacking: Vec<Lacking>, fonts: OwnFonts) -> impl IntoView {
    let desk = use_desk();
    let problem = RwSignal::new(None::<String>);
    let words = signing::would_lack(&lacking);
    let missing: Vec<char> = lacking.into_iter().map(|each| each.character).collect();
    let missing = StoredValue::new(missing);
    let choose = move || {
        spawn_local(async move {
            let Some(file) = files::pick(".ttf,.otf", HowMany::One).await.pop() else {
                return;
            };
            // The room may have been left meanwhile.
            let Some(missing) = missing.try_get_value() else {
                return;
            };
            let said = fonts.take(desk, &file, missing).await;
            let _room_left = problem.try_set(said.err().map(|error| sentence(&error)));
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

/// Says which fonts of the user's PDFs are given, and lets each be removed from this device.
#[component]
pub(super) fn ChosenFonts(
    /// The fonts.
    fonts: OwnFonts,
) -> impl IntoView {
    let (desk, notices) = (use_desk(), Notices::from_context());
    let remove = move |sha256: String| {
        spawn_local(async move {
            match desk.remove_report_file(&sha256).await {
                Ok(()) => {
                    let gone = |all: &mut Vec<OwnFont>| all.retain(|font| font.sha256 != sha256);
                    if fonts.0.try_update(gone).is_some() {
                        focus::move_soon(
                            ".report-fonts button, .report-sign input[type=\"password\"]",
                        );
                    }
                }
                Err(error) => notices.warn(error.to_string()),
            }
        });
    };
    let line = move |font: &OwnFont| {
        let sha256 = font.sha256.clone();
        let title = Signal::stored(signing::remove_font(&font.name));
        view! {
            <li class="cluster">
                <span>"Font for missing characters: " <strong><bdi>{font.name.clone()}</bdi></strong></span>
                <Button title on_press=move || remove(sha256.clone())>"Remove"</Button>
            </li>
        }
    };
    move || {
        fonts.0.with(|all| {
            (!all.is_empty()).then(|| {
                let lines = all.iter().map(line).collect_view();
                view! { <ul class="report-fonts" aria-label="Fonts of your own">{lines}</ul> }
            })
        })
    }
}
