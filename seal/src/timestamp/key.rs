//! The keys of authorities, which only ever check: RSA (PKCS #1 v1.5), and ECDSA on P-256 and P-384.

use crypto_bigint::modular::{BoxedMontyForm, BoxedMontyParams};
use crypto_bigint::{BoxedUint, Odd};
use der::asn1::{Any, ObjectIdentifier, UintRef};
use der::{Decode, Sequence};
use p256::ecdsa::signature::hazmat::PrehashVerifier;
use x509_cert::Certificate;

use crate::cms::{AlgorithmIdentifier, CmsProblem, HashFunction, ID_ECDSA_WITH_SHA256};

const ID_RSA: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.1.1");
const ID_RSA_PSS: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.1.10");
const ID_RSA_WITH_SHA256: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.1.11");
const ID_RSA_WITH_SHA384: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.1.12");
const ID_RSA_WITH_SHA512: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.1.13");
const ID_ECDSA_WITH_SHA384: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.10045.4.3.3");
const ID_ECDSA_WITH_SHA512: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.10045.4.3.4");
const ID_EC_PUBLIC_KEY: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.10045.2.1");
const ID_P256: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.10045.3.1.7");
const ID_P384: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.3.132.0.34");

/// The smallest modulus that is accepted, in bytes: 2048 bits (ETSI TS 119 312, table 7).
const MIN_RSA_BYTES: usize = 256;

/// The largest modulus that is computed with, in bytes: 4096 bits, as roots of authorities have.
const MAX_RSA_BYTES: usize = 512;

/// The kind of a signature.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Scheme {
    Rsa,
    Ecdsa,
}

/// Which kind of signature an algorithm is, and over which hash; without a hash if it leaves that open
/// (rsaEncryption, RFC 3370, section 3.2).
pub(super) fn scheme(
    algorithm: &AlgorithmIdentifier,
) -> Result<(Scheme, Option<HashFunction>), CmsProblem> {
    let (scheme, hash) = match algorithm.algorithm {
        ID_RSA => (Scheme::Rsa, None),
        ID_RSA_WITH_SHA256 => (Scheme::Rsa, Some(HashFunction::Sha256)),
        ID_RSA_WITH_SHA384 => (Scheme::Rsa, Some(HashFunction::Sha384)),
        ID_RSA_WITH_SHA512 => (Scheme::Rsa, Some(HashFunction::Sha512)),
        ID_ECDSA_WITH_SHA256 => (Scheme::Ecdsa, Some(HashFunction::Sha256)),
        ID_ECDSA_WITH_SHA384 => (Scheme::Ecdsa, Some(HashFunction::Sha384)),
        ID_ECDSA_WITH_SHA512 => (Scheme::Ecdsa, Some(HashFunction::Sha512)),
        ID_RSA_PSS => return CmsProblem::unsupported("the authority signs with RSA-PSS"),
        other => {
            return Err(CmsProblem::Unsupported(format!(
                "the authority's signature is of the kind {other}"
            )));
        }
    };
    let fits = match (scheme, &algorithm.parameters) {
        (Scheme::Rsa, Some(parameters)) => parameters.is_null(),
        (_, parameters) => parameters.is_none(),
    };
    if fits {
        Ok((scheme, hash))
    } else {
        CmsProblem::malformed("the authority's signature has unknown parameters")
    }
}

/// The public key of an authority.
#[derive(Debug, Clone)]
pub(super) enum AuthorityKey {
    Rsa(RsaKey),
    P256(p256::ecdsa::VerifyingKey),
    P384(p384::ecdsa::VerifyingKey),
}

impl AuthorityKey {
    /// The key that a certificate is for.
    pub(super) fn of(certificate: &Certificate) -> Result<AuthorityKey, CmsProblem> {
        let info = certificate.tbs_certificate().subject_public_key_info();
        let parameters = info.algorithm.parameters.as_ref();
        let Some(bytes) = info.subject_public_key.as_bytes() else {
            return CmsProblem::malformed("the authority's key cannot be read");
        };
        if info.algorithm.oid == ID_RSA {
            if !parameters.is_none_or(Any::is_null) {
                return CmsProblem::malformed("the authority's key has unknown parameters");
            }
            return RsaKey::from_der(bytes).map(AuthorityKey::Rsa);
        }
        let curve = (info.algorithm.oid == ID_EC_PUBLIC_KEY)
            .then(|| parameters?.decode_as::<ObjectIdentifier>().ok())
            .flatten();
        let key = match curve {
            Some(ID_P256) => p256::ecdsa::VerifyingKey::from_sec1_bytes(bytes)
                .map(AuthorityKey::P256)
                .ok(),
            Some(ID_P384) => p384::ecdsa::VerifyingKey::from_sec1_bytes(bytes)
                .map(AuthorityKey::P384)
                .ok(),
            _ => {
                return CmsProblem::unsupported(
                    "the authority's key is neither RSA nor on the curves P-256 and P-384",
                );
            }
        };
        match key {
            Some(key) => Ok(key),
            None => CmsProblem::malformed("the authority's key is no point of its curve"),
        }
    }

    /// Whether `signature` is this key's over a message.
    pub(super) fn verifies(
        &self,
        scheme: Scheme,
        hash: HashFunction,
        message: &[u8],
        signature: &[u8],
    ) -> bool {
        let digest = hash.digest(message);
        match (self, scheme) {
            (AuthorityKey::Rsa(key), Scheme::Rsa) => key.verifies(hash, &digest, signature),
            (AuthorityKey::P256(key), Scheme::Ecdsa) => p256::ecdsa::Signature::from_der(signature)
                .is_ok_and(|signature| key.verify_prehash(&digest, &signature).is_ok()),
            (AuthorityKey::P384(key), Scheme::Ecdsa) => p384::ecdsa::Signature::from_der(signature)
                .is_ok_and(|signature| key.verify_prehash(&digest, &signature).is_ok()),
            _ => false,
        }
    }
}

/// An RSA public key (RFC 8017, section 3.1).
///
/// Checking a signature is one power and one comparison, and has no secret. They are made here with
/// `crypto-bigint`, which the curve brings along, and not with the crate `rsa`: that one is refused in
/// `deny.toml` for its private-key operations (RUSTSEC-2023-0071), and an exception for a part of it
/// would be one for all of it.
#[derive(Debug, Clone)]
pub(super) struct RsaKey {
    parameters: BoxedMontyParams,
    exponent: BoxedUint,
    /// The length of the modulus, and so of every signature.
    bytes: usize,
}

#[derive(Debug, Sequence)]
struct RsaPublicKey<'a> {
    modulus: UintRef<'a>,
    exponent: UintRef<'a>,
}

impl RsaKey {
    fn from_der(bytes: &[u8]) -> Result<RsaKey, CmsProblem> {
        let Ok(key) = RsaPublicKey::from_der(bytes) else {
            return CmsProblem::malformed("the authority's RSA key cannot be read");
        };
        let (modulus, exponent) = (key.modulus.as_bytes(), key.exponent.as_bytes());
        // The first byte is not zero: 2041 bits and more would have 256 bytes too.
        let large_enough = modulus.len() > MIN_RSA_BYTES
            || (modulus.len() == MIN_RSA_BYTES && modulus.first().is_some_and(|top| *top >= 0x80));
        if !large_enough || modulus.len() > MAX_RSA_BYTES {
            return CmsProblem::unsupported(
                "the authority's RSA key has fewer than 2048 bits, or more than 4096",
            );
        }
        // NIST SP 800-56B, 6.2: odd and at least 65537 when it is made; 3 is in use too. What is larger
        // than 32 bits is not.
        let exponent = exponent
            .iter()
            .try_fold(0_u64, |sum, byte| {
                (sum < 1 << 24).then_some(sum << 8 | u64::from(*byte))
            })
            .filter(|exponent| *exponent >= 3 && exponent % 2 == 1);
        let odd = Odd::new(integer(modulus, modulus.len())).into_option();
        match (odd, exponent) {
            (Some(odd), Some(exponent)) => Ok(RsaKey {
                parameters: BoxedMontyParams::new_vartime(odd),
                exponent: BoxedUint::from(exponent),
                bytes: modulus.len(),
            }),
            _ => CmsProblem::malformed("the authority's RSA key is none"),
        }
    }

    /// RSASSA-PKCS1-v1_5 (RFC 8017, section 8.2.2): the one encoding that is right is made and compared
    /// as a whole. Nothing is read out of what the signature holds, where forgeries hide.
    fn verifies(&self, hash: HashFunction, digest: &[u8], signature: &[u8]) -> bool {
        if signature.len() != self.bytes {
            return false;
        }
        let signature = integer(signature, self.bytes);
        if signature >= *self.parameters.modulus().as_ref() {
            return false;
        }
        let message = BoxedMontyForm::new(signature, &self.parameters)
            .pow_bounded_exp(&self.exponent, 32)
            .retrieve();
        encoded_message(hash, digest, self.bytes)
            .is_some_and(|expected| message == integer(&expected, self.bytes))
    }
}

/// A number of so many bytes. What is longer becomes zero, which is no modulus and no signature.
fn integer(big_endian: &[u8], bytes: usize) -> BoxedUint {
    let bits = u32::try_from(8 * bytes.next_multiple_of(8)).unwrap_or(64);
    BoxedUint::from_be_slice(big_endian, bits)
        .unwrap_or_else(|_| BoxedUint::zero_with_precision(bits))
}

/// EMSA-PKCS1-v1_5 (RFC 8017, section 9.2, with the DigestInfo of its note 1).
fn encoded_message(hash: HashFunction, digest: &[u8], bytes: usize) -> Option<Vec<u8>> {
    let identifier = match hash {
        HashFunction::Sha256 => 1,
        HashFunction::Sha384 => 2,
        HashFunction::Sha512 => 3,
    };
    let length = u8::try_from(digest.len()).ok()?;
    let mut end = vec![0x30, 0x11 + length, 0x30, 0x0d, 0x06, 0x09];
    end.extend([0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, identifier]);
    end.extend([0x05, 0x00, 0x04, length]);
    end.extend_from_slice(digest);
    // At least eight bytes of padding; the moduli that are accepted leave far more.
    let padding = bytes
        .checked_sub(end.len() + 3)
        .filter(|padding| *padding >= 8)?;
    let mut message = vec![0x00, 0x01];
    message.resize(2 + padding, 0xff);
    message.push(0x00);
    message.extend(end);
    Some(message)
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests fail by panicking")]
mod tests {
    use der::Encode;

    use super::*;
    use crate::cms::SignedData;
    use crate::timestamp::{AuthorityCertificate, TimeStampToken};

    /// The key, the signed attributes and the signature of a token of openssl.
    fn signed() -> (AuthorityKey, Vec<u8>, Vec<u8>) {
        let certificate = include_bytes!("../../tests/fixtures/timestamps/rsa.pem");
        let certificate = AuthorityCertificate::read(certificate).unwrap().remove(0);
        let token = include_bytes!("../../tests/fixtures/timestamps/rsa.tsr");
        let token = TimeStampToken::read(token).unwrap();
        let data = SignedData::from_der(token.der()).unwrap();
        let signer = data.signer().unwrap();
        let attributes = signer.signed_attributes.as_ref().unwrap();
        (
            AuthorityKey::of(certificate.certificate()).unwrap(),
            attributes.to_der().unwrap(),
            signer.signature.as_bytes().to_vec(),
        )
    }

    #[test]
    fn an_rsa_signature_has_one_form() {
        let (key, message, signature) = signed();
        let verifies =
            |hash, signature: &[u8]| key.verifies(Scheme::Rsa, hash, &message, signature);
        assert!(verifies(HashFunction::Sha256, &signature));
        assert!(!verifies(HashFunction::Sha384, &signature));
        assert!(!key.verifies(Scheme::Ecdsa, HashFunction::Sha256, &message, &signature));
        assert!(!key.verifies(Scheme::Rsa, HashFunction::Sha256, b"", &signature));
        // Longer, shorter, and the same number but for a multiple of the modulus.
        assert!(!verifies(
            HashFunction::Sha256,
            &[&[0], &*signature].concat()
        ));
        assert!(!verifies(
            HashFunction::Sha256,
            &[&*signature, &[0]].concat()
        ));
        assert!(!verifies(HashFunction::Sha256, &signature[1..]));
        assert!(!verifies(HashFunction::Sha256, &[]));
        let AuthorityKey::Rsa(rsa) = &key else {
            panic!("the key is RSA")
        };
        let modulus: &BoxedUint = rsa.parameters.modulus().as_ref();
        let larger = integer(&signature, rsa.bytes)
            .wrapping_add(modulus)
            .to_be_bytes();
        assert!(!verifies(HashFunction::Sha256, &larger));
        // 0, 1 and -1 are powers of themselves.
        for trivial in [integer(&[0], 256), integer(&[1], 256)] {
            assert!(!verifies(HashFunction::Sha256, &trivial.to_be_bytes()));
            let other = modulus.wrapping_sub(&trivial).to_be_bytes();
            assert!(!verifies(HashFunction::Sha256, &other));
        }
    }

    #[test]
    fn what_is_signed_is_encoded_as_rfc_8017_has_it() {
        let encoded = encoded_message(HashFunction::Sha256, &[7; 32], 256).unwrap();
        assert_eq!(encoded.len(), 256);
        assert_eq!(encoded[..2], [0, 1]);
        assert!(encoded[2..204].iter().all(|byte| *byte == 0xff));
        // Section 9.2, note 1.
        let info = base16ct::lower::decode_vec("003031300d060960864801650304020105000420").unwrap();
        assert_eq!(encoded[204..224], info);
        let info = base16ct::lower::decode_vec("003051300d060960864801650304020305000440").unwrap();
        let encoded = encoded_message(HashFunction::Sha512, &[7; 64], 256).unwrap();
        assert_eq!(encoded[172..192], info);
        assert_eq!(encoded_message(HashFunction::Sha512, &[7; 64], 93), None);
        assert!(encoded_message(HashFunction::Sha512, &[7; 64], 94).is_some());
    }

    #[test]
    fn keys_that_are_none_are_refused() {
        let key = |modulus: &[u8], exponent: &[u8]| {
            let (modulus, exponent) = (UintRef::new(modulus), UintRef::new(exponent));
            let (modulus, exponent) = (modulus.unwrap(), exponent.unwrap());
            RsaKey::from_der(&RsaPublicKey { modulus, exponent }.to_der().unwrap()).is_ok()
        };
        let usual = [1, 0, 1];
        assert!(key(&[0xff; 256], &usual) && key(&[0xff; 512], &usual));
        assert!(key(&[0xff; 256], &[3]));
        assert!(!key(&[0xff; 513], &usual) && !key(&[0xff; 255], &usual));
        assert!(!key(&[0x7f; 256], &usual), "2047 bits");
        assert!(!key(&[0xfe; 256], &usual), "an even modulus");
        for exponent in [&[0][..], &[1], &[2], &[1, 0, 0], &[1, 0, 0, 0, 1]] {
            assert!(!key(&[0xff; 256], exponent), "{exponent:?}");
        }
    }
}
