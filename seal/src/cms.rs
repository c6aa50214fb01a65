//! The structures of CMS (RFC 5652) that PAdES signatures and time stamp tokens share, read strictly.

use der::asn1::{Any, ObjectIdentifier, OctetString, SetOfVec};
use der::{Decode, Encode, Sequence, ValueOrd};
use sha2::{Digest, Sha256, Sha384, Sha512};
use x509_cert::Certificate;
use x509_cert::ext::pkix::SubjectKeyIdentifier;

pub(crate) const ID_DATA: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.7.1");
pub(crate) const ID_SIGNED_DATA: ObjectIdentifier =
    ObjectIdentifier::new_unwrap("1.2.840.113549.1.7.2");
pub(crate) const ID_CONTENT_TYPE: ObjectIdentifier =
    ObjectIdentifier::new_unwrap("1.2.840.113549.1.9.3");
pub(crate) const ID_MESSAGE_DIGEST: ObjectIdentifier =
    ObjectIdentifier::new_unwrap("1.2.840.113549.1.9.4");
pub(crate) const ID_SIGNING_CERTIFICATE_V2: ObjectIdentifier =
    ObjectIdentifier::new_unwrap("1.2.840.113549.1.9.16.2.47");
pub(crate) const ID_SHA256: ObjectIdentifier =
    ObjectIdentifier::new_unwrap("2.16.840.1.101.3.4.2.1");
const ID_SHA384: ObjectIdentifier = ObjectIdentifier::new_unwrap("2.16.840.1.101.3.4.2.2");
const ID_SHA512: ObjectIdentifier = ObjectIdentifier::new_unwrap("2.16.840.1.101.3.4.2.3");
pub(crate) const ID_ECDSA_WITH_SHA256: ObjectIdentifier =
    ObjectIdentifier::new_unwrap("1.2.840.10045.4.3.2");

/// RFC 5652, section 3.
#[derive(Clone, Debug, PartialEq, Eq, Sequence)]
pub(crate) struct ContentInfo {
    pub(crate) content_type: ObjectIdentifier,
    #[asn1(context_specific = "0", tag_mode = "EXPLICIT")]
    pub(crate) content: Any,
}

/// RFC 5652, section 5.1.
#[derive(Clone, Debug, PartialEq, Eq, Sequence)]
pub(crate) struct SignedData {
    pub(crate) version: u8,
    pub(crate) digest_algorithms: SetOfVec<AlgorithmIdentifier>,
    pub(crate) content: EncapsulatedContentInfo,
    /// A SET, whose order is kept: much software does not sort it as DER asks.
    #[asn1(
        context_specific = "0",
        tag_mode = "IMPLICIT",
        constructed = "true",
        optional = "true"
    )]
    pub(crate) certificates: Option<Vec<Any>>,
    #[asn1(
        context_specific = "1",
        tag_mode = "IMPLICIT",
        constructed = "true",
        optional = "true"
    )]
    pub(crate) revocation: Option<Vec<Any>>,
    pub(crate) signers: SetOfVec<SignerInfo>,
}

#[derive(Clone, Debug, PartialEq, Eq, Sequence, ValueOrd)]
pub(crate) struct AlgorithmIdentifier {
    pub(crate) algorithm: ObjectIdentifier,
    #[asn1(optional = "true")]
    pub(crate) parameters: Option<Any>,
}

/// RFC 5652, section 5.2.
#[derive(Clone, Debug, PartialEq, Eq, Sequence)]
pub(crate) struct EncapsulatedContentInfo {
    pub(crate) content_type: ObjectIdentifier,
    #[asn1(context_specific = "0", tag_mode = "EXPLICIT", optional = "true")]
    pub(crate) content: Option<Any>,
}

/// RFC 5652, section 5.3.
#[derive(Clone, Debug, PartialEq, Eq, Sequence, ValueOrd)]
pub(crate) struct SignerInfo {
    pub(crate) version: u8,
    /// IssuerAndSerialNumber, or `[0]` and a subject key identifier.
    pub(crate) signer: Any,
    pub(crate) digest_algorithm: AlgorithmIdentifier,
    #[asn1(
        context_specific = "0",
        tag_mode = "IMPLICIT",
        constructed = "true",
        optional = "true"
    )]
    pub(crate) signed_attributes: Option<SetOfVec<Attribute>>,
    pub(crate) signature_algorithm: AlgorithmIdentifier,
    pub(crate) signature: OctetString,
    #[asn1(
        context_specific = "1",
        tag_mode = "IMPLICIT",
        constructed = "true",
        optional = "true"
    )]
    pub(crate) unsigned_attributes: Option<SetOfVec<Any>>,
}

#[derive(Clone, Debug, PartialEq, Eq, Sequence, ValueOrd)]
pub(crate) struct Attribute {
    pub(crate) kind: ObjectIdentifier,
    pub(crate) values: SetOfVec<Any>,
}

#[derive(Clone, Debug, PartialEq, Eq, Sequence)]
pub(crate) struct IssuerAndSerialNumber {
    pub(crate) issuer: Any,
    pub(crate) serial_number: Any,
}

/// RFC 5035, section 3.
#[derive(Clone, Debug, PartialEq, Eq, Sequence)]
pub(crate) struct SigningCertificateV2 {
    pub(crate) certificates: Vec<EssCertIdV2>,
    #[asn1(optional = "true")]
    pub(crate) policies: Option<Any>,
}

/// RFC 5035, section 4. Without a hash algorithm it is SHA-256.
#[derive(Clone, Debug, PartialEq, Eq, Sequence)]
pub(crate) struct EssCertIdV2 {
    #[asn1(optional = "true")]
    pub(crate) hash_algorithm: Option<AlgorithmIdentifier>,
    pub(crate) certificate_hash: OctetString,
    #[asn1(optional = "true")]
    pub(crate) issuer_serial: Option<Any>,
}

/// Why a CMS is not read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum CmsProblem {
    /// It is not built as the standards have it; said how.
    Malformed(String),
    /// It is of a kind that is not checked here; said which.
    Unsupported(String),
}

impl CmsProblem {
    pub(crate) fn malformed<T>(what: &str) -> Result<T, CmsProblem> {
        Err(CmsProblem::Malformed(what.to_owned()))
    }

    pub(crate) fn unsupported<T>(what: &str) -> Result<T, CmsProblem> {
        Err(CmsProblem::Unsupported(what.to_owned()))
    }
}

impl From<der::Error> for CmsProblem {
    fn from(error: der::Error) -> CmsProblem {
        CmsProblem::Malformed(format!("the CMS is damaged: {error}"))
    }
}

/// The hash functions that are checked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum HashFunction {
    Sha256,
    Sha384,
    Sha512,
}

impl HashFunction {
    pub(crate) fn digest(self, bytes: &[u8]) -> Vec<u8> {
        match self {
            HashFunction::Sha256 => Sha256::digest(bytes).to_vec(),
            HashFunction::Sha384 => Sha384::digest(bytes).to_vec(),
            HashFunction::Sha512 => Sha512::digest(bytes).to_vec(),
        }
    }
}

impl AlgorithmIdentifier {
    /// The hash function that it names, if it is one of those that are checked. RFC 5754, section 2: the
    /// parameters are absent, or NULL in older files.
    pub(crate) fn hash_function(&self) -> Option<HashFunction> {
        if !self.parameters.as_ref().is_none_or(Any::is_null) {
            return None;
        }
        match self.algorithm {
            ID_SHA256 => Some(HashFunction::Sha256),
            ID_SHA384 => Some(HashFunction::Sha384),
            ID_SHA512 => Some(HashFunction::Sha512),
            _ => None,
        }
    }

    pub(crate) fn is_sha256(&self) -> bool {
        self.hash_function() == Some(HashFunction::Sha256)
    }
}

impl SignedData {
    /// Reads a CMS in DER, but for the order of its certificates and revocation lists. There is one
    /// spelling of the rest, so that no byte of it can be changed without being noticed.
    pub(crate) fn from_der(bytes: &[u8]) -> Result<SignedData, CmsProblem> {
        let info = ContentInfo::from_der(bytes)?;
        if info.content_type != ID_SIGNED_DATA {
            return CmsProblem::unsupported("the CMS is not SignedData");
        }
        let data: SignedData = info.content.decode_as()?;
        if data.to_content_info()? != bytes {
            return CmsProblem::unsupported("the CMS is not in distinguished encoding (DER)");
        }
        Ok(data)
    }

    /// The DER of the ContentInfo around it.
    pub(crate) fn to_content_info(&self) -> der::Result<Vec<u8>> {
        ContentInfo {
            content_type: ID_SIGNED_DATA,
            content: Any::encode_from(self)?,
        }
        .to_der()
    }

    /// Whether its certificates and revocation lists are sorted, as DER has it.
    pub(crate) fn is_sorted(&self) -> bool {
        [&self.certificates, &self.revocation]
            .into_iter()
            .flatten()
            .all(|set| {
                SetOfVec::try_from(set.clone()).is_ok_and(|sorted| sorted.as_slice() == *set)
            })
    }

    /// Its signer, of whom there must be exactly one.
    pub(crate) fn signer(&self) -> Result<&SignerInfo, CmsProblem> {
        match self.signers.as_slice() {
            [signer] => Ok(signer),
            _ => CmsProblem::malformed("the CMS must have exactly one signer"),
        }
    }

    /// The one certificate that the signer names, with its DER.
    pub(crate) fn certificate_of(
        &self,
        signer: &SignerInfo,
    ) -> Result<(Certificate, Vec<u8>), CmsProblem> {
        // RFC 5652, 5.3: version 1 with issuer and serial number, 3 with a key identifier.
        let by_serial = signer.version == 1;
        let mut found = None;
        for any in self.certificates.iter().flatten() {
            let der = any.to_der()?;
            // Certificates that cannot be read cannot be the signer's either.
            let Ok(certificate) = Certificate::from_der(&der) else {
                continue;
            };
            if identifies(&signer.signer, &certificate, by_serial).unwrap_or(false) {
                if found.is_some() {
                    return CmsProblem::malformed("two certificates are named as the signer's");
                }
                found = Some((certificate, der));
            }
        }
        match found {
            Some(found) => Ok(found),
            None => CmsProblem::malformed("the signer's certificate is not in the signature"),
        }
    }
}

/// Whether a signer identifier names a certificate.
fn identifies(signer: &Any, certificate: &Certificate, by_serial: bool) -> der::Result<bool> {
    let body = certificate.tbs_certificate();
    if by_serial {
        let id: IssuerAndSerialNumber = signer.decode_as()?;
        return Ok(id.issuer == Any::encode_from(body.issuer())?
            && id.serial_number == Any::encode_from(body.serial_number())?);
    }
    let identifier = body.get_extension::<SubjectKeyIdentifier>()?;
    Ok(identifier.is_some_and(|(_, id)| id.0.as_bytes() == signer.value()))
}

/// How often an attribute stands in a set.
pub(crate) fn count(attributes: &SetOfVec<Attribute>, kind: ObjectIdentifier) -> usize {
    attributes.iter().filter(|one| one.kind == kind).count()
}

/// The one value of an attribute that stands exactly once.
pub(crate) fn attribute<T: for<'a> Decode<'a>>(
    attributes: &SetOfVec<Attribute>,
    kind: ObjectIdentifier,
) -> Option<T> {
    let mut all = attributes.iter().filter(|attribute| attribute.kind == kind);
    let (Some(attribute), None) = (all.next(), all.next()) else {
        return None;
    };
    let [value] = attribute.values.as_slice() else {
        return None;
    };
    T::from_der(&value.to_der().ok()?).ok()
}
