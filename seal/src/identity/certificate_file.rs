//! The certificates of a file, in whichever form an authority sends them: PEM, DER, or PKCS#7.

use super::import::utf16_text;
use super::pem::{self, PemBlock};
use super::{CertificateError, MAX_KEY_FILE_BYTES, pkcs7};

/// The certificates of a file in DER, in the file's order: PEM (also in UTF-16, as some Windows editors
/// save), DER (`.cer`), or PKCS#7 in either (`.p7b`).
///
/// # Errors
/// [`CertificateError`] when there is none, or one that is no base64. Whether each can be read is not
/// looked at yet.
pub(super) fn certificates_in(bytes: &[u8]) -> Result<Vec<Vec<u8>>, CertificateError> {
    if bytes.len() > MAX_KEY_FILE_BYTES {
        return Err(CertificateError::TooLarge);
    }
    let utf16 = utf16_text(bytes);
    let text = match &utf16 {
        Some(text) => Some(text.as_str()),
        None => std::str::from_utf8(bytes).ok(),
    };
    let found = match text {
        Some(text) => certificates_in_pem(text)?,
        None => Vec::new(),
    };
    if found.is_empty() && bytes.first() == Some(&0x30) {
        return certificates_of(bytes.to_vec(), 1);
    }
    if found.is_empty() {
        return Err(CertificateError::NotFound);
    }
    Ok(found)
}

/// The certificates of a PEM text in DER, in its order; other blocks are passed over.
pub(super) fn certificates_in_pem(text: &str) -> Result<Vec<Vec<u8>>, CertificateError> {
    let blocks = pem::blocks(text).filter(is_of_certificates);
    let mut found = Vec::new();
    for (index, block) in blocks.enumerate() {
        let position = index + 1;
        let der = block.decode().ok_or_else(|| CertificateError::Damaged {
            position,
            reason: "it is not base64".to_owned(),
        })?;
        found.extend(certificates_of(der, position)?);
    }
    Ok(found)
}

fn is_of_certificates(block: &PemBlock<'_>) -> bool {
    matches!(
        block.label,
        "CERTIFICATE" | "X509 CERTIFICATE" | "PKCS7" | "CMS"
    )
}

/// The certificate itself, or those in it if it is PKCS#7: Windows writes that between the lines of a
/// certificate too.
fn certificates_of(der: Vec<u8>, position: usize) -> Result<Vec<Vec<u8>>, CertificateError> {
    if !pkcs7::is_signed_data(&der) {
        return Ok(vec![der]);
    }
    let found = pkcs7::certificates_of(&der).map_err(|error| CertificateError::Damaged {
        position,
        reason: error.to_string(),
    })?;
    if found.is_empty() {
        return Err(CertificateError::NotFound);
    }
    Ok(found)
}
