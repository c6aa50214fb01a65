//! The table itself.

use super::{Command, Keys, Scope, Shortcut};
use crate::route::Part;

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
        Keys::Escape,
        Scope::Everywhere,
        "Leave the field",
        Command::LeaveField,
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

const fn shortcut(keys: Keys, scope: Scope, words: &'static str, command: Command) -> Shortcut {
    Shortcut {
        keys,
        scope,
        words,
        command,
    }
}
