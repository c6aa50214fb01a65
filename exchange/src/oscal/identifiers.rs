//! Identifiers: UUIDs that follow from what they name, and tokens.

use std::fmt;

use sha1::Sha1;
use sha2::{Digest, Sha256};

/// The namespace of our words, and of all identifiers that are made here. It was drawn once.
const OURS: Uuid = Uuid([
    0x6d, 0x0e, 0x54, 0xd3, 0x5c, 0x0b, 0x4f, 0x1a, 0x9c, 0x63, 0x2f, 0x8e, 0x0b, 0x71, 0xd4, 0x9a,
]);

/// The same as a URI: the namespace of properties, parts and facets that OSCAL does not define.
pub const NAMESPACE: &str = "urn:uuid:6d0e54d3-5c0b-4f1a-9c63-2f8e0b71d49a";

/// A UUID (RFC 9562).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Uuid([u8; 16]);

impl Uuid {
    /// The namespace of what belongs together under a name, such as all that an assessment has.
    pub(super) fn scope(name: &str) -> Self {
        OURS.of(name)
    }

    /// The UUID of a name in this namespace: version 5 (RFC 9562, section 5.5).
    pub(super) fn of(self, name: &str) -> Self {
        let digest = Sha1::new()
            .chain_update(self.0)
            .chain_update(name)
            .finalize();
        let mut bytes = [0; 16];
        for (byte, digested) in bytes.iter_mut().zip(digest) {
            *byte = digested;
        }
        bytes[6] = (bytes[6] & 0x0f) | 0x50;
        bytes[8] = (bytes[8] & 0x3f) | 0x80;
        Self(bytes)
    }
}

impl fmt::Display for Uuid {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (place, byte) in self.0.iter().enumerate() {
            if matches!(place, 4 | 6 | 8 | 10) {
                formatter.write_str("-")?;
            }
            write!(formatter, "{byte:02x}")?;
        }
        Ok(())
    }
}

/// An identifier as a token of OSCAL (an NCName): a letter or `_` first, then letters, digits, `_`, `-` and `.`. One
/// that is none gets the beginning of its digest, so that two never become the same.
pub(super) fn token(identifier: &str) -> String {
    let fits = |character: char| character.is_ascii_alphanumeric() || "_-.".contains(character);
    let begins = |character: char| character.is_ascii_alphabetic() || character == '_';
    if identifier.starts_with(begins) && identifier.chars().all(fits) {
        return identifier.to_owned();
    }
    let mut token: String = identifier
        .chars()
        .map(|character| if fits(character) { character } else { '_' })
        .collect();
    if !token.starts_with(begins) {
        token.insert(0, '_');
    }
    let digest = Sha256::digest(identifier);
    let [one, two, three, four, ..] = digest.0;
    format!("{token}-{one:02x}{two:02x}{three:02x}{four:02x}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_uuid_is_that_of_rfc_9562() {
        // Appendix A.4: www.example.com in the namespace of names of domains.
        let names = Uuid([
            0x6b, 0xa7, 0xb8, 0x10, 0x9d, 0xad, 0x11, 0xd1, 0x80, 0xb4, 0x00, 0xc0, 0x4f, 0xd4,
            0x30, 0xc8,
        ]);
        let uuid = names.of("www.example.com").to_string();
        assert_eq!(uuid, "2ed6657d-e927-568b-95e1-2665a8aea6a2");
        assert_eq!(NAMESPACE, format!("urn:uuid:{OURS}"));
    }

    #[test]
    fn what_is_no_token_becomes_one_of_its_own() {
        for same in ["req-operator", "ac-1", "A.5.1", "_x"] {
            assert_eq!(token(same), same);
        }
        assert!(token("5.1").starts_with("_5.1-"));
        assert!(token("a b").starts_with("a_b-"));
        assert!(token("").starts_with("_-"));
        assert_ne!(token("a b"), token("a_b"));
        assert_ne!(token("a b"), token("a/b"));
    }
}
