//! The one table of shortcuts: what the keyboard handler obeys and what the `?` overview lists.
//!
//! Keys that are single characters can be switched off as a whole (WCAG 2.1.4), never fire while the
//! focus is in a field that takes text, and never together with another modifier.

use crate::browser::keyboard::KeyPress;
use crate::route::Part;

/// Something the user can tell the page to do, by key, by palette or by button.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Command {
    /// Show a part of the page.
    GoTo(Part),
    /// Open the palette: find a control, a risk or a command by a few letters.
    OpenPalette,
    /// Show every shortcut.
    ShowShortcuts,
    /// Take back the last edit.
    Undo,
    /// Do again what was taken back.
    Redo,
    /// Write a backup file.
    SaveBackup,
    /// Set the status of the open control; the number is its place in the segmented group, 1 to 5.
    ChooseStatus(u8),
    /// Open the next item of the list.
    NextItem,
    /// Open the previous item of the list.
    PreviousItem,
    /// Put the focus into the open item's note.
    EditNote,
    /// Add evidence to the open item, or to the library.
    AddEvidence,
    /// Put the focus into the list's filter.
    FocusFilter,
    /// Go from the detail back to the list.
    BackToList,
    /// Start a new assessment.
    NewAssessment,
    /// Open an `.assay` file.
    OpenFile,
    /// Sign and export the report.
    SignAndExport,
    /// Follow the device's colours, or light, or dark: the next of the three.
    NextTheme,
}

/// On which parts of the page a shortcut works.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// Everywhere.
    Everywhere,
    /// On the list of assessments.
    Welcome,
    /// Inside an assessment.
    Assessment,
    /// On the parts that are lists: controls, risks, evidence, actions.
    Lists,
    /// On the controls.
    Controls,
    /// On the parts whose items have a note: controls and risks.
    Notes,
    /// On the parts that take evidence: controls, risks and the evidence library.
    Evidence,
}

impl Scope {
    /// The heading of this scope in the overview of shortcuts.
    #[must_use]
    pub fn title(self) -> &'static str {
        match self {
            Self::Everywhere => "Everywhere",
            Self::Welcome => "In the list of assessments",
            Self::Assessment => "In an assessment",
            Self::Lists => "In a list",
            Self::Controls => "On a control",
            Self::Notes => "On a control or a risk",
            Self::Evidence => "Where evidence is shown",
        }
    }

    /// Whether a shortcut of this scope works on the given part.
    #[must_use]
    pub fn holds_on(self, part: Part) -> bool {
        use Part::{Actions, Controls, Evidence, Identities, Risks, Verify, Welcome};
        match self {
            Self::Everywhere => true,
            Self::Welcome => part == Welcome,
            Self::Assessment => !matches!(part, Welcome | Verify | Identities),
            Self::Lists => matches!(part, Controls | Risks | Evidence | Actions),
            Self::Controls => matches!(part, Controls),
            Self::Notes => matches!(part, Controls | Risks),
            Self::Evidence => matches!(part, Controls | Risks | Evidence),
        }
    }
}

/// The keys of a shortcut.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Keys {
    /// One character, without modifiers.
    Character(char),
    /// `g`, then this character within [`PREFIX_MILLISECONDS`].
    AfterG(char),
    /// Ctrl, or Cmd on a Mac, with this character.
    Control(char),
    /// Ctrl or Cmd, with Shift and this character.
    ControlShift(char),
    /// The Escape key.
    Escape,
}

/// How long the page waits for the second key after `g`.
pub const PREFIX_MILLISECONDS: u64 = 1_500;

/// One row of the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shortcut {
    /// What to press.
    pub keys: Keys,
    /// Where it works.
    pub scope: Scope,
    /// What it does, in words.
    pub words: &'static str,
    /// What it does, for the page.
    pub command: Command,
}

const fn shortcut(keys: Keys, scope: Scope, words: &'static str, command: Command) -> Shortcut {
    Shortcut {
        keys,
        scope,
        words,
        command,
    }
}

/// Every shortcut of the page, in the order of the overview.
pub const SHORTCUTS: &[Shortcut] = &[
    shortcut(
        Keys::Control('k'),
        Scope::Everywhere,
        "Find a control, a risk or a command",
        Command::OpenPalette,
    ),
    shortcut(
        Keys::Character('?'),
        Scope::Everywhere,
        "Show the shortcuts",
        Command::ShowShortcuts,
    ),
    shortcut(
        Keys::AfterG('h'),
        Scope::Everywhere,
        "Go to all assessments",
        Command::GoTo(Part::Welcome),
    ),
    shortcut(
        Keys::AfterG('v'),
        Scope::Everywhere,
        "Go to Verify",
        Command::GoTo(Part::Verify),
    ),
    shortcut(
        Keys::AfterG('i'),
        Scope::Everywhere,
        "Go to Identities",
        Command::GoTo(Part::Identities),
    ),
    shortcut(
        Keys::AfterG('o'),
        Scope::Assessment,
        "Go to Overview",
        Command::GoTo(Part::Overview),
    ),
    shortcut(
        Keys::AfterG('c'),
        Scope::Assessment,
        "Go to Controls",
        Command::GoTo(Part::Controls),
    ),
    shortcut(
        Keys::AfterG('r'),
        Scope::Assessment,
        "Go to Risks",
        Command::GoTo(Part::Risks),
    ),
    shortcut(
        Keys::AfterG('e'),
        Scope::Assessment,
        "Go to Evidence",
        Command::GoTo(Part::Evidence),
    ),
    shortcut(
        Keys::AfterG('a'),
        Scope::Assessment,
        "Go to Actions",
        Command::GoTo(Part::Actions),
    ),
    shortcut(
        Keys::AfterG('p'),
        Scope::Assessment,
        "Go to Report",
        Command::GoTo(Part::Report),
    ),
    shortcut(
        Keys::AfterG('d'),
        Scope::Assessment,
        "Go to Details",
        Command::GoTo(Part::Details),
    ),
    shortcut(Keys::Control('z'), Scope::Assessment, "Undo", Command::Undo),
    shortcut(
        Keys::ControlShift('z'),
        Scope::Assessment,
        "Redo",
        Command::Redo,
    ),
    shortcut(
        Keys::Character('j'),
        Scope::Lists,
        "Next item",
        Command::NextItem,
    ),
    shortcut(
        Keys::Character('k'),
        Scope::Lists,
        "Previous item",
        Command::PreviousItem,
    ),
    shortcut(
        Keys::Character('/'),
        Scope::Lists,
        "Filter the list",
        Command::FocusFilter,
    ),
    shortcut(
        Keys::Escape,
        Scope::Lists,
        "Back to the list",
        Command::BackToList,
    ),
    shortcut(
        Keys::Character('1'),
        Scope::Controls,
        "Not tested",
        Command::ChooseStatus(1),
    ),
    shortcut(
        Keys::Character('2'),
        Scope::Controls,
        "Implemented",
        Command::ChooseStatus(2),
    ),
    shortcut(
        Keys::Character('3'),
        Scope::Controls,
        "Not applicable",
        Command::ChooseStatus(3),
    ),
    shortcut(
        Keys::Character('4'),
        Scope::Controls,
        "Partial",
        Command::ChooseStatus(4),
    ),
    shortcut(
        Keys::Character('5'),
        Scope::Controls,
        "Fails",
        Command::ChooseStatus(5),
    ),
    shortcut(
        Keys::Character('n'),
        Scope::Notes,
        "Write the note",
        Command::EditNote,
    ),
    shortcut(
        Keys::Character('e'),
        Scope::Evidence,
        "Add evidence",
        Command::AddEvidence,
    ),
];

/// What a key press means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Carry out this command.
    Run(Command),
    /// The first key of a pair: remember it and wait for the second.
    Wait,
    /// Not ours: leave it to the browser.
    Ignore,
}

/// Looks a key press up in [`SHORTCUTS`].
///
/// `after_g` tells that `g` was pressed just before, and `single_keys` that the user has left the
/// single-character shortcuts on.
#[must_use]
pub fn look_up(stroke: &KeyPress, part: Part, after_g: bool, single_keys: bool) -> Outcome {
    let plain = !stroke.control && !stroke.alternate && !stroke.in_text;
    let mut characters = stroke.key.chars();
    let character = match (characters.next(), characters.next()) {
        (Some(character), None) => Some(character),
        _ => None,
    };
    let found = SHORTCUTS
        .iter()
        .filter(|shortcut| shortcut.scope.holds_on(part))
        .find(|shortcut| {
            match shortcut.keys {
                Keys::Character(wanted) => {
                    plain && single_keys && !after_g && character == Some(wanted)
                }
                Keys::AfterG(wanted) => {
                    plain && single_keys && after_g && character == Some(wanted)
                }
                // A palette that a half-written note kept shut would be no help, so this one pair of
                // keys works in fields too. Undo in a field belongs to the field.
                Keys::Control(wanted) => {
                    stroke.control
                        && !stroke.shift
                        && !stroke.alternate
                        && (!stroke.in_text || shortcut.command == Command::OpenPalette)
                        && same_letter(character, wanted)
                }
                Keys::ControlShift(wanted) => {
                    stroke.control
                        && stroke.shift
                        && !stroke.alternate
                        && !stroke.in_text
                        && same_letter(character, wanted)
                }
                Keys::Escape => plain && !stroke.shift && stroke.key == "Escape",
            }
        });
    match found {
        Some(shortcut) => Outcome::Run(shortcut.command),
        None if plain && single_keys && !after_g && character == Some('g') => Outcome::Wait,
        None => Outcome::Ignore,
    }
}

/// The keys of a command as they are printed on caps, in the order of pressing; empty when it has none.
///
/// `apple` chooses between the words for Ctrl and Cmd.
#[must_use]
pub fn caps_of(command: Command, apple: bool) -> Vec<String> {
    SHORTCUTS
        .iter()
        .find(|shortcut| shortcut.command == command)
        .map(|shortcut| caps(shortcut.keys, apple))
        .unwrap_or_default()
}

/// The caps to press, in order.
#[must_use]
pub fn caps(keys: Keys, apple: bool) -> Vec<String> {
    let control = if apple { "\u{2318}" } else { "Ctrl" };
    let shift = if apple { "\u{21e7}" } else { "Shift" };
    match keys {
        Keys::Character(character) => vec![character.to_string()],
        Keys::AfterG(character) => vec!["g".to_owned(), character.to_string()],
        Keys::Control(character) => vec![
            control.to_owned(),
            character.to_ascii_uppercase().to_string(),
        ],
        Keys::ControlShift(character) => {
            vec![
                control.to_owned(),
                shift.to_owned(),
                character.to_ascii_uppercase().to_string(),
            ]
        }
        Keys::Escape => vec!["Esc".to_owned()],
    }
}

fn same_letter(pressed: Option<char>, wanted: char) -> bool {
    pressed.is_some_and(|pressed| pressed.eq_ignore_ascii_case(&wanted))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stroke(key: &str) -> KeyPress {
        KeyPress {
            key: key.to_owned(),
            control: false,
            shift: false,
            alternate: false,
            in_text: false,
        }
    }

    #[test]
    fn a_digit_sets_the_status_on_controls_only() {
        let pressed = stroke("2");
        assert_eq!(
            look_up(&pressed, Part::Controls, false, true),
            Outcome::Run(Command::ChooseStatus(2))
        );
        assert_eq!(look_up(&pressed, Part::Risks, false, true), Outcome::Ignore);
    }

    #[test]
    fn nothing_fires_while_typing_but_the_palette() {
        for shortcut in SHORTCUTS {
            for part in Part::OF_AN_ASSESSMENT {
                let (key, control, shift) = match shortcut.keys {
                    Keys::Character(character) | Keys::AfterG(character) => {
                        (character.to_string(), false, false)
                    }
                    Keys::Control(character) => (character.to_string(), true, false),
                    Keys::ControlShift(character) => (character.to_string(), true, true),
                    Keys::Escape => ("Escape".to_owned(), false, false),
                };
                let pressed = KeyPress {
                    key,
                    control,
                    shift,
                    alternate: false,
                    in_text: true,
                };
                for after_g in [false, true] {
                    let outcome = look_up(&pressed, part, after_g, true);
                    let allowed = [Outcome::Ignore, Outcome::Run(Command::OpenPalette)];
                    assert!(allowed.contains(&outcome), "{shortcut:?} gives {outcome:?}");
                }
            }
        }
    }

    #[test]
    fn other_modifiers_belong_to_the_browser() {
        let control = KeyPress {
            control: true,
            ..stroke("j")
        };
        let alternate = KeyPress {
            alternate: true,
            ..stroke("j")
        };
        assert_eq!(
            look_up(&control, Part::Controls, false, true),
            Outcome::Ignore
        );
        assert_eq!(
            look_up(&alternate, Part::Controls, false, true),
            Outcome::Ignore
        );
    }

    #[test]
    fn g_waits_for_its_letter() {
        assert_eq!(
            look_up(&stroke("g"), Part::Overview, false, true),
            Outcome::Wait
        );
        assert_eq!(
            look_up(&stroke("e"), Part::Controls, true, true),
            Outcome::Run(Command::GoTo(Part::Evidence))
        );
        assert_eq!(
            look_up(&stroke("e"), Part::Controls, false, true),
            Outcome::Run(Command::AddEvidence)
        );
        assert_eq!(
            look_up(&stroke("x"), Part::Controls, true, true),
            Outcome::Ignore
        );
    }

    #[test]
    fn undo_and_redo_differ_by_shift() {
        let undo = KeyPress {
            control: true,
            ..stroke("z")
        };
        let redo = KeyPress {
            control: true,
            shift: true,
            ..stroke("Z")
        };
        assert_eq!(
            look_up(&undo, Part::Overview, false, true),
            Outcome::Run(Command::Undo)
        );
        assert_eq!(
            look_up(&redo, Part::Overview, false, true),
            Outcome::Run(Command::Redo)
        );
        assert_eq!(look_up(&undo, Part::Welcome, false, true), Outcome::Ignore);
    }

    #[test]
    fn single_keys_can_be_switched_off() {
        assert_eq!(
            look_up(&stroke("j"), Part::Controls, false, false),
            Outcome::Ignore
        );
        assert_eq!(
            look_up(&stroke("g"), Part::Controls, false, false),
            Outcome::Ignore
        );
        let palette = KeyPress {
            control: true,
            ..stroke("k")
        };
        assert_eq!(
            look_up(&palette, Part::Controls, false, false),
            Outcome::Run(Command::OpenPalette)
        );
    }

    #[test]
    fn no_two_shortcuts_share_their_keys_on_one_part() {
        for part in Part::OF_AN_ASSESSMENT {
            let here: Vec<_> = SHORTCUTS
                .iter()
                .filter(|shortcut| shortcut.scope.holds_on(part))
                .collect();
            for (place, one) in here.iter().enumerate() {
                for other in &here[place + 1..] {
                    assert_ne!(one.keys, other.keys, "on {part:?}");
                }
            }
        }
    }

    #[test]
    fn caps_name_the_keys_of_both_kinds_of_keyboard() {
        assert_eq!(caps_of(Command::Redo, false), ["Ctrl", "Shift", "Z"]);
        assert_eq!(caps_of(Command::OpenPalette, true), ["\u{2318}", "K"]);
        assert!(caps_of(Command::SaveBackup, false).is_empty());
    }
}
