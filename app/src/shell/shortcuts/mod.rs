//! The one table of shortcuts: what the keyboard handler obeys and what the `?` overview lists.
//!
//! Keys that are single characters can be switched off as a whole (WCAG 2.1.4), never fire while the
//! focus is in a field that takes text, and never together with another modifier.

mod table;
#[cfg(test)]
mod tests;

pub use table::SHORTCUTS;

use assay_assessment::Status;

use crate::browser::keyboard::KeyPress;
use crate::route::Part;

/// Something the user can tell the page to do, by key, by palette or by button. Who carries out a
/// group does so for every command in it: [`super::Commands::on`] takes a handler of a whole group.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Command {
    /// What the page itself does.
    Page(PageCommand),
    /// What is done with the open assessment.
    Assessment(AssessmentCommand),
    /// What is done in the list of assessments.
    Welcome(WelcomeCommand),
    /// What is done in a list of controls, risks, evidence, findings or actions.
    List(ListCommand),
}

/// What the page itself does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum PageCommand {
    /// Show a part of the page.
    GoTo(Part),
    /// Open the palette: find a control, a risk or a command by a few letters.
    OpenPalette,
    /// Show every shortcut.
    ShowShortcuts,
    /// Go out of the field that is being typed in, and on with the keyboard.
    LeaveField,
    /// Follow the device's colours, or light, or dark: the next of the three.
    NextTheme,
}

/// What is done with the open assessment, wherever the page is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum AssessmentCommand {
    /// Take back the last edit.
    Undo,
    /// Do again what was taken back.
    Redo,
    /// Write a backup file.
    SaveBackup,
}

/// What is done in the list of assessments.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum WelcomeCommand {
    /// Start a new assessment.
    New,
    /// Open an `.assay` file.
    OpenFile,
}

/// What is done in a list of controls, risks, evidence, findings or actions.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ListCommand {
    /// Open the next item of the list.
    Next,
    /// Open the previous item of the list.
    Previous,
    /// Put the focus into the list's filter.
    FocusFilter,
    /// Go from the detail back to the list.
    Back,
    /// Put the focus into the open item's note.
    EditNote,
    /// Add evidence to the open item, or to the library.
    AddEvidence,
    /// Set the status of the open control.
    ChooseStatus(Status),
    /// Confirm what the assessment before found of the open item.
    Confirm,
}

/// A group of commands.
pub trait CommandGroup: Sized {
    /// The command of this group, where it is one.
    fn of(command: Command) -> Option<Self>;
}

macro_rules! group {
    ($name:ident, $variant:ident) => {
        impl CommandGroup for $name {
            fn of(command: Command) -> Option<Self> {
                match command {
                    Command::$variant(command) => Some(command),
                    _ => None,
                }
            }
        }

        impl From<$name> for Command {
            fn from(command: $name) -> Self {
                Self::$variant(command)
            }
        }
    };
}

group!(PageCommand, Page);
group!(AssessmentCommand, Assessment);
group!(WelcomeCommand, Welcome);
group!(ListCommand, List);

impl Command {
    /// Where it can be done.
    #[must_use]
    pub const fn scope(self) -> Scope {
        match self {
            Self::Page(PageCommand::GoTo(part)) if part.is_of_an_assessment() => Scope::Assessment,
            Self::Page(_) => Scope::Everywhere,
            Self::Assessment(_) => Scope::Assessment,
            Self::Welcome(_) => Scope::Welcome,
            Self::List(command) => match command {
                ListCommand::Next
                | ListCommand::Previous
                | ListCommand::FocusFilter
                | ListCommand::Back => Scope::Lists,
                ListCommand::ChooseStatus(_) => Scope::Controls,
                ListCommand::EditNote | ListCommand::Confirm => Scope::Notes,
                ListCommand::AddEvidence => Scope::Evidence,
            },
        }
    }
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
    /// On the parts that are lists: controls, risks, evidence, findings, actions, reference.
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
        use Part::{Actions, Controls, Evidence, Findings, Reference, Risks, Welcome};
        match self {
            Self::Everywhere => true,
            Self::Welcome => part == Welcome,
            Self::Assessment => part.is_of_an_assessment(),
            Self::Lists => matches!(
                part,
                Controls | Risks | Evidence | Findings | Actions | Reference
            ),
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
        .filter(|shortcut| shortcut.command.scope().holds_on(part))
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
                        && (!stroke.in_text || shortcut.command == PageCommand::OpenPalette.into())
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
                        && stroke.in_text == (shortcut.command == PageCommand::LeaveField.into())
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
pub fn caps_of(command: impl Into<Command>, apple: bool) -> Vec<String> {
    let command = command.into();
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
