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
    /// At least one signature is not valid.
    NotValid,
    /// None is found to be not valid, but at least one is of a kind that is not checked here.
    /// Nothing is known about changes.
    CannotBeChecked,
}

impl Verdict {
    /// Sums up the verdicts on each signature: the worst that is known counts.
    pub(crate) fn of(each: impl IntoIterator<Item = Verdict>) -> Verdict {
        let mut verdict = Verdict::Unsigned;
        for one in each {
            verdict = match (verdict, one) {
                (Verdict::NotValid, _) | (_, Verdict::NotValid) => return Verdict::NotValid,
                (Verdict::CannotBeChecked, _) | (_, Verdict::CannotBeChecked) => {
                    Verdict::CannotBeChecked
                }
                (_, one) => one,
            };
        }
        verdict
    }
}
