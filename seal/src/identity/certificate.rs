//! X.509 certificates: the self-signed one of a new identity, and reading an organisation's own.

use std::time::Duration;

use der::asn1::{Any, ObjectIdentifier, SetOfVec, Utf8StringRef};
use der::{DateTime, Decode, Encode};
use p256::ecdsa::{DerSignature, SigningKey};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use x509_cert::Certificate;
use x509_cert::attr::AttributeTypeAndValue;
use x509_cert::builder::profile::BuilderProfile;
use x509_cert::builder::{Builder, CertificateBuilder};
use x509_cert::certificate::TbsCertificate;
use x509_cert::ext::pkix::{BasicConstraints, KeyUsage, KeyUsages, SubjectKeyIdentifier};
use x509_cert::ext::{Extension, ToExtension};
use x509_cert::name::{Name, RdnSequence, RelativeDistinguishedName};
use x509_cert::serial_number::SerialNumber;
use x509_cert::spki::{SubjectPublicKeyInfo, SubjectPublicKeyInfoRef};
use x509_cert::time::{Time, Validity};

use super::pem::{self, PemBlock};
use super::{Fingerprint, PublicKey};
use crate::UnixMillis;

/// How long a self-signed certificate is valid: 20 years of 365.25 days. There is nobody to renew
/// it, and a report is to be checked for as long as it is kept.
const VALIDITY: Duration = Duration::from_secs(20 * 36525 * 864);

/// How long before it was made a self-signed certificate begins, in milliseconds: one day. A clock that
/// is set back by minutes, or by a wrong time zone, must not make signatures that lie before their
/// certificate.
const BEGINS_EARLIER: u64 = 24 * 60 * 60 * 1000;

/// The most certificates that a chain may have; real ones have two to four.
const MAX_CHAIN: usize = 8;

/// The most bytes that a chain may have. All of it goes into every signature.
const MAX_CHAIN_BYTES: usize = 32 * 1024;

const COMMON_NAME: ObjectIdentifier = ObjectIdentifier::new_unwrap("2.5.4.3");
const ORGANISATION_NAME: ObjectIdentifier = ObjectIdentifier::new_unwrap("2.5.4.10");

/// One or more certificates in DER, the signer's own first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct CertificateChain(Vec<Vec<u8>>);

/// Why a certificate cannot be used with a key.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
pub enum CertificateError {
    /// The file holds no certificate.
    #[error(
        "no certificate was found; choose the file that the authority sent: PEM with -----BEGIN CERTIFICATE-----, \
         DER (.cer) or PKCS#7 (.p7b)"
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
    /// No certificate in the file is for the signer's key.
    #[error(
        "none of the certificates is for this key (fingerprint {fingerprint}); \
         choose the certificate that was issued for it"
    )]
    OtherKey {
        /// The fingerprint of the signer's key.
        fingerprint: Fingerprint,
    },
    /// The certificate for the key says that the key is for other things than signing.
    #[error(
        "the certificate of {subject} is not for signing (its key usage has neither digitalSignature nor \
         nonRepudiation), so nothing would accept its signatures; ask the authority for one that is"
    )]
    NotForSigning {
        /// The subject of the certificate.
        subject: String,
    },
    /// A certificate names an issuer that is in the file, and is not signed by its key.
    #[error(
        "the certificate of {subject} is not signed by its issuer {issuer} as the file has it, so other software \
         would refuse it; ask the authority for the certificates again"
    )]
    NotSignedByIssuer {
        /// The subject of the certificate.
        subject: String,
        /// The issuer that it names.
        issuer: String,
    },
    /// The file is larger than a chain can sensibly be.
    #[error("the file holds more than {MAX_CHAIN} certificates, or more than 32 KiB of them")]
    TooLarge,
}

/// Why nothing can be signed with a certificate at a time.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ClockError {
    /// The time lies before the certificate begins.
    #[error(
        "the clock of this device says {now}, and the signer's certificate is valid from {from} on; \
         set the clock right and sign again (if it is right, the clock was ahead when the identity was made: \
         make a new identity)"
    )]
    TooEarly {
        /// The time of signing, in words.
        now: String,
        /// When the certificate begins, in words.
        from: String,
    },
    /// The time lies after the certificate ends.
    #[error(
        "the clock of this device says {now}, and the signer's certificate was valid until {until}; \
         set the clock right and sign again (if it is right, import the key with a new certificate, \
         or make a new identity)"
    )]
    TooLate {
        /// The time of signing, in words.
        now: String,
        /// When the certificate ends, in words.
        until: String,
    },
}

impl CertificateChain {
    /// Makes the self-signed certificate of a new identity: subject and issuer `CN=name`,
    /// `O=organisation`; not a CA; key usage digitalSignature and nonRepudiation; valid from a day
    /// before `at`.
    ///
    /// The serial number is taken from a hash of the key, the names and the time, so the same
    /// input gives the same certificate.
    pub(crate) fn self_signed(
        key: &SigningKey,
        name: &str,
        organisation: &str,
        at: UnixMillis,
    ) -> Result<CertificateChain, x509_cert::builder::Error> {
        let subject = distinguished_name(name, organisation)?;
        let public_key_info = SubjectPublicKeyInfo::from_key(key.verifying_key())?;
        let mut hash = Sha256::new();
        hash.update(b"assay certificate serial number v1");
        hash.update(public_key_info.to_der()?);
        hash.update(subject.to_der()?);
        hash.update(at.milliseconds().to_be_bytes());
        let mut serial: Vec<u8> = hash.finalize().iter().take(16).copied().collect();
        // Positive, and never with a leading zero: the first byte is 0x40 to 0x7f.
        if let Some(first) = serial.first_mut() {
            *first = (*first & 0x3f) | 0x40;
        }
        let not_before = at.earlier(BEGINS_EARLIER).date_time();
        let not_after = at
            .date_time()
            .unix_duration()
            .checked_add(VALIDITY)
            .and_then(|until| DateTime::from_unix_duration(until).ok())
            .unwrap_or(DateTime::INFINITY);
        let certificate = CertificateBuilder::new(
            SignerProfile { subject },
            SerialNumber::new(&serial)?,
            Validity::new(Time::from(not_before), Time::from(not_after)),
            public_key_info,
        )?
        .build::<_, DerSignature>(key)?;
        Ok(CertificateChain(vec![certificate.to_der()?]))
    }

    /// Reads the certificates of a stored identity, and puts the one that is for `key` first. The others
    /// keep their order: they were [arranged](super::chain::arrange) before they were stored, or stored before
    /// chains were.
    pub(crate) fn from_pem(
        text: &str,
        key: &PublicKey,
    ) -> Result<CertificateChain, CertificateError> {
        let blocks: Vec<PemBlock> = pem::blocks(text)
            .filter(|block| block.label == "CERTIFICATE" || block.label == "X509 CERTIFICATE")
            .collect();
        let mut chain = Vec::new();
        for (index, block) in blocks.iter().enumerate() {
            chain.push(block.decode().ok_or_else(|| CertificateError::Damaged {
                position: index + 1,
                reason: "it is not base64".to_owned(),
            })?);
        }
        CertificateChain::from_der(chain, key)
    }

    /// As [`CertificateChain::from_pem`], of certificates in DER.
    pub(crate) fn from_der(
        mut chain: Vec<Vec<u8>>,
        key: &PublicKey,
    ) -> Result<CertificateChain, CertificateError> {
        CertificateChain::check_size(&chain)?;
        let mut own = None;
        for (index, der) in chain.iter().enumerate() {
            let certificate =
                Certificate::from_der(der).map_err(|error| CertificateError::Damaged {
                    position: index + 1,
                    reason: error.to_string(),
                })?;
            if own.is_none() && public_key_of(&certificate) == Some(*key) {
                own = Some(index);
            }
        }
        let own = own.ok_or_else(|| CertificateError::OtherKey {
            fingerprint: key.fingerprint(),
        })?;
        let first = chain.remove(own);
        chain.insert(0, first);
        Ok(CertificateChain(chain))
    }

    /// Whether there are as many certificates as a chain can sensibly have.
    pub(super) fn check_size(certificates: &[Vec<u8>]) -> Result<(), CertificateError> {
        if certificates.is_empty() {
            return Err(CertificateError::NotFound);
        }
        let bytes: usize = certificates.iter().map(Vec::len).sum();
        if certificates.len() > MAX_CHAIN || bytes > MAX_CHAIN_BYTES {
            return Err(CertificateError::TooLarge);
        }
        Ok(())
    }

    /// A chain that was read, and put in order.
    pub(super) fn of_arranged(chain: Vec<Vec<u8>>) -> CertificateChain {
        CertificateChain(chain)
    }

    /// The signer's own certificate in DER.
    pub(crate) fn own_der(&self) -> &[u8] {
        self.0.first().map(Vec::as_slice).unwrap_or_default()
    }

    /// Whether something that the signer's own certificate signs at this time holds.
    ///
    /// # Errors
    /// [`ClockError`] says how the clock and the certificate differ.
    pub(crate) fn check_time(&self, at: UnixMillis) -> Result<(), ClockError> {
        // Every certificate was read before it came into the chain.
        match Certificate::from_der(self.own_der()) {
            Ok(certificate) => check_time(&certificate, at),
            Err(_) => Ok(()),
        }
    }

    /// All certificates in DER, the signer's own first.
    pub(crate) fn all_der(&self) -> &[Vec<u8>] {
        &self.0
    }

    /// All certificates as PEM, the signer's own first.
    pub(crate) fn to_pem(&self) -> String {
        self.0
            .iter()
            .map(|der| pem::encode("CERTIFICATE", der).to_string())
            .collect()
    }
}

/// Whether a time, to the second, lies within the validity of a certificate.
pub(crate) fn check_time(certificate: &Certificate, at: UnixMillis) -> Result<(), ClockError> {
    let validity = certificate.tbs_certificate().validity();
    let words = |time: &Time| UnixMillis::from_duration(time.to_unix_duration()).to_words();
    let seconds = at.milliseconds() / 1000;
    if seconds < validity.not_before.to_unix_duration().as_secs() {
        return Err(ClockError::TooEarly {
            now: at.to_words(),
            from: words(&validity.not_before),
        });
    }
    if seconds > validity.not_after.to_unix_duration().as_secs() {
        return Err(ClockError::TooLate {
            now: at.to_words(),
            until: words(&validity.not_after),
        });
    }
    Ok(())
}

/// Whether signatures may be made with a certificate's key, as its key usage has it (RFC 5280, section
/// 4.2.1.3); one that says nothing may be used for everything.
pub(crate) fn may_sign(certificate: &Certificate) -> bool {
    match certificate.tbs_certificate().get_extension::<KeyUsage>() {
        Ok(Some((_, usage))) => usage.digital_signature() || usage.non_repudiation(),
        Ok(None) | Err(_) => true,
    }
}

/// The P-256 key that a certificate is for, if it is one.
pub(crate) fn public_key_of(certificate: &Certificate) -> Option<PublicKey> {
    let info = certificate.tbs_certificate().subject_public_key_info();
    let ec_public_key = ObjectIdentifier::new_unwrap("1.2.840.10045.2.1");
    let p256 = ObjectIdentifier::new_unwrap("1.2.840.10045.3.1.7");
    let curve = info
        .algorithm
        .parameters
        .as_ref()?
        .decode_as::<ObjectIdentifier>()
        .ok()?;
    if info.algorithm.oid != ec_public_key || curve != p256 {
        return None;
    }
    PublicKey::from_sec1_bytes(info.subject_public_key.as_bytes()?)
}

/// The common name of a certificate's subject.
pub(crate) fn common_name_of(certificate: &Certificate) -> Option<String> {
    let name = certificate
        .tbs_certificate()
        .subject()
        .common_name()
        .ok()??;
    Some(name.value().into_owned())
}

/// The organisation of a certificate's subject.
pub(crate) fn organisation_of(certificate: &Certificate) -> Option<String> {
    let name = certificate
        .tbs_certificate()
        .subject()
        .organization()
        .ok()??;
    Some(name.value().into_owned())
}

/// `O=organisation, CN=name`, both as UTF8String; without `O` if the organisation is empty.
pub(super) fn distinguished_name(name: &str, organisation: &str) -> der::Result<Name> {
    let mut sequence = RdnSequence::default();
    for (oid, text) in [(ORGANISATION_NAME, organisation), (COMMON_NAME, name)] {
        if text.is_empty() {
            continue;
        }
        let value = Any::encode_from(&Utf8StringRef::new(text)?)?;
        let attribute = AttributeTypeAndValue { oid, value };
        let mut set = SetOfVec::new();
        set.insert(attribute)?;
        sequence.push(RelativeDistinguishedName::try_from(set.into_vec())?);
    }
    Name::from_der(&sequence.to_der()?)
}

/// What a signer's self-signed certificate holds.
struct SignerProfile {
    subject: Name,
}

impl BuilderProfile for SignerProfile {
    fn get_issuer(&self, subject: &Name) -> Name {
        subject.clone()
    }

    fn get_subject(&self) -> Name {
        self.subject.clone()
    }

    fn build_extensions(
        &self,
        public_key_info: SubjectPublicKeyInfoRef<'_>,
        _issuer: SubjectPublicKeyInfoRef<'_>,
        certificate: &TbsCertificate,
    ) -> x509_cert::builder::Result<Vec<Extension>> {
        let subject = certificate.subject();
        let key_identifier = SubjectKeyIdentifier::try_from(public_key_info)?;
        let constraints = BasicConstraints {
            ca: false,
            path_len_constraint: None,
        };
        let usage = KeyUsage(KeyUsages::DigitalSignature | KeyUsages::NonRepudiation);
        Ok(vec![
            key_identifier.to_extension(subject, &[])?,
            constraints.to_extension(subject, &[])?,
            usage.to_extension(subject, &[])?,
        ])
    }
}
