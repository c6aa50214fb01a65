//! Making, reading and writing keys. Each takes a few hundred milliseconds: a passphrase is hashed
//! 600,000 times before it opens anything.

use assay_seal::{
    Identity, StoredIdentity, UnixMillis,
    identity::{
        ImportKeyError, KeyEntropy, KeyFile, ProtectionEntropy, import_private_key,
        inspect_private_key,
    },
};
use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::{Bulk, Job, Refused};

/// Makes a key and its certificate, and encrypts the key with the passphrase.
#[derive(Clone, Serialize, Deserialize)]
pub struct MakeIdentity {
    /// The signer's name.
    pub name: String,
    /// The signer's organisation; may be empty.
    pub organisation: String,
    /// What the key is encrypted with.
    pub passphrase: String,
    /// What the device's clock says.
    pub at: UnixMillis,
    /// The two halves of the randomness that the key is made of.
    pub key_entropy: [[u8; 32]; 2],
    /// The randomness of the encryption.
    pub protection_entropy: ProtectionEntropy,
}

/// Tells whether an identity can sign now, and whether a passphrase opens it: for whoever has more to do before
/// the key is needed.
#[derive(Clone, Serialize, Deserialize)]
pub struct TryPassphrase {
    /// Whose key.
    pub identity: StoredIdentity,
    /// The passphrase.
    pub passphrase: String,
    /// What the device's clock says.
    pub at: UnixMillis,
}

/// Tells whether a file is a key that can be imported.
#[derive(Clone, Serialize, Deserialize)]
pub struct InspectKey {
    /// The file's bytes.
    #[serde(skip)]
    pub bytes: Vec<u8>,
}

/// Makes an identity of a key file.
#[derive(Clone, Serialize, Deserialize)]
pub struct ImportKey {
    /// The file's bytes.
    #[serde(skip)]
    pub bytes: Vec<u8>,
    /// The file's own passphrase, if it has one.
    pub file_passphrase: Option<String>,
    /// The signer's name.
    pub name: String,
    /// The signer's organisation; may be empty.
    pub organisation: String,
    /// What the key is encrypted with here.
    pub passphrase: String,
    /// What the device's clock says.
    pub at: UnixMillis,
    /// The randomness of the encryption.
    pub protection_entropy: ProtectionEntropy,
}

/// Why no identity was made of a key file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Error)]
pub enum ImportRefused {
    /// The file is not taken; there may be a command that helps.
    #[error(transparent)]
    File(#[from] ImportKeyError),
    /// Something else.
    #[error(transparent)]
    Other(#[from] Refused),
}

/// In which form a key is exported.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum KeyForm {
    /// PKCS#8, encrypted.
    Pkcs8,
    /// OpenSSH's own, encrypted.
    OpenSsh,
    /// SEC1, which nothing protects.
    Sec1,
}

/// Writes the key of an identity as a file's text.
#[derive(Clone, Serialize, Deserialize)]
pub struct ExportKey {
    /// Whose key.
    pub identity: StoredIdentity,
    /// Its passphrase; the file is encrypted with the same one.
    pub passphrase: String,
    /// In which form.
    pub form: KeyForm,
    /// The randomness of the encryption.
    pub entropy: ProtectionEntropy,
}

impl Bulk for MakeIdentity {}

impl Bulk for TryPassphrase {}

impl Bulk for InspectKey {
    fn bulk(&mut self) -> Vec<&mut Vec<u8>> {
        vec![&mut self.bytes]
    }
}

impl Bulk for ImportKey {
    fn bulk(&mut self) -> Vec<&mut Vec<u8>> {
        vec![&mut self.bytes]
    }
}

impl Bulk for ExportKey {}

impl Bulk for StoredIdentity {}

impl Bulk for KeyFile {}

impl Job for MakeIdentity {
    const NAME: &'static str = "make-identity";
    type Stage = ();
    type Outcome = Result<StoredIdentity, Refused>;

    fn perform(self, _: &mut dyn FnMut(())) -> Self::Outcome {
        let mut entropy: KeyEntropy = [0; 64];
        let [first, second] = &self.key_entropy;
        for (place, byte) in entropy.iter_mut().zip(first.iter().chain(second)) {
            *place = *byte;
        }
        let identity = Identity::create(&self.name, &self.organisation, &entropy, self.at)
            .map_err(Refused::because)?;
        identity
            .protect(&self.passphrase, &self.protection_entropy)
            .map_err(Refused::because)
    }
}

impl Job for TryPassphrase {
    const NAME: &'static str = "try-passphrase";
    type Stage = ();
    type Outcome = Result<(), Refused>;

    fn perform(self, _: &mut dyn FnMut(())) -> Self::Outcome {
        // Nothing is asked of the key while the clock is wrong.
        self.identity
            .check_time(self.at)
            .map_err(Refused::because)?;
        let unlocked = self.identity.unlock(&self.passphrase);
        unlocked.map(drop).map_err(Refused::because)
    }
}

impl Job for InspectKey {
    const NAME: &'static str = "inspect-key";
    type Stage = ();
    type Outcome = Result<KeyFile, ImportKeyError>;

    fn perform(self, _: &mut dyn FnMut(())) -> Self::Outcome {
        inspect_private_key(&self.bytes)
    }
}

impl Job for ImportKey {
    const NAME: &'static str = "import-key";
    type Stage = ();
    type Outcome = Result<StoredIdentity, ImportRefused>;

    fn perform(self, _: &mut dyn FnMut(())) -> Self::Outcome {
        let key = import_private_key(&self.bytes, self.file_passphrase.as_deref())?;
        let identity = key
            .into_identity(&self.name, &self.organisation, self.at)
            .map_err(Refused::because)?;
        let stored = identity
            .protect(&self.passphrase, &self.protection_entropy)
            .map_err(Refused::because)?;
        Ok(stored)
    }
}

impl Job for ExportKey {
    const NAME: &'static str = "export-key";
    type Stage = ();
    type Outcome = Result<String, Refused>;

    fn perform(self, _: &mut dyn FnMut(())) -> Self::Outcome {
        // Also for the form that is stored as it is: whoever takes a key away knows its passphrase.
        let unlocked = self
            .identity
            .unlock(&self.passphrase)
            .map_err(Refused::because)?;
        let text = match self.form {
            KeyForm::Pkcs8 => return Ok(self.identity.encrypted_private_key_pem().to_owned()),
            KeyForm::OpenSsh => unlocked.to_encrypted_openssh_pem(&self.passphrase, &self.entropy),
            KeyForm::Sec1 => unlocked.to_unencrypted_sec1_pem(),
        };
        text.map(|text| text.to_string()).map_err(Refused::because)
    }
}
