//! The certificates of authorities, and the way from one to another that is known.

use std::fmt;

use der::asn1::{Any, BitString, ObjectIdentifier};
use der::{Decode, Encode, Sequence};
use x509_cert::Certificate;
use x509_cert::ext::pkix::{BasicConstraints, ExtendedKeyUsage, KeyUsage};

use super::fingerprint::CertificateFingerprint;
use super::key::{AuthorityKey, scheme};
use super::token::MAX_TIME_STAMP_BYTES;
use crate::UnixMillis;
use crate::cms::AlgorithmIdentifier;
use crate::identity::{certificate, distinguished_name, pem};

/// How many issuers lie between an authority and a known one at most, the known one included.
const MAX_STEPS: usize = 4;

/// How many signatures are checked on the way at most.
const MAX_SIGNATURES: usize = 32;

/// RFC 5280, section 4.2.1.12: any purpose, and time stamps.
const PURPOSES: [ObjectIdentifier; 2] = [
    ObjectIdentifier::new_unwrap("2.5.29.37.0"),
    ObjectIdentifier::new_unwrap("1.3.6.1.5.5.7.3.8"),
];

/// The extensions that may be critical: basic constraints, key usage, extended key usage and certificate
/// policies (which restrict nothing, as no policy is asked for; RFC 5280, section 6.1.1).
const UNDERSTOOD: [ObjectIdentifier; 4] = [
    ObjectIdentifier::new_unwrap("2.5.29.19"),
    ObjectIdentifier::new_unwrap("2.5.29.15"),
    ObjectIdentifier::new_unwrap("2.5.29.37"),
    ObjectIdentifier::new_unwrap("2.5.29.32"),
];

/// A certificate of a time stamping authority, or of one that issued such certificates.
#[derive(Clone, PartialEq, Eq)]
pub struct AuthorityCertificate {
    der: Vec<u8>,
    certificate: Certificate,
}

/// Why bytes are not read as certificates.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ReadCertificateError {
    /// The file is larger than 64 KiB.
    #[error("the file is larger than 64 KiB; choose one with the authority's certificates alone")]
    TooLarge,
    /// The file holds no certificate.
    #[error(
        "no certificate was found; choose a PEM file with -----BEGIN CERTIFICATE-----, or one in DER"
    )]
    NotFound,
    /// A certificate cannot be read.
    #[error("certificate {position} cannot be read: {reason}")]
    Damaged {
        /// Which one, counting from 1.
        position: usize,
        /// What is wrong with it.
        reason: String,
    },
}

/// RFC 5280, section 4.1, with what is signed kept as it is written.
#[derive(Debug, Sequence)]
struct SignedCertificate {
    body: Any,
    algorithm: AlgorithmIdentifier,
    signature: BitString,
}

impl AuthorityCertificate {
    /// Reads the certificates of a file: one in DER, or any number in PEM.
    ///
    /// # Errors
    /// [`ReadCertificateError`]
    pub fn read(bytes: &[u8]) -> Result<Vec<AuthorityCertificate>, ReadCertificateError> {
        if bytes.len() > MAX_TIME_STAMP_BYTES {
            return Err(ReadCertificateError::TooLarge);
        }
        if bytes.starts_with(&[0x30]) {
            return Ok(vec![AuthorityCertificate::from_der(bytes)?]);
        }
        let text = String::from_utf8_lossy(bytes);
        let all = pem::blocks(&text)
            .filter(|block| block.label == "CERTIFICATE" || block.label == "X509 CERTIFICATE")
            .zip(1..)
            .map(|(block, position)| {
                let damaged = |reason: String| ReadCertificateError::Damaged { position, reason };
                let der = block
                    .decode()
                    .ok_or_else(|| damaged("it is not base64".to_owned()))?;
                let certificate =
                    Certificate::from_der(&der).map_err(|error| damaged(error.to_string()))?;
                Ok(AuthorityCertificate { der, certificate })
            })
            .collect::<Result<Vec<_>, ReadCertificateError>>()?;
        if all.is_empty() {
            return Err(ReadCertificateError::NotFound);
        }
        Ok(all)
    }

    /// Reads one certificate in DER.
    ///
    /// # Errors
    /// [`ReadCertificateError::Damaged`]
    pub fn from_der(der: &[u8]) -> Result<AuthorityCertificate, ReadCertificateError> {
        let certificate =
            Certificate::from_der(der).map_err(|error| ReadCertificateError::Damaged {
                position: 1,
                reason: error.to_string(),
            })?;
        Ok(AuthorityCertificate::of(certificate, der.to_vec()))
    }

    pub(super) fn of(certificate: Certificate, der: Vec<u8>) -> AuthorityCertificate {
        AuthorityCertificate { der, certificate }
    }

    /// The certificate in DER.
    #[must_use]
    pub fn der(&self) -> &[u8] {
        &self.der
    }

    /// What people compare, and what is kept of a known certificate.
    #[must_use]
    pub fn fingerprint(&self) -> CertificateFingerprint {
        CertificateFingerprint::of_der(&self.der)
    }

    /// The common name of its subject, or the whole name (RFC 4514) if it has none.
    #[must_use]
    pub fn name(&self) -> String {
        certificate::common_name_of(&self.certificate).unwrap_or_else(|| {
            distinguished_name::text_of(self.certificate.tbs_certificate().subject())
        })
    }

    /// The name of whoever issued it (RFC 4514); `None` if it is its own word.
    #[must_use]
    pub fn issuer(&self) -> Option<String> {
        let body = self.certificate.tbs_certificate();
        (body.issuer() != body.subject()).then(|| distinguished_name::text_of(body.issuer()))
    }

    /// From when until when it is valid.
    #[must_use]
    pub fn validity(&self) -> (UnixMillis, UnixMillis) {
        let validity = self.certificate.tbs_certificate().validity();
        let time =
            |time: &x509_cert::time::Time| UnixMillis::from_duration(time.to_unix_duration());
        (time(&validity.not_before), time(&validity.not_after))
    }

    pub(super) fn certificate(&self) -> &Certificate {
        &self.certificate
    }

    pub(super) fn has_unknown_critical_extension(&self) -> bool {
        let extensions = self.certificate.tbs_certificate().extensions();
        extensions.is_some_and(|all| {
            all.iter()
                .any(|one| one.critical && !UNDERSTOOD.contains(&one.extn_id))
        })
    }

    /// Whether it may issue certificates of time stamping authorities at a time, with so many
    /// certification authorities below it.
    fn may_issue(&self, at: UnixMillis, below: usize) -> bool {
        let body = self.certificate.tbs_certificate();
        let Ok(Some((_, constraints))) = body.get_extension::<BasicConstraints>() else {
            return false;
        };
        let long_enough = constraints
            .path_len_constraint
            .is_none_or(|most| below <= usize::from(most));
        let for_certificates = match body.get_extension::<KeyUsage>() {
            Ok(usage) => usage.is_none_or(|(_, usage)| usage.key_cert_sign()),
            Err(_) => false,
        };
        let for_this = match body.get_extension::<ExtendedKeyUsage>() {
            Ok(usage) => {
                usage.is_none_or(|(_, usage)| usage.0.iter().any(|p| PURPOSES.contains(p)))
            }
            Err(_) => false,
        };
        constraints.ca
            && long_enough
            && for_certificates
            && for_this
            && !self.has_unknown_critical_extension()
            && certificate::check_time(&self.certificate, at).is_ok()
    }

    /// Whether its signature is by the key of another certificate.
    fn is_signed_by(&self, issuer: &AuthorityCertificate) -> bool {
        let Ok(signed) = SignedCertificate::from_der(&self.der) else {
            return false;
        };
        let Ok((scheme, Some(hash))) = scheme(&signed.algorithm) else {
            return false;
        };
        // RFC 5280, section 4.1.1.2: the same algorithm stands in the signed body.
        let inner = self.certificate.tbs_certificate().signature();
        let same = inner.to_der().ok() == signed.algorithm.to_der().ok();
        let (Ok(key), Some(signature)) = (
            AuthorityKey::of(&issuer.certificate),
            signed.signature.as_bytes(),
        ) else {
            return false;
        };
        let body = signed.body.to_der();
        same && body.is_ok_and(|body| key.verifies(scheme, hash, &body, signature))
    }
}

impl fmt::Debug for AuthorityCertificate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("AuthorityCertificate")
            .field("name", &self.name())
            .field("fingerprint", &self.fingerprint().to_string())
            .finish()
    }
}

/// The known certificate that is `own`, or that issued it through some of `others`.
pub(super) fn path_to_known(
    own: &AuthorityCertificate,
    others: &[AuthorityCertificate],
    known: &[AuthorityCertificate],
    at: UnixMillis,
) -> Option<CertificateFingerprint> {
    let mut search = Search {
        others,
        known,
        at,
        signatures_left: MAX_SIGNATURES,
    };
    search.from(own, 0)
}

struct Search<'a> {
    others: &'a [AuthorityCertificate],
    known: &'a [AuthorityCertificate],
    at: UnixMillis,
    signatures_left: usize,
}

impl Search<'_> {
    /// `steps` certification authorities were passed already.
    fn from(
        &mut self,
        certificate: &AuthorityCertificate,
        steps: usize,
    ) -> Option<CertificateFingerprint> {
        if self.known.contains(certificate) {
            return Some(certificate.fingerprint());
        }
        if steps == MAX_STEPS {
            return None;
        }
        let issuer_name = certificate.certificate.tbs_certificate().issuer();
        let (known, others) = (self.known, self.others);
        for issuer in known.iter().chain(others) {
            if issuer.certificate.tbs_certificate().subject() != issuer_name
                || issuer == certificate
                || !issuer.may_issue(self.at, steps)
            {
                continue;
            }
            self.signatures_left = self.signatures_left.checked_sub(1)?;
            if certificate.is_signed_by(issuer)
                && let Some(found) = self.from(issuer, steps + 1)
            {
                return Some(found);
            }
        }
        None
    }
}
