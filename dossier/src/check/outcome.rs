//! What is said about a file in one word.

use assay_seal::Verdict;

/// The outcome of a check.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
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

    /// The word.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Valid => "Valid",
            Self::NotValid => "Not valid",
            Self::CannotBeChecked => "Cannot be checked here",
            Self::Contradictory => "Signature holds, contents contradict themselves",
            Self::Unsigned => "Not signed",
        }
    }

    /// What it means, and what to do.
    #[must_use]
    pub const fn advice(self) -> &'static str {
        match self {
            Self::Valid => {
                "The file is as it was signed, and it agrees with itself. Whether to trust it depends on whose key that is."
            }
            Self::NotValid => "Do not rely on this file. Ask the signer for the original.",
            Self::CannotBeChecked => {
                "This says nothing for the file or against it. The signature is of another kind than Assay makes; check it with the program that made it, or with one that knows its kind."
            }
            Self::Contradictory => {
                "Nothing was changed since it was signed, but what was signed is not what Assay writes. Ask the signer why before you rely on it."
            }
            Self::Unsigned => "Nothing shows who wrote this file, or whether it was changed.",
        }
    }

    /// What stands over the contents while they are looked at; nothing when there is no reason.
    #[must_use]
    pub const fn warning(self) -> Option<&'static str> {
        match self {
            Self::Valid => None,
            Self::NotValid => Some("Not valid: what you see may not be what was signed"),
            Self::CannotBeChecked => {
                Some("Not checked: nothing shows here whether this is what was signed")
            }
            Self::Contradictory => Some("These contents contradict themselves"),
            Self::Unsigned => Some("Not signed: anybody may have written this"),
        }
    }

    /// Whether every signature holds, so that who signed is known by the key.
    #[must_use]
    pub const fn signature_holds(self) -> bool {
        matches!(self, Self::Valid | Self::Contradictory)
    }
}
