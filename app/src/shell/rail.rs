//! The parts of the page: a rail at the left, or a bar at the bottom where it is narrow.

use leptos::prelude::*;

use super::commands::Commands;
use super::model::ShellModel;
use super::navigation::Navigation;
use super::shortcuts::{AssessmentCommand, Command, PageCommand};
use super::theme::Theme;
use crate::components::{Button, Dialog, Icon, IconView};
use crate::route::Part;

/// The parts in the bottom bar of a narrow screen; the others are behind "More".
const IN_THE_BOTTOM_BAR: [Part; 4] = [Part::Overview, Part::Controls, Part::Risks, Part::Evidence];

/// The parts that belong to no assessment.
const OF_THE_PAGE: [Part; 5] = [
    Part::Welcome,
    Part::Verify,
    Part::Identities,
    Part::Editions,
    Part::About,
];

/// The rail.
#[component]
pub(super) fn Rail(
    /// What the shell shows.
    model: ShellModel,
) -> impl IntoView {
    let more = RwSignal::new(false);
    let open = Memo::new(move |_| model.assessment.with(Option::is_some));
    view! {
        <nav class="rail no-print" aria-label="Parts" class:rail-without-assessment=move || !open.get()>
            <Show when=move || open.get()>
                <ul class="rail-parts">
                    {Part::OF_AN_ASSESSMENT
                        .into_iter()
                        .map(|part| view! { <RailLink model part /> })
                        .collect_view()}
                </ul>
            </Show>
            <ul class="rail-parts rail-page">
                {OF_THE_PAGE.into_iter().map(|part| view! { <RailLink model part /> }).collect_view()}
            </ul>
            <Show when=move || open.get()>
                <button
                    type="button"
                    class="rail-link rail-more"
                    aria-haspopup="dialog"
                    on:click=move |_| more.set(true)
                >
                    <IconView icon=Icon::Menu />
                    <span>"More"</span>
                </button>
            </Show>
            <Backup model />
        </nav>
        <More model open=more />
    }
}

/// A link to a part, with its figure.
#[component]
fn RailLink(model: ShellModel, part: Part) -> impl IntoView {
    let navigation = Navigation::from_context();
    let href = move || {
        model
            .assessment
            .with(|assessment| part.route(assessment.as_ref()))
            .map(|route| route.fragment())
    };
    let current = move || (navigation.part() == part).then_some("page");
    let figure = move || {
        model
            .figures
            .with(|figures| figures.iter().find(|figure| figure.part == part).cloned())
    };
    let class = if IN_THE_BOTTOM_BAR.contains(&part) {
        "rail-item"
    } else {
        "rail-item rail-item-more"
    };
    view! {
        <li class=class>
            <a class="rail-link" href=href aria-current=current>
                <IconView icon=icon(part) />
                <span>{part.title()}</span>
                {move || figure().map(|figure| view! {
                    <span class="rail-figure numbers" aria-hidden="true">{figure.text}</span>
                    <span class="visually-hidden">", " {figure.words}</span>
                })}
            </a>
        </li>
    }
}

/// The last backup, and the button for the next.
#[component]
fn Backup(
    model: ShellModel,
    /// The dialog that it is in, which closes: what is saved is shown behind it.
    #[prop(optional)]
    within: Option<RwSignal<bool>>,
) -> impl IntoView {
    let commands = Commands::from_context();
    view! {
        {move || model.backup.get().map(|backup| view! {
            <div class="backup" class:backup-due=backup.due>
                <p class="backup-text">{backup.text.clone()}</p>
                {(!backup.more.is_empty()).then(|| view! { <p>{backup.more.clone()}</p> })}
                <Button
                    icon=Icon::Save
                    on_press=move || {
                        if let Some(within) = within {
                            within.set(false);
                        }
                        commands.run(AssessmentCommand::SaveBackup);
                    }
                >
                    "Save a backup"
                </Button>
            </div>
        })}
    }
}

/// What does not fit in the bottom bar.
#[component]
fn More(model: ShellModel, open: RwSignal<bool>) -> impl IntoView {
    let commands = Commands::from_context();
    let navigation = Navigation::from_context();
    let theme = expect_context::<Theme>();
    Effect::new(move || {
        let _ = navigation.route();
        open.set(false);
    });
    let then_close = move |command: Command| {
        move || {
            open.set(false);
            commands.run(command);
        }
    };
    view! {
        <Dialog open title="More" light_dismiss=true>
            <ul class="more-parts">
                {Part::OF_AN_ASSESSMENT
                    .into_iter()
                    .filter(|part| !IN_THE_BOTTOM_BAR.contains(part))
                    .chain(OF_THE_PAGE)
                    .map(|part| view! { <RailLink model part /> })
                    .collect_view()}
            </ul>
            <div class="cluster">
                <Button
                    icon=Icon::Redo
                    disabled=Signal::derive(move || model.redo.with(Option::is_none))
                    on_press=then_close(AssessmentCommand::Redo.into())
                >
                    "Redo"
                </Button>
                <Button icon=Icon::Keyboard on_press=then_close(PageCommand::ShowShortcuts.into())>"Shortcuts"</Button>
                <Button icon=Icon::Device on_press=move || theme.next()>{move || theme.words()}</Button>
            </div>
            <Backup model within=open />
        </Dialog>
    }
}

fn icon(part: Part) -> Icon {
    match part {
        Part::Welcome => Icon::Assessments,
        Part::Overview => Icon::Overview,
        Part::Controls => Icon::Controls,
        Part::Risks => Icon::Risks,
        Part::Evidence => Icon::Evidence,
        Part::Findings => Icon::Findings,
        Part::Actions => Icon::Actions,
        Part::Engagement => Icon::Scale,
        Part::Report => Icon::Report,
        Part::Reference => Icon::Book,
        Part::Details => Icon::Details,
        Part::Verify => Icon::Verify,
        Part::Identities => Icon::Identities,
        Part::Editions => Icon::Editions,
        Part::About => Icon::Info,
    }
}
