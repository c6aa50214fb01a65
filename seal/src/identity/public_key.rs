//! A signer's P-256 public key, and its names in the formats that Assay writes.

use std::fmt;

use p256::ecdsa::signature::Verifier;
use p256::ecdsa::{Signature, VerifyingKey};
use pkcs8::EncodePublicKey;
use serde::{Deserialize, Serialize};

use super::Fingerprint;

/// A P-256 public key. Serialised as its `did:key`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct PublicKey(VerifyingKey);

/// The multicodec prefix of a compressed P-256 point (`p256-pub`, 0x1200 as a varint).
const P256_MULTICODEC: [u8; 2] = [0x80, 0x24];

/// Why a `did:key` is not the name of a key that Assay can use.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum DidKeyError {
    /// The text is no `did:key:z...` at all.
    #[error("not a did:key with a base58btc key (did:key:z...)")]
    NotADidKey,
    /// The key is of another algorithm than P-256; Ed25519 and P-384 are the usual ones.
    #[error(
        "the did:key holds a key of another kind than P-256, which is the only kind Assay uses"
    )]
    NotP256,
    /// The bytes after the prefix are no point of the curve.
    #[error("the did:key is damaged: its bytes are no P-256 public key")]
    NotAPoint,
}

impl PublicKey {
    pub(crate) fn from_verifying_key(key: &VerifyingKey) -> PublicKey {
        PublicKey(*key)
    }

    /// Reads a point in SEC1 form, compressed or not; `None` if it is no point of the curve.
    pub(crate) fn from_sec1_bytes(bytes: &[u8]) -> Option<PublicKey> {
        VerifyingKey::from_sec1_bytes(bytes).ok().map(PublicKey)
    }

    /// The `did:key` of this key: `did:key:z` and the base58btc of the multicodec prefix
    /// 0x80 0x24 and the compressed point.
    pub fn did_key(&self) -> String {
        format!("did:key:{}", self.multibase())
    }

    /// The URL of the key inside its own DID document, as proofs name it: `did:key:zX#zX`.
    pub fn verification_method(&self) -> String {
        let multibase = self.multibase();
        format!("did:key:{multibase}#{multibase}")
    }

    /// Reads a `did:key`, or the `did:key:zX#zX` form, whose fragment must be the same key.
    ///
    /// # Errors
    /// [`DidKeyError`] if it is none, or of another kind than P-256.
    pub fn from_did_key(text: &str) -> Result<PublicKey, DidKeyError> {
        let multibase = text
            .strip_prefix("did:key:")
            .ok_or(DidKeyError::NotADidKey)?;
        let multibase = match multibase.split_once('#') {
            Some((key, fragment)) if key == fragment => key,
            Some(_) => return Err(DidKeyError::NotADidKey),
            None => multibase,
        };
        let base58 = multibase.strip_prefix('z').ok_or(DidKeyError::NotADidKey)?;
        // The longest keys in use (RSA) have some 370 letters; decoding is quadratic.
        if base58.len() > 1024 {
            return Err(DidKeyError::NotADidKey);
        }
        let bytes = bs58::decode(base58)
            .into_vec()
            .map_err(|_| DidKeyError::NotADidKey)?;
        let point = bytes
            .strip_prefix(&P256_MULTICODEC)
            .ok_or(DidKeyError::NotP256)?;
        // The specification has the compressed form only; 33 bytes keep one key to one name.
        if point.len() != 33 {
            return Err(DidKeyError::NotAPoint);
        }
        PublicKey::from_sec1_bytes(point).ok_or(DidKeyError::NotAPoint)
    }

    /// The fingerprint that Assay shows.
    pub fn fingerprint(&self) -> Fingerprint {
        Fingerprint::of_spki_der(&self.spki_der())
    }

    /// The fingerprint that `ssh-keygen -l` shows: `SHA256:...`.
    pub fn ssh_fingerprint(&self) -> String {
        self.ssh_key()
            .fingerprint(ssh_key::HashAlg::Sha256)
            .to_string()
    }

    /// The key as a line of `authorized_keys` or `allowed_signers` has it, without a comment:
    /// `ecdsa-sha2-nistp256 AAAA...`.
    pub fn openssh(&self) -> String {
        ssh_key::PublicKey::from(self.ssh_key())
            .to_openssh()
            .unwrap_or_default()
    }

    /// The key as SubjectPublicKeyInfo in DER (RFC 5280, RFC 5480): 91 bytes.
    pub fn spki_der(&self) -> Vec<u8> {
        // Encoding a valid point cannot fail; an empty answer would still fail every comparison.
        self.0
            .to_public_key_der()
            .map(|der| der.into_vec())
            .unwrap_or_default()
    }

    /// Whether `signature` is this key's ECDSA signature over the SHA-256 of `message`.
    pub(crate) fn verifies(&self, message: &[u8], signature: &Signature) -> bool {
        self.0.verify(message, signature).is_ok()
    }

    pub(crate) fn ssh_key(&self) -> ssh_key::public::KeyData {
        ssh_key::public::KeyData::Ecdsa(ssh_key::public::EcdsaPublicKey::from(self.0))
    }

    fn multibase(&self) -> String {
        let mut bytes = P256_MULTICODEC.to_vec();
        bytes.extend_from_slice(self.0.to_sec1_point(true).as_bytes());
        format!("z{}", bs58::encode(bytes).into_string())
    }
}

impl fmt::Debug for PublicKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("PublicKey").field(&self.did_key()).finish()
    }
}

impl Serialize for PublicKey {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.did_key())
    }
}

impl<'de> Deserialize<'de> for PublicKey {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<PublicKey, D::Error> {
        let text = String::deserialize(deserializer)?;
        PublicKey::from_did_key(&text).map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The P-256 key of the test vectors in W3C "Data Integrity ECDSA Cryptosuites v1.0", A.
    const W3C_KEY: &str = "did:key:zDnaepBuvsQ8cpsWrVKw8fbpGpvPeNSjVPTWoq6cRqaYzBKVP";

    #[test]
    fn a_did_key_is_read_as_it_is_written() {
        let key = PublicKey::from_did_key(W3C_KEY).unwrap();
        assert_eq!(key.did_key(), W3C_KEY);
        assert_eq!(PublicKey::from_did_key(&key.verification_method()), Ok(key));
    }

    #[test]
    fn other_keys_are_refused_by_kind() {
        let ed25519 = "did:key:z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK";
        assert_eq!(PublicKey::from_did_key(ed25519), Err(DidKeyError::NotP256));
        for text in [
            "",
            "did:web:example.org",
            "did:key:",
            "did:key:z",
            "did:key:z0",
            "did:key:f00",
        ] {
            assert!(PublicKey::from_did_key(text).is_err(), "{text}");
        }
        let other_fragment = format!("{W3C_KEY}#other");
        assert_eq!(
            PublicKey::from_did_key(&other_fragment),
            Err(DidKeyError::NotADidKey)
        );
        let uncompressed = {
            let key = PublicKey::from_did_key(W3C_KEY).unwrap();
            let mut bytes = P256_MULTICODEC.to_vec();
            bytes.extend_from_slice(key.0.to_sec1_point(false).as_bytes());
            format!("did:key:z{}", bs58::encode(bytes).into_string())
        };
        assert_eq!(
            PublicKey::from_did_key(&uncompressed),
            Err(DidKeyError::NotAPoint)
        );
    }
}
