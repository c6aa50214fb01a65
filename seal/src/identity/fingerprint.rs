//! The short form of a public key that people compare.

use std::fmt::{self, Write};
use std::str::FromStr;

use base32ct::{Base32UpperUnpadded, Encoding};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// The first 160 bits of the SHA-256 of a public key's SPKI DER, shown as base32 (RFC 4648) in
/// groups of four: `ABCD EFGH ...`, eight groups.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Fingerprint([u8; 20]);

/// A text that is not a fingerprint.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("not a fingerprint: expected 32 letters A to Z and digits 2 to 7, in groups of four")]
pub struct FingerprintError;

/// Five bytes are exactly eight letters, so 20 bytes need no padding.
const LETTERS: usize = 32;

impl Fingerprint {
    /// The fingerprint of a key, given its SubjectPublicKeyInfo in DER.
    pub(crate) fn of_spki_der(spki_der: &[u8]) -> Fingerprint {
        let mut first = [0; 20];
        for (to, from) in first.iter_mut().zip(Sha256::digest(spki_der)) {
            *to = from;
        }
        Fingerprint(first)
    }
}

impl fmt::Display for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut letters = [0; LETTERS];
        let text = Base32UpperUnpadded::encode(&self.0, &mut letters).map_err(|_| fmt::Error)?;
        for (index, letter) in text.chars().enumerate() {
            if index > 0 && index % 4 == 0 {
                f.write_str(" ")?;
            }
            f.write_char(letter)?;
        }
        Ok(())
    }
}

impl FromStr for Fingerprint {
    type Err = FingerprintError;

    /// Reads a fingerprint as people write it: case, spaces and hyphens do not matter.
    fn from_str(text: &str) -> Result<Fingerprint, FingerprintError> {
        let letters: String = text
            .chars()
            .filter(|letter| !letter.is_whitespace() && *letter != '-')
            .map(|letter| letter.to_ascii_uppercase())
            .collect();
        if letters.len() != LETTERS {
            return Err(FingerprintError);
        }
        let mut bytes = [0; 20];
        Base32UpperUnpadded::decode(letters, &mut bytes).map_err(|_| FingerprintError)?;
        Ok(Fingerprint(bytes))
    }
}

impl TryFrom<String> for Fingerprint {
    type Error = FingerprintError;

    fn try_from(text: String) -> Result<Fingerprint, FingerprintError> {
        text.parse()
    }
}

impl From<Fingerprint> for String {
    fn from(fingerprint: Fingerprint) -> String {
        fingerprint.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn base32_is_that_of_rfc_4648() {
        // RFC 4648, section 10: BASE32("fooba") = "MZXW6YTB".
        let fingerprint = Fingerprint(*b"foobafoobafoobafooba");
        assert_eq!(
            fingerprint.to_string(),
            "MZXW 6YTB MZXW 6YTB MZXW 6YTB MZXW 6YTB"
        );
    }

    #[test]
    fn what_is_no_fingerprint_is_refused() {
        for text in [
            "",
            "MZXW",
            "0ZXW 6YTB MZXW 6YTB MZXW 6YTB MZXW 6YTB",
            &"A".repeat(33),
            "MZXW 6YTB MZXW 6YTB MZXW 6YTB MZXW 6YT=",
            "MZXW 6YTB MZXW 6YTB MZXW 6YTB MZXW 6Y\u{e4}",
        ] {
            assert_eq!(text.parse::<Fingerprint>(), Err(FingerprintError), "{text}");
        }
    }

    proptest! {
        #[test]
        fn a_fingerprint_is_read_as_it_is_written(bytes: [u8; 20], hyphens: bool) {
            let fingerprint = Fingerprint(bytes);
            let mut text = fingerprint.to_string();
            if hyphens {
                text = text.replace(' ', "-").to_lowercase();
            }
            prop_assert_eq!(text.parse(), Ok(fingerprint));
        }
    }
}
