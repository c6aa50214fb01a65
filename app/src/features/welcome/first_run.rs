//! The first visit: what can be done, and why the list may be empty.

use leptos::prelude::*;

use super::open_example;
use super::open_file::OpenFile;
use crate::components::{Icon, IconView};
use crate::route::Route;

/// The four ways to begin.
#[component]
pub(super) fn Choices(
    /// Opens the dialog for a new assessment.
    creating: RwSignal<bool>,
    /// Opens a file.
    opening: OpenFile,
) -> impl IntoView {
    let example = open_example();
    view! {
        <div class="choices">
            <button type="button" class="choice choice-first" on:click=move |_| creating.set(true)>
                {face(Icon::Plus, "New assessment", "Name the operator and yourself, then go through the 64 controls.")}
            </button>
            <button type="button" class="choice" on:click=move |_| opening.choose()>
                {face(Icon::Folder, "Open a file", "Go on with a backup (.assay) from this or another device.")}
            </button>
            <a class="choice" href=Route::Verify.fragment()>
                {face(Icon::Verify, "Verify a report", "See who signed a JSON or PDF report, and whether it was changed.")}
            </a>
            <button type="button" class="choice" on:click=move |_| example()>
                {face(Icon::Eye, "Look at the example", "A made-up operator with every screen filled. It can be thrown away at any time.")}
            </button>
        </div>
    }
}

fn face(icon: Icon, title: &'static str, text: &'static str) -> impl IntoView {
    view! {
        <span class="choice-icon"><IconView icon /></span>
        <span class="choice-words">
            <span class="choice-title">{title}</span>
            <span class="choice-text">{text}</span>
        </span>
    }
}

/// Why the list may be empty although there have been assessments.
#[component]
pub(super) fn EmptyStoreRemark() -> impl IntoView {
    view! {
        <div class="welcome-remark">
            <IconView icon=Icon::Info />
            <p>
                <strong>"You had assessments here before? "</strong>
                "Each browser keeps its own. Firefox also keeps them by the place of this file: after the file was moved or renamed the list is empty, and comes back when the file is where it was. In each case a backup opens here."
            </p>
        </div>
        <div class="welcome-remark">
            <IconView icon=Icon::Warning />
            <p>
                <strong>"Is this a private window? "</strong>
                "Then everything ends with it: save a backup before you close it."
            </p>
        </div>
    }
}
