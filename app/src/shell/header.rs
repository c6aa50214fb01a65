//! The bar at the top: brand, assessment, state of saving, undo and redo, palette, theme.

use leptos::prelude::*;

use super::commands::Commands;
use super::model::ShellModel;
use super::save_state::SaveStateView;
use super::shortcuts::{AssessmentCommand, Command, PageCommand, caps_of};
use super::theme::ThemeButton;
use crate::browser::keyboard::is_apple;
use crate::components::{Button, Icon, IconButton};
use crate::route::Route;

/// The bar at the top.
#[component]
pub(super) fn Header(
    /// What the shell shows.
    model: ShellModel,
) -> impl IntoView {
    let commands = Commands::from_context();
    let run = move |command: Command| {
        move || {
            commands.run(command);
        }
    };
    let open = Memo::new(move |_| model.assessment.with(Option::is_some));
    let undo_label = move || match model.undo.get() {
        Some(words) => format!("Undo: {words}"),
        None => "Undo".to_owned(),
    };
    let redo_label = move || match model.redo.get() {
        Some(words) => format!("Redo: {words}"),
        None => "Redo".to_owned(),
    };
    view! {
        <header class="header no-print">
            <a class="brand" href=Route::Welcome.fragment() title="All assessments">
                <span class="brand-mark" aria-hidden="true"></span>
                <span class="brand-word">"Assay"</span>
                <span class="visually-hidden">": all assessments"</span>
            </a>
            <div class="header-title">
                {move || model.heading.get().map(|heading| view! {
                    <span class="header-name" title=heading.title.clone()>{heading.title.clone()}</span>
                    <span class="header-edition">{heading.edition}</span>
                })}
            </div>
            <div class="header-tools">
                <SaveStateView state=model.save refused=model.refused />
                <Show when=move || open.get()>
                    <span class="header-undo">
                        <IconButton
                            label=undo_label
                            icon=Icon::Undo
                            repeats=true
                            disabled=Signal::derive(move || model.undo.with(Option::is_none))
                            on_press=run(AssessmentCommand::Undo.into())
                        />
                        <span class="header-redo">
                            <IconButton
                                label=redo_label
                                icon=Icon::Redo
                                repeats=true
                                disabled=Signal::derive(move || model.redo.with(Option::is_none))
                                on_press=run(AssessmentCommand::Redo.into())
                            />
                        </span>
                    </span>
                </Show>
                <span class="header-find">
                    <Button
                        icon=Icon::Search
                        caps=caps_of(PageCommand::OpenPalette, is_apple())
                        on_press=run(PageCommand::OpenPalette.into())
                    >
                        "Find or do"
                    </Button>
                </span>
                <span class="header-theme"><ThemeButton /></span>
            </div>
        </header>
    }
}
