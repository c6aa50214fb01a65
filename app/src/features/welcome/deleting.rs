//! The dialog before an assessment is deleted: what would be lost, and for how long it is kept.

use assay_assessment::Timestamp;
use leptos::prelude::*;

use crate::components::{Button, ButtonKind, Dialog};
use crate::desk::{Desk, Losses, use_desk};
use crate::features::making::Making;
use crate::shell::Notices;
use crate::words::{assessments, backups};
use crate::workbench::local_day;

/// What is about to be deleted.
#[derive(Clone)]
pub struct Deleting {
    /// Its UUID.
    pub(super) id: String,
    /// Its title.
    pub(super) title: String,
    /// What it holds, or why that cannot be read.
    pub(super) losses: Result<Losses, String>,
}

/// The dialog; it is open while something is about to be deleted.
#[component]
pub(super) fn DeleteDialog(
    /// What is about to be deleted.
    deleting: RwSignal<Option<Deleting>>,
) -> impl IntoView {
    let (desk, notices) = (use_desk(), Notices::from_context());
    let making = Making::from_context();
    let open = RwSignal::new(false);
    Effect::new(move || open.set(deleting.with(Option::is_some)));
    let heading = Memo::new(move |_| {
        deleting.with(|deleting| {
            let title = deleting.as_ref().map(|deleting| deleting.title.as_str());
            assessments::delete_it(title.unwrap_or_default())
        })
    });
    let delete = move || {
        let Some(Deleting { id, title, .. }) = deleting.get_untracked() else {
            return;
        };
        open.set(false);
        making.run(format!("deletion of {id}"), async move {
            match desk.delete(&id).await {
                Ok(deletion) => {
                    let until = local_day(deletion.kept_until());
                    notices.offer(assessments::deleted(&title, until), "Undo", move || {
                        bring_back(making, desk, notices, id.clone())
                    });
                }
                Err(error) => notices.warn(error.to_string()),
            }
        });
    };
    view! {
        <Dialog open title=heading on_close=move || deleting.set(None)>
            {move || deleting.get().map(|deleting| what_goes(&deleting.losses))}
            <p>"It is kept on this device for 30 days, in the list of deleted assessments, and can be brought back from there."</p>
            <div class="dialog-actions">
                <Button on_press=move || open.set(false)>"Cancel"</Button>
                <Button kind=ButtonKind::Danger on_press=delete>"Delete it"</Button>
            </div>
        </Dialog>
    }
}

/// What would be lost, in two sentences.
pub(super) fn what_goes(losses: &Result<Losses, String>) -> AnyView {
    match losses {
        Ok(losses) => view! {
            <p>{losses.holdings.words()}</p>
            <p><strong>{backup(losses)}</strong></p>
        }
        .into_any(),
        Err(error) => view! { <p>{assessments::holdings_unreadable(error)}</p> }.into_any(),
    }
}

/// How much of it is in a backup.
fn backup(losses: &Losses) -> String {
    match &losses.last_backup {
        None => backups::never_backed_up().to_owned(),
        Some(last) => {
            let on = local_day(Timestamp::from_milliseconds(last.at));
            backups::in_last_backup(on, &last.name, losses.since_backup)
        }
    }
}

/// Brings a deleted assessment back.
pub(super) fn bring_back(making: Making, desk: Desk, notices: Notices, id: String) {
    making.run(format!("return of {id}"), async move {
        if let Err(error) = desk.undelete(&id).await {
            notices.warn(error.to_string());
        }
    });
}
