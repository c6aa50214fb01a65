//! Asking an authority for a certificate: PKCS#10 (RFC 2986).

use der::asn1::{BitString, SetOfVec};
use der::{Decode, Encode};
use pkcs8::spki::AlgorithmIdentifierOwned;
use x509_cert::request::{CertReq, CertReqInfo, Version};
use x509_cert::spki::SubjectPublicKeyInfo;

use super::certificate::distinguished_name;
use super::{Identity, pem};

/// `ecdsa-with-SHA256` (RFC 5758, section 3.2).
const ECDSA_WITH_SHA256: der::asn1::ObjectIdentifier =
    der::asn1::ObjectIdentifier::new_unwrap("1.2.840.10045.4.3.2");

/// Why no certificate request was made.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the certificate request could not be made: {0}")]
pub struct CertificateRequestError(String);

impl Identity {
    /// A request for a certificate (PKCS#10, RFC 2986) in PEM, for handing to an authority: subject
    /// `O=organisation, CN=name` as the identity has them, no attributes, signed by the identity's key
    /// (`ecdsa-with-SHA256`), which proves that the asking person has it. What the certificate may be used for is
    /// the authority's to say.
    ///
    /// The same identity gives the same bytes. The certificate that comes back is taken by
    /// [`with_certificate`](Identity::with_certificate).
    ///
    /// # Errors
    /// [`CertificateRequestError`] if it could not be written as DER.
    pub fn certificate_request_pem(&self) -> Result<String, CertificateRequestError> {
        let der = self
            .certificate_request_der()
            .map_err(|error| CertificateRequestError(error.to_string()))?;
        Ok(pem::encode("CERTIFICATE REQUEST", &der).to_string())
    }

    fn certificate_request_der(&self) -> der::Result<Vec<u8>> {
        let info = CertReqInfo {
            version: Version::V1,
            subject: distinguished_name(self.name(), self.organisation())?,
            public_key: SubjectPublicKeyInfo::from_der(&self.public_key().spki_der())?,
            attributes: SetOfVec::new(),
        };
        let signature = self.sign_der(&info.to_der()?);
        let request = CertReq {
            info,
            algorithm: AlgorithmIdentifierOwned {
                oid: ECDSA_WITH_SHA256,
                parameters: None,
            },
            signature: BitString::from_bytes(signature.as_bytes())?,
        };
        request.to_der()
    }
}
