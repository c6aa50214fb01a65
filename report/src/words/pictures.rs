//! What goes along with the file of a picture, in words.

use assay_assessment::words::{capital, in_a_row};

use std::collections::BTreeSet;

use crate::picture::{Looked, LookedAtLogo, Metadata};

impl Metadata {
    /// What it is, as it stands in a sentence.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::Position => "the place where it was taken",
            Self::Camera => {
                "what a camera or telephone noted, such as moment, device and a small copy"
            }
            Self::Description => "descriptions, and how it was edited",
            Self::Comment => "comments or other texts of a program",
            Self::Other => "data of a program that Assay does not know",
            Self::BehindItsEnd => {
                "more than the picture that is shown, such as a film or a second picture"
            }
        }
    }
}

impl Looked {
    /// What the file holds beside its pixels and takes along, in sentences; `None` where there is nothing.
    #[must_use]
    pub fn goes_along(&self) -> Option<String> {
        goes_along(&self.metadata, "picture", "add that as evidence")
    }
}

impl LookedAtLogo {
    /// What the file holds beside its pixels and takes along, in sentences; `None` where there is nothing.
    #[must_use]
    pub fn goes_along(&self) -> Option<String> {
        goes_along(&self.metadata, "logo", "choose that")
    }
}

/// `what` the file is, and what to do with a copy of it.
fn goes_along(metadata: &BTreeSet<Metadata>, what: &str, instead: &str) -> Option<String> {
    let found: Vec<&str> = metadata.iter().map(|each| each.words()).collect();
    (!found.is_empty()).then(|| {
        let go = if found.len() == 1 { "goes" } else { "go" };
        format!(
            "{} {go} along with the PDF, because the file is attached as it is. If that must not be, make a copy of \
             the {what} without it and {instead}.",
            capital(&in_a_row(&found, "and"))
        )
    })
}
