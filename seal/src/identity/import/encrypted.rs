//! PKCS#8 keys that a passphrase protects. A file says itself how much work and memory that takes, so
//! both are bounded.

use der::Decode;
use p256::SecretKey;
use pkcs8::EncryptedPrivateKeyInfoRef;
use pkcs8::pkcs5::EncryptionScheme;
use pkcs8::pkcs5::pbes2::Kdf as Pbes2Kdf;

use super::{ImportKeyError, import_pkcs8};

/// The most rounds of PBKDF2 that are tried: some five seconds in a browser. A file that asks for
/// more would freeze the page.
const MAX_PBKDF2_ROUNDS: u32 = 10_000_000;

/// The most memory that scrypt may ask for (128 N r bytes); OpenSSL's own default is 16 MiB.
const MAX_SCRYPT_BYTES: u64 = 128 * 1024 * 1024;

pub(super) fn import_encrypted_pkcs8(
    der: &[u8],
    passphrase: Option<&str>,
) -> Result<SecretKey, ImportKeyError> {
    let Some(passphrase) = passphrase else {
        // Say first what no passphrase can mend.
        check_protection(der).map_err(|found| ImportKeyError::UnsupportedProtection { found })?;
        return Err(ImportKeyError::NeedsPassphrase);
    };
    decrypt_pkcs8(der, passphrase).map_err(|error| match error {
        DecryptError::WrongPassphrase => ImportKeyError::WrongPassphrase,
        DecryptError::Unsupported(found) => ImportKeyError::UnsupportedProtection { found },
        DecryptError::OtherKey(found) => ImportKeyError::OtherKind { found },
    })
}

/// Why an encrypted PKCS#8 key gave no P-256 key.
pub(in crate::identity) enum DecryptError {
    /// The decryption failed, or gave no key.
    WrongPassphrase,
    /// The encryption is not supported, or asks for too much; said what it is.
    Unsupported(String),
    /// It was decrypted, and is a key of another kind; said which.
    OtherKey(String),
}

/// Decrypts an EncryptedPrivateKeyInfo in DER. The work and memory that the file may ask for are
/// bounded.
pub(in crate::identity) fn decrypt_pkcs8(
    der: &[u8],
    passphrase: &str,
) -> Result<SecretKey, DecryptError> {
    check_protection(der).map_err(DecryptError::Unsupported)?;
    let info = EncryptedPrivateKeyInfoRef::from_der(der)
        .map_err(|error| DecryptError::Unsupported(format!("the key is damaged: {error}")))?;
    let plain = info
        .decrypt(passphrase)
        .map_err(|_| DecryptError::WrongPassphrase)?;
    import_pkcs8(plain.as_bytes()).map_err(|error| match error {
        ImportKeyError::OtherKind { found } => DecryptError::OtherKey(found),
        // One wrong passphrase in 256 passes the padding and gives noise instead of a key.
        _ => DecryptError::WrongPassphrase,
    })
}

/// Says how a key is encrypted, if it is in a way that is not supported.
fn check_protection(der: &[u8]) -> Result<(), String> {
    let info = match EncryptedPrivateKeyInfoRef::from_der(der) {
        Ok(info) => info,
        Err(_) => {
            return Err(
                "the key is encrypted with an algorithm that Assay does not have \
                        (it has PBES2 with PBKDF2 or scrypt, and AES)"
                    .to_owned(),
            );
        }
    };
    let EncryptionScheme::Pbes2(parameters) = &info.encryption_algorithm else {
        return Err("the key is encrypted with PBES1, which is obsolete".to_owned());
    };
    match &parameters.kdf {
        Pbes2Kdf::Pbkdf2(pbkdf2) if pbkdf2.iteration_count > MAX_PBKDF2_ROUNDS => Err(format!(
            "the key asks for {} rounds of PBKDF2; more than {MAX_PBKDF2_ROUNDS} would take minutes",
            pbkdf2.iteration_count
        )),
        Pbes2Kdf::Scrypt(scrypt) => {
            let memory = scrypt
                .cost_parameter
                .saturating_mul(128)
                .saturating_mul(u64::from(scrypt.block_size));
            if memory > MAX_SCRYPT_BYTES || scrypt.parallelization > 16 {
                return Err("the key asks for more than 128 MiB of memory by scrypt".to_owned());
            }
            Ok(())
        }
        _ => Ok(()),
    }
}
