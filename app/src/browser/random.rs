//! Randomness from the browser's cryptographic generator.

use thiserror::Error;

/// Why there is no randomness.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum RandomError {
    /// `crypto.getRandomValues` is missing or refused.
    #[error(
        "This browser gives no secure random numbers, so nothing new can be created or signed. \
         Open Assay in a current Chromium, Firefox or Safari."
    )]
    Missing,
}

/// `N` random bytes, for keys, salts and identifiers.
///
/// # Errors
/// [`RandomError::Missing`] when the browser has no cryptographic generator.
pub fn bytes<const N: usize>() -> Result<[u8; N], RandomError> {
    let mut bytes = [0; N];
    super::js::window()
        .and_then(|window| window.crypto().ok())
        .and_then(|crypto| crypto.get_random_values_with_u8_array(&mut bytes).ok())
        .ok_or(RandomError::Missing)?;
    Ok(bytes)
}

/// A random (version 4) UUID in lower case, RFC 9562 section 5.4.
///
/// # Errors
/// [`RandomError::Missing`] when the browser has no cryptographic generator.
pub fn uuid() -> Result<String, RandomError> {
    Ok(uuid_from(bytes()?))
}

/// Sets the version and variant bits of RFC 9562 and writes the text form.
fn uuid_from(mut bytes: [u8; 16]) -> String {
    bytes[6] = (bytes[6] & 0x0f) | 0x40;
    bytes[8] = (bytes[8] & 0x3f) | 0x80;
    let groups = [
        &bytes[..4],
        &bytes[4..6],
        &bytes[6..8],
        &bytes[8..10],
        &bytes[10..],
    ];
    groups.map(base16ct::lower::encode_string).join("-")
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::uuid_from;

    #[test]
    fn version_and_variant_are_set() {
        assert_eq!(
            uuid_from([0xff; 16]),
            "ffffffff-ffff-4fff-bfff-ffffffffffff"
        );
        assert_eq!(
            uuid_from([0x00; 16]),
            "00000000-0000-4000-8000-000000000000"
        );
    }
}
