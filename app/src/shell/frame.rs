//! The frame itself: puts the pieces together, and carries out what is the shell's own.

use leptos::prelude::*;

use super::announcements::AnnouncementsView;
use super::banners::Banners;
use super::commands::Commands;
use super::header::Header;
use super::keyboard::obey_keyboard;
use super::link_dialog::LinkDialog;
use super::model::ShellModel;
use super::navigation::Navigation;
use super::notices::{Notices, NoticesView};
use super::palette::Palette;
use super::rail::Rail;
use super::shortcuts::PageCommand;
use super::shortcuts_overview::ShortcutsOverview;
use super::theme::Theme;
use super::transfers::TransfersView;
use crate::browser::preferences::{Preference, is_on};
use crate::browser::{focus, focus_guard, printing, title, translation};
use crate::route::{Part, Place, Route};

/// The heading of the open item; it takes the focus when the item is opened.
const DETAIL_HEADING: &str = "[data-detail] [data-detail-heading]";

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
    commands.on(move |command: PageCommand| match command {
        PageCommand::OpenPalette => {
            palette_open.set(true);
            true
        }
        PageCommand::ShowShortcuts => {
            shortcuts_open.set(true);
            true
        }
        PageCommand::LeaveField => {
            focus::leave_field();
            true
        }
        PageCommand::NextTheme => {
            theme.next();
            true
        }
        PageCommand::GoTo(part) => {
            let route = model
                .assessment
                .with_untracked(|open| part.route(open.as_ref()));
            route.inspect(|route| navigation.go(route)).is_some()
        }
    });
    let notices = Notices::from_context();
    obey_keyboard(commands, navigation, notices, single_keys);
    focus_guard::guard();
    printing::write_texts_out();
    translation::put_texts_back(move || {
        notices.warn("Something changes the texts of this page, such as a translation: figures may be out of date. Switch it off for this page.");
    });
    name_the_tab(model, navigation);
    focus_follows_the_place(navigation);
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
            <div class="top">
                <TransfersView />
                <Banners model />
            </div>
            <Rail model />
            <main id="main" class="main" tabindex="-1">{children()}</main>
            <NoticesView />
        </div>
        <AnnouncementsView />
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

/// On another part the focus goes to its beginning, as it would on another page, and on another
/// item to the heading of its detail: the keys that scroll must not reach a field of the item that
/// was open before, or of the one that took its place.
fn focus_follows_the_place(navigation: Navigation) {
    let is_item = |place: &&Place| place.is_item();
    let place = navigation
        .memo(move |route: &Route| (route.part(), route.place().filter(is_item).cloned()));
    Effect::new(move |before: Option<(Part, Option<Place>)>| {
        let (part, item) = place.get();
        if let Some((part_before, item_before)) = before {
            let is_other_part = part_before != part;
            let is_other_item = item.is_some() && (is_other_part || item_before != item);
            if is_other_part || is_other_item {
                // The part and the item are drawn by then.
                request_animation_frame(move || lead_to(is_other_part, is_other_item));
            }
        }
        (part, item)
    });
}

fn lead_to(is_other_part: bool, is_other_item: bool) {
    if is_other_part {
        focus::scroll_to_top("#main");
    }
    if is_other_item {
        // Whoever made the item may have put the focus into its first field.
        if focus::is_within(".split-view-content") {
            return;
        }
        focus::scroll_to_top("[data-detail]");
        if focus::move_quietly_to(DETAIL_HEADING) {
            focus::bring_into_sight(DETAIL_HEADING);
            return;
        }
    }
    focus::move_quietly_to("#main");
}
