//! The one spelling of a document that is signed.

use serde_json::Value;

/// Why a document has no canonical form.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CanonicalJsonError {
    /// The canonicalizer refused it.
    #[error("the document has no canonical form: {0}")]
    Refused(String),
}

/// The bytes of a document by RFC 8785 (JCS): members sorted by UTF-16 code units, no white
/// space, numbers as ECMAScript writes them.
///
/// # Errors
/// [`CanonicalJsonError`] for numbers that are not finite; other values always have one.
pub fn canonical_bytes(document: &Value) -> Result<Vec<u8>, CanonicalJsonError> {
    serde_json_canonicalizer::to_vec(document)
        .map_err(|error| CanonicalJsonError::Refused(error.to_string()))
}
