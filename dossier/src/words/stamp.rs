//! The words of time stamps.

use std::fmt::{Display, Formatter, Result};

use crate::check::StampFinding;

impl Display for StampFinding {
    /// A sentence.
    fn fmt(&self, text: &mut Formatter<'_>) -> Result {
        text.write_str(match self {
            Self::Holds => {
                "The time stamp holds: who issued it signed that this signature was there at that time. Whether that is an authority to be trusted is not known here; compare the certificate's fingerprint."
            }
            Self::OtherData => {
                "The time stamp says nothing of this signature: it is of something else."
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
