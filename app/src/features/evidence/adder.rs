//! Where files are dropped, pasted or chosen, and links entered; each file shows how far it is.

use assay_assessment::Subject;
use leptos::{prelude::*, task::spawn_local};

use super::{
    ingest::{IngestError, ingest},
    link_form::LinkForm,
};
use crate::{
    browser::{
        Cancellation,
        files::{PickedFile, ReadError},
    },
    components::{Button, ButtonKind, FileDrop, ProgressBar},
    shell::Notices,
    workbench::use_workbench,
};

/// A file that is on its way in.
#[derive(Clone)]
struct Incoming {
    number: u64,
    name: String,
    progress: RwSignal<Option<u32>>,
    cancellation: StoredValue<Cancellation, LocalStorage>,
}

/// Takes evidence in for a control or a risk, or for the library alone.
#[component]
pub fn EvidenceAdder(
    /// What the evidence supports; `None` for the library alone.
    #[prop(into)]
    subject: Signal<Option<Subject>>,
) -> impl IntoView {
    let (workbench, notices) = (use_workbench(), Notices::from_context());
    let incoming = RwSignal::new(Vec::<Incoming>::new());
    let next = StoredValue::new(0_u64);
    let disabled = Signal::derive(move || workbench.is_read_only());

    let take = UnsyncCallback::new(move |files: Vec<PickedFile>| {
        let subject = subject.get_untracked();
        let queue: Vec<(Incoming, PickedFile)> = files
            .into_iter()
            .map(|file| {
                let number = next.get_value();
                next.set_value(number + 1);
                let cancellation = StoredValue::new_local(Cancellation::new());
                (
                    Incoming {
                        number,
                        name: file.name(),
                        progress: RwSignal::new(Some(0)),
                        cancellation,
                    },
                    file,
                )
            })
            .collect();
        incoming.update(|list| list.extend(queue.iter().map(|(one, _)| one.clone())));
        spawn_local(async move {
            // One after the other: two large files at once would need twice the memory.
            for (one, file) in queue {
                let Some(cancellation) = one.cancellation.try_get_value() else {
                    break;
                };
                match ingest(
                    workbench,
                    &file,
                    subject.clone(),
                    one.progress,
                    &cancellation,
                )
                .await
                {
                    // The workbench told the user what it refused.
                    Ok(_) | Err(IngestError::Perform(_)) => {}
                    Err(IngestError::Read(error @ ReadError::Cancelled { .. })) => {
                        notices.say(error.to_string())
                    }
                    Err(error) => notices.warn(error.to_string()),
                }
                incoming.try_update(|list| list.retain(|other| other.number != one.number));
            }
        });
    });

    view! {
        <div class="evidence-adder">
            <FileDrop
                label="Drop files here, or paste a screenshot"
                button="Choose files"
                on_files=take
                disabled
            >
                <LinkForm subject />
            </FileDrop>
            <ul class="evidence-incoming" aria-label="Files on their way in" hidden=move || incoming.with(Vec::is_empty)>
                <For each=move || incoming.get() key=|one| one.number let:one>
                    <li>
                        <ProgressBar label=format!("Hashing {}", one.name) done=one.progress />
                        <Button
                            kind=ButtonKind::Quiet
                            on_press=move || {
                                one.cancellation.try_with_value(Cancellation::cancel);
                            }
                        >
                            "Cancel"
                        </Button>
                    </li>
                </For>
            </ul>
        </div>
    }
}
