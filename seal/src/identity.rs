//! Who signs: creating, protecting, unlocking, importing and exporting a signer's key.

mod certificate_file;
mod chain;
mod create;
mod export;
mod fingerprint;
mod foreign;
mod import;
mod pkcs7;
mod public_key;
mod remedy;
mod request;
mod stored;

pub(crate) mod certificate;
pub(crate) mod distinguished_name;
pub(crate) mod pem;

pub use certificate::{CertificateError, ClockError};
pub use chain::CertificateDetails;
pub use create::{CreateIdentityError, Identity, KeyEntropy, MAX_NAME_CHARACTERS};
pub use export::ExportKeyError;
pub use fingerprint::{Fingerprint, FingerprintError};
pub use import::{
    ImportKeyError, ImportedKey, KeyFile, MAX_KEY_FILE_BYTES, import_private_key,
    inspect_private_key,
};
pub use public_key::{DidKeyError, PublicKey};
pub use remedy::Remedy;
pub use request::CertificateRequestError;
pub use stored::{
    NotNowError, ProtectError, ProtectionEntropy, StoredIdentity, StoredIdentityError, UnlockError,
};
