//! What was seen in schedules: what never happens in them is not tested.

use std::collections::BTreeMap;

use assay_desk::{Access, Effect, Notice, Outcome, SaveState, StorageError};

use crate::bench::SimBench;

/// How often each thing happened.
#[derive(Debug, Default)]
pub(crate) struct Seen(pub(crate) BTreeMap<&'static str, u64>);

/// What the schedules of an ordinary run must come to. That a window's journal does not continue takes hundreds of
/// thousands.
const EXPECTED: [&str; 21] = [
    "written",
    "read",
    "made again",
    "followed",
    "written anew as a whole",
    "let go of",
    "waited for the lock",
    "the disk is full",
    "the place is gone",
    "written by other",
    "not saved for another reason",
    "saved",
    "damaged",
    "a follower sees that it is lost",
    "taken over",
    "cannot be read",
    "done",
    "failed to open",
    "superseded",
    "stays in memory",
    "deleted for good",
];

impl Seen {
    /// What was expected, and not seen.
    pub(crate) fn lacks(&self) -> Vec<&'static str> {
        let expected = EXPECTED.into_iter();
        expected.filter(|what| !self.0.contains_key(what)).collect()
    }

    /// A window that followed writes.
    pub(crate) fn taken_over(&mut self) {
        *self.0.entry("taken over").or_default() += 1;
    }

    /// An assessment is deleted for good.
    pub(crate) fn erased(&mut self) {
        *self.0.entry("deleted for good").or_default() += 1;
    }

    pub(crate) fn note(&mut self, effect: &Effect<SimBench>) {
        let what = match effect {
            Effect::Append { .. } => "written",
            Effect::Read { .. } => "read",
            Effect::MakeAgain { .. } => "made again",
            Effect::Followed { .. } => "followed",
            Effect::Rebuilt { .. } => "written anew as a whole",
            Effect::LetGo { .. } => "let go of",
            Effect::Claim { waits: true, .. } => "waited for the lock",
            Effect::Show { shown, .. } => match (&shown.saving, shown.access) {
                (SaveState::NotSaved(StorageError::Full), _) => "the disk is full",
                (SaveState::NotSaved(StorageError::Gone), _) => "the place is gone",
                (SaveState::NotSaved(StorageError::WrittenByOther { .. }), _) => "written by other",
                (SaveState::NotSaved(_), _) => "not saved for another reason",
                (SaveState::Saved, Access::Writer) => "saved",
                (_, Access::Damaged) => "damaged",
                _ if shown.is_lost => "a follower sees that it is lost",
                _ => return,
            },
            Effect::Tell { notice, .. } => match notice {
                Notice::DoesNotContinue(_) => "does not continue",
                Notice::CannotBeRead(_) => "cannot be read",
            },
            Effect::End { outcome, .. } => match outcome {
                Outcome::Done => "done",
                Outcome::Failed => "failed to open",
                Outcome::Superseded => "superseded",
                Outcome::StaysInMemory => "stays in memory",
            },
            _ => return,
        };
        *self.0.entry(what).or_default() += 1;
    }

    pub(crate) fn add(&mut self, other: Self) {
        for (what, times) in other.0 {
            *self.0.entry(what).or_default() += times;
        }
    }
}
