//! Lines across the page that hold for the whole assessment: it is the example, another window
//! writes it, it is deleted, it is not saved.

use leptos::prelude::*;

use super::commands::Commands;
use super::model::ShellModel;
use super::shortcuts::AssessmentCommand;
use crate::components::{Button, Icon, IconView, Mark, StatusMark};
use crate::storage::SaveState;

/// The banners that hold now.
#[component]
pub(super) fn Banners(
    /// What the shell shows.
    model: ShellModel,
) -> impl IntoView {
    let commands = Commands::from_context();
    let example = Memo::new(move |_| {
        model
            .heading
            .with(|heading| heading.as_ref().is_some_and(|heading| heading.example))
    });
    let failed = Memo::new(move |_| match model.save.get() {
        Some(SaveState::NotSaved(error)) => Some(error.while_saving()),
        _ => None,
    });
    let any = Memo::new(move |_| {
        example.get()
            || failed.with(Option::is_some)
            || model.read_only.with(Option::is_some)
            || model.deleted.with(Option::is_some)
    });
    view! {
        // A landmark only while it holds something.
        <div
            class="banners"
            role=move || any.get().then_some("region")
            aria-label=move || any.get().then_some("About this assessment")
        >
            <Show when=move || example.get()>
                <p class="banner banner-example">
                    <strong>"Example"</strong>
                    <span>"A made-up operator, to look around in. Nothing here is a finding about anybody."</span>
                </p>
            </Show>
            {move || model.read_only.get().map(|why| view! {
                <p class="banner banner-read-only">
                    <IconView icon=Icon::Eye />
                    <strong>"Read only"</strong>
                    <span>{why}</span>
                </p>
            })}
            {move || model.deleted.get().map(|words| view! {
                <div class="banner banner-failed" role="alert">
                    <StatusMark mark=Mark::Attention text="Problem" />
                    <strong>"Deleted"</strong>
                    <span>{words}</span>
                    <Button icon=Icon::Undo on_press=model.bring_back>"Keep it"</Button>
                    <Button on_press=model.leave>"Leave it deleted"</Button>
                </div>
            })}
            {move || failed.get().map(|why| view! {
                <div class="banner banner-failed" role="alert">
                    <StatusMark mark=Mark::Attention text="Problem" />
                    <strong>"Not saved"</strong>
                    <span>{why}</span>
                    <Button
                        icon=Icon::Save
                        on_press=move || {
                            commands.run(AssessmentCommand::SaveBackup);
                        }
                    >
                        "Save a backup now"
                    </Button>
                </div>
            })}
        </div>
    }
}
