//! The words of a damaged journal.

use std::fmt::{Display, Formatter, Result};

use assay_assessment::words;

use crate::loading::{Damage, DamageReason};

impl Display for Damage {
    /// What the user reads above the assessment.
    fn fmt(&self, text: &mut Formatter<'_>) -> Result {
        let Self {
            reason,
            sound,
            beyond,
            snapshot,
        } = self;
        write!(text, "The journal on this device is damaged: {reason}. ")?;
        match snapshot {
            None => write!(
                text,
                "You see the assessment as it was after its {}; {} behind the damage and {} kept.",
                words::count(*sound, "sound entry", "sound entries"),
                words::count(*beyond, "stored entry lies", "stored entries lie"),
                words::plural(*beyond, "is", "are"),
            ),
            Some(held) => write!(
                text,
                "You see the assessment as it was after {}, brought back from a snapshot of the \
                 first {held}; {} stored. Everything that is stored is kept.",
                words::count(*sound, "entry", "entries"),
                words::count(*beyond, "later entry is", "later entries are"),
            ),
        }
    }
}

impl Display for DamageReason {
    /// Half a sentence.
    fn fmt(&self, text: &mut Formatter<'_>) -> Result {
        match self {
            Self::Chain(error) => error.fmt(text),
            Self::Refused(error) => error.fmt(text),
            Self::EndsEarly { entries, held } => write!(
                text,
                "it ends after {}, but had {held} when a snapshot was made of it",
                words::count(*entries, "entry", "entries")
            ),
            Self::LastChanged => {
                text.write_str("its last entry was changed after a snapshot was made of it")
            }
        }
    }
}
