//! The short form of a public key that people compare.

use std::fmt;
use std::str::FromStr;

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

const BASE32: &[u8; 32] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

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
        // Five bytes are exactly eight letters, so 20 bytes need no padding.
        for (index, five) in self.0.chunks(5).enumerate() {
            let bits = five
                .iter()
                .fold(0_u64, |bits, byte| (bits << 8) | u64::from(*byte));
            if index > 0 {
                f.write_str(" ")?;
            }
            for letter in 0..8 {
                if letter == 4 {
                    f.write_str(" ")?;
                }
                let five_bits = (bits >> (35 - 5 * letter)) & 31;
                write!(f, "{}", char::from(BASE32[five_bits as usize]))?;
            }
        }
        Ok(())
    }
}

impl FromStr for Fingerprint {
    type Err = FingerprintError;

    /// Reads a fingerprint as people write it: case, spaces and hyphens do not matter.
    fn from_str(text: &str) -> Result<Fingerprint, FingerprintError> {
        let mut values = Vec::with_capacity(32);
        for character in text.chars().filter(|c| !c.is_whitespace() && *c != '-') {
            let upper = character.to_ascii_uppercase();
            let value = BASE32
                .iter()
                .position(|letter| char::from(*letter) == upper);
            values.push(value.ok_or(FingerprintError)? as u64);
            if values.len() > 32 {
                return Err(FingerprintError);
            }
        }
        if values.len() != 32 {
            return Err(FingerprintError);
        }
        let mut bytes = [0; 20];
        for (five, eight) in bytes.chunks_mut(5).zip(values.chunks(8)) {
            let bits = eight.iter().fold(0_u64, |bits, value| (bits << 5) | value);
            for (byte, shift) in five.iter_mut().zip([32, 24, 16, 8, 0]) {
                *byte = (bits >> shift) as u8;
            }
        }
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
