use std::time::Duration;

use crate::{About, Edit, EntryMode, Timestamp};

/// Edits of one field that follow each other within this time are one undo step.
const TYPING_PAUSE: Duration = Duration::from_secs(2);

/// The most steps that can be taken back.
const MOST_STEPS: usize = 500;

/// Edits that are taken back together, as their inverses in the order in which they were made.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Step {
    inverses: Vec<Edit>,
    about: About,
    /// When somebody last typed into the field that the step is about.
    typed: Option<Timestamp>,
}

/// The steps that can be taken back, and those that can be made again.
///
/// They follow from the journal alone: whoever replays it has the same steps as its writer.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Steps {
    undo: Vec<Step>,
    redo: Vec<Step>,
}

impl Steps {
    /// Adds an edit to the steps that can be taken back, or to the last step when somebody is
    /// still typing into the same field. What was taken back cannot be made again any more.
    pub(super) fn done(&mut self, edit: &Edit, inverse: Edit, at: Timestamp) {
        self.redo.clear();
        let about = edit.about_beside(&inverse);
        if edit.is_typed()
            && let Some(last) = self.undo.last_mut()
            && let Some(since) = &mut last.typed
            && last.about == about
            && at.since(*since) <= TYPING_PAUSE
            && last.inverses.len() < Edit::MOST_AT_ONCE
        {
            *since = at;
            last.inverses.push(inverse);
            return;
        }
        if self.undo.len() == MOST_STEPS {
            self.undo.remove(0);
        }
        self.undo.push(Step {
            inverses: vec![inverse],
            about,
            typed: edit.is_typed().then_some(at),
        });
    }

    /// The edit that takes the last step back, or makes the one that was taken back last again.
    pub(super) fn next(&self, mode: EntryMode) -> Option<Edit> {
        self.pile(mode).last().map(Step::edit)
    }

    /// What [`Self::next`] is about.
    pub(super) fn next_about(&self, mode: EntryMode) -> Option<&About> {
        self.pile(mode).last().map(|step| &step.about)
    }

    /// Moves what `edit` took back or made again from one pile to the other, as its own inverse.
    ///
    /// That is the last step, unless the writer of the journal knew less of it: somebody who
    /// opened the assessment from a snapshot knows nothing of the steps before, not even that the
    /// first edit after it belonged to one of them. Then only the part that `edit` consists of
    /// moves, and the rest of the step stays.
    pub(super) fn moved(&mut self, mode: EntryMode, edit: Edit, inverse: Edit) {
        let (from, to) = match mode {
            EntryMode::Redo => (&mut self.redo, &mut self.undo),
            EntryMode::Undo | EntryMode::Do => (&mut self.undo, &mut self.redo),
        };
        let mut about = inverse.about_beside(&edit);
        let mut parts = edit.into_parts().len();
        while parts > 0
            && let Some(last) = from.last_mut()
        {
            let whole = last.parts();
            if whole > parts && last.inverses.len() == whole {
                last.inverses.truncate(whole - parts);
                last.typed = None;
                about.clone_from(&last.about);
                break;
            }
            parts = parts.saturating_sub(whole);
            if let Some(step) = from.pop() {
                about = step.about;
            }
        }
        to.push(Step {
            inverses: vec![inverse],
            about,
            typed: None,
        });
    }

    /// Forgets every step of one direction, because its last one does not fit.
    pub(super) fn forget(&mut self, mode: EntryMode) {
        match mode {
            EntryMode::Redo => self.redo.clear(),
            EntryMode::Undo | EntryMode::Do => self.undo.clear(),
        }
    }

    fn pile(&self, mode: EntryMode) -> &[Step] {
        match mode {
            EntryMode::Redo => &self.redo,
            EntryMode::Undo | EntryMode::Do => &self.undo,
        }
    }
}

impl Step {
    /// The one edit that takes the whole step back.
    fn edit(&self) -> Edit {
        if let [only] = self.inverses.as_slice() {
            return only.clone();
        }
        let parts = self.inverses.iter().rev().cloned();
        Edit::Several {
            edits: parts.flat_map(Edit::into_parts).collect(),
        }
    }

    /// How many plain edits [`Self::edit`] consists of.
    fn parts(&self) -> usize {
        let parts_of = |edit: &Edit| match edit {
            Edit::Several { edits } => edits.len(),
            _ => 1,
        };
        self.inverses.iter().map(parts_of).sum()
    }
}
