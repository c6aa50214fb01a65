//! Saving what was signed.

use assay_dossier::{Format, ProducedFile, SignedReport};
use leptos::prelude::*;

use super::{just_signed::JustSigned, pack_form::PackForm};
use crate::{
    components::{ButtonKind, Panel},
    features::{
        other_programs::{OtherPrograms, ReportBytes, ReportFile},
        save_file::SaveFile,
    },
    words,
};

/// The files, each with its own button, because browsers open a save dialog only for a click.
#[component]
pub(super) fn Export(
    /// What was signed.
    signed: JustSigned,
) -> impl IntoView {
    let report = signed.report.clone();
    let json = report.file(Format::Json).map(|file| ReportFile {
        name: file.name.clone(),
        bytes: ReportBytes::Kept(file.bytes.clone()),
    });
    let signed = StoredValue::new(signed);
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
    let count = files.len();
    let files = files
        .into_iter()
        .map(|file| save_file(file, ButtonKind::Primary, ""));
    let requested = (!request.is_empty()).then(|| {
        let files = request.into_iter();
        let files = files.map(|file| save_file(file, ButtonKind::default(), "request as "));
        view! {
            <p class="report-summaries">
                {words::signing::request_names(count)}
            </p>
            <div class="save-files">{files.collect_view()}</div>
        }
    });
    let summaries = summaries
        .into_iter()
        .map(|file| save_file(file, ButtonKind::default(), ""));
    view! {
        <Panel title="Signed" aside=at.to_minute()>
            <p class="report-signed" tabindex="-1">{sizes}</p>
            <p class="report-fingerprint">"Signed with " <span class="mono">{fingerprint}</span></p>
            {(!substituted.is_empty()).then(|| view! {
                <p class="report-problem">{words::signing::lacks(&substituted)}</p>
            })}
            <div class="save-files">
                {files.collect_view()}
            </div>
            {requested}
            <p class="report-summaries">
                "The summary of controls, a row for each control group, for other programs. These tables are not signed."
            </p>
            <div class="save-files">
                {summaries.collect_view()}
            </div>
            {json.map(|report| view! { <OtherPrograms report /> })}
            <PackForm signed />
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

/// The button of a file; `of` says what it is of before its format, nothing of the report itself.
fn save_file(file: ProducedFile, kind: ButtonKind, of: &str) -> impl IntoView {
    let ProducedFile {
        name,
        format,
        bytes,
    } = file;
    let label = format!("Save the {of}{}", format.label());
    view! { <SaveFile name media_type=format.media_type() bytes label kind /> }
}
