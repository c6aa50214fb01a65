//! The frame itself: puts the pieces together, and carries out what is the shell's own.

use leptos::prelude::*;

use super::banners::Banners;
use super::commands::Commands;
use super::header::Header;
use super::keyboard::obey_keyboard;
use super::link_dialog::LinkDialog;
use super::model::ShellModel;
use super::navigation::Navigation;
use super::notices::NoticesView;
use super::palette::Palette;
use super::rail::Rail;
use super::shortcuts::Command;
use super::shortcuts_overview::ShortcutsOverview;
use super::theme::Theme;
use crate::browser::preferences::{Preference, is_on};
use crate::browser::{focus, title};
use crate::route::Part;

/// The frame around the open part. [`super::provide_shell`] has been called before.
#[component]
pub fn Shell(
    /// What it shows.
    model: ShellModel,
    /// The open part.
    children: Children,
) -> impl IntoView {
    let (commands, navigation) = (Commands::from_context(), Navigation::from_context());
    let theme = Theme::provide();
    let palette_open = RwSignal::new(false);
    let shortcuts_open = RwSignal::new(false);
    let single_keys = RwSignal::new(is_on(Preference::SingleKeyShortcuts, true));
    commands.on(move |command| match command {
        Command::OpenPalette => {
            palette_open.set(true);
            true
        }
        Command::ShowShortcuts => {
            shortcuts_open.set(true);
            true
        }
        Command::NextTheme => {
            theme.next();
            true
        }
        Command::GoTo(part) => {
            let route = model
                .assessment
                .with_untracked(|open| part.route(open.as_ref()));
            route.inspect(|route| navigation.go(route)).is_some()
        }
        _ => false,
    });
    obey_keyboard(commands, navigation, single_keys);
    name_the_tab(model, navigation);
    focus_follows_the_part(navigation);
    view! {
        <a
            class="skip-link visually-hidden"
            href="#main"
            on:click=|event| {
                // The fragment of the address is the page's route, so the link only moves the focus.
                event.prevent_default();
                focus::move_to("#main");
            }
        >
            "Skip to the content"
        </a>
        <div class="shell">
            <Header model />
            <Banners model />
            <Rail model />
            <main id="main" class="main" tabindex="-1">{children()}</main>
        </div>
        <NoticesView />
        <Palette open=palette_open offered=model.palette />
        <ShortcutsOverview open=shortcuts_open single_keys />
        <LinkDialog />
    }
}

/// The tab is named after the part and the assessment.
fn name_the_tab(model: ShellModel, navigation: Navigation) {
    Effect::new(move || {
        let part = navigation.part();
        let heading = model.heading.get();
        title::set(&match heading {
            Some(heading) if part != Part::Welcome => {
                format!("{} \u{2013} {} \u{2013} Assay", part.title(), heading.title)
            }
            _ => format!("{} \u{2013} Assay", part.title()),
        });
    });
}

/// On another part the focus goes to its beginning, as it would on another page. It stays where it
/// is when only the open item changes.
fn focus_follows_the_part(navigation: Navigation) {
    Effect::new(move |before: Option<Part>| {
        let part = navigation.part();
        if before.is_some_and(|before| before != part) {
            request_animation_frame(|| {
                focus::move_quietly_to("#main");
                focus::scroll_to_top("#main");
            });
        }
        part
    });
}
