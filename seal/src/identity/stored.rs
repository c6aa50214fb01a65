//! What of an identity is kept on a disk: everything but the unencrypted key.

use pkcs8::EncryptedPrivateKeyInfoRef;
use pkcs8::der::Decode;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::certificate::CertificateChain;
use super::certificate_file::certificates_in;
use super::chain::arrange;
use super::create::check_names;
use super::import::{DecryptError, decrypt_pkcs8};
use super::{
    CertificateDetails, CertificateError, ClockError, ExportKeyError, Fingerprint, Identity,
    PublicKey, pem,
};
use crate::UnixMillis;

/// 32 bytes from a cryptographic source of randomness, for one encryption of a key: 16 for the
/// salt, the rest for the initialisation vector. Never use them twice.
pub type ProtectionEntropy = [u8; 32];

/// An identity as it is stored and backed up. Holds no unencrypted key.
///
/// Reading one back takes its names and its public key, and leaves certificates and key as the texts that
/// they are: who only shows an identity needs no more. Whether its parts belong together is
/// [checked](Self::check) before the key is used.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "StoredIdentityRecord", into = "StoredIdentityRecord")]
pub struct StoredIdentity {
    name: String,
    organisation: String,
    created: UnixMillis,
    public_key: PublicKey,
    certificate_pem: String,
    encrypted_private_key_pem: String,
    /// SHA-256 of the encrypted key, so that damage can be told from a wrong passphrase.
    checksum: String,
}

/// Why an identity could not be protected.
pub type ProtectError = ExportKeyError;

/// Why an identity could not be unlocked.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum UnlockError {
    /// The key is sound and the passphrase is not the one that it was encrypted with.
    #[error("wrong passphrase")]
    WrongPassphrase,
    /// The key was changed since it was stored; no passphrase will open it.
    #[error("the stored key is damaged ({0}); import the identity again from a backup")]
    Damaged(String),
}

/// Why a stored identity cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum StoredIdentityError {
    /// It was written by a newer Assay.
    #[error("the identity was stored by a newer version of Assay (format {0}); update Assay")]
    NewerFormat(u32),
    /// A part of it is wrong, or does not belong to the rest.
    #[error("the stored identity is damaged ({0}); import it again from a copy of its key")]
    Damaged(String),
}

/// Why a stored identity cannot sign now.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NotNowError {
    /// It is damaged.
    #[error(transparent)]
    Damaged(#[from] StoredIdentityError),
    /// The device's clock and its certificate disagree.
    #[error(transparent)]
    Clock(#[from] ClockError),
}

/// The form that is written; see [`StoredIdentity`].
#[derive(Clone, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
struct StoredIdentityRecord {
    format: u32,
    name: String,
    organisation: String,
    created: UnixMillis,
    public_key: PublicKey,
    certificate_pem: String,
    encrypted_private_key_pem: String,
    encrypted_private_key_sha256: String,
}

const FORMAT: u32 = 1;

/// A certificate chain and a key in PEM are a few kilobytes; more than this is not ours.
const MAX_PEM_BYTES: usize = 64 * 1024;

impl Identity {
    /// Encrypts the key with a passphrase, for storing. See
    /// [`to_encrypted_pkcs8_pem`](Identity::to_encrypted_pkcs8_pem).
    ///
    /// # Errors
    /// [`ExportKeyError::PassphraseMissing`] for an empty passphrase.
    pub fn protect(
        &self,
        passphrase: &str,
        entropy: &ProtectionEntropy,
    ) -> Result<StoredIdentity, ProtectError> {
        let encrypted = self.to_encrypted_pkcs8_pem(passphrase, entropy)?;
        Ok(StoredIdentity {
            name: self.name.clone(),
            organisation: self.organisation.clone(),
            created: self.created,
            public_key: self.public_key(),
            certificate_pem: self.certificates.to_pem(),
            checksum: sha256_hex(encrypted.as_bytes()),
            encrypted_private_key_pem: encrypted.to_string(),
        })
    }
}

impl StoredIdentity {
    /// Checks that its parts are sound and belong together. Whether the key is *this* one shows only when it
    /// is unlocked.
    ///
    /// # Errors
    /// [`StoredIdentityError::Damaged`] names the part.
    pub fn check(&self) -> Result<(), StoredIdentityError> {
        let der = encrypted_der(&self.encrypted_private_key_pem);
        if der.is_none_or(|der| EncryptedPrivateKeyInfoRef::from_der(&der).is_err()) {
            return Err(StoredIdentityError::Damaged(
                "the private key is no encrypted PKCS#8 key".to_owned(),
            ));
        }
        self.certificates()
            .map(drop)
            .map_err(StoredIdentityError::Damaged)
    }

    /// Its certificates, or what is wrong with them.
    fn certificates(&self) -> Result<CertificateChain, String> {
        CertificateChain::from_pem(&self.certificate_pem, &self.public_key)
            .map_err(|error| error.to_string())
    }

    /// Decrypts the key. Takes some 0.3 s in a browser: 600,000 rounds of PBKDF2.
    ///
    /// # Errors
    /// [`UnlockError::WrongPassphrase`], or [`UnlockError::Damaged`] if no passphrase can help.
    pub fn unlock(&self, passphrase: &str) -> Result<Identity, UnlockError> {
        let damaged = |reason: &str| UnlockError::Damaged(reason.to_owned());
        let certificates = self.certificates().map_err(UnlockError::Damaged)?;
        if sha256_hex(self.encrypted_private_key_pem.as_bytes()) != self.checksum {
            return Err(damaged("its checksum differs"));
        }
        let der = encrypted_der(&self.encrypted_private_key_pem)
            .ok_or_else(|| damaged("it is no encrypted PKCS#8 key"))?;
        let secret_key = decrypt_pkcs8(&der, passphrase).map_err(|error| match error {
            DecryptError::WrongPassphrase => UnlockError::WrongPassphrase,
            DecryptError::Unsupported(reason, _) | DecryptError::OtherKey(reason, _) => {
                UnlockError::Damaged(reason)
            }
        })?;
        let identity = Identity {
            name: self.name.clone(),
            organisation: self.organisation.clone(),
            created: self.created,
            secret_key,
            certificates,
        };
        if identity.public_key() != self.public_key {
            return Err(damaged("it is another key than the certificate's"));
        }
        Ok(identity)
    }

    /// The signer's name.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The signer's organisation; may be empty.
    pub fn organisation(&self) -> &str {
        &self.organisation
    }

    /// When the identity was made, as the device claimed.
    pub fn created(&self) -> UnixMillis {
        self.created
    }

    /// The public key.
    pub fn public_key(&self) -> PublicKey {
        self.public_key
    }

    /// The fingerprint that people compare.
    pub fn fingerprint(&self) -> Fingerprint {
        self.public_key.fingerprint()
    }

    /// The fingerprint as `ssh-keygen -l` shows it: `SHA256:...`.
    pub fn ssh_fingerprint(&self) -> String {
        self.public_key.ssh_fingerprint()
    }

    /// The `did:key` of the public key.
    pub fn did_key(&self) -> String {
        self.public_key.did_key()
    }

    /// The signer's certificate in PEM, followed by those of issuers if there are any.
    pub fn certificate_pem(&self) -> &str {
        &self.certificate_pem
    }

    /// As [`Identity::with_certificate`], with what the certificate says; needs no passphrase, since nothing
    /// secret changes. Name and organisation stay.
    ///
    /// # Errors
    /// [`CertificateError`] if the file holds no certificate for this key, or its signatures do not hold.
    pub fn with_certificate(
        mut self,
        file: impl AsRef<[u8]>,
    ) -> Result<(StoredIdentity, CertificateDetails), CertificateError> {
        let (chain, details) = arrange(certificates_in(file.as_ref())?, &self.public_key)?;
        self.certificate_pem = chain.to_pem();
        Ok((self, details))
    }

    /// As [`Identity::check_time`]; needs no passphrase.
    ///
    /// # Errors
    /// [`NotNowError`] names the clock, or what is damaged, and says what to do.
    pub fn check_time(&self, at: UnixMillis) -> Result<(), NotNowError> {
        self.check()?;
        let certificates = self.certificates().map_err(StoredIdentityError::Damaged)?;
        Ok(certificates.check_time(at)?)
    }

    /// The encrypted key: PKCS#8, PBES2, PEM. This is the file to export as a backup of the key.
    pub fn encrypted_private_key_pem(&self) -> &str {
        &self.encrypted_private_key_pem
    }
}

impl TryFrom<StoredIdentityRecord> for StoredIdentity {
    type Error = StoredIdentityError;

    fn try_from(record: StoredIdentityRecord) -> Result<StoredIdentity, StoredIdentityError> {
        let damaged = |reason: String| StoredIdentityError::Damaged(reason);
        if record.format > FORMAT {
            return Err(StoredIdentityError::NewerFormat(record.format));
        }
        check_names(&record.name, &record.organisation).map_err(|e| damaged(e.to_string()))?;
        if record.certificate_pem.len() > MAX_PEM_BYTES
            || record.encrypted_private_key_pem.len() > MAX_PEM_BYTES
        {
            return Err(damaged(
                "the certificate or the key is larger than 64 KiB".to_owned(),
            ));
        }
        Ok(StoredIdentity {
            name: record.name,
            organisation: record.organisation,
            created: record.created,
            public_key: record.public_key,
            certificate_pem: record.certificate_pem,
            encrypted_private_key_pem: record.encrypted_private_key_pem,
            checksum: record.encrypted_private_key_sha256,
        })
    }
}

impl From<StoredIdentity> for StoredIdentityRecord {
    fn from(identity: StoredIdentity) -> StoredIdentityRecord {
        StoredIdentityRecord {
            format: FORMAT,
            certificate_pem: identity.certificate_pem,
            name: identity.name,
            organisation: identity.organisation,
            created: identity.created,
            public_key: identity.public_key,
            encrypted_private_key_pem: identity.encrypted_private_key_pem,
            encrypted_private_key_sha256: identity.checksum,
        }
    }
}

fn encrypted_der(text: &str) -> Option<Vec<u8>> {
    pem::blocks(text)
        .find(|block| block.label == "ENCRYPTED PRIVATE KEY")?
        .decode()
}

fn sha256_hex(bytes: &[u8]) -> String {
    base16ct::lower::encode_string(&Sha256::digest(bytes))
}
