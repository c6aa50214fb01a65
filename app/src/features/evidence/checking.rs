//! Checking all evidence: every file is read and compared with its digest.

use leptos::{prelude::*, task::spawn_local};

use crate::{
    browser::Cancellation,
    components::{Button, Icon, StoppableProgress},
    shell::Notices,
    words::evidence,
    workbench::{EvidenceCheck, use_workbench},
};

/// A check that is under way.
#[derive(Clone)]
struct UnderWay {
    /// Per mille that are read.
    progress: ArcRwSignal<u32>,
    cancellation: Cancellation,
}

/// The button that checks all evidence, and how far that is. Who leaves the room stops it.
#[component]
pub(super) fn CheckAll() -> impl IntoView {
    let (workbench, notices) = (use_workbench(), Notices::from_context());
    let under_way = RwSignal::new_local(None::<UnderWay>);
    let has_files = workbench.memo(|assessment| {
        let mut items = assessment.evidence().values();
        items.any(|item| item.sha256().is_some())
    });
    let check = move || {
        if under_way.with_untracked(Option::is_some) {
            return;
        }
        let one = UnderWay {
            progress: ArcRwSignal::new(0),
            cancellation: Cancellation::new(),
        };
        under_way.set(Some(one.clone()));
        spawn_local(async move {
            let progress = |per_mille| one.progress.set(per_mille);
            let checked = workbench.check_evidence(progress, &one.cancellation).await;
            _ = under_way.try_set(None);
            match checked {
                Ok(EvidenceCheck::Done { files, absent }) => {
                    let words = evidence::checked(files, absent);
                    if absent == 0 {
                        notices.done(words);
                    } else {
                        notices.warn(words);
                    }
                }
                Ok(EvidenceCheck::Stopped) => {
                    notices.say("The check was stopped; what it found until then is shown.");
                }
                Err(error) => notices.warn(error.to_string()),
            }
        });
    };
    on_cleanup(move || {
        if let Some(Some(one)) = under_way.try_get_untracked() {
            one.cancellation.cancel();
        }
    });
    view! {
        {move || match under_way.get() {
            Some(one) => {
                let progress = one.progress.clone();
                view! {
                    <StoppableProgress
                        label="Checking all evidence"
                        done=Signal::derive(move || Some(progress.get()))
                        on_stop=move || one.cancellation.cancel()
                    />
                }
                .into_any()
            }
            None => view! {
                <Show when=move || has_files.get()>
                    <div class="cluster">
                        <Button icon=Icon::Verify on_press=check>"Check all evidence"</Button>
                        <span class="evidence-quiet">"Reads every file and compares it with its digest."</span>
                    </div>
                </Show>
            }
            .into_any(),
        }}
    }
}
