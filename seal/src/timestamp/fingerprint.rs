//! The fingerprint of a certificate, as other software shows it too.

use std::fmt::{self, Write};
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// The SHA-256 of a certificate's DER, shown as `openssl x509 -fingerprint -sha256` and browsers do:
/// `AB:CD:...`, 32 pairs of hexadecimal digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct CertificateFingerprint([u8; 32]);

/// A text that is not the fingerprint of a certificate.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error(
    "not the SHA-256 fingerprint of a certificate: expected 64 hexadecimal digits, with colons or without"
)]
pub struct CertificateFingerprintError;

impl CertificateFingerprint {
    pub(super) fn of_der(der: &[u8]) -> CertificateFingerprint {
        CertificateFingerprint(Sha256::digest(der).into())
    }

    /// The 32 bytes of the digest.
    #[must_use]
    pub fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }
}

impl fmt::Display for CertificateFingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, byte) in self.0.iter().enumerate() {
            if index > 0 {
                f.write_char(':')?;
            }
            write!(f, "{byte:02X}")?;
        }
        Ok(())
    }
}

impl FromStr for CertificateFingerprint {
    type Err = CertificateFingerprintError;

    /// Reads a fingerprint in either case, with colons or white space between the digits or without.
    fn from_str(text: &str) -> Result<CertificateFingerprint, CertificateFingerprintError> {
        let digits: String = text
            .chars()
            .filter(|letter| !letter.is_whitespace() && *letter != ':')
            .map(|letter| letter.to_ascii_lowercase())
            .collect();
        let mut bytes = [0; 32];
        match base16ct::lower::decode(&digits, &mut bytes) {
            Ok(all) if all.len() == 32 => Ok(CertificateFingerprint(bytes)),
            _ => Err(CertificateFingerprintError),
        }
    }
}

impl TryFrom<String> for CertificateFingerprint {
    type Error = CertificateFingerprintError;

    fn try_from(text: String) -> Result<CertificateFingerprint, CertificateFingerprintError> {
        text.parse()
    }
}

impl From<CertificateFingerprint> for String {
    fn from(fingerprint: CertificateFingerprint) -> String {
        fingerprint.to_string()
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests fail by panicking")]
mod tests {
    use super::*;

    #[test]
    fn a_fingerprint_is_read_as_it_is_written() {
        let fingerprint = CertificateFingerprint::of_der(b"abc");
        let text = fingerprint.to_string();
        // FIPS 180-2, appendix B.1.
        assert!(text.starts_with("BA:78:16:BF:8F:01:CF:EA:"), "{text}");
        assert_eq!(text.parse(), Ok(fingerprint));
        let plain = text.replace(':', "").to_lowercase();
        assert_eq!(plain.parse(), Ok(fingerprint));
        for other in ["", "BA", &format!("{text}:00"), &text.replace("BA", "BG")] {
            let read = other.parse::<CertificateFingerprint>();
            assert_eq!(read, Err(CertificateFingerprintError), "{other}");
        }
    }
}
