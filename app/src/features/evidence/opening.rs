//! Getting a file out of the store again.

use assay_assessment::{Evidence, EvidenceId, EvidenceKind};

use crate::{
    browser::files::{self, SaveError, Saved},
    shell::Notices,
    workbench::Workbench,
};

/// Hands a copy of an item's file to the user, and tells how it went. The page opens nothing by
/// itself: what a file does is up to the program that the user opens it with.
pub async fn save_copy(workbench: Workbench, notices: Notices, id: EvidenceId) {
    let item: Option<Evidence> =
        workbench.with_untracked(|assessment| assessment.evidence().get(&id).cloned());
    let Some(Evidence {
        kind:
            EvidenceKind::File {
                name,
                media_type,
                sha256,
                ..
            },
        ..
    }) = item
    else {
        return;
    };
    let media_type = if media_type.is_empty() {
        "application/octet-stream"
    } else {
        &media_type
    };
    match workbench.store().evidence(&sha256.to_string()).await {
        Ok(Some(bytes)) => match files::save(&name, media_type, &bytes).await {
            Ok(Saved::ReadBack { name }) => notices.done(format!("\u{201c}{name}\u{201d} was saved and read back.")),
            Ok(Saved::HandedToBrowser { name }) => {
                notices.say(format!("\u{201c}{name}\u{201d} was handed to the browser as a download."));
            }
            Err(SaveError::Cancelled) => {}
            Err(error) => notices.warn(error.to_string()),
        },
        Ok(None) => notices.warn(format!(
            "The bytes of \u{201c}{name}\u{201d} are not on this device. Open a backup that holds them, or add the file again."
        )),
        Err(error) => notices.warn(error.to_string()),
    }
}
