//! The table itself.

use assay_assessment::Status;

use super::{
    AssessmentCommand::{Redo, Undo},
    Command, Keys,
    ListCommand::{self, AddEvidence, Back, ChooseStatus, Confirm, EditNote, FocusFilter},
    PageCommand::{GoTo, LeaveField, OpenPalette, ShowShortcuts},
    Shortcut,
};
use crate::route::Part;

/// Every shortcut of the page, in the order of the overview.
pub const SHORTCUTS: &[Shortcut] = &[
    shortcut(
        Keys::Control('k'),
        "Find a control, a risk or a command",
        Command::Page(OpenPalette),
    ),
    shortcut(
        Keys::Character('?'),
        "Show the shortcuts",
        Command::Page(ShowShortcuts),
    ),
    shortcut(Keys::Escape, "Leave the field", Command::Page(LeaveField)),
    shortcut(
        Keys::AfterG('h'),
        "Go to all assessments",
        Command::Page(GoTo(Part::Welcome)),
    ),
    shortcut(
        Keys::AfterG('v'),
        "Go to Verify",
        Command::Page(GoTo(Part::Verify)),
    ),
    shortcut(
        Keys::AfterG('i'),
        "Go to Identities",
        Command::Page(GoTo(Part::Identities)),
    ),
    shortcut(
        Keys::AfterG('s'),
        "Go to Editions",
        Command::Page(GoTo(Part::Editions)),
    ),
    shortcut(
        Keys::AfterG('b'),
        "Go to About",
        Command::Page(GoTo(Part::About)),
    ),
    shortcut(
        Keys::AfterG('o'),
        "Go to Overview",
        Command::Page(GoTo(Part::Overview)),
    ),
    shortcut(
        Keys::AfterG('c'),
        "Go to Controls",
        Command::Page(GoTo(Part::Controls)),
    ),
    shortcut(
        Keys::AfterG('r'),
        "Go to Risks",
        Command::Page(GoTo(Part::Risks)),
    ),
    shortcut(
        Keys::AfterG('e'),
        "Go to Evidence",
        Command::Page(GoTo(Part::Evidence)),
    ),
    shortcut(
        Keys::AfterG('f'),
        "Go to Findings",
        Command::Page(GoTo(Part::Findings)),
    ),
    shortcut(
        Keys::AfterG('a'),
        "Go to Actions",
        Command::Page(GoTo(Part::Actions)),
    ),
    shortcut(
        Keys::AfterG('n'),
        "Go to Engagement",
        Command::Page(GoTo(Part::Engagement)),
    ),
    shortcut(
        Keys::AfterG('p'),
        "Go to Report",
        Command::Page(GoTo(Part::Report)),
    ),
    shortcut(
        Keys::AfterG('m'),
        "Go to Reference",
        Command::Page(GoTo(Part::Reference)),
    ),
    shortcut(
        Keys::AfterG('d'),
        "Go to Details",
        Command::Page(GoTo(Part::Details)),
    ),
    shortcut(Keys::Control('z'), "Undo", Command::Assessment(Undo)),
    shortcut(Keys::ControlShift('z'), "Redo", Command::Assessment(Redo)),
    shortcut(
        Keys::Character('j'),
        "Next item",
        Command::List(ListCommand::Next),
    ),
    shortcut(
        Keys::Character('k'),
        "Previous item",
        Command::List(ListCommand::Previous),
    ),
    shortcut(
        Keys::Character('/'),
        "Filter the list",
        Command::List(FocusFilter),
    ),
    shortcut(Keys::Escape, "Back to the list", Command::List(Back)),
    shortcut(
        Keys::Character('1'),
        "Not tested",
        Command::List(ChooseStatus(Status::NotTested)),
    ),
    shortcut(
        Keys::Character('2'),
        "Implemented",
        Command::List(ChooseStatus(Status::Implemented)),
    ),
    shortcut(
        Keys::Character('3'),
        "Not applicable",
        Command::List(ChooseStatus(Status::NotApplicable)),
    ),
    shortcut(
        Keys::Character('4'),
        "Partial",
        Command::List(ChooseStatus(Status::Partial)),
    ),
    shortcut(
        Keys::Character('5'),
        "Fails",
        Command::List(ChooseStatus(Status::Fails)),
    ),
    shortcut(
        Keys::Character('c'),
        "Confirm the earlier finding",
        Command::List(Confirm),
    ),
    shortcut(
        Keys::Character('n'),
        "Write the note",
        Command::List(EditNote),
    ),
    shortcut(
        Keys::Character('e'),
        "Add evidence",
        Command::List(AddEvidence),
    ),
];

const fn shortcut(keys: Keys, words: &'static str, command: Command) -> Shortcut {
    Shortcut {
        keys,
        words,
        command,
    }
}
