//! Signers whom the user has met before.

use assay_seal::timestamp::CertificateFingerprint;

use crate::held::Held;

use super::{Checked, Named, Signed};

/// A signer whose fingerprint the user has compared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Known {
    /// The name under which the user knows the signer.
    pub name: String,
    /// The key's fingerprint.
    pub fingerprint: String,
}

/// A name that the user knows, with another key: what must not be missed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Namesake {
    /// The name, as the file has it, and its key there.
    pub found: Named,
    /// The fingerprints under which the user knows the name; at least one.
    pub known_by: Vec<String>,
}

/// Every name in a file that the user knows by another key.
#[must_use]
pub fn namesakes(checked: &Checked, known: &[Known]) -> Vec<Namesake> {
    let signers = checked.signatures.iter().map(Signed::named);
    let parties = checked
        .held
        .iter()
        .flat_map(Held::signing_parties)
        .filter_map(|party| {
            Some(Named {
                name: party.name.clone(),
                fingerprint: party.fingerprint.clone()?,
            })
        });
    let mut namesakes = Vec::new();
    for found in signers.chain(parties) {
        let is_known = known
            .iter()
            .any(|signer| signer.fingerprint == found.fingerprint);
        let known_by: Vec<String> = known
            .iter()
            .filter(|signer| alike(&signer.name, &found.name))
            .map(|signer| signer.fingerprint.clone())
            .collect();
        if is_known || known_by.is_empty() {
            continue;
        }
        let namesake = Namesake { found, known_by };
        if !namesakes.contains(&namesake) {
            namesakes.push(namesake);
        }
    }
    namesakes
}

/// Whether people would take two names for the same: case, spaces, marks, invisible characters and
/// letters of other scripts that look like Latin ones make no difference.
pub(crate) fn alike(one: &str, other: &str) -> bool {
    let bare = |text: &str| -> String {
        text.chars()
            .flat_map(char::to_lowercase)
            .map(lookalike)
            .filter(|letter| letter.is_alphanumeric())
            .collect()
    };
    let one = bare(one);
    !one.is_empty() && one == bare(other)
}

/// The Latin letter that a Cyrillic or Greek one looks like.
fn lookalike(letter: char) -> char {
    const ALIKE: [(&str, &str); 2] = [
        ("аеорсухіјѕһԁԛԝѵ", "aeopcyxijshdqwv"),
        ("αεινοορτυκχ", "aeivooptukx"),
    ];
    for (looks, latin) in ALIKE {
        if let Some(place) = looks.chars().position(|other| other == letter) {
            return latin.chars().nth(place).unwrap_or(letter);
        }
    }
    letter
}

/// How a fingerprint that was typed compares with one that was read from a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Compared {
    /// Too little was typed to compare.
    TooShort,
    /// It is the same, or its end is.
    Same,
    /// It is another.
    Different,
}

/// The fewest characters that are compared: three groups, 60 bits.
const FEWEST: usize = 12;

/// Compares a fingerprint, or its last three groups at least, with what the user was told.
#[must_use]
pub fn compare_fingerprint(told: &str, fingerprint: &str) -> Compared {
    let bare = |text: &str| -> String {
        text.chars()
            .filter(|letter| letter.is_ascii_alphanumeric())
            .map(|letter| letter.to_ascii_uppercase())
            .collect()
    };
    let (told, fingerprint) = (bare(told), bare(fingerprint));
    if told.len() < FEWEST {
        return Compared::TooShort;
    }
    if fingerprint.ends_with(&told) {
        Compared::Same
    } else {
        Compared::Different
    }
}

/// Compares the fingerprint of a certificate with what the user was told, which is the whole of it: it has no groups of
/// which the last would do.
#[must_use]
pub fn compare_certificate_fingerprint(told: &str, fingerprint: &str) -> Compared {
    match told.parse::<CertificateFingerprint>() {
        Err(_) => Compared::TooShort,
        Ok(told) if told.to_string() == fingerprint => Compared::Same,
        Ok(_) => Compared::Different,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_look_the_same_are_alike() {
        assert!(alike("Ada Roth", "ada  ROTH\u{200b}"));
        assert!(alike("Ada Roth", "Аdа Rоth"));
        assert!(!alike("Ada Roth", "Ida Roth"));
        assert!(!alike("", "\u{200b}"));
    }

    #[test]
    fn a_fingerprint_is_compared_by_its_end_or_whole() {
        let print = "ABCD EFGH IJKL MNOP QRST UVWX YZ23 4567";
        assert_eq!(compare_fingerprint(print, print), Compared::Same);
        assert_eq!(compare_fingerprint("uvwx-yz23-4567", print), Compared::Same);
        assert_eq!(compare_fingerprint("yz23 4567", print), Compared::TooShort);
        assert_eq!(
            compare_fingerprint("ABCD EFGH IJKL", print),
            Compared::Different
        );
        assert_eq!(compare_fingerprint("", ""), Compared::TooShort);
    }

    #[test]
    fn the_fingerprint_of_a_certificate_is_compared_whole() {
        let print = "0A:".repeat(31) + "0B";
        let compare = |told: &str| compare_certificate_fingerprint(told, &print);
        assert_eq!(compare(&print), Compared::Same);
        assert_eq!(
            compare(&print.replace(':', " ").to_lowercase()),
            Compared::Same
        );
        assert_eq!(compare("0A:0A:0B"), Compared::TooShort);
        assert_eq!(compare(&"0A".repeat(32)), Compared::Different);
        assert_eq!(compare(""), Compared::TooShort);
    }
}
