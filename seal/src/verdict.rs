//! What a verification says in one word.

use serde::{Deserialize, Serialize};

/// The summary of a verification, for JSON and for PDF alike.
///
/// It is about the signatures only: whether a signer is *known* is for the caller to say, who
/// compares the signer's [`Fingerprint`](crate::Fingerprint) with those that the user has met.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Verdict {
    /// There is no signature at all; nothing can be said about changes.
    Unsigned,
    /// There is at least one signature, and every signature is valid.
    Valid,
    /// At least one signature is not valid, or could not be checked.
    NotValid,
}

impl Verdict {
    /// Sums up whether each signature was found valid.
    pub(crate) fn of(outcomes: impl IntoIterator<Item = bool>) -> Verdict {
        let mut verdict = Verdict::Unsigned;
        for is_valid in outcomes {
            if !is_valid {
                return Verdict::NotValid;
            }
            verdict = Verdict::Valid;
        }
        verdict
    }
}
