//! Saving what was signed. "Exported" is said only of bytes that were read back from the file.

use assay_dossier::{Format, ProducedFile, SignedReport};
use leptos::{prelude::*, task::spawn_local};

use crate::{
    browser::files::{self, SaveError, Saved},
    components::{Button, ButtonKind, Icon, Panel},
    words,
};

/// The files, each with its own button, because browsers open a save dialog only for a click.
#[component]
pub(super) fn Export(
    /// What was signed.
    report: SignedReport,
) -> impl IntoView {
    let sizes = sizes(&report);
    let SignedReport {
        files,
        request,
        summaries,
        substituted,
        at,
        fingerprint,
        ..
    } = report;
    let files = files
        .into_iter()
        .map(|file| view! { <SaveFile file kind=ButtonKind::Primary /> });
    let requested = (!request.is_empty()).then(|| {
        let files = request.into_iter();
        let files = files.map(|file| view! { <SaveFile file of="request as " /> });
        view! {
            <p class="report-summaries">
                "The status-update request, which names these three files by their digests. It is signed as they are."
            </p>
            <div class="report-files">{files.collect_view()}</div>
        }
    });
    let summaries = summaries
        .into_iter()
        .map(|file| view! { <SaveFile file /> });
    view! {
        <Panel title="Signed" aside=at.to_minute()>
            <p class="report-signed" tabindex="-1">{sizes}</p>
            <p class="report-fingerprint">"Signed with " <span class="mono">{fingerprint}</span></p>
            {(!substituted.is_empty()).then(|| view! {
                <p class="report-problem">{words::signing::lacks(&substituted)}</p>
            })}
            <div class="report-files">
                {files.collect_view()}
            </div>
            {requested}
            <p class="report-summaries">
                "The summary of controls, a row for each control group, for other programs. These tables are not signed."
            </p>
            <div class="report-files">
                {summaries.collect_view()}
            </div>
        </Panel>
    }
}

/// That the files were verified, and how large each is.
fn sizes(report: &SignedReport) -> String {
    let files = report.files.iter().map(|file| {
        let pages = match file.format {
            Format::Pdf => Some(report.pages),
            Format::ExecutivePdf => Some(report.executive_pages),
            Format::Json
            | Format::Csv
            | Format::Html
            | Format::PublicPdf
            | Format::PublicJson
            | Format::Disclosures => None,
        };
        (file.format.label(), pages, file.bytes.len() as u64)
    });
    words::signing::all_verified(files)
}

#[component]
fn SaveFile(
    /// The file.
    file: ProducedFile,
    /// How much its button asks to be pressed.
    #[prop(optional)]
    kind: ButtonKind,
    /// What the button says of it before its format; nothing of the report itself.
    #[prop(optional)]
    of: &'static str,
) -> impl IntoView {
    let label = format!("Save the {of}{}", file.format.label());
    let file = StoredValue::new(file);
    let outcome = RwSignal::new(None::<Result<String, String>>);
    let save = move || {
        spawn_local(async move {
            let ProducedFile {
                name,
                format,
                bytes,
            } = file.get_value();
            let said = match files::save(&name, format.media_type(), &bytes).await {
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
        <div class="report-file">
            <Button kind icon=Icon::Save on_press=save>{label}</Button>
            {move || outcome.get().map(|said| match said {
                Ok(text) => view! { <p role="status">{text}</p> }.into_any(),
                Err(text) => view! { <p class="report-problem" role="alert">{text}</p> }.into_any(),
            })}
        </div>
    }
}
