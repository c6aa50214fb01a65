//! The words of time stamps.

use std::fmt::{Display, Formatter, Result};

use crate::check::{Stamp, StampFinding};

impl Display for StampFinding {
    /// A sentence.
    fn fmt(&self, text: &mut Formatter<'_>) -> Result {
        text.write_str(match self {
            Self::Holds => {
                "The time stamp holds: who issued it signed that this was there at that time."
            }
            Self::OtherData => {
                "The time stamp says nothing of this: it is of something else."
            }
            Self::Changed => "The time stamp does not hold: it was changed after it was issued.",
            Self::OutsideCertificate => {
                "The time stamp does not hold: its time lies outside the validity of its issuer's certificate."
            }
            Self::Malformed(how) => {
                return write!(
                    text,
                    "The time stamp does not hold: it is not built as the standards have it ({how})."
                );
            }
            Self::NotChecked(what) => {
                return write!(text, "The time stamp cannot be checked here: {what}.");
            }
        })
    }
}

impl Stamp {
    /// Whether whoever issued it is known, as a sentence; `None` for a time stamp that does not hold.
    #[must_use]
    pub fn about_authority(&self) -> Option<String> {
        if !self.holds() {
            return None;
        }
        Some(match &self.vouched {
            Some(known) if known.fingerprint == self.certificate => {
                "You know the authority that issued it.".to_owned()
            }
            Some(known) => format!(
                "An authority that you know vouches for who issued it: {}.",
                known.name
            ),
            None => "Whether that is an authority to be trusted is not known here: compare the certificate's fingerprint with what the authority says of it.".to_owned(),
        })
    }
}
