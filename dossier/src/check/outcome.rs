//! What is said about a file in one word.

use assay_report::document::Role;
use assay_seal::Verdict;
use serde::{Deserialize, Serialize};

use crate::roles::role_named;

use super::{Checked, Known, Named, Pages, Signed, Standing};

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

impl Checked {
    /// Whether the file can be relied on as far as it was looked at: it does not count as holding while what it says
    /// cannot be read, or while its pages were not compared with that.
    #[must_use]
    pub const fn standing(&self) -> Standing {
        match (self.outcome, &self.pages, &self.held) {
            (Outcome::NotValid | Outcome::Contradictory, ..) => Standing::Fails,
            (Outcome::CannotBeChecked | Outcome::Unsigned, ..)
            | (Outcome::Valid, Some(Pages::NotCompared(_)), _)
            | (Outcome::Valid, _, Err(_)) => Standing::NotChecked,
            (Outcome::Valid, _, Ok(_)) => Standing::Holds,
        }
    }

    /// Whether all who signed only confirm having received the file, and nobody stands by what it says. Of a JSON that
    /// several signed, the proofs of the others can be taken away.
    #[must_use]
    pub fn is_only_received(&self) -> bool {
        let received = |signed: &Signed| role_named(&signed.role) == Some(Role::Recipient);
        !self.signatures.is_empty() && self.signatures.iter().all(received)
    }

    /// Whoever signed the file with a key that is none of these.
    #[must_use]
    pub fn strangers(&self, known: &[Known]) -> Vec<Named> {
        let is_known = |signed: &Signed| {
            let mut known = known.iter();
            known.any(|one| one.fingerprint == signed.fingerprint)
        };
        let strangers = self.signatures.iter().filter(|signed| !is_known(signed));
        strangers.map(Signed::named).collect()
    }
}
