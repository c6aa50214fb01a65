//! Where files are dropped, pasted or chosen, and links entered; each file shows how far it is.

use assay_assessment::Subject;
use leptos::prelude::*;

use super::{intake::use_intake, link_form::LinkForm};
use crate::{
    browser::files::PickedFile,
    components::{FileDrop, StoppableProgress},
    workbench::use_workbench,
};

/// Takes evidence in for a control or a risk, or for the library alone. Every file that is on its
/// way in is shown, wherever it was handed over.
#[component]
pub fn EvidenceAdder(
    /// What the evidence supports; `None` for the library alone.
    #[prop(into)]
    subject: Signal<Option<Subject>>,
) -> impl IntoView {
    let (workbench, intake) = (use_workbench(), use_intake());
    let disabled = Signal::derive(move || workbench.is_read_only());
    let over_label = Signal::derive(move || {
        let target = subject.with(|subject| match subject {
            Some(Subject::Control(control)) => {
                let control = workbench.catalog().control(control)?;
                Some(format!("\u{201c}{}\u{201d}", control.short_title()))
            }
            Some(Subject::Risk(risk)) => Some(risk.to_string()),
            None => None,
        });
        match target {
            Some(target) => format!("Let go to attach to {target}"),
            None => "Let go to add to the evidence library".to_owned(),
        }
    });
    // It goes with this room, and so tells whether the user is still here.
    let here = StoredValue::new(());
    let take = UnsyncCallback::new(move |files: Vec<PickedFile>| {
        let is_left = move || here.is_disposed();
        intake.take(workbench, files, subject.get_untracked(), is_left);
    });
    view! {
        <div class="evidence-adder">
            <FileDrop
                label="Drop files here, or paste a screenshot"
                over_label
                button="Choose files"
                on_files=take
                paste_anywhere=true
                disabled
            >
                <LinkForm subject />
            </FileDrop>
            <ul class="evidence-incoming" aria-label="Files on their way in" hidden=move || intake.incoming().is_empty()>
                <For each=move || intake.incoming() key=|one| one.number let:one>
                    <li>
                        <StoppableProgress
                            label=format!("Hashing {}", one.words)
                            done=Signal::derive(move || Some(one.progress.get()))
                            on_stop=move || one.cancellation.cancel()
                        />
                    </li>
                </For>
            </ul>
        </div>
    }
}
