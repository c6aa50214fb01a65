//! What the shell shows, as signals; whoever draws the shell fills them.

use assay_assessment::AssessmentId;
use leptos::prelude::*;

use super::palette::PaletteEntry;
use crate::route::{Part, Route};
use crate::storage::SaveState;

/// Everything that the frame shows of the open assessment. Where none is open, the signals say so.
#[derive(Clone, Copy)]
pub struct ShellModel {
    /// The assessment that is open, also while the page is at Verify or Identities.
    pub assessment: Signal<Option<AssessmentId>>,
    /// Its title and edition.
    pub heading: Signal<Option<Heading>>,
    /// Whether everything is on disk.
    pub save: Signal<Option<SaveState>>,
    /// What was entered into a field and could not be saved; `None` while there is no such thing.
    pub refused: Signal<Option<Refused>>,
    /// Figures beside the parts in the rail.
    pub figures: Signal<Vec<Figure>>,
    /// The last backup, in words.
    pub backup: Signal<Option<BackupLine>>,
    /// What undo would take back, in words; `None` when there is nothing.
    pub undo: Signal<Option<String>>,
    /// What redo would make again, in words; `None` when there is nothing.
    pub redo: Signal<Option<String>>,
    /// Why nothing can be changed here, such as that another window writes; `None` when it can.
    pub read_only: Signal<Option<String>>,
    /// That the assessment is deleted, and until when it is kept; `None` while it is not.
    pub deleted: Signal<Option<String>>,
    /// Brings the deleted assessment back.
    pub bring_back: Callback<()>,
    /// Leaves the deleted assessment as it is.
    pub leave: Callback<()>,
    /// What the palette offers besides the shell's own commands, asked at each opening: controls,
    /// risks, and commands that only exist sometimes.
    pub palette: Callback<(), Vec<PaletteEntry>>,
}

/// The assessment's name in the header.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heading {
    /// Its title.
    pub title: String,
    /// The catalog's edition, such as `ValOS Editor's Draft, 2026-07-11`.
    pub edition: String,
    /// Whether it is the example.
    pub example: bool,
}

/// What was entered into a field and could not be saved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refused {
    /// Which field, and why.
    pub words: String,
    /// Where the field is.
    pub route: Route,
}

/// A figure beside a part in the rail.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Figure {
    /// The part.
    pub part: Part,
    /// What is shown, such as `41/64`.
    pub text: String,
    /// The same in words, such as `41 of 64 tested`.
    pub words: String,
}

/// The last backup in the rail.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BackupLine {
    /// When it was, such as `Last backup 2 h ago`, or that there is none.
    pub text: String,
    /// What has changed since, such as `14 changes since`; empty when nothing has.
    pub more: String,
    /// Whether it is time for one.
    pub due: bool,
}
