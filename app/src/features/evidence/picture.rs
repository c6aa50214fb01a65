//! Whether the picture of an item is shown in the report, and what it shows in words.

use assay_assessment::{Edit, Evidence, EvidenceId, EvidenceKind, Picture};
use assay_jobs::LookAtPicture;
use leptos::{prelude::*, task::spawn_local};

use super::opening::whole;
use crate::{
    beside,
    components::{Checkbox, TextArea},
    words::{pictures, sentence},
    workbench::{Workbench, use_workbench},
};

/// The fields about the picture of a file that looks like one by its name.
#[component]
pub(super) fn PictureFields(id: EvidenceId, item: Memo<Option<Evidence>>) -> impl IntoView {
    let workbench = use_workbench();
    let disabled = Signal::derive(move || workbench.is_read_only());
    let id = StoredValue::new(id);
    let problem = RwSignal::new(None::<String>);
    // What goes along with the file, once it was looked at.
    let along = RwSignal::new(None::<String>);
    let looking = RwSignal::new(false);
    let may_be_one = Memo::new(move |_| {
        item.with(|item| {
            // One that is shown already can be taken back whatever it is called.
            item.as_ref()
                .is_some_and(|item| item.picture.shown || pictures::may_be_one(&item.kind))
        })
    });
    let stored = Signal::derive(move || {
        item.get()
            .map(|item| item.picture.alternative_text)
            .unwrap_or_default()
    });
    let key = move || format!("evidence alternative text {}", id.get_value());
    let shown = workbench.shown(key(), stored);
    let type_text = move |text: String| {
        problem.set(None);
        let id = id.get_value();
        workbench.type_into(&key(), text, move |assessment, text| {
            let shown = assessment.evidence().get(&id)?.picture.shown;
            Some(set(&id, shown, text))
        });
    };
    let show = move |wanted: bool| {
        workbench.flush_typing();
        problem.set(None);
        if looking.get_untracked() {
            return;
        }
        let id = id.get_value();
        if !wanted {
            return change(workbench, &id, false);
        }
        let text = workbench.with_untracked(|assessment| {
            assessment
                .evidence()
                .get(&id)
                .map(|item| item.picture.alternative_text.clone())
        });
        if text.is_none_or(|text| text.trim().is_empty()) {
            return problem.set(Some(pictures::TEXT_FIRST.to_owned()));
        }
        looking.set(true);
        spawn_local(async move {
            let looked = looked(workbench, &id).await;
            // Another assessment or item may lie open by now.
            if looking.is_disposed() || workbench.is_put_away() {
                return;
            }
            looking.set(false);
            match looked {
                Ok(said) => {
                    along.set(said);
                    change(workbench, &id, true);
                }
                Err(why) => problem.set(Some(sentence(&why))),
            }
        });
    };
    view! {
        <Show when=move || may_be_one.get()>
            <fieldset class="evidence-picture">
                <legend>"Picture in the report"</legend>
                <TextArea
                    label="Alternative text"
                    hint="What it shows, for those who cannot see it"
                    value=shown
                    longest=Picture::LIMIT.characters()
                    on_input=type_text
                    on_commit=move |_| workbench.flush_typing()
                    disabled
                    error=problem
                />
                <Checkbox
                    label=Signal::stored("Show it in the full edition of the report".to_owned())
                    checked=Signal::derive(move || item.with(|item| item.as_ref().is_some_and(|item| item.picture.shown)))
                    disabled=Signal::derive(move || disabled.get() || looking.get())
                    on_change=show
                />
                <div role="status">
                    {move || looking.get().then_some("Looking at the picture\u{2026}")}
                    {move || along.get().map(|text| view! { <p class="evidence-quiet">{text}</p> })}
                </div>
            </fieldset>
        </Show>
    }
}

fn set(id: &EvidenceId, shown: bool, alternative_text: &str) -> Edit {
    Edit::SetPicture {
        id: id.clone(),
        picture: Picture {
            shown,
            alternative_text: alternative_text.to_owned(),
        },
    }
}

/// Says whether it is shown, with the text that stands now.
fn change(workbench: Workbench, id: &EvidenceId, shown: bool) {
    let edit = workbench.with_untracked(|assessment| {
        let item = assessment.evidence().get(id)?;
        Some(set(id, shown, &item.picture.alternative_text))
    });
    // The workbench tells the user what it refuses.
    _ = edit.map(|edit| workbench.perform(edit));
}

/// Looks at the file beside the page: what goes along with it, or why it cannot be drawn.
async fn looked(workbench: Workbench, id: &EvidenceId) -> Result<Option<String>, String> {
    let kind = workbench
        .with_untracked(|assessment| assessment.evidence().get(id).map(|item| item.kind.clone()));
    let Some(EvidenceKind::File { sha256, size, .. }) = kind else {
        return Ok(None);
    };
    if size > assay_assessment::PicturesSize::MOST_BYTES {
        return Err(pictures::too_large(size));
    }
    let bytes = whole(&workbench.store(), sha256).await;
    let looked = beside::perform_briefly(LookAtPicture { bytes: bytes? }).await;
    let looked = looked.map_err(|error| error.to_string())?;
    let looked = looked.map_err(|refused| refused.to_string())?;
    Ok(looked.goes_along())
}
