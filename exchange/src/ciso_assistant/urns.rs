//! How CISO Assistant names things: `urn:<packager>:risk:<kind>:<library>:<thing>`, in small letters.

use std::collections::{BTreeMap, BTreeSet};

use assay_report::document::EditionPart;

/// Who packs the libraries.
pub(super) const PACKAGER: &str = "assay";

/// The most characters that are taken of an identifier or of a name. A URN has at most 255.
const MOST_CHARACTERS: usize = 100;

/// The most characters of an edition's name and version in its own identifier.
const MOST_OF_EDITION: usize = 64;

/// How many hexadecimal digits of an edition's digest are in its identifier.
const DIGITS: usize = 12;

/// The identifier of the library of an edition: its name and version, and the beginning of its SHA-256, so that two editions
/// have no URN in common, whatever they are called.
pub(super) fn of_edition(edition: &EditionPart) -> String {
    let mut identifier = String::new();
    let named = format!("{}-{}", edition.name, edition.version);
    for character in named.chars().take(MOST_OF_EDITION) {
        let character = character.to_ascii_lowercase();
        if character.is_ascii_alphanumeric() || matches!(character, '.' | '_') {
            identifier.push(character);
        } else if !identifier.is_empty() && !identifier.ends_with('-') {
            identifier.push('-');
        }
    }
    let named = identifier.trim_end_matches('-');
    let named = if named.is_empty() { "edition" } else { named };
    let digest = edition.sha256.to_string();
    let digits = digest.get(..DIGITS).unwrap_or(&digest);
    format!("{named}-{digits}")
}

/// The URN of something that a library has once.
pub(super) fn urn(kind: &str, library: &str) -> String {
    format!("urn:{PACKAGER}:risk:{kind}:{library}")
}

/// Gives URNs of one kind, each once.
pub(super) struct Urns {
    base: String,
    given: BTreeSet<String>,
    /// How often something would have been called the same.
    asked: BTreeMap<String, u32>,
}

impl Urns {
    pub(super) fn of(kind: &str, library: &str) -> Self {
        Self {
            base: urn(kind, library),
            given: BTreeSet::new(),
            asked: BTreeMap::new(),
        }
    }

    /// The URN of the next thing. Where another one has it already, a number is behind it: who asks in the same order gets
    /// the same.
    pub(super) fn next(&mut self, identifier: &str) -> String {
        let thing = thing(identifier);
        let asked = self.asked.entry(thing.clone()).or_default();
        loop {
            *asked = asked.saturating_add(1);
            let urn = match *asked {
                1 => format!("{}:{thing}", self.base),
                number => format!("{}:{thing}.{number}", self.base),
            };
            if self.given.insert(urn.clone()) {
                return urn;
            }
        }
    }
}

/// An identifier as the end of a URN, of characters that CISO Assistant admits there.
fn thing(identifier: &str) -> String {
    let admitted = |character: char| {
        let character = character.to_ascii_lowercase();
        if character.is_ascii_alphanumeric() || "_-.[]():".contains(character) {
            character
        } else {
            '-'
        }
    };
    let cut = identifier.chars().take(MOST_CHARACTERS);
    match cut.map(admitted).collect::<String>() {
        empty if empty.is_empty() => "-".to_owned(),
        thing => thing,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_thing_is_called_as_it_is_and_no_two_alike() {
        let mut urns = Urns::of("req_node", "x");
        let mut next = |identifier: &str| urns.next(identifier);
        assert_eq!(next("AC-1"), "urn:assay:risk:req_node:x:ac-1");
        assert_eq!(next("ac-1"), "urn:assay:risk:req_node:x:ac-1.2");
        assert_eq!(next("ac-1.2"), "urn:assay:risk:req_node:x:ac-1.2.2");
        assert_eq!(next("ac 1"), "urn:assay:risk:req_node:x:ac-1.3");
        assert_eq!(next("A.5(1)"), "urn:assay:risk:req_node:x:a.5(1)");
        assert_eq!(next(""), "urn:assay:risk:req_node:x:-");
        assert_eq!(next("ü"), "urn:assay:risk:req_node:x:-.2");
    }

    #[test]
    fn a_long_identifier_is_cut_and_stays_one_of_its_own() {
        let mut urns = Urns::of("threat", &"x".repeat(MOST_OF_EDITION + 1 + DIGITS));
        let (one, other) = (
            urns.next(&"a".repeat(300)),
            urns.next(&format!("{}b", "a".repeat(299))),
        );
        assert_ne!(one, other);
        assert!(one.len() <= 255 && other.len() <= 255);
    }
}
