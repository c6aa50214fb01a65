//! The pictures of evidence that the report will show: how much they are, and their files.

use assay_assessment::PicturesNotice;
use assay_report::document::Report;
use leptos::prelude::*;

use crate::{
    components::{Checkbox, Mark, StatusMark},
    features::evidence::whole,
    storage::AssessmentStore,
    words::pictures,
    workbench::Workbench,
};

/// How much the pictures are, and whether the user agreed to so much. A handle: copies are the same.
#[derive(Clone, Copy)]
pub(super) struct Pictures {
    notice: Memo<Option<PicturesNotice>>,
    /// What the user agreed to: more than that is asked again.
    agreed: RwSignal<Option<PicturesNotice>>,
}

impl Pictures {
    /// Those of the open assessment.
    pub(super) fn of(workbench: Workbench) -> Self {
        Self {
            notice: workbench.memo(|assessment| assessment.pictures_size().notice()),
            agreed: RwSignal::new(None),
        }
    }

    /// Why the report is not signed with them now.
    pub(super) fn refused(self) -> Option<String> {
        let notice = self.notice.get_untracked()?;
        match notice {
            PicturesNotice::Ask(_) if self.agreed.get_untracked() == Some(notice) => None,
            PicturesNotice::Ask(_) => Some(pictures::AGREE_FIRST.to_owned()),
            PicturesNotice::TooLarge(_) | PicturesNotice::TooMany(_) => Some(notice.to_string()),
        }
    }
}

/// What is to be said about how much they are, where there is something.
#[component]
pub(super) fn PicturesField(pictures: Pictures) -> impl IntoView {
    let Pictures { notice, agreed } = pictures;
    let asks = move || matches!(notice.get(), Some(PicturesNotice::Ask(_)));
    view! {
        <div class="report-pictures">
            <div role="status">
                {move || notice.get().map(|notice| view! {
                    <p class="report-doubt"><StatusMark mark=Mark::Attention text="Pictures" />{notice.to_string()}</p>
                })}
            </div>
            <Show when=asks>
                <Checkbox
                    label=Signal::stored(pictures::AGREE.to_owned())
                    checked=Signal::derive(move || agreed.get().is_some() && agreed.get() == notice.get())
                    on_change=move |agrees| agreed.set(notice.get_untracked().filter(|_| agrees))
                />
            </Show>
        </div>
    }
}

/// The files of the pictures that a report shows, in its order.
pub(super) async fn pictures_of(
    store: &AssessmentStore,
    report: &Report,
) -> Result<Vec<Vec<u8>>, String> {
    let mut files = Vec::new();
    for sha256 in report.picture_files() {
        let shown = report.shown_pictures().find(|shown| shown.sha256 == sha256);
        let label = shown.map(|shown| shown.item.label.clone());
        let bytes = whole(store, sha256).await;
        files.push(bytes.map_err(|why| pictures::not_read(&label.unwrap_or_default(), &why))?);
    }
    Ok(files)
}
