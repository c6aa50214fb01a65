//! An unlocked identity, and how a new one is made.

use std::fmt;

use p256::SecretKey;
use p256::ecdsa::signature::Signer;
use p256::ecdsa::{DerSignature, Signature, SigningKey};

use super::certificate::CertificateChain;
use super::certificate_file::certificates_in;
use super::chain::arrange;
use super::{CertificateError, ClockError, Fingerprint, PublicKey};
use crate::UnixMillis;

/// 64 bytes from a cryptographic source of randomness, for one new key. Never use them twice.
pub type KeyEntropy = [u8; 64];

/// The most characters that a name or an organisation may have, so that it fits into a
/// certificate (`ub-common-name` and `ub-organization-name` of RFC 5280, appendix A.1).
pub const MAX_NAME_CHARACTERS: usize = 64;

/// A signer with the private key unlocked. Lives in memory only; the key is wiped when dropped.
///
/// To keep it, [`protect`](Identity::protect) it with a passphrase.
pub struct Identity {
    pub(super) name: String,
    pub(super) organisation: String,
    pub(super) created: UnixMillis,
    pub(super) secret_key: SecretKey,
    pub(super) certificates: CertificateChain,
}

/// Why an identity could not be made.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CreateIdentityError {
    /// The name is empty, and a certificate must name somebody.
    #[error("give the signer's name")]
    NameMissing,
    /// The name or the organisation is too long for a certificate.
    #[error(
        "the {field} has {characters} characters; a certificate allows {MAX_NAME_CHARACTERS}, so shorten it"
    )]
    TooLong {
        /// Which of the two.
        field: &'static str,
        /// How many characters it has.
        characters: usize,
    },
    /// The name or the organisation holds a control character, such as a line break.
    #[error("the {field} holds a line break or another control character; remove it")]
    ControlCharacter {
        /// Which of the two.
        field: &'static str,
    },
    /// The entropy gave no key. With random bytes this happens once in 2^64 times, so the source
    /// of randomness is broken.
    #[error("the random numbers of this device are unusable; no key was made")]
    EntropyUnusable,
    /// The certificate could not be written.
    #[error("the certificate could not be made: {0}")]
    Certificate(String),
}

impl Identity {
    /// Makes a new P-256 key and a self-signed certificate for it, valid for 20 years from `at`, and for
    /// the day before, so that a clock which is set back a little does no harm.
    ///
    /// `name` and `organisation` are trimmed; the organisation may be empty. The same arguments
    /// give the same identity, so `entropy` must be fresh.
    ///
    /// # Errors
    /// [`CreateIdentityError`] if the name is missing or something does not fit a certificate.
    pub fn create(
        name: &str,
        organisation: &str,
        entropy: &KeyEntropy,
        at: UnixMillis,
    ) -> Result<Identity, CreateIdentityError> {
        // FIPS 186-5, A.2.2: candidates are tried until one lies in the range of private keys.
        let secret_key = entropy
            .chunks(32)
            .find_map(|candidate| SecretKey::from_slice(candidate).ok())
            .ok_or(CreateIdentityError::EntropyUnusable)?;
        Identity::with_self_signed_certificate(name, organisation, secret_key, at)
    }

    pub(super) fn with_self_signed_certificate(
        name: &str,
        organisation: &str,
        secret_key: SecretKey,
        at: UnixMillis,
    ) -> Result<Identity, CreateIdentityError> {
        let (name, organisation) = (name.trim(), organisation.trim());
        check_names(name, organisation)?;
        let signing_key = SigningKey::from(&secret_key);
        let certificates = CertificateChain::self_signed(&signing_key, name, organisation, at)
            .map_err(|error| CreateIdentityError::Certificate(error.to_string()))?;
        Ok(Identity {
            name: name.to_owned(),
            organisation: organisation.to_owned(),
            created: at,
            secret_key,
            certificates,
        })
    }

    /// The same identity with an organisation's own certificate in place of the present one, of a file as an
    /// authority sends it: PEM, DER, or PKCS#7. Certificates of its issuers in the same file are kept in
    /// order, and go into every PDF signature; others are left out.
    ///
    /// # Errors
    /// [`CertificateError`] if the file holds no certificate for this key, or its signatures do not hold.
    pub fn with_certificate(
        mut self,
        file: impl AsRef<[u8]>,
    ) -> Result<Identity, CertificateError> {
        let found = certificates_in(file.as_ref())?;
        (self.certificates, _) = arrange(found, &self.public_key())?;
        Ok(self)
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
        PublicKey::from_verifying_key(SigningKey::from(&self.secret_key).verifying_key())
    }

    /// The fingerprint that people compare.
    pub fn fingerprint(&self) -> Fingerprint {
        self.public_key().fingerprint()
    }

    /// The fingerprint as `ssh-keygen -l` shows it: `SHA256:...`.
    pub fn ssh_fingerprint(&self) -> String {
        self.public_key().ssh_fingerprint()
    }

    /// The `did:key` of the public key.
    pub fn did_key(&self) -> String {
        self.public_key().did_key()
    }

    /// The signer's certificate in DER.
    pub fn certificate_der(&self) -> &[u8] {
        self.certificates.own_der()
    }

    /// The signer's certificate in PEM, followed by those of issuers if there are any.
    pub fn certificate_pem(&self) -> String {
        self.certificates.to_pem()
    }

    /// Whether a signature at this time lies within the validity of the signer's certificate, as every
    /// signature must.
    ///
    /// # Errors
    /// [`ClockError`] names the clock and says what to do.
    pub fn check_time(&self, at: UnixMillis) -> Result<(), ClockError> {
        self.certificates.check_time(at)
    }

    pub(crate) fn certificate_chain_der(&self) -> &[Vec<u8>] {
        self.certificates.all_der()
    }

    /// ECDSA over the SHA-256 of `message`, with the nonce of RFC 6979: always the same bytes.
    pub(crate) fn sign(&self, message: &[u8]) -> Signature {
        SigningKey::from(&self.secret_key).sign(message)
    }

    /// As [`Identity::sign`], as the DER that CMS holds.
    pub(crate) fn sign_der(&self, message: &[u8]) -> DerSignature {
        SigningKey::from(&self.secret_key).sign(message)
    }
}

impl fmt::Debug for Identity {
    /// Shows everything but the key.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Identity")
            .field("name", &self.name)
            .field("organisation", &self.organisation)
            .field("fingerprint", &self.fingerprint().to_string())
            .finish_non_exhaustive()
    }
}

/// Checks what goes into a certificate's subject. Both are trimmed already.
pub(super) fn check_names(name: &str, organisation: &str) -> Result<(), CreateIdentityError> {
    if name.is_empty() {
        return Err(CreateIdentityError::NameMissing);
    }
    for (field, text) in [("name", name), ("organisation", organisation)] {
        let characters = text.chars().count();
        if characters > MAX_NAME_CHARACTERS {
            return Err(CreateIdentityError::TooLong { field, characters });
        }
        if text.chars().any(char::is_control) {
            return Err(CreateIdentityError::ControlCharacter { field });
        }
    }
    Ok(())
}
