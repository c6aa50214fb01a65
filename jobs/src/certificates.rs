//! An organisation's certificates: what those beside a key say, asking for one, and taking the answer.

use assay_seal::{
    StoredIdentity,
    identity::{CertificateDetails, ImportKeyError, import_private_key},
};
use serde::{Deserialize, Serialize};

use crate::{Bulk, Job, Refused};

/// Tells what the certificate beside the key in a file says, before an identity is made of it: also whose name can be
/// proposed. A file that [`InspectKey`](crate::InspectKey) calls encrypted needs its passphrase.
#[derive(Clone, Serialize, Deserialize)]
pub struct ReadKeyCertificate {
    /// The file's bytes.
    #[serde(skip)]
    pub bytes: Vec<u8>,
    /// The file's own passphrase, if it has one.
    pub file_passphrase: Option<String>,
}

/// What the certificate in a key file says; nothing when there is none.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeyCertificate {
    /// What it says.
    pub details: Option<CertificateDetails>,
}

/// Writes a certificate request (PKCS#10, in PEM) of an identity, for handing to an authority.
#[derive(Clone, Serialize, Deserialize)]
pub struct RequestCertificate {
    /// Who asks.
    pub identity: StoredIdentity,
    /// The identity's passphrase: the request is signed with its key.
    pub passphrase: String,
}

/// Puts an organisation's certificate in the place of the present one. Needs no passphrase.
#[derive(Clone, Serialize, Deserialize)]
pub struct PlaceCertificate {
    /// Whose certificate it is.
    pub identity: StoredIdentity,
    /// The file that the authority sent: PEM, DER or PKCS#7.
    #[serde(skip)]
    pub bytes: Vec<u8>,
}

/// An identity with an organisation's certificate.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Certified {
    /// The identity, to be stored in place of the one before.
    pub identity: StoredIdentity,
    /// What its certificate says.
    pub details: CertificateDetails,
}

impl Bulk for ReadKeyCertificate {
    fn bulk(&mut self) -> Vec<&mut Vec<u8>> {
        vec![&mut self.bytes]
    }
}

impl Bulk for KeyCertificate {}

impl Bulk for RequestCertificate {}

impl Bulk for PlaceCertificate {
    fn bulk(&mut self) -> Vec<&mut Vec<u8>> {
        vec![&mut self.bytes]
    }
}

impl Bulk for Certified {}

impl Job for ReadKeyCertificate {
    const NAME: &'static str = "read-key-certificate";
    type Stage = ();
    type Outcome = Result<KeyCertificate, ImportKeyError>;

    fn perform(self, _: &mut dyn FnMut(())) -> Self::Outcome {
        let key = import_private_key(&self.bytes, self.file_passphrase.as_deref())?;
        Ok(KeyCertificate {
            details: key.certificate().cloned(),
        })
    }
}

impl Job for RequestCertificate {
    const NAME: &'static str = "request-certificate";
    type Stage = ();
    type Outcome = Result<String, Refused>;

    fn perform(self, _: &mut dyn FnMut(())) -> Self::Outcome {
        let unlocked = self
            .identity
            .unlock(&self.passphrase)
            .map_err(Refused::because)?;
        unlocked.certificate_request_pem().map_err(Refused::because)
    }
}

impl Job for PlaceCertificate {
    const NAME: &'static str = "place-certificate";
    type Stage = ();
    type Outcome = Result<Certified, Refused>;

    fn perform(self, _: &mut dyn FnMut(())) -> Self::Outcome {
        let placed = self.identity.with_certificate(&self.bytes);
        let (identity, details) = placed.map_err(Refused::because)?;
        Ok(Certified { identity, details })
    }
}
