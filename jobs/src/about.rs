//! The licences of everything that the page holds.

use serde::{Deserialize, Serialize};

use crate::{Bulk, Job, Refused};

/// Reads the list of licences, which is no part of the program that the page starts with.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct ReadLicences;

/// The licences of everything inside, as `cargo xtask licences` found them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Licences {
    /// What is inside.
    pub parts: Vec<LicensedPart>,
    /// The texts of licences, each once.
    pub texts: Vec<String>,
}

/// A program, a font or a text that is inside.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LicensedPart {
    /// What it is called.
    pub name: String,
    /// Its version; empty for what has none.
    pub version: String,
    /// Its licence, as an SPDX expression.
    pub licence: String,
    /// Where it is from; may be empty.
    pub address: String,
    /// The texts that go with it, by their places among [`Licences::texts`].
    pub texts: Vec<usize>,
}

impl Licences {
    /// The list of this build.
    ///
    /// # Errors
    /// What is wrong with it, which the tests rule out.
    pub fn of_this_build() -> Result<Self, serde_json::Error> {
        serde_json::from_str(include_str!("../licences.json"))
    }
}

impl Bulk for ReadLicences {}

impl Bulk for Licences {}

impl Job for ReadLicences {
    const NAME: &'static str = "read-licences";
    type Stage = ();
    type Outcome = Result<Licences, Refused>;

    fn perform(self, _reached: &mut dyn FnMut(())) -> Self::Outcome {
        Licences::of_this_build().map_err(Refused::because)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_part_has_its_text() {
        let licences = Licences::of_this_build().unwrap();
        assert!(licences.parts.iter().any(|part| part.name == "leptos"));
        assert!(licences.parts.iter().any(|part| part.licence == "OFL-1.1"));
        for part in &licences.parts {
            assert!(!part.licence.is_empty(), "{}", part.name);
            let mut texts = part.texts.iter();
            let is_there = |text: &usize| {
                licences
                    .texts
                    .get(*text)
                    .is_some_and(|text| text.len() > 100)
            };
            assert!(
                !part.texts.is_empty() && texts.all(is_there),
                "{}",
                part.name
            );
        }
    }
}
