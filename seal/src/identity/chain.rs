//! Putting an organisation's certificates in order: the signer's own first, then who issued it, up to
//! where the file ends.
//!
//! Signatures by keys on P-256 and P-384 are checked, so that a chain that no reader would accept is not
//! taken. Nothing is said about whether anybody in it is to be trusted.

use der::asn1::ObjectIdentifier;
use der::{Decode, Reader, SliceReader};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256, Sha384, Sha512};
use x509_cert::Certificate;
use x509_cert::ext::pkix::BasicConstraints;

use super::certificate::{
    CertificateChain, common_name_of, may_sign, organisation_of, public_key_of,
};
use super::create::check_names;
use super::distinguished_name::text_of;
use super::{CertificateError, PublicKey};
use crate::UnixMillis;

const EC_PUBLIC_KEY: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.10045.2.1");
const P256: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.10045.3.1.7");
const P384: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.3.132.0.34");

/// What an organisation's certificates say, for showing them and for proposing the signer's name.
/// Distinguished names are written as RFC 4514 has them, the most specific part first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct CertificateDetails {
    /// The signer, as the certificate names him or her.
    pub subject: String,
    /// Who issued the certificate; the same as the subject if nobody else did.
    pub issuer: String,
    /// The common name of the subject, if it can be an identity's name.
    pub name: Option<String>,
    /// The organisation of the subject, if it can be an identity's.
    pub organisation: Option<String>,
    /// The first moment at which the signer's certificate is valid.
    pub valid_from: UnixMillis,
    /// The last moment at which it is.
    pub valid_until: UnixMillis,
    /// The subjects of the issuers' certificates that are kept, from the signer's issuer upwards.
    pub issuers: Vec<String>,
    /// Whose signatures on a certificate of the chain are not checked here, because their keys are of another
    /// kind than P-256 and P-384: RSA, most often.
    pub unchecked: Vec<String>,
    /// The subjects of certificates that have no part in the chain, and are left out.
    pub left_out: Vec<String>,
}

/// A certificate that was read, and its bytes.
struct Link {
    der: Vec<u8>,
    certificate: Certificate,
}

/// Whether a certificate is signed by a key.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Signed {
    Yes,
    No,
    /// The key is of a kind that is not checked here.
    Unchecked,
}

/// Puts certificates in order. The signer's is the one for `key`: one that may sign rather than one that may
/// not, one that somebody else issued rather than a self-signed one, then the one that is valid longest.
/// Duplicates are dropped; whatever has no part in the chain is left out and named.
///
/// # Errors
/// [`CertificateError`] if none is for the key, one cannot be read, or a signature does not hold.
pub(super) fn arrange(
    certificates: Vec<Vec<u8>>,
    key: &PublicKey,
) -> Result<(CertificateChain, CertificateDetails), CertificateError> {
    CertificateChain::check_size(&certificates)?;
    let mut rest: Vec<Link> = Vec::new();
    for (index, der) in certificates.into_iter().enumerate() {
        let certificate =
            Certificate::from_der(&der).map_err(|error| CertificateError::Damaged {
                position: index + 1,
                reason: error.to_string(),
            })?;
        if rest.iter().all(|link| link.der != der) {
            rest.push(Link { der, certificate });
        }
    }
    let own = own_of(&rest, key).ok_or_else(|| CertificateError::OtherKey {
        fingerprint: key.fingerprint(),
    })?;
    let own = rest.remove(own);
    if !may_sign(&own.certificate) {
        return Err(CertificateError::NotForSigning {
            subject: own.subject(),
        });
    }
    let mut chain = vec![own];
    let mut unchecked = Vec::new();
    while let Some(last) = chain.last() {
        let by_itself = last.is_self_issued().then(|| last.signed_by(last));
        if by_itself == Some(Signed::Yes) {
            break;
        }
        let issuers = rest
            .iter()
            .enumerate()
            .filter(|(_, link)| link.issued(last));
        let signed: Vec<(usize, Signed)> = issuers
            .map(|(index, link)| (index, last.signed_by(link)))
            .collect();
        let with = |wanted| signed.iter().find(|(_, found)| *found == wanted);
        match (with(Signed::Yes), by_itself, with(Signed::Unchecked)) {
            (Some((index, _)), _, _) => chain.push(rest.remove(*index)),
            (None, Some(Signed::Unchecked), _) => {
                unchecked.push(last.issuer());
                break;
            }
            (None, _, Some((index, _))) => {
                unchecked.push(last.issuer());
                chain.push(rest.remove(*index));
            }
            (None, None, None) if signed.is_empty() => break,
            (None, _, None) => {
                return Err(CertificateError::NotSignedByIssuer {
                    subject: last.subject(),
                    issuer: last.issuer(),
                });
            }
        }
    }
    unchecked.dedup();
    let details = details_of(&chain, unchecked, &rest).ok_or(CertificateError::NotFound)?;
    let chain = chain.into_iter().map(|link| link.der).collect();
    Ok((CertificateChain::of_arranged(chain), details))
}

/// Which of them is the signer's own.
fn own_of(links: &[Link], key: &PublicKey) -> Option<usize> {
    let mut found: Option<usize> = None;
    for (index, link) in links.iter().enumerate() {
        if public_key_of(&link.certificate) != Some(*key) {
            continue;
        }
        let better = found.and_then(|index| links.get(index));
        if better.is_none_or(|before| link.rank() > before.rank()) {
            found = Some(index);
        }
    }
    found
}

fn details_of(
    chain: &[Link],
    unchecked: Vec<String>,
    left_out: &[Link],
) -> Option<CertificateDetails> {
    let (own, issuers) = chain.split_first()?;
    let validity = own.certificate.tbs_certificate().validity();
    // A name that no identity may have is not proposed.
    let fits = |text: String| {
        let text = text.trim().to_owned();
        check_names(&text, "").is_ok().then_some(text)
    };
    Some(CertificateDetails {
        subject: own.subject(),
        issuer: own.issuer(),
        name: common_name_of(&own.certificate).and_then(fits),
        organisation: organisation_of(&own.certificate).and_then(fits),
        valid_from: UnixMillis::from_duration(validity.not_before.to_unix_duration()),
        valid_until: UnixMillis::from_duration(validity.not_after.to_unix_duration()),
        issuers: issuers.iter().map(Link::subject).collect(),
        unchecked,
        left_out: left_out.iter().map(Link::subject).collect(),
    })
}

impl Link {
    fn subject(&self) -> String {
        text_of(self.certificate.tbs_certificate().subject())
    }

    fn issuer(&self) -> String {
        text_of(self.certificate.tbs_certificate().issuer())
    }

    fn is_self_issued(&self) -> bool {
        let body = self.certificate.tbs_certificate();
        body.issuer() == body.subject()
    }

    /// What makes a certificate the better one of two for the same key.
    fn rank(&self) -> (bool, bool, u64) {
        let validity = self.certificate.tbs_certificate().validity();
        (
            may_sign(&self.certificate),
            !self.is_self_issued(),
            validity.not_after.to_unix_duration().as_secs(),
        )
    }

    /// Whether another names this one as its issuer, and this one does not say that it issues nothing (RFC 5280,
    /// section 4.2.1.9; roots of before have no such extension).
    fn issued(&self, other: &Link) -> bool {
        let body = self.certificate.tbs_certificate();
        let issues = match body.get_extension::<BasicConstraints>() {
            Ok(Some((_, constraints))) => constraints.ca,
            Ok(None) => true,
            Err(_) => false,
        };
        issues && body.subject() == other.certificate.tbs_certificate().issuer()
    }

    /// Whether it is signed by the key of `issuer` (RFC 5758, section 3.2). What is signed is taken from
    /// the bytes as they stand.
    fn signed_by(&self, issuer: &Link) -> Signed {
        let info = issuer
            .certificate
            .tbs_certificate()
            .subject_public_key_info();
        let curve = info.algorithm.parameters.as_ref();
        let curve = curve.and_then(|any| any.decode_as::<ObjectIdentifier>().ok());
        let is_elliptic = info.algorithm.oid == EC_PUBLIC_KEY;
        let algorithm = self.certificate.signature_algorithm();
        let hash = self.signed_bytes().map(|bytes| {
            Some(match algorithm.oid.to_string().as_str() {
                "1.2.840.10045.4.3.2" => Sha256::digest(bytes).to_vec(),
                "1.2.840.10045.4.3.3" => Sha384::digest(bytes).to_vec(),
                "1.2.840.10045.4.3.4" => Sha512::digest(bytes).to_vec(),
                _ => return None,
            })
        });
        let (Some(hash), Some(signature), Some(point)) = (
            hash,
            self.certificate.signature().as_bytes(),
            info.subject_public_key.as_bytes(),
        ) else {
            return Signed::No;
        };
        let holds = match (hash, is_elliptic, curve) {
            (Some(hash), true, Some(P256)) => holds_on_p256(point, &hash, signature),
            (Some(hash), true, Some(P384)) => holds_on_p384(point, &hash, signature),
            // One of the two is of elliptic curves, the other is not.
            (Some(_), false, _) | (None, true, Some(P256 | P384)) => false,
            _ => return Signed::Unchecked,
        };
        if holds && algorithm == self.certificate.tbs_certificate().signature() {
            Signed::Yes
        } else {
            Signed::No
        }
    }

    /// The bytes of TBSCertificate.
    fn signed_bytes(&self) -> Option<&[u8]> {
        let mut reader = SliceReader::new(&self.der).ok()?;
        reader
            .sequence::<_, _, der::Error>(|inner| {
                let body = inner.tlv_bytes()?;
                inner.drain(inner.remaining_len())?;
                Ok(body)
            })
            .ok()
    }
}

fn holds_on_p256(point: &[u8], hash: &[u8], signature: &[u8]) -> bool {
    use p256::ecdsa::signature::hazmat::PrehashVerifier;
    use p256::ecdsa::{Signature, VerifyingKey};
    let key = VerifyingKey::from_sec1_bytes(point);
    let signature = Signature::from_der(signature);
    matches!((key, signature), (Ok(key), Ok(signature)) if key.verify_prehash(hash, &signature).is_ok())
}

fn holds_on_p384(point: &[u8], hash: &[u8], signature: &[u8]) -> bool {
    use p384::ecdsa::signature::hazmat::PrehashVerifier;
    use p384::ecdsa::{Signature, VerifyingKey};
    let key = VerifyingKey::from_sec1_bytes(point);
    let signature = Signature::from_der(signature);
    matches!((key, signature), (Ok(key), Ok(signature)) if key.verify_prehash(hash, &signature).is_ok())
}
