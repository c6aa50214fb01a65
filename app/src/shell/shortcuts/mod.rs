//! The one table of shortcuts: what the keyboard handler obeys and what the `?` overview lists.
//!
//! Keys that are single characters can be switched off as a whole (WCAG 2.1.4), never fire while the
//! focus is in a field that takes text, and never together with another modifier.

mod table;
#[cfg(test)]
mod tests;

pub use table::SHORTCUTS;

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
    /// Go out of the field that is being typed in, and on with the keyboard.
    LeaveField,
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
    /// The scopes that the overview shows, in its order.
    pub const ALL: [Self; 7] = [
        Self::Everywhere,
        Self::Assessment,
        Self::Lists,
        Self::Controls,
        Self::Notes,
        Self::Evidence,
        Self::Welcome,
    ];

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
                // In a field Escape leaves the field, and elsewhere the detail.
                Keys::Escape => {
                    stroke.key == "Escape"
                        && !(stroke.control || stroke.alternate || stroke.shift)
                        && stroke.in_text == (shortcut.command == Command::LeaveField)
                }
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

/// What a command is called in the overview; empty when it has no shortcut.
#[must_use]
pub fn words_of(command: Command) -> &'static str {
    let mut rows = SHORTCUTS.iter();
    rows.find(|shortcut| shortcut.command == command)
        .map_or("", |shortcut| shortcut.words)
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
