//! SSH signatures over files, for `ssh-keygen -Y verify`.

use ssh_key::{HashAlg, LineEnding, SshSig};

use crate::{Identity, PublicKey};

/// Why an SSH signature could not be made.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the SSH signature could not be made: {0}")]
pub struct SignSshError(String);

/// Why an SSH signature is not accepted.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum VerifySshError {
    /// It is no SSH signature, or not one that can be read.
    #[error("the file is no SSH signature by a P-256 key: {0}")]
    Malformed(String),
    /// It is by a key of another kind, which is not checked here; said which.
    #[error(
        "the signature is by a key of another kind ({0}), which is not checked here; ssh-keygen -Y verify checks it"
    )]
    OtherKey(String),
    /// It was made for another purpose.
    #[error("the signature was made for another purpose ({0:?})")]
    OtherNamespace(String),
    /// The bytes were changed after they were signed.
    #[error("the signed bytes were changed after they were signed")]
    Changed,
}

/// Signs bytes as `ssh-keygen -Y sign -n NAMESPACE` does, with SHA-512: the armoured signature.
///
/// `namespace` says what for; `file` is the usual one. The same arguments give the same bytes.
///
/// # Errors
/// [`SignSshError`] for an empty namespace.
pub fn sign_ssh(
    bytes: &[u8],
    identity: &Identity,
    namespace: &str,
) -> Result<String, SignSshError> {
    let error = |error: &dyn std::fmt::Display| SignSshError(error.to_string());
    let key = identity.ssh_private_key().map_err(|e| error(&e))?;
    SshSig::sign(&key, namespace, HashAlg::Sha512, bytes)
        .and_then(|signature| signature.to_pem(LineEnding::LF))
        .map_err(|e| error(&e))
}

/// Checks an armoured SSH signature, and gives the key that made it. Whose key that is must be
/// known from elsewhere.
///
/// # Errors
/// [`VerifySshError`]
pub fn verify_ssh(
    bytes: &[u8],
    armoured: &str,
    namespace: &str,
) -> Result<PublicKey, VerifySshError> {
    let malformed = |reason: &str| VerifySshError::Malformed(reason.to_owned());
    if armoured.len() > 16 * 1024 {
        return Err(malformed("it is larger than 16 KiB"));
    }
    let signature = SshSig::from_pem(armoured).map_err(|error| malformed(&error.to_string()))?;
    // No other is defined, and what is not signed must have one form.
    if signature.version() != SshSig::VERSION {
        return Err(malformed("it is of another version than 1"));
    }
    let ssh_key::public::KeyData::Ecdsa(key) = signature.public_key() else {
        let kind = signature.public_key().algorithm().to_string();
        return Err(VerifySshError::OtherKey(kind));
    };
    let signer = PublicKey::from_sec1_bytes(key.as_sec1_bytes())
        .ok_or_else(|| malformed("it is by a key on another curve"))?;
    if signature.namespace() != namespace {
        return Err(VerifySshError::OtherNamespace(
            signature.namespace().to_owned(),
        ));
    }
    ssh_key::PublicKey::from(signer.ssh_key())
        .verify(namespace, bytes, &signature)
        .map_err(|_| VerifySshError::Changed)?;
    Ok(signer)
}
