//! Taking the private key out, for other tools and for safe keeping.

use pkcs8::EncodePrivateKey;
use pkcs8::pkcs5::pbes2;
use ssh_key::private::{EcdsaKeypair, KeypairData};
use ssh_key::{Cipher, Kdf, LineEnding};
use zeroize::Zeroizing;

use super::{Identity, ProtectionEntropy, pem};

/// The rounds of PBKDF2-HMAC-SHA256 that protect a stored key, as OWASP recommends.
pub(super) const PBKDF2_ROUNDS: u32 = 600_000;

/// The rounds of bcrypt that protect an OpenSSH key. `ssh-keygen` takes 16 (24 since 9.4).
const BCRYPT_ROUNDS: u32 = 24;

/// Why a key could not be written.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ExportKeyError {
    /// The passphrase is empty.
    #[error("give a passphrase; the key would be readable by everybody without one")]
    PassphraseMissing,
    /// The key could not be encoded.
    #[error("the key could not be written: {0}")]
    Encoding(String),
}

impl Identity {
    /// The key as PKCS#8, encrypted (PBES2: PBKDF2-HMAC-SHA256 with 600,000 rounds,
    /// AES-256-CBC), in PEM. `openssl pkey` reads it. It is the same form that is stored.
    ///
    /// # Errors
    /// [`ExportKeyError::PassphraseMissing`] for an empty passphrase.
    pub fn to_encrypted_pkcs8_pem(
        &self,
        passphrase: &str,
        entropy: &ProtectionEntropy,
    ) -> Result<Zeroizing<String>, ExportKeyError> {
        if passphrase.is_empty() {
            return Err(ExportKeyError::PassphraseMissing);
        }
        let (salt, iv) = entropy.split_at(16);
        let mut vector = [0; 16];
        vector.copy_from_slice(iv);
        let parameters =
            pbes2::Parameters::generate_pbkdf2_sha256_aes256cbc(PBKDF2_ROUNDS, salt, vector)
                .map_err(encoding)?;
        let plain = self.secret_key.to_pkcs8_der().map_err(encoding)?;
        let encrypted = pkcs8::PrivateKeyInfoRef::try_from(plain.as_bytes())
            .map_err(encoding)?
            .encrypt_with_params(parameters, passphrase)
            .map_err(encoding)?;
        Ok(pem::encode("ENCRYPTED PRIVATE KEY", encrypted.as_bytes()))
    }

    /// The key as SEC1 (`EC PRIVATE KEY`) in PEM, **not encrypted**: whoever reads the file can
    /// sign as this person. `openssl ec` reads it.
    ///
    /// # Errors
    /// [`ExportKeyError::Encoding`] if the key cannot be encoded.
    pub fn to_unencrypted_sec1_pem(&self) -> Result<Zeroizing<String>, ExportKeyError> {
        self.secret_key
            .to_sec1_pem(pkcs8::LineEnding::LF)
            .map_err(encoding)
    }

    /// The key in OpenSSH's format, encrypted (bcrypt with 24 rounds, AES-256-CTR), with the
    /// signer's name as comment. `ssh-keygen` reads it.
    ///
    /// # Errors
    /// [`ExportKeyError::PassphraseMissing`] for an empty passphrase.
    pub fn to_encrypted_openssh_pem(
        &self,
        passphrase: &str,
        entropy: &ProtectionEntropy,
    ) -> Result<Zeroizing<String>, ExportKeyError> {
        if passphrase.is_empty() {
            return Err(ExportKeyError::PassphraseMissing);
        }
        let (salt, rest) = entropy.split_at(16);
        let check = rest
            .iter()
            .take(4)
            .fold(0_u32, |bits, byte| (bits << 8) | u32::from(*byte));
        self.ssh_private_key()?
            .encrypt_with(
                Cipher::Aes256Ctr,
                Kdf::Bcrypt {
                    salt: salt.to_vec(),
                    rounds: BCRYPT_ROUNDS,
                },
                check,
                passphrase,
            )
            .and_then(|key| key.to_openssh(LineEnding::LF))
            .map_err(encoding)
    }

    pub(crate) fn ssh_private_key(&self) -> Result<ssh_key::PrivateKey, ExportKeyError> {
        let pair = EcdsaKeypair::NistP256 {
            public: self.secret_key.public_key().into(),
            private: self.secret_key.clone().into(),
        };
        ssh_key::PrivateKey::new(KeypairData::Ecdsa(pair), self.name.as_str()).map_err(encoding)
    }
}

fn encoding(error: impl std::fmt::Display) -> ExportKeyError {
    ExportKeyError::Encoding(error.to_string())
}
