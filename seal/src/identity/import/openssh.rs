//! Keys of `ssh-keygen` (PROTOCOL.key of OpenSSH), with or without a passphrase.

use p256::SecretKey;
use ssh_key::private::{EcdsaKeypair, KeypairData};
use ssh_key::{Algorithm, Cipher, EcdsaCurve};

use super::ImportKeyError;
use crate::identity::foreign::name_of_openssh_algorithm;
use crate::identity::{PublicKey, Remedy};

/// The most rounds of bcrypt that are tried: some three seconds in a browser. `ssh-keygen` takes 16 or
/// 24, and careful people 100.
const MAX_BCRYPT_ROUNDS: u32 = 256;

pub(super) fn import_openssh(
    bytes: &[u8],
    passphrase: Option<&str>,
) -> Result<SecretKey, ImportKeyError> {
    let damaged = |reason: String| ImportKeyError::Damaged {
        what: "the OpenSSH key".into(),
        reason,
    };
    let key = ssh_key::PrivateKey::from_bytes(bytes).map_err(|error| damaged(error.to_string()))?;
    let algorithm = key.algorithm();
    if algorithm
        != (Algorithm::Ecdsa {
            curve: EcdsaCurve::NistP256,
        })
    {
        return Err(ImportKeyError::OtherKind {
            found: name_of_openssh_algorithm(&algorithm),
            remedy: Remedy::NewOpensshKey,
        });
    }
    let key = if key.is_encrypted() {
        if key.cipher() == Cipher::TdesCbc {
            return Err(ImportKeyError::UnsupportedProtection {
                found: "the OpenSSH key is encrypted with Triple DES, which Assay does not read"
                    .to_owned(),
                remedy: Remedy::OtherOpensshCipher,
            });
        }
        if let ssh_key::Kdf::Bcrypt { rounds, .. } = key.kdf()
            && *rounds > MAX_BCRYPT_ROUNDS
        {
            return Err(ImportKeyError::UnsupportedProtection {
                found: format!(
                    "the key asks for {rounds} rounds of bcrypt; more than {MAX_BCRYPT_ROUNDS} would make the \
                     page stand still for too long"
                ),
                remedy: Remedy::FewerOpensshRounds,
            });
        }
        let passphrase = passphrase.ok_or(ImportKeyError::NeedsPassphrase)?;
        key.decrypt(passphrase).map_err(|error| match error {
            ssh_key::Error::AlgorithmUnsupported { .. } | ssh_key::Error::AlgorithmUnknown => {
                ImportKeyError::UnsupportedProtection {
                    found: "the OpenSSH key is encrypted with a cipher that Assay does not have"
                        .to_owned(),
                    remedy: Remedy::OtherOpensshCipher,
                }
            }
            _ => ImportKeyError::WrongPassphrase,
        })?
    } else {
        key
    };
    match key.key_data() {
        KeypairData::Ecdsa(EcdsaKeypair::NistP256 { public, private }) => {
            let secret_key = SecretKey::from_slice(private.as_ref())
                .map_err(|error| damaged(error.to_string()))?;
            if PublicKey::from_sec1_bytes(public.as_bytes())
                != Some(PublicKey::from_verifying_key(
                    &secret_key.public_key().into(),
                ))
            {
                return Err(damaged(
                    "its public and private halves do not match".to_owned(),
                ));
            }
            Ok(secret_key)
        }
        _ => Err(damaged("it holds no key pair".to_owned())),
    }
}
