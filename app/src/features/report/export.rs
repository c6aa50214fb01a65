//! Saving what was signed. "Exported" is said only of bytes that were read back from the file.

use assay_assessment::Timestamp;
use leptos::{prelude::*, task::spawn_local};

use super::{
    font::{FontChoice, Substituted},
    produce::SignedReport,
};
use crate::{
    browser::files::{self, SaveError, Saved},
    components::{Button, ButtonKind, Icon, Panel},
    desk::file_name,
    words,
    workbench::use_workbench,
};

/// The two files, each with its own button, because browsers open a save dialog only for a click.
#[component]
pub(super) fn Export(
    /// What was signed.
    report: SignedReport,
    /// Where a font for missing characters goes.
    font: FontChoice,
) -> impl IntoView {
    let SignedReport {
        json,
        pdf,
        pages,
        substituted,
        at,
        fingerprint,
    } = report;
    let sizes = format!(
        "Both were verified again after signing. PDF: {}, {}. JSON: {}.",
        words::count(pages, "page", "pages"),
        words::bytes(pdf.len() as u64),
        words::bytes(json.len() as u64)
    );
    view! {
        <Panel title="Signed" aside=at.to_minute()>
            <p class="report-signed" role="status">{sizes}</p>
            <p class="report-fingerprint">"Signed with " <span class="mono">{fingerprint}</span></p>
            {(!substituted.is_empty()).then(|| view! { <Substituted characters=substituted font /> })}
            <div class="report-files">
                <SaveFile what="PDF" suffix="pdf" media_type="application/pdf" bytes=pdf at />
                <SaveFile what="JSON" suffix="json" media_type="application/json" bytes=json at />
            </div>
        </Panel>
    }
}

#[component]
fn SaveFile(
    what: &'static str,
    suffix: &'static str,
    media_type: &'static str,
    bytes: Vec<u8>,
    at: Timestamp,
) -> impl IntoView {
    let workbench = use_workbench();
    let bytes = StoredValue::new(bytes);
    let outcome = RwSignal::new(None::<Result<String, String>>);
    let save = move || {
        let title = workbench.with_untracked(|assessment| assessment.details().title.clone());
        let name = file_name(&title, &at.rfc3339(), suffix);
        spawn_local(async move {
            let bytes = bytes.get_value();
            let said = match files::save(&name, media_type, &bytes).await {
                Ok(Saved::ReadBack { name }) => Ok(format!(
                    "Exported as \u{201c}{name}\u{201d}: read back from the file, and the same to the last byte."
                )),
                Ok(Saved::HandedToBrowser { name }) => Ok(format!(
                    "\u{201c}{name}\u{201d} was handed to the browser as a download. This browser does not let the page read it back: drop the file on Verify to be sure."
                )),
                Err(SaveError::Cancelled) => return,
                Err(error) => Err(error.to_string()),
            };
            let _room_left = outcome.try_set(Some(said));
        });
    };
    view! {
        <div class="report-file">
            <Button kind=ButtonKind::Primary icon=Icon::Save on_press=save>{format!("Save the {what}")}</Button>
            {move || outcome.get().map(|said| match said {
                Ok(text) => view! { <p role="status">{text}</p> }.into_any(),
                Err(text) => view! { <p class="report-problem" role="alert">{text}</p> }.into_any(),
            })}
        </div>
    }
}
