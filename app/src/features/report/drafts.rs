//! Drafts: the pages as they would be signed now, to be looked at before, with what the fonts lack page by page.

use assay_dossier::{Draft, DraftOf, DraftStage};
use assay_jobs::DraftReport;
use assay_report::document::{PdfEdition, Report};
use leptos::{prelude::*, task::spawn_local};

use super::{
    font::OwnFonts,
    pictures::pictures_of,
    presenting::{Presenting, logo_of},
};
use crate::{
    beside::{self, BesideError},
    browser::{Cancellation, focus},
    components::{Button, Icon, StoppableProgress},
    desk::use_desk,
    features::save_file::SaveFile,
    words::{drafts, sentence},
    workbench::{now, use_workbench, utc_offset},
};

/// Draws drafts, says what they lack, and hands them out.
#[component]
pub(super) fn Drafts(
    /// The report as it would be signed now.
    report: impl Fn() -> Report + Copy + Send + Sync + 'static,
    /// The fonts that it is given.
    fonts: OwnFonts,
    /// How its pages are to be drawn.
    presenting: Presenting,
) -> impl IntoView {
    let (workbench, desk) = (use_workbench(), use_desk());
    let drawn = RwSignal::new(None::<Draft>);
    let problem = RwSignal::new(None::<String>);
    let doing = RwSignal::new(None::<DraftStage>);
    let under_way = StoredValue::new(None::<Cancellation>);
    let stop = move || {
        if let Some(Some(cancellation)) = under_way.try_get_value() {
            cancellation.cancel();
        }
    };
    on_cleanup(stop);
    let draw = move |of: DraftOf| {
        if doing.read_untracked().is_some() {
            return;
        }
        workbench.flush_typing();
        drawn.set(None);
        problem.set(None);
        doing.set(Some(DraftStage::Drawing));
        let (report, store, at) = (untrack(report), workbench.store(), now());
        let extra_fonts = fonts.files_untracked();
        let cancellation = Cancellation::new();
        under_way.set_value(Some(cancellation.clone()));
        spawn_local(async move {
            let asked = async {
                let pictures = match of {
                    DraftOf::Full => pictures_of(&store, &report).await?,
                    DraftOf::Executive => Vec::new(),
                };
                let logo = logo_of(desk, &report.presentation).await?;
                Ok::<_, String>(DraftReport {
                    report: Box::new(report),
                    of,
                    at,
                    utc_offset: utc_offset(at),
                    extra_fonts,
                    pictures,
                    logo,
                })
            };
            let reached = move |stage| _ = doing.try_set(Some(stage));
            let made = match asked.await {
                Ok(job) => match beside::perform(job, reached, &cancellation).await {
                    Ok(Ok(draft)) => Ok(draft),
                    Ok(Err(refused)) => Err(refused.to_string()),
                    Err(BesideError::Stopped) => Err(drafts::STOPPED.to_owned()),
                    Err(BesideError::Failed(words)) => Err(words),
                },
                Err(error) => Err(error),
            };
            // Who has left the room looks at nothing.
            if doing.is_disposed() {
                return;
            }
            doing.set(None);
            match made {
                Ok(draft) => {
                    drawn.set(Some(draft));
                    focus::move_soon(".report-drawn");
                }
                Err(error) => problem.set(Some(sentence(&error))),
            }
        });
    };
    let busy = Signal::derive(move || doing.read().is_some());
    let button = move |edition: PdfEdition| {
        let of = match edition {
            PdfEdition::Full => DraftOf::Full,
            PdfEdition::Executive => DraftOf::Executive,
        };
        view! {
            <Show when=move || presenting.get().has(edition)>
                <Button icon=Icon::Eye disabled=busy on_press=move || draw(of)>{drafts::draw(edition)}</Button>
            </Show>
        }
    };
    let is_none = move || {
        PdfEdition::ALL
            .iter()
            .all(|each| !presenting.get().has(*each))
    };
    view! {
        <fieldset class="report-others report-drafts" disabled=is_none>
            <legend>"Before you sign"</legend>
            <p class="report-quiet">{drafts::WHAT}</p>
            <div class="cluster">{PdfEdition::ALL.map(button).into_iter().collect_view()}</div>
            <Show when=move || busy.get()>
                <StoppableProgress
                    label=Signal::derive(move || drafts::stage(doing.get()).to_owned())
                    done=Signal::stored(None)
                    on_stop=stop
                />
            </Show>
            {move || problem.get().map(|text| view! { <p class="report-problem" role="alert">{text}</p> })}
            {move || drawn.get().map(|draft| view! { <Drawn draft /> })}
        </fieldset>
    }
}

/// A draft that was drawn.
#[component]
fn Drawn(draft: Draft) -> impl IntoView {
    let said = drafts::drawn(draft.pages, draft.bytes.len() as u64);
    let lacking = draft.lacking.iter().map(drafts::lacking);
    let lacking: Vec<_> = lacking.map(|line| view! { <li>{line}</li> }).collect();
    view! {
        <p class="report-drawn" role="status" tabindex="-1">{said}</p>
        {(!lacking.is_empty()).then(|| view! {
            <p class="report-problem">{drafts::LACKS}</p>
            <ul class="report-fonts" aria-label="What the fonts lack, by page">{lacking}</ul>
        })}
        <div class="save-files">
            <SaveFile name=draft.name media_type="application/pdf" bytes=draft.bytes label="Save the draft".to_owned() />
        </div>
    }
}
