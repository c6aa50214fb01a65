//! Whether a PKCS#12 file is as somebody who knows its passphrase wrote it: the MAC over its content
//! (RFC 7292, section 4 and appendix B; RFC 9579 for PBMAC1).

use der::asn1::{AnyRef, ObjectIdentifier, OctetStringRef};
use der::{Decode, Encode, Sequence};
use hmac::{EagerHash, Hmac, KeyInit, Mac};
use pbkdf2::pbkdf2_hmac;
use pkcs8::pkcs5::pbes2::{Pbkdf2Params, Pbkdf2Prf};
use pkcs8::spki::AlgorithmIdentifierRef;
use sha1::Sha1;
use sha2::{Digest, Sha256, Sha384, Sha512};
use zeroize::Zeroizing;

const PBMAC1: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.5.14");
const PBKDF2: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.5.12");

/// What a key is derived for (RFC 7292, appendix B.3): a MAC.
const FOR_A_MAC: u8 = 3;

/// The longest salt that is taken, in bytes; `openssl` writes 8, others 16 to 32.
const MAX_SALT_BYTES: usize = 1024;

/// The shortest and the longest key of PBMAC1, in bytes. RFC 9579, section 6, warns of shorter ones.
const PBMAC1_KEY_BYTES: std::ops::RangeInclusive<u16> = 20..=64;

/// MacData of RFC 7292, section 4.
#[derive(Clone, Debug, PartialEq, Eq, Sequence)]
pub(super) struct MacData<'a> {
    digest: DigestInfo<'a>,
    salt: &'a OctetStringRef,
    /// One, if it is not there; some write that one, which DER has no room for.
    #[asn1(optional = "true")]
    rounds: Option<u32>,
}

#[derive(Clone, Debug, PartialEq, Eq, Sequence)]
struct DigestInfo<'a> {
    algorithm: AlgorithmIdentifierRef<'a>,
    digest: &'a OctetStringRef,
}

/// PBMAC1-params of RFC 8018, appendix A.5.
#[derive(Clone, Debug, PartialEq, Eq, Sequence)]
struct Pbmac1Parameters<'a> {
    derivation: AlgorithmIdentifierRef<'a>,
    scheme: AlgorithmIdentifierRef<'a>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Hash {
    Sha1,
    Sha256,
    Sha384,
    Sha512,
}

/// How the key of a MAC is derived from the passphrase.
#[derive(Debug)]
enum Derivation {
    /// By RFC 7292, appendix B, with the hash of the MAC.
    Pkcs12 { salt: Vec<u8>, rounds: u32 },
    /// By PBKDF2.
    Pbkdf2 {
        hash: Hash,
        salt: Vec<u8>,
        rounds: u32,
        key_bytes: usize,
    },
}

/// A MAC that can be checked.
#[derive(Debug)]
pub(super) struct PassphraseMac<'a> {
    hash: Hash,
    derivation: Derivation,
    expected: &'a [u8],
}

impl<'a> PassphraseMac<'a> {
    /// Reads how a MAC is made. The error says what cannot be read, or is not supported.
    pub(super) fn of(data: &MacData<'a>) -> Result<PassphraseMac<'a>, String> {
        let algorithm = &data.digest.algorithm;
        let expected = data.digest.digest.as_bytes();
        if algorithm.oid == PBMAC1 {
            return PassphraseMac::pbmac1(algorithm, expected);
        }
        let hash = match algorithm.oid.to_string().as_str() {
            "1.3.14.3.2.26" => Hash::Sha1,
            "2.16.840.1.101.3.4.2.1" => Hash::Sha256,
            "2.16.840.1.101.3.4.2.2" => Hash::Sha384,
            "2.16.840.1.101.3.4.2.3" => Hash::Sha512,
            other => return Err(format!("the MAC is over a hash ({other}) that is not read")),
        };
        let salt = data.salt.as_bytes().to_vec();
        let rounds = data.rounds.unwrap_or(1);
        let derivation = Derivation::Pkcs12 { salt, rounds };
        PassphraseMac::sound(hash, derivation, expected)
    }

    fn pbmac1(
        algorithm: &AlgorithmIdentifierRef<'_>,
        expected: &'a [u8],
    ) -> Result<PassphraseMac<'a>, String> {
        let cannot = |what: &str| Err(format!("the MAC (PBMAC1) cannot be read: {what}"));
        let Some(Ok(parameters)) = algorithm.parameters.map(|any| any.to_der()) else {
            return cannot("it has no parameters");
        };
        let parameters = match Pbmac1Parameters::from_der(&parameters) {
            Ok(parameters) => parameters,
            Err(error) => return cannot(&error.to_string()),
        };
        let by_pbkdf2 = parameters.derivation.oid == PBKDF2;
        let pbkdf2 = parameters.derivation.parameters;
        let Some(Ok(pbkdf2)) = pbkdf2
            .filter(|_| by_pbkdf2)
            .map(|any: AnyRef<'_>| Pbkdf2Params::try_from(any))
        else {
            return cannot("its key is not derived by PBKDF2");
        };
        let derivation_hash = match pbkdf2.prf {
            Pbkdf2Prf::HmacWithSha256 => Hash::Sha256,
            Pbkdf2Prf::HmacWithSha384 => Hash::Sha384,
            Pbkdf2Prf::HmacWithSha512 => Hash::Sha512,
            _ => return cannot("its key is derived over another hash than SHA-256, 384 or 512"),
        };
        let hash = match parameters.scheme.oid.to_string().as_str() {
            "1.2.840.113549.2.9" => Hash::Sha256,
            "1.2.840.113549.2.10" => Hash::Sha384,
            "1.2.840.113549.2.11" => Hash::Sha512,
            _ => return cannot("it is no HMAC over SHA-256, 384 or 512"),
        };
        let Some(key_bytes) = pbkdf2
            .key_length
            .filter(|length| PBMAC1_KEY_BYTES.contains(length))
        else {
            return cannot("the length of its key must be stated, and be 20 to 64 bytes");
        };
        let derivation = Derivation::Pbkdf2 {
            hash: derivation_hash,
            salt: pbkdf2.salt.as_ref().to_vec(),
            rounds: pbkdf2.iteration_count,
            key_bytes: usize::from(key_bytes),
        };
        PassphraseMac::sound(hash, derivation, expected)
    }

    fn sound(
        hash: Hash,
        derivation: Derivation,
        expected: &'a [u8],
    ) -> Result<PassphraseMac<'a>, String> {
        let (Derivation::Pkcs12 { salt, rounds } | Derivation::Pbkdf2 { salt, rounds, .. }) =
            &derivation;
        if *rounds == 0 || salt.len() > MAX_SALT_BYTES {
            return Err(format!(
                "the MAC must have at least one round and at most {MAX_SALT_BYTES} bytes of salt"
            ));
        }
        Ok(PassphraseMac {
            hash,
            derivation,
            expected,
        })
    }

    /// How many rounds it takes to check it.
    pub(super) fn rounds(&self) -> u32 {
        let (Derivation::Pkcs12 { rounds, .. } | Derivation::Pbkdf2 { rounds, .. }) =
            &self.derivation;
        *rounds
    }

    /// Whether it is the MAC of `content` under a passphrase.
    pub(super) fn fits(&self, content: &[u8], passphrase: &str) -> bool {
        let fits_by = |key: &[u8]| match self.hash {
            Hash::Sha1 => hmac_is::<Sha1>(key, content, self.expected),
            Hash::Sha256 => hmac_is::<Sha256>(key, content, self.expected),
            Hash::Sha384 => hmac_is::<Sha384>(key, content, self.expected),
            Hash::Sha512 => hmac_is::<Sha512>(key, content, self.expected),
        };
        match &self.derivation {
            Derivation::Pbkdf2 {
                hash,
                salt,
                rounds,
                key_bytes,
            } => {
                let mut key = Zeroizing::new(vec![0; *key_bytes]);
                let bytes = passphrase.as_bytes();
                match hash {
                    Hash::Sha1 => pbkdf2_hmac::<Sha1>(bytes, salt, *rounds, &mut key),
                    Hash::Sha256 => pbkdf2_hmac::<Sha256>(bytes, salt, *rounds, &mut key),
                    Hash::Sha384 => pbkdf2_hmac::<Sha384>(bytes, salt, *rounds, &mut key),
                    Hash::Sha512 => pbkdf2_hmac::<Sha512>(bytes, salt, *rounds, &mut key),
                }
                fits_by(&key)
            }
            Derivation::Pkcs12 { salt, rounds } => {
                let by = |passphrase: &[u8]| fits_by(&self.pkcs12_key(passphrase, salt, *rounds));
                // No passphrase is the empty text to some tools, with its end of two zeros, and nothing to others.
                by(&bmp_string(passphrase)) || (passphrase.is_empty() && by(&[]))
            }
        }
    }

    fn pkcs12_key(&self, passphrase: &[u8], salt: &[u8], rounds: u32) -> Zeroizing<Vec<u8>> {
        match self.hash {
            Hash::Sha1 => derive::<Sha1>(64, passphrase, salt, rounds),
            Hash::Sha256 => derive::<Sha256>(64, passphrase, salt, rounds),
            Hash::Sha384 => derive::<Sha384>(128, passphrase, salt, rounds),
            Hash::Sha512 => derive::<Sha512>(128, passphrase, salt, rounds),
        }
    }
}

/// The passphrase in big-endian UTF-16 with two zeros at its end (RFC 7292, appendix B.1). That is BMPString;
/// characters beyond it are written as surrogates, as OpenSSL and Windows do.
fn bmp_string(passphrase: &str) -> Zeroizing<Vec<u8>> {
    let units = passphrase.encode_utf16().chain([0]);
    let mut bytes = Zeroizing::new(Vec::with_capacity(2 * passphrase.len() + 2));
    for unit in units {
        bytes.extend(unit.to_be_bytes());
    }
    bytes
}

/// The key of a MAC (RFC 7292, appendix B.2), which is as long as the hash: of the blocks that the
/// algorithm can make it is the first. `block_bytes` is that of the hash.
fn derive<D: Digest>(
    block_bytes: usize,
    passphrase: &[u8],
    salt: &[u8],
    rounds: u32,
) -> Zeroizing<Vec<u8>> {
    let filled = |bytes: &[u8]| {
        let length = bytes.len().div_ceil(block_bytes) * block_bytes;
        Zeroizing::new(
            bytes
                .iter()
                .copied()
                .cycle()
                .take(length)
                .collect::<Vec<u8>>(),
        )
    };
    let mut hash = D::new();
    hash.update(vec![FOR_A_MAC; block_bytes]);
    hash.update(filled(salt));
    hash.update(filled(passphrase));
    let mut key = hash.finalize();
    for _ in 1..rounds {
        key = D::digest(&key);
    }
    Zeroizing::new(key.to_vec())
}

fn hmac_is<D: EagerHash>(key: &[u8], content: &[u8], expected: &[u8]) -> bool {
    // HMAC takes keys of any length.
    Hmac::<D>::new_from_slice(key).is_ok_and(|mut mac| {
        mac.update(content);
        // Compares in constant time, and nothing but the whole MAC.
        mac.verify_slice(expected).is_ok()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_passphrase_is_written_in_utf16_with_its_end() {
        // The example of RFC 7292, appendix B.1.
        assert_eq!(
            *bmp_string("Beavis"),
            [0, 0x42, 0, 0x65, 0, 0x61, 0, 0x76, 0, 0x69, 0, 0x73, 0, 0]
        );
        assert_eq!(*bmp_string(""), [0, 0]);
        assert_eq!(
            *bmp_string("ü\u{1f511}"),
            [0, 0xfc, 0xd8, 0x3d, 0xdd, 0x11, 0, 0]
        );
    }

    #[test]
    fn a_key_is_derived_as_others_derive_it() {
        // As the tests of Bouncy Castle and OpenSSL have it: SHA-1, a key for a MAC.
        let key = derive::<Sha1>(
            64,
            &bmp_string("smeg"),
            &base16ct::lower::decode_vec("3d83c0e4546ac140").unwrap_or_default(),
            1,
        );
        assert_eq!(
            base16ct::lower::encode_string(&key),
            "8d967d88f6caa9d714800ab3d48051d63f73a312"
        );
    }
}
