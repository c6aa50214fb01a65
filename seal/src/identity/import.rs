//! Reading private keys that other tools wrote, and refusing by name what is not one of them.

mod encrypted;
mod openssh;
mod pkcs12;
mod plain;

use std::borrow::Cow;

use der::Decode;
use p256::SecretKey;
use pkcs8::{EncryptedPrivateKeyInfoRef, PrivateKeyInfoRef};
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

use encrypted::import_encrypted_pkcs8;
pub(super) use encrypted::{DecryptError, decrypt_pkcs8};
use openssh::import_openssh;
use pkcs12::{import_pkcs12, is_store};
use plain::{import_pkcs8, import_sec1, is_sec1};

use super::certificate::CertificateChain;
use super::certificate_file::certificates_in_pem;
use super::chain::arrange;
use super::foreign::{TWO_KEYS, name_of_der, name_of_encryption, name_of_pem_label, name_of_text};
use super::pem::{self, PemBlock};
use super::{
    CertificateDetails, CertificateError, CreateIdentityError, Identity, PublicKey, Remedy,
};
use crate::UnixMillis;

/// The largest file that is looked at, in bytes. A key with a chain of certificates has a few kilobytes.
pub const MAX_KEY_FILE_BYTES: usize = 256 * 1024;

/// A private key that was read, not yet anybody's identity. The key is wiped when dropped.
pub struct ImportedKey {
    secret_key: SecretKey,
    certificates: Option<(CertificateChain, CertificateDetails)>,
}

/// How an error about the certificates in a key file begins.
pub(super) const CERTIFICATES_REFUSED: &str =
    "the file's certificates cannot be taken along with its key: ";

/// Why a file is not taken as a private key.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
pub enum ImportKeyError {
    /// The key is encrypted, and no passphrase was given. Ask for it and try again.
    #[error("the key is encrypted; give its passphrase")]
    NeedsPassphrase,
    /// The passphrase is not the one that the key was encrypted with.
    #[error("wrong passphrase")]
    WrongPassphrase,
    /// The file holds something else; it is named.
    #[error("the file holds {found}; {remedy}")]
    OtherKind {
        /// What it is: "an RSA key", "a public key", "a certificate".
        found: String,
        /// What helps.
        remedy: Remedy,
    },
    /// The key is encrypted in a way that is not supported; it is named.
    #[error("{found}; {remedy}")]
    UnsupportedProtection {
        /// What it is, and how it is encrypted.
        found: String,
        /// What helps.
        remedy: Remedy,
    },
    /// The key can be read, and the certificates in the same file do not go with it.
    #[error("{CERTIFICATES_REFUSED}{reason}; {remedy}")]
    Certificates {
        /// What is wrong with them.
        reason: CertificateError,
        /// What helps.
        remedy: Remedy,
    },
    /// The file says that it is a key of a known kind, but it cannot be read.
    #[error("{what} is damaged: {reason}")]
    Damaged {
        /// What it says it is.
        what: Cow<'static, str>,
        /// What is wrong with it.
        reason: String,
    },
    /// Nothing in the file looks like a key.
    #[error("no private key was found in the file; choose a PEM, DER, PKCS#12 or OpenSSH key file")]
    NotFound,
    /// The file is too large to be a key.
    #[error("the file is larger than 256 KiB, so it is no key file")]
    TooLarge,
}

impl ImportKeyError {
    /// What helps, where something does.
    #[must_use]
    pub fn remedy(&self) -> Option<Remedy> {
        match self {
            Self::OtherKind { remedy, .. }
            | Self::UnsupportedProtection { remedy, .. }
            | Self::Certificates { remedy, .. } => Some(*remedy),
            Self::NeedsPassphrase
            | Self::WrongPassphrase
            | Self::Damaged { .. }
            | Self::NotFound
            | Self::TooLarge => None,
        }
    }
}

/// What can be told of a key file without its passphrase.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeyFile {
    /// Whether a passphrase is needed to read the key.
    pub encrypted: bool,
}

/// Looks at a key file before anything is asked about it: what [`import_private_key`] would refuse
/// whatever the passphrase, is refused here. The kind of a key in an encrypted PKCS#8 or PKCS#12 file, and whether
/// the certificates in it go with it, show only when it is decrypted.
///
/// # Errors
/// As [`import_private_key`], except for the passphrase.
pub fn inspect_private_key(bytes: &[u8]) -> Result<KeyFile, ImportKeyError> {
    match import_private_key(bytes, None) {
        Ok(_) => Ok(KeyFile { encrypted: false }),
        Err(ImportKeyError::NeedsPassphrase) => Ok(KeyFile { encrypted: true }),
        Err(error) => Err(error),
    }
}

/// Reads a P-256 private key: SEC1, PKCS#8 (plain or encrypted), OpenSSH (plain or encrypted), in
/// PEM (also in UTF-16, as some Windows editors save) or DER, or PKCS#12 (RFC 7292).
///
/// Certificates in the same file are taken along: the one for the key, in whichever place it stands, and those of its
/// issuers. What has no part in that chain is left out, and named in the
/// [details](ImportedKey::certificate). A file whose certificates are all for other keys is refused.
///
/// # Errors
/// [`ImportKeyError`]; whatever is not such a key is refused by name.
pub fn import_private_key(
    bytes: &[u8],
    passphrase: Option<&str>,
) -> Result<ImportedKey, ImportKeyError> {
    if bytes.len() > MAX_KEY_FILE_BYTES {
        return Err(ImportKeyError::TooLarge);
    }
    if let Some(text) = utf16_text(bytes) {
        return import_text(&text, passphrase);
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => import_text(text, passphrase),
        Err(_) => import_der(bytes, passphrase),
    }
}

impl ImportedKey {
    /// A key and the certificates that were found with it, none or several.
    fn with_certificates(
        secret_key: SecretKey,
        found: Vec<Vec<u8>>,
        remedy: Remedy,
    ) -> Result<ImportedKey, ImportKeyError> {
        let mut key = ImportedKey::alone(secret_key);
        if !found.is_empty() {
            let arranged = arrange(found, &key.public_key());
            let arranged =
                arranged.map_err(|reason| ImportKeyError::Certificates { reason, remedy })?;
            key.certificates = Some(arranged);
        }
        Ok(key)
    }

    fn alone(secret_key: SecretKey) -> ImportedKey {
        ImportedKey {
            secret_key,
            certificates: None,
        }
    }

    /// The public key.
    pub fn public_key(&self) -> PublicKey {
        PublicKey::from_verifying_key(&self.secret_key.public_key().into())
    }

    /// Whether the file also held a certificate for the key.
    pub fn has_certificate(&self) -> bool {
        self.certificates.is_some()
    }

    /// What the certificate for the key says, if the file held one: also a name and an organisation that can be
    /// proposed for the identity.
    pub fn certificate(&self) -> Option<&CertificateDetails> {
        self.certificates.as_ref().map(|(_, details)| details)
    }

    /// Makes an identity of the key: with the certificate of the file if there was one, and else
    /// with a new self-signed one from `at`.
    ///
    /// # Errors
    /// As [`Identity::create`], except for the entropy.
    pub fn into_identity(
        self,
        name: &str,
        organisation: &str,
        at: UnixMillis,
    ) -> Result<Identity, CreateIdentityError> {
        let mut identity =
            Identity::with_self_signed_certificate(name, organisation, self.secret_key, at)?;
        if let Some((certificates, _)) = self.certificates {
            identity.certificates = certificates;
        }
        Ok(identity)
    }
}

impl std::fmt::Debug for ImportedKey {
    /// Shows the public key only.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("ImportedKey")
            .field("public_key", &self.public_key())
            .finish_non_exhaustive()
    }
}

/// A text in UTF-16 that begins with its byte order mark.
pub(super) fn utf16_text(bytes: &[u8]) -> Option<Zeroizing<String>> {
    let (rest, unit): (_, fn([u8; 2]) -> u16) = match bytes {
        [0xff, 0xfe, rest @ ..] => (rest, u16::from_le_bytes),
        [0xfe, 0xff, rest @ ..] => (rest, u16::from_be_bytes),
        _ => return None,
    };
    let units = rest.as_chunks::<2>().0.iter().map(|pair| unit(*pair));
    char::decode_utf16(units)
        .collect::<Result<String, _>>()
        .ok()
        .map(Zeroizing::new)
}

fn import_text(text: &str, passphrase: Option<&str>) -> Result<ImportedKey, ImportKeyError> {
    let mut other = None;
    let mut keys = Vec::new();
    for block in pem::blocks(text) {
        match block.label {
            "EC PRIVATE KEY" | "PRIVATE KEY" | "ENCRYPTED PRIVATE KEY" | "OPENSSH PRIVATE KEY" => {
                keys.push(block);
            }
            // These stand before a private key in the same file.
            "EC PARAMETERS" => {}
            label => {
                other.get_or_insert_with(|| name_of_pem_label(label));
            }
        }
    }
    if keys.len() > 1 {
        return Err(ImportKeyError::OtherKind {
            found: TWO_KEYS.to_owned(),
            remedy: Remedy::OneKey,
        });
    }
    if let Some(block) = keys.pop() {
        let refused = |reason| ImportKeyError::Certificates {
            reason,
            remedy: Remedy::KeyAlone,
        };
        let secret_key = import_block(&block, passphrase)?;
        let found = certificates_in_pem(text).map_err(refused)?;
        return ImportedKey::with_certificates(secret_key, found, Remedy::KeyAlone);
    }
    match other.or_else(|| name_of_text(text)) {
        Some((found, remedy)) => Err(ImportKeyError::OtherKind { found, remedy }),
        // DER that happens to be UTF-8 throughout is rare, but possible.
        None => import_der(text.as_bytes(), passphrase),
    }
}

fn import_block(
    block: &PemBlock<'_>,
    passphrase: Option<&str>,
) -> Result<SecretKey, ImportKeyError> {
    match block.label {
        "EC PRIVATE KEY" => import_sec1_block(block),
        "PRIVATE KEY" => import_pkcs8(&block_bytes(block, "the PKCS#8 key")?),
        "OPENSSH PRIVATE KEY" => {
            import_openssh(&block_bytes(block, "the OpenSSH key")?, passphrase)
        }
        _ => import_encrypted_pkcs8(&block_bytes(block, "the PKCS#8 key")?, passphrase),
    }
}

fn import_der(der: &[u8], passphrase: Option<&str>) -> Result<ImportedKey, ImportKeyError> {
    if is_store(der) {
        return import_pkcs12(der, passphrase);
    }
    import_key_der(der, passphrase).map(ImportedKey::alone)
}

fn import_key_der(der: &[u8], passphrase: Option<&str>) -> Result<SecretKey, ImportKeyError> {
    if EncryptedPrivateKeyInfoRef::from_der(der).is_ok() {
        return import_encrypted_pkcs8(der, passphrase);
    }
    if PrivateKeyInfoRef::from_der(der).is_ok() {
        return import_pkcs8(der);
    }
    if is_sec1(der) {
        return import_sec1(der);
    }
    if der.starts_with(b"openssh-key-v1\0") {
        return import_openssh(der, passphrase);
    }
    if let Some((found, remedy)) = name_of_der(der) {
        return Err(ImportKeyError::OtherKind {
            found: found.to_owned(),
            remedy,
        });
    }
    match name_of_encryption(der) {
        Some(_) => import_encrypted_pkcs8(der, passphrase),
        None => Err(ImportKeyError::NotFound),
    }
}

fn import_sec1_block(block: &PemBlock<'_>) -> Result<SecretKey, ImportKeyError> {
    if block.has_headers() {
        return Err(ImportKeyError::UnsupportedProtection {
            found: "the key is encrypted in OpenSSL's old way (Proc-Type: 4,ENCRYPTED), \
                    which hardly protects it"
                .to_owned(),
            remedy: Remedy::EncryptAnew,
        });
    }
    import_sec1(&block_bytes(block, "the SEC1 key")?)
}

fn block_bytes(
    block: &PemBlock<'_>,
    what: &'static str,
) -> Result<Zeroizing<Vec<u8>>, ImportKeyError> {
    block
        .decode()
        .map(Zeroizing::new)
        .ok_or_else(|| ImportKeyError::Damaged {
            what: what.into(),
            reason: "it is not base64".to_owned(),
        })
}
