//! Whoever signs, as a report names them.

use assay_report::document::{Role, SigningParty};
use assay_seal::{Identity, PublicKey, StoredIdentity};

/// A signer, as a report names those who sign it.
#[must_use]
pub fn signing_party<S: Signer + ?Sized>(signer: &S, role: Role) -> SigningParty {
    let key = signer.public_key();
    SigningParty {
        role,
        name: signer.name().to_owned(),
        organisation: signer.organisation().to_owned(),
        key: Some(key.did_key()),
        fingerprint: Some(key.fingerprint().to_string()),
    }
}

/// Whoever has a name and a key: an identity, unlocked or as it is stored.
pub trait Signer {
    /// The signer's name.
    fn name(&self) -> &str;
    /// The signer's organisation; may be empty.
    fn organisation(&self) -> &str;
    /// The signer's public key.
    fn public_key(&self) -> PublicKey;
}

impl Signer for Identity {
    fn name(&self) -> &str {
        self.name()
    }

    fn organisation(&self) -> &str {
        self.organisation()
    }

    fn public_key(&self) -> PublicKey {
        self.public_key()
    }
}

impl Signer for StoredIdentity {
    fn name(&self) -> &str {
        self.name()
    }

    fn organisation(&self) -> &str {
        self.organisation()
    }

    fn public_key(&self) -> PublicKey {
        self.public_key()
    }
}
