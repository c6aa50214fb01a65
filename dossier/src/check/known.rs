//! Signers whom the user has met before.

use super::Checked;
use assay_assessment::words;

/// A signer whose fingerprint the user has compared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Known {
    /// The name under which the user knows the signer.
    pub name: String,
    /// The key's fingerprint.
    pub fingerprint: String,
}

/// What the user must not miss: a name that is known, with another key.
#[must_use]
pub fn warnings(checked: &Checked, known: &[Known]) -> Vec<String> {
    let signers = checked
        .signatures
        .iter()
        .map(|signed| (&signed.name, &signed.fingerprint));
    let parties = checked
        .report
        .iter()
        .flat_map(|report| &report.signing_parties)
        .map(|party| (&party.name, &party.fingerprint));
    let mut warnings = Vec::new();
    for (name, fingerprint) in signers.chain(parties) {
        let mut namesakes = known
            .iter()
            .filter(|signer| alike(&signer.name, name))
            .peekable();
        let is_known = known
            .iter()
            .any(|signer| signer.fingerprint == *fingerprint);
        if is_known || namesakes.peek().is_none() {
            continue;
        }
        let prints: Vec<&str> = namesakes
            .map(|signer| signer.fingerprint.as_str())
            .collect();
        let warning = format!(
            "Another key calls itself {}, whom you know by {}. The key here is {}.",
            words::name(name),
            prints.join(" and by "),
            if fingerprint.is_empty() {
                "not readable"
            } else {
                fingerprint
            },
        );
        if !warnings.contains(&warning) {
            warnings.push(warning);
        }
    }
    warnings
}

/// Whether people would take two names for the same: case, spaces, marks, invisible characters and
/// letters of other scripts that look like Latin ones make no difference.
fn alike(one: &str, other: &str) -> bool {
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
}
