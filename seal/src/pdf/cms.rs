//! The CMS (RFC 5652) of a PAdES baseline-B signature: its structures, how one is made, and how
//! one is checked.

use der::asn1::{Any, ObjectIdentifier, OctetString, SetOfVec};
use der::{Decode, Encode};
use p256::ecdsa::Signature;
use sha2::{Digest, Sha256};
use x509_cert::Certificate;

pub(super) use crate::cms::CmsProblem;
use crate::cms::{
    AlgorithmIdentifier, Attribute, EncapsulatedContentInfo, EssCertIdV2, ID_CONTENT_TYPE, ID_DATA,
    ID_ECDSA_WITH_SHA256, ID_MESSAGE_DIGEST, ID_SHA256, ID_SIGNING_CERTIFICATE_V2,
    IssuerAndSerialNumber, SignedData, SignerInfo, SigningCertificateV2, attribute,
};
use crate::identity::certificate;
use crate::{Identity, PublicKey};

/// RFC 3161, appendix A; ETSI EN 319 122-1, section 5.3.
const ID_SIGNATURE_TIME_STAMP_TOKEN: ObjectIdentifier =
    ObjectIdentifier::new_unwrap("1.2.840.113549.1.9.16.2.14");

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
            hash_algorithm: None,
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
    SignedData {
        version: 1,
        digest_algorithms: SetOfVec::try_from(vec![sha256.clone()])?,
        content: EncapsulatedContentInfo {
            content_type: ID_DATA,
            content: None,
        },
        certificates: Some(SetOfVec::try_from(certificates)?.into_vec()),
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
    }
    .to_content_info()
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
    /// The whole of it, with what is not signed.
    data: SignedData,
}

impl DetachedSignature {
    /// Reads a CMS in DER. Says nothing yet about whether the signature holds.
    pub(super) fn from_der(bytes: &[u8]) -> Result<DetachedSignature, CmsProblem> {
        let unsupported = |what: &str| Err(CmsProblem::Unsupported(what.to_owned()));
        let malformed = |what: &str| Err(CmsProblem::Malformed(what.to_owned()));

        let data = SignedData::from_der(bytes)?;
        if !data.is_sorted() {
            return unsupported("the CMS is not in distinguished encoding (DER)");
        }
        if data.content.content_type != ID_DATA || data.content.content.is_some() {
            return unsupported("the CMS carries content of its own");
        }
        let signer = data.signer()?;
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
        if !matches!(signer.version, 1 | 3) || data.version != signer.version {
            return malformed("the versions in the CMS do not fit together");
        }
        let (certificate, certificate_der) = data.certificate_of(signer)?;
        let Some(public_key) = certificate::public_key_of(&certificate) else {
            return unsupported("the signer's key is not on the curve P-256");
        };
        let Some(attributes) = signer.signed_attributes.clone() else {
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
            data,
        })
    }

    /// The value of the signature: what a time stamp is over (RFC 3161, appendix A).
    pub(super) fn value(&self) -> &[u8] {
        match self.data.signers.as_slice() {
            [signer] => signer.signature.as_bytes(),
            _ => &[],
        }
    }

    /// The time stamps in it: the DER of each value of the unsigned attribute signature-time-stamp. Other
    /// unsigned attributes are not looked at.
    pub(super) fn time_stamps(&self) -> Vec<Vec<u8>> {
        self.data
            .signers
            .iter()
            .flat_map(|signer| signer.unsigned_attributes.iter())
            .flat_map(|attributes| attributes.iter())
            .filter_map(|any| any.decode_as::<Attribute>().ok())
            .filter(|attribute| attribute.kind == ID_SIGNATURE_TIME_STAMP_TOKEN)
            .flat_map(|attribute| attribute.values.into_vec())
            .filter_map(|value| value.to_der().ok())
            .collect()
    }

    /// The DER of the CMS with one more time stamp. Every other part of it stays as it is.
    pub(super) fn with_time_stamp(&self, token: &[u8]) -> der::Result<Vec<u8>> {
        let mut data = self.data.clone();
        let attribute = Attribute {
            kind: ID_SIGNATURE_TIME_STAMP_TOKEN,
            values: SetOfVec::try_from(vec![Any::from_der(token)?])?,
        };
        let mut signers = data.signers.into_vec();
        for signer in &mut signers {
            let others = signer.unsigned_attributes.take();
            let mut attributes = others.map(SetOfVec::into_vec).unwrap_or_default();
            attributes.push(Any::encode_from(&attribute)?);
            signer.unsigned_attributes = Some(SetOfVec::try_from(attributes)?);
        }
        data.signers = SetOfVec::try_from(signers)?;
        data.to_content_info()
    }

    /// Whether it is the signature of something with this SHA-256.
    ///
    /// `Ok(false)` if the signed attributes name another digest, or the signature is not by the
    /// certificate's key.
    pub(super) fn is_over(&self, digest: &[u8; 32]) -> Result<bool, CmsProblem> {
        let malformed = |what: &str| Err(CmsProblem::Malformed(what.to_owned()));
        if attribute::<ObjectIdentifier>(&self.attributes, ID_CONTENT_TYPE) != Some(ID_DATA) {
            return malformed("the signed content-type attribute is missing or wrong");
        }
        let Some(message_digest) = attribute::<OctetString>(&self.attributes, ID_MESSAGE_DIGEST)
        else {
            return malformed("the signed message-digest attribute is missing");
        };
        // PAdES baseline (EN 319 142-1, 6.3): the certificate must be named under the signature.
        let Some(named) =
            attribute::<SigningCertificateV2>(&self.attributes, ID_SIGNING_CERTIFICATE_V2)
        else {
            return malformed(
                "the signed signing-certificate-v2 attribute is missing, or not over SHA-256",
            );
        };
        if named
            .certificates
            .iter()
            .any(|id| id.hash_algorithm.is_some())
        {
            return malformed("the signed signing-certificate-v2 attribute is not over SHA-256");
        }
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
