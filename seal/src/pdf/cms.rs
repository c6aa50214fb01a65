//! The CMS (RFC 5652) of a PAdES baseline-B signature: its structures, how one is made, and how
//! one is checked.

use der::asn1::{Any, ObjectIdentifier, OctetString, SetOfVec};
use der::{Decode, Encode, Sequence, ValueOrd};
use p256::ecdsa::Signature;
use sha2::{Digest, Sha256};
use x509_cert::Certificate;

use crate::identity::certificate;
use crate::{Identity, PublicKey};

const ID_DATA: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.7.1");
const ID_SIGNED_DATA: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.7.2");
const ID_CONTENT_TYPE: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.9.3");
const ID_MESSAGE_DIGEST: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.9.4");
const ID_SIGNING_CERTIFICATE_V2: ObjectIdentifier =
    ObjectIdentifier::new_unwrap("1.2.840.113549.1.9.16.2.47");
const ID_SHA256: ObjectIdentifier = ObjectIdentifier::new_unwrap("2.16.840.1.101.3.4.2.1");
const ID_ECDSA_WITH_SHA256: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.10045.4.3.2");

#[derive(Clone, Debug, PartialEq, Eq, Sequence)]
struct ContentInfo {
    content_type: ObjectIdentifier,
    #[asn1(context_specific = "0", tag_mode = "EXPLICIT")]
    content: Any,
}

#[derive(Clone, Debug, PartialEq, Eq, Sequence)]
struct SignedData {
    version: u8,
    digest_algorithms: SetOfVec<AlgorithmIdentifier>,
    content: EncapsulatedContentInfo,
    #[asn1(
        context_specific = "0",
        tag_mode = "IMPLICIT",
        constructed = "true",
        optional = "true"
    )]
    certificates: Option<SetOfVec<Any>>,
    #[asn1(
        context_specific = "1",
        tag_mode = "IMPLICIT",
        constructed = "true",
        optional = "true"
    )]
    revocation: Option<SetOfVec<Any>>,
    signers: SetOfVec<SignerInfo>,
}

#[derive(Clone, Debug, PartialEq, Eq, Sequence, ValueOrd)]
struct AlgorithmIdentifier {
    algorithm: ObjectIdentifier,
    #[asn1(optional = "true")]
    parameters: Option<Any>,
}

#[derive(Clone, Debug, PartialEq, Eq, Sequence)]
struct EncapsulatedContentInfo {
    content_type: ObjectIdentifier,
    #[asn1(context_specific = "0", tag_mode = "EXPLICIT", optional = "true")]
    content: Option<Any>,
}

#[derive(Clone, Debug, PartialEq, Eq, Sequence, ValueOrd)]
struct SignerInfo {
    version: u8,
    /// IssuerAndSerialNumber, or `[0]` and a subject key identifier.
    signer: Any,
    digest_algorithm: AlgorithmIdentifier,
    #[asn1(
        context_specific = "0",
        tag_mode = "IMPLICIT",
        constructed = "true",
        optional = "true"
    )]
    signed_attributes: Option<SetOfVec<Attribute>>,
    signature_algorithm: AlgorithmIdentifier,
    signature: OctetString,
    #[asn1(
        context_specific = "1",
        tag_mode = "IMPLICIT",
        constructed = "true",
        optional = "true"
    )]
    unsigned_attributes: Option<SetOfVec<Any>>,
}

#[derive(Clone, Debug, PartialEq, Eq, Sequence, ValueOrd)]
struct Attribute {
    kind: ObjectIdentifier,
    values: SetOfVec<Any>,
}

#[derive(Clone, Debug, PartialEq, Eq, Sequence)]
struct IssuerAndSerialNumber {
    issuer: Any,
    serial_number: Any,
}

/// RFC 5035, section 3.
#[derive(Clone, Debug, PartialEq, Eq, Sequence)]
struct SigningCertificateV2 {
    certificates: Vec<EssCertIdV2>,
    #[asn1(optional = "true")]
    policies: Option<Any>,
}

/// RFC 5035, section 4. Without a hash algorithm it is SHA-256.
#[derive(Clone, Debug, PartialEq, Eq, Sequence)]
struct EssCertIdV2 {
    certificate_hash: OctetString,
    #[asn1(optional = "true")]
    issuer_serial: Option<Any>,
}

/// Signs a digest: the DER of a CMS without the content.
///
/// The signed attributes are content-type, message-digest and signing-certificate-v2; the time is
/// that of the signature dictionary (`/M`), as PAdES has it.
pub(super) fn sign(identity: &Identity, digest: &[u8; 32]) -> der::Result<Vec<u8>> {
    let attribute = |kind: ObjectIdentifier, value: Any| -> der::Result<Attribute> {
        Ok(Attribute {
            kind,
            values: SetOfVec::try_from(vec![value])?,
        })
    };
    let signing_certificate = SigningCertificateV2 {
        certificates: vec![EssCertIdV2 {
            certificate_hash: OctetString::new(
                Sha256::digest(identity.certificate_der()).to_vec(),
            )?,
            issuer_serial: None,
        }],
        policies: None,
    };
    let signed_attributes = SetOfVec::try_from(vec![
        attribute(ID_CONTENT_TYPE, Any::encode_from(&ID_DATA)?)?,
        attribute(
            ID_MESSAGE_DIGEST,
            Any::encode_from(&OctetString::new(digest.to_vec())?)?,
        )?,
        attribute(
            ID_SIGNING_CERTIFICATE_V2,
            Any::encode_from(&signing_certificate)?,
        )?,
    ])?;
    // What is signed is the SET OF itself, not its form with the implicit tag.
    let signature = identity.sign_der(&signed_attributes.to_der()?);

    let own = Certificate::from_der(identity.certificate_der())?;
    let own = own.tbs_certificate();
    let signer = IssuerAndSerialNumber {
        issuer: Any::encode_from(own.issuer())?,
        serial_number: Any::encode_from(own.serial_number())?,
    };
    let certificates = identity
        .certificate_chain_der()
        .iter()
        .map(|der| Any::from_der(der))
        .collect::<Result<Vec<_>, _>>()?;
    let sha256 = AlgorithmIdentifier {
        algorithm: ID_SHA256,
        parameters: None,
    };
    let signed_data = SignedData {
        version: 1,
        digest_algorithms: SetOfVec::try_from(vec![sha256.clone()])?,
        content: EncapsulatedContentInfo {
            content_type: ID_DATA,
            content: None,
        },
        certificates: Some(SetOfVec::try_from(certificates)?),
        revocation: None,
        signers: SetOfVec::try_from(vec![SignerInfo {
            version: 1,
            signer: Any::encode_from(&signer)?,
            digest_algorithm: sha256,
            signed_attributes: Some(signed_attributes),
            signature_algorithm: AlgorithmIdentifier {
                algorithm: ID_ECDSA_WITH_SHA256,
                parameters: None,
            },
            signature: OctetString::new(signature.as_bytes().to_vec())?,
            unsigned_attributes: None,
        }])?,
    };
    ContentInfo {
        content_type: ID_SIGNED_DATA,
        content: Any::encode_from(&signed_data)?,
    }
    .to_der()
}

/// A CMS whose structure was read and found to be of the one supported kind.
#[derive(Debug)]
pub(super) struct DetachedSignature {
    /// The signer's certificate.
    pub(super) certificate: Certificate,
    /// The key that it certifies.
    pub(super) public_key: PublicKey,
    certificate_der: Vec<u8>,
    attributes: SetOfVec<Attribute>,
    signature: Signature,
}

/// Why a CMS is not read.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum CmsProblem {
    /// It is not built as the standards have it; said how.
    Malformed(String),
    /// It is of a kind that is not checked here; said which.
    Unsupported(String),
}

impl DetachedSignature {
    /// Reads a CMS in DER. Says nothing yet about whether the signature holds.
    pub(super) fn from_der(bytes: &[u8]) -> Result<DetachedSignature, CmsProblem> {
        let unsupported = |what: &str| Err(CmsProblem::Unsupported(what.to_owned()));
        let malformed = |what: &str| Err(CmsProblem::Malformed(what.to_owned()));
        let broken =
            |error: der::Error| CmsProblem::Malformed(format!("the CMS is damaged: {error}"));

        let info = ContentInfo::from_der(bytes).map_err(broken)?;
        if info.content_type != ID_SIGNED_DATA {
            return unsupported("the CMS is not SignedData");
        }
        let data: SignedData = info.content.decode_as().map_err(broken)?;
        // One spelling only, so that no byte of it can be changed without being noticed.
        let again = ContentInfo {
            content_type: info.content_type,
            content: Any::encode_from(&data).map_err(broken)?,
        };
        if again.to_der().map_err(broken)? != bytes {
            return unsupported("the CMS is not in distinguished encoding (DER)");
        }
        if data.content.content_type != ID_DATA || data.content.content.is_some() {
            return unsupported("the CMS carries content of its own");
        }
        let mut signers = data.signers.into_vec();
        let (Some(signer), true) = (signers.pop(), signers.is_empty()) else {
            return malformed("the CMS must have exactly one signer");
        };
        let algorithms = data.digest_algorithms.as_slice();
        if !signer.digest_algorithm.is_sha256() || !algorithms.iter().all(|a| a.is_sha256()) {
            return unsupported("the digest is another than SHA-256");
        }
        if algorithms.len() != 1 {
            return malformed("the CMS must name exactly one digest algorithm");
        }
        if signer.signature_algorithm.algorithm != ID_ECDSA_WITH_SHA256 {
            let oid = signer.signature_algorithm.algorithm;
            return Err(CmsProblem::Unsupported(format!(
                "the signature algorithm is {}, and only ECDSA with SHA-256 is checked",
                name_of_signature_algorithm(oid)
            )));
        }
        if signer.signature_algorithm.parameters.is_some() {
            return malformed("ECDSA has no parameters");
        }
        // RFC 5652, 5.1 and 5.3: version 1 with issuer and serial number, 3 with a key identifier.
        // Attribute certificates would ask for other versions of SignedData.
        let by_serial = signer.version == 1;
        if !(by_serial || signer.version == 3) || data.version != signer.version {
            return malformed("the versions in the CMS do not fit together");
        }
        let mut found = None;
        for any in data.certificates.iter().flat_map(|set| set.iter()) {
            let der = any.to_der().map_err(broken)?;
            // Certificates that cannot be read cannot be the signer's either.
            let Ok(certificate) = Certificate::from_der(&der) else {
                continue;
            };
            if identifies(&signer.signer, &certificate, by_serial).unwrap_or(false) {
                if found.is_some() {
                    return malformed("two certificates are named as the signer's");
                }
                found = Some((certificate, der));
            }
        }
        let Some((certificate, certificate_der)) = found else {
            return malformed("the signer's certificate is not in the signature");
        };
        let Some(public_key) = certificate::public_key_of(&certificate) else {
            return unsupported("the signer's key is not on the curve P-256");
        };
        let Some(attributes) = signer.signed_attributes else {
            return malformed("there are no signed attributes");
        };
        let Ok(signature) = Signature::from_der(signer.signature.as_bytes()) else {
            return malformed("the signature value is no ECDSA signature");
        };
        Ok(DetachedSignature {
            certificate,
            public_key,
            certificate_der,
            attributes,
            signature,
        })
    }

    /// Whether it is the signature of something with this SHA-256.
    ///
    /// `Ok(false)` if the signed attributes name another digest, or the signature is not by the
    /// certificate's key.
    pub(super) fn is_over(&self, digest: &[u8; 32]) -> Result<bool, CmsProblem> {
        let malformed = |what: &str| Err(CmsProblem::Malformed(what.to_owned()));
        if self.attribute::<ObjectIdentifier>(ID_CONTENT_TYPE) != Some(ID_DATA) {
            return malformed("the signed content-type attribute is missing or wrong");
        }
        let Some(message_digest) = self.attribute::<OctetString>(ID_MESSAGE_DIGEST) else {
            return malformed("the signed message-digest attribute is missing");
        };
        // PAdES baseline (EN 319 142-1, 6.3): the certificate must be named under the signature.
        let Some(named) = self.attribute::<SigningCertificateV2>(ID_SIGNING_CERTIFICATE_V2) else {
            return malformed(
                "the signed signing-certificate-v2 attribute is missing, or not over SHA-256",
            );
        };
        let own_hash = Sha256::digest(&self.certificate_der);
        let names_own = named
            .certificates
            .first()
            .is_some_and(|id| id.certificate_hash.as_bytes() == own_hash.as_slice());
        let attributes = self
            .attributes
            .to_der()
            .map_err(|error| CmsProblem::Malformed(error.to_string()))?;
        Ok(names_own
            && message_digest.as_bytes() == digest
            && self.public_key.verifies(&attributes, &self.signature))
    }

    /// The one value of an attribute that stands exactly once.
    fn attribute<T: for<'a> Decode<'a>>(&self, kind: ObjectIdentifier) -> Option<T> {
        let mut all = self
            .attributes
            .iter()
            .filter(|attribute| attribute.kind == kind);
        let (Some(attribute), None) = (all.next(), all.next()) else {
            return None;
        };
        let [value] = attribute.values.as_slice() else {
            return None;
        };
        T::from_der(&value.to_der().ok()?).ok()
    }
}

impl AlgorithmIdentifier {
    /// RFC 5754, section 2: the parameters of SHA-256 are absent, or NULL in older files.
    fn is_sha256(&self) -> bool {
        self.algorithm == ID_SHA256 && self.parameters.as_ref().is_none_or(Any::is_null)
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
    let identifier = body.get_extension::<x509_cert::ext::pkix::SubjectKeyIdentifier>()?;
    Ok(identifier.is_some_and(|(_, id)| id.0.as_bytes() == signer.value()))
}

fn name_of_signature_algorithm(oid: ObjectIdentifier) -> String {
    match oid.to_string().as_str() {
        "1.2.840.113549.1.1.1" | "1.2.840.113549.1.1.11" => "RSA".to_owned(),
        "1.2.840.113549.1.1.10" => "RSA-PSS".to_owned(),
        "1.2.840.10045.4.3.3" => "ECDSA with SHA-384".to_owned(),
        "1.2.840.10045.4.3.4" => "ECDSA with SHA-512".to_owned(),
        "1.3.101.112" => "Ed25519".to_owned(),
        oid => oid.to_owned(),
    }
}
