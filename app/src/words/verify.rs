//! What is said of a file that was checked.

use super::{capital, name};

/// Who signed, as the signature says it.
#[must_use]
pub fn signer(person: &str, organisation: &str) -> String {
    match (person, organisation) {
        ("", _) => "A signer without a name".to_owned(),
        (person, "") => name(person),
        (person, organisation) => format!("{}, {}", name(person), name(organisation)),
    }
}

/// That a key is one whose fingerprint was compared.
#[must_use]
pub fn known_as(person: &str) -> String {
    format!(
        "Known on this device as {}: you compared the fingerprint.",
        name(person)
    )
}

/// Why the pages were not compared.
#[must_use]
pub fn pages_not_compared(why: &str) -> String {
    format!(
        "{}. Whether they say what the attached JSON says was not looked at.",
        capital(why)
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_signer_is_named_as_far_as_the_signature_does() {
        assert_eq!(signer("", "Roth Ltd"), "A signer without a name");
        assert_eq!(signer("Ada", ""), "Ada");
        assert_eq!(signer("Ada", "Roth Ltd"), "Ada, Roth Ltd");
    }
}
