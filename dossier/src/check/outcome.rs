//! What is said about a file in one word.

use assay_seal::Verdict;
use serde::{Deserialize, Serialize};

/// The outcome of a check.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Outcome {
    /// The signatures hold, and nothing that was compared contradicts anything.
    Valid,
    /// A signature does not hold.
    NotValid,
    /// No signature is found to fail, but one is of a kind that is not checked here.
    CannotBeChecked,
    /// The signatures hold, and what was signed contradicts itself.
    Contradictory,
    /// There is no signature.
    Unsigned,
}

impl Outcome {
    /// The outcome, by what the signatures give and whether the contents contradict themselves.
    #[must_use]
    pub const fn of(verdict: Verdict, contradictory: bool) -> Self {
        match verdict {
            Verdict::Valid if contradictory => Self::Contradictory,
            Verdict::Valid => Self::Valid,
            Verdict::NotValid => Self::NotValid,
            Verdict::CannotBeChecked => Self::CannotBeChecked,
            Verdict::Unsigned => Self::Unsigned,
        }
    }

    /// Whether every signature holds, so that who signed is known by the key.
    #[must_use]
    pub const fn signature_holds(self) -> bool {
        matches!(self, Self::Valid | Self::Contradictory)
    }
}
