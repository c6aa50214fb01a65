//! PKCS#8 keys that a passphrase protects. A file says itself how much work and memory that takes, so
//! both are bounded.

use der::Decode;
use p256::SecretKey;
use pkcs8::EncryptedPrivateKeyInfoRef;
use pkcs8::pkcs5::EncryptionScheme;
use pkcs8::pkcs5::pbes2::{Kdf as Pbes2Kdf, Pbkdf2Prf};

use super::{ImportKeyError, import_pkcs8};
use crate::identity::Remedy;
use crate::identity::foreign::name_of_encryption;

/// The most rounds of PBKDF2 that are tried: some three seconds in a browser. A file that asks for
/// more would freeze the page.
pub(super) const MAX_PBKDF2_ROUNDS: u32 = 2_000_000;

/// The most memory that scrypt may ask for (128 N r bytes); OpenSSL's own default is 16 MiB.
const MAX_SCRYPT_BYTES: u64 = 128 * 1024 * 1024;

/// The most memory that scrypt may fill, one after another (128 N r p bytes): that is its work.
const MAX_SCRYPT_WORK: u64 = 256 * 1024 * 1024;

pub(super) fn import_encrypted_pkcs8(
    der: &[u8],
    passphrase: Option<&str>,
) -> Result<SecretKey, ImportKeyError> {
    let Some(passphrase) = passphrase else {
        // Say first what no passphrase can mend.
        check_protection(der, "the key")
            .map_err(|(found, remedy)| ImportKeyError::UnsupportedProtection { found, remedy })?;
        return Err(ImportKeyError::NeedsPassphrase);
    };
    decrypt_pkcs8(der, passphrase).map_err(|error| match error {
        DecryptError::WrongPassphrase => ImportKeyError::WrongPassphrase,
        DecryptError::Unsupported(found, remedy) => {
            ImportKeyError::UnsupportedProtection { found, remedy }
        }
        DecryptError::OtherKey(found, remedy) => ImportKeyError::OtherKind { found, remedy },
    })
}

/// Why an encrypted PKCS#8 key gave no P-256 key.
pub(in crate::identity) enum DecryptError {
    /// The decryption failed, or gave no key.
    WrongPassphrase,
    /// The encryption is not supported, or asks for too much; said what it is.
    Unsupported(String, Remedy),
    /// It was decrypted, and is a key of another kind; said which.
    OtherKey(String, Remedy),
}

/// Decrypts an EncryptedPrivateKeyInfo in DER. The work and memory that the file may ask for are
/// bounded.
pub(in crate::identity) fn decrypt_pkcs8(
    der: &[u8],
    passphrase: &str,
) -> Result<SecretKey, DecryptError> {
    let info = check_protection(der, "the key")
        .map_err(|(found, remedy)| DecryptError::Unsupported(found, remedy))?;
    let plain = info
        .decrypt(passphrase)
        .map_err(|_| DecryptError::WrongPassphrase)?;
    import_pkcs8(plain.as_bytes()).map_err(|error| match error {
        ImportKeyError::OtherKind { found, remedy } => DecryptError::OtherKey(found, remedy),
        // One wrong passphrase in 256 passes the padding and gives noise instead of a key.
        _ => DecryptError::WrongPassphrase,
    })
}

/// The key as it stands, if it is encrypted in a way that is read and asks for no more work than a page can
/// do; says how it is encrypted otherwise, before anything is worked out. `which` is what is encrypted, in words.
pub(super) fn check_protection<'a>(
    der: &'a [u8],
    which: &str,
) -> Result<EncryptedPrivateKeyInfoRef<'a>, (String, Remedy)> {
    let Ok(info) = EncryptedPrivateKeyInfoRef::from_der(der) else {
        let (name, remedy) = name_of_encryption(der)
            .unwrap_or(("an unknown algorithm".to_owned(), Remedy::CopyAgain));
        return Err((
            format!("{which} is encrypted with {name}, which Assay does not read"),
            remedy,
        ));
    };
    let EncryptionScheme::Pbes2(parameters) = &info.encryption_algorithm else {
        let (name, remedy) =
            name_of_encryption(der).unwrap_or(("PBES1".to_owned(), Remedy::EncryptAnewFromLegacy));
        return Err((
            format!("{which} is encrypted with {name}, which is obsolete"),
            remedy,
        ));
    };
    match &parameters.kdf {
        Pbes2Kdf::Pbkdf2(pbkdf2) if pbkdf2.iteration_count > MAX_PBKDF2_ROUNDS => Err((
            format!(
                "{which} asks for {} rounds of PBKDF2; more than {MAX_PBKDF2_ROUNDS} would make the page \
                 stand still for too long",
                pbkdf2.iteration_count
            ),
            Remedy::FewerRounds,
        )),
        Pbes2Kdf::Pbkdf2(pbkdf2) if pbkdf2.prf == Pbkdf2Prf::HmacWithSha1 => Err((
            format!("{which} is encrypted with PBKDF2 over SHA-1, which Assay does not read"),
            Remedy::EncryptAnew,
        )),
        Pbes2Kdf::Scrypt(scrypt) => {
            let memory = scrypt
                .cost_parameter
                .saturating_mul(128)
                .saturating_mul(u64::from(scrypt.block_size));
            let work = memory.saturating_mul(u64::from(scrypt.parallelization));
            if memory > MAX_SCRYPT_BYTES || work > MAX_SCRYPT_WORK {
                return Err((
                    format!(
                        "{which} asks for too much work by scrypt (N {}, r {}, p {})",
                        scrypt.cost_parameter, scrypt.block_size, scrypt.parallelization
                    ),
                    Remedy::FewerRounds,
                ));
            }
            Ok(info)
        }
        _ => Ok(info),
    }
}
