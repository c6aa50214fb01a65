//! The palette: a few letters find a control, a risk or a command.

use leptos::ev::KeyboardEvent;
use leptos::prelude::*;

use super::commands::{Commands, cannot_be_done};
use super::fuzzy;
use super::navigation::Navigation;
use super::notices::Notices;
use super::shortcuts::{
    AssessmentCommand, Command, ListCommand, PageCommand, SHORTCUTS, WelcomeCommand, caps,
};
use crate::browser;
use crate::browser::keyboard::is_apple;
use crate::components::field::fresh_id;
use crate::components::{Icon, IconView, Kbd};
use crate::route::Route;

/// The most entries that are shown.
const MOST: usize = 40;

/// Commands that have no shortcut.
const WITHOUT_KEYS: &[(&str, Command)] = &[
    ("New assessment", Command::Welcome(WelcomeCommand::New)),
    ("Open a file", Command::Welcome(WelcomeCommand::OpenFile)),
    (
        "Save a backup",
        Command::Assessment(AssessmentCommand::SaveBackup),
    ),
    (
        "Change the colours: as the device, light, dark",
        Command::Page(PageCommand::NextTheme),
    ),
];

/// Something to find in the palette.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PaletteEntry {
    /// What kind of thing it is: `Control`, `Risk`, `Command`.
    pub group: &'static str,
    /// Its identifier, such as `SLS6`; may be empty.
    pub key: String,
    /// What it is called.
    pub title: String,
    /// What choosing it does.
    pub action: PaletteAction,
}

/// What choosing an entry does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PaletteAction {
    /// Goes to a place.
    Go(Route),
    /// Carries a command out.
    Run(Command),
}

/// The palette; it is open while `open` says so.
#[component]
pub(super) fn Palette(
    /// Whether it is open.
    open: RwSignal<bool>,
    /// What it offers besides the shell's own commands.
    offered: Callback<(), Vec<PaletteEntry>>,
) -> impl IntoView {
    let dialog = NodeRef::<leptos::html::Dialog>::new();
    Effect::new(move || {
        let wanted = open.get();
        if let Some(dialog) = dialog.get() {
            if wanted {
                browser::dialog::open(&dialog);
            } else {
                browser::dialog::close(&dialog);
            }
        }
    });
    view! {
        <dialog
            class="dialog palette"
            node_ref=dialog
            aria-label="Find or do"
            on:close=move |_| open.set(false)
            on:click=move |event| {
                let on_veil = dialog
                    .get_untracked()
                    .is_some_and(|dialog| browser::dialog::is_on_veil(&event, &dialog));
                if on_veil {
                    open.set(false);
                }
            }
        >
            <Show when=move || open.get()>
                <Search open offered />
            </Show>
        </dialog>
    }
}

/// The field and what it finds: a combobox with a list (WAI-ARIA Authoring Practices).
#[component]
fn Search(open: RwSignal<bool>, offered: Callback<(), Vec<PaletteEntry>>) -> impl IntoView {
    let (commands, navigation, notices) = (
        Commands::from_context(),
        Navigation::from_context(),
        Notices::from_context(),
    );
    let entries = StoredValue::new(all_entries(navigation, offered));
    let query = RwSignal::new(String::new());
    let active = RwSignal::new(0_usize);
    let found = Memo::new(move |_| {
        entries.with_value(|entries| {
            let texts: Vec<String> = entries
                .iter()
                .map(|entry| format!("{} {}", entry.key, entry.title))
                .collect();
            query.with(|query| fuzzy::rank(query, texts.iter().map(|text| text.trim()), MOST))
        })
    });
    let list = fresh_id("palette");
    let option_id = {
        let list = list.clone();
        move |place: usize| format!("{list}-{place}")
    };
    let choose = move |place: usize| {
        let entry = found
            .with_untracked(|found| found.get(place).copied())
            .and_then(|index| entries.with_value(|entries| entries.get(index).cloned()));
        let Some(entry) = entry else { return };
        open.set(false);
        // The dialog gives the focus back first; only then may the choice take it elsewhere.
        request_animation_frame(move || match entry.action {
            PaletteAction::Go(route) => navigation.go(&route),
            PaletteAction::Run(command) => {
                if !commands.run(command) {
                    notices.say(cannot_be_done(&entry.title));
                }
            }
        });
    };
    let move_by = {
        let option_id = option_id.clone();
        move |step: isize| {
            let count = found.with_untracked(Vec::len);
            if count > 0 {
                active.update(|active| {
                    *active = active.wrapping_add_signed(step + count as isize) % count
                });
                browser::focus::bring_into_sight(&format!(
                    "#{}",
                    option_id(active.get_untracked())
                ));
            }
        }
    };
    let on_key = move |event: KeyboardEvent| {
        match event.key().as_str() {
            "ArrowDown" => move_by(1),
            "ArrowUp" => move_by(-1),
            "Enter" if !event.is_composing() => choose(active.get_untracked()),
            _ => return,
        }
        event.prevent_default();
    };
    let field = NodeRef::<leptos::html::Input>::new();
    Effect::new(move || {
        if let Some(field) = field.get() {
            let _ = field.focus();
        }
    });
    let active_id = option_id.clone();
    let count = move || found.with(Vec::len);
    let listed = list.clone();
    view! {
        <div class="palette-field">
            <IconView icon=Icon::Search />
            <input
                type="text"
                node_ref=field
                role="combobox"
                aria-label="Find a control, a risk or a command"
                aria-expanded="true"
                aria-autocomplete="list"
                aria-controls=listed
                aria-activedescendant=move || (count() > 0).then(|| active_id(active.get()))
                placeholder="Find a control, a risk or a command"
                autocomplete="off"
                spellcheck="false"
                on:input=move |event| {
                    query.set(event_target_value(&event));
                    active.set(0);
                }
                on:keydown=on_key
            />
            <Kbd caps=vec!["Esc".to_owned()] />
        </div>
        <ul class="palette-list" role="listbox" aria-label="Found" id=list>
            {move || {
                found
                    .get()
                    .into_iter()
                    .enumerate()
                    .filter_map(|(place, index)| {
                        let entry = entries.with_value(|entries| entries.get(index).cloned())?;
                        let selected = move || active.get() == place;
                        Some(view! {
                            <li
                                class="palette-entry"
                                role="option"
                                id=option_id(place)
                                aria-selected=move || selected().to_string()
                                on:click=move |_| choose(place)
                                on:mousemove=move |_| active.set(place)
                            >
                                <span class="palette-key">{entry.key.clone()}</span>
                                <span class="palette-title">{entry.title.clone()}</span>
                                <span class="palette-group">{entry.group}</span>
                                {command_caps(&entry)}
                            </li>
                        })
                    })
                    .collect_view()
            }}
        </ul>
        <p class="palette-none" role="status">
            {move || (count() == 0).then_some("Nothing has these letters in this order.")}
        </p>
    }
}

/// The commands of the shell that make sense here, then what is offered.
fn all_entries(
    navigation: Navigation,
    offered: Callback<(), Vec<PaletteEntry>>,
) -> Vec<PaletteEntry> {
    let part = navigation.route_untracked().part();
    let mut entries: Vec<PaletteEntry> = SHORTCUTS
        .iter()
        .map(|shortcut| (shortcut.words, shortcut.command))
        .chain(WITHOUT_KEYS.iter().copied())
        .filter(|(_, command)| command.scope().holds_on(part) && is_listed(*command))
        .map(|(words, command)| PaletteEntry {
            group: "Command",
            key: String::new(),
            title: words.to_owned(),
            action: PaletteAction::Run(command),
        })
        .collect();
    entries.extend(offered.run(()));
    entries
}

/// Whether a command is worth a line: moving by one item is not, nor is opening the palette in it.
fn is_listed(command: Command) -> bool {
    !matches!(
        command,
        Command::Page(PageCommand::OpenPalette | PageCommand::LeaveField)
            | Command::List(ListCommand::Next | ListCommand::Previous | ListCommand::Back)
    )
}

fn command_caps(entry: &PaletteEntry) -> Option<impl IntoView + use<>> {
    let PaletteAction::Run(command) = &entry.action else {
        return None;
    };
    let shortcut = SHORTCUTS
        .iter()
        .find(|shortcut| shortcut.command == *command)?;
    Some(view! { <Kbd caps=caps(shortcut.keys, is_apple()) /> })
}
