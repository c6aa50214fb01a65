//! The words of pages that were compared, or were not.

use assay_assessment::words::capital;

use crate::{
    check::{Pages, Standing},
    held::Held,
};

impl Held {
    /// What it is called within a sentence.
    #[must_use]
    pub const fn noun(&self) -> &'static str {
        match self {
            Self::Report(_) => "report",
            Self::Request(_) => "request",
            Self::Public(_) => "public edition",
        }
    }
}

impl Pages {
    /// What was found, as a heading; `what` is attached ([`Held::noun`]).
    #[must_use]
    pub fn heading(&self, what: &str) -> String {
        match self {
            Self::Same => format!("The pages say what the attached {what} says"),
            Self::Differ => format!("The pages are not the attached {what}"),
            Self::NotCompared(_) => "The pages were not compared".to_owned(),
        }
    }

    /// What that means, in sentences.
    #[must_use]
    pub fn meaning(&self, what: &str) -> String {
        match self {
            Self::Same => {
                "Drawn again from the attached JSON, they are the same byte for byte.".to_owned()
            }
            Self::Differ => format!(
                "What is read here is the attached {what}; the pages of the PDF show something else."
            ),
            Self::NotCompared(why) => format!(
                "{}. Whether they say what the attached JSON says was not looked at.",
                capital(&why.to_string())
            ),
        }
    }
}

impl Standing {
    /// The word of a signature.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Holds => "Valid",
            Self::Fails => "Not valid",
            Self::NotChecked => "Cannot be checked here",
        }
    }
}
